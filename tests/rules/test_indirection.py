"""No finding comes or goes when the same is said in a roundabout way."""

from __future__ import annotations

import json
import os
import re

import pytest

from iacguard.model.report import ERROR
from tests.rules import indirection, rule_fixtures
from tests.rules.rule_fixtures import Fixture

ABOUT_LITERALS = {
    "hand-made-id",
    "name-declared-nowhere",
    "secret-in-clear",
    "secret-in-output",
    "copied-blocks",
    "root-that-holds-everything",
    "suppression-without-reason",
}
"""Rules about what stands there literally, and where."""

OTHERWISE_IN_A_MODULE = {"secret-in-output"}
"""Rules about roots alone."""

_BY_THE_WAY = re.compile(r'^module\.inner\.|\[0\]|\["eu"\]')
"""What the ways add to addresses."""

SHARE = 1 if "IACGUARD_EXAMPLES" in os.environ else 12 if os.environ.get("IACGUARD_TEST_QUICK") else 3
"""One case in so many is tried; all of them with IACGUARD_EXAMPLES (make mutations)."""


def _cases(suffix: str, ways: dict[str, object]) -> list[object]:
    """Every fixture said in some ways, in turn; in all of them with IACGUARD_EXAMPLES."""
    single = rule_fixtures.single(suffix, but=ABOUT_LITERALS)
    return [
        pytest.param(fixture, way, id=f"{fixture}-{way}")
        for number, fixture in enumerate(single)
        for turn, way in enumerate(ways)
        if (number + turn) % SHARE == 0
        if not (way == "a module" and fixture.rule.id in OTHERWISE_IN_A_MODULE)
    ]


def _verdicts(fixture: Fixture, files: dict[str, str]) -> set[tuple[str, str, str]]:
    findings, diagnostics = rule_fixtures.judge(fixture.rule, rule_fixtures.load(files))
    assert not [f"{d.span or d.path}: {d.message}" for d in diagnostics if d.level == ERROR]
    return {(_BY_THE_WAY.sub("", f.address), f.verdict, str(f.when)) for f in findings}


@pytest.mark.parametrize(("fixture", "way"), _cases(".tf", indirection.TERRAFORM))
def test_terraform_in_a_roundabout_way(fixture: Fixture, way: str):
    text = fixture.files[fixture.name]
    assert _verdicts(fixture, indirection.TERRAFORM[way](text)) == _verdicts(fixture, {"main.tf": text})


@pytest.mark.parametrize(("fixture", "way"), _cases(".yaml", indirection.TEMPLATES))
def test_a_template_in_a_roundabout_way(fixture: Fixture, way: str):
    written = indirection.template(fixture.files[fixture.name])
    if "Resources" not in written:
        pytest.skip("no template")
    roundabout = indirection.TEMPLATES[way](written)
    assert _verdicts(fixture, {"t.json": json.dumps(roundabout)}) == _verdicts(fixture, {"t.json": json.dumps(written)})
