"""The records of `json-v1` (docs/json-v1.schema.json), which `json` prints as one document and `jsonl` line by line.

Within v1 fields may be added, never taken away and never change their meaning.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import NoneType
from typing import Any

from iacguard.model.report import Diagnostic, FileRecord, Finding, Related, Report, RuleInfo, Suppressed
from iacguard.model.source import Span
from iacguard.reporters import selection
from iacguard.reporters.region import region

SCHEMA = "json-v1"

Record = dict[str, Any]


def place(span: Span) -> Record:
    """Where a span is; `end_column` is the first column outside."""
    at = region(span)
    return {
        "file": span.source.path,
        "line": at.line,
        "column": at.column,
        "end_line": at.end_line,
        "end_column": at.end_column,
    }


def finding(found: Finding) -> Record:
    """A finding, failed or unsure."""
    return {
        "rule": found.rule,
        "severity": found.severity,
        "practices": list(found.practices),
        "verdict": found.verdict,
        "reason": found.reason,
        "when": [dict(sorted(row.items())) for row in found.when],
        "address": found.address,
        "addresses": list(found.addresses),
        "scope": found.scope,
        "type": found.type,
        "attribute": found.attribute,
        **place(found.span),
        "message": found.message,
        "related": [_related(related) for related in found.related],
        "fingerprint": found.fingerprint,
        **({"extra": _plain(found.extra)} if found.extra else {}),
    }


def _plain(value: Any) -> Any:
    """What a rule adds, as far as JSON can say it; everything else by its text, mappings and sets in order."""
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in sorted(value.items(), key=lambda item: str(item[0]))}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, (set, frozenset)):
        return sorted(str(inner) for inner in value)
    finite = not isinstance(value, float) or math.isfinite(value)
    return value if finite and isinstance(value, (str, int, float, NoneType)) else str(value)


def _related(related: Related) -> Record:
    return {**place(related.span), "message": related.message}


def suppressed(gone: Suppressed) -> Record:
    """A finding that was waved through: by whom it says `suppression`, whose place is null where the config did it."""
    at = place(gone.span) if gone.span is not None else None
    return {
        **finding(gone.finding),
        "suppression": {
            "reason": gone.reason,
            "file": at and at["file"],
            "line": at and at["line"],
        },
    }


def diagnostic(said: Diagnostic) -> Record:
    """A diagnostic; without a place in a text its lines and columns are null."""
    nowhere: Record = {
        "file": said.path or None,
        "line": None,
        "column": None,
        "end_line": None,
        "end_column": None,
    }
    return {
        "level": said.level,
        "code": said.code,
        "message": said.message,
        "cure": said.cure,
        **(place(said.span) if said.span is not None else nowhere),
    }


def rule(described: RuleInfo) -> Record:
    """What a rule is about; `iacguard explain` has its texts."""
    return {
        "id": described.id,
        "family": described.family,
        "summary": described.summary,
        "severity": described.severity,
        "practices": list(described.practices),
        "references": list(described.references),
    }


def file(record: FileRecord) -> Record:
    """What became of a file."""
    return dict(record._asdict())


def summary(report: Report) -> Record:
    """The counts; `rules` has the verdicts of every rule in force, counted by resource."""
    ids = sorted({rule.id for rule in report.rules} | set(report.tallies))
    tallies = {id: report.tallies.get(id) for id in ids}
    return {
        "files": selection.by_status(report),
        "resources": sum(report.resources.values()),
        "findings": selection.by_severity(report.failures),
        "unsure": len(report.findings) - len(report.failures),
        "suppressed": len(report.suppressed),
        "errors": len(report.errors),
        "notes": len(report.diagnostics) - len(report.errors),
        "rules": {
            id: {
                "pass": tally.passed if tally else 0,
                "fail": tally.failed if tally else 0,
                "unsure": tally.unsure if tally else 0,
                "not_applicable": tally.not_applicable if tally else 0,
            }
            for id, tally in tallies.items()
        },
    }
