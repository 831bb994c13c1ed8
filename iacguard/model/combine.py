"""What a value computed from other values carries on: their references, their marks, and where they came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from iacguard.model.value import Choice, Error, Reference, Seq, Unknown, Value


class Input(str):
    """The symbol of an input without a value: comparing it with a literal is a decision on this atom."""

    __slots__ = ()


class Identifier(str):
    """The symbol of what a service calls a thing: never empty, and no pattern."""

    __slots__ = ()

    def allows(self, text: str) -> bool:
        """Whether a thing may be called so."""
        return text != "" and "*" not in text


def refs_of(values: Sequence[Value]) -> tuple[Reference, ...]:
    """All references that values carry, each once."""
    found = [reference for value in values for reference in value.refs]
    return tuple(dict.fromkeys(found)) if found else ()


def marks_of(values: Sequence[Value]) -> frozenset[str]:
    """All marks that values carry."""
    marks: frozenset[str] = frozenset()
    for value in values:
        if value.marks:
            marks |= value.marks
    return marks


def made(data: Any, span: Any, values: Sequence[Value], decoded: Value | None = None) -> Value:
    """A value computed from others: their references and marks go with it; a lone source becomes the origin."""
    origin = values[0] if len(values) == 1 else None
    return Value(data, span, refs_of(values), origin, marks_of(values), decoded)


def first_error(values: Sequence[Value]) -> Error | None:
    """The first error among values."""
    return next((value.data for value in values if isinstance(value.data, Error)), None)


def first_unknown(values: Sequence[Value]) -> Unknown | None:
    """The first unknown among values."""
    return next((value.data for value in values if value.data.__class__ is Unknown), None)


def options_of(value: Value) -> Iterator[Value]:
    """What a value may be: the options of a Choice, those of its options too; else the value itself."""
    if value.data.__class__ is not Choice:
        yield value
        return
    for option in value.data.options.values():
        yield from options_of(option)


def calmed(value: Value) -> Value:
    """A value that is unknown under those decisions under which it is an Error."""
    data = value.data
    if data.__class__ is Choice:
        data = Choice(data.atom, {label: calmed(option) for label, option in data.options.items()})
    elif isinstance(data, Error):
        data = Unknown(data.why)
    else:
        return value
    return value.holding(data)


def used(value: Value, span: Any) -> Value:
    """`value.used_at(span)`, its options and elements too: whatever is chosen, the place of use is `span`."""
    data = value.data
    if data.__class__ is Choice:
        data = Choice(data.atom, {label: used(option, span) for label, option in data.options.items()})
    elif data.__class__ is Seq and data.items:
        data = Seq([used(item, span) for item in data.items], data.maybe, data.rest)
    return Value(data, span, value.refs, value if value.span is not None else value.origin, value.marks, value.decoded)


def with_mark(value: Value, mark: str) -> Value:
    """The same value under one more mark, whichever of its options is chosen."""
    data = value.data
    if data.__class__ is Choice:
        data = Choice(data.atom, {label: with_mark(option, mark) for label, option in data.options.items()})
    return Value(data, value.span, value.refs, value.origin, value.marks | {mark}, value.decoded)
