"""From a report to an exit code."""

from __future__ import annotations

from iacguard.model.report import Report, at_least

CLEAN, FINDINGS, UNJUDGED, NOTHING = 0, 1, 2, 3
DEFAULT_THRESHOLD = "low"


def exit_code(
    report: Report, threshold: str = DEFAULT_THRESHOLD, strict: bool = False, allow_nothing: bool = False
) -> int:
    """0 clean, 1 findings as bad as `threshold` ("never": none is), 2 something could not be judged, 3 nothing to scan.

    What could not be judged wins. `strict` lets unsure findings count as failures.
    """
    if report.errors:
        return UNJUDGED
    counted = report.findings if strict else report.failures
    if threshold != "never" and any(at_least(finding.severity, threshold) for finding in counted):
        return FINDINGS
    return CLEAN if report.read or allow_nothing else NOTHING
