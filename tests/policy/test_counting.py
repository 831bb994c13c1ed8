"""The counts of a report are those of its findings, and nothing that is waved through passes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iacguard.model.report import Finding, Tally
from iacguard.model.source import Source, Span
from iacguard.policy.counting import settled

HERE = Span(Source("main.tf", "x\n"), 0, 1)
VERDICTS = st.lists(st.sampled_from(["pass", "fail", "unsure", "not applicable"]), max_size=8)


def _finding(number, verdict):
    address = f"aws_s3_bucket.b{number}"
    return Finding("r", "high", ("security",), verdict, address, (address,), "aws_s3_bucket", HERE, "wrong")


@given(VERDICTS, st.data())
def test_what_is_waved_through_is_not_applicable(verdicts, data):
    judged = Tally(*(verdicts.count(verdict) for verdict in ("pass", "fail", "unsure", "not applicable")))
    found = [_finding(n, verdict) for n, verdict in enumerate(verdicts) if verdict in ("fail", "unsure")]
    left = [finding for finding in found if data.draw(st.booleans())]
    counted = settled({"r": judged}, left)["r"]
    assert sum(counted) == len(verdicts)
    assert counted.passed == judged.passed
    assert counted.failed == sum(finding.verdict == "fail" for finding in left)
    assert counted.unsure == sum(finding.verdict == "unsure" for finding in left)


def test_a_resource_that_fails_two_requirements_fails_once():
    twice = [_finding(1, "fail"), _finding(1, "fail"), _finding(1, "unsure")]
    assert settled({"r": Tally(failed=1, passed=2)}, twice)["r"] == Tally(passed=2, failed=1)
