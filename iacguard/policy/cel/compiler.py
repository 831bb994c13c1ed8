"""The tree of CEL to closures, made once for each rule.

A closure takes the environment (see `scope`). The result of an operator is a Value with the span of the operand that
decided it, so that a finding points there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from iacguard.model.value import Choice, Error, Seq, Unknown, Value
from iacguard.model.world import force
from iacguard.policy.cel import access, functions, logic, macros
from iacguard.policy.cel.arithmetic import arithmetic, minus
from iacguard.policy.cel.ast import (
    Binary,
    Call,
    Ident,
    Index,
    ListLit,
    Lit,
    Logic,
    MapLit,
    Select,
    Ternary,
    Unary,
    dotted,
)
from iacguard.policy.cel.kinds import NAMED, LiteralMap, Optional, data_of, described, key_of
from iacguard.policy.cel.relations import relation
from iacguard.policy.cel.scope import (
    FIRST,
    MAX_STEPS,
    WORLD,
    CelTypeError,
    Closure,
    Env,
    ExhaustedError,
    Scope,
    environment,
    spend,
    suggest,
)
from iacguard.policy.cel.unknowns import worse, worst

__all__ = ["FIRST", "CelTypeError", "Closure", "Env", "Scope", "build", "environment", "program"]

_TOO_LONG = Value(Unknown(f"the expression looks at more than {MAX_STEPS} elements"))


def program(node: Any, scope: Scope) -> Closure:
    """The closure of a whole expression, which ends within its bounds whatever it is given.

    Raises CelTypeError for names and functions that do not exist, and macros that are misused.
    """
    made = build(node, scope)

    def bounded(env: Env) -> Value:
        try:
            return made(env)
        except ExhaustedError:
            return _TOO_LONG

    return bounded


def build(node: Any, scope: Scope) -> Closure:
    """The closure of a part of an expression."""
    try:
        made = _BUILDERS[node.__class__](node, scope)
    except CelTypeError as error:
        if not scope.lenient:
            raise
        failed = Value(Error(str(error)))
        return lambda env: failed
    return made if scope.watch is None else scope.watch(node, made, scope)


def _lit(node: Lit, scope: Scope) -> Closure:
    value = Value(node.value)
    return lambda env: value


def _ident(node: Ident, scope: Scope) -> Closure:
    slot = scope.slot(node.name)
    if slot is not None:
        return _variable(slot)
    name = node.name.lstrip(".")
    if name in scope.definitions:
        return _definition(name, scope)
    kind = NAMED.get(name)
    if kind is None:
        names = [known for known in scope.names() if known[0] != "@"]
        raise CelTypeError(suggest(f"there is no variable {name}", name, names), node.at)
    value = Value(kind)
    return lambda env: value


def _definition(name: str, scope: Scope) -> Closure:
    """The closure of a definition, made once for all that use it; using it counts as looking at an element."""
    known = scope.built.get((name, scope.free))
    if known is None:
        made = build(scope.definitions[name], scope.inside(name))

        def known(env: Env) -> Value:
            spend(env, 1)
            return made(env)

        scope.built[name, scope.free] = known
    return known


def _variable(slot: int) -> Closure:
    def variable(env: Env) -> Value:
        value: Value = env[slot]
        return force(value, env[WORLD]) if value.data.__class__ is Choice else value

    return variable


def _select(node: Select, scope: Scope) -> Closure:
    named = _qualified(node, scope)
    if named is not None:
        return named
    if isinstance(node.operand, Ident) and not node.optional and scope.watch is None:
        slot = scope.slot(node.operand.name)
        if slot is not None:
            return access.of_variable(slot, node.name)
    return access.selection(build(node.operand, scope), node.name, node.optional)


def _qualified(node: Select, scope: Scope) -> Closure | None:
    """The variable or type whose name has dots; None where these are selections."""
    inner = node.operand
    while inner.__class__ is Select:
        inner = inner.operand
    if inner.__class__ is not Ident or inner.name in scope.local:
        return None
    name = dotted(node)
    slot = scope.slot(name) if name else None
    if slot is not None:
        return _variable(slot)
    if name in NAMED and scope.slot(inner.name) is None:
        value = Value(NAMED[name])
        return lambda env: value
    return None


def _index(node: Index, scope: Scope) -> Closure:
    return access.indexing(build(node.operand, scope), build(node.key, scope), node.optional)


def _unary(node: Unary, scope: Scope) -> Closure:
    operand = build(node.operand, scope)
    return logic.negation(operand) if node.operator == "!" else minus(operand)


def _logic(node: Logic, scope: Scope) -> Closure:
    return logic.logic(node.operator, [build(operand, scope) for operand in node.operands])


def _binary(node: Binary, scope: Scope) -> Closure:
    left, right = build(node.left, scope), build(node.right, scope)
    return relation(node, left, right) or arithmetic(node.operator, left, right)


def _ternary(node: Ternary, scope: Scope) -> Closure:
    return logic.ternary(build(node.condition, scope), build(node.then, scope), build(node.otherwise, scope))


def _list(node: ListLit, scope: Scope) -> Closure:
    parts = [build(item, scope) for item in node.items]
    if all(isinstance(item, Lit) for item in node.items) and not node.optional:
        value = Value(Seq(tuple(Value(item.value) for item in node.items)))
        return lambda env: value
    marked = [(part, number in node.optional) for number, part in enumerate(parts)]

    def sequence(env: Env) -> Value:
        items = []
        for part, optional in marked:
            item = part(env)
            if optional:
                if item.data.__class__ is not Optional:
                    return _no_optional(item)
                if item.data.value is None:
                    continue
                item = item.data.value
            items.append(item)
        if any(item.data.__class__ is Error for item in items):
            return worst(items) or items[0]
        return Value(Seq(tuple(items)))

    return sequence


def _no_optional(value: Value) -> Value:
    return worse(value) or Value(Error(f"after ? stands an optional, not {described(value.data)}"), value.span)


def _map(node: MapLit, scope: Scope) -> Closure:
    entries = [
        (build(key, scope), build(value, scope), number in node.optional)
        for number, (key, value) in enumerate(node.items)
    ]

    def literal(env: Env) -> Value:
        items: dict[Any, Value] = {}
        failed: Value | None = None
        for key, value, optional in entries:
            name, inner = key(env), value(env)
            if optional:
                if inner.data.__class__ is Optional and inner.data.value is None:
                    continue
                held: Value | None = inner.data.value if inner.data.__class__ is Optional else None
                inner = held or _no_optional(inner)
            wanted = key_of(name.data) if name.data.__class__ is not float else None
            bad = worse(name)
            if inner.data.__class__ is Error or (optional and inner.data.__class__ is Unknown):
                bad = worse(name, inner)
            elif wanted is None and bad is None:
                bad = Value(Error(f"{described(name.data)} is not a key of a map"))
            elif wanted in items and bad is None:
                bad = Value(Error(f"the key {data_of(wanted)} is there twice"))
            if bad is not None:
                failed = bad if failed is None else worse(failed, bad)
            else:
                items[wanted] = inner
        return failed or Value(LiteralMap(items))

    return literal


def _call(node: Call, scope: Scope) -> Closure:
    expanded = macros.expand(node, scope, build)
    if expanded is not None:
        return expanded
    packaged = ""
    if isinstance(node.target, Ident) and scope.slot(node.target.name) is None:
        package = node.target.name.lstrip(".")
        packaged = "" if package in scope.definitions else f"{package}.{node.name}"
    return functions.call(node, packaged, scope, build)


_BUILDERS: dict[type, Callable[[Any, Scope], Closure]] = {
    Lit: _lit, Ident: _ident, Select: _select, Index: _index, Call: _call, Unary: _unary, Logic: _logic,
    Binary: _binary, Ternary: _ternary, ListLit: _list, MapLit: _map,
}  # fmt: skip
