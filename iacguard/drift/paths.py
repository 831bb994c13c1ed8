"""Steps into a declared value."""

from __future__ import annotations

from collections.abc import Iterable

from iacguard.model.value import Map, Seq, Value


def follow(value: Value, steps: Iterable[str | int]) -> tuple[Value, bool]:
    """The last value on the way that is written, and whether it is the end of the way."""
    for step in steps:
        data = value.data
        if isinstance(data, Map) and str(step) in data.items:
            value = data.items[str(step)]
        elif isinstance(data, Seq) and str(step).isdigit() and int(step) < len(data.items):
            value = data.items[int(step)]
        else:
            return value, False
    return value, True
