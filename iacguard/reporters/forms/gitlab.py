"""GitLab's Code Quality report: failures in the merge request, known again by our own identity when lines move."""

from __future__ import annotations

from iacguard.model.report import Report
from iacguard.reporters import identity, selection, wording
from iacguard.reporters.options import PLAIN, Options
from iacguard.reporters.region import region
from iacguard.reporters.sanitize import visible
from iacguard.reporters.serialize import document

SEVERITIES = {"critical": "blocker", "high": "critical", "medium": "major", "low": "minor", "info": "info"}


def render(report: Report, options: Options = PLAIN) -> str:
    """A JSON array, empty where nothing failed; no two entries have one fingerprint, since GitLab would drop one."""
    findings = selection.failures(report)
    entries = []
    for finding, key in zip(findings, identity.keys(findings), strict=True):
        at, when = region(finding.span), wording.when(finding)
        entries.append(
            {
                "description": visible(finding.message + (f" ({when})" if when else "")),
                "check_name": visible(finding.rule),
                "fingerprint": key,
                "severity": SEVERITIES[finding.severity],
                "location": {
                    "path": finding.span.source.path.removeprefix("./"),
                    "lines": {"begin": at.line, "end": at.end_line},
                },
            }
        )
    return document(entries)
