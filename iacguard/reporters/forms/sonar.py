"""SonarQube's generic issue format, as of 10.3: all rules in force, and the failures."""

from __future__ import annotations

from typing import Any

from iacguard.model.report import Finding, Report, RuleInfo
from iacguard.model.source import Span
from iacguard.reporters import selection, wording
from iacguard.reporters.options import PLAIN, Options
from iacguard.reporters.region import Region, region
from iacguard.reporters.sanitize import visible
from iacguard.reporters.serialize import document

_OLD = {"critical": "BLOCKER", "high": "CRITICAL", "medium": "MAJOR", "low": "MINOR", "info": "INFO"}
_IMPACTS = {"critical": "HIGH", "high": "HIGH", "medium": "MEDIUM", "low": "LOW", "info": "LOW"}
_MEANINGS = {
    "code": ("CONVENTIONAL", "MAINTAINABILITY"),
    "modularity": ("MODULAR", "MAINTAINABILITY"),
    "versioning": ("COMPLETE", "RELIABILITY"),
    "automation": ("COMPLETE", "MAINTAINABILITY"),
    "security": ("TRUSTWORTHY", "SECURITY"),
    "monitoring": ("COMPLETE", "RELIABILITY"),
    "testing": ("TESTED", "MAINTAINABILITY"),
    "documentation": ("CLEAR", "MAINTAINABILITY"),
    "drift": ("COMPLETE", "RELIABILITY"),
    "optimisation": ("EFFICIENT", "MAINTAINABILITY"),
}
"""Of each practice: the attribute of clean code that its rules look after, and the quality that suffers."""


def render(report: Report, options: Options = PLAIN) -> str:
    """The JSON document for `sonar.externalIssuesReportPaths`."""
    rules = [_rule(rule) for rule in selection.rules(report)]
    issues = [_issue(finding) for finding in selection.failures(report)]
    return document({"rules": rules, "issues": issues})


def _rule(rule: RuleInfo) -> dict[str, Any]:
    practice = "security" if "security" in rule.practices else next(iter(rule.practices), "code")
    attribute, quality = _MEANINGS.get(practice, _MEANINGS["code"])
    return {
        "id": visible(rule.id),
        "name": visible(rule.summary) or visible(rule.id),
        "description": visible(wording.sentence(rule.summary or rule.id)),
        "engineId": "iacguard",
        "cleanCodeAttribute": attribute,
        "type": "VULNERABILITY" if quality == "SECURITY" else "CODE_SMELL",
        "severity": _OLD[rule.severity],
        "impacts": [{"softwareQuality": quality, "severity": _IMPACTS[rule.severity]}],
    }


def _issue(finding: Finding) -> dict[str, Any]:
    when = wording.when(finding)
    others = [_location(related.span, related.message) for related in finding.related]
    return {
        "ruleId": visible(finding.rule),
        "primaryLocation": _location(finding.span, finding.message + (f" ({when})" if when else "")),
        **({"secondaryLocations": others} if others else {}),
    }


def _location(span: Span, message: str) -> dict[str, Any]:
    return {
        "message": visible(message),
        "filePath": span.source.path,
        "textRange": _range(span, region(span)),
    }


def _range(span: Span, at: Region) -> dict[str, int]:
    """Columns from 0 in UTF-16 units, as Java counts; an empty range has none, since SonarQube refuses it."""
    start, end = _units(span, at.line, at.column), _units(span, at.end_line, at.end_column)
    lines = {"startLine": at.line, "endLine": at.end_line}
    return lines if (at.line, start) == (at.end_line, end) else {**lines, "startColumn": start, "endColumn": end}


def _units(span: Span, line: int, column: int) -> int:
    return len(span.source.line(line)[: column - 1].encode("utf-16-le", "surrogatepass")) // 2
