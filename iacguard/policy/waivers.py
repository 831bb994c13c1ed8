"""What waves findings through, as it is written: comments, a template's metadata, entries of the config."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import NamedTuple

from iacguard.model.graph import Resource
from iacguard.model.report import ERROR, Diagnostic
from iacguard.model.source import Source, Span
from iacguard.model.value import Map, Seq, Value

_OWN = r"iacguard:\s*ignore\b\s*(?:\[([^\]\n]*)\])?([^\n]*)"
_OTHERS = r"checkov:skip=([\w]+)(?::([^\n]*))?|(?:trivy|tfsec):ignore:([\w-]+)"
_OPTION = r"\s*(until=(\S+)|reason=\"([^\"]*)\"|reason='([^']*)'|\S+)"
_TOOLS = {
    "checkov": ("skip", "id", "comment"),
    "cdk_nag": ("rules_to_suppress", "id", "reason"),
    "cfn_nag": ("rules_to_suppress", "id", "reason"),
    "guard": ("SuppressedRules", "", ""),
}
"""Other tools' metadata: the list of what is skipped, and the keys of an entry's rule and reason."""
_SIGNS = ("iacguard:", "checkov:skip", ":ignore:")


class Waiver(NamedTuple):
    """One suppression in a file: which rules, on which lines, until when and why.

    `foreign` ones speak of another tool's ids: that they suppress nothing here says nothing about them.
    """

    rules: tuple[str, ...]
    path: str
    lines: tuple[int, int]
    reason: str
    until: datetime.date | None
    span: Span
    foreign: bool = False


class ConfigWaiver(NamedTuple):
    """A suppression of the config: globs over addresses and paths."""

    rules: tuple[str, ...]
    addresses: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    reason: str = ""
    until: datetime.date | None = None
    span: Span | None = None


Lines = tuple[int, int]


def read(resources: Iterable[Resource]) -> tuple[list[Waiver], list[Diagnostic]]:
    """Every waiver in the files of some resources, and in their metadata; and what is wrong with them."""
    reader = _Reader()
    by_source: dict[str, list[Resource]] = {}
    sources: dict[str, Source] = {}
    for resource in resources:
        for span in (resource.block, *(call.span for call in resource.calls)):
            sources.setdefault(span.source.path, span.source)
        if not resource.type.startswith("project"):  # what stands for the repository is no block of a file
            by_source.setdefault(resource.block.source.path, []).append(resource)
        reader.metadata(resource)
    for path, source in sources.items():
        if any(sign in source.text for sign in _SIGNS):
            reader.comments(source, [_lines(resource.block) for resource in by_source.get(path, ())])
    return list(dict.fromkeys(reader.waivers)), reader.diagnostics


def _lines(span: Span) -> Lines:
    return span.line, span.source.position(max(span.start, span.end - 1))[0]


def _reach(source: Source, line: int, blocks: list[Lines]) -> Lines:
    """The lines that a comment covers: its own and the next; the whole block where that is a block's header.

    The first line inside of a block is its header's, too.
    """
    alone = source.line(line).lstrip().startswith(("#", "//", "/*"))
    below = line + 1
    while alone and below < len(source.starts) and source.line(below).lstrip().startswith(("#", "//")):
        below += 1
    for first, last in blocks:
        if first == line or (alone and first == below):
            return line, last
        if alone and first == line - 1:
            return first, last
    return (line, below) if alone else (line, line)


class _Reader:
    def __init__(self) -> None:
        self.waivers: list[Waiver] = []
        self.diagnostics: list[Diagnostic] = []

    def fault(self, message: str, span: Span, cure: str) -> None:
        self.diagnostics.append(Diagnostic(ERROR, "suppression", message, span, cure=cure))

    def comments(self, source: Source, blocks: list[Lines]) -> None:
        for start, end in dict.fromkeys(source.comments):
            text = source.text[start:end]
            for found in re.finditer(_OWN, text):
                self._own(source, start, found, blocks)
            for found in re.finditer(_OTHERS, text):
                lines = _reach(source, source.position(start)[0], blocks)
                rule, why = found[1] or found[3].removeprefix("AVD-"), found[2] or ""
                span = Span(source, start, end)
                self.waivers.append(Waiver((rule,), source.path, lines, why.strip(), None, span, foreign=True))

    def _own(self, source: Source, start: int, found: re.Match[str], blocks: list[Lines]) -> None:
        span = Span(source, start + found.start(), start + found.end())
        listed = tuple(word.strip() for word in (found[1] or "").split(",") if word.strip())
        if not listed:
            self.fault("this comment names no rule", span, 'write iacguard: ignore[rule-id] reason="…"')
            return
        until, reason = self._options(found[2], span)
        lines = _reach(source, source.position(span.start)[0], blocks)
        self.waivers.append(Waiver(listed, source.path, lines, reason, until, span))

    def _options(self, text: str, span: Span) -> tuple[datetime.date | None, str]:
        until: datetime.date | None = None
        reason = ""
        for option in re.finditer(_OPTION, text.replace("*/", "")):
            word, date, double, single = option.groups()
            if date is not None:
                until = self._date(date, span)
            elif double is not None or single is not None:
                reason = double or single or ""
            elif "=" in word:
                self.fault(f"{word} means nothing here", span, 'known are until=… and reason="…"')
        return until, reason

    def _date(self, text: str, span: Span) -> datetime.date | None:
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            self.fault(f"{text} is not a date", span, "write until=2027-01-31")
            return None

    def metadata(self, resource: Resource) -> None:
        """What the metadata of a resource waives: ours, and in the words of checkov, cdk-nag, cfn_nag and Guard."""
        metadata = _map(resource.meta.data.items.get("Metadata") if isinstance(resource.meta.data, Map) else None)
        own = metadata.get("iacguard")
        if own is not None and own.span is not None:
            self._of_ours(resource, own, own.span)
        for tool, (listed, id, why) in _TOOLS.items():
            for skipped in _list(_map(metadata.get(tool)).get(listed)):
                entry = _map(skipped)
                rule = entry[id].data if id in entry else skipped.data if tool == "guard" else None
                if isinstance(rule, str) and skipped.span is not None:
                    reason = entry[why].data if why in entry else ""
                    names = (rule, rule.lower().replace("_", "-")) if tool == "guard" else (rule,)
                    self._whole(resource, names, str(reason or ""), None, skipped.span, foreign=True)

    def _of_ours(self, resource: Resource, own: Value, span: Span) -> None:
        """`iacguard: {ignore: [rule-id], reason, until}`; an entry may be `{rule, reason, until}`."""
        written = _map(own)
        entries = _list(written.get("ignore"))
        rules = tuple(item.data for item in entries if isinstance(item.data, str))
        named = [(rules, written)] if rules else []
        named += [((e["rule"].data,), {**written, **e}) for e in map(_map, entries) if "rule" in e]
        if not named or not all(isinstance(word, str) for words, _ in named for word in words):
            self.fault("this metadata names no rule", span, "write iacguard: {ignore: [rule-id], reason: …}")
            return
        for words, about in named:
            until = self._date(str(about["until"].data), span) if "until" in about else None
            reason = about["reason"].data if "reason" in about else ""
            self._whole(resource, words, str(reason or ""), until, span)

    def _whole(
        self, resource: Resource, rules: tuple[str, ...], reason: str, until: datetime.date | None, span: Span,
        foreign: bool = False,
    ) -> None:  # fmt: skip
        block = resource.block
        self.waivers.append(Waiver(rules, block.source.path, _lines(block), reason, until, span, foreign))


def _map(value: Value | None) -> dict[str, Value]:
    return dict(value.data.items) if value is not None and isinstance(value.data, Map) else {}


def _list(value: Value | None) -> list[Value]:
    if value is None or value.data is None:
        return []
    return list(value.data.items) if isinstance(value.data, Seq) else [value]
