"""Conditionals: both branches, brought to one type, under the decision that picks one."""

from __future__ import annotations

from typing import Any

from iacguard.formats.terraform import ast
from iacguard.formats.terraform.evaluator import Scope, evaluate, text_of
from iacguard.formats.terraform.values.conversion import convert, to_bool
from iacguard.formats.terraform.values.types import ANY, Null, Type, placed, type_of
from iacguard.formats.terraform.values.unify import unify
from iacguard.model.combine import made
from iacguard.model.value import Choice, Error, Unknown, Value
from iacguard.model.world import distribute


def conditional(e: ast.Conditional, scope: Scope) -> Value:
    """`condition ? then : otherwise`."""
    return _decide(e, e.condition, scope, evaluate(e.then, scope), evaluate(e.otherwise, scope))


def template_conditional(e: ast.TemplateIf, scope: Scope) -> Value:
    """`%{ if condition }…%{ else }…%{ endif }`."""
    return _decide(e, e.condition, scope, text_of(e.then, e, scope), text_of(e.otherwise, e, scope))


def _decide(e: ast.Expression, condition: ast.Expression, scope: Scope, then: Value, otherwise: Value) -> Value:
    """One of two values; both, under their decision, where the condition is not known.

    A value whose type depends on inputs is looked at for each of them, as the type of both depends on it.
    """
    if then.data.__class__ is Choice or otherwise.data.__class__ is Choice:
        return distribute(lambda values: _between(e, condition, scope, *values), [then, otherwise])
    return _between(e, condition, scope, then, otherwise)


def _between(e: ast.Expression, condition: ast.Expression, scope: Scope, then: Value, otherwise: Value) -> Value:
    type = common(then, otherwise)
    if type is None:
        return made(Error("the two values of a conditional have no type in common"), e, (then, otherwise))
    value = evaluate(condition, scope)

    def branch(values: list[Value]) -> Value:
        chosen = to_bool(values[0])
        if isinstance(chosen.data, Unknown):
            return distribute(branch, [scope.instance.own_decision(chosen, condition)])
        if chosen.data is True or chosen.data is False:
            marks = chosen.marks | then.marks | otherwise.marks
            return _picked(then if chosen.data else otherwise, type, marks, e)
        error = chosen.data if isinstance(chosen.data, Error) else Error("a condition cannot be null")
        return made(error, e, values)

    result = distribute(branch, [value])
    return result if result.span is not None else Value(result.data, e, result.refs, result.origin, result.marks)


def _picked(picked: Value, type: Type, marks: frozenset[str], e: ast.Expression) -> Value:
    found = picked if type is ANY or type_of(picked) == type else convert(picked, type)
    return placed(found, e, found.refs, picked, marks)


def common(then: Value, otherwise: Value) -> Type | None:
    """The type of a conditional; ANY where it stays what the picked value is; None where there is none."""
    if _untyped_null(then):
        return type_of(otherwise)
    if _untyped_null(otherwise):
        return type_of(then)
    one, other = type_of(then), type_of(otherwise)
    if one == "any" or other == "any":
        return ANY
    return one if one == other else unify([one, other])


def _untyped_null(value: Any) -> bool:
    return value.data is None and not isinstance(value, Null)
