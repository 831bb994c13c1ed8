"""JSON to Values with spans; also JSON that stands inside a text, and JSON with unknown parts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from iacguard.model.report import ERROR, NOTE, Diagnostic
from iacguard.model.source import Source, Span
from iacguard.model.value import Map, Seq, Unknown, Value, pieces
from iacguard.syntax.places import NOWHERE, Placed, Places, places_of

MAX_DEPTH = 200

_BLANK = re.compile(r"[ \t\r\n]*").match
_STRING = re.compile(r'"((?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*)"').match
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?").match
_WORDS = {"true": True, "false": False, "null": None}
_PIECES = re.compile("([\ue000-\uf8ff])").split
_HOLE = re.compile("[\ue000-\uf8ff]").sub
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
    reader = _Reader(source, source.text)
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
    return _decode(text, value, places_of(text, value.span))


Weave = Callable[[Sequence[Value], "Span | None"], Value]
"""How a language makes one text of parts side by side."""


def paired(text: str) -> str:
    """A decoded text with the replacement character for each half of a surrogate pair that stands alone, as Go has it.

    Such halves are no characters: no file and no terminal takes them.
    """
    return text if text.isascii() else re.sub("[\ud800-\udfff]", "\ufffd", text)


def decode_parts(parts: Sequence[str | Value], value: Value, weave: Weave | None = None) -> Value | None:
    """The structure of a text made of literals and unknown parts, if it is JSON whatever the unknown parts are.

    A part that stands inside a string makes that string what `weave` makes of it, else Unknown (with the text before
    it as prefix); one where a value may stand is that value. Literals that are `Placed` keep their places.
    """
    holes: list[Value] = []
    runs: list[tuple[int, int]] = []
    source: Source | None = None
    text = ""
    for part in parts:
        if isinstance(part, Placed):
            runs += [(len(text) + ours, theirs) for ours, theirs in part.runs]
            source = part.source
            text += part
        elif isinstance(part, str):
            runs.append((len(text), NOWHERE))
            text += part
        else:
            runs.append((len(text), NOWHERE))
            text += chr(0xE000 + len(holes))
            holes.append(part)
            if len(holes) > 1000:
                return None
    if text.lstrip()[:1] not in ("{", "[") or any(_HOLE("", part) != part for part in parts if isinstance(part, str)):
        return None
    places = Places(source, runs, value.span) if source is not None else None
    return _decode(text, value, places or (None if holes else places_of(text, value.span)), holes, weave)


def _decode(
    text: str, value: Value, places: Places | None, holes: Sequence[Value] = (), weave: Weave | None = None
) -> Value | None:
    reader = _Reader(Source("", text), text, places, value.span, holes, weave)
    try:
        return reader.document()
    except _BrokenError:
        return None


class _Reader:
    """One pass over a text: a whole file, or one with `places` in a file; without those every span is `outer`."""

    def __init__(
        self,
        source: Source,
        text: str,
        places: Places | None = None,
        outer: Span | None = None,
        holes: Sequence[Value] = (),
        weave: Weave | None = None,
    ) -> None:
        self.source = source
        self.text = text
        self.whole = source.path != ""
        self.places = places
        self.outer = outer
        self.holes = holes
        self.weave = weave
        self.diagnostics: list[Diagnostic] = []

    def report(self, message: str, start: int, cure: str = "", level: str = ERROR) -> None:
        end = len(self.text)
        span = self.span(min(start, end), min(start + 1, end))
        self.diagnostics.append(Diagnostic(level, "syntax", message, span, cure=cure))

    def span(self, start: int, end: int) -> Span | None:
        if self.whole:
            return Span(self.source, start, end)
        return self.places.span(start, end) if self.places is not None else self.outer

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
            return self._put_in(self.holes[ord(first) - 0xE000], self.span(at, at + 1)), at + 1
        what = "the end of the text" if not first else repr(first)
        raise _BrokenError(f"expected a value, found {what}", at, "JSON takes no comments and no trailing commas")

    def string(self, at: int) -> tuple[Value, int]:
        inner, end = self._raw(at)
        return self._mended(inner, self.span(at, end)), end

    def _raw(self, at: int) -> tuple[str, int]:
        """A string with its escapes undone and its holes still in it, and where it ends."""
        found = _STRING(self.text, at)
        if found is None:
            why = "this string is never closed, or holds a control character"
            raise _BrokenError(why, at, 'add the missing "')
        inner: str = found.group(1)
        return paired(json.loads(found.group())) if "\\" in inner else inner, found.end()

    def _mended(self, text: str, span: Span | None) -> Value:
        """A string with the unknown parts that stand in it."""
        if not self.holes or not any("\ue000" <= c <= "\uf8ff" for c in text):
            return Value(text, span)
        inside = [self.holes[ord(c) - 0xE000] for c in text if "\ue000" <= c <= "\uf8ff"]
        refs = tuple(reference for part in inside for reference in part.refs)
        if len(text) == 1:
            return self._put_in(inside[0], span)
        if self.weave is not None:
            return self.weave([self._part(piece, span) for piece in _PIECES(text) if piece], span)
        prefix, tail = pieces(self._part(piece, span).data for piece in _PIECES(text))
        why = inside[0].data.why if isinstance(inside[0].data, Unknown) else "a part of it is not known"
        marks = frozenset[str]().union(*(part.marks for part in inside))
        return Value(Unknown(why, None, "string", True, prefix, tail=tail), span, refs, marks=marks)

    def _put_in(self, value: Value, span: Span | None) -> Value:
        """What stands in a hole: at its place in the text where that is known, else at its own."""
        at = span if self.places is not None and span is not self.outer else value.span or span
        return Value(value.data, at, value.refs, value.origin, value.marks, value.decoded)

    def _part(self, piece: str, span: Span | None) -> Value:
        return self.holes[ord(piece) - 0xE000] if "\ue000" <= piece <= "\uf8ff" else Value(piece, span)

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
            name, after = self._raw(at)
            key = self.span(at, after)
            if self.holes:
                name = _HOLE("*", name)
            after = _BLANK(self.text, after).end()  # type: ignore[union-attr]
            if self.text[after : after + 1] != ":":
                raise _BrokenError(f"expected : after the key {name}", after)
            value, after = self.value(after + 1, depth)
            if name in items:
                self.report(f"{name} occurs twice in this object", at, "remove one of the two", NOTE)
            items[name] = value
            keys[name] = key
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
