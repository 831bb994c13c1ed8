"""Logging commands of Azure Pipelines: an issue of the run for each finding, and a summary in the log.

For the Scans tab publish `sarif` as the artifact CodeAnalysisLogs instead.
"""

from __future__ import annotations

from iacguard.model.report import ERROR, Diagnostic, Finding, Report
from iacguard.model.source import Span
from iacguard.reporters import selection, wording
from iacguard.reporters.options import PLAIN, Options
from iacguard.reporters.region import region
from iacguard.reporters.sanitize import terminal, vso_data, vso_property

KINDS = {"critical": "error", "high": "error", "medium": "warning", "low": "warning", "info": "warning"}


def render(report: Report, options: Options = PLAIN) -> str:
    """A command a line: what could not be judged, then findings, worst first, then notes; then the summary."""
    said = selection.diagnostics(report)
    findings = selection.worst_first(selection.failures(report))
    findings += selection.unsure(report) if options.show_unsure else []
    lines = [
        *(_diagnostic(one) for one in said if one.level == ERROR),
        *(_finding(finding) for finding in findings),
        *(_diagnostic(one) for one in said if one.level != ERROR),
        terminal(f"{wording.found(report)}; {wording.coverage(report)}"),
    ]
    return "\n".join(lines) + "\n"


def _finding(finding: Finding) -> str:
    sure = finding.verdict == "fail"
    detail = wording.when(finding) if sure else f"cannot tell: {finding.reason}"
    text = f"{finding.severity}: {finding.message}" + (f" ({detail})" if detail else "")
    return _command(KINDS[finding.severity] if sure else "warning", finding.span, "", finding.rule, text)


def _diagnostic(said: Diagnostic) -> str:
    text = said.message + (f"; cure: {said.cure}" if said.cure else "")
    if said.level == ERROR:
        return _command("error", said.span, said.path, said.code, text)
    where = str(said.span) if said.span is not None else said.path
    return terminal(f"{said.level}: {where}: {text}" if where else f"{said.level}: {text}")


def _command(kind: str, span: Span | None, path: str, code: str, text: str) -> str:
    properties = {"type": kind, "sourcepath": path}
    if span is not None:
        at = region(span)
        properties.update(sourcepath=span.source.path, linenumber=str(at.line), columnnumber=str(at.column))
    properties["code"] = code
    shown = "".join(f"{name}={vso_property(value)};" for name, value in properties.items() if value)
    return f"##vso[task.logissue {shown}]{vso_data(text)}"
