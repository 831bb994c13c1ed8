"""docs/writing-rules.md is true: its files are written, its commands run, and what they print is what it shows."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from iacguard.cli.main import cli
from tests.pages import follow

PAGE = Path(__file__).parents[2] / "docs" / "writing-rules.md"


@pytest.fixture
def written(tmp_path, monkeypatch):
    """A folder in which every step of the page was done."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    assert follow(PAGE, tmp_path) >= 8
    return tmp_path


def test_every_step_of_the_page_is_true(written):
    assert (written / "policies/network/notebook-with-any-subnet/good-without-subnet.tf").exists()


def test_the_config_of_the_page_changes_what_is_found(written):
    stack = written / "ml" / "main.tf"
    stack.write_text(stack.read_text().replace("var.subnet", '"subnet-1"\n  security_groups = ["sg-1"]'))
    command = ["scan", "--format", "concise", "ml"]
    assert "high notebook-with-any-subnet" in CliRunner().invoke(cli, command).output
    (written / ".iacguard.yaml").write_text("rules: [policies]\n")
    assert "notebook-with-any-subnet" not in CliRunner().invoke(cli, command).output


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_a_rule_of_a_folder_is_explained(written, form):
    done = CliRunner().invoke(cli, ["explain", "notebook-with-any-subnet", "--rules", "policies", "--format", form])
    assert done.exit_code == 0
    assert "Notebook that its subnet does not narrow" in done.output
    assert "How many security groups there have to be" in done.output
