"""What roles and policies allow: every spelling, wildcards, conditions, and what cannot be seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacguard.model.address import managed
from iacguard.model.graph import Hole
from iacguard.model.value import Reference
from iacguard.model.world import World
from iacguard.vocabulary.derived.policies import matches
from tests.vocabulary.scenes import HERE, UNKNOWN, cloudformation, either, look, made, terraform, to, unknown

ROLE = 'resource "aws_iam_role" "r" {\n  name = "ml"\n  assume_role_policy = "{}"\n%s}\n'
DOCUMENT = '{ Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "*" }] }'
RENDERED = """
data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["s3:PutObject"]
    resources = ["*"]
  }
}
"""
POLICY = f'resource "aws_iam_policy" "p" {{\n  name = "write"\n  policy = jsonencode({DOCUMENT})\n}}\n'
STACK = """
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
%s
"""
IN_STACK = "{Statement: [{Effect: Allow, Action: 's3:PutObject', Resource: '*'}]}"
SPELLINGS = {
    "inline": ROLE % f'  inline_policy {{\n    name = "a"\n    policy = jsonencode({DOCUMENT})\n  }}\n',
    "beside": ROLE % ""
    + f'resource "aws_iam_role_policy" "p" {{\n  role = aws_iam_role.r.id\n  policy = jsonencode({DOCUMENT})\n}}\n',
    "by name": ROLE % ""
    + f'resource "aws_iam_role_policy" "p" {{\n  role = "ml"\n  policy = jsonencode({DOCUMENT})\n}}\n',
    "rendered": ROLE % ""
    + RENDERED
    + (
        'resource "aws_iam_role_policy" "p" {\n'
        "  role = aws_iam_role.r.name\n"
        "  policy = data.aws_iam_policy_document.d.json\n"
        "}\n"
    ),
    "attached": ROLE % ""
    + POLICY
    + (
        'resource "aws_iam_role_policy_attachment" "a" {\n'
        "  role = aws_iam_role.r.name\n"
        "  policy_arn = aws_iam_policy.p.arn\n"
        "}\n"
    ),
    "attached to many": ROLE % ""
    + POLICY
    + (
        'resource "aws_iam_policy_attachment" "a" {\n'
        '  name = "a"\n'
        "  roles = [aws_iam_role.r.name]\n"
        "  policy_arn = aws_iam_policy.p.arn\n"
        "}\n"
    ),
    "exclusively": ROLE % ""
    + POLICY
    + (
        'resource "aws_iam_role_policy_attachments_exclusive" "a" {\n'
        "  role_name = aws_iam_role.r.name\n"
        "  policy_arns = [aws_iam_policy.p.arn]\n"
        "}\n"
    ),
    "managed": ROLE % "  managed_policy_arns = [aws_iam_policy.p.arn]\n" + POLICY,
}
STACKS = {
    "nested": STACK % f"      Policies: [{{PolicyName: a, PolicyDocument: {IN_STACK}}}]",
    "beside": STACK % ""
    + (
        f"  P:\n"
        f"    Type: AWS::IAM::Policy\n"
        f"    Properties: {{PolicyName: a, Roles: [!Ref R], PolicyDocument: {IN_STACK}}}\n"
    ),
    "role policy": STACK % ""
    + (
        f"  P:\n"
        f"    Type: AWS::IAM::RolePolicy\n"
        f"    Properties: {{PolicyName: a, RoleName: !Ref R, PolicyDocument: {IN_STACK}}}\n"
    ),
    "managed": STACK % "      ManagedPolicyArns: [!Ref P]"
    + f"  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties: {{PolicyDocument: {IN_STACK}}}\n",
    "managed from there": STACK % ""
    + f"  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties: {{Roles: [!Ref R], PolicyDocument: {IN_STACK}}}\n",
}
ALLOWED = {"effect": "Allow", "actions": ["s3:PutObject"], "resources": ["*"]}


def rows(seen, address, name="statements", world=None):
    """The statements without what is empty and without the object that answers for wildcards."""
    found = seen.ask(address, name, *([world] if world else []))
    return [
        {k: v for k, v in row.items() if v not in ([], {}, None) and k not in ("covers", "narrowed")}
        if isinstance(row, dict)
        else row
        for row in found
    ]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_of_terraform_ends_in_the_same_statements(spelling):
    assert rows(terraform(SPELLINGS[spelling]), "aws_iam_role.r") == [ALLOWED]


@pytest.mark.parametrize("spelling", STACKS)
def test_every_spelling_of_cloudformation_ends_in_the_same_statements(spelling):
    assert rows(cloudformation(STACKS[spelling]), "R") == [ALLOWED]


def test_a_policy_that_is_attached_in_two_ways_counts_once():
    text = (
        SPELLINGS["attached"]
        + 'resource "aws_iam_role_policy_attachment" "b" {\n  role = "ml"\n  policy_arn = aws_iam_policy.p.arn\n}\n'
    )
    assert rows(terraform(text), "aws_iam_role.r") == [ALLOWED]


@pytest.mark.parametrize(
    "type", ["aws_iam_policy", "aws_iam_role_policy", "aws_iam_group_policy", "aws_iam_user_policy"]
)
def test_policies_have_statements_themselves(type):
    document = {"Statement": {"Effect": "Deny", "NotAction": ["s3:Get*"], "Resource": ["a", "b"]}}
    seen = look(made(type, "tf", {"policy": document}))
    assert rows(seen, f"{type}.x") == [{"effect": "Deny", "not_actions": ["s3:Get*"], "resources": ["a", "b"]}]


def test_principals_of_every_kind_are_one_list():
    trust = {"Statement": [{"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com", "AWS": ["1", "2"]}}]}
    seen = look(made("aws_iam_role", "tf", {"assume_role_policy": trust}))
    assert rows(seen, "aws_iam_role.x", "trust")[0]["principals"] == ["sagemaker.amazonaws.com", "1", "2"]
    anyone = {"Statement": [{"Effect": "Allow", "Principal": "*"}]}
    assert rows(look(made("aws_iam_role", "tf", {"assume_role_policy": anyone})), "aws_iam_role.x", "trust")[0][
        "principals"
    ] == ["*"]


@pytest.mark.parametrize("value", [False, "false", ["false"], [False]])
def test_conditions_compare_with_lists_of_texts(value):
    document = {"Statement": [{"Effect": "Deny", "Condition": {"Bool": {"aws:SecureTransport": value}}}]}
    seen = look(made("aws_iam_policy", "tf", {"policy": document}))
    assert rows(seen, "aws_iam_policy.x")[0]["condition"] == {"Bool": {"aws:SecureTransport": ["false"]}}


@pytest.mark.parametrize(
    ("actions", "name", "covered"),
    [
        (["*"], "iam:PassRole", True),
        (["iam:*"], "iam:PassRole", True),
        (["iam:Pass*"], "iam:PassRole", True),
        (["IAM:PASSROLE"], "iam:PassRole", True),
        (["s3:*Object"], "s3:PutObject", True),
        (["s3:Get*"], "s3:PutObject", False),
        (["s3:?utObject"], "s3:PutObject", True),
        (["s3:PutObject"], "s3:PutObjectAcl", False),
        ([], "s3:PutObject", False),
        ([unknown()], "s3:PutObject", UNKNOWN),
        ([unknown(prefix="s3:Get")], "s3:PutObject", False),
        ([unknown(prefix="s3:")], "s3:PutObject", UNKNOWN),
        ([unknown(), "s3:*"], "s3:PutObject", True),
    ],
)
def test_wildcards_are_understood(actions, name, covered):
    seen = look(made("aws_iam_policy", "tf", {"policy": {"Statement": [{"Effect": "Allow", "Action": actions}]}}))
    assert seen.ask("aws_iam_policy.x", f"statements.0.covers.{name}") == covered


@pytest.mark.parametrize(("name", "covered"), [("iam:PassRole", False), ("s3:GetObject", True)])
def test_what_is_excepted_covers_the_rest(name, covered):
    document = {"Statement": [{"Effect": "Allow", "NotAction": ["iam:*"], "Resource": "*"}]}
    assert (
        look(made("aws_iam_policy", "tf", {"policy": document})).ask("aws_iam_policy.x", f"statements.0.covers.{name}")
        is covered
    )


@given(st.text("abc:*?", max_size=8), st.text("abc:", max_size=8))
def test_matching_is_that_of_shells(pattern, name):
    import fnmatch

    assert matches(pattern, name) == fnmatch.fnmatchcase(name, pattern)
    assert matches(pattern.upper(), name) == matches(pattern, name)


FULL = "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"
ROUTES = {
    "attachment": ROLE % ""
    + f'resource "aws_iam_role_policy_attachment" "a" {{\n  role = aws_iam_role.r.name\n  policy_arn = "{FULL}"\n}}\n',
    "list": ROLE % f'  managed_policy_arns = ["{FULL}"]\n',
    "many": ROLE % ""
    + (
        f'resource "aws_iam_policy_attachment" "a" {{\n'
        f'  name = "a"\n'
        f"  roles = [aws_iam_role.r.name]\n"
        f'  policy_arn = "{FULL}"\n'
        f"}}\n"
    ),
    "data by name": ROLE % ""
    + (
        'data "aws_iam_policy" "full" {\n'
        '  name = "AmazonSageMakerFullAccess"\n'
        "}\n"
        'resource "aws_iam_role_policy_attachment" "a" {\n'
        "  role = aws_iam_role.r.name\n"
        "  policy_arn = data.aws_iam_policy.full.arn\n"
        "}\n"
    ),
    "data by arn": ROLE % ""
    + (
        f'data "aws_iam_policy" "full" {{\n'
        f'  arn = "{FULL}"\n'
        f"}}\n"
        f'resource "aws_iam_role_policy_attachment" "a" {{\n'
        f"  role = aws_iam_role.r.name\n"
        f"  policy_arn = data.aws_iam_policy.full.arn\n"
        f"}}\n"
    ),
    "for each": ROLE % ""
    + (
        f'resource "aws_iam_role_policy_attachment" "a" {{\n'
        f'  for_each = toset(["{FULL}"])\n'
        f"  role = aws_iam_role.r.name\n"
        f"  policy_arn = each.value\n"
        f"}}\n"
    ),
}


@pytest.mark.parametrize("route", ROUTES)
def test_a_policy_of_aws_is_seen_by_every_route(route):
    assert terraform(ROUTES[route]).ask("aws_iam_role.r", "policy_arns") == [FULL]
    assert rows(terraform(ROUTES[route]), "aws_iam_role.r") == []


def test_cloudformations_list_is_a_route_too():
    assert cloudformation(STACK % f"      ManagedPolicyArns: ['{FULL}']").ask("R", "policy_arns") == [FULL]


@pytest.mark.parametrize(
    ("name", "arn", "open_"),
    [
        ("AWSLambdaBasicExecutionRole", "arn:aws:iam::aws:policy/…/AWSLambdaBasicExecutionRole", False),
        ("AWSLambda_FullAccess", "arn:aws:iam::aws:policy/AWSLambda_FullAccess", False),
        ("AWSLambdaBasicExecutionRole-2f61", "arn:aws:iam::…:policy/AWSLambdaBasicExecutionRole-2f61", True),
        ("training", "arn:aws:iam::…:policy/training", True),
    ],
)
def test_a_policy_that_is_looked_up_is_awss_by_its_name(name, arn, open_):
    found = terraform(ROUTES["data by name"].replace("AmazonSageMakerFullAccess", name))
    assert found.ask("aws_iam_role.r", "policy_arns") == [arn]
    assert bool(rows(found, "aws_iam_role.r")) is open_


def test_a_policy_of_these_files_is_none_of_awss_though_its_name_is_not_known():
    unnamed = SPELLINGS["attached"].replace('"write"', "uuid()")
    assert terraform(unnamed).ask("aws_iam_role.r", "policy_arns") == ["arn:aws:iam::…:policy/…"]


def test_a_policy_of_these_files_has_its_name_and_nobodys_account():
    arns = terraform(SPELLINGS["attached"]).ask("aws_iam_role.r", "policy_arns")
    assert arns == ["arn:aws:iam::…:policy/write"]
    assert cloudformation(STACKS["managed"]).ask("R", "policy_arns") == ["arn:aws:iam::…:policy/…"]


def test_a_policy_elsewhere_leaves_the_statements_open():
    seen = look(made("aws_iam_role", "tf", {"managed_policy_arns": ["arn:aws:iam::123456789012:policy/shared"]}))
    assert seen.ask("aws_iam_role.x", "statements") == [UNKNOWN]
    seen = look(made("aws_iam_role", "tf", {"managed_policy_arns": unknown(type="list")}))
    assert seen.ask("aws_iam_role.x", "statements") == [UNKNOWN]
    assert seen.ask("aws_iam_role.x", "policy_arns") == [UNKNOWN]


def test_an_unknown_document_leaves_the_statements_open():
    seen = look(made("aws_iam_role", "tf", {"inline_policy": [{"policy": unknown()}]}))
    assert seen.ask("aws_iam_role.x", "statements") == [UNKNOWN]


def test_a_module_that_may_add_a_policy_leaves_them_open():
    role = made("aws_iam_role", "tf", {})
    hole = Hole(managed("", "", ""), "its source is not there", HERE, (Reference(role.address),))
    seen = look(role, holes=(hole,))
    assert set(seen.ask("aws_iam_role.x", "statements")) == {UNKNOWN}
    assert seen.ask("aws_iam_role.x", "policy_arns") == [UNKNOWN]


def test_a_policy_of_nobody_knows_which_role_leaves_every_role_open():
    policy = made("aws_iam_role_policy", "tf", {"role": unknown(), "policy": {"Statement": []}}, "p")
    assert look(made("aws_iam_role", "tf", {}), policy).ask("aws_iam_role.x", "statements") == [UNKNOWN]


def test_statements_under_a_condition_are_there_when_it_holds():
    role = made("aws_iam_role", "tf", {})
    document = {"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
    policy = made(
        "aws_iam_role_policy",
        "tf",
        {"role": to(role), "policy": document},
        "p",
        when=either("var.wide", true=True, false=False),
    )
    seen = look(role, policy)
    assert rows(seen, "aws_iam_role.x", world=World({"var.wide": "true"})) == [
        {"effect": "Allow", "actions": ["*"], "resources": ["*"]}
    ]
    assert rows(seen, "aws_iam_role.x", world=World({"var.wide": "false"})) == []
    assert seen.ask("aws_iam_role.x", "statements")[0][0] == "perhaps"


def test_the_arn_of_a_bucket_of_these_files_is_no_wildcard():
    text = """
