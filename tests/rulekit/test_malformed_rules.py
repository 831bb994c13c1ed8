"""Whatever is wrong with rules is told with its place and what to do, and ends with exit code 2: nothing is skipped."""

import os
import re

import malformed
import pytest
from click.testing import CliRunner

from iacguard.cli.main import cli

CURE = re.compile(
    r"did you mean|\(.+\)$|; .+|is written|as in |write |known are|stands after|names its element first", re.M
).search
"""What a fault says beyond what is wrong."""


@pytest.fixture
def pack(tmp_path):
    """A folder of rules, beside a stack to scan."""
    (tmp_path / "stack").mkdir()
    (tmp_path / "stack" / "main.tf").write_text('resource "aws_ecr_repository" "churn" {\n  name = "churn"\n}\n')
    return tmp_path / "pack"


def put(folder, text, name="broken-rule", file="rule.yaml"):
    home = folder / "access" / name
    home.mkdir(parents=True, exist_ok=True)
    if isinstance(text, bytes):
        (home / file).write_bytes(text)
    else:
        (home / file).write_text(text, encoding="utf-8")
    return home


def told(pack):
    """What `rule check`, `rule test` and `scan --rules` say, each of which has to refuse; the faults of the first."""
    checked = CliRunner().invoke(cli, ["rule", "check", str(pack)])
    tested = CliRunner().invoke(cli, ["rule", "test", str(pack)])
    scanned = CliRunner().invoke(cli, ["scan", "--rules", str(pack), str(pack.parent / "stack")])
    for done in (checked, tested, scanned):
        assert done.exit_code == 2, done.output
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        assert "Traceback" not in done.output
    faults = checked.output.splitlines()[:-1]
    for line in faults:
        assert line in tested.output
        message = line.partition(": ")[2].partition(" (")[0]
        assert message in scanned.output, (message, scanned.output)
    return faults


def test_there_are_more_than_a_hundred():
    assert len({case.name for case in malformed.CASES}) == len(malformed.CASES) >= 100
    assert len({case.text for case in malformed.CASES}) >= 100


@pytest.mark.parametrize("case", malformed.CASES, ids=lambda case: case.name)
def test_a_rule_that_cannot_work_is_refused_with_place_and_cure(pack, case):
    home = put(pack, case.text)
    faults = told(pack)
    assert faults
    for line in faults:
        assert line.startswith(f"{home / 'rule.yaml'}:"), line
        assert CURE(line), f"it does not say what to do: {line}"
    if case.place:
        assert any(line.startswith(f"{home / 'rule.yaml'}:{case.place}:") for line in faults), faults
    assert any(all(word in line for word in case.words) for line in faults), faults


def test_the_rule_that_they_are_made_from_is_fine(pack):
    put(pack, malformed.rule(), "good-rule")
    assert CliRunner().invoke(cli, ["rule", "check", str(pack)]).exit_code == 0
    assert CliRunner().invoke(cli, ["scan", "--rules", str(pack), str(pack.parent / "stack")]).exit_code < 2


