"""Attributes and elements of evaluated values. Nothing here sees a Choice on top."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import Any

from iacguard.formats.terraform.instances import asked
from iacguard.formats.terraform.values.conversion import to_number, to_string
from iacguard.formats.terraform.values.types import (
    ANY,
    BOOL,
    NUMBER,
    STRING,
    MapOf,
    SetOf,
    Type,
    placed,
    type_of_unknown,
)
from iacguard.model.combine import Input, first_error, made
from iacguard.model.value import Choice, Error, Map, Seq, Unknown, Value

_PRIMITIVES = (STRING, NUMBER, BOOL)


def attribute(value: Value, name: str, span: Any) -> Value:
    """`value.name`."""
    data = value.data
    if isinstance(data, Map):
        found = data.items.get(name)
        if found is not None:
            return _part(found, value, span)
        if data.rest is None:
            return made(Error(f"there is no attribute {name}"), span, (value,))
        one = getattr(data, "one", None)
        return made(below(data.rest, name), span, (value,)) if one is None else asked(one, name).used_at(span)
    if isinstance(data, Unknown):
        return made(_attribute_of_unknown(data, name), span, (value,))
    if isinstance(data, Error):
        return made(data, span, (value,))
    if data is None:
        return made(Error(f"null has no attribute {name}"), span, (value,))
    return made(Error(f"there is no attribute {name} in this value"), span, (value,))


def _part(found: Value, whole: Value, span: Any) -> Value:
    """A part used at another place: the marks of the whole go with it, and its references where it has none."""
    refs = found.refs or whole.refs
    marks = found.marks | whole.marks if whole.marks else found.marks
    return placed(found, span, refs, found, marks)


def below(data: Unknown, name: str, type: Type = ANY) -> Unknown:
    """A part of something unknown: unknown for the same reason, and the same part whenever it is asked."""
    symbol = data.symbol
    if symbol is not None:
        symbol = builtins.type(symbol)(f"{symbol}.{name}") if isinstance(symbol, str) else (symbol, name)
    return Unknown(data.why, symbol, None if type == "any" else type)


def _attribute_of_unknown(data: Unknown, name: str) -> Unknown | Error:
    type = type_of_unknown(data)
    if type == "object":
        inner = type.attributes.get(name)
        return below(data, name, inner) if inner is not None else Error(f"there is no attribute {name}")
    if type == "map":
        return below(data, name, type.inner)
    return below(data, name) if type == "any" else Error(f"there is no attribute {name} in this value")


def index(value: Value, key: Value, span: Any) -> Value:
    """`value[key]`."""
    pair = (value, key)
    error = first_error(pair)
    if error is not None:
        return made(error, span, pair)
    data, at = value.data, key.data
    if data is None or at is None:
        return made(Error("null has no elements" if data is None else "an index cannot be null"), span, pair)
    if isinstance(data, Map):
        return _named(value, data, to_string(key), span, pair)
    if isinstance(data, SetOf):
        return made(Error("a set has no order: its elements have no index"), span, pair)
    if isinstance(data, Seq):
        return _element(value, data, to_number(key), span, pair)
    if isinstance(data, Unknown):
        return made(_index_of_unknown(data, key), span, pair)
    return made(Error("this value has no elements"), span, pair)


def _named(value: Value, data: Map, name: Value, span: Any, pair: Sequence[Value]) -> Value:
    """`value[name]`; which attribute of an object is read is no secret to Terraform, nor is what it holds."""
    if isinstance(name.data, Unknown):
        found = _index_by_input(data, name.data, span)
        inner = getattr(data, "inner", None)
        return made(found or Unknown(name.data.why, None, inner), span, pair)
    if isinstance(name.data, Error):
        return made(name.data, span, pair)
    found_ = attribute(value, name.data, span)
    if isinstance(found_.data, Error):
        return made(Error(f"there is no key {name.data!r}"), span, pair)
    return found_.marked(pair[1].marks) if isinstance(data, MapOf) else found_


def _element(value: Value, data: Seq, key: Value, span: Any, pair: Sequence[Value]) -> Value:
    at = key.data
    if isinstance(at, Error):
        return made(at, span, pair)
    if isinstance(at, Unknown):
        return made(Unknown(at.why, None, getattr(data, "inner", None)), span, pair)
    if not isinstance(at, int) or at < 0:
        return made(Error("an index is a whole number from 0 up"), span, pair)
    if data.maybe or data.rest is not None:
        one = getattr(data, "one", None)
        why = Unknown(data.rest.why if data.rest is not None else "its position depends on an input")
        return made(why, span, pair) if one is None else asked(one, str(at)).used_at(span)
    if at < len(data.items):
        return _part(data.items[at], value, span).marked(pair[1].marks)
    return made(Error(f"there is no element {at}; there are {len(data.items)}"), span, pair)


def _index_of_unknown(data: Unknown, key: Value) -> Unknown | Error:
    type = type_of_unknown(data)
    if type == "object" or type == "map":
        name = to_string(key)
        if isinstance(name.data, Error):
            return name.data
        if isinstance(name.data, Unknown):
            return Unknown(data.why, None, None if type == "object" else type.inner)
        return _attribute_of_unknown(data, name.data)
    if type == "list" or type == "tuple":
        at = to_number(key)
        if isinstance(at.data, Error):
            return at.data
        return _element_of_unknown(data, type, at.data)
    if type == "any":
        return Unknown(data.why) if isinstance(key.data, Unknown) else below(data, str(to_string(key).data))
    return Error("a set has no order: its elements have no index" if type == "set" else "this value has no elements")


def _element_of_unknown(data: Unknown, type: Type, at: Any) -> Unknown | Error:
    if isinstance(at, Unknown):
        return Unknown(data.why, None, type.inner if type == "list" else None)
    if not isinstance(at, int) or at < 0:
        return Error("an index is a whole number from 0 up")
    if type == "list":
        return below(data, str(at), type.inner)
    if at >= len(type.elements):
        return Error(f"there is no element {at}; there are {len(type.elements)}")
    return below(data, str(at), type.elements[at])


def _index_by_input(data: Map, at: Unknown, span: Any) -> Choice | None:
    """A map asked with an input without value: one option a key."""
    if not isinstance(at.symbol, Input) or data.rest is not None or not 0 < len(data.items) <= 64:
        return None
    return Choice(str(at.symbol), {name: item.used_at(span) for name, item in data.items.items()})
