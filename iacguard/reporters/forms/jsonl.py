"""The records of json-v1, one a line, each with its `kind`: for pipes and for logs that are searched."""

from __future__ import annotations

from iacguard.model.report import Report
from iacguard.reporters import records, selection
from iacguard.reporters.options import PLAIN, Options
from iacguard.reporters.records import Record
from iacguard.reporters.serialize import line


def render(report: Report, options: Options = PLAIN) -> str:
    """Files, findings, suppressed findings, diagnostics, and at the end the summary."""
    findings = [*selection.failures(report), *selection.unsure(report)]
    lines: list[tuple[str, Record]] = [
        *(("file", records.file(record)) for record in selection.files(report)),
        *(("finding", records.finding(finding)) for finding in findings),
        *(("suppressed", records.suppressed(gone)) for gone in selection.suppressed(report)),
        *(("diagnostic", records.diagnostic(said)) for said in selection.diagnostics(report)),
        ("summary", {"schema": records.SCHEMA, "version": report.version, **records.summary(report)}),
    ]
    return "".join(line({"kind": kind, **record}) for kind, record in lines)