FILES = {
    "binary": (lambda pack: put(pack, b"\x00\xff\xfe\x80" * 50), "it is not UTF-8 text (byte 1)", "save it as UTF-8"),
    "UTF-16": (lambda pack: put(pack, malformed.rule().encode("utf-16")), "it is not UTF-8 text", "save it as UTF-8"),
    "huge": (lambda pack: put(pack, "#" * 1_100_000), "more than 1,000,000 bytes", "split it"),
    "a directory": (lambda pack: (pack / "access/x/rule.yaml").mkdir(parents=True), "it is a directory", "make it a"),
    "a device": (lambda pack: os.mkfifo(put(pack, "x", file="y") / "rule.yaml"), "a directory or a device", "make it"),
    "a link to nothing": (lambda pack: (put(pack, "", file="y") / "rule.yaml").symlink_to("gone"), "no such file", ""),
    "a link to itself": (
        lambda pack: (put(pack, "", file="y") / "rule.yaml").symlink_to("rule.yaml"),
        "symbolic links",
        "",
    ),
    "rule.yml": (
        lambda pack: put(pack, malformed.rule(), file="rule.yml"),
        "rule.yml is not read",
        "name it rule.yaml",
    ),
    "Rule.yaml": (
        lambda pack: put(pack, malformed.rule(), file="Rule.yaml"),
        "not read as a rule",
        "name it rule.yaml",
    ),
    "rule.json": (lambda pack: put(pack, "{}", file="rule.json"), "rule.json is not read", "name it rule.yaml"),
    "code alone": (lambda pack: put(pack, "x = 1", file="rule.py"), "has no rule.yaml beside it", "add a rule.yaml"),
    "no folder": (lambda pack: None, "does not exist", "name the folder"),
    "a file": (lambda pack: pack.write_text("x"), "is not a folder", "name the folder"),
    "an empty folder": (lambda pack: pack.mkdir(), "holds no rule.yaml", "iacguard rule new"),
    "an id in capitals": (
        lambda pack: put(pack, malformed.rule(), "Broken_Rule"),
        "'Broken_Rule' is not an id",
        "kebab",
    ),
    "an id of ours": (
        lambda pack: put(pack, malformed.rule(), "sagemaker-notebook-direct-internet"),
        "there are two rules",
        "rename",
    ),
    "an id twice": (
        lambda pack: (put(pack / "a", malformed.rule()), put(pack / "b", malformed.rule())),
        "there are two",
        "rename",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_folder_of_rules_is_refused(pack, name):
    make, message, cure = FILES[name]
    make(pack)
    assert any(message in line.lower() or message in line for line in told(pack))
    assert any(cure in line for line in told(pack))


def test_a_folder_that_is_a_link_is_read_once_and_one_that_cannot_be_read_is_told(pack, tmp_path, monkeypatch):
    put(tmp_path / "elsewhere", malformed.rule(severity="urgent"))
    pack.mkdir()
    (pack / "linked").symlink_to(tmp_path / "elsewhere")
    (pack / "again").symlink_to(pack)
    assert len(told(pack)) == 1
    scan = os.scandir

    def refused(path):
        if str(path).endswith("linked/access"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refused)
    (line,) = told(pack)
    assert line.startswith(str(pack)) and "cannot be read: Permission denied (mend its rights)" in line


DEFINITIONS = [
    ("a: b: c\n", ":1:5", "no YAML"),
    ("- a\n", ":1:1", "mapping of names"),
    ("1a: 'true'\n", ":1:1", "is not a name"),
    ("resource: 'true'\n", ":1:1", "is not a name"),
    ("big: 5\n", ":1:1", "big is not an expression"),
    ("big:\n  text: 'true'\n", ":1:1", "big has no text"),
    ("big: resource.x ==\n", ":1:", "the end is not a value"),
    ("big: resource.nam == 'x'\n", ":1:15", "did you mean name?"),
    ("big: big || true\n", ":1:6", "refers to itself"),
    ("big: small || true\nsmall: big\n", ":", "refers to itself"),
    ("big: resource.name\n", "rule.yaml:", "true or false"),
    ("never_public: 'false'\nbig: 'true'\n", ":1:15", "two definitions with the name never_public"),
]


@pytest.mark.parametrize(("text", "place", "message"), DEFINITIONS)
def test_definitions_that_cannot_work_are_placed_in_their_file(pack, text, place, message):
    put(pack, malformed.rule(require="big"))
    (pack / "definitions.yaml").write_text(text)
    lines = told(pack)
    where = place if "rule" in place else f"definitions.yaml{place}"
    assert any(where in line and message in line for line in lines), lines


def test_definitions_in_a_file_of_another_name_are_told(pack):
    put(pack, malformed.rule())
    (pack / "definitions.yml").write_text("big: 'true'\n")
    assert any("definitions.yml is not read as definitions (name it definitions.yaml)" in line for line in told(pack))


def test_one_broken_rule_costs_no_other(pack):
    put(pack, malformed.rule(severity="urgent"))
    put(pack, malformed.rule(require="'false'", resources="[aws_ecr_repository]"), "sound-rule")
    done = CliRunner().invoke(cli, ["scan", "--rules", str(pack), "--format", "concise", str(pack.parent / "stack")])
    assert done.exit_code == 2
    assert "sound-rule" in done.output


@pytest.mark.parametrize(("config", "message"), [
    ("params: {sagemaker-notebook-direct-internet: {days: 3}}", "has no parameter days"),
    ("params: {no-such: {days: 3}}", "there is no such rule"),
    ("severity: {no-such: high}", "there is no such rule"), ("severity: {tagging/*: urgent}", "severity cannot be"),
    ("params: {PARAM: {NAME: [[1]]}}", "takes"),
])  # fmt: skip
def test_what_a_config_says_of_rules_is_never_passed_over(pack, config, message):
    from iacguard.policy import catalogue

    chosen = next(
        rule for rule in catalogue.load().rules if any(isinstance(p.default, int) for p in rule.params.values())
    )
    name = next(name for name, param in chosen.params.items() if isinstance(param.default, int))
    stack = pack.parent / "stack"
    (stack / ".iacguard.yaml").write_text(config.replace("PARAM", chosen.id).replace("NAME", name) + "\n")
    done = CliRunner().invoke(cli, ["scan", "--root", str(stack), str(stack)])
    assert done.exit_code == 2 and message in done.output, done.output
