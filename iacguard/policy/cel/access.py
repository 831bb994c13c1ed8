"""Attributes and elements: `x.name`, `x[key]`, `x.?name`, `x[?key]` and `has(x.name)`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from iacguard.model.value import Choice, Error, Hollow, Map, Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.policy.cel.kinds import (
    NUMBERS,
    CelType,
    Duration,
    LiteralMap,
    Optional,
    Timestamp,
    data_of,
    described,
    key_of,
)
from iacguard.policy.cel.scope import WORLD, Closure, Env
from iacguard.policy.cel.unknowns import opaque, worse
from iacguard.vocabulary.lens import RootView
from iacguard.vocabulary.views import View

NONE = Optional(None)
SCALARS = frozenset((str, bool, bytes, *NUMBERS))
_UNSELECTABLE = frozenset((type(None), Unknown, Error, Seq, Optional, CelType, Timestamp, Duration, *SCALARS))
"""The classes of data that have no attributes, or have them in a way of their own; all others answer `select`."""


def select(value: Value, name: str, world: World) -> Value:
    """`value.name`."""
    data = value.data
    kind = data.__class__
    if kind is Map or kind is LiteralMap:
        return _entry(value, name, world)
    if kind not in _UNSELECTABLE:
        chosen = getattr(data, "select", None)
        if chosen is not None:
            found: Value = chosen(name, value, world)
            return force(found, world) if found.data.__class__ is Choice else found
    if value.__class__ is Hollow:
        return force(value.view.select(name, value, world), world)
    if data is None:
        return value if value.span is not None else Value(Error(f"there is no {name} in null"))
    if kind is Error:
        return value
    if kind is Unknown:
        return _part(value, name)
    if kind is Optional:
        return value if data.value is None else maybe_select(force(data.value, world), name, world)
    return Value(Error(f"there is no {name} in {described(data)}"), value.span)


def _part(value: Value, name: Any) -> Value:
    """A part of what is unknown: unknown for the same reason, and the same one whenever it is asked for."""
    data = value.data
    if data.pending is not None:
        return value
    symbol = (data.symbol, name) if data.symbol is not None else None
    return value.holding(Unknown(data.why, symbol))


def _entry(value: Value, key: Any, world: World) -> Value:
    """The element of a map under a key of its dictionary."""
    data = value.data
    found = data.items.get(key)
    if found is not None:
        found = force(found, world)
        if found.span is None and value.span is not None:
            return Value(found.data, value.span, found.refs, found.origin, found.marks, found.decoded)
        return found
    if data.rest is not None:
        return opaque(Value(data.rest, value.span, value.refs))
    return Value(Error(f"there is no key {data_of(key)}") if data.__class__ is LiteralMap else None, value.span)


def selection(operand: Closure, name: str, optional: bool) -> Closure:
    """The closure of `x.name`, or `x.?name`."""
    if optional:
        return lambda env: maybe_select(operand(env), name, env[WORLD])

    return lambda env: select(operand(env), name, env[WORLD])


def of_variable(slot: int, name: str) -> Closure:
    """The closure of `x.name` where x is a variable: what rules ask most."""

    def attribute(env: Env) -> Value:
        value: Value = env[slot]
        data = value.data
        kind = data.__class__
        if kind is View or kind is RootView:
            if not env[WORLD]:
                known: Value | None = data.memo.get(name)
                if known is not None and known.data.__class__ is not Choice:
                    return known
        elif kind is Map:
            found: Value | None = data.items.get(name)
            if found is not None and found.span is not None and found.data.__class__ is not Choice:
                return found
        elif kind is Choice:
            value = force(value, env[WORLD])
        return select(value, name, env[WORLD])

    return attribute


def index(value: Value, key: Value, world: World) -> Value:
    """`value[key]`."""
    data, wanted = value.data, key.data
    if data.__class__ is Optional:
        return value if data.value is None else maybe_index(force(data.value, world), key, world)
    if data.__class__ is Unknown and data.pending is None and wanted.__class__ in (str, int):
        return _part(value, wanted)
    bad = worse(value, key)
    if bad is not None:
        return bad
    if data.__class__ is Seq:
        return _at(value, wanted, world)
    if isinstance(data, Map):
        found = key_of(wanted)
        if found is None:
            if wanted.__class__ in NUMBERS:
                return Value(Error(f"there is no key {wanted}"), value.span)
            return Value(Error(f"{described(wanted)} is not a key of a map"), value.span)
        return _entry(value, found, world)
    if wanted.__class__ is str:
        return select(value, wanted, world)
    return value if data is None else Value(Error(f"{described(data)} has no elements"), value.span)


def _at(value: Value, wanted: Any, world: World) -> Value:
    """The element of a list at a position; unknown where elements may stand before it."""
    data = value.data
    if wanted.__class__ not in NUMBERS or wanted != wanted or wanted != wanted // 1:
        return Value(Error(f"the position in a list is a whole number, not {described(wanted)}"), value.span)
    items = _in_order(data, world)
    if isinstance(items, Unknown):
        return Value(items, value.span)
    if not 0 <= wanted < len(items):
        return Value(Error(f"there is no element {wanted} in a list of {len(items)}"), value.span)
    found = force(items[int(wanted)], world)
    return found if found.span is not None else Value(found.data, value.span, found.refs, found.origin, found.marks)


def _in_order(data: Seq, world: World) -> Sequence[Value] | Unknown:
    """The elements of a list in their order, where this world tells it; else why it does not."""
    if data.rest is not None:
        return Unknown(data.rest.why)
    there: list[Value] = []
    for possible in data.maybe:
        when = force(possible.why, world)
        if when.data is True:
            there.append(possible.value)
        elif when.data is not False:
            pending = when.data.pending if when.data.__class__ is Unknown else None
            return Unknown("its position in the list is not known", pending=pending)
    if there and (data.items or len(there) > 1):
        return Unknown("its position in the list is not known")
    return there or data.items


def indexing(operand: Closure, key: Closure, optional: bool) -> Closure:
    """The closure of `x[key]`, or `x[?key]`."""
    if optional:
        return lambda env: maybe_index(operand(env), key(env), env[WORLD])
    return lambda env: index(operand(env), key(env), env[WORLD])


def maybe_select(value: Value, name: str, world: World) -> Value:
    """`value.?name`: an optional that is none where `has(value.name)` is false."""
    data = value.data
    if data.__class__ is Optional:
        return value if data.value is None else maybe_select(force(data.value, world), name, world)
    found = select(value, name, world)
    if found.data.__class__ is Error and (data is None or data.__class__ is Error or data.__class__ in SCALARS):
        return found
    return _wrapped(value, found, present(value, name, world))


def maybe_index(value: Value, key: Value, world: World) -> Value:
    """`value[?key]`: an optional that is none where there is no such element."""
    data = value.data
    if data.__class__ is Optional:
        return value if data.value is None else maybe_index(force(data.value, world), key, world)
    bad = worse(value, key)
    if bad is not None:
        return bad
    if data.__class__ is Seq and key.data.__class__ in NUMBERS and not (data.maybe or data.rest is not None):
        there = 0 <= key.data < len(data.items)
        return _wrapped(value, index(value, key, world) if there else value, Value(there, value.span))
    if isinstance(data, Map) and (found := key_of(key.data)) is not None:
        return _wrapped(value, _entry(value, found, world), present(value, found, world))
    if key.data.__class__ is str:
        return maybe_select(value, key.data, world)
    return index(value, key, world)


def _wrapped(holder: Value, found: Value, there: Value) -> Value:
    if there.data is False:
        return Value(NONE, there.span or holder.span)
    if there.data is True:
        return found.holding(Optional(found))
    return there


def present(value: Value, name: Any, world: World) -> Value:
    """`has(value.name)`: not null; in a map that an expression made, a key of it."""
    data = value.data
    if data.__class__ is LiteralMap:
        found = data.items.get(name)
        if found is not None or data.rest is None:
            return Value(found is not None, value.span)
    found = select(value, name, world)
    data = found.data
    if data.__class__ is Optional:
        return Value(data.value is not None, found.span)
    if data is None or data.__class__ is Error:
        return Value(False, found.span, found.refs, found.origin)
    if data.__class__ is Unknown and not data.not_null:
        return opaque(found)
    return Value(True, found.span, found.refs, found.origin)


def presence(operand: Closure, name: str, path: bool) -> Closure:
    """The closure of `has(x.name)`.

    Where x is a path into a file, a text in the place of an object has no attributes, so the answer is no. Where x is
    worked out, its error is the answer: it may come from a part that was unknown, beside others that have the name.
    """

    def has(env: Env) -> Value:
        value = operand(env)
        return value if value.data.__class__ is Error and not path else present(value, name, env[WORLD])

    return has
