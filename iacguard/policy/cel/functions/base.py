"""What functions share: the kinds of their arguments, and what comes out where one is unknown."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from iacguard.model.value import Error, Map, Seq, Unknown, Value
from iacguard.model.world import force
from iacguard.policy.cel.arithmetic import MAX_TEXT
from iacguard.policy.cel.kinds import Duration, LiteralMap, Timestamp, Uint, described
from iacguard.policy.cel.scope import WORLD, Env, spend
from iacguard.policy.cel.unknowns import parts, worst

Apply = Callable[..., Value]
"""The environment and the evaluated arguments, the receiver first, to the result."""
Kind = frozenset[type]

TEXT, WHOLE, DOUBLE, FLAG, BYTES = (frozenset((kind,)) for kind in (str, int, float, bool, bytes))
NUMBER = frozenset((int, float, Uint, Decimal))
TIME, SPAN, LIST = frozenset((Timestamp,)), frozenset((Duration,)), frozenset((Seq,))
MAP = frozenset((Map, LiteralMap))
_NAMES = {
    TEXT: "a text", WHOLE: "a whole number", DOUBLE: "a double", FLAG: "true or false", BYTES: "a byte string",
    NUMBER: "a number", TIME: "a timestamp", SPAN: "a duration", LIST: "a list", MAP: "a map",
}  # fmt: skip


class Function(NamedTuple):
    """How many arguments a function takes, its receiver counted, and what it gives."""

    least: int
    most: int
    apply: Apply


def plain(function: Callable[..., Any], *kinds: Kind, least: int = -1) -> Function:
    """A function of known data. TypeError, ValueError and ArithmeticError that it raises become an Error."""

    def apply(env: Env, *values: Value) -> Value:
        for value, kind in zip(values, kinds, strict=False):
            if value.data.__class__ not in kind:
                return worst(values) or Value(Error(wanted(kind, value.data)), values[0].span)
        try:
            made = function(*(value.data for value in values))
        except (TypeError, ValueError, ArithmeticError) as error:
            made = Error(str(error))
        return derived(made, *values)

    return Function(least if least >= 0 else len(kinds), len(kinds), apply)


def wanted(kind: Kind, data: Any) -> str:
    """The message where an argument is of another kind."""
    return f"{_NAMES.get(kind, 'another value')} is wanted here, not {described(data)}"


def derived(data: Any, *values: Value) -> Value:
    """A result at the place of the first operand that has one, with the marks of all."""
    if data.__class__ in (str, bytes) and len(data) > MAX_TEXT:
        data = Error(f"a text of more than {MAX_TEXT} characters is not made")
    at = next((value for value in values if value.span is not None), values[0])
    marks = values[0].marks
    for value in values[1:]:
        if value.marks:
            marks = marks | value.marks
    return Value(data, at.span, at.refs, at, marks)


def elements(value: Value, env: Env) -> tuple[list[Value], Value | None]:
    """The elements of a list in this world, and the unknown that keeps one from knowing all or where they stand."""
    data = value.data
    if not data.maybe and data.rest is None:
        spend(env, len(data.items))
        world = env[WORLD]
        return [force(item, world) for item in data.items], None
    found = parts(value, env[WORLD])
    assert found is not None
    spend(env, len(found.sure) + len(found.maybe))
    loose = Value(Unknown("the order of the list is not known"), value.span)
    return [force(item, env[WORLD]) for _, item in found.sure], found.doubt(value.span) or loose


def listed(function: Callable[..., Any], *kinds: Kind, least: int = -1, deep: bool = True) -> Function:
    """A function of a list, given as the values of its elements, and of known data.

    With `deep` an element that is unknown makes the result unknown; an error in one always makes it one.
    """

    def apply(env: Env, *values: Value) -> Value:
        for value, kind in zip(values, (LIST, *kinds), strict=False):
            if value.data.__class__ not in kind:
                return worst(values) or Value(Error(wanted(kind, value.data)), values[0].span)
        items, doubt = elements(values[0], env)
        bad = worst([*(items if deep else ()), *([doubt] if doubt is not None else [])])
        if bad is not None:
            return bad
        try:
            made = function(items, *(value.data for value in values[1:]))
        except (TypeError, ValueError, ArithmeticError) as error:
            made = Error(str(error))
        return made if isinstance(made, Value) else derived(made, *values, *items)

    return Function(1 + (least if least >= 0 else len(kinds)), 1 + len(kinds), apply)
