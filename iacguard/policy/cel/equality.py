"""Equality and membership over values that may be unknown, in whole or in part."""

from __future__ import annotations

from typing import Any

from iacguard.model.value import Error, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import force
from iacguard.policy.cel.kinds import NUMBERS, LiteralMap, Optional, aligned, key_of
from iacguard.policy.cel.scope import WORLD, Env, spend
from iacguard.policy.cel.unknowns import doubtful, extent, may_be, opaque, worse, worst

_ABSENT = Value(None)


def equal(left: Value, right: Value, env: Env) -> bool | Value:
    """True, False, or the non-value that keeps it from being decided."""
    a, b = left.data, right.data
    ca, cb = a.__class__, b.__class__
    if ca is Unknown or cb is Unknown:
        return _unknown(left, right)
    if ca is Error:
        return left
    if cb is Error:
        return right
    if ca in NUMBERS and cb in NUMBERS:
        if ca is not cb:
            a, b = aligned(a, b)
        return bool(a == b)
    if ca is Seq and cb is Seq:
        return _lists(left, right, env)
    if isinstance(a, Map) and isinstance(b, Map):
        return _maps(left, right, env)
    if ca is Optional and cb is Optional:
        if a.value is None or b.value is None:
            return a.value is b.value
        return equal(force(a.value, env[WORLD]), force(b.value, env[WORLD]), env)
    if hasattr(a, "select") and hasattr(b, "select"):
        return _views(left, right)
    return ca is cb and bool(a == b)


def _views(left: Value, right: Value) -> bool | Value:
    """A resource equals itself; blocks have no identity that a rule could ask for."""
    if left.data is right.data:
        return True
    if hasattr(left.data, "lens") and hasattr(right.data, "lens"):
        return False
    return Value(Error("blocks are not compared with each other; compare their attributes"), left.span)


def _unknown(left: Value, right: Value) -> bool | Value:
    a, b = left.data, right.data
    if a.__class__ is Unknown and b.__class__ is Unknown:
        if a.symbol is not None and a.symbol == b.symbol:
            return True
        return worse(left, right) or left
    unknown, known, which = (a, b, left) if a.__class__ is Unknown else (b, a, right)
    if known.__class__ is Error or unknown.pending is not None or may_be(unknown, known):
        return opaque(which)
    return False


def _settled(data: Seq, env: Env) -> tuple[list[Value], list[Value]]:
    """The elements that are there in this world, and the reasons of those that may be."""
    there, whys = list(data.items), []
    for possible in data.maybe:
        why = force(possible.why, env[WORLD])
        if why.data is True:
            there.append(possible.value)
        elif why.data is not False:
            whys.append(doubtful(why))
    if data.rest is not None:
        whys.append(opaque(Value(data.rest)))
    return there, whys


def _lists(left: Value, right: Value, env: Env) -> bool | Value:
    a, b = left.data, right.data
    if a.maybe or b.maybe or a.rest is not None or b.rest is not None:
        return _open_lists(left, right, env)
    if len(a.items) != len(b.items):
        return False
    return _all_equal(zip(a.items, b.items, strict=True), len(a.items), env)


def _open_lists(left: Value, right: Value, env: Env) -> bool | Value:
    """Where something may be there, positions are not known: only lengths can tell two lists apart."""
    (there, whys), (there2, whys2) = _settled(left.data, env), _settled(right.data, env)
    if not whys and not whys2 and len(there) != len(there2):
        return False
    if (not whys and len(there) < len(there2)) or (not whys2 and len(there2) < len(there)):
        return False
    if extent(left.data)[0] > extent(right.data)[1] or extent(right.data)[0] > extent(left.data)[1]:
        return False
    found = worst([*whys, *whys2])
    return found or Value(Unknown("the order of the list is not known"), left.span)


def _all_equal(pairs: Any, count: int, env: Env) -> bool | Value:
    spend(env, count)
    undecided: Value | None = None
    world = env[WORLD]
    for x, y in pairs:
        result = equal(force(x, world), force(y, world), env)
        if result is False:
            return False
        if result is not True and isinstance(result, Value):
            undecided = result if undecided is None else worse(undecided, result)
    return True if undecided is None else undecided


def _maps(left: Value, right: Value, env: Env) -> bool | Value:
    """A key of a file's map that is null is no key; a key that an expression wrote is one whatever it holds."""
    a, b = left.data, right.data
    pairs, undecided = [], []
    for key in a.items.keys() | b.items.keys():
        x, y = a.items.get(key), b.items.get(key)
        if x is not None and y is not None:
            pairs.append((x, y))
            continue
        there, holder, other = (x, a, b) if x is not None else (y, b, a)
        if other.rest is not None:
            undecided.append(opaque(Value(other.rest, left.span)))
        elif holder.__class__ is LiteralMap or there is None:
            return False
        else:
            pairs.append((there, _ABSENT))
    result = _all_equal(pairs, len(pairs), env)
    if result is False:
        return False
    if isinstance(result, Value):
        undecided.insert(0, result)
    undecided += [opaque(Value(data.rest, left.span)) for data in (a, b) if data.rest is not None]
    return worst(undecided) if undecided else True  # type: ignore[return-value]


def has_key(key: Value, holder: Value, env: Env) -> Value:
    """`key in map`: there, with a value that is not null where the map comes from a file."""
    data, at = holder.data, holder if holder.span is not None else key
    bad = worse(key)
    if bad is not None:
        return bad
    wanted = key_of(key.data)
    found = data.items.get(wanted) if wanted is not None else None
    if found is None:
        if data.rest is not None:
            return opaque(Value(data.rest, at.span))
        return Value(False, at.span, at.refs, at.origin)
    if data.__class__ is LiteralMap:
        return Value(True, found.span or at.span)
    found = force(found, env[WORLD])
    if found.data.__class__ is Unknown and not found.data.not_null:
        return opaque(found)
    return Value(found.data is not None, found.span or at.span, found.refs, found.origin)


def has_item(item: Value, holder: Value, env: Env) -> Value:
    """`item in list`: the member that equals it, or the list that has none."""
    data, world = holder.data, env[WORLD]
    at = holder if holder.span is not None else item
    undecided: Value | None = None
    spend(env, len(data.items))
    for member in data.items:
        member = force(member, world)
        result = equal(item, member, env)
        if result is True:
            member = member if member.span is not None else at
            return Value(True, member.span, member.refs, member, member.marks)
        if result is not False:
            undecided = result if undecided is None else worse(undecided, result)
    for possible in data.maybe:
        result = _possibly(item, possible, env)
        if result is True:
            return Value(True, possible.value.span or at.span)
        if result is not False:
            undecided = result if undecided is None else worse(undecided, result)
    if data.rest is not None:
        rest = opaque(Value(data.rest, at.span))
        undecided = rest if undecided is None else worse(undecided, rest)
    return undecided if undecided is not None else Value(False, at.span, at.refs, at.origin, at.marks)


def _possibly(item: Value, possible: Possible, env: Env) -> bool | Value:
    """Whether an element that may be there is there and equal."""
    why = force(possible.why, env[WORLD])
    if why.data is False:
        return False
    result = equal(item, force(possible.value, env[WORLD]), env)
    if result is False or why.data is True:
        return result
    return doubtful(why)
