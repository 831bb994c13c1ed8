"""A table for spreadsheets: a row a finding, failed or unsure; every cell quoted, none of them a formula."""

from __future__ import annotations

import csv
import io

from iacguard.model.report import Finding, Report
from iacguard.reporters import selection, wording
from iacguard.reporters.options import PLAIN, Options
from iacguard.reporters.region import region
from iacguard.reporters.sanitize import csv_cell

HEAD = (
    "file", "line", "column", "end_line", "end_column", "severity", "verdict", "rule", "address", "addresses", "type",
    "attribute", "message", "when", "reason", "fingerprint",
)  # fmt: skip


def render(report: Report, options: Options = PLAIN) -> str:
    """The head, then failures by place, then what is unsure."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(HEAD)
    for finding in (*selection.failures(report), *selection.unsure(report)):
        writer.writerow([cell if isinstance(cell, int) else csv_cell(cell) for cell in _row(finding)])
    return out.getvalue()


def _row(finding: Finding) -> tuple[str | int, ...]:
    return (
        finding.span.source.path, *region(finding.span), finding.severity, finding.verdict, finding.rule,
        finding.address, " ".join(finding.addresses), finding.type, finding.attribute, finding.message,
        wording.when(finding), finding.reason, finding.fingerprint,
    )  # fmt: skip
