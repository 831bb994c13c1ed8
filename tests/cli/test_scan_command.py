"""`iacguard scan` as users call it: documents on standard output, files, exit codes, and errors that say what to do."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import iacguard
from iacguard import reporters
from iacguard.cli.main import COMMANDS, cli
from iacguard.cli.scan import scan

OPEN = """\
resource "aws_sagemaker_notebook_instance" "exploration" {
  role_arn               = "arn:aws:iam::123456789012:role/notebook"
  instance_type          = "ml.t3.medium"
  subnet_id              = "subnet-0a1b2c3d4e5f67890"
  direct_internet_access = var.access
}

variable "access" {
  type    = string
  default = "Enabled"
}
"""
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(iacguard.__file__).parent.parent)}
RULE = "sagemaker-notebook-direct-internet"


@pytest.fixture
def stack(tmp_path, monkeypatch):
    (tmp_path / "ml").mkdir()
    (tmp_path / "ml/main.tf").write_text(OPEN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(scan, arguments)


def rules(result):
    return {finding["rule"] for finding in json.loads(result.stdout)["findings"] if finding["verdict"] == "fail"}


def test_standard_output_holds_the_document_alone(stack):
    result = run("--format", "json", "ml")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["schema"] == "json-v1"
    assert RULE in rules(result)


@pytest.mark.parametrize("name", reporters.names())
def test_every_format_is_written(stack, name):
    result = run("--format", name, "ml")
    assert result.exit_code == 1
    assert RULE in result.stdout


def test_several_outputs_in_one_run(stack):
    result = run("--output", "sarif=out.sarif", "--output", "json=out.json", "--output", "text=-", "ml")
    assert result.exit_code == 1
    assert RULE in result.stdout
    assert json.loads((stack / "out.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((stack / "out.json").read_text())["findings"]
    assert not list(stack.glob(".out*"))


def test_an_output_that_is_a_link_or_no_file_stays_what_it_is(stack):
    (stack / "latest.json").symlink_to("kept.json")
    os.mkfifo(stack / "pipe")
    reader = os.open(stack / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert run("--output", "json=latest.json", "--output", "concise=pipe", "ml").exit_code == 1
    assert (stack / "latest.json").is_symlink() and json.loads((stack / "kept.json").read_text())["findings"]
    assert RULE in os.read(reader, 100_000).decode() and not (stack / "pipe").is_file()
    os.close(reader)


def test_the_threshold_of_the_config_holds_unless_the_command_line_says_another(stack):
    (stack / ".iacguard.yaml").write_text("fail_on: critical\n")
    assert run("ml").exit_code == 0
    assert run("--fail-on", "high", "ml").exit_code == 1


def test_a_format_that_there_is_not_is_no_part_of_a_file_name(stack):
    result = run("--output", "sarf=out.sarif", "ml")
    assert result.exit_code == 2 and "there is no format sarf" in result.output and "sarif" in result.output


def test_an_output_that_cannot_be_written_is_said(stack):
    result = run("--output", "json=missing/out.json", "ml")
    assert result.exit_code == 2
    assert "cannot be written" in result.output


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("ml",), 1), (("--fail-on", "critical", "ml"), 0), (("--fail-on", "never", "ml"), 0),
        (("--exit-zero", "ml"), 0),
        (("--exit-zero", "ml", "missing"), 2), (("empty",), 3), (("--allow-nothing", "empty"), 0),
        (("--fail-on", "high", "ml"), 1),
    ],
)  # fmt: skip
def test_exit_codes(stack, arguments, code):
    (stack / "empty").mkdir()
    result = run(*arguments)
    assert result.exit_code == code, result.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--var", "access", "ml"), "NAME=VALUE"),
        (("--var-file", "no.tfvars", "ml"), "there is no no.tfvars"),
        (("--var-file", "/etc/hostname", "ml"), "outside the scan root"),
        (("--config", "no.yaml", "ml"), "there is no no.yaml"),
        (("--rules", "package:no_such_pack", "ml"), "no installed package no_such_pack"),
        (("--format", "xml", "ml"), "xml"),
        (("--output", "sarif=", "ml"), "names no file"),
        (("--output", "sarif=ml", "ml"), "Is a directory"),
        (("--as-of", "soon", "ml"), "soon"),
        (("--root", "nowhere", "ml"), "nowhere"),
    ],
)
def test_options_that_cannot_be_meant_are_refused(stack, arguments, words):
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.output
    assert "Traceback" not in result.output


def test_variables_come_from_files_and_the_environment_only_when_asked(stack, monkeypatch):
    (stack / "prod.tfvars").write_text('access = "Disabled"\n')
    monkeypatch.setenv("TF_VAR_access", "Disabled")
    assert RULE in rules(run("--format", "json", "ml"))
    assert RULE not in rules(run("--format", "json", "--env-vars", "ml"))
    assert RULE not in rules(run("--format", "json", "--var-file", "prod.tfvars", "ml"))


def test_rules_of_an_installed_package_are_found_by_its_path(stack, monkeypatch):
    pack = stack / "site" / "ml_policies"
    folder = pack / "rules" / "names" / "notebook-without-name"
    folder.mkdir(parents=True)
    (pack / "__init__.py").write_text("raise SystemExit('imported')\n")
    (folder / "rule.yaml").write_text(
        "summary: Notebook without a name\nseverity: low\npractices: [documentation]\n"
        "resources: [aws_sagemaker_notebook_instance]\nrequire: resource.name != null\n"
        "message: '{address} has no name'\nwhy: Because a name tells whose it is.\nfix: Give it one.\n"
    )
    monkeypatch.syspath_prepend(str(stack / "site"))
    assert "notebook-without-name" in rules(run("--format", "json", "--rules", "package:ml_policies", "ml"))


def test_python_rules_are_not_taken_from_a_folder(stack):
    folder = stack / "policies" / "names" / "hostile-rule"
    folder.mkdir(parents=True)
    (folder / "rule.yaml").write_text("summary: x\n")
    (folder / "rule.py").write_text("raise SystemExit('ran')\n")
    result = run("--rules", "policies", "ml")
    assert result.exit_code == 2
    assert "the rule hostile-rule is Python, and a folder of rules may hold none" in result.output


def test_nothing_to_scan_is_said_and_looks_unlike_a_pass(stack):
    (stack / "empty").mkdir()
    (stack / "broken.tf").write_bytes(b"\xff\xfe")
    assert run("empty").stdout.startswith("Nothing to scan")
    assert "Nothing could be judged" in run("broken.tf").stdout


def test_colour_follows_the_flag_then_the_environment(stack, monkeypatch):
    assert "\x1b[" not in run("ml").output
    assert "\x1b[" in run("--color", "always", "ml").output
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("ml").output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("ml").output


def test_every_command_has_help():
    for name in COMMANDS:
        result = CliRunner().invoke(cli, [name, "--help"])
        assert result.exit_code == 0
        assert result.output.startswith("Usage:")


def test_the_module_and_the_version_work_from_a_shell(stack):
    done = subprocess.run(
        [sys.executable, "-m", "iacguard", "--version"], capture_output=True, text=True, env=ENVIRONMENT
    )
    assert done.returncode == 0
    assert done.stdout.startswith("iacguard ")


def test_nothing_runs_and_nothing_is_fetched(stack):
    """An audit hook in a process of its own: no socket, no subprocess, no library loaded by name."""
    program = """
import sys
seen = []
def hook(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.spawn", "os.fork", "ctypes.dlopen")):
        seen.append(event)
sys.addaudithook(hook)
from iacguard.__main__ import main
sys.argv = ["iacguard", "scan", "--exit-zero", "ml"]
try:
    main()
except SystemExit:
    pass
sys.stderr.write(repr(seen))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=stack, env=ENVIRONMENT)
    assert done.stderr == "[]"
    assert RULE in done.stdout
