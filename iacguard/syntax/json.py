"""JSON to Values with spans; also JSON that stands inside a text, and JSON with unknown parts."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from iacguard.model.report import ERROR, NOTE, Diagnostic
from iacguard.model.source import Source, Span
from iacguard.model.value import Map, Seq, Unknown, Value

MAX_DEPTH = 200

_BLANK = re.compile(r"[ \t\r\n]*").match
_STRING = re.compile(r'"((?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*)"').match
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?").match
_WORDS = {"true": True, "false": False, "null": None}
_WORD = re.compile(r"true|false|null").match


class _BrokenError(Exception):
    def __init__(self, message: str, start: int, cure: str = "") -> None:
        super().__init__(message)
        self.start = start
        self.cure = cure


def load(source: Source) -> tuple[Value | None, list[Diagnostic]]:
    """A whole text as JSON, and what is wrong with it; None where it cannot be read.

    A key that occurs twice is a note, and the last one stays, as with everybody who reads JSON.
    """
    reader = _Reader(source, source.text, 0)
    try:
        return reader.document(), reader.diagnostics
    except _BrokenError as fault:
        reader.report(str(fault), fault.start, fault.cure)
        return None, reader.diagnostics


def decode_text(value: Value) -> Value | None:
    """The structure of a text that holds JSON, with spans inside the text where it stands as such in the source.

    None where it is no JSON object or list.
    """
    if value.decoded is not None:
        return value.decoded
    text = value.data
    if not isinstance(text, str) or text.lstrip()[:1] not in ("{", "["):
        return None
    return _decode(text, value, [])


def decode_parts(parts: Sequence[str | Value], value: Value) -> Value | None:
    """The structure of a text made of literals and unknown parts, if it is JSON whatever the unknown parts are.

    A part that stands inside a string makes that string Unknown (with the text before it as prefix); one where a
    value may stand is that value.
    """
    holes: list[Value] = []
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
        else:
            text += chr(0xE000 + len(holes))
            holes.append(part)
            if len(holes) > 1000:
                return None
    if text.lstrip()[:1] not in ("{", "["):
        return None
    return _decode(text, value, holes)


def _decode(text: str, value: Value, holes: list[Value]) -> Value | None:
    span = value.span
    base = span.source.text.find(text, span.start, span.end) if span is not None and not holes else -1
    reader = _Reader(span.source if span else Source("", text), text, base, span, holes)
    try:
        return reader.document()
    except _BrokenError:
        return None


class _Reader:
    """One pass; `base` is the offset of the text in the source, or -1 where every span is `span`."""

    def __init__(
        self, source: Source, text: str, base: int, span: Span | None = None, holes: Sequence[Value] = ()
    ) -> None:
        self.source = source
        self.text = text
        self.base = base
        self.outer = span
        self.holes = holes
        self.diagnostics: list[Diagnostic] = []

    def report(self, message: str, start: int, cure: str = "", level: str = ERROR) -> None:
        end = len(self.text)
        span = self.span(min(start, end), min(start + 1, end))
        self.diagnostics.append(Diagnostic(level, "syntax", message, span, cure=cure))

    def span(self, start: int, end: int) -> Span | None:
        return Span(self.source, self.base + start, self.base + end) if self.base >= 0 else self.outer

    def document(self) -> Value:
        value, at = self.value(0, 0)
        at = _BLANK(self.text, at).end()  # type: ignore[union-attr]
        if at < len(self.text):
            raise _BrokenError("something follows the end of the document", at)
        return value

    def value(self, at: int, depth: int) -> tuple[Value, int]:
        text = self.text
        at = _BLANK(text, at).end()  # type: ignore[union-attr]
        first = text[at : at + 1]
        if first == '"':
            return self.string(at)
        if first in ("{", "["):
            if depth >= MAX_DEPTH:
                raise _BrokenError(f"nested more than {MAX_DEPTH} deep", at)
            return self.object(at, depth + 1) if first == "{" else self.array(at, depth + 1)
        found = _NUMBER(text, at)
        if found:
            return Value(_number(found), self.span(at, found.end())), found.end()
        found = _WORD(text, at)
        if found:
            return Value(_WORDS[found.group()], self.span(at, found.end())), found.end()
        if self.holes and "\ue000" <= first <= "\uf8ff":
            return self.holes[ord(first) - 0xE000], at + 1
        what = "the end of the text" if not first else repr(first)
        raise _BrokenError(f"expected a value, found {what}", at, "JSON takes no comments and no trailing commas")

    def string(self, at: int) -> tuple[Value, int]:
        found = _STRING(self.text, at)
        if found is None:
            why = "this string is never closed, or holds a control character"
            raise _BrokenError(why, at, 'add the missing "')
        inner = found.group(1)
        if "\\" in inner:
            inner = json.loads(found.group())
        return self._mended(inner, self.span(at, found.end())), found.end()

    def _mended(self, text: str, span: Span | None) -> Value:
        """A string with the unknown parts that stand in it."""
        if not self.holes or not any("\ue000" <= c <= "\uf8ff" for c in text):
            return Value(text, span)
        inside = [self.holes[ord(c) - 0xE000] for c in text if "\ue000" <= c <= "\uf8ff"]
        refs = tuple(reference for part in inside for reference in part.refs)
        if len(text) == 1:
            return Value(inside[0].data, inside[0].span or span, refs, inside[0].origin, inside[0].marks)
        prefix = re.split("[\ue000-\uf8ff]", text, maxsplit=1)[0]
        why = inside[0].data.why if isinstance(inside[0].data, Unknown) else "a part of it is not known"
        marks = frozenset[str]().union(*(part.marks for part in inside))
        return Value(Unknown(why, None, "string", True, prefix), span, refs, marks=marks)

    def object(self, at: int, depth: int) -> tuple[Value, int]:
        start, at = at, at + 1
        items: dict[str, Value] = {}
        keys: dict[str, Any] = {}
        while True:
            at = _BLANK(self.text, at).end()  # type: ignore[union-attr]
            mark = self.text[at : at + 1]
            if mark == "}" and not items:
                break
            if mark != '"':
                self._closed(mark, "object", start)
                why = f"expected a key in quotes, found {mark!r}"
                raise _BrokenError(why, at, "JSON takes no trailing commas")
            key, after = self.string(at)
            name = key.data if isinstance(key.data, str) else "?"
            after = _BLANK(self.text, after).end()  # type: ignore[union-attr]
            if self.text[after : after + 1] != ":":
                raise _BrokenError(f"expected : after the key {name}", after)
            value, after = self.value(after + 1, depth)
            if name in items:
                self.report(f"{name} occurs twice in this object", at, "remove one of the two", NOTE)
            items[name] = value
            keys[name] = key.span
            at = _BLANK(self.text, after).end()  # type: ignore[union-attr]
            mark = self.text[at : at + 1]
            if mark == "}":
                break
            if mark != ",":
                self._closed(mark, "object", start)
                raise _BrokenError(f"expected , or }}, found {mark!r}", at)
            at += 1
        return Value(Map(items, None, keys), self.span(start, at + 1)), at + 1

    def array(self, at: int, depth: int) -> tuple[Value, int]:
        start, at = at, at + 1
        items: list[Value] = []
        at = _BLANK(self.text, at).end()  # type: ignore[union-attr]
        if self.text[at : at + 1] == "]":
            return Value(Seq(items), self.span(start, at + 1)), at + 1
        while True:
            value, at = self.value(at, depth)
            items.append(value)
            at = _BLANK(self.text, at).end()  # type: ignore[union-attr]
            mark = self.text[at : at + 1]
            if mark == "]":
                return Value(Seq(items), self.span(start, at + 1)), at + 1
            if mark != ",":
                self._closed(mark, "list", start)
                raise _BrokenError(f"expected , or ], found {mark!r}", at)
            at += 1

    def _closed(self, mark: str, what: str, start: int) -> None:
        if not mark:
            raise _BrokenError(f"this {what} is never closed", start, "add the missing bracket")


def _number(found: re.Match[str]) -> int | float:
    if found.group(1) or found.group(2):
        return float(found.group())
    return int(found.group()) if len(found.group()) < 300 else float("inf")
