"""How a project does on each of the ten practices, worked out from a report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from iacguard.model.report import PRACTICES, SEVERITIES, Report, RuleInfo, Tally

FIXES = 3
"""How many fixes a scorecard names for each practice."""


class Fix(NamedTuple):
    """A rule whose repair helps: what is wrong, and on how many resources."""

    rule: str
    summary: str
    severity: str
    resources: int


class Score(NamedTuple):
    """One practice: the rules that had something to judge, the judgements, and what would help most.

    A judgement is of one rule over one resource. What was waved through is none; a rule counts for each practice that
    it names. Of what fails, the worst helps most, and of what is equally bad that which is wrong most often.

    `share` is what was kept, 0 to 1: the mean over the rules of what passed of what is certain, so that a rule over the
    whole project weighs as much as one over each of its resources; None where nothing is certain.
    """

    practice: str
    rules: int
    judged: int
    passed: int
    failed: int
    unsure: int
    fixes: tuple[Fix, ...]
    share: float | None


def scorecard(report: Report) -> list[Score]:
    """A Score for each practice, in the order of PRACTICES; a rule counts for every practice that it names."""
    return [
        _score(practice, [rule for rule in report.rules if practice in rule.practices], report)
        for practice in PRACTICES
    ]


def _score(practice: str, rules: list[RuleInfo], report: Report) -> Score:
    tallies = [(rule, report.tallies.get(rule.id, Tally())) for rule in rules]
    applicable = [(rule, tally) for rule, tally in tallies if tally.passed or tally.failed or tally.unsure]
    passed, failed, unsure = (sum(tally[i] for _, tally in applicable) for i in range(3))
    worst = sorted(
        ((rule, tally) for rule, tally in applicable if tally.failed),
        key=lambda pair: (SEVERITIES.index(pair[0].severity), -pair[1].failed, pair[0].id),
    )
    fixes = tuple(Fix(rule.id, rule.summary, rule.severity, tally.failed) for rule, tally in worst[:FIXES])
    judged = passed + failed + unsure
    return Score(practice, len(applicable), judged, passed, failed, unsure, fixes, _share(t for _, t in applicable))


def _share(tallies: Iterable[Tally]) -> float | None:
    kept = [tally.passed / (tally.passed + tally.failed) for tally in tallies if tally.passed or tally.failed]
    return sum(kept) / len(kept) if kept else None
