"""What is wrong stays wrong under the input that one part of it is put under."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator

import pytest

from iacguard.model.report import ERROR
from tests.rules import narrowing, rule_fixtures
from tests.rules.indirection import template
from tests.rules.rule_fixtures import Fixture
from tests.rules.test_indirection import ABOUT_LITERALS, SHARE

NEVER_UNDER_AN_INPUT = re.compile(r"Properties[.](FileSystemType|FunctionUrlConfig)$|^azapi_resource[.]\w+[.]type$")
"""Properties that say of which common type a resource is, and those that SAM refuses to see in a condition."""

BAD = [
    pytest.param(fixture, number, id=str(fixture))
    for number, fixture in enumerate(rule_fixtures.fixtures())
    if list(fixture.files) == [fixture.name]
    and fixture.name.startswith("bad")
    and fixture.name.endswith((".tf", ".yaml"))
    and fixture.rule.id not in ABOUT_LITERALS
]


def _failing(fixture: Fixture, files: dict[str, str]) -> set[str]:
    """The addresses of what fails, in all worlds or in some."""
    findings, diagnostics = rule_fixtures.judge(fixture.rule, rule_fixtures.load(files))
    assert not [f"{d.span or d.path}: {d.message}" for d in diagnostics if d.level == ERROR]
    return {re.sub(r"\[[^]]*\]", "", finding.address) for finding in findings if finding.verdict == "fail"}


def _made(fixture: Fixture) -> tuple[dict[str, str], Iterator[tuple[str, dict[str, str]]]]:
    text = fixture.files[fixture.name]
    if fixture.name.endswith(".tf"):
        return {"main.tf": text}, narrowing.terraform(text)
    written = template(text)
    return {"template.json": json.dumps(written)}, narrowing.template(written) if "Resources" in written else iter(())


@pytest.mark.parametrize(("fixture", "number"), BAD)
def test_a_part_under_an_input(fixture: Fixture, number: int):
    written, narrowed = _made(fixture)
    failing = _failing(fixture, written)
    for name, files in itertools.islice(narrowed, number % SHARE, None, SHARE):
        if not NEVER_UNDER_AN_INPUT.search(name):
            assert failing <= _failing(fixture, files), name
