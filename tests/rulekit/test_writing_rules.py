"""docs/writing-rules.md is true: its files are written, its commands run, and what they print is what it shows."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from iacguard.cli.main import cli

PAGE = Path(__file__).parents[2] / "docs" / "writing-rules.md"
BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.M | re.S)


def test_every_step_of_the_page_is_true(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    ran = 0
    for language, file, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if file:
            path = tmp_path / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif language == "console":
            code = 0
            for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.M):
                if command == "echo $?":
                    assert shown == f"{code}\n"
                    continue
                program, *arguments = shlex.split(command)
                assert program == "iacguard"
                done = CliRunner().invoke(cli, arguments)
                code = done.exit_code
                assert matches(shown, done.output), f"{command}\n{done.output}"
                ran += 1
    assert ran >= 8


def matches(shown, printed):
    """Whether a text is as it is shown; a line of three dots stands for any lines."""
    pattern = "".join("(?:.*\n)*?" if line == "…\n" else re.escape(line) for line in shown.splitlines(keepends=True))
    return re.fullmatch(pattern, printed) is not None


def test_the_config_of_the_page_changes_what_is_found(tmp_path, monkeypatch):
    test_every_step_of_the_page_is_true(tmp_path, monkeypatch)
    stack = tmp_path / "ml" / "main.tf"
    stack.write_text(stack.read_text().replace("var.subnet", '"subnet-1"\n  security_groups = ["sg-1"]'))
    command = ["scan", "--format", "concise", "ml"]
    assert "high notebook-with-any-subnet" in CliRunner().invoke(cli, command).output
    (tmp_path / ".iacguard.yaml").write_text("rules: [policies]\n")
    assert "notebook-with-any-subnet" not in CliRunner().invoke(cli, command).output


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_a_rule_of_a_folder_is_explained(tmp_path, monkeypatch, form):
    test_every_step_of_the_page_is_true(tmp_path, monkeypatch)
    done = CliRunner().invoke(cli, ["explain", "notebook-with-any-subnet", "--rules", "policies", "--format", form])
    assert done.exit_code == 0
    assert "Notebook that its subnet does not narrow" in done.output
    assert "How many security groups there have to be" in done.output
