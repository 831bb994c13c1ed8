"""Operators, indexing and templates over evaluated values, with Terraform's conversions. None sees a Choice on top."""

from __future__ import annotations

import decimal
import operator
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from iacguard.formats.terraform.convert import NUMBER, key_of, to_bool, to_number, to_string
from iacguard.model.combine import Input, first_error, first_unknown, made, marks_of, refs_of
from iacguard.model.value import OTHER, Choice, Error, Map, Seq, Unknown, Value
from iacguard.syntax.json import decode_parts

CONTEXT = decimal.Context(prec=160)
_ORDER = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_ARITHMETIC = {"+": CONTEXT.add, "-": CONTEXT.subtract, "*": CONTEXT.multiply, "/": CONTEXT.divide}


def binary(sign: str, left: Value, right: Value, span: Any) -> Value:
    """`left sign right`."""
    pair = (left, right)
    if sign in ("&&", "||"):
        return _logic(sign, to_bool(left), to_bool(right), span)
    error = first_error(pair)
    if error is not None:
        return made(error, span, pair)
    if sign in ("==", "!="):
        return _equality(sign == "!=", left, right, span)
    left, right = to_number(left), to_number(right)
    error = first_error((left, right))
    if error is not None or left.data is None or right.data is None:
        return made(error or Error(f"{sign} takes numbers, not null"), span, pair)
    unknown = first_unknown((left, right))
    if unknown is not None:
        compared = _by_input(left, right, lambda a, b: bool(_ORDER[sign](a, b))) if sign in _ORDER else None
        return made(compared or Unknown(unknown.why, None, "bool" if sign in _ORDER else "number", True), span, pair)
    if sign in _ORDER:
        return made(_ORDER[sign](left.data, right.data), span, pair)
    return made(_compute(sign, left.data, right.data), span, pair)


def _compute(sign: str, a: Any, b: Any) -> Any:
    if sign in "/%" and b == 0:
        return Error("division by zero")
    if isinstance(a, int) and isinstance(b, int) and sign != "/":
        if sign == "%":
            return abs(a) % abs(b) * (1 if a >= 0 else -1)
        return {"+": operator.add, "-": operator.sub, "*": operator.mul}[sign](a, b)
    x, y = Decimal(a) if isinstance(a, int) else a, Decimal(b) if isinstance(b, int) else b
    try:
        result = CONTEXT.remainder(x, y) if sign == "%" else _ARITHMETIC[sign](x, y)
    except decimal.DecimalException:
        return Error("the result is too large")
    return int(result) if result == result.to_integral_value() else result


def _logic(sign: str, left: Value, right: Value, span: Any) -> Value:
    pair = (left, right)
    stop = sign == "||"
    if left.data is stop or (right.data is stop and left.data.__class__ is not Error):
        return made(stop, span, pair)
    error = first_error(pair)
    if error is not None:
        return made(error, span, pair)
    if left.data is None or right.data is None:
        return made(Error(f"{sign} takes true or false, not null"), span, pair)
    unknown = first_unknown(pair)
    return made(Unknown(unknown.why, None, "bool", True) if unknown else not stop, span, pair)


def _equality(negated: bool, left: Value, right: Value, span: Any) -> Value:
    pair = (left, right)
    result = equal(left, right)
    if isinstance(result, bool):
        return made(result is not negated, span, pair)
    decided = _by_input(left, right, lambda a, b: (a == b) is not negated)
    return made(decided or Unknown(result.why, None, "bool", True), span, pair)


def _by_input(left: Value, right: Value, test: Any) -> Choice | None:
    """A comparison of an input without value with a literal: decided by the input."""
    for one, other in ((left, right), (right, left)):
        data, literal = one.data, other.data
        if not isinstance(data, Unknown) or not isinstance(data.symbol, Input):
            continue
        if isinstance(literal, (str, bool)) or literal is None or isinstance(literal, NUMBER):
            if isinstance(literal, NUMBER) and not isinstance(literal, bool) and test(1, 2) != test(2, 1):
                return None
            label = "null" if literal is None else to_string(other).data
            return Choice(
                str(data.symbol), {label: Value(test(literal, literal)), OTHER: Value(test(literal, object()))}
            )
    return None


def equal(left: Value, right: Value) -> bool | Unknown:
    """Whether two values are equal: kinds must agree, as in Terraform."""
    a, b = left.data, right.data
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        return _equal_unknown(a, b)
    if isinstance(a, Choice) or isinstance(b, Choice):
        return Unknown("an element depends on an input")
    if a is None or b is None:
        return a is b
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, NUMBER) and isinstance(b, NUMBER):
        return bool(a == b)
    x, y = key_of(a), key_of(b)
    if x is not None and y is not None:
        return bool(x == y)
    return _equal_partly(a, b)


def _equal_unknown(a: Any, b: Any) -> bool | Unknown:
    if isinstance(a, Unknown) and isinstance(b, Unknown):
        return True if a.symbol is not None and a.symbol == b.symbol else a
    unknown, known = (a, b) if isinstance(a, Unknown) else (b, a)
    if known is None and unknown.not_null:
        return False
    if isinstance(known, str) and unknown.prefix and not known.startswith(unknown.prefix):
        return False
    return unknown


