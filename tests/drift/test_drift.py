"""What is declared held against states, plans and CloudFormation's answers: certain differences and nothing else."""

import json
from pathlib import Path

import pytest

from iacguard import pipeline
from iacguard.drift.run import drift
from iacguard.model.tree import Tree
from iacguard.pipeline import Request

MAIN = """\
variable "key" { type = string }

resource "aws_sagemaker_notebook_instance" "exploration" {
  name                   = "churn-exploration"
  instance_type          = "ml.t3.medium"
  volume_size            = 50
  direct_internet_access = "Disabled"
  kms_key_id             = var.key
  security_groups        = ["sg-b", "sg-a"]
  tags                   = { Owner = "ml" }
}

resource "aws_s3_bucket" "features" {
  count  = 2
  bucket = "features-${count.index}"
}

resource "aws_iam_role_policy" "training" {
  role   = "training"
  policy = jsonencode({ Version = "2012-10-17", Statement = [] })
  lifecycle {
    ignore_changes = [role]
  }
}
"""
NOTEBOOK = {
    "name": "churn-exploration", "instance_type": "ml.t3.medium", "volume_size": "50", "id": "churn-exploration",
    "direct_internet_access": "Disabled", "kms_key_id": "arn:aws:kms:eu-west-1:1:key/a",
    "security_groups": ["sg-a", "sg-b"],
    "tags": {"Owner": "ml"}, "tags_all": {"Owner": "ml"}, "url": "x", "root_access": "Enabled",
}  # fmt: skip
POLICY = {"role": "somebody-else", "policy": '{"Statement":[],"Version":"2012-10-17"}', "id": "training:p"}


def state(resources):
    rows = [
        {
            "mode": mode, "type": type, "name": name, "provider": "p",
            "instances": [{"attributes": a, **({"index_key": k} if k is not None else {})} for k, a in instances],
        }
        for mode, type, name, instances in resources
    ]  # fmt: skip
    return {"version": 4, "terraform_version": "1.11.0", "serial": 1, "lineage": "x", "resources": rows}


def whole(**changes):
    return state([
        ("managed", "aws_sagemaker_notebook_instance", "exploration", [(None, {**NOTEBOOK, **changes})]),
        ("managed", "aws_s3_bucket", "features", [(n, {"bucket": f"features-{n}"}) for n in (0, 1)]),
        ("managed", "aws_iam_role_policy", "training", [(None, POLICY)]),
        ("data", "aws_caller_identity", "me", [(None, {"account_id": "1"})]),
    ])  # fmt: skip


def against(tmp_path, deployment, name="main.tf", text=MAIN):
    (tmp_path / name).write_text(text)
    beside = tmp_path / "deployed"
    beside.mkdir(exist_ok=True)
    content = deployment if isinstance(deployment, str) else json.dumps(deployment, indent=1)
    (beside / "deployment.json").write_text(content)
    session = pipeline.open_session(Request((tmp_path / name,), root=tmp_path))
    return drift(session, [(Tree(beside), "deployment.json")])


def told(report):
    assert not report.errors, report.errors
    return [(f.rule.removeprefix("drift-"), f.address, f.attribute, f.span.line) for f in report.findings]


def test_what_agrees_is_no_drift_whatever_its_spelling(tmp_path):
    assert told(against(tmp_path, whole())) == []


def test_an_attribute_that_differs_is_told_on_its_line(tmp_path):
    report = against(tmp_path, whole(direct_internet_access="Enabled", tags={"Owner": "you"}, volume_size=5))
    address = "aws_sagemaker_notebook_instance.exploration"
    assert told(report) == [
        ("differs", address, "volume_size", 6),
        ("differs", address, "direct_internet_access", 7),
        ("differs", address, "tags.Owner", 10),
    ]
    assert '"Enabled", not "Disabled"' in report.findings[1].message


@pytest.mark.parametrize("deployed", [["sg-a"], ["sg-a", "sg-b", "sg-c"], ["sg-a", "sg-x"]])
def test_a_set_that_lost_or_gained_a_member_differs(tmp_path, deployed):
    found = told(against(tmp_path, whole(security_groups=deployed)))
    assert [row[:3] for row in found] == [("differs", "aws_sagemaker_notebook_instance.exploration", "security_groups")]


def test_what_is_missing_on_either_side_is_told_by_address(tmp_path):
    deployed = whole()
    deployed["resources"][1]["instances"].pop()
    deployed["resources"].append(state([("managed", "aws_sqs_queue", "old", [("a", {"name": "q"})])])["resources"][0])
    found = told(against(tmp_path, deployed))
    assert [row[:2] for row in found] == [
        ("not-declared", 'aws_sqs_queue.old["a"]'),
        ("not-deployed", "aws_s3_bucket.features[1]"),
    ]


