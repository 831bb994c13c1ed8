"""The package `math`: extremes, rounding, signs, bits."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

from iacguard.model.value import Error, Seq, Value
from iacguard.policy.cel.arithmetic import signed
from iacguard.policy.cel.functions.base import DOUBLE, NUMBER, WHOLE, Function, derived, elements, plain, wanted
from iacguard.policy.cel.kinds import Uint
from iacguard.policy.cel.scope import Env
from iacguard.policy.cel.unknowns import worst

_MASK = 2**64 - 1
_BITS = frozenset((int, Uint))


def _extreme(name: str, better: Any) -> Function:
    """The greatest or least of numbers, given one by one or as a list; of two that are equal the first."""

    def apply(env: Env, *values: Value) -> Value:
        given, doubt = list(values), None
        if len(values) == 1 and isinstance(values[0].data, Seq):
            given, doubt = elements(values[0], env)
        bad = worst([*given, *([doubt] if doubt is not None else [])])
        if bad is not None:
            return bad
        best: Value | None = None
        for value in given:
            if value.data.__class__ not in NUMBER:
                return derived(Error(wanted(NUMBER, value.data)), values[0])
            if best is None or better(value.data, best.data):
                best = value
        return derived(Error(f"{name} takes at least one number"), values[0]) if best is None else best

    return Function(1, 32, apply)


def _rounded(number: float) -> float:
    """Halves go away from zero."""
    return math.copysign(float(math.floor(abs(number) + 0.5)), number) if abs(number) < 2.0**52 else number


def _towards(how: Any) -> Function:
    return plain(lambda number: float(how(number)) if math.isfinite(number) else number, DOUBLE)


def _sign(number: Any) -> Any:
    if number != number or number == 0:
        return number
    return number.__class__(1 if number > 0 else -1)


def _absolute(number: Any) -> Any:
    return signed(abs(number)) if number.__class__ is int else number.__class__(abs(number))


def _root(number: Any) -> float:
    return math.sqrt(number) if number >= 0 else math.nan


def _bits(how: Any) -> Function:
    def two(a: Any, b: Any) -> Any:
        if a.__class__ is not b.__class__:
            raise TypeError("both numbers have a sign, or neither has")
        return a.__class__(how(int(a), int(b)))

    return plain(two, _BITS, _BITS)


def _as(number: int, like: Any) -> Any:
    number &= _MASK
    if like.__class__ is Uint:
        return Uint(number)
    return number - 2**64 if number >= 2**63 else number


def _shift(left: bool) -> Function:
    def shift(number: Any, by: int) -> Any:
        if by < 0:
            raise ValueError("a number is shifted by zero or more bits")
        if by > 63:
            return number.__class__(0)
        return _as(int(number) << by if left else (int(number) & _MASK) >> by, number)

    return plain(shift, _BITS, WHOLE)


def _not(number: Any) -> Any:
    return _as(~int(number), number)


FUNCTIONS: dict[str, Function] = {
    "math.greatest": _extreme("math.greatest", lambda a, b: a > b),
    "math.least": _extreme("math.least", lambda a, b: a < b),
    "math.ceil": _towards(math.ceil),
    "math.floor": _towards(math.floor),
    "math.round": _towards(_rounded),
    "math.trunc": _towards(math.trunc),
    "math.abs": plain(_absolute, NUMBER - {Decimal}),
    "math.sign": plain(_sign, NUMBER - {Decimal}),
    "math.sqrt": plain(_root, NUMBER - {Decimal}),
    "math.isInf": plain(math.isinf, DOUBLE),
    "math.isNaN": plain(math.isnan, DOUBLE),
    "math.isFinite": plain(math.isfinite, DOUBLE),
    "math.bitAnd": _bits(lambda a, b: a & b),
    "math.bitOr": _bits(lambda a, b: a | b),
    "math.bitXor": _bits(lambda a, b: a ^ b),
    "math.bitNot": plain(_not, _BITS),
    "math.bitShiftLeft": _shift(True),
    "math.bitShiftRight": _shift(False),
}
"""By full name."""
