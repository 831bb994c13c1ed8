"""What operators share: which non-value wins, equality and order over values that may be unknown."""

from __future__ import annotations

from typing import Any

from iacguard.model.value import Error, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import World, force

NUMBERS = (int, float)
INFINITY = float("inf")


def worse(left: Value, right: Value | None = None) -> Value | None:
    """The non-value that wins: unknown over error, a pending unknown over one that nothing decides, left over right."""
    a = left.data.__class__
    b = right.data.__class__ if right is not None else None
    if a is Unknown:
        if right is not None and b is Unknown and left.data.pending is None and right.data.pending is not None:
            return right
        return left
    if b is Unknown:
        return right
    if a is Error:
        return left
    return right if b is Error else None


def bounds(data: Any) -> tuple[float, float]:
    """Between which numbers a value lies."""
    if data.__class__ in NUMBERS:
        return data, data
    if data.__class__ is Unknown:
        return -INFINITY if data.low is None else data.low, INFINITY if data.high is None else data.high
    return -INFINITY, INFINITY


def equal(left: Value, right: Value, world: World) -> bool | Value:
    """True, False, or the non-value that keeps it from being decided."""
    a, b = left.data, right.data
    ca, cb = a.__class__, b.__class__
    if ca is Unknown or cb is Unknown:
        return _equal_unknown(left, right)
    if ca is Error:
        return left
    if cb is Error:
        return right
    if ca is Seq and cb is Seq:
        return _equal_lists(left, right, world)
    if ca is Map and cb is Map:
        return _equal_maps(left, right, world)
    if ca is bool or cb is bool:
        return ca is cb and a == b
    if ca in NUMBERS and cb in NUMBERS:
        return bool(a == b)
    return ca is cb and bool(a == b)


def _equal_unknown(left: Value, right: Value) -> bool | Value:
    a, b = left.data, right.data
    if a.__class__ is Unknown and b.__class__ is Unknown:
        if a.symbol is not None and a.symbol == b.symbol:
            return True
        decided = worse(left, right)
        assert decided is not None
        return decided
    unknown, known, which = (a, b, left) if a.__class__ is Unknown else (b, a, right)
    if known is None:
        return False if unknown.not_null else which
    if known.__class__ is Error:
        return which
    if unknown.prefix and isinstance(known, str) and not known.startswith(unknown.prefix):
        return False
    if known.__class__ in NUMBERS:
        low, high = bounds(unknown)
        if unknown.type in (None, "number") and not low <= known <= high:
            return False
    return which


def _equal_lists(left: Value, right: Value, world: World) -> bool | Value:
    a, b = left.data, right.data
    open_ = a.maybe or b.maybe or a.rest is not None or b.rest is not None
    if not open_ and len(a.items) != len(b.items):
        return False
    if open_:
        least, most = max(len(a.items), len(b.items)), [_most(a), _most(b)]
        if least > min(most):
            return False
        why = next((p.why for p in (*a.maybe, *b.maybe)), None)
        return why or Value(a.rest or b.rest, left.span)
    undecided: Value | None = None
    for x, y in zip(a.items, b.items, strict=True):
        result = equal(force(x, world), force(y, world), world)
        if result is False:
            return False
        if result is not True and isinstance(result, Value):
            undecided = result if undecided is None else worse(undecided, result)
    return True if undecided is None else undecided


def _most(data: Seq) -> float:
    return INFINITY if data.rest is not None else len(data.items) + len(data.maybe)


def _equal_maps(left: Value, right: Value, world: World) -> bool | Value:
    a, b = left.data, right.data
    undecided: Value | None = None
    for key in a.items.keys() | b.items.keys():
        x, y = a.items.get(key), b.items.get(key)
        if x is None or y is None:
            rest = b.rest if y is None else a.rest
            if rest is None:
                return False
            undecided = undecided or Value(rest, left.span)
            continue
        result = equal(force(x, world), force(y, world), world)
        if result is False:
            return False
        if isinstance(result, Value):
            undecided = result if undecided is None else worse(undecided, result)
    if undecided is None and (a.rest is not None or b.rest is not None):
        return Value(a.rest or b.rest, left.span)
    return True if undecided is None else undecided


def elements(value: Value) -> Seq | None:
    """What a macro iterates: the elements of a list, the keys of a map, nothing for null; None for anything else."""
    data = value.data
    if data.__class__ is Seq:
        return data
    if data.__class__ is Map:
        return Seq([Value(key, item.span) for key, item in data.items.items()], (), data.rest)
    return Seq() if data is None else None


def size(value: Value) -> Value:
    """How many: exact, or unknown between bounds."""
    data = value.data
    if isinstance(data, (str, bytes)):
        return Value(len(data), value.span)
    found = elements(value)
    if found is None:
        return worse(value) or Value(Error("only texts, lists and maps have a size"), value.span)
    least = len(found.items)
    if not found.maybe and found.rest is None:
        return Value(least, value.span)
    why = _why(found.maybe, found.rest)
    most = None if found.rest is not None else least + len(found.maybe)
    return Value(Unknown(why.why, type="number", low=least, high=most, pending=why.pending), value.span)


def _why(maybe: Any, rest: Unknown | None) -> Unknown:
    for possible in maybe:
        if isinstance(possible, Possible) and possible.why.data.__class__ is Unknown:
            return possible.why.data
    return rest or Unknown("how many there are is not known")


def place(left: Value, right: Value) -> Value:
    """The operand that a comparison is blamed on: the one that stands in the user's files."""
    return left if left.span is not None else right
