"""Functions that ask something of a collection, or choose between values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from iacguard.formats.terraform.functions.known import UnknownError, loose, need_all, need_length
from iacguard.formats.terraform.functions.signature import (
    Function,
    FunctionError,
    table,
    takes,
)
from iacguard.formats.terraform.values import numbers
from iacguard.formats.terraform.values.conversion import convert, to_number
from iacguard.formats.terraform.values.equality import equal
from iacguard.formats.terraform.values.types import (
    ANY,
    BOOL,
    LIST,
    NUMBER,
    ListOf,
    Type,
    list_of,
    type_of,
)
from iacguard.formats.terraform.values.unify import unify
from iacguard.model.value import Error, Seq, Unknown, Value

_SEQUENCES = ("list", "set", "tuple")


def _length_type(args: Sequence[Value]) -> Type:
    if type_of(args[0]) in ("number", "bool"):
        raise FunctionError("takes a list, a map or a text")
    return NUMBER


def _length(value: Value) -> Any:
    data = value.data
    if isinstance(data, str):
        return _characters(data)
    type = type_of(value)
    if isinstance(data, Unknown):
        if type in ("tuple", "object"):
            return len(type.elements) + len(type.attributes)
        if type.length is not None:
            return type.length
        high = data.high if type in ("list", "set", "map") else None
        low = data.low or 0 if type in ("list", "set", "map") else _characters(data.prefix)
        return Unknown(data.why, None, NUMBER, True, low=low, high=high)
    count_, maybe = len(data.items), len(getattr(data, "maybe", ()))
    if data.rest is not None or maybe:
        why = data.rest.why if data.rest else "how long it is depends on an input"
        return Unknown(why, None, NUMBER, True, low=count_, high=None if data.rest else count_ + maybe)
    return count_


def _characters(text: str) -> int:
    from iacguard.formats.terraform.functions.graphemes import count

    return count(text)


def _contains(collection: Value, wanted: Value) -> Any:
    data = collection.data
    if not isinstance(data, (Seq, Unknown)) or type_of(collection) not in (*_SEQUENCES, "any"):
        raise FunctionError("takes a list, a set or a tuple")
    if isinstance(data, Unknown):
        raise UnknownError(data)
    undecided = data.rest
    for item in data.items:
        same = equal(wanted, item)
        if same is True:
            return True
        if isinstance(same, Unknown):
            undecided = undecided or same
    if any(equal(possible.value, wanted) is not False for possible in data.maybe):
        undecided = undecided or Unknown("it depends on an input")
    if undecided is not None:
        raise UnknownError(undecided)
    return False


def _coalesce_type(args: Sequence[Value]) -> Type:
    if not args:
        raise FunctionError("takes 1 or more arguments, not 0")
    found = unify([type_of(arg) for arg in args])
    if found is None:
        raise FunctionError("its arguments have no type in common")
    return found


def _coalesce(*args: Value) -> Any:
    type = _coalesce_type(args)
    for number, arg in enumerate(args):
        found = convert(arg, type)
        data = found.data
        if data is None or (data == "" and type == "string"):
            continue
        if isinstance(data, Unknown) and not _counts(data, type) and number < len(args) - 1:
            raise UnknownError(data)
        return found
    raise FunctionError("every argument is null or empty")


def _counts(data: Unknown, type: Type) -> bool:
    """Whether what is not known is certainly neither null nor an empty text."""
    return data.not_null and (bool(data.prefix) or type not in ("string", "any"))


def _coalescelist_type(args: Sequence[Value]) -> Type:
    if not args:
        raise FunctionError("takes 1 or more arguments, not 0")
    types = []
    for arg in args:
        type = type_of(arg)
        if isinstance(arg.data, Unknown) or loose(arg) is not None:
            return ANY
        if type not in ("list", "tuple"):
            raise FunctionError("takes lists")
        types.append(type)
    return types[0] if all(type == types[0] for type in types) else ANY


def _coalescelist(*args: Value) -> Any:
    for arg in args:
        data = arg.data
        if data is None:
            continue
        if isinstance(data, Unknown):
            raise UnknownError(data)
        if data.items:
            return arg
        why = loose(arg)
        if why is not None:
            raise UnknownError(why)
    raise FunctionError("every list is empty")


def _one_type(args: Sequence[Value]) -> Type:
    type = type_of(args[0])
    if type in ("list", "set"):
        return type.inner
    if type == "any":
        return ANY
    if type != "tuple" or len(type.elements) > 1:
        raise FunctionError("takes a list with one element or none")
    return type.elements[0] if type.elements else ANY


def _one(collection: Value) -> Any:
    data = collection.data
    need_length(collection)
    if len(data.items) > 1:
        raise FunctionError("there is more than one element")
    return data.items[0] if data.items else None


def _index(collection: Value, wanted: Value) -> Any:
    if type_of(collection) not in ("list", "tuple"):
        raise FunctionError("takes a list")
    if not collection.data.items:
        raise FunctionError("the list is empty")
    for number, item in enumerate(collection.data.items):
        same = equal(item, wanted)
        if same is True:
            return number
        if isinstance(same, Unknown):
            raise UnknownError(same)
    raise FunctionError("the element is not in the list")


def _matchkeys_type(args: Sequence[Value]) -> Type:
    if unify([type_of(args[1]), type_of(args[2])]) is None:
        raise FunctionError("keys and searchset have no type in common")
    return type_of(args[0])


def _matchkeys(values: Value, keys: Value, wanted: Value) -> Any:
    if len(values.data.items) != len(keys.data.items):
        raise FunctionError("there must be as many values as keys")
    type = unify([type_of(keys), type_of(wanted)])
    assert type is not None  # the type function refused it before
    inner = values.data.inner
    searched = convert(wanted, type)
    if not searched.data.items:
        return ListOf([], inner)
    named = convert(keys, type)
    need_all(values, named, searched)
    rows = zip(values.data.items, named.data.items, strict=True)
    return ListOf([v for v, key in rows if any(equal(key, s) is True for s in searched.data.items)], inner)


def _truth(stop: bool) -> Any:
    def work(collection: Value) -> Any:
        data = collection.data
        if isinstance(data, Unknown):
            raise UnknownError(data)
        undecided = data.rest or (Unknown("it depends on an input") if data.maybe else None)
        for item in data.items:
            if item.data is stop or (item.data is None and not stop):
                return stop
            if isinstance(item.data, Unknown):
                undecided = undecided or item.data
        if undecided is not None:
            raise UnknownError(undecided)
        return not stop

    return work


def _sum(collection: Value) -> Any:
    if not isinstance(collection.data, Seq):
        raise FunctionError("takes a list of numbers")
    if not collection.data.items:
        raise FunctionError("the list is empty")
    need_all(collection)
    total: Any = 0
    for item in collection.data.items:
        found = to_number(item)
        if found.data is None or isinstance(found.data, Error):
            raise FunctionError("takes a list of numbers")
        total = numbers.add(total, found.data)
    return total


FUNCTIONS = table(
    Function("length", (takes(ANY, "umo"),), _length_type, _length, lazy=True),
    Function("contains", (takes(ANY, "o"), takes(ANY, "uo")), BOOL, _contains),
    Function("coalesce", (takes(ANY, "nuo"),), _coalesce_type, _coalesce, many=True, least=0, lazy=True),
    Function("coalescelist", (takes(ANY, "nuo"),), _coalescelist_type, _coalescelist, many=True, least=0),
    Function("one", (takes(ANY),), _one_type, _one, not_null=False),
    Function("index", (takes(ANY), takes(ANY)), NUMBER, _index),
    Function("matchkeys", (takes(LIST), takes(LIST), takes(LIST)), _matchkeys_type, _matchkeys),
    Function("alltrue", (takes(list_of(BOOL), "uo"),), BOOL, _truth(False)),
    Function("anytrue", (takes(list_of(BOOL), "uo"),), BOOL, _truth(True)),
    Function("sum", (takes(ANY),), NUMBER, _sum),
)
