"""Texts that stand in a resource, for rules that read them: names, scripts, environments."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from iacguard.model.source import Span
from iacguard.model.value import Choice, Map, Seq, Value
from iacguard.model.world import endings
from iacguard.syntax.json import decode_text

_BASE64 = re.compile(r"[A-Za-z0-9+/\s]{24,}={0,2}\s*\Z").match
_DEFAULT = re.compile(r"\s*\"?[dD]efault\"?\s*[=:]").match


def texts(value: Value, name: str = "") -> Iterator[tuple[str, Value]]:
    """Every known text in a value with the name that it stands under, options of choices included.

    The name is the key of the innermost object; in a list of {name, value} pairs, what the pair says. Of a text that
    holds JSON the texts in it, whatever else in it is not known.
    """
    data = value.data
    structure = decode_text(value) if value.decoded is not None or isinstance(data, str) else None
    if structure is not None and isinstance(structure.data, (Map, Seq)):
        yield from texts(structure, name)
        return
    if isinstance(data, Map):
        pair = data.items.get("Name") or data.items.get("name")
        for key, inner in data.items.items():
            named = pair is not None and isinstance(pair.data, str) and key in ("Value", "value")
            yield from texts(inner, str(pair.data) if named and pair is not None else key)
    elif isinstance(data, Seq):
        for inner in (*data.items, *(possible.value for possible in data.maybe)):
            yield from texts(inner, name)
    elif isinstance(data, Choice):
        for inner in endings(value):
            yield from texts(inner, name)
    elif isinstance(data, str):
        yield name, value


def readable(text: str) -> str:
    """A text, or what it says in base64."""
    if not _BASE64(text):
        return text
    try:
        return base64.b64decode(text).decode("utf-8")
    except (binascii.Error, ValueError):
        return text


def standing(value: Value, part: str) -> Value:
    """A part of a text of several lines at the place where it stands; the text itself where that is not known."""
    span = value.span
    if span is None or "\n" not in span.text:
        return value
    at = span.source.text.find(part, span.start, span.end)
    if at < 0:
        return value
    return Value(value.data, Span(span.source, at, at + len(part)), value.refs, value, value.marks)


def is_default(value: Value) -> bool:
    """Whether a value comes from the default of an input."""
    while value.origin is not None:
        value = value.origin
    span = value.span
    return span is not None and _DEFAULT(span.source.line(span.line)) is not None