resource "aws_s3_bucket" "named" {
  bucket = "features"
}
resource "aws_s3_bucket" "made" {
}
resource "aws_iam_policy" "p" {
  policy = jsonencode({ Statement = [{
    Effect   = "Allow"
    Action   = "s3:*"
    Resource = [aws_s3_bucket.named.arn, "${aws_s3_bucket.named.arn}/*", aws_s3_bucket.made.arn, "*"]
  }] })
}
"""
    resources = terraform(text).ask("aws_iam_policy.p", "statements.0.resources")
    assert resources == ["arn:aws:s3:::features", "arn:aws:s3:::features/…", "arn:aws:s3:::…", "*"]


@pytest.mark.parametrize(
    ("trusted", "serves"),
    [("sagemaker.amazonaws.com", True), ("bedrock.amazonaws.com", True), ("lambda.amazonaws.com", False)],
)
def test_a_role_serves_machine_learning_by_who_trusts_it(trusted, serves):
    trust = {"Statement": [{"Effect": "Allow", "Principal": {"Service": trusted}, "Action": "sts:AssumeRole"}]}
    assert look(made("aws_iam_role", "tf", {"assume_role_policy": trust})).ask("aws_iam_role.x", "serves_ml") is serves


def test_a_role_serves_machine_learning_by_what_runs_with_it():
    role = made("aws_iam_role", "tf", {"assume_role_policy": {"Statement": []}})
    model = made("aws_sagemaker_model", "tf", {"execution_role_arn": to(role, "arn")}, "m")
    assert look(role, model).ask("aws_iam_role.x", "serves_ml") is True
    assert look(role).ask("aws_iam_role.x", "serves_ml") is False


@pytest.mark.parametrize(
    "arn",
    [
        '"arn:${module.aws.partition}:iam::aws:policy/AmazonSageMakerFullAccess"',
        'format("arn:%s:iam::aws:policy/AmazonSageMakerFullAccess", module.aws.partition)',
    ],
)
def test_a_policy_of_aws_has_its_name_whatever_the_partition(arn):
    module = 'module "aws" {\n  source = "registry.example/partitions/aws"\n}\n'
    attachment = f'resource "aws_iam_role_policy_attachment" "a" {{\n  role = "ml"\n  policy_arn = {arn}\n}}\n'
    seen = terraform(module + ROLE % "" + attachment)
    assert seen.ask("aws_iam_role.r", "policy_arns") == ["arn:…:iam::aws:policy/AmazonSageMakerFullAccess"]
    open_ = attachment.replace("AmazonSageMakerFullAccess", "${module.aws.name}").replace("%s", "%s", 1)
    assert terraform(module + ROLE % "" + open_).ask("aws_iam_role.r", "policy_arns") != [
        "arn:…:iam::aws:policy/${module.aws.name}"
    ]


def test_the_partition_of_a_data_source_is_decided_where_it_matters():
    text = (
        ROLE % ""
        + """
