"""What a scan says: findings about the user's infrastructure, diagnostics about our reading of it, and counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from iacguard.model.source import Span

SEVERITIES = ("critical", "high", "medium", "low", "info")
"""From worst to mildest."""

PRACTICES = (
    "code",
    "modularity",
    "versioning",
    "automation",
    "security",
    "monitoring",
    "testing",
    "documentation",
    "drift",
    "optimisation",
)
"""The ten practices of infrastructure as code that every rule belongs to, in the order in which they are shown."""

NOTHING: Mapping[str, Any] = MappingProxyType({})
ERROR = "error"
NOTE = "note"


def at_least(severity: str, threshold: str) -> bool:
    """Whether `severity` is as bad as `threshold` or worse."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(threshold)


class Diagnostic(NamedTuple):
    """About our reading. An ERROR means that something could not be judged (exit code 2); a NOTE changes nothing.

    `code` is a stable kebab-case name (`syntax`, `unreadable`, `module-not-loaded`, `cycle`, …); `message` says what
    and
    why in one sentence, `cure` what to do about it. `span` is None only where there is no text to point at; then `path`
    names the file, or is empty for the command line.
    """

    level: str
    code: str
    message: str
    span: Span | None = None
    path: str = ""
    cure: str = ""

    @property
    def file(self) -> str:
        """The path of the file that it is about, or ""."""
        return self.span.source.path if self.span is not None else self.path


class FileRecord(NamedTuple):
    """What became of one file. `status` is parsed, failed or skipped; `reason` says why for the latter two."""

    path: str
    format: str
    status: str
    reason: str = ""


class Related(NamedTuple):
    """A further place of a finding: where the value came from, or the module call on the way."""

    span: Span
    message: str


class RuleInfo(NamedTuple):
    """What a report says about a rule; the texts are there only where a reporter needs them."""

    id: str
    summary: str
    severity: str
    practices: tuple[str, ...] = ()
    why: str = ""
    fix: str = ""
    references: tuple[str, ...] = ()
    family: str = ""


class Finding(NamedTuple):
    """One defect: a rule, a place, and the condition under which it holds.

    `verdict` is "fail" or "unsure" (then `reason` says what is not known). `when` holds the combinations of inputs
    under which it fails; empty: always. `address` is the first of `addresses`, the folded instances. `attribute` is
    the path at which it was found, without indices. `fingerprint` identifies it when lines move.
    """

    rule: str
    severity: str
    practices: tuple[str, ...]
    verdict: str
    address: str
    addresses: tuple[str, ...]
    type: str
    span: Span
    message: str
    reason: str = ""
    when: tuple[Mapping[str, str], ...] = ()
    attribute: str = ""
    related: tuple[Related, ...] = ()
    fingerprint: str = ""
    scope: str = ""
    extra: Mapping[str, Any] = NOTHING


def fingerprint(rule: str, path: str, address: str, attribute: str) -> str:
    """What makes a finding the same tomorrow: rule, file, address without keys, attribute; never line or words."""
    from hashlib import sha256

    text = "\0".join((rule, path, address, attribute))
    return sha256(text.encode(errors="surrogateescape")).hexdigest()[:20]


class Tally(NamedTuple):
    """Verdicts of one rule, counted by resource."""

    passed: int = 0
    failed: int = 0
    unsure: int = 0
    not_applicable: int = 0


class Suppressed(NamedTuple):
    """A finding that somebody waved through, with what they gave as the reason."""

    finding: Finding
    reason: str
    span: Span | None


@dataclass(slots=True)
class Report:
    """The whole result of a scan; reporters turn it into text and add nothing."""

    findings: list[Finding] = field(default_factory=list)
    suppressed: list[Suppressed] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: list[FileRecord] = field(default_factory=list)
    resources: dict[str, int] = field(default_factory=dict)
    rules: list[RuleInfo] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    version: str = ""

    @property
    def failures(self) -> list[Finding]:
        """The findings that are failures, not unsure."""
        return [finding for finding in self.findings if finding.verdict == "fail"]

    @property
    def read(self) -> bool:
        """Whether any file was read, so that there was something to judge."""
        return any(record.status == "parsed" for record in self.files)

    @property
    def errors(self) -> list[Diagnostic]:
        """The diagnostics that make the exit code 2."""
        return [diagnostic for diagnostic in self.diagnostics if diagnostic.level == ERROR]
