"""What is wrong is found, however it is said."""

from __future__ import annotations

from tests.rules import recall, rule_fixtures
from tests.rules.test_indirection import SHARE

WANTED = 0.98


def test_breaks_of_good_fixtures_are_found_however_they_are_said():
    tally = recall.measure([rule for rule in rule_fixtures.rules().rules if recall.judged(rule)][::SHARE], every=3)
    assert sum(tally.tried.values()) > 100
    assert tally.share >= WANTED, tally.missed
    assert set(tally.never) <= {case for cases in recall.NEVER.values() for case in cases}
