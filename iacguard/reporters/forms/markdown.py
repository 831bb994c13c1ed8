"""For comments on pull requests and summaries of CI jobs: tables, worst first, without a line of HTML."""

from __future__ import annotations

from iacguard.model.report import ERROR, Diagnostic, Finding, Report
from iacguard.reporters import scorecard, selection, wording
from iacguard.reporters.options import PLAIN, Options
from iacguard.reporters.sanitize import code, prose
from iacguard.reporters.tables import table

MAX_ROWS = 200
"""Findings that are listed; a comment on GitHub holds 65,536 characters."""


def render(report: Report, options: Options = PLAIN) -> str:
    """Title, counts, findings, how to mend them, what could not be judged, and the scorecard."""
    failures = selection.worst_first(selection.failures(report))
    blocks = [
        "# iacguard",
        f"**{prose(wording.found(report))}.** {prose(wording.coverage(report))}.",
        _findings(failures),
        _fixes(report, failures),
        _unsure(report) if options.show_unsure else "",
        _suppressed(report) if options.include_suppressed else "",
        _diagnostics(report),
        _scorecard(report) if options.scorecard else "",
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _findings(failures: list[Finding]) -> str:
    rows = [(finding.severity, code(str(finding.span)), code(finding.rule), _what(finding)) for finding in failures]
    text = table(("Severity", "Place", "Rule", "Finding"), rows[:MAX_ROWS])
    left = len(rows) - MAX_ROWS
    return text + (
        f"\n\n… and {wording.count(left, 'milder finding')}, listed in the other formats." if left > 0 else ""
    )


def _what(finding: Finding) -> str:
    details = [wording.when(finding)]
    others = wording.others(finding)
    details += [f"also {others}"] if others else []
    shown = "; ".join(detail for detail in details if detail)
    return prose(finding.message) + (f" ({prose(shown)})" if shown else "")


def _fixes(report: Report, failures: list[Finding]) -> str:
    rules = wording.described(report)
    lines = []
    for id in dict.fromkeys(finding.rule for finding in failures[:MAX_ROWS]):
        hint = wording.hint(rules.get(id))
        lines += [f"- {code(id)}: {prose(hint)}"] if hint else []
    return "\n".join(["## How to mend it", "", *lines]) if lines else ""


def _unsure(report: Report) -> str:
    rows = [
        (code(str(finding.span)), code(finding.rule), prose(finding.message), prose(finding.reason))
        for finding in selection.unsure(report)[:MAX_ROWS]
    ]
    return f"## Unsure\n\n{table(('Place', 'Rule', 'If it is so', 'Cannot tell'), rows)}" if rows else ""


def _suppressed(report: Report) -> str:
    rows = [
        (
            code(str(gone.finding.span)),
            code(gone.finding.rule),
            prose(gone.finding.message),
            prose(gone.reason or "none"),
        )
        for gone in selection.suppressed(report)[:MAX_ROWS]
    ]
    return f"## Suppressed\n\n{table(('Place', 'Rule', 'Finding', 'Reason given'), rows)}" if rows else ""


def _diagnostics(report: Report) -> str:
    said = sorted(selection.diagnostics(report), key=lambda one: one.level != ERROR)
    title = "Could not be judged" if report.errors else "Notes"
    lines = [_diagnostic(one) for one in said[:MAX_ROWS]]
    return "\n".join([f"## {title}", "", *lines]) if lines else ""


def _diagnostic(said: Diagnostic) -> str:
    where = code(str(said.span)) if said.span is not None else code(said.path)
    parts = [f"**{said.level}**" if said.level == ERROR else "note", where, code(said.code), prose(said.message)]
    cure = f" ({prose(said.cure)})" if said.cure else ""
    return "- " + " ".join(part for part in parts if part) + cure


def _scorecard(report: Report) -> str:
    rows = scorecard.markdown(report, every=False)
    return f"## Scorecard\n\n{rows}" if rows else ""
