"""Functions over lists and other sequences; they keep what is known of those that are partly known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from iacguard.formats.terraform.access import below
from iacguard.formats.terraform.functions.known import UnknownError, loose, need_all, need_length, partly
from iacguard.formats.terraform.functions.signature import (
    Function,
    FunctionError,
    LimitError,
    table,
    takes,
    whole,
)
from iacguard.formats.terraform.values import numbers
from iacguard.formats.terraform.values.conversion import convert
from iacguard.formats.terraform.values.ordering import key_of
from iacguard.formats.terraform.values.refine import collapsed
from iacguard.formats.terraform.values.types import (
    ANY,
    BOOL,
    LIST,
    NUMBER,
    STRING,
    STRINGS,
    ListOf,
    SetOf,
    Type,
    list_of,
    tuple_of,
    type_of,
)
from iacguard.formats.terraform.values.unify import unify
from iacguard.formats.terraform.values.weight import MAX_TEXT
from iacguard.model.value import Choice, Map, Possible, Seq, Unknown, Value, pieces

MAX_RANGE = 1024
"""Terraform's own limit for `range`."""
_SEQUENCES = ("list", "set", "tuple")


def _like(data: Seq, items: Sequence[Value]) -> Seq:
    """Some elements of a sequence as a sequence of its kind; a set becomes a list."""
    return ListOf(items, data.inner) if isinstance(data, (ListOf, SetOf)) else Seq(items)


def _concat_type(args: Sequence[Value]) -> Type:
    types = [type_of(arg) for arg in args]
    if any(
        type not in ("list", "tuple", "any") or isinstance(arg.data, Map) for type, arg in zip(types, args, strict=True)
    ):
        raise FunctionError("takes lists and tuples")
    if any(type == "any" for type in types):
        return ANY
    if all(type == "list" for type in types):
        found = unify(types)
        if found is not None:
            return found
    if any(type == "list" and loose(arg) is not None for type, arg in zip(types, args, strict=True)):
        return ANY
    return tuple_of([type_of(item) for arg in args for item in _items(arg)])


def _items(arg: Value) -> Sequence[Value]:
    return arg.data.items if isinstance(arg.data, Seq) else [Value(arg.data) for _ in type_of(arg).elements]


def _concat(*args: Value) -> Any:
    type = _concat_type(args)
    if type == "list":
        args = tuple(convert(arg, type) for arg in args)
    items: list[Value] = []
    maybe: list[Possible] = []
    rest: Unknown | None = None
    for arg in args:
        data = arg.data
        if isinstance(data, Unknown) and type_of(arg) == "tuple":
            items += [Value(below(data, str(n), inner)) for n, inner in enumerate(type_of(arg).elements)]
        elif isinstance(data, Unknown):
            rest = rest or Unknown(data.why)
        else:
            items += data.items
            maybe += data.maybe
            rest = rest or data.rest
    return ListOf(items, type.inner, maybe, rest) if type == "list" else Seq(items, maybe, rest)


def _element_type(args: Sequence[Value]) -> Type:
    type = type_of(args[0])
    if type == "list":
        return type.inner
    if type == "any":
        return ANY
    if type != "tuple":
        raise FunctionError("takes a list" if type != "set" else "takes a list; the elements of a set have no order")
    at = args[1].data
    if isinstance(at, Unknown):
        return ANY
    if not type.elements:
        raise FunctionError("the list is empty")
    return type.elements[whole(args[1], "the index") % len(type.elements)]


def _element(value: Value, at: Value) -> Any:
    data = value.data
    if isinstance(data, Unknown):
        raise UnknownError(data)
    need_length(value)
    if not data.items:
        raise FunctionError("the list is empty")
    return data.items[whole(at, "the index") % len(data.items)]


def _compact(collection: Value) -> Any:
    data = collection.data
    if isinstance(data, Unknown):
        raise UnknownError(data)
    items, maybe, rest = [], list(data.maybe), data.rest
    for item in data.items:
        if isinstance(item.data, Unknown) and not item.data.prefix:
            maybe.append(Possible(item, Value(Unknown(item.data.why, None, BOOL, True))))
        elif item.data not in (None, ""):
            items.append(item)
    return ListOf(items, STRING, maybe, rest)


def _distinct(collection: Value) -> Any:
    need_all(collection)
    found: dict[Any, Value] = {}
    for item in collection.data.items:
        found.setdefault(key_of(item.data), item)
    return ListOf(list(found.values()), collection.data.inner)


def _flatten_type(args: Sequence[Value]) -> Type:
    if type_of(args[0]) not in (*_SEQUENCES, "any"):
        raise FunctionError("takes a list, a set or a tuple")
    return ANY


def _flatten(collection: Value) -> Any:
    items: list[Value] = []
    maybe: list[Possible] = []
    rest: Unknown | None = None
    marks: frozenset[str] = frozenset()
    stack = [collection]
    while stack:
        value = stack.pop()
        data = value.data
        if isinstance(data, Seq):
            marks |= value.marks
            stack += reversed(data.items)
            maybe += [p for one in data.maybe for p in _flat_maybe(one)]
            rest = rest or data.rest
        elif isinstance(data, Unknown) and type_of(value) in ("any", *_SEQUENCES):
            rest = rest or Unknown(data.why)
        elif isinstance(data, Choice):
            rest = rest or Unknown("a part of it depends on an input")
        else:
            items.append(value)
    return Value(Seq(items, maybe, rest), marks=marks)


