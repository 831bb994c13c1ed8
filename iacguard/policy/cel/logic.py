"""`&&`, `||`, `!` and `?:`. What one operand decides, no error or unknown of another can hide."""

from __future__ import annotations

from typing import Any

from iacguard.model.value import Error, Value
from iacguard.policy.cel.kinds import described
from iacguard.policy.cel.scope import Closure, Env, test_of, tested
from iacguard.policy.cel.unknowns import opaque, worse


def logic(operator: str, operands: list[Closure]) -> Closure:
    """The closure of `&&` or `||` over any number of operands."""
    stop = operator == "||"
    if len(operands) == 2:
        return _two(stop, *operands)

    def many(env: Env) -> Value:
        undecided: Value | None = None
        first: Value | None = None
        for operand in operands:
            value = operand(env)
            if value.data is stop:
                return value
            if value.data is (not stop):
                if first is None or (first.span is None and value.span is not None):
                    first = value
            else:
                bad = unfit(value)
                undecided = bad if undecided is None else worse(undecided, bad)
        return undecided or first  # type: ignore[return-value]

    return many


def _two(stop: bool, left: Closure, right: Closure) -> Closure:
    def two(env: Env) -> Value:
        x = left(env)
        if x.data is stop:
            return x
        y = right(env)
        if y.data is stop:
            return y
        if x.data is (not stop):
            if y.data is x.data:
                return x if x.span is not None else y
            return unfit(y)
        return unfit(x) if y.data is (not stop) else worse(unfit(x), unfit(y)) or x

    first, second = test_of(left), test_of(right)

    def test(env: Env) -> bool | Value:
        x = first(env)
        if x is stop:
            return stop
        y = second(env)
        if y is stop:
            return stop
        if x.__class__ is bool:
            return y if y.__class__ is bool else unfit(y)
        return unfit(x) if y.__class__ is bool else worse(unfit(x), unfit(y)) or x

    return tested(two, test)


def unfit(value: Any) -> Value:
    """A value that stands where a condition is wanted and is none: itself where it is unknown or an error."""
    return worse(value) or Value(Error(f"a condition is true or false, not {described(value.data)}"), value.span)


def negation(operand: Closure) -> Closure:
    """The closure of `!`."""

    def negate(env: Env) -> Value:
        value = operand(env)
        data = value.data
        if data is True or data is False:
            return Value(not data, value.span, value.refs, value.origin, value.marks)
        return unfit(value)

    positive = test_of(operand)

    def test(env: Env) -> bool | Value:
        x = positive(env)
        return not x if x is True or x is False else unfit(x)

    return tested(negate, test)


def ternary(condition: Closure, then: Closure, otherwise: Closure) -> Closure:
    """The closure of `? :`; only the branch that is taken is evaluated."""

    def choose(env: Env) -> Value:
        value = condition(env)
        if value.data is True:
            return then(env)
        if value.data is False:
            return otherwise(env)
        return opaque(unfit(value))

    return choose
