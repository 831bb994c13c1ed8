"""The ten practices: a project that keeps them all is silent, and one that leaves out any of them hears of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import iacguard
from iacguard.model.report import PRACTICES

PLATFORM = Path(__file__).parent.parent / "fixtures" / "ml-platform"
COPIES = "".join(f"""
resource "aws_sagemaker_model" "ranker_{market}" {{
  name                     = "${{var.name}}-ranker-{market}"
  execution_role_arn       = aws_iam_role.serving.arn
  enable_network_isolation = true

  primary_container {{
    model_package_name = var.model_package_arn
  }}

  vpc_config {{
    subnets            = var.subnet_ids
    security_group_ids = [var.security_group]
  }}
}}
""" for market in ("de", "fr", "it"))  # fmt: skip
Change = Callable[[Path], None]


def without(name: str) -> Change:
    """The project without a file or directory."""

    def change(root: Path) -> None:
        gone = root / name
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()

    return change


def edited(name: str, written: str, by: str) -> Change:
    """The project with one text of a file replaced."""

    def change(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert text.count(written) >= 1, written
        (root / name).write_text(text.replace(written, by), encoding="utf-8")

    return change


def longer(name: str, more: str) -> Change:
    """The project with something added to a file."""

    def change(root: Path) -> None:
        with (root / name).open("a", encoding="utf-8") as file:
            file.write(more)

    return change


def both(one: Change, other: Change) -> Change:
    """The project with two changes."""

    def change(root: Path) -> None:
        one(root)
        other(root)

    return change


TESTING = "      - run: terraform test\n"
WORKFLOW = ".github/workflows/plan.yml"
SCHEDULE = '  schedule:\n    - cron: "17 5 * * *" # the daily plan finds drift\n'
LACKS = [
    ("code", "hand-made-id", edited(
        "modules/notebooks/main.tf", "var.subnet_ids[0]", '"subnet-0f4b2f6c8d1e3a597"')),
    ("code", "infrastructure-made-by-script", longer("main.tf", """
resource "terraform_data" "endpoint" {
  provisioner "local-exec" {
    command = "aws sagemaker create-endpoint --endpoint-name ranker --endpoint-config-name ranker"
  }
}
""")),
    ("modularity", "copied-blocks", longer("modules/serving/main.tf", COPIES)),
    ("versioning", "terraform-lock-file-missing", without(".terraform.lock.hcl")),
    ("versioning", "terraform-version-unpinned", edited("versions.tf", '  required_version = "~> 1.11"\n', "")),
    ("versioning", "state-file-in-repository", longer("terraform.tfstate", '{"version": 4, "resources": []}\n')),
    ("versioning", "terraform-state-without-lock", edited("versions.tf", "    use_lockfile = true\n", "")),
    ("automation", "no-pipeline-for-infrastructure", without(".github")),
    ("security", "sagemaker-notebook-direct-internet", edited(
        "modules/notebooks/main.tf", 'direct_internet_access = "Disabled"', 'direct_internet_access = "Enabled"')),
    ("security", "pass-role-on-everything", edited(
        "modules/training/main.tf",
        '''        Resource  = aws_iam_role.training.arn
        Condition = { StringEquals = { "iam:PassedToService" = "sagemaker.amazonaws.com" } }
''', '        Resource  = "*"\n')),
    ("monitoring", "log-group-without-retention", edited(
        "modules/training/main.tf", "  retention_in_days = 90\n", "")),
    ("monitoring", "sagemaker-endpoint-without-data-capture", edited(
        "modules/serving/main.tf", "enable_capture              = true", "enable_capture              = false")),
    ("testing", "infrastructure-without-tests", both(without("tests"), edited(WORKFLOW, TESTING, ""))),
    ("testing", "tests-that-no-pipeline-runs", edited(WORKFLOW, TESTING, "")),
    ("documentation", "project-without-readme", without("README.md")),
    ("drift", "every-change-ignored", edited(
        "modules/serving/main.tf", "    create_before_destroy = true\n",
        "    create_before_destroy = true\n    ignore_changes        = all\n")),
    ("optimisation", "sagemaker-domain-without-idle-shutdown", edited(
        "modules/notebooks/main.tf", '"ENABLED"', '"DISABLED"')),
    ("optimisation", "sagemaker-scaling-without-range", edited(
        "modules/serving/main.tf", "max_capacity       = 8", "max_capacity       = 2")),
]  # fmt: skip
"""Practices, each with a way to leave it out and the rule that tells."""


GUARDING = "      - run: cfn-guard validate --data notebooks.yaml --rules tests\n"
TEMPLATES_LACK = [
    ("code", "hand-made-id", edited("notebooks.yaml", "!Select [0, !Ref SubnetIds]", "subnet-0f4b2f6c8d1e3a597")),
    ("automation", "no-pipeline-for-infrastructure", without(".github")),
    ("security", "sagemaker-notebook-root-access", edited(
        "notebooks.yaml", "RootAccess: Disabled", "RootAccess: Enabled")),
    ("monitoring", "sagemaker-endpoint-without-data-capture", edited(
        "serving.yaml", "EnableCapture: true", "EnableCapture: false")),
    ("testing", "infrastructure-without-tests", both(without("tests"), edited(WORKFLOW, GUARDING, ""))),
    ("testing", "tests-that-no-pipeline-runs", edited(WORKFLOW, GUARDING, "")),
    ("documentation", "project-without-readme", without("README.md")),
    ("optimisation", "sagemaker-domain-without-idle-shutdown", edited(
        "notebooks.yaml", "LifecycleManagement: ENABLED", "LifecycleManagement: DISABLED")),
]  # fmt: skip
"""The same of templates, as far as CloudFormation can leave it out."""
ALL = [
    pytest.param(language, *lack, id=f"{language}-{lack[1]}")
    for language, lacks in (("terraform", LACKS), ("cloudformation", TEMPLATES_LACK))
    for lack in lacks
]


def project(language: str, at: Path) -> Path:
    root = at / "project"
    shutil.copytree(PLATFORM / language / "good", root)
    (root / ".git").mkdir()
    return root


def told(root: Path, profile: str = "") -> list[iacguard.Finding]:
    report = iacguard.scan(root, root=root, profile=profile, texts="all")
    assert not report.errors
    return report.failures


@pytest.mark.parametrize("language", ["terraform", "cloudformation"])
def test_a_project_that_keeps_all_of_them_is_silent(tmp_path, language):
    assert told(project(language, tmp_path)) == []


@pytest.mark.parametrize(("language", "practice", "rule", "change"), ALL)
def test_what_is_left_out_is_told_with_place_and_cure(tmp_path, language, practice, rule, change):
    root = project(language, tmp_path)
    change(root)
    report = iacguard.scan(root, root=root, texts="all")
    found = [finding for finding in report.failures if finding.rule == rule]
    assert found and practice in found[0].practices
    assert (root / found[0].span.source.path).is_file()
    assert next(described.fix for described in report.rules if described.id == rule).strip()


def test_every_practice_is_left_out_once():
    assert {practice for practice, _, _ in LACKS} == set(PRACTICES)


def test_a_plan_that_nobody_repeats_finds_no_drift(tmp_path):
    root = project("terraform", tmp_path)
    edited(WORKFLOW, SCHEDULE, "")(root)
    assert "no-drift-detection" in {finding.rule for finding in told(root, "strict")}