def _flat_maybe(possible: Possible) -> list[Possible]:
    """An element that may be there; its own elements, where it is a list."""
    data = possible.value.data
    if isinstance(data, Seq) and data.rest is None and not data.maybe:
        return [p for item in data.items for p in _flat_maybe(Possible(item, possible.why))]
    return [possible]


def _slice_type(args: Sequence[Value]) -> Type:
    type = type_of(args[0])
    if type not in ("list", "tuple", "any"):
        raise FunctionError("takes a list")
    data = args[0].data
    known = (
        data.items if isinstance(data, Seq) and loose(args[0]) is None else type.elements if type == "tuple" else None
    )
    bounds = [None if isinstance(arg.data, Unknown) else whole(arg, "an index") for arg in args[1:]]
    for bound in bounds:
        if bound is not None and (bound < 0 or (known is not None and bound > len(known))):
            raise FunctionError("the range is outside of the list")
    start, end = bounds
    if start is not None and end is not None and start > end:
        raise FunctionError("the range ends before it starts")
    if type != "tuple":
        return type
    return ANY if start is None or end is None else tuple_of(type.elements[start:end])


def _slice(collection: Value, start: Value, end: Value) -> Any:
    data = collection.data
    if isinstance(data, Unknown):
        raise UnknownError(data)
    a, b = start.data, end.data
    need_length(collection)
    return _like(data, data.items[a:b])


def _reversed_type(args: Sequence[Value]) -> Type:
    type = type_of(args[0])
    if type not in _SEQUENCES:
        raise FunctionError("takes a list")
    return tuple_of(type.elements[::-1]) if type == "tuple" else list_of(type.inner)


def _reverse(collection: Value) -> Any:
    return _like(collection.data, collection.data.items[::-1])


def _sort(collection: Value) -> Any:
    why = partly(collection)
    if why is not None:
        data = collection.data
        count = None if loose(collection) is not None else len(data.items)
        low, high = (data.low, data.high) if isinstance(data, Unknown) else (count, count)
        if type_of(collection).length is not None:
            low = high = type_of(collection).length
        return collapsed(Unknown(why.why, None, STRINGS, True, "", low, high))
    if any(item.data is None for item in collection.data.items):
        raise FunctionError("its elements cannot be null")
    return ListOf(sorted(collection.data.items, key=lambda item: item.data), STRING)


def _chunklist(collection: Value, size: Value) -> Any:
    data, step = collection.data, whole(size, "the size")
    if step < 0:
        raise FunctionError("the size cannot be negative")
    items = data.items
    inner = list_of(data.inner)
    if not items:
        return ListOf([], inner)
    step = step or len(items)
    chunks = [Value(ListOf(items[n : n + step], data.inner)) for n in range(0, len(items), step)]
    return ListOf(chunks, inner)


def _range(*args: Value) -> Any:
    found = [arg.data for arg in args]
    start, end = (0, found[0]) if len(found) == 1 else (found[0], found[1])
    step = found[2] if len(found) > 2 else (1 if start <= end else -1)
    if step == 0:
        if start == end:
            return ListOf([], NUMBER)
        raise FunctionError("the step cannot be 0")
    if (start < end and step < 0) or (start > end and step > 0):
        raise FunctionError("the step does not lead to the end")
    out: list[Value] = []
    while (start < end) if step > 0 else (start > end):
        if len(out) >= MAX_RANGE:
            raise FunctionError(f"more than {MAX_RANGE} elements")
        out.append(Value(start))
        start = numbers.add(start, step)
    return ListOf(out, NUMBER)


def _join(by: Value, *lists: Value) -> Any:
    parts: list[str | Unknown] = []
    unknown: Unknown | None = None
    items = 0
    for value in lists:
        why = loose(value)
        if why is not None:  # of no elements perhaps
            unknown = unknown or why
            parts.append(Unknown(why.why))
            continue
        for item in value.data.items:
            if item.data is None and unknown is None:
                raise FunctionError("the elements cannot be null")
            if items:
                parts.append(by.data)
            items += 1
            if not isinstance(item.data, str):
                unknown = unknown or item.data
            parts.append(item.data)
    if sum(len(part) for part in parts if isinstance(part, str)) > MAX_TEXT:
        raise LimitError("the text becomes too long")
    if unknown is None:
        return "".join(parts)  # type: ignore[arg-type]
    if items == 1 and not any(map(loose, lists)):  # that element, with the structure that it encodes
        return next(value.data.items[0] for value in lists if value.data.items)
    prefix, tail = pieces(parts)
    return Unknown(unknown.why, None, STRING, True, prefix, tail=tail)


FUNCTIONS = table(
    Function("concat", (takes(ANY, "umo"),), _concat_type, _concat, many=True, least=1, lazy=True),
    Function("element", (takes(ANY, "mo"), takes(NUMBER)), _element_type, _element, not_null=False, lazy=True),
    Function("compact", (takes(STRINGS, "uo"),), STRINGS, _compact),
    Function("distinct", (takes(LIST),), lambda args: type_of(args[0]), _distinct),
    Function("flatten", (takes(ANY, "muo"),), _flatten_type, _flatten),
    Function("slice", (takes(ANY, "mo"), takes(NUMBER), takes(NUMBER)), _slice_type, _slice),
    Function("reverse", (takes(ANY, "m"),), _reversed_type, _reverse),
    Function("sort", (takes(STRINGS, "uo"),), STRINGS, _sort),
    Function("chunklist", (takes(LIST, "m"), takes(NUMBER, "m")), lambda args: list_of(type_of(args[0])), _chunklist),
    Function("range", (takes(NUMBER),) * 3, list_of(NUMBER), _range, least=1),
)
