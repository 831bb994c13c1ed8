"""The ML platform of fixtures/: one stack in two languages, the same (rule, resource) pairs, and none if it is good.

`expected.json` names each planted flaw once, by the resource's name in CloudFormation. After a change of rules:
`IACGUARD_ACCEPT=1 pytest tests/test_platform.py`, and read the difference.
"""

import functools
import json
import os
import re
from pathlib import Path

import pytest

import iacguard
from iacguard import pipeline
from iacguard.model.graph import DECLARED
from iacguard.pipeline import Request
from iacguard.policy import catalogue
from iacguard.vocabulary.nodes import snake

PLATFORM = Path(__file__).parent.parent / "fixtures" / "ml-platform"
EXPECTED = PLATFORM / "expected.json"
LANGUAGES = ("terraform", "cloudformation")


@functools.cache
def report(language, version):
    return iacguard.scan(PLATFORM / language / version, config="")


@functools.cache
def resources(language, version):
    session = pipeline.open_session(Request((PLATFORM / language / version,), config=""))
    return [resource for resource in pipeline.load(session).resources if resource.type not in DECLARED]


def names(address):
    """What CloudFormation may call a resource of Terraform: by its name, its key, or both, and then its type."""
    key = re.sub(r"[^a-z0-9]+", "_", str(address.key).lower()) if address.key is not None else ""
    return {address.name, key, f"{address.name}_{key}"} - {""}


@functools.cache
def counterparts(version):
    """The address in CloudFormation of each resource of Terraform that has one."""
    found = {}
    for theirs in resources("cloudformation", version):
        module = snake(theirs.address.modules[-1].name) if theirs.address.modules else ""
        for ours in resources("terraform", version):
            same = ours.type == theirs.type and [step.name for step in ours.address.modules] == (
                [module] if module else []
            )
            part = ours.address.part == theirs.address.part
            if same and part and any(snake(theirs.address.name).startswith(f"{name}_") for name in names(ours.address)):
                found[str(ours.address)] = str(theirs.address)
    return found


@functools.cache
def about_declarations():
    """The rules that are about what a language declares, not about infrastructure."""
    return {rule.id for rule in catalogue.load().rules if set(rule.resources) <= DECLARED}


def pairs(language, version):
    """(rule, resource) of every failure about infrastructure; resources by their names in CloudFormation."""
    known = counterparts(version)
    return {
        (finding.rule, known.get(address, address))
        for finding in report(language, version).failures
        if finding.rule not in about_declarations()
        for address in finding.addresses
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_good_platform_has_no_findings(language):
    assert [f"{f.span}: {f.rule}" for f in report(language, "good").failures] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("version", ["good", "flawed"])
def test_everything_is_read(language, version):
    found = report(language, version)
    assert not found.errors
    assert {record.status for record in found.files} <= {"parsed", "skipped"}


def test_the_flawed_platform_has_the_planted_flaws_in_both_languages():
    found = {language: pairs(language, "flawed") for language in LANGUAGES}
    if os.environ.get("IACGUARD_ACCEPT"):
        rows = [{"rule": rule, "resource": resource} for rule, resource in sorted(found["cloudformation"])]
        EXPECTED.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    expected = {(row["rule"], row["resource"]) for row in json.loads(EXPECTED.read_text(encoding="utf-8"))}
    assert found["terraform"] == found["cloudformation"]
    assert found["cloudformation"] == expected


def test_places_are_attributes_of_the_files_that_were_scanned():
    for language in LANGUAGES:
        for finding in report(language, "flawed").failures:
            assert f"fixtures/ml-platform/{language}/flawed/" in finding.span.source.path
            assert finding.span.text.strip()
