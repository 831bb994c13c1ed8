"""Terraform's types and conversions, as far as values are concerned."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from iacguard.formats.terraform import ast
from iacguard.model.value import Choice, Error, Map, Seq, Unknown, Value
from iacguard.model.world import choose

NUMBER = (int, float, Decimal)


class SetOf(Seq):
    """A set: no element twice, in the order in which Terraform shows it."""

    __slots__ = ()


class Type(NamedTuple):
    """A type constraint. `inner` is the element type; `attributes` those of an object, `elements` those of a tuple."""

    name: str
    inner: Any = None
    attributes: Mapping[str, tuple[Any, bool, ast.Expression | None]] = {}
    elements: tuple[Any, ...] = ()


ANY = Type("any")


def parse_type(expression: ast.Expression) -> Type | Error:
    """The type that an expression of the type language names."""
    if isinstance(expression, ast.Name) and expression.name in (
        "string",
        "number",
        "bool",
        "any",
        "list",
        "map",
        "set",
    ):
        return Type(expression.name, ANY if expression.name in ("list", "map", "set") else None)
    if isinstance(expression, ast.Literal) and expression.value in ("string", "list", "map", "number", "bool"):
        return Type(expression.value, ANY if expression.value in ("list", "map") else None)
    if not isinstance(expression, ast.Call) or not expression.args:
        return Error(f"{expression.text} is no type")
    name, first = expression.name, expression.args[0]
    if name in ("list", "set", "map"):
        inner = parse_type(first)
        return inner if isinstance(inner, Error) else Type(name, inner)
    if name == "tuple" and isinstance(first, ast.ListExpression):
        parts = [parse_type(item) for item in first.items]
        wrong = next((part for part in parts if isinstance(part, Error)), None)
        return wrong or Type("tuple", elements=tuple(parts))
    if name == "object" and isinstance(first, ast.ObjectExpression):
        return _object_type(first)
    return Error(f"{expression.text.split('(')[0]} is no type")


def _object_type(expression: ast.ObjectExpression) -> Type | Error:
    attributes: dict[str, tuple[Type, bool, ast.Expression | None]] = {}
    for key, value in expression.items:
        name = key.name if isinstance(key, ast.Name) else str(getattr(key, "value", key.text))
        optional, default = False, None
        if isinstance(value, ast.Call) and value.name == "optional" and value.args:
            optional, default = True, value.args[1] if len(value.args) > 1 else None
            value = value.args[0]
        inner = parse_type(value)
        if isinstance(inner, Error):
            return inner
        attributes[name] = (inner, optional, default)
    return Type("object", attributes=attributes)


def show(number: int | float | Decimal) -> str:
    """A number as Terraform writes it in a text."""
    if isinstance(number, float):
        number = Decimal(repr(number))
    if isinstance(number, int) or number == number.to_integral_value():
        return str(int(number))
    return format(number.normalize(), "f")


def to_string(value: Value) -> Value:
    """A scalar as text; Error for anything else. Unknown stays, refined."""
    data = value.data
    if data is None or isinstance(data, (str, Error)):
        return value
    if isinstance(data, bool):
        return _same(value, "true" if data else "false")
    if isinstance(data, NUMBER):
        return _same(value, show(data))
    if isinstance(data, Unknown):
        return value if data.type == "string" else _same(value, _retyped(data, "string"))
    return _same(value, Error("a text is needed here"))


def to_number(value: Value) -> Value:
    """A number, or a text that is one."""
    data = value.data
    if data is None or isinstance(data, (Error, Unknown)) or (isinstance(data, NUMBER) and not isinstance(data, bool)):
        return value
    if isinstance(data, str) and len(data) < 1000:
        try:
            number = Decimal(data)
            if number.is_finite() and abs(number.adjusted()) < 400 and data.strip() == data:
                return _same(value, int(number) if number == number.to_integral_value() else number)
        except InvalidOperation:
            pass
    return _same(value, Error("a number is needed here"))


def to_bool(value: Value) -> Value:
    """A bool, or a text that is one."""
    data = value.data
    if data is None or isinstance(data, (bool, Error, Unknown)):
        return value
    if data in ("true", "false"):
        return _same(value, data == "true")
    return _same(value, Error("true or false is needed here"))


def _same(value: Value, data: Any) -> Value:
    return Value(data, value.span, value.refs, value.origin, value.marks)


def _retyped(data: Unknown, type: str) -> Unknown:
    return Unknown(data.why, data.symbol, type, data.not_null, data.prefix, data.low, data.high)


def key_of(data: Any) -> Any:
    """What makes two elements of a set the same; None where that is not known."""
    if isinstance(data, (Unknown, Choice, Error)):
        return None
    if isinstance(data, Seq):
        parts = [key_of(v.data) for v in data.items]
        return None if data.rest or data.maybe or None in parts else ("seq", *parts)
    if isinstance(data, Map):
        pairs = [(name, key_of(v.data)) for name, v in sorted(data.items.items())]
        return None if data.rest or any(k is None for _, k in pairs) else ("map", *pairs)
    return type(data).__name__.replace("Decimal", "int"), data


def to_set(value: Value) -> Value:
    """A collection as a set: elements once, ordered as Terraform shows them."""
    data = value.data
    if isinstance(data, SetOf) or not isinstance(data, Seq):
        return value
    found: dict[Any, Value] = {}
    unknown: list[Value] = []
    for item in data.items:
        key = key_of(item.data)
        if key is None:
            unknown.append(item)
        else:
            found.setdefault(key, item)
    items = list(found.values())
    if all(isinstance(item.data, str) for item in items) or all(isinstance(item.data, NUMBER) for item in items):
        items.sort(key=lambda item: item.data)
    return Value(SetOf([*items, *unknown], data.maybe, data.rest), value.span, value.refs, value.origin, value.marks)


def convert(value: Value, type: Type, defaults: Any = None) -> Value:
    """A value under a type constraint; Error where it cannot be. `defaults` evaluates an optional's default."""
    data = value.data
    if isinstance(data, Error) or type.name == "any":
        return value
    if data is None:
        return value
    if isinstance(data, Choice):
        return choose(data.atom, {label: convert(option, type, defaults) for label, option in data.options.items()})
    if isinstance(data, Unknown):
        return _same(value, _retyped(data, type.name)) if data.type is None else value
    if type.name in ("string", "number", "bool"):
        made = {"string": to_string, "number": to_number, "bool": to_bool}[type.name](value)
        if isinstance(made.data, Error):
            return _same(value, Error(f"a {type.name} is required"))
        return made
    if type.name in ("list", "set", "tuple"):
        return _sequence(value, type, defaults)
    if isinstance(data, Seq) or not isinstance(data, Map):
        return _same(value, Error(f"{'an object' if type.name == 'object' else 'a map'} is required"))
    return _object(value, type, defaults) if type.name == "object" else _map(value, type, defaults)


