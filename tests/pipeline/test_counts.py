"""The counts of a report and of its scorecard agree with what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

import iacguard
from iacguard.model.scorecard import scorecard
from tests.pipeline.test_scan import OPEN, RULE, lay, scan

STACKS = Path(__file__).parent.parent.parent / "fixtures" / "ml-platform"
ROLE = """
resource "aws_iam_role" "training" {
  name                = "training"
  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/AmazonS3FullAccess"]
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "sagemaker.amazonaws.com" } }]
  })
}
"""


def _failing(report, rule):
    named = {(f.scope, a) for f in report.findings if f.rule == rule and f.verdict == "fail" for a in f.addresses}
    return len(named)


@pytest.mark.parametrize("stack", ["terraform/flawed", "cloudformation/flawed", "terraform/good"])
def test_as_many_resources_fail_as_findings_name(stack):
    report = iacguard.scan(STACKS / stack, profile="all")
    for rule, tally in report.tallies.items():
        assert tally.failed == _failing(report, rule), rule
    for score in scorecard(report):
        mine = [report.tallies[rule.id] for rule in report.rules if score.practice in rule.practices]
        assert (score.passed, score.failed, score.unsure) == tuple(sum(t[i] for t in mine) for i in range(3))


def test_what_is_waved_through_neither_passes_nor_fails(tmp_path):
    before = scan(lay(tmp_path, {"main.tf": OPEN})).tallies[RULE]
    assert before.failed == 1
    waved = OPEN.replace("{", f'{{ # iacguard: ignore[{RULE}] reason="a sandbox"', 1)
    report = scan(lay(tmp_path, {"main.tf": waved}))
    assert len(report.suppressed) == 1
    after = report.tallies[RULE]
    assert (after.passed, after.failed, after.not_applicable) == (before.passed, 0, before.not_applicable + 1)


def test_what_a_broader_finding_silences_is_not_counted(tmp_path):
    report = scan(lay(tmp_path, {"main.tf": ROLE}))
    assert report.tallies["administrator-access"].failed == 1
    assert report.tallies["s3-write-everywhere"] == (0, 0, 0, 1)


def test_only_what_was_asked_for_is_counted(tmp_path):
    call = 'module "ml" {\n  source = "./ml"\n}\n'
    lay(tmp_path, {"main.tf": call, "other.tf": OPEN, "ml/main.tf": OPEN, "elsewhere/main.tf": OPEN})
    assert scan(tmp_path).tallies[RULE].failed == 3
    assert scan(tmp_path, "other.tf").tallies[RULE].failed == 1
    assert scan(tmp_path, "elsewhere").tallies[RULE].failed == 1
    called = scan(tmp_path, "main.tf")
    assert called.tallies[RULE].failed == _failing(called, RULE) == 1
    assert called.resources == {"aws_sagemaker_notebook_instance": 1}
