"""Python rules run where the command line names them, and nowhere else."""

import json
import sys

import pytest
from click.testing import CliRunner

from iacguard.cli.main import cli

RULE = """\
summary: A notebook that is named like a toy
severity: high
practices: [code]
resources: [aws_sagemaker_notebook_instance]
why: Because.
fix: Rename it.
"""
CODE = """\
from pathlib import Path

Path(__file__).with_name("ran").touch()


def check(resource, graph, params):
    if resource.address.name == "toy":
        yield resource.body, f"{resource.address} is named like a toy"
"""


def write(folder, code=CODE):
    home = folder / "naming" / "toy-name"
    home.mkdir(parents=True)
    (home / "rule.yaml").write_text(RULE)
    (home / "rule.py").write_text(code)
    (home / "bad.tf").write_text('resource "aws_sagemaker_notebook_instance" "toy" { # expect\n}\n')
    (home / "good.tf").write_text('resource "aws_sagemaker_notebook_instance" "churn" {\n}\n')
    return home


@pytest.fixture
def stack(tmp_path, monkeypatch):
    folder = tmp_path / "stack"
    (folder / ".git").mkdir(parents=True)
    (folder / "main.tf").write_text('resource "aws_sagemaker_notebook_instance" "toy" {\n}\n')
    monkeypatch.chdir(folder)
    return folder


def run(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def scanned(*options):
    done = run("scan", "--format", "json", *options)
    report = json.loads(done.stdout)
    return done.exit_code, {f["rule"] for f in report["findings"]}, [d["message"] for d in report["diagnostics"]]


def test_a_folder_that_is_named_as_an_extension_runs(tmp_path, stack):
    home = write(tmp_path / "house")
    code, found, diagnostics = scanned("--extension", tmp_path / "house")
    assert (home / "ran").exists() and "toy-name" in found and not diagnostics and code == 1


def test_an_installed_module_runs_and_is_not_imported(tmp_path, stack, monkeypatch):
    home = write(tmp_path / "site" / "house_rules" / "rules")
    (tmp_path / "site" / "house_rules" / "__init__.py").write_text("raise SystemExit('imported')\n")
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site")])
    code, found, _ = scanned("--extension", "house_rules")
    assert (home / "ran").exists() and "toy-name" in found and code == 1


def test_python_in_a_folder_of_rules_is_refused(tmp_path, stack):
    home = write(tmp_path / "house")
    code, found, diagnostics = scanned("--rules", tmp_path / "house")
    assert code == 2 and "toy-name" not in found and not (home / "ran").exists()
    assert "the rule toy-name is Python, and a folder of rules may hold none" in diagnostics
    assert "--extension" in run("scan", "--rules", tmp_path / "house").output


def test_python_in_a_folder_that_a_config_names_is_refused(stack):
    home = write(stack / "policies")
    (stack / ".iacguard.yaml").write_text("rules: [policies]\n")
    code, found, diagnostics = scanned()
    assert code == 2 and "toy-name" not in found and not (home / "ran").exists()
    assert any("is Python" in message for message in diagnostics)


def test_a_config_cannot_name_an_extension(stack):
    home = write(stack / "policies")
    (stack / ".iacguard.yaml").write_text("extension: [policies]\n")
    code, _, diagnostics = scanned()
    assert code == 2 and not (home / "ran").exists()
    assert "a config has no key extension" in diagnostics


@pytest.mark.parametrize("name", ["./policies", "policies"])
def test_what_is_scanned_brings_no_code(stack, monkeypatch, name):
    """Neither as a folder nor as a module that Python would find in the working directory."""
    home = write(stack / "policies")
    (stack / "policies" / "__init__.py").write_text("raise SystemExit('imported')\n")
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    done = run("scan", "--extension", name)
    assert done.exit_code == 2 and not (home / "ran").exists()
    assert "lies in what is scanned" in done.output and "code from there is never run" in done.output


@pytest.mark.parametrize("option", ["--extension=policies.inner", "--rules=package:policies.inner"])
def test_the_packages_above_are_not_imported_either(stack, monkeypatch, option):
    write(stack / "policies" / "inner")
    (stack / "policies" / "__init__.py").write_text("raise SystemExit('imported')\n")
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    done = run("scan", option)
    assert done.exit_code == 2 and "imported" not in str(done.exception)


def test_what_is_not_installed_is_told(stack):
    done = run("scan", "--extension", "no_such_module")
    assert done.exit_code == 2 and "there is no installed package no_such_module; install it with pip" in done.output
    done = run("scan", "--extension", "../nowhere")
    assert done.exit_code == 2 and "there is no directory ../nowhere" in done.output


@pytest.mark.parametrize(("code", "why"), [
    ("def check(:", "SyntaxError"), ("x = 1\n", "AttributeError"), ("raise ValueError('no')", "ValueError: no"),
])  # fmt: skip
def test_a_module_that_does_not_load_is_told(tmp_path, stack, code, why):
    write(tmp_path / "house", code)
    exit_code, found, diagnostics = scanned("--extension", tmp_path / "house")
    assert exit_code == 2 and "toy-name" not in found
    assert any("rule toy-name: its rule.py does not load" in message and why in message for message in diagnostics)


def test_the_kit_runs_python_where_it_is_told_to(tmp_path):
    home = write(tmp_path / "house")
    for command in ("check", "test"):
        done = run("rule", command, tmp_path / "house")
        assert done.exit_code == 2 and "--extension" in done.output and not (home / "ran").exists()
    done = run("rule", "test", tmp_path / "house", "--extension")
    assert done.exit_code == 0, done.output
    assert "1 rule, 2 fixtures, 0 failed" in done.output


def test_explaining_an_extension_runs_nothing(tmp_path):
    home = write(tmp_path / "house")
    done = run("explain", "toy-name", "--extension", tmp_path / "house")
    assert done.exit_code == 0 and "A notebook that is named like a toy" in done.output
    assert "naming/toy-name" in run("rules", "--extension", tmp_path / "house").output
    assert not (home / "ran").exists()
