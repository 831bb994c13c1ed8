"""Waivers: where they reach, until when, and what is said of those that are of no use."""

import datetime

import pytest

import iacguard

RULE = "sagemaker-notebook-direct-internet"
TODAY = datetime.date(2026, 6, 1)
NOTEBOOK = """\
%(above)s
resource "aws_sagemaker_notebook_instance" "exploration" { %(header)s
  %(inside)s
  instance_type          = "ml.t3.medium"
  role_arn               = "arn:aws:iam::123456789012:role/notebook"
  subnet_id              = "subnet-0a1b2c3d4e5f67890"
  %(before)s
  direct_internet_access = "Enabled" %(beside)s
  volume_size            = 20 %(elsewhere)s
}
"""
PLACES = {"above": "", "header": "", "inside": "", "before": "", "beside": "", "elsewhere": ""}


def scan(tmp_path, files, **options):
    for path, text in files.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    return iacguard.scan(tmp_path, root=tmp_path, **{"as_of": TODAY, **options})


def waived(report, rule=RULE):
    """How many findings of the rule are left and gone, and what is said of waivers."""
    said = [(d.level, d.message) for d in report.diagnostics if d.code == "suppression"]
    gone = [one for one in report.suppressed if one.finding.rule == rule]
    return len([f for f in report.failures if f.rule == rule]), len(gone), said


@pytest.mark.parametrize(("place", "reaches"), [(place, place != "elsewhere") for place in PLACES])
def test_a_comment_reaches_its_line_the_next_or_the_block(tmp_path, place, reaches):
    text = NOTEBOOK % {**PLACES, place: f"# iacguard: ignore[{RULE}]"}
    left, gone, said = waived(scan(tmp_path, {"main.tf": text}))
    assert (left, gone) == ((0, 1) if reaches else (1, 0))
    assert said == ([] if reaches else [("note", "this suppression suppresses nothing")])


@pytest.mark.parametrize("word", [RULE, "CKV_AWS_122", "network", "network/*", "sagemaker-*", f"other-rule, {RULE}"])
def test_a_rule_is_named_by_id_alias_family_or_pattern(tmp_path, word):
    text = NOTEBOOK % {**PLACES, "beside": f'# iacguard: ignore[{word}] reason="workshop"'}
    report = scan(tmp_path, {"main.tf": text})
    assert waived(report)[:2] == (0, 1)
    assert {gone.reason for gone in report.suppressed} == {"workshop"}


@pytest.mark.parametrize("comment", ["#checkov:skip=CKV_AWS_122:workshop", "// checkov:skip=CKV_AWS_122: workshop"])
def test_comments_of_other_tools_count_and_are_never_called_useless(tmp_path, comment):
    report = scan(tmp_path, {"main.tf": NOTEBOOK % {**PLACES, "inside": comment}})
    assert waived(report) == (0, 1, [])
    assert report.suppressed[0].reason == "workshop"
    assert waived(scan(tmp_path, {"main.tf": NOTEBOOK % {**PLACES, "inside": "# checkov:skip=CKV_AWS_1:no"}}))[2] == []


@pytest.mark.parametrize("id", ["AWS-0030", "AVD-AWS-0030", "aws-ecr-enable-image-scans"])
def test_trivy_calls_one_check_by_several_ids(tmp_path, id):
    text = f'# trivy:ignore:{id} scanned elsewhere\nresource "aws_ecr_repository" "train" {{\n  name = "train"\n}}\n'
    assert waived(scan(tmp_path, {"main.tf": text}), "ecr-unscanned") == (0, 1, [])


def test_a_waiver_ends(tmp_path):
    text = NOTEBOOK % {**PLACES, "beside": f"# iacguard: ignore[{RULE}] until=2026-06-01"}
    assert waived(scan(tmp_path, {"main.tf": text})) == (0, 1, [])
    left, gone, said = waived(scan(tmp_path, {"main.tf": text}, as_of=datetime.date(2026, 6, 2)))
    assert (left, gone, said) == (1, 0, [("note", "this suppression ended on 2026-06-01")])


@pytest.mark.parametrize(
    ("comment", "level", "message"),
    [
        ("# iacguard: ignore", "error", "this comment names no rule"),
        ("# iacguard: ignore[]", "error", "this comment names no rule"),
        (f"# iacguard: ignore[{RULE}] until=soon", "error", "soon is not a date"),
        (f"# iacguard: ignore[{RULE}] unless=never", "error", "unless=never means nothing here"),
        ("# iacguard: ignore[no-such-rule]", "note", "there is no rule no-such-rule"),
    ],
)
def test_what_is_wrong_with_a_waiver_is_said(tmp_path, comment, level, message):
    assert (level, message) in waived(scan(tmp_path, {"main.tf": NOTEBOOK % {**PLACES, "beside": comment}}))[2]


def test_a_waiver_of_a_rule_that_is_not_in_force_is_not_called_useless(tmp_path):
    text = NOTEBOOK % {**PLACES, "beside": f"# iacguard: ignore[{RULE}]"}
    report = scan(tmp_path, {"main.tf": text, ".iacguard.yaml": f"disable: [{RULE}]\n"})
    assert waived(report) == (0, 0, [])


MODULE = """\
variable "access" { type = string }
resource "aws_sagemaker_notebook_instance" "n" {
  instance_type          = "ml.t3.medium"
  role_arn               = "arn:aws:iam::123456789012:role/notebook"
  subnet_id              = "subnet-0a1b2c3d4e5f67890"
  direct_internet_access = var.access
}
"""
CALLS = """\
locals {
  access = "Enabled" %(value)s
}
module "team" { %(call)s
  for_each = toset(["vision", "speech"])
  source   = "./notebook"
  access   = local.access %(argument)s
}
"""