def test_unknown_is_never_drift(tmp_path):
    text = (
        'variable "n" { type = number }\nresource "aws_sqs_queue" "q" {\n  count = var.n\n  name  = "q-${var.n}"\n}\n'
    )
    deployed = state([("managed", "aws_sqs_queue", "q", [(0, {"name": "anything"}), (1, {"name": "else"})])])
    assert told(against(tmp_path, deployed, text=text)) == []
    assert told(against(tmp_path, state([]), text=text)) == []


def test_what_a_module_that_was_not_loaded_declares_is_not_known(tmp_path):
    text = 'module "cluster" {\n  source = "terraform-aws-modules/eks/aws"\n}\n'
    for key in (None, 0):
        deployed = state([("managed", "aws_eks_cluster", "this", [(key, {"version": "1.33"})])])
        deployed["resources"][0]["module"] = "module.cluster"
        assert told(against(tmp_path, deployed, text=text)) == []


def test_sensitive_values_are_not_printed(tmp_path):
    text = 'resource "aws_db_instance" "m" {\n  password = sensitive("hunter2-declared")\n}\n'
    deployed = state([("managed", "aws_db_instance", "m", [(None, {"password": "hunter2-deployed"})])])
    report = against(tmp_path, deployed, text=text)
    assert told(report) == [("differs", "aws_db_instance.m", "password", 2)]
    assert "hunter2" not in report.findings[0].message


def test_a_plans_own_account_of_drift_stands_on_the_declared_lines(tmp_path):
    change = {
        "before": {"volume_size": 50, "tags": {"Owner": "ml"}, "lifecycle_config_name": "a"},
        "after": {"volume_size": 100, "tags": {"Owner": "ml"}, "lifecycle_config_name": "b"},
        "after_sensitive": {"lifecycle_config_name": True},
    }
    rows = [
        {"address": "aws_sagemaker_notebook_instance.exploration", "change": change},
        {"address": "aws_s3_bucket.features[0]", "change": {"before": {}, "after": None}},
    ]
    report = against(tmp_path, {"format_version": "1.2", "resource_changes": [], "resource_drift": rows})
    assert told(report) == [
        ("differs", "aws_sagemaker_notebook_instance.exploration", "lifecycle_config_name", 3),
        ("differs", "aws_sagemaker_notebook_instance.exploration", "volume_size", 6),
        ("not-deployed", "aws_s3_bucket.features[0]", "", 13),
    ]
    assert "(sensitive)" in report.findings[0].message


STACK = """\
Parameters:
  Access: {Type: String}
Resources:
  Notebook:
    Type: AWS::SageMaker::NotebookInstance
    Properties:
      InstanceType: ml.t3.medium
      DirectInternetAccess: !Ref Access
      RoleArn: arn:aws:iam::123456789012:role/notebook
  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      RetentionInDays: 30
"""


def row(name, status, **more):
    return {"LogicalResourceId": name, "ResourceType": "AWS::X::Y", "StackResourceDriftStatus": status, **more}


def difference(path, expected, actual):
    return {"PropertyPath": path, "ExpectedValue": expected, "ActualValue": actual, "DifferenceType": "NOT_EQUAL"}


def test_cloudformations_own_drifts_stand_on_the_template(tmp_path):
    drifts = [
        row("Notebook", "MODIFIED", PropertyDifferences=[
            difference("/InstanceType", "ml.t3.medium", "ml.p3.2xlarge"), difference("/DirectInternetAccess", "a", "b"),
        ]),
        row("Logs", "DELETED"),
    ]  # fmt: skip
    report = against(tmp_path, {"StackResourceDrifts": drifts}, "stack.yaml", STACK)
    assert told(report) == [("differs", "Notebook", "InstanceType", 7), ("not-deployed", "Logs", "", 10)]


def test_the_resources_of_a_stack_are_held_against_the_template(tmp_path):
    rows = [
        {"LogicalResourceId": n, "ResourceType": "t", "ResourceStatus": "CREATE_COMPLETE"} for n in ("Notebook", "Old")
    ]
    report = against(tmp_path, {"StackResources": rows}, "stack.yaml", STACK)
    assert [row[:2] for row in told(report)] == [("not-declared", "Old"), ("not-deployed", "Logs")]


@pytest.mark.parametrize("answer", ["StackResources", "StackResourceSummaries"])
def test_what_nobody_declares_stands_where_the_answer_names_it(tmp_path, answer):
    rows = [{"LogicalResourceId": n, "ResourceStatus": "CREATE_COMPLETE"} for n in ("Notebook", "Logs", "Old")]
    report = against(tmp_path, {answer: rows}, "stack.yaml", STACK)
    (found,) = report.findings
    assert (found.rule, found.address, found.span.text) == ("drift-not-declared", "Old", '"Old"')