def _sequence(value: Value, type: Type, defaults: Any) -> Value:
    data = value.data
    if not isinstance(data, Seq):
        return _same(value, Error(f"a {type.name} is required"))
    inner = type.elements or (type.inner or ANY,) * len(data.items)
    if type.name == "tuple" and len(inner) != len(data.items):
        return _same(value, Error(f"a tuple of {len(inner)} elements is required"))
    items = [convert(item, kind, defaults) for item, kind in zip(data.items, inner, strict=False)]
    wrong = next((item for item in items if isinstance(item.data, Error)), None)
    if wrong is not None:
        return wrong
    made = Value(Seq(items, data.maybe, data.rest), value.span, value.refs, value.origin, value.marks)
    return to_set(made) if type.name == "set" else made


def _map(value: Value, type: Type, defaults: Any) -> Value:
    items = {name: convert(item, type.inner or ANY, defaults) for name, item in value.data.items.items()}
    wrong = next((item for item in items.values() if isinstance(item.data, Error)), None)
    return wrong or Value(
        Map(items, value.data.rest, value.data.keys), value.span, value.refs, value.origin, value.marks
    )


def _object(value: Value, type: Type, defaults: Any) -> Value:
    """Attributes that the type does not name are dropped; optional ones get their default."""
    items: dict[str, Value] = {}
    for name, (inner, optional, default) in type.attributes.items():
        item = value.data.items.get(name)
        if item is None and value.data.rest is not None:
            item = Value(value.data.rest, value.span)
        if item is None and not optional:
            return _same(value, Error(f"the attribute {name} is required"))
        if (item is None or item.data is None) and default is not None and defaults is not None:
            item = defaults(default)
        items[name] = convert(item if item is not None else Value(None, value.span), inner, defaults)
        if isinstance(items[name].data, Error):
            return _same(value, Error(f"attribute {name}: {items[name].data.why}"))
    return Value(Map(items, None, value.data.keys), value.span, value.refs, value.origin, value.marks)
