"""From a native value to what a rule sees: the kind of the attribute decides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from iacguard.model.value import Error, Map, Seq, Unknown, Value
from iacguard.model.world import World, force

_WHOLE = re.compile(r"-?\d{1,300}\Z").match
_BOOLS = {"true": True, "false": False}


def scalar(kind: str, value: Value) -> Value:
    """A value of one of the scalar kinds; Error where the text cannot be one. Unknown and null pass."""
    data = value.data
    made = data
    if isinstance(data, Decimal):
        made = float(data)
    elif kind == "bool" and isinstance(data, str):
        made = _BOOLS.get(data.lower(), Error(f"{data!r} is neither true nor false"))
    elif kind in ("int", "num") and isinstance(data, str):
        made = int(data) if _WHOLE(data) else _float(data)
    elif kind == "str" and isinstance(data, bool):
        made = "true" if data else "false"
    elif kind == "str" and isinstance(data, (int, float)):
        made = str(data)
    if made is data:
        return value
    return value.holding(made, value.decoded)


_SCALARS = {"str": "string", "int": "number", "num": "number", "bool": "bool"}
_OBJECTS = ("map", "object")
_LISTS = ("list", "set", "tuple")


def unknown(kind: str, value: Value) -> Value:
    """An unknown value as the kind of its attribute: what is known of it is kept as far as the kind cannot change it.

    Where an empty text counts as not set, an input that is not null is taken to be not empty either.
    """
    data = value.data
    not_null = data.not_null
    if kind == "list" and data.type not in (None, *_LISTS):
        return Value(Seq([value]), value.span, value.refs) if not_null else _anew(value, None, False)
    if kind in _SCALARS:
        kept = data.type == _SCALARS[kind]
        return value if kept else _anew(value, _SCALARS[kind], not_null)
    if kind == "blocks":
        return _anew(value, "list", True)
    if kind == "list":
        return value if data.type in _LISTS else _anew(value, "list", not_null)
    if kind in ("block", "json", "tags"):
        return (
            value
            if data.type in _OBJECTS
            else _anew(value, "map" if kind == "tags" else None, kind == "tags" and not_null)
        )
    return value


def _anew(value: Value, type: str | None, not_null: bool) -> Value:
    """An unknown of another type. It is the same one wherever it is read as this type, and only there."""
    data = value.data
    symbol = (data.symbol, "as", type) if data.symbol is not None else None
    made = Unknown(data.why, symbol, type, not_null, pending=data.pending)
    return value.holding(made, value.decoded)


def _float(text: str) -> float | Error:
    try:
        return float(text)
    except ValueError:
        return Error(f"{text!r} is not a number")


def as_list(value: Value) -> Value:
    """A list; a scalar where a list may stand is a list of one, if its type is known."""
    data = value.data
    if isinstance(data, Seq) or data is None or isinstance(data, Error):
        return value
    if isinstance(data, Unknown) and data.type in (None, "list", "set", "tuple"):
        return value
    return Value(Seq([value]), value.span, value.refs)


def as_structure(value: Value) -> Value:
    """What a JSON text says, or the object that stands in its place."""
    if isinstance(value.data, (Map, Seq)):
        return value
    from iacguard.syntax.json import decode_text

    decoded = decode_text(value)
    if decoded is not None:
        nowhere = decoded.span is None or not decoded.span.source.path
        return Value(decoded.data, value.span if nowhere else decoded.span, decoded.refs, value, value.marks)
    if isinstance(value.data, str):
        return Value(Error("this text is not JSON"), value.span)
    return value


def as_tags(value: Value, world: World) -> Value:
    """Tags as a map, whichever way they are spelled."""
    data = value.data
    if not isinstance(data, Seq):
        return value
    items: dict[str, Value] = {}
    rest = data.rest
    for entry in data.items:
        rest = _tag(force(entry, world), items, world) or rest
    for possible in data.maybe:
        why = possible.why.data
        rest = rest or (why if isinstance(why, Unknown) else Unknown("a tag that may be there"))
    return Value(Map(items, rest), value.span, value.refs)


_KEYS = ("Key", "key", "Name", "name")
"""What the name of a tag, or of a dimension of an alarm, is called."""


def _tag(entry: Value, items: dict[str, Value], world: World) -> Unknown | None:
    data = entry.data
    if isinstance(data, Unknown):
        return data
    if not isinstance(data, Map):
        return None
    key = next((data.items[name] for name in _KEYS if name in data.items), None)
    if key is None:
        return data.rest
    key = force(key, world)
    if isinstance(key.data, Unknown):
        return key.data
    written = data.items.get("Value") or data.items.get("value") or Value("", entry.span)
    items[str(key.data)] = written
    return None


def renamed(values: Mapping[str, str], value: Value) -> Value:
    """A native word by its common name."""
    if isinstance(value.data, str) and value.data in values:
        return value.holding(values[value.data])
    return value
