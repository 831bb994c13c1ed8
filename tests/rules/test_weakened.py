"""A literal that becomes an input which nobody set turns no verdict round."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator, Sequence

import pytest

from iacguard.formats.terraform.ast import Expression
from iacguard.model.report import Finding
from tests.rules import rule_fixtures
from tests.rules.indirection import literals
from tests.rules.rule_fixtures import Fixture
from tests.rules.test_indirection import ABOUT_LITERALS

EVERY = 1 if "IACGUARD_EXAMPLES" in os.environ else 60 if os.environ.get("IACGUARD_TEST_QUICK") else 25
"""One literal in so many is tried; all of them with IACGUARD_EXAMPLES (make mutations)."""
DRAWS = 10_000 if "IACGUARD_EXAMPLES" in os.environ else 500
"""Sets of up to three literals that are tried at once."""
SILENT = {
    "bucket-names-everyone",
    "bucket-opened-to-public",
    "endpoint-configuration-with-fixed-name",
    "gcs-bucket-far-from-its-job",
    "launch-template-latest",
    "model-api-without-login",
    "model-registry-open-to-everyone",
    "start-script-runs-download",
}
"""Rules that say nothing of what they do not know, where others are unsure."""
OF_TYPE = re.compile(r"\s*(type\s*=\s*.Microsoft[.]|(kind|computeType)\s*=)").match
"""Lines of azapi that say of which common type a resource is: under an input it is of none."""
FIXTURES = [
    fixture
    for fixture in rule_fixtures.single(".tf", but=ABOUT_LITERALS)
    if not rule_fixtures.about(fixture, "terraform_", "project")
]


def _literals(text: str) -> list[Expression]:
    """The literals of a text, without those that say of which type something is."""
    lines = text.split("\n")
    return [one for one in literals(text) if not OF_TYPE(lines[one.line - 1])]


def _verdicts(fixture: Fixture, text: str) -> dict[str, Finding]:
    findings, _ = rule_fixtures.judge(fixture.rule, rule_fixtures.load({"main.tf": text}))
    return {address: found for found in findings for address in found.addresses}


def _weaker(text: str, some: Sequence[Expression]) -> str:
    """The text with inputs that nobody sets in place of some literals."""
    for number, literal in enumerate(sorted(some, key=lambda one: -one.start)):
        text = f'{text[: literal.start]}var.weakened{number}{text[literal.end :]}\nvariable "weakened{number}" {{}}\n'
    return text


def _flips(fixture: Fixture, some: Sequence[Expression], exact: dict[str, Finding]) -> Iterator[str]:
    """What is said of some resource that the literals alone deny."""
    found = _verdicts(fixture, _weaker(fixture.files[fixture.name], some))
    where = ", ".join(f"{literal.text} at line {literal.line}" for literal in some)
    for address in {*exact, *found}:
        before, after = exact.get(address), found.get(address)
        if before is None and after is not None and after.verdict == "fail" and not after.when:
            yield f"{where}: {address} fails now"
        told = before is not None and before.verdict == "fail" and not before.when
        if told and after is None and fixture.rule.id not in SILENT:
            yield f"{where}: {address} passes now"


@pytest.mark.parametrize(("fixture", "number"), [(f, n) for n, f in enumerate(FIXTURES)], ids=str)
def test_no_verdict_flips(fixture: Fixture, number: int) -> None:
    text = fixture.files[fixture.name]
    chosen = _literals(text)[number % EVERY :: EVERY]
    exact = _verdicts(fixture, text) if chosen else {}
    assert not [flip for literal in chosen for flip in _flips(fixture, [literal], exact)]


@pytest.mark.parametrize("seed", range(10))
def test_no_verdict_flips_whichever_literals_are_inputs_at_once(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(DRAWS // 10):
        fixture = chance.choice(FIXTURES)
        text = fixture.files[fixture.name]
        found = _literals(text)
        some = chance.sample(found, min(len(found), chance.choice((1, 2, 3))))
        assert not list(_flips(fixture, some, _verdicts(fixture, text)))
