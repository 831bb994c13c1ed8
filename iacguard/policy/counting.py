"""What each rule comes to in the end: the judge's counts, less what was waved through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from iacguard.model.report import Finding, Tally


def settled(tallies: Mapping[str, Tally], findings: Iterable[Finding]) -> dict[str, Tally]:
    """Tallies whose failures are those that a report shows; what was waved through is not applicable.

    So a report adds up: a resource fails a rule where a finding names it, and no suppression makes one pass.
    """
    failed: dict[str, set[tuple[str, str]]] = {}
    unsure: dict[str, set[tuple[str, str]]] = {}
    for finding in findings:
        kind = failed if finding.verdict == "fail" else unsure
        kind.setdefault(finding.rule, set()).update((finding.scope, address) for address in finding.addresses)
    return {rule: _settled(tally, failed.get(rule, set()), unsure.get(rule, set())) for rule, tally in tallies.items()}


def _settled(tally: Tally, failed: set[tuple[str, str]], unsure: set[tuple[str, str]]) -> Tally:
    left = len(failed), len(unsure - failed)
    waved = max(0, tally.failed + tally.unsure - sum(left))
    return Tally(tally.passed, *left, tally.not_applicable + waved)
