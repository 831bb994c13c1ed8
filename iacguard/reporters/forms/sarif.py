"""SARIF 2.1.0 as GitHub code scanning really ingests it.

One run; failures alone, since GitHub would show what is unsure or waved through as open alerts; one result for a rule
and a line, since that is one alert; the region is the attribute, so that a pull request that edits it shows the alert;
the rules are listed in full, found or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from urllib.parse import quote

from iacguard.model.report import ERROR, SEVERITIES, Diagnostic, Finding, Related, Report, Suppressed
from iacguard.model.source import Source, Span
from iacguard.reporters import descriptors, selection, wording
from iacguard.reporters.line_hash import line_hashes
from iacguard.reporters.options import PLAIN, Options
from iacguard.reporters.region import region
from iacguard.reporters.sanitize import sarif_link, sarif_message, visible
from iacguard.reporters.serialize import document

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MAX_RESULTS = 5_000
"""GitHub keeps as many of the worst; beyond it we cut ourselves and say so."""
MAX_RELATED = 100
MAX_REGION = 10
"""Lines beyond which a region shrinks to its first: GitHub shows an alert on a pull request that touches all of it."""
ROOT = "%SRCROOT%"

Json = dict[str, Any]


def render(report: Report, options: Options = PLAIN) -> str:
    """The SARIF log; suppressed findings are in it, marked as such, only with `include_suppressed`."""
    return document(_Log(report, options).log(), spread=("runs",))


class _Log:
    def __init__(self, report: Report, options: Options) -> None:
        self.report = report
        self.options = options
        self.rules = selection.rules(report)
        self.index = {rule.id: index for index, rule in enumerate(self.rules)}
        shown = _alerts(selection.failures(report))
        self.cut = max(0, len(shown) - MAX_RESULTS)
        self.alerts = sorted(shown, key=lambda alert: SEVERITIES.index(alert[0].severity))[:MAX_RESULTS]
        room = MAX_RESULTS - len(self.alerts) if options.include_suppressed else 0
        failed = [gone for gone in selection.suppressed(report) if gone.finding.verdict == "fail"]
        self.suppressed = failed[:room]
        shown_first = [alert[0] for alert in self.alerts]
        self.hashes = _hashes([*shown_first, *(gone.finding for gone in self.suppressed)])

    def log(self) -> Json:
        return {"$schema": SCHEMA, "version": "2.1.0", "runs": [self._run()]}

    def _run(self) -> Json:
        category = visible(self.options.category)
        return {
            "tool": {"driver": self._driver()},
            "automationDetails": {"id": f"iacguard/{category}/" if category else "iacguard/"},
            "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the scan."}}},
            "columnKind": "unicodeCodePoints",
            "invocations": [self._invocation()],
            "results": [*map(self._result, self.alerts), *map(self._waived, self.suppressed)],
        }

    def _driver(self) -> Json:
        version = self.report.version or "0"
        return {
            "name": "iacguard",
            "version": version,
            "semanticVersion": version,
            "rules": [descriptors.descriptor(rule) for rule in self.rules],
        }

    def _invocation(self) -> Json:
        notifications = [_notification(said) for said in selection.diagnostics(self.report)]
        if self.cut:
            text = f"{self.cut} of the mildest results were left out: more than {MAX_RESULTS} are not kept."
            notifications.append(
                {"descriptor": {"id": "too-many-results"}, "level": "warning", "message": {"text": text}}
            )
        return {"executionSuccessful": not self.report.errors, "toolExecutionNotifications": notifications}

    def _result(self, alert: list[Finding]) -> Json:
        first = alert[0]
        related = _related(alert)
        at = region(first.span)
        prints = {"primaryLocationLineHash": self.hashes.get((first.span.source.path, at.line), "")}
        prints["iacguard/v1"] = first.fingerprint
        return {
            "ruleId": visible(first.rule),
            "ruleIndex": self.index[first.rule],
            "level": descriptors.LEVELS[first.severity],
            "message": {"text": _message(alert, related)},
            "locations": [{**_location(first.span), "logicalLocations": _logical(first)}],
            **_numbered(related),
            "partialFingerprints": {name: value for name, value in prints.items() if value},
            "properties": _properties(first),
        }

    def _waived(self, gone: Suppressed) -> Json:
        return {**self._result([gone.finding]), "suppressions": [_suppression(gone)]}


def _alerts(findings: list[Finding]) -> list[list[Finding]]:
    """Findings of one rule on one line, together; in the order of their first ones."""

    def line(finding: Finding) -> tuple[str, int, str]:
        return finding.span.source.path, finding.span.line, finding.rule

    return [list(group) for _, group in groupby(sorted(findings, key=line), key=line)]


def _hashes(findings: Iterable[Finding]) -> dict[tuple[str, int], str]:
    """The line hash of each line that a finding begins on."""
    sources: dict[str, Source] = {}
    wanted: dict[str, set[int]] = {}
    for finding in findings:
        source = finding.span.source
        sources[source.path] = source
        wanted.setdefault(source.path, set()).add(region(finding.span).line)
    found = {path: line_hashes(sources[path], wanted[path]) for path in sources}
    return {(path, line): value for path, hashes in found.items() for line, value in hashes.items()}


def uri(path: str) -> str:
    """A path below the root as a relative reference: percent-encoded, no scheme, no dot segment in front."""
    relative = path.replace("\\", "/").removeprefix("./") or "."
    try:
        data = relative.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = relative.encode("utf-8", "surrogatepass")
    return quote(data, safe="/")


def _location(span: Span) -> Json:
    at = region(span)
    if at.end_line - at.line >= MAX_REGION:
        at = at._replace(end_line=at.line, end_column=len(span.source.line(at.line)) + 1)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(span.source.path), "uriBaseId": ROOT},
            "region": {
                "startLine": at.line,
                "startColumn": at.column,
                "endLine": at.end_line,
                "endColumn": max(at.end_column, at.column) if at.one_line else at.end_column,
            },
        }
    }


def _logical(finding: Finding) -> list[Json]:
    return [{"fullyQualifiedName": visible(finding.address), "kind": "resource"}] if finding.address else []


def _related(alert: list[Finding]) -> list[Related]:
    """The related places of all findings of an alert, each once."""
    places: dict[tuple[str, int, int], Related] = {}
    for related in (related for finding in alert for related in finding.related):
        places.setdefault(related.span.place, related)
    return list(places.values())[:MAX_RELATED]


def _numbered(related: list[Related]) -> Json:
    """Numbered from 1, for the links in the message."""
    if not related:
        return {}
    return {
        "relatedLocations": [
            {"id": number, **_location(place.span), "message": {"text": sarif_message(place.message)}}
            for number, place in enumerate(related, 1)
        ]
    }


def _message(alert: list[Finding], related: list[Related]) -> str:
    """The first sentence stands alone; then inputs, instances, and links to the related places."""
    sentences = []
    for finding in alert:
        when, others = wording.when(finding), wording.others(finding)
        sentences.append(wording.sentence(finding.message))
        sentences += [wording.sentence(when[:1].upper() + when[1:])] if when else []
        sentences += [f"Also {others}."] if others else []
    text = sarif_message(" ".join(dict.fromkeys(sentences)))
    for number, place in enumerate(related, 1):
        said = sarif_message(place.message)
        link = sarif_link(f"{place.span.source.path}:{region(place.span).line}")
        text += f" {said[:1].upper() + said[1:]}: [{link}]({number})."
    return text


def _properties(finding: Finding) -> Json:
    properties: Json = {
        "severity": finding.severity,
        "practices": [visible(practice) for practice in finding.practices],
        "type": visible(finding.type),
        "addresses": [visible(address) for address in finding.addresses],
        "attribute": visible(finding.attribute),
        "when": [{visible(atom): visible(label) for atom, label in sorted(row.items())} for row in finding.when],
    }
    return {name: value for name, value in properties.items() if value}


def _suppression(gone: Suppressed) -> Json:
    said: Json = {"kind": "external" if gone.span is None else "inSource", "status": "accepted"}
    if gone.reason:
        said["justification"] = visible(gone.reason)
    if gone.span is not None:
        said["location"] = _location(gone.span)
    return said


def _notification(said: Diagnostic) -> Json:
    text = wording.sentence(said.message) + (f" Cure: {said.cure}" if said.cure else "")
    notification: Json = {
        "descriptor": {"id": visible(said.code)},
        "level": "error" if said.level == ERROR else "note",
        "message": {"text": sarif_message(text)},
    }
    if said.span is not None:
        notification["locations"] = [_location(said.span)]
    elif said.path:
        artifact = {"uri": uri(said.path), "uriBaseId": ROOT}
        notification["locations"] = [{"physicalLocation": {"artifactLocation": artifact}}]
    return notification
