"""Workflow commands of GitHub Actions: annotations on the lines of a pull request, and a summary in the log.

GitHub shows ten annotations of each kind a step, so what could not be judged comes first, then findings, worst first.
"""

from __future__ import annotations

from iacguard.model.report import ERROR, Diagnostic, Finding, Report, RuleInfo
from iacguard.model.source import Span
from iacguard.reporters import selection, wording
from iacguard.reporters.options import PLAIN, Options
from iacguard.reporters.region import region
from iacguard.reporters.sanitize import command_data, command_property, terminal

KINDS = {"critical": "error", "high": "error", "medium": "warning", "low": "notice", "info": "notice"}
SHOWN = 10
"""How many annotations of one kind GitHub shows of a step."""


def render(report: Report, options: Options = PLAIN) -> str:
    """A command a line, then the summary."""
    rules = wording.described(report)
    said = selection.diagnostics(report)
    findings = selection.worst_first(selection.failures(report))
    findings += selection.unsure(report) if options.show_unsure else []
    lines = [
        *(_diagnostic(one) for one in said if one.level == ERROR),
        *(_finding(finding, rules.get(finding.rule)) for finding in findings),
        *(_diagnostic(one) for one in said if one.level != ERROR),
    ]
    kinds = [line.split(" ", 1)[0] for line in lines]
    if any(kinds.count(kind) > SHOWN for kind in set(kinds)):
        lines.append(f"GitHub shows {SHOWN} annotations of each kind; the others stand in this log alone.")
    return "\n".join([*lines, terminal(f"{wording.found(report)}; {wording.coverage(report)}")]) + "\n"


def _finding(finding: Finding, rule: RuleInfo | None) -> str:
    sure = finding.verdict == "fail"
    others, hint = wording.others(finding), wording.hint(rule)
    told = [
        finding.message,
        wording.when(finding) if sure else f"cannot tell: {finding.reason}",
        f"also {others}" if others else "",
        f"fix: {hint}" if hint else "",
    ]
    kind = KINDS[finding.severity] if sure else "notice"
    return _command(kind, finding.span, finding.span.source.path, f"{finding.severity}: {finding.rule}", told)


def _diagnostic(said: Diagnostic) -> str:
    kind = "error" if said.level == ERROR else "notice"
    told = [said.message, f"cure: {said.cure}" if said.cure else ""]
    return _command(kind, said.span, said.path, said.code, told)


def _command(kind: str, span: Span | None, path: str, title: str, told: list[str]) -> str:
    """Columns only where it ends on the line it begins on, since GitHub refuses them otherwise."""
    properties: dict[str, str | int] = {"file": span.source.path if span is not None else path}
    if span is not None:
        at = region(span)
        properties.update(line=at.line, endLine=at.end_line)
        if at.one_line:
            properties.update(col=at.column, endColumn=at.end_column)
    properties["title"] = f"iacguard {title}"
    shown = ",".join(f"{name}={command_property(str(value))}" for name, value in properties.items() if value != "")
    return f"::{kind} {shown}::" + "%0A".join(command_data(line) for line in told if line)
