"""`iacguard eval` and `iacguard inspect`: what one needs to write a rule against real files."""

import json

import pytest
from click.testing import CliRunner

from iacguard.cli import eval as evaluation
from iacguard.cli.inspect import inspect

MAIN = """\
variable "access" {
  type = string
  validation {
    condition     = contains(["Enabled", "Disabled"], var.access)
    error_message = "one of two"
  }
}
variable "key" { type = string }
resource "aws_kms_key" "k" {}
resource "aws_sagemaker_notebook_instance" "exploration" {
  name                   = "churn"
  instance_type          = "ml.t3.medium"
  direct_internet_access = var.access == "Enabled" ? "Enabled" : "Disabled"
  kms_key_id             = aws_kms_key.k.arn
  subnet_id              = var.key
  role_arn               = sensitive("arn:aws:iam::123456789012:role/hidden")
}
"""
ADDRESS = "aws_sagemaker_notebook_instance.exploration"


@pytest.fixture
def stack(tmp_path, monkeypatch):
    (tmp_path / "main.tf").write_text(MAIN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command, *arguments):
    return CliRunner().invoke(command, arguments)


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("resource.name == 'churn'", "true  main.tf:11:28"),
        ("resource.kms_key_id != null", "true  main.tf:14:28"),
        ("ref(resource.kms_key_id).enable_key_rotation", "false  main.tf:9:1"),
        ("resource.subnet_id", "unknown (var.key has no default)"),
        ("size(resource.tags)", "0"),
        ("resource.role_arn", "(sensitive)"),
    ],
)
def test_an_expression_is_answered_with_its_place(stack, expression, answer):
    result = run(evaluation.eval, expression, "main.tf", ADDRESS)
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"{ADDRESS}: {answer}")
    assert "hidden" not in result.output


def test_an_answer_that_hangs_on_an_input_is_given_for_each(stack):
    result = run(evaluation.eval, "resource.direct_internet_access == 'Disabled'", ".", "-a", ADDRESS)
    assert [line.split(":")[-3].strip() if ": " not in line else line.split(": ")[1].split()[0] for line in
            result.output.splitlines()] == ["false", "true"]  # fmt: skip
    assert "when var.access is Enabled" in result.output


def test_a_trace_shows_every_part(stack):
    result = run(evaluation.eval, "resource.kms_key_id != null && resource.name == 'x'", "main.tf", ADDRESS, "--trace")
    lines = [line.strip() for line in result.output.splitlines()]
    assert any(line.startswith("resource.kms_key_id != null  =  true") for line in lines)
    assert any(line.startswith("resource.name  =  'churn'") for line in lines)


def test_without_an_address_every_resource_answers(stack):
    assert len(run(evaluation.eval, "true", ".").output.splitlines()) == 2


@pytest.mark.parametrize(("expression", "at"), [("resource.name ==", 16), ("reosurce.name", 0), ("nothing(1)", 0)])
def test_an_expression_without_meaning_is_refused_at_its_place(stack, expression, at):
    result = run(evaluation.eval, expression, "main.tf")
    assert result.exit_code == 2
    assert result.output.splitlines()[-1] == f"  {' ' * at}^"


def test_nothing_to_ask_is_an_exit_code(stack):
    assert run(evaluation.eval, "true", "main.tf", "aws_s3_bucket.none").exit_code == 3
    assert run(inspect, "main.tf", "aws_s3_bucket.none").exit_code == 3


@pytest.mark.parametrize("command", [inspect, evaluation.eval])
def test_what_cannot_be_read_is_told_and_is_no_pass(stack, command):
    (stack / "broken.tf").write_text('resource "aws_kms_key" "broken" {\n  description =\n}\n')
    expression = ["true"] if command is evaluation.eval else []
    result = run(command, *expression, "broken.tf", "main.tf")
    assert result.exit_code == 2
    assert "broken.tf:2:16: expected a value" in result.stderr
    assert ADDRESS in result.stdout
    missing = run(command, *expression, "missing.tf")
    assert missing.exit_code == 2
    assert "missing.tf: there is no such file" in missing.stderr and not missing.stdout


@pytest.mark.parametrize("command", [inspect, evaluation.eval])
def test_names_of_strangers_are_shown_and_not_obeyed(stack, command):
    (stack / "names.tf").write_text(
        'resource "aws_kms_key" "named" {\n  for_each = toset(["\\u001b]0;x\\u0007", "##[x"])\n}\n'
    )
    expression = ["resource.description"] if command is evaluation.eval else []
    shown = run(command, *expression, "names.tf", "--address", "aws_kms_key").stdout
    assert 'named["\\x1b]0;x\\x07"]' in shown and 'named["#\\x23[x"]' in shown
    assert "\x1b" not in shown and "##" not in shown


def test_a_resource_is_shown_as_rules_see_it(stack):
    result = run(inspect, "main.tf", ADDRESS)
    rows = {line.split()[0]: line for line in result.output.splitlines()[1:]}
    assert '"churn"' in rows["name"] and "main.tf:11:28" in rows["name"]
    assert "is known after apply" in rows["kms_key_id"] and "-> aws_kms_key.k.arn" in rows["kms_key_id"]
    assert "default" in rows["root_access"]
    assert "depends on var.access" in rows["direct_internet_access"]
    assert "hidden" not in result.output
    assert "lifecycle_config_name" not in rows
    assert "lifecycle_config_name" in run(inspect, "main.tf", ADDRESS, "--all").output


def test_the_same_as_json(stack):
    [shown] = json.loads(run(inspect, "main.tf", ADDRESS, "--format", "json").output)
    rows = {row["path"]: row for row in shown["rows"]}
    assert shown["address"] == ADDRESS
    assert shown["outgoing"] == ["aws_kms_key.k"]
    assert rows["name"]["value"] == "churn"
    assert rows["subnet_id"]["how"] == "unknown"
    assert rows["role_arn"]["value"] == "(sensitive)"
