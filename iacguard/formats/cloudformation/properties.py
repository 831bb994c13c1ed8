"""Properties of a resource as one mapping, however inputs decide between them; and whether the resource exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iacguard.formats.cloudformation.intrinsics.conditions import fold
from iacguard.model.source import Span
from iacguard.model.value import Choice, Map, Unknown, Value
from iacguard.model.world import choose

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack


def both(one: Value, other: Value, stack: Stack) -> Value:
    """Existence under two conditions."""
    if one.data is True:
        return other
    return one if other.data is True else fold(False, [one, other], stack)


def flattened(value: Value, span: Span | None) -> Value:
    """A mapping between whose forms an input decides as a mapping of choices: each key by itself."""
    data = value.data
    if data.__class__ is not Choice:
        return value
    options = {label: flattened(option, span) for label, option in data.options.items()}
    maps = {label: option.data if option.data is not None else Map({}) for label, option in options.items()}
    if not all(isinstance(one, Map) for one in maps.values()):
        return Value(Unknown("an input decides its properties"), span, value.refs)
    names = dict.fromkeys(name for one in maps.values() for name in one.items)
    items = {
        name: choose(data.atom, {label: one.items.get(name) or Value(None, span) for label, one in maps.items()})
        for name in names
    }
    rest = next((one.rest for one in maps.values() if one.rest is not None), None)
    return Value(Map(items, rest), span, value.refs)
