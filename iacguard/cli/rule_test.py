"""`iacguard rule test`: what the fixtures of rules give, and which branches of the rules none of them reaches."""

from __future__ import annotations

from typing import Any, NamedTuple

from iacguard.cli.telling import say, sentence
from iacguard.model.report import Diagnostic
from iacguard.policy.rule import Rule
from iacguard.reporters.wording import count
from iacguard.rulekit import fixtures
from iacguard.rulekit.coverage import NOTHING, Coverage, Covered, Missed
from iacguard.rulekit.fixtures import Outcome
from iacguard.rulekit.reading import Written
from iacguard.vocabulary.tables import Vocabulary


class Tested(NamedTuple):
    """What testing a folder gave. `without` are the rules that have no fixtures."""

    rules: list[Rule]
    outcomes: list[Outcome]
    without: list[Rule]
    covered: Covered
    faults: list[Diagnostic]

    def code(self, least: float) -> int:
        """2: a rule cannot work; 1: a fixture fails, there is none, or fewer branches are reached than wanted."""
        failed = any(not outcome.passed for outcome in self.outcomes)
        return 2 if self.faults else 1 if failed or self.without or self.covered.percent < least else 0


def run(written: Written, vocabulary: Vocabulary) -> Tested:
    """Judge every fixture of every rule, watching what its conditions are."""
    coverage = Coverage()
    rules = written.catalogue.rules
    by_rule = {rule.id: fixtures.of(rule) for rule in rules}
    outcomes = [
        fixtures.outcome(fixture, written.catalogue, vocabulary, coverage.watcher)
        for found in by_rule.values()
        for fixture in found
    ]
    sound = [] if written.faults else rules
    covered = sum(map(coverage.of_rule, sound), NOTHING) + coverage.of_definitions(written.own if sound else {})
    return Tested(rules, outcomes, [rule for rule in rules if not by_rule[rule.id]], covered, written.faults)


def tell(tested: Tested, verbose: bool, least: float) -> None:
    """For a terminal."""
    for fault in tested.faults:
        say(sentence(fault))
    for outcome in tested.outcomes:
        if verbose or not outcome.passed:
            _tell(outcome)
    for rule in tested.without:
        say(f"{rule.id}: it has no fixtures; add bad.tf and good.tf")
    for missed in tested.covered.missed:
        say(missed)
    failed = sum(not outcome.passed for outcome in tested.outcomes)
    rules, outcomes = count(len(tested.rules), "rule"), count(len(tested.outcomes), "fixture")
    say(f"{rules}, {outcomes}, {failed} failed")
    if tested.covered.total:
        wanted = f"; {least:g} % are asked for" if tested.covered.percent < least else ""
        say(f"{_share(tested.covered)} branches of when and require reached{wanted}")
    if tested.covered.missed:
        say("What is never true, or never false, lacks a fixture, or can be left out.")


def _share(covered: Covered) -> str:
    return f"{covered.reached} of {covered.total} ({int(covered.percent)} %)"


def _tell(outcome: Outcome) -> None:
    say(f"{'ok  ' if outcome.passed else 'FAIL'} {outcome.fixture}")
    for row in outcome.missing:
        say(f"     expected, not found: {row}")
    for row in outcome.unexpected:
        say(f"     found, not expected: {row}")
    for fault in outcome.errors:
        say(f"     {sentence(fault)}")


def plain(tested: Tested) -> dict[str, Any]:
    """The same for programs."""
    return {
        "rules": [rule.id for rule in tested.rules],
        "fixtures": [
            {
                "rule": outcome.fixture.rule.id, "fixture": outcome.fixture.name, "passed": outcome.passed,
                "missing": [_row(row) for row in outcome.missing],
                "unexpected": [_row(row) for row in outcome.unexpected],
                "errors": [sentence(fault) for fault in outcome.errors],
            }
            for outcome in tested.outcomes
        ],
        "without_fixtures": [rule.id for rule in tested.without],
        "faults": [sentence(fault) for fault in tested.faults],
        "branches": {
            "total": tested.covered.total, "reached": tested.covered.reached,
            "missed": [_branch(missed) for missed in tested.covered.missed],
        },
    }  # fmt: skip


def _row(row: fixtures.Expected) -> dict[str, Any]:
    return {**row._asdict(), "when": sorted(row.when)}


def _branch(missed: Missed) -> dict[str, Any]:
    span = missed.span
    place: dict[str, Any] = {}
    if span is not None:
        line, column = span.source.position(span.start)
        place = {"file": span.source.path, "line": line, "column": column}
    return {"rule": missed.rule, **place, "text": missed.text, "never": missed.never}
