"""A literal that becomes an input which nobody set turns no verdict round."""

from __future__ import annotations

import os

import pytest

from iacguard.model.report import Finding
from tests.rules import rule_fixtures
from tests.rules.indirection import _literals
from tests.rules.rule_fixtures import Fixture
from tests.rules.test_indirection import ABOUT_LITERALS

EVERY = 1 if "IACGUARD_EXAMPLES" in os.environ else 60 if os.environ.get("IACGUARD_TEST_QUICK") else 25
"""One literal in so many is tried; all of them with IACGUARD_EXAMPLES (make mutations)."""
SILENT = {
    "bucket-opened-to-public",
    "endpoint-configuration-with-fixed-name",
    "gcs-bucket-far-from-its-job",
    "launch-template-latest",
    "model-api-without-login",
    "model-registry-open-to-everyone",
    "start-script-runs-download",
}
"""Rules that say nothing of what they do not know, where others are unsure."""
FIXTURES = [
    fixture
    for fixture in rule_fixtures.fixtures()
    if list(fixture.files) == [fixture.name]
    and fixture.name.endswith(".tf")
    and fixture.rule.id not in ABOUT_LITERALS
    and not all(type.startswith(("terraform_", "project")) for type in fixture.rule.resources)
]


def _verdicts(fixture: Fixture, text: str) -> dict[str, Finding]:
    findings, _ = rule_fixtures.judge(fixture.rule, rule_fixtures.load({"main.tf": text}))
    return {address: found for found in findings for address in found.addresses}


@pytest.mark.parametrize(("fixture", "number"), [(f, n) for n, f in enumerate(FIXTURES)], ids=str)
def test_no_verdict_flips(fixture: Fixture, number: int) -> None:
    text = fixture.files[fixture.name]
    literals = list(_literals(text))[number % EVERY :: EVERY]
    exact = _verdicts(fixture, text) if literals else {}
    for literal in literals:
        weaker = text[: literal.start] + "var.weakened" + text[literal.end :] + '\nvariable "weakened" {}\n'
        found = _verdicts(fixture, weaker)
        for address in {*exact, *found}:
            before, after = exact.get(address), found.get(address)
            sure = after is not None and after.verdict == "fail" and not after.when
            assert not (before is None and sure), f"{literal.text} at line {literal.line}: {address} fails now"
            told = before is not None and before.verdict == "fail" and not before.when
            certain = told and fixture.rule.id not in SILENT
            assert not (certain and after is None), f"{literal.text} at line {literal.line}: {address} passes now"
