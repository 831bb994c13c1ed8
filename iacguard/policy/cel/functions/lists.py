"""Functions of lists: order, parts, ranges."""

from __future__ import annotations

from functools import cmp_to_key
from typing import Any

from iacguard.model.value import Error, Seq, Unknown, Value
from iacguard.model.world import force
from iacguard.policy.cel.equality import equal
from iacguard.policy.cel.functions.base import LIST, WHOLE, Function, derived, elements, listed, plain, wanted
from iacguard.policy.cel.kinds import NUMBERS, Optional, described
from iacguard.policy.cel.scope import MAX_STEPS, WORLD, Env, spend
from iacguard.policy.cel.unknowns import opaque, worse, worst

_ORDERED = ("str", "bytes", "bool", "Timestamp", "Duration")


def in_order(items: list[Value], keys: list[Value], value: Value) -> Value:
    """Elements in the order of their keys, which are known; an Error where those cannot be compared."""
    kinds = {"number" if key.data.__class__ in NUMBERS else key.data.__class__.__name__ for key in keys}
    if len(kinds) > 1 or not kinds <= {"number", *_ORDERED}:
        kind = next((key.data for key in keys if key.data.__class__.__name__ not in _ORDERED), keys[0].data)
        wrong = f"a list is sorted by values of one kind, which have an order; not by {described(kind)}"
        return derived(Error(wrong), value)

    def compare(a: int, b: int) -> int:
        return _compare(keys[a].data, keys[b].data)

    places = sorted(range(len(keys)), key=cmp_to_key(compare))
    return derived(Seq([items[place] for place in places]), value)


def _compare(a: Any, b: Any) -> int:
    return -1 if a < b else 1 if a > b else 0


def _sort(env: Env, value: Value) -> Value:
    if value.data.__class__ is not Seq:
        return worse(value) or derived(Error(wanted(LIST, value.data)), value)
    items, doubt = elements(value, env)
    bad = worst([*items, *([doubt] if doubt is not None else [])])
    return bad or in_order(items, items, value)


def _distinct(env: Env, value: Value) -> Value:
    if value.data.__class__ is not Seq:
        return worse(value) or derived(Error(wanted(LIST, value.data)), value)
    items, doubt = elements(value, env)
    kept: list[Value] = []
    undecided = doubt
    for item in items:
        spend(env, len(kept))
        results = [equal(item, other, env) for other in kept]
        if True in [result for result in results if result.__class__ is bool]:
            continue
        bad = worst(result for result in results if isinstance(result, Value))
        if bad is not None:
            undecided = bad if undecided is None else worse(undecided, bad)
        kept.append(item)
    return undecided or derived(Seq(kept), value)


def _flatten(env: Env, value: Value, *depths: Value) -> Value:
    bad = worst((value, *depths))
    if bad is not None:
        return bad
    depth = depths[0].data if depths else 1
    if value.data.__class__ is not Seq or depth.__class__ is not int or depth < 0:
        return derived(Error("flatten takes a list and how deep it goes, which is not negative"), value)
    out: list[Value] = []
    doubt = _flat(value, depth, out, env)
    return doubt or derived(Seq(out), value)


def _flat(value: Value, depth: int, out: list[Value], env: Env) -> Value | None:
    items, doubt = elements(value, env)
    for item in items:
        if depth and item.data.__class__ is Seq:
            inner = _flat(item, depth - 1, out, env)
            doubt = inner if doubt is None else worse(doubt, inner) if inner is not None else doubt
        elif depth and item.data.__class__ in (Unknown, Error):
            doubt = opaque(item) if doubt is None else worse(doubt, item)
        else:
            out.append(item)
    return doubt


def _range(size: int) -> Seq:
    if not 0 <= size <= MAX_STEPS:
        raise ValueError(f"a list has from 0 to {MAX_STEPS} elements")
    return Seq([Value(number) for number in range(size)])


def _reverse(env: Env, value: Value) -> Value:
    data = value.data
    if data.__class__ is str:
        return derived(data[::-1], value)
    if data.__class__ is Seq:
        spend(env, len(data.items))
        return derived(Seq(tuple(reversed(data.items)), data.maybe, data.rest), value)
    return worse(value) or derived(Error(f"a text or list is reversed, not {described(data)}"), value)


def _slice(items: list[Value], start: int, end: int) -> Seq:
    if not 0 <= start <= end <= len(items):
        raise ValueError(f"there is no part from {start} to {end} in a list of {len(items)}")
    return Seq(items[start:end])


def _edge(at: int) -> Function:
    """The first or last element, as an optional."""

    def apply(env: Env, value: Value) -> Value:
        data = value.data
        if data.__class__ is not Seq:
            return worse(value) or derived(Error(wanted(LIST, data)), value)
        if data.maybe or data.rest is not None:
            doubt = elements(value, env)[1]
            return doubt or value
        found = force(data.items[at], env[WORLD]) if data.items else None
        return derived(Optional(found), value)

    return Function(1, 1, apply)


FUNCTIONS: dict[str, Function] = {
    ".sort": Function(1, 1, _sort),
    ".distinct": Function(1, 1, _distinct),
    ".flatten": Function(1, 2, _flatten),
    ".reverse": Function(1, 1, _reverse),
    ".slice": listed(_slice, WHOLE, WHOLE, deep=False),
    ".first": _edge(0),
    ".last": _edge(-1),
    "lists.range": plain(_range, WHOLE),
}
"""By name; a dot in front where the function stands after its receiver."""
