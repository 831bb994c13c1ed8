"""README.md is true: what it shows is printed, its config is one, its commands and formats are all there are."""

import re
from pathlib import Path

from click.testing import CliRunner

from iacguard import reporters
from iacguard.cli.main import COMMANDS, cli
from tests.pages import blocks, follow

PAGE = Path(__file__).parent.parent / "README.md"
TEXT = PAGE.read_text(encoding="utf-8")


def test_what_it_shows_is_what_is_printed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    assert follow(PAGE, tmp_path) == 1


def test_its_config_has_no_fault(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    [config] = [text for language, _, text in blocks(PAGE) if language == "yaml" and "fail_on" in text]
    (tmp_path / ".iacguard.yaml").write_text(config, encoding="utf-8")
    (tmp_path / "main.tf").write_text("locals {}\n")
    assert CliRunner().invoke(cli, ["rule", "new", "network/open-door"]).exit_code == 0
    done = CliRunner().invoke(cli, ["scan", "--format", "concise", "main.tf"])
    assert (done.exit_code, [line for line in done.output.splitlines() if " error " in line]) == (0, [])


def test_it_names_every_command_and_every_format():
    assert set(re.findall(r"^\| `iacguard (\w+)", TEXT, re.M)) == set(COMMANDS)
    [row] = [line for line in TEXT.splitlines() if line.startswith("| `iacguard scan")]
    assert set(reporters.names()) <= set(re.findall(r"[\w-]+", row))
