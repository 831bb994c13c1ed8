"""For comments on pull requests and summaries of CI jobs: tables, worst first, without a line of HTML."""

from __future__ import annotations

from collections.abc import Sequence

from iacguard.model.report import ERROR, Diagnostic, Finding, Report
from iacguard.reporters import scorecard, selection, wording
from iacguard.reporters.options import PLAIN, Options
from iacguard.reporters.sanitize import code, prose
from iacguard.reporters.tables import Row, fitting, table

LIMIT = 65_536
"""Characters that a comment on GitHub holds; a longer one is refused as a whole."""
FINDINGS, FIXES, UNSURE, SUPPRESSED, DIAGNOSTICS = 28_000, 8_000, 8_000, 8_000, 8_000
"""Characters of each section, below the limit together; the rest is counted."""


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


def _section(title: str, head: Row, rows: Sequence[Row], room: int) -> str:
    """A table of the first rows, and how many there are beside them; empty without rows."""
    shown = fitting(rows, room)
    parts = [f"## {title}" if title and rows else "", table(head, shown), _rest(len(rows) - len(shown))]
    return "\n\n".join(part for part in parts if part)


def _list(title: str, lines: list[str], room: int) -> str:
    """The same for a list."""
    shown = [line for (line,) in fitting([(line,) for line in lines], room)]
    parts = [f"## {title}" if lines else "", "\n".join(f"- {line}" for line in shown), _rest(len(lines) - len(shown))]
    return "\n\n".join(part for part in parts if part)


def _rest(number: int) -> str:
    return f"… and {number} more, listed in the other formats." if number else ""


def _findings(failures: list[Finding]) -> str:
    rows = [(finding.severity, code(str(finding.span)), code(finding.rule), _what(finding)) for finding in failures]
    return _section("", ("Severity", "Place", "Rule", "Finding"), rows, FINDINGS)


def _what(finding: Finding) -> str:
    details = [wording.when(finding)]
    others = wording.others(finding)
    details += [f"also {others}"] if others else []
    shown = "; ".join(detail for detail in details if detail)
    return prose(finding.message) + (f" ({prose(shown)})" if shown else "")


def _fixes(report: Report, failures: list[Finding]) -> str:
    rules = wording.described(report)
    hints = {id: wording.hint(rules.get(id)) for id in dict.fromkeys(finding.rule for finding in failures)}
    return _list("How to mend it", [f"{code(id)}: {prose(hint)}" for id, hint in hints.items() if hint], FIXES)


def _unsure(report: Report) -> str:
    rows = [
        (code(str(finding.span)), code(finding.rule), prose(finding.message), prose(finding.reason))
        for finding in selection.unsure(report)
    ]
    return _section("Unsure", ("Place", "Rule", "If it is so", "Cannot tell"), rows, UNSURE)


def _suppressed(report: Report) -> str:
    rows = [
        (
            code(str(gone.finding.span)),
            code(gone.finding.rule),
            prose(gone.finding.message),
            prose(gone.reason or "none"),
        )
        for gone in selection.suppressed(report)
    ]
    return _section("Suppressed", ("Place", "Rule", "Finding", "Reason given"), rows, SUPPRESSED)


def _diagnostics(report: Report) -> str:
    said = sorted(selection.diagnostics(report), key=lambda one: one.level != ERROR)
    title = "Could not be judged" if report.errors else "Notes"
    return _list(title, [_diagnostic(one) for one in said], DIAGNOSTICS)


def _diagnostic(said: Diagnostic) -> str:
    where = code(str(said.span)) if said.span is not None else code(said.path)
    parts = [f"**{said.level}**" if said.level == ERROR else "note", where, code(said.code), prose(said.message)]
    cure = f" ({prose(said.cure)})" if said.cure else ""
    return " ".join(part for part in parts if part) + cure


def _scorecard(report: Report) -> str:
    rows = scorecard.markdown(report, every=False)
    return f"## Scorecard\n\n{rows}" if rows else ""
