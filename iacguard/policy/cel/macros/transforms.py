"""filter, map, transformList, transformMap, transformMapEntry and sortBy: lists and maps made of others."""

from __future__ import annotations

from typing import Any

from iacguard.model.value import Error, Map, Possible, Seq, Unknown, Value
from iacguard.policy.cel.ast import Call
from iacguard.policy.cel.kinds import LiteralMap, data_of, described, key_of
from iacguard.policy.cel.macros.base import Build, Loop, loop, sift
from iacguard.policy.cel.scope import Closure, Env, Scope
from iacguard.policy.cel.unknowns import LOOSE, Parts, worse, worst

_THERE = Value(True)


def sequence(found: Parts, value: Value) -> Value:
    """A list of what a macro kept or made. What has no certain position stays a part that may stand anywhere."""
    items = [item for key, item in found.sure if key is not LOOSE]
    maybe = [Possible(item, _THERE) for key, item in found.sure if key is LOOSE]
    maybe += [possible for _, possible in found.maybe]
    return Value(Seq(items, maybe, found.rest), value.span)


def filtered(node: Call, scope: Scope, build: Build) -> Closure:
    """`filter`: what fulfils a condition; where the condition is unknown, an element that may be there."""
    made = loop(node, scope, build, len(node.args) - 1, 1)

    def keep(env: Env) -> Value:
        value, found = made.start(env)
        if found is None:
            return made.unfit(value)
        kept, failed = sift(made, found, made.bodies[0], env)
        if failed is not None:
            return kept.doubt(value.span) or failed
        return sequence(kept, value)

    return keep


def mapped(node: Call, scope: Scope, build: Build) -> Closure:
    """`map`: what an expression makes of each element, of those that fulfil a condition where there is one."""
    made = loop(node, scope, build, 1, len(node.args) - 1)
    return lambda env: _transform(made, env, sequence)


def listed(node: Call, scope: Scope, build: Build) -> Closure:
    """`transformList`: the same with two variables."""
    made = loop(node, scope, build, 2, len(node.args) - 2)
    return lambda env: _transform(made, env, sequence)


def transform_map(node: Call, scope: Scope, build: Build) -> Closure:
    """`transformMap`: the same keys with other values."""
    made = loop(node, scope, build, 2, len(node.args) - 2)
    return lambda env: _transform(made, env, _same_keys)


def transform_entries(node: Call, scope: Scope, build: Build) -> Closure:
    """`transformMapEntry`: each element gives a map, and they become one. Two equal keys are an error."""
    made = loop(node, scope, build, 2, len(node.args) - 2)
    return lambda env: _transform(made, env, _merged)


def _transform(made: Loop, env: Env, gather: Any) -> Value:
    value, found = made.start(env)
    if found is None:
        return made.unfit(value)
    *conditions, body = made.bodies
    failed: Value | None = None
    for condition in conditions:
        found, failed = sift(made, found, condition, env)
    sure = []
    for key, item in found.sure:
        made.bind(env, key, item)
        sure.append((key, body(env)))
    maybe = []
    for key, possible in found.maybe:
        made.bind(env, key, possible.value)
        maybe.append((key, Possible(body(env), possible.why)))
    found = Parts(sure, maybe, found.rest)
    failed = failed or next((item for _, item in sure if item.data.__class__ is Error), None)
    errs = any(possible.value.data.__class__ is Error for _, possible in maybe)
    if failed is not None or errs:
        unknown = worst(item for _, item in sure if item.data.__class__ is Unknown)
        return unknown or found.doubt(value.span) or failed or value
    return gather(found, value)  # type: ignore[no-any-return]


def _same_keys(found: Parts, value: Value) -> Value:
    pairs = [(key, Value(_mapping(key, item), item.span)) for key, item in found.sure]
    unknown = worst(key for key, _ in found.sure)
    if unknown is not None:
        return found.doubt(value.span) or unknown
    return _merged(Parts(pairs, found.maybe, found.rest), value)


def _mapping(key: Value, item: Value) -> LiteralMap:
    return LiteralMap({key_of(key.data): item})


def _merged(found: Parts, value: Value) -> Value:
    items: dict[Any, Value] = {}
    rest = found.doubt(value.span)
    for _, item in found.sure:
        if not isinstance(item.data, Map):
            bad = Value(Error(f"transformMapEntry takes a map, not {described(item.data)}"), value.span)
            return worse(item, rest) or bad
        for key, inner in item.data.items.items():
            if key in items:
                return rest or Value(Error(f"the key {data_of(key)} is there twice"), value.span)
            items[key] = inner
        if item.data.rest is not None:
            rest = rest or Value(item.data.rest)
    why = Unknown(rest.data.why, pending=rest.data.pending) if rest is not None else None
    return Value(LiteralMap(items, why), value.span)
