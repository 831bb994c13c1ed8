"""How much a value holds, so that programs that double what they have are stopped before the memory is full."""

from __future__ import annotations

from iacguard.model.value import Choice, Error, Map, Seq, Value

MAX_TEXT = 1_048_576
"""Characters of one text."""
MAX_WEIGHT = 250_000
"""What one value may weigh: one for each part, and one more for every 64 characters of text."""


class Limit(Error):  # noqa: N818 (data of a value, never raised)
    """What goes beyond a bound of ours: no fault of the program, so that `try` and `can` do not take it for one."""

    __slots__ = ()


def weight(value: Value) -> int:
    """What a value weighs with everything below it, as if each part that it holds twice were there twice."""
    data = value.data
    if data.__class__ is str:
        return 1 + len(data) // 64
    if isinstance(data, Seq):
        if not data.weight:
            data.weight = 1 + sum(map(weight, data.items)) + sum(weight(possible.value) for possible in data.maybe)
        return data.weight
    if isinstance(data, Map) and data.items.__class__ is dict:  # what is not yet evaluated weighs nothing
        if not data.weight:
            data.weight = 1 + sum(map(weight, data.items.values()))
        return data.weight
    if data.__class__ is Choice:
        return 1 + sum(map(weight, data.options.values()))
    return 1


def too_heavy(value: Value) -> str:
    """Why a value is more than any program may build; empty where it is not."""
    data = value.data
    if data.__class__ is str:
        return f"a text of more than {MAX_TEXT} characters" if len(data) > MAX_TEXT else ""
    return f"a value of more than {MAX_WEIGHT} parts" if weight(value) > MAX_WEIGHT else ""
