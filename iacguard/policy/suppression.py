"""Findings that somebody waved through: in a comment, in a template's metadata, or in the config."""

from __future__ import annotations

import datetime
import fnmatch
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from iacguard.model.graph import Resource
from iacguard.model.report import ERROR, NOTE, Diagnostic, Finding, Suppressed
from iacguard.model.source import Source, Span
from iacguard.model.value import Map, Seq
from iacguard.policy.rule import Rule
from iacguard.policy.selection import names

_OWN = re.compile(r"iacguard:\s*ignore\b\s*(?:\[([^\]\n]*)\])?([^\n]*)")
_OTHERS = re.compile(r"checkov:skip=([\w]+)(?::([^\n]*))?|(?:trivy|tfsec):ignore:([\w-]+)")
_OPTION = re.compile(r"\s*(until=(\S+)|reason=\"([^\"]*)\"|reason='([^']*)'|\S+)")


@dataclass(slots=True)
class Waiver:
    """One suppression: which rules, on which lines of which file, until when and why."""

    rules: tuple[str, ...]
    source: Source
    lines: tuple[int, int]
    reason: str
    until: datetime.date | None
    span: Span
    foreign: bool = False
    used: bool = False


class ConfigWaiver(NamedTuple):
    """A suppression of the config: globs over addresses and paths."""

    rules: tuple[str, ...]
    addresses: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    reason: str = ""
    until: datetime.date | None = None


