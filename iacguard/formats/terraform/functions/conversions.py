"""Conversions by name, and marks: what is sensitive, what is ephemeral."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from iacguard.formats.terraform.functions.known import UnknownError, marks_below
from iacguard.formats.terraform.functions.signature import Function, FunctionError, table, takes
from iacguard.formats.terraform.values.conversion import convert, required
from iacguard.formats.terraform.values.types import (
    ANY,
    BOOL,
    LIST,
    MAP,
    NUMBER,
    SET,
    STRING,
    ListOf,
    MapOf,
    Null,
    SetOf,
    Type,
    type_of,
)
from iacguard.formats.terraform.values.unify import convertible
from iacguard.model.value import EPHEMERAL, SENSITIVE, Error, Map, Seq, Unknown, Value


def _to(type: Type) -> Function:
    def result(args: Sequence[Value]) -> Type:
        if not convertible(type_of(args[0]), type):
            raise FunctionError(required(type))
        return type

    def work(value: Value) -> Any:
        found = convert(value, type)
        if isinstance(found.data, Error):
            raise FunctionError(found.data.why)
        return found

    return Function(f"to{type}", (takes(ANY, "numo"),), result, work, not_null=False, lazy=type in ("list", "map"))


def _own(args: Sequence[Value]) -> Type:
    return type_of(args[0])


def _same(value: Value, data: Any, marks: frozenset[str]) -> Value:
    if isinstance(value, Null):
        return Null(value.type, value.span, value.refs, value.origin, marks)
    return Value(data, value.span, value.refs, value.origin, marks, value.decoded)


def _sensitive(value: Value) -> Value:
    return _same(value, value.data, value.marks | {SENSITIVE})


def _nonsensitive(value: Value) -> Value:
    return _same(value, value.data, value.marks - {SENSITIVE})


def _issensitive(value: Value) -> bool:
    if isinstance(value.data, Unknown) and SENSITIVE not in value.marks:
        raise UnknownError(value.data)
    return SENSITIVE in value.marks


def _ephemeralasnull(value: Value) -> Value:
    """The value with null for whatever of it is ephemeral."""
    data = value.data
    if EPHEMERAL in value.marks:
        return Null(type_of(value), value.span, value.refs, value, value.marks - {EPHEMERAL})
    if EPHEMERAL not in marks_below(value):
        return value
    if isinstance(data, Seq):
        items = [_ephemeralasnull(item) for item in data.items]
        if isinstance(data, (ListOf, SetOf)):
            return _same(value, type(data)(items, data.inner, data.maybe, data.rest), value.marks)
        return _same(value, Seq(items, data.maybe, data.rest), value.marks)
    named = {name: _ephemeralasnull(item) for name, item in data.items.items()}
    if isinstance(data, MapOf):
        return _same(value, MapOf(named, data.inner, data.rest, data.keys), value.marks)
    return _same(value, Map(named, data.rest, data.keys), value.marks)


def _gone(name: str, instead: str) -> Function:
    def result(args: Sequence[Value]) -> Type:
        raise FunctionError(f"{name} left the language with Terraform 0.12; write {instead}")

    return Function(name, (takes(ANY, "nuo"),), result, lambda *args: Unknown("it does not exist"), many=True, least=0)


_ALL = takes(ANY, "nubo")

FUNCTIONS = table(
    *(_to(type) for type in (STRING, NUMBER, BOOL, LIST, SET, MAP)),
    Function("sensitive", (takes(ANY, "numo"),), _own, _sensitive, not_null=False, lazy=True),
    Function("nonsensitive", (_ALL,), _own, _nonsensitive, not_null=False, lazy=True),
    Function("issensitive", (_ALL,), BOOL, _issensitive, lazy=True),
    Function("ephemeralasnull", (_ALL,), _own, _ephemeralasnull, not_null=False, lazy=True),
    _gone("list", "tolist([…])"), _gone("map", "tomap({…})"),
)  # fmt: skip
