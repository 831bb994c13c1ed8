"""What every rule folder has to be, beyond what loading a rule checks; each failure says what to do."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from iacguard.model.report import PRACTICES, SEVERITIES
from iacguard.policy import catalogue
from iacguard.reporters import wording
from tests.rules import rule_fixtures

RULES = Path(__file__).parent.parent.parent / "rules"
FOLDERS = sorted(path.parent for path in RULES.glob("*/*/rule.yaml"))
ONLY_TERRAFORM = {
    "budget-filter-that-matches-nothing": "an escaped interpolation",
    "copied-blocks": "loops without a transform",
    "data-in-another-region": "a stack has one region",
    "elastic-inference-attached": "the attribute is gone from CloudFormation",
    "every-change-ignored": "lifecycle",
    "infrastructure-made-by-script": "provisioners",
    "ml-bucket-destroyed-with-contents": "force_destroy",
    "script-in-template": "provisioners",
    "security-change-ignored": "lifecycle",
}
"""Rules about what CloudFormation has not, and what that is."""
OF_NO_LANGUAGE = ("project",)


def _id(folder):
    return f"{folder.parent.name}/{folder.name}"


def _languages(folder, prefix):
    """The kinds of files in the fixtures of a prefix: tf, tf.json, yaml, …"""
    files = [path for fixture in folder.glob(f"{prefix}*") for path in (fixture, *fixture.rglob("*"))]
    return {path.name.partition(".")[2] for path in files if path.is_file()}


def _is_in_cloudformation(kind):
    known = rule_fixtures.vocabulary().type(kind)
    return kind.startswith("template_") or kind == "*" or (known is not None and bool(known.cfn))


def test_there_are_rules():
    assert len(FOLDERS) >= 30


def test_no_two_families_use_one_id():
    names = [folder.name for folder in FOLDERS]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("folder", FOLDERS, ids=_id)
def test_everything_in_a_folder_is_the_rule_or_a_fixture(folder):
    known = {"rule.yaml", "rule.py", "expected.json", "__pycache__"}
    idle = [
        path.name for path in folder.iterdir() if path.name not in known and not path.name.startswith(("bad", "good"))
    ]
    assert not idle, "nothing reads these: a fixture's name begins with bad or good"


@pytest.mark.parametrize("folder", FOLDERS, ids=_id)
def test_a_rule_says_what_is_wrong_why_and_what_to_do(folder):
    rule = yaml.safe_load((folder / "rule.yaml").read_text(encoding="utf-8"))
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+|untagged", folder.name), "name the bad pattern in kebab case"
    assert rule["severity"] in SEVERITIES
    assert rule["practices"] and set(rule["practices"]) <= set(PRACTICES), f"practices are some of {PRACTICES}"
    assert len(rule["summary"]) <= 80 and not rule["summary"].endswith("."), "the summary is a title"
    named = "{address}" in rule.get("message", "{address}") or rule["resources"] == ["project"]
    assert named or rule["resources"] == ["project_suppression"], "the message says which resource"
    assert len(rule["why"].split()) >= 15, "say why it matters to somebody who is not a cloud engineer"
    assert rule["fix"].strip(), "say what to write instead"


@pytest.mark.parametrize("folder", FOLDERS, ids=_id)
def test_a_rule_has_fixtures_in_each_language_that_can_break_it(folder):
    rule = yaml.safe_load((folder / "rule.yaml").read_text(encoding="utf-8"))
    languages, good = _languages(folder, "bad"), _languages(folder, "good")
    assert languages, "show what is bad"
    if all(kind.startswith(OF_NO_LANGUAGE) for kind in rule["resources"]):
        return
    assert languages <= good, "beside each bad fixture stands a good one"
    only_cloudformation = all(kind.startswith(("awscc_", "template_")) for kind in rule["resources"])
    only_terraform = folder.name in ONLY_TERRAFORM or not any(map(_is_in_cloudformation, rule["resources"]))
    assert only_cloudformation or languages & {"tf", "tf.json"}, "add bad.tf and good.tf"
    assert only_terraform or languages & {"yaml", "json"}, "add bad.yaml and good.yaml"


@pytest.mark.parametrize("fixture", rule_fixtures.fixtures(), ids=str)
def test_bad_fixtures_expect_something_and_good_ones_nothing(fixture):
    if fixture.name.startswith("bad"):
        assert fixture.expected, f"mark the offending line of {fixture.name} with `# expect`"
    else:
        assert not fixture.expected, f"{fixture.name} stays silent"


CATALOGUE = {
    "ENC": 29, "NET": 29, "IAM": 19, "GPU": 23, "COST": 25, "TAG": 5, "OBS": 12, "RES": 7,
    "REP": 12, "GOV": 5, "GAI": 10, "IAC": 8, "MOD": 6,
    "VCS": 6, "CI": 4, "TST": 4, "DOC": 3, "DRF": 5, "GCP": 25, "AZR": 25,
}  # fmt: skip
"""How many rows each table of the catalogue has."""


def test_every_row_of_the_catalogue_names_its_rules_or_says_why_there_is_none():
    with (RULES / "coverage.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    known = {folder.name for folder in FOLDERS}
    assert len({row["row"] for row in rows}) == len(rows)
    assert Counter(row["row"].split("-")[1] for row in rows) == CATALOGUE
    for row in rows:
        assert bool(row["rules"]) != bool(row["why none"]), row["row"]
        assert set(row["rules"].split()) <= known, row["row"]


def test_every_fix_begins_with_what_to_do():
    silent = [rule.id for rule in catalogue.load().rules if not wording.hint(rule)]
    assert not silent, "a report shows the first sentence of `fix`, and these begin with code"
