"""What of a value is known: wholly, partly, or depending on inputs."""

from __future__ import annotations

from iacguard.model.value import Choice, Map, Seq, Unknown, Value


class UnknownError(Exception):
    """The answer is not known, for the reason of an Unknown."""

    def __init__(self, why: Unknown) -> None:
        super().__init__(why.why)
        self.why = why


def partly(value: Value) -> Unknown | None:
    """Why a value is not wholly known, if it is not."""
    data = value.data
    if isinstance(data, Unknown):
        return data
    if isinstance(data, Choice):
        return Unknown("a part of it depends on an input")
    if isinstance(data, (Seq, Map)):
        if data.rest is not None:
            return data.rest
        if getattr(data, "maybe", ()):
            return Unknown("how long it is depends on an input")
        items = data.items if isinstance(data, Seq) else data.items.values()
        return next((why for item in items if (why := partly(item)) is not None), None)
    return None


def loose(value: Value) -> Unknown | None:
    """Why it is not known how many elements a value has, if it is not."""
    data = value.data
    if isinstance(data, Unknown):
        return data
    if isinstance(data, (Seq, Map)):
        if data.rest is not None:
            return data.rest
        if getattr(data, "maybe", ()):
            return Unknown("how long it is depends on an input")
    return None


def need_length(value: Value) -> None:
    """Raises UnknownError where order or size of a collection is not known."""
    why = loose(value)
    if why is not None:
        raise UnknownError(why)


def need_all(*values: Value) -> None:
    """Raises UnknownError where anything of the values is not known."""
    for value in values:
        why = partly(value)
        if why is not None:
            raise UnknownError(why)


def marks_below(value: Value) -> frozenset[str]:
    """The marks of a value and of everything in it."""
    marks = value.marks
    data = value.data
    if isinstance(data, Seq):
        for item in data.items:
            marks |= marks_below(item)
    elif isinstance(data, Map):
        for item in data.items.values():
            marks |= marks_below(item)
    return marks
