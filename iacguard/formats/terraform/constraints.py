"""Type constraints as the language writes them, and the defaults that optional attributes bring with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from iacguard.formats.terraform import ast
from iacguard.formats.terraform.values.types import (
    ANY,
    KNOWN,
    ListOf,
    MapOf,
    SetOf,
    Type,
    list_of,
    map_of,
    object_of,
    set_of,
    tuple_of,
)
from iacguard.model.value import Error, Map, Seq, Value

_MAKERS: Mapping[str, Callable[[Type], Type]] = {"list": list_of, "set": set_of, "map": map_of}


def parse_type(expression: ast.Expression, inside: bool = False) -> Type | Error:
    """The type that an expression of the type language names; `inside` an object, where optional() may stand."""
    if isinstance(expression, ast.Name):
        if expression.name == "any":
            return ANY
        found = KNOWN.get(expression.name)
        return found if found is not None else Error(f"{expression.text} is not a type")
    if isinstance(expression, ast.Literal) and isinstance(expression.value, str):
        legacy = KNOWN.get(expression.value)
        return legacy if legacy is not None and expression.value != "set" else Error(f"{expression.text} is not a type")
    if isinstance(expression, ast.Template) and expression.wrapped:
        return parse_type(expression.parts[0])
    if not isinstance(expression, ast.Call) or len(expression.args) != 1:
        return Error(f"{expression.text.split('(')[0]} is not a type")
    name, first = expression.name, expression.args[0]
    if name in _MAKERS:
        inner = parse_type(first)
        return inner if isinstance(inner, Error) else _MAKERS[name](inner)
    if name == "tuple" and isinstance(first, ast.ListExpression):
        parts = [parse_type(item) for item in first.items]
        wrong = next((part for part in parts if isinstance(part, Error)), None)
        return wrong or tuple_of([part for part in parts if isinstance(part, Type)])
    if name == "object" and isinstance(first, ast.ObjectExpression):
        return _object_type(first)
    return Error(f"{expression.text.split('(')[0]} is not a type")


def _object_type(expression: ast.ObjectExpression) -> Type | Error:
    attributes: dict[str, Type] = {}
    optional: dict[str, ast.Expression | None] = {}
    for key, value in expression.items:
        name = key.name if isinstance(key, ast.Name) else str(getattr(key, "value", key.text))
        if isinstance(value, ast.Call) and value.name == "optional":
            if not 1 <= len(value.args) <= 2:
                return Error("optional takes a type, and a default")
            optional[name] = value.args[1] if len(value.args) > 1 else None
            value = value.args[0]
        inner = parse_type(value)
        if isinstance(inner, Error):
            return inner
        attributes[name] = inner
    return object_of(attributes, optional)


Default = Callable[[ast.Expression, Type], Value]
"""Gives the value of a default expression, converted to its type."""


def with_defaults(value: Value, type: Type, default: Default) -> Value:
    """A value with the defaults of a type constraint in place of what it leaves out or has as null."""
    data = value.data
    if not _brings(type):
        return value
    if isinstance(data, Seq) and type in ("list", "set", "tuple"):
        inner = [type.inner] * len(data.items) if type != "tuple" else list(type.elements)
        items = [with_defaults(item, one, default) for item, one in zip(data.items, inner, strict=False)]
        if len(items) < len(data.items):
            return value
        return value.holding(Seq(items, data.maybe, data.rest))
    if isinstance(data, Map) and type == "map":
        items_ = {name: with_defaults(item, type.inner, default) for name, item in data.items.items()}
        return value.holding(Map(items_, data.rest, data.keys))
    if isinstance(data, Map) and type == "object":
        return value.holding(Map(_filled(data, type, default), data.rest, data.keys))
    return value


def _filled(data: Map, type: Type, default: Default) -> dict[str, Value]:
    items: dict[str, Value] = dict(data.items.items())
    for name, inner in type.attributes.items():
        item = items.get(name)
        expression = type.optional.get(name)
        if item is None and data.rest is not None:
            continue
        if (item is None or item.data is None) and expression is not None:
            item = default(expression, inner)
        if item is not None:
            items[name] = with_defaults(item, inner, default)
    return items


def defaults_in(type: Type) -> Iterator[tuple[ast.Expression, Type]]:
    """The defaults that a type constraint has anywhere, each with the type that it must have."""
    if type in ("list", "set", "map"):
        yield from defaults_in(type.inner)
    for name, inner in type.attributes.items():
        default = type.optional.get(name)
        if default is not None:
            yield default, inner
        yield from defaults_in(inner)
    for element in type.elements:
        yield from defaults_in(element)


def _brings(type: Type) -> bool:
    """Whether a type has defaults anywhere."""
    if type in ("list", "set", "map"):
        return _brings(type.inner)
    if any(default is not None for default in type.optional.values()):
        return True
    return any(map(_brings, (*type.attributes.values(), *type.elements)))


__all__ = ["ListOf", "MapOf", "SetOf", "parse_type", "with_defaults"]
