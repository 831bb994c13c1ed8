"""Every fixture of every rule, and the cases that nobody writes for each of them."""

from __future__ import annotations

import re

import pytest

from iacguard.formats.base import Loaded
from iacguard.model.address import Address, Step
from iacguard.model.graph import DECLARED, Hole, Resource
from iacguard.model.report import ERROR
from iacguard.model.source import Source, Span
from iacguard.model.value import Map, Reference, Unknown, Value
from iacguard.policy.judge import EVERY
from tests.rules import rule_fixtures
from tests.rules.respelling import awscc
from tests.rules.rewriting import template_json, terraform_json
from tests.rules.rule_fixtures import Fixture

ALL = rule_fixtures.fixtures()
RULES = rule_fixtures.rules()
PAIRS = [(rule, type) for rule in RULES.rules for type in rule.resources if not (rule.coded and type in DECLARED)]

HCL_ALONE = ("suppression-without-reason/bad.tf",)
"""Fixtures about what JSON does not have: comments."""

OF_STACKS = ("data-without-classification/bad.yaml", "tags-without-owner/bad.yaml", "untagged/bad.yaml")
"""Fixtures about what a stack may add to its resources: tags."""


def _params(suffix: str = "") -> list[object]:
    """Fixtures as parameters; with a suffix, those of one file of that language alone."""
    single = [f for f in ALL if not suffix or (list(f.files) == [f.name] and f.name.endswith(suffix))]
    return [pytest.param(f, id=str(f)) for f in single]


def test_every_rule_loads():
    assert not [f"{d.span or d.path}: {d.message}" for d in RULES.diagnostics]


def test_the_vocabulary_knows_what_rules_are_about():
    about = {type for rule in RULES.rules for type in rule.resources} - DECLARED - {EVERY}
    unknown = {type for type in about if rule_fixtures.vocabulary().type(type) is None}
    assert not {type for type in unknown if not type.startswith(("data.", "databricks_", "kubernetes_"))}


@pytest.mark.parametrize("fixture", _params())
def test_a_fixture_gives_what_it_expects(fixture: Fixture):
    loaded = rule_fixtures.load(fixture.files)
    findings, diagnostics = rule_fixtures.judge(fixture.rule, loaded)
    assert not [f"{d.span or d.path}: {d.message}" for d in diagnostics if d.level == ERROR]
    assert rule_fixtures.found(findings) == fixture.expected


def _verdicts(fixture: Fixture, files: dict[str, str]) -> set[tuple[object, ...]]:
    """What is found, by resource instead of by line; the whole template is ""."""
    return _found(fixture, files, rule_fixtures.load(files))


def _found(fixture: Fixture, files: dict[str, str], loaded: Loaded) -> set[tuple[object, ...]]:
    findings, diagnostics = rule_fixtures.judge(fixture.rule, loaded)
    assert not [f"{d.span or d.path}: {d.message}" for d in diagnostics if d.level == ERROR]
    return {("" if f.address in files else f.address, f.verdict, str(f.when)) for f in findings}


@pytest.mark.parametrize("fixture", [p for p in _params(".tf") if p.id not in HCL_ALONE])
def test_terraform_in_json_gives_the_same(fixture: Fixture):
    rewritten = {f"{fixture.name}.json": terraform_json(fixture.files[fixture.name])}
    assert _verdicts(fixture, rewritten) == _verdicts(fixture, fixture.files)


@pytest.mark.parametrize("fixture", _params(".yaml"))
def test_a_template_in_json_gives_the_same(fixture: Fixture):
    rewritten = {fixture.name.replace(".yaml", ".json"): template_json(fixture.files[fixture.name])}
    assert _verdicts(fixture, rewritten) == _verdicts(fixture, fixture.files)


@pytest.mark.parametrize("fixture", [p for p in _params(".yaml") if p.id not in OF_STACKS])
def test_the_resources_of_a_template_give_the_same_in_terraform(fixture: Fixture):
    respelled = awscc(rule_fixtures.load(fixture.files))
    assert _found(fixture, fixture.files, respelled) == _verdicts(fixture, fixture.files)


def _resource(type: str, format: str, attributes: Map, *, open: bool = False) -> Loaded:
    """One resource; `open`: beside a module that could not be loaded and that knows of it."""
    source = Source("main.tf", f'resource "{type}" "x" {{}}\n')
    span = Span(source, 0, len(source.text) - 1)
    address = Address("", (), "managed", type, "x")
    hole = Hole(Address("", (Step("security"),), "managed", "", ""), "it was not loaded", span, (Reference(address),))
    return Loaded([Resource(address, type, format, Value(attributes, span), span)], [hole] if open else [])


@pytest.mark.parametrize("format", ["tf", "cfn", "awscc"])
@pytest.mark.parametrize(("rule", "type"), PAIRS, ids=[f"{r.id}/{t}" for r, t in PAIRS])
def test_an_empty_resource_is_no_trouble(rule, type, format):
    findings, diagnostics = rule_fixtures.judge(rule, _resource(type, format, Map({})))
    assert not [d.message for d in diagnostics]
    made_here = type.startswith(("project", "terraform_"))  # never empty: iacguard itself makes their attributes
    wrong = re.compile("cannot compare|neither true nor false|true or false, not|does not take|there is no")
    assert made_here or not [f.reason for f in findings if wrong.search(f.reason)]


@pytest.mark.parametrize("format", ["tf", "cfn", "awscc"])
@pytest.mark.parametrize(("rule", "type"), PAIRS, ids=[f"{r.id}/{t}" for r, t in PAIRS])
def test_what_is_not_known_never_fails(rule, type, format):
    loaded = _resource(type, format, Map({}, Unknown("it is not known")), open=True)
    findings, diagnostics = rule_fixtures.judge(rule, loaded)
    assert not [d.message for d in diagnostics]
    by_being_there = [part.text for part in rule.require] == ["false"] and rule.when is None
    by_the_language = any("deletion_policy" in part.text for part in rule.require)
    assert by_being_there or by_the_language or not [f.message for f in findings if f.verdict == "fail"]