data "aws_partition" "now" {}
resource "aws_iam_role_policy_attachment" "a" {
  role       = "ml"
  policy_arn = "arn:${data.aws_partition.now.partition}:iam::aws:policy/AmazonSageMakerFullAccess"
}
"""
    )
    seen = terraform(text)
    for partition in ("aws", "aws-cn", "aws-us-gov"):
        found = seen.ask("aws_iam_role.r", "policy_arns", World({"aws_partition": partition}))
        assert found == [f"arn:{partition}:iam::aws:policy/AmazonSageMakerFullAccess"]


@pytest.mark.parametrize("bucket", ['"arn:aws:s3:::data"', "var.bucket"])
def test_a_document_that_stands_nowhere_is_placed_where_it_is_used(bucket: str):
    statement = '{\\"Effect\\": \\"Allow\\", \\"Action\\": \\"s3:*\\", \\"Resource\\": \\"$${bucket}\\"}'
    text = f"""
variable "bucket" {{
  type = string
}}
data "template_file" "p" {{
  template = "{{\\"Statement\\": [{statement}]}}"
  vars     = {{ bucket = {bucket} }}
}}
resource "aws_iam_policy" "p" {{
  policy = data.template_file.p.rendered
}}
"""
    seen = terraform(text)
    assert seen.ask("aws_iam_policy.p", "statements.0.actions") == ["s3:*"]
    assert seen.line("aws_iam_policy.p", "statements.0.actions.0") == "policy = data.template_file.p.rendered"


TRUSTING = """
variable "who" {
  type = string
}
data "aws_service_principal" "lambda" {
  service_name = "lambda"
}
data "aws_iam_policy_document" "t" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "%s"
      identifiers = [%s]
    }
  }
}
resource "aws_iam_role" "r" {
  assume_role_policy = data.aws_iam_policy_document.t.json
}
"""


@pytest.mark.parametrize(
    ("kind", "who", "attribute", "found"),
    [
        ("Service", '"lambda.amazonaws.com"', "services", ["lambda.amazonaws.com"]),
        ("Service", '"lambda.amazonaws.com"', "federated", []),
        ("Federated", '"accounts.google.com"', "federated", ["accounts.google.com"]),
        ("Federated", "var.who", "services", []),
        ("AWS", "var.who", "services", []),
    ],
)
def test_principals_of_one_kind(kind: str, who: str, attribute: str, found: list[str]):
    assert terraform(TRUSTING % (kind, who)).ask("aws_iam_role.r", f"trust.0.{attribute}") == found


def test_a_service_that_is_not_known_is_a_service():
    of_variable = terraform(TRUSTING % ("Service", "var.who")).value("aws_iam_role.r", "trust.0.principals.0")
    assert of_variable.data.tail == (".amazonaws.com", "")
    looked_up = terraform(TRUSTING % ("Service", "data.aws_service_principal.lambda.name"))
    assert looked_up.value("aws_iam_role.r", "trust.0.services.0").data.prefix == "lambda.amazonaws.com"
    assert looked_up.value("aws_iam_role.r", "serves_ml").data is False


def test_a_policy_that_is_not_in_these_files_is_named_as_far_as_it_is_known():
    text = """
data "aws_caller_identity" "me" {}
resource "aws_iam_role" "r" {
  assume_role_policy  = "{}"
  managed_policy_arns = ["arn:aws:iam::${data.aws_caller_identity.me.account_id}:policy/Network"]
}
"""
    rest = terraform(text).value("aws_iam_role.r", "statements").data.rest
    assert rest.why == "policy/Network is not in these files"
