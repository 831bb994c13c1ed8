"""`.iacguard.yaml`: the nearest one holds, `extend` adds, and every fault has a place and a cure."""

import datetime

import pytest

from iacguard import config
from iacguard.config import Config
from iacguard.model.tree import Tree

FULL = """\
profile: regulated
enable: [cost]
disable: [untagged]
severity: {ecr-mutable-tags: high}
params:
  untagged: {required: [Owner, CostCentre]}
exclude: [sandbox/**]
ignore:
  - rules: [vpc-without-flow-log]
    addresses: ["module.network.*"]
    reason: flow logs are written by the landing zone
    until: 2027-01-31
fail_on: medium
rules: [policies]
"""


def read(text, path="ml/.iacguard.yaml", **others):
    return config.load(Tree.of({path: text, **others}), path)


def test_every_key_is_read():
    found, faults = read(FULL)
    assert not faults
    assert found.profile == "regulated"
    assert found.params == {"untagged": {"required": ["Owner", "CostCentre"]}}
    assert found.ignore[0].until == datetime.date(2027, 1, 31)
    assert found.ignore[0].addresses == ("module.network.*",)
    assert found.rules == ("ml/policies",)
    assert ("cost", "enable") in found.words()


def test_an_empty_config_is_the_default():
    found, faults = read("")
    assert not faults
    assert found == Config(path="ml/.iacguard.yaml")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("profil: strict\n", 1, "did you mean profile?"),
        ("enable: [cost]\nfail-on: high\n", 2, "did you mean fail_on?"),
        ("fail_on: hihg\n", 1, "did you mean high?"),
        ("severity:\n  untagged: urgent\n", 2, "it is one of"),
        ("severity: high\n", 1, "mapping by rule id"),
        ("ignore:\n  - paths: [a]\n", 2, "names no rules"),
        ("ignore:\n  - rules: [a]\n    untill: 2027-01-01\n", 3, "did you mean until?"),
        ("ignore:\n  - rules: [a]\n    until: soon\n", 3, "is not a date"),
        ("ignore: {rules: [a]}\n", 1, "is a list"),
        ("enable: {cost: yes}\n", 1, "list of texts"),
        ("params: {untagged: 3}\n", 1, "mapping of names"),
        ("- a\n", 1, "is a mapping"),
        ("a: [\n", 2, ""),
    ],
)
def test_a_fault_has_its_place_and_a_cure(text, line, words):
    _, faults = read(text)
    assert faults
    assert faults[0].level == "error"
    assert faults[0].span.line == line
    assert words in f"{faults[0].message}; {faults[0].cure}"


def test_what_is_extended_comes_first_and_lists_add():
    found, faults = read(
        "extend: ../base.yaml\nenable: [gpu]\nfail_on: high\n",
        **{"base.yaml": "enable: [cost]\nfail_on: low\nprofile: strict\n"},
    )
    assert not faults
    assert (found.enable, found.fail_on, found.profile) == (("cost", "gpu"), "high", "strict")


@pytest.mark.parametrize("target", ["../../outside.yaml", ".iacguard.yaml", "missing.yaml"])
def test_what_cannot_be_extended_is_an_error(target):
    _, faults = read(f"extend: {target}\n")
    assert faults and all(fault.level == "error" for fault in faults)


def test_the_nearest_config_holds():
    tree = Tree.of({".iacguard.yaml": "", "ml/serving/.iacguard.yaml": "", "ml/main.tf": "", "ml/serving/main.tf": ""})
    assert config.find(tree, "ml/serving") == "ml/serving/.iacguard.yaml"
    assert config.find(tree, "ml") == ".iacguard.yaml"
    assert config.find(Tree.of({"ml/main.tf": ""}), "ml") == ""