def _equal_partly(a: Any, b: Any) -> bool | Unknown:
    if type(a) is not type(b) and not (isinstance(a, Seq) and isinstance(b, Seq)):
        return False
    undecided: Unknown | None = None
    if isinstance(a, Seq):
        if a.rest or b.rest or a.maybe or b.maybe:
            return a.rest or b.rest or Unknown("how long a list is depends on an input")
        if len(a.items) != len(b.items):
            return False
        pairs = list(zip(a.items, b.items, strict=True))
    else:
        if not a.rest and not b.rest and a.items.keys() != b.items.keys():
            return False
        undecided = a.rest or b.rest
        pairs = [(a.items[k], b.items[k]) for k in a.items.keys() & b.items.keys()]
    for x, y in pairs:
        result = equal(x, y)
        if result is False:
            return False
        if isinstance(result, Unknown):
            undecided = result
    return undecided or True


def unary(sign: str, value: Value, span: Any) -> Value:
    """`!x`, `-x`."""
    value = to_bool(value) if sign == "!" else to_number(value)
    data = value.data
    if data is None:
        return made(Error(f"{sign} cannot take null"), span, (value,))
    if isinstance(data, Error):
        return made(data, span, (value,))
    if isinstance(data, Unknown):
        return made(Unknown(data.why, None, "bool" if sign == "!" else "number", True), span, (value,))
    return made(not data if sign == "!" else -data, span, (value,))


def attribute(value: Value, name: str, span: Any) -> Value:
    """`value.name` of an evaluated object."""
    data = value.data
    if isinstance(data, Map):
        found = data.items.get(name)
        if found is not None:
            return found.used_at(span)
        if data.rest is not None:
            return made(_below(data.rest, name), span, (value,))
        return made(Error(f"there is no attribute {name}"), span, (value,))
    if isinstance(data, Unknown):
        return made(_below(data, name), span, (value,))
    if isinstance(data, Error):
        return made(data, span, (value,))
    if data is None:
        return made(Error(f"null has no attribute {name}"), span, (value,))
    if isinstance(data, Seq) and name.isdigit():
        return index(value, Value(int(name)), span)
    return made(Error(f"there is no attribute {name} in this value"), span, (value,))


def _below(data: Unknown, name: str) -> Unknown:
    symbol = data.symbol
    if symbol is None:
        return Unknown(data.why)
    return Unknown(data.why, type(symbol)(f"{symbol}.{name}") if isinstance(symbol, str) else (symbol, name))


def index(value: Value, key: Value, span: Any) -> Value:
    """`value[key]`."""
    pair = (value, key)
    error = first_error(pair)
    if error is not None:
        return made(error, span, pair)
    data, at = value.data, key.data
    if isinstance(at, Unknown):
        return _index_by_input(data, at, span, pair) or made(Unknown(at.why), span, pair)
    if isinstance(data, Unknown):
        return made(_below(data, to_string(key).data if at is not None else ""), span, pair)
    if isinstance(data, Map):
        name = to_string(key).data
        found = attribute(value, name, span) if isinstance(name, str) else made(Error("no key"), span, pair)
        return Value(Error(f"there is no key {name!r}"), span) if isinstance(found.data, Error) else found
    if isinstance(data, Seq):
        return _element(value, to_number(key).data, span, pair)
    return made(Error("this value has no elements" if data is not None else "null has no elements"), span, pair)


def _element(value: Value, at: Any, span: Any, pair: Sequence[Value]) -> Value:
    data = value.data
    if not isinstance(at, int) or isinstance(at, bool):
        return made(Error("an index is a whole number"), span, pair)
    if data.maybe:
        return made(Unknown("its position depends on an input"), span, pair)
    if 0 <= at < len(data.items):
        found: Value = data.items[at]
        return found.used_at(span)
    if data.rest is not None:
        return made(_below(data.rest, str(at)), span, pair)
    return made(Error(f"there is no element {at}; there are {len(data.items)}"), span, pair)


def _index_by_input(data: Any, at: Unknown, span: Any, pair: Sequence[Value]) -> Value | None:
    """A map asked with an input without value: one option a key."""
    if not isinstance(at.symbol, Input) or not isinstance(data, Map) or not 0 < len(data.items) <= 64:
        return None
    options = {name: item.used_at(span) for name, item in data.items.items()}
    return made(Choice(str(at.symbol), options), span, pair)


def concatenate(parts: list[Value], span: Any) -> Value:
    """A template: texts and values side by side."""
    texts = [to_string(part) for part in parts]
    error = first_error(texts)
    if error is not None:
        return made(error, span, parts)
    if any(text.data is None for text in texts):
        return made(Error("null cannot stand in a text"), span, parts)
    if all(isinstance(text.data, str) for text in texts):
        return Value("".join(text.data for text in texts), span, refs_of(parts), marks=marks_of(parts))
    prefix = ""
    for text in texts:
        if not isinstance(text.data, str):
            prefix += text.data.prefix if isinstance(text.data, Unknown) else ""
            break
        prefix += text.data
    unknown = first_unknown(texts)
    why = unknown.why if unknown else "a part of it is not known"
    value = Value(Unknown(why, None, "string", True, prefix), span, refs_of(parts), marks=marks_of(parts))
    if prefix.lstrip()[:1] in ("{", "["):
        value.decoded = decode_parts([t.data if isinstance(t.data, str) else t for t in texts], value)
    return value
