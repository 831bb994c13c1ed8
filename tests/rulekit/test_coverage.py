"""Which branches of a rule no fixture reaches, told by `iacguard rule test`."""

import json

import pytest
from click.testing import CliRunner

from iacguard.cli.rule import rule

HEAD = """\
summary: A notebook that everybody reaches
severity: medium
practices: [security]
resources: [aws_sagemaker_notebook_instance]
message: "{address} is open"
why: Because.
fix: Close it.
"""


def notebook(**attributes):
    lines = "".join(f"  {name} = {json.dumps(value)}\n" for name, value in attributes.items())
    return f'resource "aws_sagemaker_notebook_instance" "n" {{\n{lines}}}\n'


@pytest.fixture
def tested(tmp_path):
    """What testing a rule of some expressions over some good fixtures gives, as plain data."""

    def test(expressions, *fixtures, options=(), definitions=""):
        home = tmp_path / "access" / "open-notebook"
        home.mkdir(parents=True)
        (home / "rule.yaml").write_text(HEAD + expressions)
        if definitions:
            (tmp_path / "definitions.yaml").write_text(definitions)
        for number, text in enumerate(fixtures):
            (home / f"good{number}.tf").write_text(text)
        done = CliRunner().invoke(rule, ["test", str(tmp_path), "--format", "json", *options])
        return done.exit_code, json.loads(done.output)["branches"]

    return test


def missed(branches):
    return [(row["text"], row["never"]) for row in branches["missed"]]


def test_what_every_fixture_passes_is_never_false(tested):
    code, branches = tested("require: resource.subnet_id != null\n", notebook(subnet_id="a"))
    assert code == 0
    assert branches["missed"] == [{
        "rule": "open-notebook", "file": branches["missed"][0]["file"], "line": 8, "column": 10,
        "text": "resource.subnet_id != null", "never": "false",
    }]  # fmt: skip
    assert (branches["reached"], branches["total"]) == (1, 2)


def test_operands_are_told_apart(tested):
    both = "require: resource.subnet_id != null || resource.volume_size > 5\n"
    _, branches = tested(both, notebook(subnet_id="a"))
    assert missed(branches) == [
        ("resource.subnet_id != null || resource.volume_size > 5", "false"),
        ("resource.subnet_id != null", "false"), ("resource.volume_size > 5", "evaluated"),
    ]  # fmt: skip


def test_all_branches_may_be_reached(tested):
    rule = "when: resource.subnet_id != null\nrequire:\n  - resource.volume_size > 5 || resource.kms_key_id == 'k'\n"
    fixtures = [
        notebook(), notebook(subnet_id="a", volume_size=9), notebook(subnet_id="a", kms_key_id="k"),
        notebook(subnet_id="a"),
    ]  # fmt: skip
    _, branches = tested(rule, *fixtures)
    assert missed(branches) == []
    assert branches["reached"] == branches["total"] == 2 + 2 + 2 + 2


@pytest.mark.parametrize(("require", "wanted"), [
    ("resource.security_groups.all(g, g != 'a' && g != 'b')", [("g != 'b'", "false")]),
    ("size(resource.security_groups.filter(g, g == 'a' || g == 'c')) == 0", [("g == 'c'", "true")]),
    ("resource.volume_size > 5 ? true : resource.security_groups.exists(g, g == 'x')", [
        ("resource.volume_size > 5 ? true : resource.security_groups.exists(g, g == 'x')", "true"),
        ("resource.volume_size > 5", "true"),
        ("resource.security_groups.exists(g, g == 'x')", "true"), ("g == 'x'", "true"),
    ]),
    ("cel.bind(groups, resource.security_groups, size(groups) > 2 || groups[0] != 'a')",
     [("cel.bind(groups, resource.security_groups, size(groups) > 2 || groups[0] != 'a')", "evaluated")]),
    ("!(resource.security_groups[0] == 'a' || resource.volume_size == 7)", [("resource.volume_size == 7", "true")]),
])  # fmt: skip
def test_elements_branches_and_bindings_are_asked(tested, require, wanted):
    fixtures = [notebook(security_groups=["a"]), notebook(security_groups=["d"])]
    if require.startswith("cel.bind"):
        fixtures = []
    _, branches = tested(f"require: {json.dumps(require)}\n", *fixtures)
    assert missed(branches) == wanted


def test_what_lies_inside_of_what_is_never_evaluated_is_not_told_as_well(tested):
    _, branches = tested(
        "require: resource.subnet_id != null || resource.security_groups.all(g, g == 'a' || g == 'b')\n",
        notebook(subnet_id="a"),
    )
    assert missed(branches)[-1] == ("resource.security_groups.all(g, g == 'a' || g == 'b')", "evaluated")


def test_definitions_are_told_where_they_stand(tested):
    _, branches = tested(
        "require: inside || resource.volume_size > 5\n", notebook(volume_size=9),
        definitions="inside: resource.subnet_id != null && resource.kms_key_id != null\n",
    )  # fmt: skip
    rows = [row for row in branches["missed"] if row["rule"] == "inside"]
    assert [(row["line"], row["column"], row["text"], row["never"]) for row in rows] == [
        (1, 9, "resource.subnet_id != null && resource.kms_key_id != null", "true"),
        (1, 9, "resource.subnet_id != null", "true"), (1, 39, "resource.kms_key_id != null", "evaluated"),
    ]  # fmt: skip


def test_too_few_branches_fail_where_more_are_asked_for(tested, tmp_path):
    code, _ = tested("require: resource.subnet_id != null\n", notebook(subnet_id="a"), options=["--min-coverage", "60"])
    assert code == 1
    assert CliRunner().invoke(rule, ["test", str(tmp_path), "--min-coverage", "50"]).exit_code == 0
    done = CliRunner().invoke(rule, ["test", str(tmp_path), "--min-coverage", "60"])
    assert "rule.yaml:8:10: `resource.subnet_id != null` is never false" in done.output
    assert "1 of 2 (50 %) branches of when and require reached; 60 % are asked for" in done.output
