"""GitLab's SAST report: failures of the security practice as vulnerabilities; the rest belongs to Code Quality."""

from __future__ import annotations

import time
from typing import Any

from iacguard.model.report import ERROR, Diagnostic, Finding, Report, RuleInfo
from iacguard.reporters import identity, selection, wording
from iacguard.reporters.options import PLAIN, Options
from iacguard.reporters.region import region
from iacguard.reporters.sanitize import code, paragraphs, prose, visible
from iacguard.reporters.serialize import document

VERSION = "15.0.6"
"""Of the report's schema; GitLab takes 15.0 since its release 15 and refuses what is older."""
SCHEMA = (
    f"https://gitlab.com/gitlab-org/security-products/security-report-schemas/-/raw/v{VERSION}/dist/"
    "sast-report-format.json"
)
MAX_NAME, MAX_SOLUTION = 255, 7_000
"""Characters that the schema allows."""


def render(report: Report, options: Options = PLAIN) -> str:
    """The JSON document. The times that GitLab demands are both `options.epoch`."""
    rules = wording.described(report)
    findings = [finding for finding in selection.failures(report) if "security" in finding.practices]
    keyed = zip(findings, identity.keys(findings), strict=True)
    return document(
        {
            "version": VERSION,
            "schema": SCHEMA,
            "scan": _scan(report, options),
            "vulnerabilities": [_vulnerability(finding, key, rules.get(finding.rule)) for finding, key in keyed],
        },
    )


def _scan(report: Report, options: Options) -> dict[str, Any]:
    tool = {
        "id": "iacguard",
        "name": "iacguard",
        "version": report.version or "0",
        "vendor": {"name": "iacguard"},
    }
    moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(options.epoch))
    return {
        "type": "sast",
        "analyzer": tool,
        "scanner": tool,
        "start_time": moment,
        "end_time": moment,
        "status": "failure" if report.errors else "success",
        "messages": [_message(said) for said in selection.diagnostics(report)],
    }


def _message(said: Diagnostic) -> dict[str, str]:
    where = f"{said.span}: " if said.span is not None else f"{said.path}: " if said.path else ""
    text = f"{where}{said.message}" + (f" ({said.cure})" if said.cure else "")
    return {"level": "warn" if said.level == ERROR else "info", "value": visible(text)}


def _vulnerability(finding: Finding, key: str, rule: RuleInfo | None) -> dict[str, Any]:
    """Its `description` and `solution` are shown as Markdown."""
    at = region(finding.span)
    place = {"file": finding.span.source.path, "start_line": at.line, "end_line": at.end_line}
    when, others = wording.when(finding), wording.others(finding)
    told = [prose(wording.sentence(finding.message)), *([prose(f"It {when}.")] if when else [])]
    told += [f"Also {prose(others)}."] if others else []
    solution = paragraphs(rule.fix)[:MAX_SOLUTION] if rule is not None else ""
    identifiers = [_identifier("iacguard_rule", finding.rule)]
    identifiers += [_identifier("control", control) for control in (rule.references if rule is not None else ())]
    return {
        "id": identity.uuid(key),
        "name": visible(rule.summary if rule is not None else finding.rule)[:MAX_NAME],
        "description": " ".join(told),
        "severity": finding.severity.capitalize(),
        **({"solution": solution} if solution else {}),
        "identifiers": identifiers,
        "location": place,
        "details": {"address": {"name": "Address", "type": "markdown", "value": code(finding.address) or "none"}},
        "tracking": {
            "type": "source",
            "items": [{**place, "signatures": [{"algorithm": "scope_offset", "value": key}]}],
        },
    }


def _identifier(type: str, value: str) -> dict[str, str]:
    shown = visible(value) or "none"
    return {"type": type, "name": shown, "value": shown}
