"""Arithmetic of CEL: integers of 64 bits with and without sign, doubles, times; `+` joins texts and lists."""

from __future__ import annotations

import math
import operator
from decimal import Decimal
from typing import Any

from iacguard.model.value import Error, Seq, Unknown, Value, pieces
from iacguard.policy.cel.kinds import Duration, Timestamp, Uint, described
from iacguard.policy.cel.relations import decided
from iacguard.policy.cel.scope import Closure, Env, spend
from iacguard.policy.cel.unknowns import worse

MAX_TEXT = 1_048_576
"""Characters of a text, or bytes, that an expression may make."""
MIN_TIME, MAX_TIME = -62_135_596_800 * 10**9, 253_402_300_799 * 10**9 + 999_999_999
"""0001-01-01T00:00:00Z and 9999-12-31T23:59:59.999999999Z."""
_PLAIN = {"+": operator.add, "-": operator.sub, "*": operator.mul}


def arithmetic(sign: str, left: Closure, right: Closure) -> Closure:
    """The closure of `+ - * / %`."""

    def compute_(env: Env) -> Value:
        x, y = left(env), right(env)
        a, b = x.data, y.data
        if sign == "+" and a.__class__ is Seq and b.__class__ is Seq:
            spend(env, len(a.items) + len(b.items))
            return decided(Seq((*a.items, *b.items), (*a.maybe, *b.maybe), a.rest or b.rest), x, y)
        bad = worse(x, y)
        if bad is not None:
            return _begun(x, y, bad) if sign == "+" else bad
        try:
            return decided(compute(sign, a, b), x, y)
        except (TypeError, ArithmeticError) as error:
            return decided(Error(str(error)), x, y)

    return compute_


def _begun(x: Value, y: Value, bad: Value) -> Value:
    """A text joined with an unknown one still begins or ends as it does."""
    if bad.data.__class__ is Error or bad.data.pending is not None:
        return bad
    prefix, tail = pieces((x.data, y.data)) if _may_be_text(x.data) and _may_be_text(y.data) else ("", ())
    if not (prefix or tail):
        return bad
    return bad.holding(Unknown(bad.data.why, prefix=prefix, tail=tail))


def _may_be_text(data: Any) -> bool:
    return data.__class__ is str or data.__class__ is Unknown


def minus(operand: Closure) -> Closure:
    """The closure of `-x`."""

    def negate(env: Env) -> Value:
        value = operand(env)
        data = value.data
        if data.__class__ is int and data > -(2**63):
            return decided(-data, value, value)
        if data.__class__ in (float, Decimal):
            return decided(-float(data), value, value)
        if data.__class__ is Duration:
            return decided(Duration(-data.nanos), value, value)
        return worse(value) or Value(Error(f"- cannot take {described(data)}"), value.span)

    return negate


def compute(sign: str, a: Any, b: Any) -> Any:
    """The result for two known values. Raises TypeError, OverflowError, ZeroDivisionError."""
    a = float(a) if a.__class__ is Decimal else a
    b = float(b) if b.__class__ is Decimal else b
    kind = a.__class__
    if kind is b.__class__:
        if kind is int:
            return signed(_whole(sign, a, b))
        if kind is float:
            return _doubles(sign, a, b)
        if kind is Uint:
            return unsigned(_whole(sign, int(a), int(b)))
        if sign == "+" and kind in (str, bytes):
            if len(a) + len(b) > MAX_TEXT:
                raise OverflowError(f"a text of more than {MAX_TEXT} characters is not made")
            return a + b
    return _times(sign, a, b)


def _whole(sign: str, a: int, b: int) -> int:
    if sign in _PLAIN:
        return _PLAIN[sign](a, b)  # type: ignore[no-any-return]
    if b == 0:
        raise ZeroDivisionError("division by zero" if sign == "/" else "remainder by zero")
    if sign == "/":
        return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
    return abs(a) % abs(b) * (1 if a >= 0 else -1)


def signed(number: int) -> int:
    """`number` as an int. Raises OverflowError."""
    if not -(2**63) <= number < 2**63:
        raise OverflowError("the result does not fit into 64 bits")
    return number


def unsigned(number: int) -> Uint:
    """`number` as a uint. Raises OverflowError."""
    if not 0 <= number < 2**64:
        raise OverflowError("the result does not fit into 64 bits without a sign")
    return Uint(number)


def _doubles(sign: str, a: float, b: float) -> float:
    if sign in _PLAIN:
        return float(_PLAIN[sign](a, b))
    if sign == "%":
        raise TypeError("% takes whole numbers")
    if b != 0:
        return a / b
    if a == 0 or a != a:
        return math.nan
    return math.copysign(math.inf, a) * math.copysign(1, b)


def _times(sign: str, a: Any, b: Any) -> Timestamp | Duration:
    kinds = (a.__class__, b.__class__)
    if sign == "+" and kinds in ((Timestamp, Duration), (Duration, Timestamp)):
        return timestamp(a.nanos + b.nanos)
    if sign in "+-" and kinds == (Duration, Duration):
        return duration(_PLAIN[sign](a.nanos, b.nanos))
    if sign == "-" and kinds == (Timestamp, Duration):
        return timestamp(a.nanos - b.nanos)
    if sign == "-" and kinds == (Timestamp, Timestamp):
        return duration(a.nanos - b.nanos)
    hint = "; convert one of them, as in double(x)" if all(_is_number(kind) for kind in kinds) else ""
    raise TypeError(f"{sign} cannot take {described(a)} and {described(b)}{hint}")


def _is_number(kind: type) -> bool:
    return kind in (int, float, Uint)


def timestamp(nanos: int) -> Timestamp:
    """A point in time. Raises OverflowError outside of the years 1 to 9999."""
    if not MIN_TIME <= nanos <= MAX_TIME:
        raise OverflowError("a timestamp lies in the years 1 to 9999")
    return Timestamp(nanos)


def duration(nanos: int) -> Duration:
    """A stretch of time. Raises OverflowError where it does not fit into 64 bits of nanoseconds."""
    if not -(2**63) <= nanos < 2**63:
        raise OverflowError("a duration has at most 292 years")
    return Duration(nanos)