class Suppressions:
    """All waivers of a scan, read once."""

    def __init__(
        self, resources: Iterable[Resource], rules: Iterable[Rule], config: Iterable[ConfigWaiver], today: datetime.date
    ) -> None:
        self.rules = {rule.id: rule for rule in rules}
        self.config = list(config)
        self.today = today
        self.diagnostics: list[Diagnostic] = []
        self.waivers: dict[str, list[Waiver]] = {}
        self.blocks: dict[str, list[tuple[int, int]]] = {}
        sources: dict[str, Source] = {}
        for resource in resources:
            span = resource.block
            sources[span.source.path] = span.source
            self._block(span)
            for call in resource.calls:
                sources[call.span.source.path] = call.span.source
            self._metadata(resource)
        for source in sources.values():
            self._comments(source)

    def _block(self, span: Span) -> None:
        lines = (span.line, span.source.position(max(span.start, span.end - 1))[0])
        self.blocks.setdefault(span.source.path, []).append(lines)

    def _comments(self, source: Source) -> None:
        if not any(word in source.text for word in ("iacguard:", "checkov:skip", ":ignore:")):
            return
        for start, end in dict.fromkeys(source.comments):
            text = source.text[start:end]
            for found in _OWN.finditer(text):
                self._own(source, start, found)
            for found in _OTHERS.finditer(text):
                rule = found.group(1) or found.group(3)
                line = source.position(start)[0]
                waiver = Waiver(
                    (rule,), source, self._reach(source, line), found.group(2) or "", None,
                    Span(source, start, end), foreign=True,
                )  # fmt: skip
                self.waivers.setdefault(source.path, []).append(waiver)

    def _own(self, source: Source, start: int, found: re.Match[str]) -> None:
        span = Span(source, start + found.start(), start + found.end())
        listed = tuple(word.strip() for word in (found.group(1) or "").split(",") if word.strip())
        if not listed:
            self._fault("this comment names no rule", span, 'write iacguard: ignore[rule-id] reason="…"')
            return
        for word in listed:
            if not any(names(rule, word) for rule in self.rules.values()):
                self._fault(f"there is no rule {word}", span, "iacguard rules lists them", NOTE)
        until, reason = self._options(found.group(2), span)
        line = source.position(span.start)[0]
        waiver = Waiver(listed, source, self._reach(source, line), reason, until, span)
        self.waivers.setdefault(source.path, []).append(waiver)

    def _options(self, text: str, span: Span) -> tuple[datetime.date | None, str]:
        until: datetime.date | None = None
        reason = ""
        for option in _OPTION.finditer(text.replace("*/", "")):
            word, date, double, single = option.groups()
            if date is not None:
                try:
                    until = datetime.date.fromisoformat(date)
                except ValueError:
                    self._fault(f"{date} is no date", span, "write until=2027-01-31")
            elif double is not None or single is not None:
                reason = double or single or ""
            elif "=" in word:
                self._fault(f"{word} means nothing here", span, 'known are until=… and reason="…"')
        return until, reason

    def _reach(self, source: Source, line: int) -> tuple[int, int]:
        """The lines that a comment covers: its own and the next; the whole block where that is a block's header."""
        alone = source.line(line).lstrip().startswith(("#", "//", "/*"))
        below = line + 1
        while alone and below < len(source.starts) and source.line(below).lstrip().startswith(("#", "//")):
            below += 1
        for first, last in self.blocks.get(source.path, ()):
            if first == line or (alone and first == below):
                return line, last
            if alone and first == line - 1:
                return first, last
        return (line, below) if alone else (line, line)

    def _metadata(self, resource: Resource) -> None:
        meta = resource.meta.data
        metadata = meta.items.get("Metadata") if isinstance(meta, Map) else None
        own = metadata.data.items.get("iacguard") if metadata is not None and isinstance(metadata.data, Map) else None
        if own is None or own.span is None or not isinstance(own.data, Map):
            return
        listed = own.data.items.get("ignore")
        items = listed.data.items if listed is not None and isinstance(listed.data, Seq) else [listed] if listed else []
        rules = tuple(str(item.data) for item in items if item is not None and isinstance(item.data, str))
        written = {name: value.data for name, value in own.data.items.items()}
        until, _ = self._options(f"until={written['until']}", own.span) if "until" in written else (None, "")
        block = resource.block
        lines = (block.line, block.source.position(max(block.start, block.end - 1))[0])
        waiver = Waiver(rules, block.source, lines, str(written.get("reason", "")), until, own.span)
        self.waivers.setdefault(block.source.path, []).append(waiver)

    def _fault(self, message: str, span: Span, cure: str, level: str = ERROR) -> None:
        self.diagnostics.append(Diagnostic(level, "suppression", message, span, cure=cure))

    def apply(self, findings: list[Finding]) -> tuple[list[Finding], list[Suppressed]]:
        """What is left, and what was waved through; expired and unused waivers become diagnostics."""
        left: list[Finding] = []
        gone: list[Suppressed] = []
        for finding in findings:
            waived = self._waived(finding)
            if waived is None:
                left.append(finding)
            else:
                gone.append(waived)
        for waiver in (w for waivers in self.waivers.values() for w in waivers):
            if waiver.until is not None and waiver.until < self.today:
                self._fault(
                    f"this suppression ended on {waiver.until}", waiver.span, "mend it or extend the date", NOTE
                )
            elif not waiver.used and not waiver.foreign:
                self._fault("this suppression suppresses nothing", waiver.span, "remove it", NOTE)
        return left, gone

    def _waived(self, finding: Finding) -> Suppressed | None:
        rule = self.rules.get(finding.rule)
        if rule is None:
            return None
        for span in (finding.span, *(related.span for related in finding.related)):
            line = span.line
            for waiver in self.waivers.get(span.source.path, ()):
                if waiver.lines[0] <= line <= waiver.lines[1] and any(names(rule, word) for word in waiver.rules):
                    if waiver.until is not None and waiver.until < self.today:
                        continue
                    waiver.used = True
                    return Suppressed(finding, waiver.reason, waiver.span)
        for entry in self.config:
            if self._configured(entry, rule, finding):
                return Suppressed(finding, entry.reason, None)
        return None

    def _configured(self, entry: ConfigWaiver, rule: Rule, finding: Finding) -> bool:
        if entry.until is not None and entry.until < self.today:
            return False
        if not any(names(rule, word) for word in entry.rules):
            return False
        if entry.paths and not any(fnmatch.fnmatch(finding.span.source.path, glob) for glob in entry.paths):
            return False
        globs = [glob.replace("[", "[[]") for glob in entry.addresses]
        return not globs or all(any(fnmatch.fnmatchcase(a, glob) for glob in globs) for a in finding.addresses)


def by_rule(rules: Iterable[Rule]) -> Mapping[str, Rule]:
    """Rules by id."""
    return {rule.id: rule for rule in rules}
