"""Which non-value wins, and what an operator gives where an operand is unknown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from iacguard.model.value import Choice, Error, Map, Possible, Seq, Unknown, Value, may_say
from iacguard.model.world import World, force
from iacguard.policy.cel.kinds import NUMBERS, LiteralMap, data_of

INFINITY = float("inf")
_TEXTS, _LISTS, _MAPS = frozenset((str,)), frozenset((Seq,)), frozenset((Map, LiteralMap))
_CLASSES = {
    "string": _TEXTS, "number": NUMBERS, "bool": frozenset((bool,)), "list": _LISTS, "set": _LISTS, "tuple": _LISTS,
    "map": _MAPS, "object": _MAPS,
}  # fmt: skip


def worse(left: Value, right: Value | None = None) -> Value | None:
    """The non-value that wins: unknown over error, a pending unknown over one that nothing decides, left over right."""
    a = left.data.__class__
    b = right.data.__class__ if right is not None else None
    if a is Unknown:
        if right is not None and b is Unknown and left.data.pending is None and right.data.pending is not None:
            return opaque(right)
        return opaque(left)
    if b is Unknown:
        return opaque(right)  # type: ignore[arg-type]
    if a is Error:
        return left
    return right if b is Error else None


def worst(values: Iterable[Value]) -> Value | None:
    """`worse` over any number of values."""
    found: Value | None = None
    for value in values:
        if value.data.__class__ is Unknown or value.data.__class__ is Error:
            found = opaque(value) if found is None else worse(found, value)
    return found


def opaque(value: Value) -> Value:
    """An unknown operand as the unknown result of an operator: the reason stays, what it is known to be does not.

    Without this `!x == x` would compare two unknowns with one symbol, and be true.
    """
    data = value.data
    if data.__class__ is not Unknown or (data.symbol is None and data.type is None and not data.not_null):
        return value
    return value.holding(Unknown(data.why, pending=data.pending))


def bounds(data: Any) -> tuple[float, float]:
    """Between which numbers a value lies."""
    if data.__class__ in NUMBERS:
        return data, data
    if data.__class__ is Unknown:
        return -INFINITY if data.low is None else data.low, INFINITY if data.high is None else data.high
    return -INFINITY, INFINITY


def may_be(unknown: Unknown, known: Any) -> bool:
    """Whether an unknown may turn out to be this value, by its refinements."""
    if known is None:
        return not unknown.not_null
    kind = known.__class__
    if kind is str:
        return may_say(unknown, known)
    if unknown.prefix or unknown.tail:
        return False
    wanted = _CLASSES.get(unknown.type or "")
    if wanted is not None and kind not in wanted and not hasattr(known, "select"):
        return False
    low, high = bounds(unknown)
    if kind in NUMBERS:
        return bool(low <= known <= high)
    if kind is Seq or kind in _MAPS:
        least, most = extent(known)
        return low <= most and least <= high
    return True


def extent(data: Any) -> tuple[int, float]:
    """How many elements a list or map has at least and at most, whatever may be decided."""
    if data.__class__ is Seq:
        return len(data.items), INFINITY if data.rest is not None else len(data.items) + len(data.maybe)
    if data.__class__ is LiteralMap:
        return len(data.items), INFINITY if data.rest is not None else len(data.items)
    there = [value for value in data.items.values() if value.data is not None]
    sure = sum(1 for value in there if value.data.__class__ is not Choice and _surely(value.data))
    return sure, INFINITY if data.rest is not None else len(there)


def _surely(data: Any) -> bool:
    return data.__class__ is not Unknown or bool(data.not_null)


class Parts:
    """A list or map as a macro sees it in one world: (key, element) pairs that are there, those that may be, the rest.

    A key is the position in a list, unknown where the list is open; for a map the element is its value.
    """

    __slots__ = ("maybe", "rest", "sure")

    def __init__(self, sure: list[tuple[Value, Value]], maybe: list[tuple[Value, Possible]], rest: Unknown | None):
        self.sure = sure
        self.maybe = maybe
        self.rest = rest

    def doubt(self, span: Any) -> Value | None:
        """The unknown that keeps one from knowing all elements; a pending one before others. None: all are known."""
        found = worst(possible.why for _, possible in self.maybe)
        if self.rest is None:
            return found
        rest = opaque(Value(self.rest, span))
        return rest if found is None else worse(found, rest)


_NO_POSITION = Value(Unknown("its position in the list is not known"))
LOOSE = Value(_NO_POSITION.data)
"""The key of an element that is certainly there, but not certainly at its place."""


def parts(value: Value, world: World) -> Parts | None:
    """What a macro iterates over; nothing for null, None for what is neither list nor map."""
    data = value.data
    kind = data.__class__
    if kind is Seq:
        return _of_list(data, value, world)
    if kind in _MAPS:
        return _of_map(data, value, world)
    return Parts([], [], None) if data is None else None


def _of_list(data: Seq, value: Value, world: World) -> Parts:
    if not data.maybe and data.rest is None:
        return Parts([(Value(number, value.span), item) for number, item in enumerate(data.items)], [], None)
    sure = [(_NO_POSITION, item) for item in data.items]
    maybe = []
    for possible in data.maybe:
        why = force(possible.why, world)
        if why.data is True:
            sure.append((LOOSE, possible.value))
        elif why.data is not False:
            maybe.append((_NO_POSITION, Possible(possible.value, doubtful(why))))
    return Parts(sure, maybe, data.rest)


def _of_map(data: Map, value: Value, world: World) -> Parts:
    sure: list[tuple[Value, Value]] = []
    maybe: list[tuple[Value, Possible]] = []
    for key, item in data.items.items():
        name = Value(key if key.__class__ is str else data_of(key), item.span or value.span)
        inner = force(item, world)
        if data.__class__ is LiteralMap or inner.data.__class__ is not Unknown:
            if data.__class__ is LiteralMap or inner.data is not None:
                sure.append((name, inner))
        elif inner.data.not_null:
            sure.append((name, inner))
        else:
            maybe.append((name, Possible(inner, opaque(inner))))
    return Parts(sure, maybe, data.rest)


def doubtful(why: Value) -> Value:
    """What decides whether an element is there, where that is not known: always an unknown."""
    return opaque(why) if why.data.__class__ is Unknown else Value(Unknown("it may not be there"), why.span)
