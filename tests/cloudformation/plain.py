"""Values as plain Python under given inputs, to compare them."""

from __future__ import annotations

from typing import Any

from iacguard.model.value import Map, Seq, Unknown, Value, fits
from iacguard.model.world import EMPTY, World, force


class Open(str):
    """What is not known: shown by its prefix, equal to nothing but another with the same reason."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Open({str(self)!r})"


def plain(value: Value, world: World = EMPTY) -> Any:
    """Plain data; null keys and elements that the world removes are gone, what is unknown is `Open`."""
    value = force(value, world)
    data = value.data
    if isinstance(data, Map):
        pairs = {key: plain(item, world) for key, item in data.items.items()}
        return {key: item for key, item in pairs.items() if item is not None}
    if isinstance(data, Seq):
        items = [plain(item, world) for item in data.items]
        there = [p for p in data.maybe if force(p.why, world).data is True]
        return items + [plain(p.value, world) for p in there]
    return Open(data.prefix) if isinstance(data, Unknown) else data


def admits(value: Value, known: Any) -> bool:
    """Whether what is known of a value leaves room for some plain data."""
    data = value.data
    if hasattr(data, "atom"):
        return any(admits(option, known) for option in data.options.values())
    if isinstance(data, Unknown):
        if known is None:
            return not data.not_null
        return not (data.prefix or data.tail) or (isinstance(known, str) and fits(data, known))
    if isinstance(data, Map):
        gone = {key for key, item in data.items.items() if item.data is None}
        same = isinstance(known, dict) and known.keys() <= data.items.keys() - gone
        return same and all(admits(item, known.get(key)) for key, item in data.items.items())
    if isinstance(data, Seq):
        if not isinstance(known, list) or data.maybe or data.rest is not None:
            return isinstance(known, list)
        return len(known) == len(data.items) and all(map(admits, data.items, known))
    return type(data) is type(known) and data == known
