"""`json-v1`: everything that a scan found, for programs. Unsure findings are always in it."""

from __future__ import annotations

from iacguard.model.report import Report
from iacguard.reporters import records, scorecard, selection
from iacguard.reporters.options import PLAIN, Options
from iacguard.reporters.serialize import document


def render(report: Report, options: Options = PLAIN) -> str:
    """One JSON document, as docs/json-v1.schema.json describes it."""
    findings = [*selection.failures(report), *selection.unsure(report)]
    return document(
        {
            "schema": records.SCHEMA,
            "version": report.version,
            "summary": records.summary(report),
            "findings": [records.finding(finding) for finding in findings],
            "suppressed": [records.suppressed(gone) for gone in selection.suppressed(report)],
            "rules": [records.rule(rule) for rule in selection.rules_found(report)],
            "diagnostics": [records.diagnostic(said) for said in selection.diagnostics(report)],
            "files": [records.file(record) for record in selection.files(report)],
            "resources": dict(sorted(report.resources.items())),
            "scorecard": scorecard.records(report),
        },
    )
