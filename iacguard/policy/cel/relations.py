"""Comparisons: `==`, `!=`, order and `in`. The result carries the place of the operand that a file can change."""

from __future__ import annotations

import operator
from typing import Any

from iacguard.model.value import Error, Map, Seq, Unknown, Value
from iacguard.policy.cel.ast import Binary, ListLit, Lit
from iacguard.policy.cel.equality import equal, has_item, has_key
from iacguard.policy.cel.kinds import NUMBERS, Duration, Timestamp, aligned, described
from iacguard.policy.cel.scope import Closure, Env, tested
from iacguard.policy.cel.unknowns import bounds, opaque, worse

_ORDER = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_ORDERED: frozenset[type[Any]] = frozenset((str, bytes, bool, Timestamp, Duration))


def relation(node: Binary, left: Closure, right: Closure) -> Closure | None:
    """The closure of a comparison; None where the operator is none."""
    sign = node.operator
    if sign in ("==", "!="):
        for here, there, literal in ((left, right, node.right), (right, left, node.left)):
            if isinstance(literal, Lit) and isinstance(literal.value, str):
                return _equals_text(sign == "!=", here, literal.value, there)
        return _equality(sign == "!=", left, right)
    if sign in _ORDER:
        return _order(sign, left, right)
    if sign != "in":
        return None
    words = _words(node.right)
    return _member(left, right) if words is None else _one_of(left, words, right)


def _words(node: Any) -> frozenset[str] | None:
    """The members of a list that holds nothing but texts written out."""
    if not isinstance(node, ListLit) or node.optional:
        return None
    if not all(isinstance(item, Lit) and isinstance(item.value, str) for item in node.items):
        return None
    return frozenset(item.value for item in node.items)


def _equals_text(negated: bool, side: Closure, text: str, other: Closure) -> Closure:
    """Most comparisons of rules: something with a text that is written out."""

    def equality(env: Env) -> Value:
        x = side(env)
        data = x.data
        if data.__class__ is str or data is None:
            return Value((data == text) is not negated, x.span, x.refs, x, x.marks)
        return _answer(negated, x, other(env), env)

    def test(env: Env) -> bool | Value:
        x = side(env)
        data = x.data
        if data.__class__ is str or data is None:
            return (data == text) is not negated
        result = equal(x, other(env), env)
        return result if isinstance(result, Value) else result is not negated

    return tested(equality, test)


def _equality(negated: bool, left: Closure, right: Closure) -> Closure:
    def equality(env: Env) -> Value:
        return _answer(negated, left(env), right(env), env)

    def test(env: Env) -> bool | Value:
        result = equal(left(env), right(env), env)
        return result if isinstance(result, Value) else result is not negated

    return tested(equality, test)


def _answer(negated: bool, x: Value, y: Value, env: Env) -> Value:
    result = equal(x, y, env)
    if result is True or result is False:
        return decided(result is not negated, x, y)
    return result


def decided(result: Any, x: Value, y: Value) -> Value:
    """A result with the place of the operand that stands in the user's files, and the marks of both.

    That operand is its origin, so that a message can show what was compared.
    """
    at = x if x.span is not None else y
    marks = x.marks | y.marks if x.marks and y.marks else x.marks or y.marks
    return Value(result, at.span, at.refs, at, marks)


def _order(sign: str, left: Closure, right: Closure) -> Closure:
    compare = _ORDER[sign]

    def order(env: Env) -> Value:
        x, y = left(env), right(env)
        a, b = x.data, y.data
        if a.__class__ in NUMBERS and b.__class__ in NUMBERS:
            if a.__class__ is not b.__class__:
                a, b = aligned(a, b)
            return decided(compare(a, b), x, y)
        if a.__class__ in _ORDERED and a.__class__ is b.__class__:
            return decided(compare(a, b), x, y)
        bad = worse(x, y)
        if bad is None:
            return decided(Error(f"{sign} cannot compare {described(a)} with {described(b)}"), x, y)
        return _by_bounds(sign, x, y) or bad

    return order


def _by_bounds(sign: str, x: Value, y: Value) -> Value | None:
    """The answer that the bounds of an unknown number already give."""
    if not (_numeric(x.data) and _numeric(y.data)):
        return None
    (low, high), (low2, high2) = bounds(x.data), bounds(y.data)
    if sign[0] == ">":
        low, high, low2, high2 = low2, high2, low, high
    if high < low2 or (len(sign) == 2 and high == low2):
        return decided(True, x, y)
    if low > high2 or (len(sign) == 1 and low == high2):
        return decided(False, x, y)
    return None


def _numeric(data: Any) -> bool:
    return data.__class__ in NUMBERS or (data.__class__ is Unknown and data.type in (None, "number"))


def _one_of(left: Closure, words: frozenset[str], right: Closure) -> Closure:
    def member(env: Env) -> Value:
        x = left(env)
        data = x.data
        if data.__class__ is str:
            return Value(data in words, x.span, x.refs, x, x.marks)
        return contained(x, right(env), env)

    def test(env: Env) -> bool | Value:
        x = left(env)
        if x.data.__class__ is str:
            return x.data in words
        answer = member(env)
        return answer.data if answer.data.__class__ is bool else answer

    return tested(member, test)


def _member(left: Closure, right: Closure) -> Closure:
    return lambda env: contained(left(env), right(env), env)


def contained(x: Value, y: Value, env: Env) -> Value:
    """`x in y`; nothing is in null."""
    data = y.data
    if data.__class__ is Seq:
        return has_item(x, y, env) if x.data.__class__ is not Error else _errs(x, data)
    if isinstance(data, Map):
        return has_key(x, y, env)
    if data is None:
        return worse(x) or Value(False, y.span)
    return worse(x, y) or decided(Error(f"in takes a list or a map, not {described(data)}"), y, x)


def _errs(x: Value, data: Seq) -> Value:
    """An Error looked for in a list that is not all known: the unknown wins."""
    return opaque(Value(data.rest, x.span)) if data.rest is not None else x
