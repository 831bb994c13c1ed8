"""One line a finding, for editors and grep: `file:line:column: severity rule message`."""

from __future__ import annotations

from iacguard.model.report import Finding, Report
from iacguard.reporters import selection, wording
from iacguard.reporters.options import PLAIN, Options
from iacguard.reporters.sanitize import terminal


def render(report: Report, options: Options = PLAIN) -> str:
    """Findings and diagnostics by place, and the line on coverage."""
    findings = selection.failures(report) + (selection.unsure(report) if options.show_unsure else [])
    lines = [f"{finding.span}: {_said(finding)}" for finding in findings]
    for said in selection.diagnostics(report):
        where = said.span if said.span is not None else said.path
        lines.append(f"{where}: {said.level} {said.code} {said.message}".removeprefix(": "))
    lines.append(f"{wording.found(report)}; {wording.coverage(report)}")
    return "\n".join(terminal(line) for line in lines) + "\n"


def _said(finding: Finding) -> str:
    word = finding.severity if finding.verdict == "fail" else "unsure"
    detail = wording.when(finding) or finding.reason
    return f"{word} {finding.rule} {finding.message}" + (f" ({detail})" if detail else "")
