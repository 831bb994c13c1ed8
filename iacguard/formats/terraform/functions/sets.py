"""Functions over sets."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from iacguard.formats.terraform.functions.known import UnknownError, partly
from iacguard.formats.terraform.functions.signature import Function, FunctionError, LimitError, table, takes
from iacguard.formats.terraform.values.conversion import convert
from iacguard.formats.terraform.values.ordering import key_of, set_value
from iacguard.formats.terraform.values.types import (
    ANY,
    SET,
    ListOf,
    SetOf,
    Type,
    list_of,
    set_of,
    tuple_of,
    type_of,
)
from iacguard.formats.terraform.values.unify import unify
from iacguard.model.value import Seq, Value

MAX_PRODUCT = 100_000
"""Combinations beyond which a product is refused."""


def _type(args: Sequence[Value]) -> Type:
    types = [type_of(arg) for arg in args]
    inners = [type.inner if type == "set" else ANY for type in types]
    if any(one == "any" and arg.data is not None and getattr(arg.data, "items", None)
           for one, arg in zip(inners, args, strict=True)):  # fmt: skip
        return SET
    inner = unify([one for one in inners if one != "any"] or [ANY])
    if inner is None:
        raise FunctionError("the sets have no type in common")
    return set_of(inner)


def _sets(name: str) -> Any:
    def work(*args: Value) -> Any:
        type = _type(args)
        args = tuple(convert(arg, type) for arg in args)
        for arg in args:
            why = partly(arg)
            if why is not None and (name != "setunion" or not all(isinstance(one.data, SetOf) for one in args)):
                raise UnknownError(why)
        if any(partly(arg) is not None for arg in args):
            items = [item for arg in args for item in arg.data.items]
            maybe = [possible for arg in args for possible in arg.data.maybe]
            return set_value(items, type.inner, maybe, next((arg.data.rest for arg in args if arg.data.rest), None))
        rows = [{key_of(item.data): item for item in arg.data.items} for arg in args]
        first = rows[0]
        if name == "setunion":
            kept = {key: item for row in rows for key, item in row.items()}
        elif name == "setintersection":
            kept = {key: item for key, item in first.items() if all(key in row for row in rows[1:])}
        else:
            kept = {key: item for key, item in first.items() if key not in rows[1]}
        return set_value(kept.values(), type.inner)

    return work


def _product_type(args: Sequence[Value]) -> Type:
    if len(args) < 2:
        raise FunctionError(f"takes 2 or more arguments, not {len(args)}")
    inner: list[Type] = []
    for arg in args:
        type = type_of(arg)
        if type in ("list", "set"):
            inner.append(type.inner)
        elif type == "tuple":
            found = unify(type.elements) if type.elements else ANY
            if found is None:
                raise FunctionError("the elements of an argument have no type in common")
            inner.append(found)
        else:
            raise FunctionError("takes sets or lists")
    row = tuple_of(inner)
    return set_of(row) if any(type_of(arg) == "set" for arg in args) else list_of(row)


def _product(*args: Value) -> Any:
    type = _product_type(args)
    total = 1
    for arg in args:
        total *= len(arg.data.items)
    if total > MAX_PRODUCT:
        raise LimitError(f"more than {MAX_PRODUCT:,} combinations")
    columns = [
        [convert(item, inner) for item in arg.data.items] for arg, inner in zip(args, type.inner.elements, strict=True)
    ]
    rows = [Value(Seq(list(row))) for row in itertools.product(*columns)]
    return set_value(rows, type.inner) if type == "set" else ListOf(rows, type.inner)


FUNCTIONS = table(
    Function("setunion", (takes(SET),), _type, _sets("setunion"), many=True, least=1),
    Function("setintersection", (takes(SET),), _type, _sets("setintersection"), many=True, least=1),
    Function("setsubtract", (takes(SET), takes(SET)), _type, _sets("setsubtract")),
    Function("setproduct", (takes(ANY, "m"),), _product_type, _product, many=True, least=0),
)