@pytest.mark.parametrize("place", ["value", "call", "argument"])
def test_a_waiver_counts_on_every_line_of_the_chain(tmp_path, place):
    calls = CALLS % {"value": "", "call": "", "argument": "", place: f"# iacguard: ignore[{RULE}]"}
    assert waived(scan(tmp_path, {"main.tf": calls, "notebook/main.tf": MODULE}))[:2] == (0, 1)


CONFIG = """\
ignore:
  - rules: [%s]
    addresses: ['module.team["vision"].*']
    reason: the vision team works in public
    until: 2026-12-31
"""


def test_the_config_waives_single_instances(tmp_path):
    calls = CALLS % {"value": "", "call": "", "argument": ""}
    files = {"main.tf": calls, "notebook/main.tf": MODULE, ".iacguard.yaml": CONFIG % RULE}
    report = scan(tmp_path, files)
    [left] = [f for f in report.failures if f.rule == RULE]
    assert left.addresses == ('module.team["speech"].aws_sagemaker_notebook_instance.n',)
    [gone] = [one for one in report.suppressed if one.finding.rule == RULE]
    assert gone.finding.addresses == ('module.team["vision"].aws_sagemaker_notebook_instance.n',)
    assert gone.reason == "the vision team works in public"
    ended = scan(tmp_path, files, as_of=datetime.date(2027, 1, 1))
    assert [len(f.addresses) for f in ended.failures if f.rule == RULE] == [2]
    assert ("note", "this suppression ended on 2026-12-31") in waived(ended)[2]


def test_what_the_config_waives_in_vain_is_said(tmp_path):
    files = {"main.tf": "locals {}\n", ".iacguard.yaml": CONFIG % RULE}
    assert waived(scan(tmp_path, files))[2] == [("note", "this suppression suppresses nothing")]
    files[".iacguard.yaml"] = CONFIG % "no-such-rule"
    assert waived(scan(tmp_path, files))[2] == [("error", "there is no rule no-such-rule")]


ENDED = "this suppression ended on 2026-01-01"
STACK = """\
Resources:
  Exploration:
    Type: AWS::SageMaker::NotebookInstance
    Metadata: %s
    Properties:
      InstanceType: ml.t3.medium
      RoleArn: arn:aws:iam::123456789012:role/notebook
      SubnetId: subnet-0a1b2c3d4e5f67890
      DirectInternetAccess: Enabled %s
"""


@pytest.mark.parametrize(
    ("metadata", "comment", "expected"),
    [
        (f"{{iacguard: {{ignore: [{RULE}], reason: workshop, until: 2026-12-31}}}}", "", (0, 1, [])),
        (f"{{iacguard: {{ignore: {RULE}}}}}", "", (0, 1, [])),
        (f"{{iacguard: {{ignore: [{RULE}], until: 2026-01-01}}}}", "", (1, 0, [("note", ENDED)])),
        ("{checkov: {skip: [{id: CKV_AWS_122, comment: workshop}]}}", "", (0, 1, [])),
        (f"{{iacguard: {{ignore: [{{rule: {RULE}, reason: workshop}}], until: 2026-12-31}}}}", "", (0, 1, [])),
        (f"{{iacguard: {{ignore: [{{rule: {RULE}, until: 2026-01-01}}]}}}}", "", (1, 0, [("note", ENDED)])),
        ("{iacguard: {ignore: [{rule: [a]}]}}", "", (1, 0, [("error", "this metadata names no rule")])),
        ("{cdk_nag: {rules_to_suppress: [{id: AwsSolutions-SM3, reason: workshop}]}}", "", (0, 1, [])),
        ("{cfn_nag: {rules_to_suppress: [{id: CKV_AWS_122}, 7, {id: 7}]}}", "", (0, 1, [])),
        ("{guard: {SuppressedRules: [SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS, 7]}}", "", (0, 1, [])),
        ("{guard: {SuppressedRules: [S3_BUCKET_LOGGING_ENABLED]}, cdk_nag: AwsSolutions-SM3}", "", (1, 0, [])),
        ("{}", f"# iacguard: ignore[{RULE}]", (0, 1, [])),
        ("{iacguard: {reason: none}}", "", (1, 0, [("error", "this metadata names no rule")])),
    ],
)  # fmt: skip
def test_templates_are_waived_by_metadata_and_comments(tmp_path, metadata, comment, expected):
    left, gone, said = waived(scan(tmp_path, {"stack.yaml": STACK % (metadata, comment)}))
    assert (left, gone) == expected[:2]
    assert [row for row in said if "suppresses nothing" not in row[1]] == expected[2]


def test_findings_of_cfn_lint_stand_in_the_same_report_and_are_waived_the_same_way(tmp_path):
    pytest.importorskip("cfnlint")
    text = STACK % ("{}", "")
    broken = text.replace("InstanceType: ml.t3.medium", "InstanceTyp: ml.t3.medium")
    report = scan(tmp_path, {"stack.yaml": broken}, cfn_lint=True)
    theirs = {f.rule for f in report.failures if f.rule.startswith("cfn-lint/")}
    assert theirs
    assert {f.rule for f in report.failures} - theirs
    assert theirs <= {rule.id for rule in report.rules}
    entries = "ignore: [{rules: ['cfn-lint/*'], reason: generated}]\n"
    report = scan(tmp_path, {".iacguard.yaml": entries}, cfn_lint=True)
    assert not [f for f in report.failures if f.rule.startswith("cfn-lint/")]
    assert {gone.finding.rule for gone in report.suppressed} == theirs
