"""has, cel.bind, cel.block, optMap and optFlatMap: names and questions that iterate nothing."""

from __future__ import annotations

from iacguard.model.value import Error, Value
from iacguard.model.world import force
from iacguard.policy.cel.access import presence
from iacguard.policy.cel.ast import Call, ListLit, Select, dotted
from iacguard.policy.cel.kinds import Optional, described
from iacguard.policy.cel.macros.base import Build, variable
from iacguard.policy.cel.scope import WORLD, CelTypeError, Closure, Env, Scope, hold
from iacguard.policy.cel.unknowns import worse


def has(node: Call, scope: Scope, build: Build) -> Closure:
    """`has(x.name)`."""
    part = node.args[0]
    if not isinstance(part, Select) or part.optional:
        raise CelTypeError("has takes an attribute, as in has(resource.tags)", part.at)
    return presence(build(part.operand, scope), part.name, bool(dotted(part.operand)))


def bind(node: Call, scope: Scope, build: Build) -> Closure:
    """`cel.bind(name, value, expression)`: a value with a name, worked out once."""
    name = variable(node, node.args[0])
    value, slot = build(node.args[1], scope), scope.free
    body = build(node.args[2], scope.with_variables(name))

    def bound(env: Env) -> Value:
        hold(env, slot)
        env[slot] = value(env)
        return body(env)

    return bound


def block(node: Call, scope: Scope, build: Build) -> Closure:
    """`cel.block([a, b], expression)`: values that later ones and the expression know as cel.index(0), cel.index(1)."""
    if not isinstance(node.args[0], ListLit):
        raise CelTypeError("cel.block takes a list of expressions", node.args[0].at)
    values: list[tuple[int, Closure]] = []
    inner = scope
    for number, item in enumerate(node.args[0].items):
        values.append((inner.free, build(item, inner)))
        inner = inner.with_variables(f"@index{number}")
    body = build(node.args[1], inner)

    def blocked(env: Env) -> Value:
        for slot, value in values:
            hold(env, slot)
            env[slot] = value(env)
        return body(env)

    return blocked


def opt_map(node: Call, scope: Scope, build: Build) -> Closure:
    """`x.optMap(v, e)`: an optional of e where x has a value; `optFlatMap` where e is an optional itself."""
    name = variable(node, node.args[0])
    receiver, slot = build(node.target, scope), scope.free
    body = build(node.args[1], scope.with_variables(name))
    flat = node.name == "optFlatMap"

    def mapped(env: Env) -> Value:
        value = receiver(env)
        data = value.data
        if data.__class__ is not Optional:
            wrong = f"{node.name} takes an optional, not {described(data)}"
            return worse(value) or Value(Error(wrong), value.span)
        if data.value is None:
            return value
        hold(env, slot)
        env[slot] = force(data.value, env[WORLD])
        made = body(env)
        if flat or made.data.__class__ is Error:
            return made
        return made.holding(Optional(made))

    return mapped