MAKING = {
    "a macro": "Transform: Theirs\n" + STACK,
    "a loop": "Transform: AWS::LanguageExtensions\n" + STACK + "  Fn::ForEach::Team:\n    - Team\n    - !Ref Teams\n"
              "    - '${Team}Logs': {Type: 'AWS::Logs::LogGroup'}\n",
    "a module": STACK + "  Theirs: {Type: 'Org::Team::Logs::MODULE'}\n",
    "a serverless function": "Transform: AWS::Serverless-2016-10-31\n" + STACK
                             + "  Old: {Type: 'AWS::Serverless::Function', Properties: {Handler: a.b}}\n",
}  # fmt: skip


@pytest.mark.parametrize("what", MAKING)
def test_what_a_transform_may_make_may_be_declared(tmp_path, what, monkeypatch):
    monkeypatch.setattr("iacguard.formats.cloudformation.sam.find_spec", lambda name: None)
    names = ["Notebook", "Logs", "Old", "OldRole", *(["Theirs"] if what == "a module" else [])]
    rows = [{"LogicalResourceId": n, "ResourceStatus": "CREATE_COMPLETE"} for n in names]
    text = MAKING[what].replace("Parameters:\n", "Parameters:\n  Teams: {Type: CommaDelimitedList}\n")
    assert not against(tmp_path, {"StackResources": rows}, "stack.yaml", text).findings


def test_a_nested_stack_that_was_not_loaded_declares_nothing_in_its_parent(tmp_path):
    text = STACK + "  Nest: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: 'https://s3/t.yaml'}}\n"
    rows = [{"LogicalResourceId": n, "ResourceStatus": "CREATE_COMPLETE"} for n in ("Notebook", "Logs", "Nest", "Old")]
    report = against(tmp_path, {"StackResources": rows}, "stack.yaml", text)
    assert [row[:2] for row in told(report)] == [("not-declared", "Old")]


def test_structures_that_an_answer_gives_as_texts_are_shown_as_what_they_are(tmp_path):
    differences = [difference("/Tags", "null", '[{"Key":"Owner","Value":"ml"}]'), difference("/Name", "a", "[b")]
    report = against(
        tmp_path, {"StackResourceDrifts": [row("Logs", "MODIFIED", PropertyDifferences=differences)]}, "s.yaml", STACK
    )
    assert {f.message for f in report.findings} == {
        'Logs: Tags is deployed as [{"Key": "Owner", "Value": "ml"}], not null',
        'Logs: Name is deployed as "[b", not "a"',
    }


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "{}", "null", '"text"', "[" * 10000, '{"version": 3, "resources": [], "terraform_version": "0"}'],
)
def test_what_is_no_deployment_is_an_error(tmp_path, content):
    report = against(tmp_path, content)
    assert [d.level for d in report.errors] == ["error"]
    assert not report.findings


def test_a_deployment_that_is_not_there_is_an_error(tmp_path):
    (tmp_path / "main.tf").write_text(MAIN)
    session = pipeline.open_session(Request((tmp_path,), root=tmp_path))
    assert [d.code for d in drift(session, [(Tree(Path(tmp_path)), "no.tfstate")]).errors] == ["unreadable"]


MOVED = """\
resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}
module "store" {
  source = "./store"
}
moved {
  from = aws_sqs_queue.work
  to   = aws_sqs_queue.jobs
}
moved {
  from = module.old
  to   = module.store
}
"""


def test_what_a_moved_block_takes_elsewhere_is_there(tmp_path):
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "main.tf").write_text('resource "aws_s3_bucket" "b" {\n  bucket = "b"\n}\n')
    deployed = state([
        ("managed", "aws_sqs_queue", "work", [(None, {"name": "other"})]),
        ("managed", "aws_s3_bucket", "b", [(None, {"bucket": "b"})]),
    ])  # fmt: skip
    deployed["resources"][1]["module"] = "module.old"
    assert told(against(tmp_path, deployed, text=MOVED)) == [("differs", "aws_sqs_queue.jobs", "name", 2)]


def test_a_secret_is_not_printed_though_no_state_says_that_it_is_one(tmp_path):
    text = 'resource "aws_db_instance" "features" {\n  password = "hunter2hunter2"\n}\n'
    deployed = state([("managed", "aws_db_instance", "features", [(None, {"password": "swordfish99"})])])
    [found] = against(tmp_path, deployed, text=text).findings
    assert "hunter2" not in found.message and "swordfish" not in found.message


def test_a_state_without_the_version_of_terraform_is_one(tmp_path):
    deployed = whole()
    del deployed["terraform_version"]
    assert told(against(tmp_path, deployed)) == []
