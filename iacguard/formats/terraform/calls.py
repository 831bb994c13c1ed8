"""Function calls: arguments expanded, choices distributed, `try` and `can` lazily."""

from __future__ import annotations

from iacguard.formats.terraform import ast, functions
from iacguard.formats.terraform.constraints import parse_type, with_defaults
from iacguard.formats.terraform.evaluator import Scope, evaluate, supposed, unknown
from iacguard.formats.terraform.functions.known import partly
from iacguard.formats.terraform.values.choices import depends
from iacguard.formats.terraform.values.conversion import convert
from iacguard.formats.terraform.values.types import BOOL, Type, type_of
from iacguard.formats.terraform.values.weight import Limit
from iacguard.model.combine import Input, made, options_of
from iacguard.model.value import OTHER, Choice, Error, Map, Seq, Unknown, Value
from iacguard.model.world import distribute

_CONVERSIONS = frozenset({"tolist", "toset", "tomap"})
"""Functions that may fail for what is deep in their arguments."""


def call(e: ast.Call, scope: Scope) -> Value:
    """The value of a call."""
    name = e.name.removeprefix("core::")
    if scope.forbidden is not None and name in scope.forbidden:
        return Value(Error(f"{name} cannot be called here"), e)
    if name == "try":
        return _try(e, e.args, scope)
    if name == "can":
        if len(e.args) != 1:
            return Value(Error(f"can: takes 1 argument, not {len(e.args)}"), e)
        value, certain = _certainly(e.args[0], scope)
        return distribute(lambda values: _can(values[0], certain, e), [value])
    if name == "convert" and len(e.args) == 2:
        return _convert(e, scope)
    args = [evaluate(arg, scope) for arg in e.args]
    if name.startswith("provider::"):
        return made(Unknown("provider functions are not evaluated"), e, args)
    function = functions.find(name)
    if function is None:
        return Value(Error(functions.unknown(name)), e)
    if e.expand and args:
        expanded = _expanded(args, e)
        if isinstance(expanded, Value):
            return expanded
        args = expanded
    if scope.instance.budget.trying:
        for option in (option for arg in args for option in options_of(arg)):
            if isinstance(option.data, Unknown) or (name in _CONVERSIONS and partly(option) is not None):
                scope.instance.budget.risk(option)
    by_input = _membership(name, args, e)
    if by_input is not None:
        return by_input
    context = functions.Context(scope.instance, e, scope)
    args = [depends(arg) if not function.lazy else arg for arg in args]
    return distribute(lambda values: function.call(values, context), args)


def _convert(e: ast.Call, scope: Scope) -> Value:
    """convert(value, type): the second argument is a type constraint."""
    type = parse_type(e.args[1])
    if isinstance(type, Error):
        return Value(type, e)
    value = evaluate(e.args[0], scope)
    filled = with_defaults(value, type, lambda default, inner: convert(evaluate(default, scope), inner))
    return convert(filled, type).used_at(e)


def _expanded(args: list[Value], e: ast.Call) -> list[Value] | Value:
    """Arguments with the elements of the last one; the call's value where they are not known."""
    *first, last = args
    data = last.data
    if data is None:
        return made(Error("... cannot take null"), e, args)
    if isinstance(data, Seq):
        items = [item.marked(last.marks) for item in data.items]
        if data.rest is not None or data.maybe:
            items.append(Value(data.rest or Unknown("more arguments may follow"), last.span, last.refs))
        return [*first, *items]
    if isinstance(data, Error):
        return made(data, e, args)
    if isinstance(data, Choice) or (isinstance(data, Unknown) and type_of(last) in ("list", "set", "tuple", "any")):
        why = data.why if isinstance(data, Unknown) else "its arguments depend on an input"
        return made(Unknown(why), e, args)
    return made(Error("... takes a list, a set or a tuple"), e, args)


def _certainly(arg: ast.Expression, scope: Scope) -> tuple[Value, bool | None]:
    """A value, and whether it cannot fail once more is known; None where it may though it is of known types alone."""
    budget = scope.instance.budget
    risks, unlike = budget.risks, budget.unlike
    budget.trying += 1
    value = evaluate(arg, scope)
    budget.trying -= 1
    return value, True if budget.risks == risks else None if budget.unlike == unlike else False


def _try(e: ast.Call, args: list[ast.Expression], scope: Scope) -> Value:
    for number, arg in enumerate(args):
        value, certain = _certainly(arg, scope)
        if number == len(args) - 1:
            certain = True
        if isinstance(value.data, Choice):
            left = args[number + 1 :]
            return distribute(
                lambda vs: (
                    _try(e, left, scope) if _failed(vs[0]) else _tried(vs[0], certain, e, left, scope)  # noqa: B023
                ),
                [value],
            )
        if not _failed(value):
            return _tried(value, certain, e, args[number + 1 :], scope)
    return Value(Error("none of the arguments of try has a value"), e)


def _failed(value: Value) -> bool:
    """Whether it is wrong, and not only more than is evaluated here."""
    return isinstance(value.data, Error) and not isinstance(value.data, Limit)


def _doubt(value: Value, certain: bool | None) -> str:
    """Why a value that does not fail now may fail once more is known; empty where it does not."""
    if certain:
        return ""
    why = partly(value)
    return why.why if why is not None else "" if certain is None else "it may fail once more is known"


def _tried(value: Value, certain: bool | None, e: ast.Call, others: list[ast.Expression], scope: Scope) -> Value:
    """A value that does not fail now: unknown where it may later, of its type where the `others` after it have it too.

    Terraform takes such a value for one of any type.
    """
    why = "" if isinstance(value.data, Error) else _doubt(value, certain)
    if not why:
        return value.used_at(e)
    type: Type | None = type_of(value)
    for other in others if type != "any" else ():
        instead = supposed(other, scope)
        if not isinstance(instead.data, Error) and type_of(instead) != type:
            type = None
            break
    return Value(unknown(why, type), e, value.refs, value, value.marks)


def _can(value: Value, certain: bool | None, e: ast.Call) -> Value:
    if isinstance(value.data, Error):
        return Value(False if _failed(value) else value.data, e)
    why = _doubt(value, certain)
    return made(Unknown(why, None, BOOL, True), e, (value,)) if why else Value(True, e)


def _membership(name: str, args: list[Value], e: ast.Call) -> Value | None:
    """contains(literals, input) and lookup(map, input, default) are decided by the input."""
    if len(args) < 2:
        return None
    collection, wanted = args[0].data, args[1].data
    if not isinstance(wanted, Unknown) or not isinstance(wanted.symbol, Input):
        return None
    if name == "contains" and isinstance(collection, Seq) and not collection.maybe and collection.rest is None:
        words = [item.data for item in collection.items]
        if words and len(words) <= 64 and all(isinstance(word, str) for word in words):
            options = {**{word: Value(True) for word in words}, OTHER: Value(False)}
            return made(Choice(str(wanted.symbol), options), e, args)
    if name == "lookup" and isinstance(collection, Map) and collection.rest is None and len(collection.items) <= 64:
        default = args[2] if len(args) > 2 else Value(Error("there is no such key"), e)
        return made(Choice(str(wanted.symbol), {**collection.items, OTHER: default}), e, args)
    return None
