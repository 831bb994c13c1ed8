"""Instances of a resource or a module call with count or for_each: what a reference to all is, when each exists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from iacguard.model.address import AnyKey
from iacguard.model.combine import Input, made
from iacguard.model.value import Map, Reference, Seq, Unknown, Value
from iacguard.model.world import distribute

if TYPE_CHECKING:
    from iacguard.formats.terraform.expansion import Each

WHY = "which instances there are is not known"


class AnyElement(Seq):
    """Instances whose number is not known; whatever index is asked for, `one` tells what such an instance is."""

    __slots__ = ("one",)

    def __init__(self, items: Sequence[Value], one: Value) -> None:
        super().__init__(items, (), Unknown(WHY))
        self.one = one


class AnyInstance(Map):
    """Instances of which not all keys are known; whatever key is asked for, `one` tells what such an instance is."""

    __slots__ = ("one",)

    def __init__(self, items: dict[str, Value], one: Value) -> None:
        super().__init__(items, Unknown(WHY))
        self.one = one


def gathered(kind: str, found: Sequence[tuple[Each, Value]], span: Any, refs: tuple[Reference, ...]) -> Value:
    """All instances as one value; a Choice of them where inputs decide which there are."""
    if kind == "single":
        return found[0][1]
    if kind == "unknown":
        return Value(Unknown(WHY), span, refs)
    one = next((value for each, value in found if isinstance(each.key, AnyKey)), None)
    named = [(each, value) for each, value in found if not isinstance(each.key, AnyKey)]

    def those(whens: list[Value]) -> Value:
        there = [pair for pair, when in zip(named, whens, strict=True) if when.data is True]
        return Value(_collected(kind, there, one), span, refs)

    return distribute(those, [each.when for each, _ in named])


def _collected(kind: str, there: Sequence[tuple[Each, Value]], one: Value | None) -> Any:
    if kind == "count":
        items = [value for _, value in there]
        return Seq(items) if one is None else AnyElement(items, one)
    named = {str(each.key): value for each, value in there}
    return Map(named) if one is None else AnyInstance(named, one)


def asked(value: Value, key: str) -> Value:
    """An instance that stands for any, asked for by one key: what of it is not known is another thing for each key."""
    data = value.data
    if isinstance(data, Unknown):
        symbol = data.symbol
        if symbol is None or isinstance(symbol, Input):
            return value
        parts = data.type, data.not_null, data.prefix, data.low, data.high, None, data.tail
        return value.holding(Unknown(data.why, (symbol, key), *parts))
    if type(data) is Map:
        return value.holding(Map({name: asked(item, key) for name, item in data.items.items()}, data.rest, data.keys))
    if type(data) is Seq:
        return value.holding(Seq([asked(item, key) for item in data.items], data.maybe, data.rest))
    if hasattr(data, "attribute"):
        return value.holding(_Asked(data, key))
    return value


class _Asked(Map):
    """A resource or the outputs of a module, asked for by a key that only may exist."""

    __slots__ = ("key", "of")

    def __init__(self, of: Any, key: str) -> None:
        super().__init__(of.items, of.rest, of.keys)
        self.of = of
        self.key = key

    def attribute(self, name: str, span: Any) -> Value:
        """One attribute."""
        return asked(self.of.attribute(name, span), self.key)


def both(one: Value, other: Value) -> Value:
    """Existence under two conditions."""
    if one.data is True:
        return other
    if other.data is True:
        return one
    return distribute(lambda pair: made(pair[0].data is True and pair[1].data is True, one.span, pair), [one, other])


def either(one: Value, other: Value) -> Value:
    """Existence under one of two conditions."""
    if one.data is True or other.data is True:
        return one if one.data is True else other
    return distribute(lambda pair: made(pair[0].data is True or pair[1].data is True, one.span, pair), [one, other])
