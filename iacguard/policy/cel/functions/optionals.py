"""The package `optional`: values that may be absent."""

from __future__ import annotations

from iacguard.model.value import Error, Map, Seq, Unknown, Value
from iacguard.model.world import force
from iacguard.policy.cel.access import NONE
from iacguard.policy.cel.functions.base import LIST, Function, derived, elements, wanted
from iacguard.policy.cel.kinds import Duration, Optional, Timestamp, described
from iacguard.policy.cel.scope import WORLD, Env
from iacguard.policy.cel.unknowns import extent, opaque, worse


def _none(env: Env) -> Value:
    return Value(NONE)


def _of(env: Env, value: Value) -> Value:
    return value if value.data.__class__ is Error else derived(Optional(value), value)


def _of_non_zero(env: Env, value: Value) -> Value:
    empty = _is_zero(value)
    if isinstance(empty, Value):
        return empty
    return derived(NONE if empty else Optional(value), value)


def _is_zero(value: Value) -> bool | Value:
    """Whether a value is null, empty, zero or false; the non-value where that is not known."""
    data = value.data
    if data.__class__ in (Unknown, Error):
        return opaque(value)
    if data.__class__ is Seq or isinstance(data, Map):
        least, most = extent(data)
        return least == 0 if least or not most else Value(Unknown("it may be empty"), value.span)
    if data.__class__ is Timestamp:
        return False
    if data.__class__ is Duration:
        return bool(data.nanos == 0)
    if data.__class__ is Optional:
        return data.value is None
    return data is None or (data.__class__ in (bool, int, float, str, bytes) and not data) or data == 0


def _wrong(value: Value) -> Value:
    return worse(value) or derived(Error(f"an optional is wanted here, not {described(value.data)}"), value)


def _has_value(env: Env, value: Value) -> Value:
    data = value.data
    return derived(data.value is not None, value) if data.__class__ is Optional else _wrong(value)


def _value(env: Env, value: Value) -> Value:
    data = value.data
    if data.__class__ is not Optional:
        return _wrong(value)
    if data.value is None:
        return derived(Error("optional.none() has no value"), value)
    return force(data.value, env[WORLD])


def _or_value(env: Env, value: Value, other: Value) -> Value:
    data = value.data
    if data.__class__ is not Optional:
        return _wrong(value)
    return force(data.value, env[WORLD]) if data.value is not None else other


def _or(env: Env, value: Value, other: Value) -> Value:
    data = value.data
    if data.__class__ is not Optional:
        return _wrong(value)
    if data.value is not None:
        return value
    return other if other.data.__class__ is Optional else _wrong(other)


def _unwrap(env: Env, value: Value) -> Value:
    if value.data.__class__ is not Seq:
        return worse(value) or derived(Error(wanted(LIST, value.data)), value)
    items, doubt = elements(value, env)
    out = []
    for item in items:
        if item.data.__class__ is not Optional:
            bad = _wrong(item)
            doubt = bad if doubt is None else worse(doubt, bad)
        elif item.data.value is not None:
            out.append(item.data.value)
    return doubt or derived(Seq(out), value)


FUNCTIONS: dict[str, Function] = {
    "optional.none": Function(0, 0, _none),
    "optional.of": Function(1, 1, _of),
    "optional.ofNonZeroValue": Function(1, 1, _of_non_zero),
    "optional.unwrap": Function(1, 1, _unwrap),
    ".unwrapOpt": Function(1, 1, _unwrap),
    ".hasValue": Function(1, 1, _has_value),
    ".value": Function(1, 1, _value),
    ".orValue": Function(2, 2, _or_value),
    ".or": Function(2, 2, _or),
}
"""By name; a dot in front where the function stands after its receiver."""
