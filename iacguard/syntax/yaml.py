"""YAML to Values with spans, straight from libyaml's events.

Tags are kept: a node with a local tag (`!Ref`) becomes a Map with the one key that the `tags` callback names, so the
short and the long form of an intrinsic are the same thing to whoever reads on. Without a callback a tag is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from iacguard.model.report import ERROR, NOTE, Diagnostic
from iacguard.model.source import Source, Span
from iacguard.model.value import Map, Seq, Value

MAX_DEPTH = 200
MAX_NODES = 250_000
"""Nodes after expansion of aliases; beyond it a file is refused, which ends alias bombs."""

TagName = Callable[[str], str]
"""From a tag without its `!` to the key that stands for it."""

_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z").match
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?\Z").match
_BOOL = {
    word: truth
    for words, truth in ((("yes", "true", "on"), True), (("no", "false", "off"), False))
    for plain in words
    for word in (plain, plain.title(), plain.upper())
}
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.M)


class _BrokenError(Exception):
    def __init__(self, message: str, start: int, cure: str = "") -> None:
        super().__init__(message)
        self.start = start
        self.cure = cure


def load(source: Source, tags: TagName | None = None, last_wins: bool = False) -> tuple[Value | None, list[Diagnostic]]:
    """The first document of a text, and what is wrong with it; None if unreadable. Fills `source.comments`.

    A key that occurs twice is an error and the first one stays; with `last_wins` it is a note and the last one stays.
    """
    from yaml import YAMLError

    reader = _Reader(source, tags, last_wins)
    try:
        value = reader.document()
    except _BrokenError as fault:
        reader.report(str(fault), fault.start, fault.cure)
        return None, reader.diagnostics
    except (YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        message = getattr(error, "problem", None) or str(error).split("\n")[0]
        reader.report(f"no YAML: {message}", mark.index if mark else 0, "")
        return None, reader.diagnostics
    return value, reader.diagnostics


class _Reader:
    def __init__(self, source: Source, tags: TagName | None, last_wins: bool) -> None:
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self.source = source
        self.tags = tags
        self.last_wins = last_wins
        self.next = loader(source.text).get_event
        self.events = yaml.events
        self.collections = (yaml.events.MappingStartEvent, yaml.events.SequenceStartEvent)
        self.anchors: dict[str, tuple[Value, int]] = {}
        self.nodes = 0
        self.depth = 0
        self.covered: list[tuple[int, int]] = []
        self.reached = 0
        self.diagnostics: list[Diagnostic] = []

    def report(self, message: str, start: int, cure: str, level: str = ERROR) -> None:
        end = len(self.source.text)
        span = Span(self.source, min(start, end), min(start + 1, end))
        self.diagnostics.append(Diagnostic(level, "syntax", message, span, cure=cure))

    def document(self) -> Value | None:
        self.next()
        event = self.next()
        if isinstance(event, self.events.StreamEndEvent):
            self._comments()
            return None
        value = self.node(self.next())
        self.next()
        self._further(self.next())
        self._comments()
        return value

    def _further(self, event: Any) -> None:
        """Say that a second document begins, unless nothing is in it: whoever reads on sees the first alone."""
        if isinstance(event, self.events.StreamEndEvent):
            return
        first = self.next()
        if not (isinstance(first, self.events.ScalarEvent) and first.implicit[0] and not first.value):
            cure = "put each document in a file of its own"
            self.report("another document begins here: only the first is read", _at(event), cure)

    def node(self, event: Any) -> Value:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _BrokenError(f"more than {MAX_NODES} nodes once aliases are expanded", event.start_mark.index)
        events = self.events
        kind = type(event)
        if kind is events.ScalarEvent:
            value = self._scalar(event)
        elif kind is events.AliasEvent:
            return self._alias(event)
        else:
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise _BrokenError(f"nested more than {MAX_DEPTH} deep", event.start_mark.index)
            before = self.nodes
            value = self._mapping(event) if kind is events.MappingStartEvent else self._sequence(event)
            self.depth -= 1
            value = self._tagged(event, value)
            if event.anchor:
                self.anchors[event.anchor] = (value, self.nodes - before + 1)
            return value
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)
        return value

    def _alias(self, event: Any) -> Value:
        known = self.anchors.get(event.anchor)
        if known is None:
            raise _BrokenError(f"there is no anchor {event.anchor}", event.start_mark.index)
        value, size = known
        self.nodes += size
        if self.nodes > MAX_NODES:
            raise _BrokenError(f"more than {MAX_NODES} nodes once aliases are expanded", event.start_mark.index)
        span = self._span(event)
        self.reached = span.end
        return value.used_at(span)

    def _span(self, event: Any) -> Span:
        return Span(self.source, event.start_mark.index, event.end_mark.index)

    def _whole(self, first: Any, last: Any) -> Span:
        """The place of a collection: a block ends with what is last in it, where libyaml says that the next begins."""
        if first.flow_style:
            self.reached = last.end_mark.index
        return Span(self.source, first.start_mark.index, self.reached)

    def _cover(self, span: Span) -> None:
        """Note where a scalar is; the blank lines below a block scalar are not of what it is last in."""
        self.covered.append((span.start, span.end))
        text, end = self.source.text, span.end
        while end > span.start and text[end - 1].isspace():
            end -= 1
        self.reached = end

    def _scalar(self, event: Any) -> Value:
        span = self._span(event)
        self._cover(span)
        text: str = event.value
        tag = event.tag
        if tag is not None and tag.startswith("!") and len(tag) > 1:
            return self._tagged(event, Value(text, span))
        if tag is not None and tag.startswith("tag:yaml.org,2002:"):
            return Value(_explicit(tag[18:], text), span)
        return Value(_plain(text) if event.implicit[0] else text, span)

    def _tagged(self, event: Any, value: Value) -> Value:
        tag = event.tag
        if tag is None or not tag.startswith("!") or tag == "!":
            return value
        if self.tags is None:
            raise _BrokenError(f"the tag {tag} means nothing here", event.start_mark.index, "remove it")
        name = self.tags(tag[1:])
        at = event.start_mark.index
        return Value(Map({name: value}, None, {name: Span(self.source, at, at + len(tag))}), value.span)

    def _mapping(self, event: Any) -> Value:
        items: dict[str, Value] = {}
        keys: dict[str, Span] = {}
        merged: list[Value] = []
        while not isinstance(key := self.next(), self.events.MappingEndEvent):
            if type(key) is not self.events.ScalarEvent:
                self.node(key)
                self.report("a key must be a plain text", _at(key), "write the key as text")
                self.node(self.next())
                continue
            name: str = key.value
            self._cover(self._span(key))
            following = self.next()
            value = self.node(following)
            if type(following) in self.collections and _is_below(key, following):
                _with_key(key, value)
            if name == "<<" and key.implicit[0]:
                merged.append(value)
                continue
            if name in items:
                level = NOTE if self.last_wins else ERROR
                self.report(f"{name} occurs twice in this mapping", _at(key), "remove one of the two", level)
            if self.last_wins or name not in items:
                items[name] = value
                keys[name] = self._span(key)
        for value in merged:
            self._merge(items, keys, value)
        return Value(Map(items, None, keys), self._whole(event, key))

    def _merge(self, items: dict[str, Value], keys: dict[str, Span], value: Value) -> None:
        for one in value.data.items if isinstance(value.data, Seq) else (value,):
            if isinstance(one.data, Map):
                for name, inner in one.data.items.items():
                    if name not in items:
                        items[name] = inner
                        if one.data.keys and name in one.data.keys:
                            keys[name] = one.data.keys[name]

    def _sequence(self, event: Any) -> Value:
        items: list[Value] = []
        while not isinstance(item := self.next(), self.events.SequenceEndEvent):
            items.append(self.node(item))
        return Value(Seq(items), self._whole(event, item))

    def _comments(self) -> None:
        """Comments are what looks like one and lies in no scalar: libyaml drops them."""
        if "#" not in self.source.text:
            return
        covered = sorted(self.covered)
        at = 0
        for found in _COMMENT.finditer(self.source.text):
            while at < len(covered) and covered[at][1] <= found.start():
                at += 1
            if at == len(covered) or covered[at][0] > found.start():
                self.source.comments.append((found.start(), found.end()))


def _plain(text: str) -> Any:
    """A plain scalar as YAML 1.1 reads it, dates and base-60 numbers excepted: those stay text."""
    first = text[:1]
    if first and first in "0123456789-+.":
        if _INT(text) and len(text) < 300:
            return int(text)
        if _FLOAT(text):
            return float(text)
        return text
    if text in _BOOL:
        return _BOOL[text]
    return None if text in _NULL else text


def _explicit(tag: str, text: str) -> Any:
    if tag == "str":
        return text
    return _plain(text)


def _with_key(key: Any, value: Value) -> None:
    """A block that begins below its key has its key's line as header: what is missing in it is missing there."""
    span = value.span
    if span is not None:
        value.span = Span(span.source, key.start_mark.index, span.end)


def _is_below(key: Any, value: Any) -> bool:
    below: bool = value.start_mark.line > key.start_mark.line
    return below


def _at(event: Any) -> int:
    index: int = event.start_mark.index
    return index
