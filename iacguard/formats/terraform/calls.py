"""Function calls: arguments expanded, choices distributed, `try` and `can` lazily."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iacguard.formats.terraform import ast, functions
from iacguard.model.combine import Input, made
from iacguard.model.value import OTHER, Choice, Error, Map, Seq, Unknown, Value
from iacguard.model.world import distribute

if TYPE_CHECKING:
    from iacguard.formats.terraform.evaluator import Scope


def call(e: ast.Call, scope: Scope) -> Value:
    """The value of a call."""
    from iacguard.formats.terraform.evaluator import evaluate

    name = e.name.removeprefix("core::")
    if name == "try":
        return _try(e, scope)
    if name == "can":
        value = evaluate(e.args[0], scope) if e.args else Value(Error("can takes one argument"), e)
        return distribute(lambda values: _can(values[0], e), [value])
    args = [evaluate(arg, scope) for arg in e.args]
    if name.startswith("provider::"):
        return made(Unknown("provider functions are not evaluated"), e, args)
    function = functions.find(name)
    if function is None:
        return Value(Error(functions.unknown(name)), e)
    if e.expand and args:
        last = args.pop()
        if not isinstance(last.data, Seq) or last.data.rest is not None or last.data.maybe:
            if isinstance(last.data, Seq):
                args += [*last.data.items, Value(last.data.rest or Unknown("more arguments may follow"), last.span)]
            elif isinstance(last.data, (Unknown, Choice)):
                return made(Unknown("its arguments are not known"), e, [*args, last])
            else:
                return Value(Error("... takes a list"), e)
        else:
            args += last.data.items
    by_input = _membership(name, args, e)
    if by_input is not None:
        return by_input
    context = functions.Context(scope.instance, e, scope)
    return distribute(lambda values: function.call(values, context), args)


def _try(e: ast.Call, scope: Scope) -> Value:
    from iacguard.formats.terraform.evaluator import evaluate

    for arg in e.args:
        value = evaluate(arg, scope)
        if isinstance(value.data, Error):
            continue
        if isinstance(value.data, Choice):
            later = ast.Call(e.source, e.start, e.end, "try", e.args[e.args.index(arg) + 1 :], False)
            return distribute(lambda vs: _try(later, scope) if isinstance(vs[0].data, Error) else vs[0], [value])  # noqa: B023
        if isinstance(value.data, Unknown) and arg is not e.args[-1] and not value.data.not_null:
            return made(Unknown(value.data.why), e, (value,))
        return value.used_at(e)
    return Value(Error("none of the arguments of try has a value"), e)


def _can(value: Value, e: ast.Call) -> Value:
    if isinstance(value.data, Error):
        return Value(False, e)
    if isinstance(value.data, Unknown) and not value.data.not_null:
        return made(Unknown(value.data.why, None, "bool", True), e, (value,))
    return Value(True, e)


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
