"""What a report holds, in the one order in which every reporter shows it, whoever filled the report."""

from __future__ import annotations

from collections import Counter
from typing import Any

from iacguard.model.report import SEVERITIES, Diagnostic, FileRecord, Finding, Report, RuleInfo, Suppressed

STATUSES = ("parsed", "failed", "skipped")


def failures(report: Report) -> list[Finding]:
    """The findings that are failures, by place."""
    return sorted(report.failures, key=_by_place)


def unsure(report: Report) -> list[Finding]:
    """The findings that are unsure, by place."""
    return sorted((finding for finding in report.findings if finding.verdict != "fail"), key=_by_place)


def suppressed(report: Report) -> list[Suppressed]:
    """What was waved through, by place."""
    return sorted(report.suppressed, key=lambda gone: _by_place(gone.finding))


def diagnostics(report: Report) -> list[Diagnostic]:
    """Diagnostics by place, those without a file first."""
    return sorted(report.diagnostics, key=_by_text)


def files(report: Report) -> list[FileRecord]:
    """Files by path."""
    return sorted(report.files)


def rules(report: Report) -> list[RuleInfo]:
    """All rules by id, with a stand-in for a rule that has findings and is not described."""
    known = {rule.id: rule for rule in report.rules}
    for finding in (*report.findings, *(gone.finding for gone in report.suppressed)):
        if finding.rule not in known:
            known[finding.rule] = RuleInfo(finding.rule, finding.rule, finding.severity, finding.practices)
    return [known[id] for id in sorted(known)]


def rules_found(report: Report) -> list[RuleInfo]:
    """The rules that have findings, suppressed ones included, by id."""
    found = {finding.rule for finding in report.findings} | {gone.finding.rule for gone in report.suppressed}
    return [rule for rule in rules(report) if rule.id in found]


def worst_first(findings: list[Finding]) -> list[Finding]:
    """By severity; the order within one severity stays."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def by_severity(findings: list[Finding]) -> dict[str, int]:
    """How many findings of each severity, worst first, zeros included."""
    counted = Counter(finding.severity for finding in findings)
    return {severity: counted[severity] for severity in SEVERITIES}


def by_status(report: Report) -> dict[str, int]:
    """How many files were parsed, failed and skipped."""
    counted = Counter(record.status for record in report.files)
    return {status: counted[status] for status in STATUSES}


def _by_place(finding: Finding) -> tuple[Any, ...]:
    path, start, end = finding.span.place
    rank = SEVERITIES.index(finding.severity)
    return path, start, rank, finding.rule, end, finding.address, finding.fingerprint, finding.message


def _by_text(diagnostic: Diagnostic) -> tuple[Any, ...]:
    start, end = (diagnostic.span.start, diagnostic.span.end) if diagnostic.span is not None else (-1, -1)
    return diagnostic.file, start, end, diagnostic.level, diagnostic.code, diagnostic.message, diagnostic.cure
