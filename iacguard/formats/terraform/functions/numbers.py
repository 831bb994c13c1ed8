"""Functions over numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from iacguard.formats.terraform.functions.signature import Function, FunctionError, table, takes, whole
from iacguard.formats.terraform.values.numbers import absolute, binary, normal
from iacguard.formats.terraform.values.types import ANY, NUMBER, Type, type_of
from iacguard.model.value import Value

MAX_DIGITS = 1_000
"""A longer text is no number that anyone means."""
_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _float(number: float) -> Any:
    if math.isinf(number) or math.isnan(number):
        raise FunctionError("the result is not a number")
    return normal(Decimal(repr(number)))


def _log(number: Value, base: Value) -> Any:
    if number.data <= 0 or base.data < 0 or base.data == 1:
        raise FunctionError("the result is not a number")
    if base.data == 0:  # whose logarithm is infinite
        return 0
    return _float(math.log(float(number.data)) / math.log(float(base.data)))


def _pow(number: Value, power: Value) -> Any:
    return _float(math.pow(float(number.data), float(power.data)))


def _signum(number: Value) -> int:
    found = whole(number, "the number")
    return (found > 0) - (found < 0)


def _parse_type(args: Sequence[Value]) -> Type:
    if type_of(args[0]) not in ("string", "any"):
        raise FunctionError("argument 1: a string is required")
    return NUMBER


def _parseint(digits: Value, base: Value) -> int:
    radix, text = whole(base, "the base"), digits.data
    if not 2 <= radix <= 62:
        raise FunctionError("the base is between 2 and 62")
    sign, body = (text[:1], text[1:]) if text[:1] in ("+", "-") else ("", text)
    body = body.lower() if radix <= 36 else body
    if not body or len(body) > MAX_DIGITS:
        raise FunctionError("no number" if not body else "the number is too long")
    number = 0
    for letter in body:
        value = _LETTERS.find(letter)
        if not 0 <= value < radix:
            raise FunctionError(f"{letter!r} is not a digit of base {radix}")
        number = number * radix + value
    return -number if sign == "-" else number


def _most(pick: Any) -> Any:
    return lambda *args: pick((arg.data for arg in args), key=binary)


FUNCTIONS = table(
    Function("abs", (takes(NUMBER),), NUMBER, lambda n: absolute(n.data)),
    Function("ceil", (takes(NUMBER),), NUMBER, lambda n: math.ceil(n.data)),
    Function("floor", (takes(NUMBER),), NUMBER, lambda n: math.floor(n.data)),
    Function("log", (takes(NUMBER),) * 2, NUMBER, _log), Function("pow", (takes(NUMBER),) * 2, NUMBER, _pow),
    Function("max", (takes(NUMBER),), NUMBER, _most(max), many=True, least=1),
    Function("min", (takes(NUMBER),), NUMBER, _most(min), many=True, least=1),
    Function("signum", (takes(NUMBER),), NUMBER, _signum),
    Function("parseint", (takes(ANY), takes(NUMBER)), _parse_type, _parseint),
)  # fmt: skip
