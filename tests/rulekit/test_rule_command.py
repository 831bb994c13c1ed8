"""`iacguard rule`: a new rule is whole, a broken one is told, a fixture that gives something else fails."""

import json

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from iacguard.cli.rule import rule
from iacguard.policy import catalogue
from iacguard.rulekit.schema import schema
from iacguard.vocabulary import tables


def run(*arguments):
    return CliRunner().invoke(rule, [str(argument) for argument in arguments])


@pytest.fixture
def made(tmp_path):
    result = run("new", "tagging/notebook-without-owner", "--dir", tmp_path)
    assert result.exit_code == 0, result.output
    return tmp_path / "tagging" / "notebook-without-owner"


def test_a_new_rule_passes_its_fixtures_in_both_languages(made):
    assert {path.name for path in made.iterdir()} == {"rule.yaml", "bad.tf", "good.tf", "bad.yaml", "good.yaml"}
    result = run("test", "-v", made.parent)
    assert result.exit_code == 0, result.output
    assert result.output.count("ok  ") == 4


@pytest.mark.parametrize("type", ["aws_s3_bucket", "AWS::ECR::Repository", "aws_eks_node_group"])
def test_a_new_rule_can_be_about_any_type_that_has_tags(tmp_path, type):
    assert run("new", "tagging/thing-without-owner", "--dir", tmp_path, "--type", type).exit_code == 0
    result = run("test", tmp_path)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("name", ["nofamily", "Tagging/x", "tagging/Bad_Name", "../x/y", "a/b/c"])
def test_a_bad_name_is_refused(tmp_path, name):
    result = run("new", name, "--dir", tmp_path)
    assert result.exit_code == 2
    assert "kebab case" in result.output
    assert not list(tmp_path.iterdir())


def test_what_is_there_is_not_overwritten(made):
    result = run("new", "tagging/notebook-without-owner", "--dir", made.parent.parent)
    assert result.exit_code == 2
    assert "there already" in result.output


def test_a_fixture_that_gives_something_else_fails_on_its_line(made):
    (made / "good.tf").write_text((made / "bad.tf").read_text().replace(" # expect", ""))
    (made / "bad.yaml").write_text((made / "good.yaml").read_text().replace("Tags:", "Tags: # expect"))
    result = run("test", made.parent)
    assert result.exit_code == 1
    assert "found, not expected: good.tf:2: fail" in result.output
    assert "expected, not found: bad.yaml:5: fail" in result.output


def test_a_rule_that_cannot_work_is_told_with_its_place(made):
    path = made / "rule.yaml"
    path.write_text(path.read_text().replace("resource.tags", "resource.tag"))
    result = run("check", made.parent)
    assert result.exit_code == 2
    line = next(n for n, text in enumerate(path.read_text().splitlines(), 1) if text.startswith("require"))
    assert f"rule.yaml:{line}:" in result.output
    assert "did you mean tags?" in result.output


def test_an_editor_finds_the_schema_of_a_new_rule(made):
    first = (made / "rule.yaml").read_text().splitlines()[0]
    found = json.loads((made / first.partition("$schema=")[2]).read_text())
    assert found == schema()
    jsonschema.Draft202012Validator(found).validate(yaml.safe_load((made / "rule.yaml").read_text()))


def test_a_rule_without_fixtures_is_not_tested(made):
    for path in made.glob("*.tf"):
        path.unlink()
    for path in made.glob("bad.*"):
        path.unlink()
    (made / "good.yaml").unlink()
    assert run("test", made.parent).exit_code == 1


def test_the_schema_takes_every_built_in_rule_and_refuses_what_the_loader_refuses():
    validator = jsonschema.Draft202012Validator(json.loads(run("schema").output))
    folder = catalogue.built_in_folder()
    rules = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in folder.glob("*/*/rule.yaml")]
    assert rules
    for one in rules:
        validator.validate(one)
    for broken in (
        {**rules[0], "colour": "red"},
        {**rules[0], "severity": "urgent"},
        {**rules[0], "params": {"a": {}}},
    ):
        assert not validator.is_valid(broken)
    assert schema()["required"] == json.loads(run("schema").output)["required"]


def test_types_lists_what_has_a_table():
    listed = [line.split()[0] for line in run("types").output.splitlines()]
    assert listed == sorted(tables.load().names())
