"""The macros of CEL: has, all, exists, exists_one, map, filter, also with two variables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from iacguard.model.value import Error, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import force
from iacguard.policy.cel.ast import Call, Ident, Select
from iacguard.policy.cel.values import elements, size, worse

Env = list[Any]
Closure = Callable[[Env], Value]
MAX_STEPS = 100_000
"""Elements that one evaluation may look at, over all its macros."""


def _binder(node: Call, scope: Any, compile: Any) -> tuple[Callable[[Env, Value, Value], Value], bool] | None:
    """What evaluates the body of a macro for one element, and whether it takes key and value."""
    names = [arg.name for arg in node.args[:-1] if isinstance(arg, Ident)]
    if not names or len(names) != len(node.args) - 1 or len(names) > 2:
        return None
    inner = scope.with_variable(*names)
    slot = inner.slots[names[0]]
    body = compile(node.args[-1], inner)
    two = len(names) == 2

    def each(env: Env, key: Value, value: Value) -> Value:
        env = env[:slot] + [None] * (slot - len(env)) if len(env) != slot else list(env)
        env.append(key if two else value)
        if two:
            env.append(value)
        return body(env)  # type: ignore[no-any-return]

    return each, two


def _pairs(receiver: Value, found: Seq, two: bool) -> Iterator[tuple[Value, Value]]:
    """(key, element) of what certainly is there; for one variable the key is not used."""
    if two and isinstance(receiver.data, Map):
        for key, value in receiver.data.items.items():
            yield Value(key, value.span), value
    elif two:
        for number, value in enumerate(found.items):
            yield Value(number, value.span), value
    else:
        for value in found.items:
            yield value, value


def _quantifier(node: Call, scope: Any, compile: Any) -> Closure | None:
    bound = _binder(node, scope, compile)
    if bound is None:
        return None
    each, two = bound
    receiver, stop = compile(node.target, scope), node.name == "exists"

    def quantify(env: Env) -> Value:
        value = receiver(env)
        found = elements(value)
        if found is None:
            return worse(value) or Value(Error(f"{node.name} takes a list or a map"), value.span)
        undecided: Value | None = None
        if len(found.items) > MAX_STEPS:
            return Value(Unknown(f"more than {MAX_STEPS} elements"), value.span)
        for key, item in _pairs(value, found, two):
            result = each(env, key, item)
            if result.data is stop:
                return result if result.span is not None else Value(stop, item.span or value.span)
            if result.data.__class__ is not bool:
                bad = worse(result) or Value(Error(f"{node.name} takes a condition"), value.span)
                undecided = bad if undecided is None else worse(undecided, bad)
        if undecided is None or undecided.data.__class__ is Error:
            for possible in found.maybe:
                if each(env, possible.value, possible.value).data is not (not stop):
                    return possible.why if possible.why.data.__class__ is Unknown else force(possible.why, env[0])
            if found.rest is not None:
                return Value(found.rest, value.span)
        return undecided if undecided is not None else Value(not stop, value.span, value.refs, value.origin)

    return quantify


def _filter(node: Call, scope: Any, compile: Any) -> Closure | None:
    bound = _binder(node, scope, compile)
    if bound is None:
        return None
    each, two = bound
    receiver, name = compile(node.target, scope), node.name

    def keep(env: Env) -> Value:
        value = receiver(env)
        found = elements(value)
        if found is None:
            return worse(value) or Value(Error(f"{name} takes a list or a map"), value.span)
        sure: list[Value] = []
        maybe: list[Possible] = []
        failed: Value | None = None
        for key, item in _pairs(value, found, two):
            result = each(env, key, item)
            if result.data is True:
                sure.append(item)
            elif result.data.__class__ is Unknown:
                maybe.append(Possible(item, result))
            elif result.data is not False:
                failed = failed or worse(result) or Value(Error(f"{name} takes a condition"), value.span)
        left = [p for p in found.maybe if each(env, p.value, p.value).data is not False]
        maybe += [Possible(p.value, force(p.why, env[0])) for p in left]
        if failed is not None:
            return maybe[0].why if maybe else Value(found.rest, value.span) if found.rest is not None else failed
        kept = Value(Seq(sure, maybe, found.rest), value.span)
        return kept if name == "filter" else _one(kept, value)

    return keep


def _one(kept: Value, value: Value) -> Value:
    count = size(kept)
    if count.data.__class__ is int:
        return Value(count.data == 1, value.span)
    return Value(False, value.span) if count.data.low > 1 else count


def _map(node: Call, scope: Any, compile: Any) -> Closure | None:
    if len(node.args) == 3 and not isinstance(node.args[1], Ident):
        filtered = node._replace(name="filter", args=node.args[:2])
        return _map(node._replace(target=filtered, args=(node.args[0], node.args[2])), scope, compile)
    bound = _binder(node, scope, compile)
    if bound is None:
        return None
    each, two = bound
    receiver = compile(node.target, scope)

    def transform(env: Env) -> Value:
        value = receiver(env)
        found = elements(value)
        if found is None:
            return worse(value) or Value(Error("map takes a list or a map"), value.span)
        items = [each(env, key, item) for key, item in _pairs(value, found, two)]
        failed = next((item for item in items if item.data.__class__ is Error), None)
        if failed is not None:
            unknown = next((item for item in items if item.data.__class__ is Unknown), None)
            rest = Value(found.rest, value.span) if found.rest is not None else None
            return unknown or (found.maybe[0].why if found.maybe else None) or rest or failed
        maybe = [Possible(each(env, p.value, p.value), p.why) for p in found.maybe]
        return Value(Seq(items, maybe, found.rest), value.span)

    return transform


def _has(node: Call, scope: Any, compile: Any) -> Closure | None:
    if len(node.args) != 1 or not isinstance(node.args[0], Select):
        return None
    selected = compile(node.args[0], scope)

    def has(env: Env) -> Value:
        value = selected(env)
        data = value.data
        if data is None or data.__class__ is Error:
            return Value(False, value.span)
        if data.__class__ is Unknown and not data.not_null:
            return value  # type: ignore[no-any-return]
        return Value(True, value.span)

    return has


MACROS: dict[str, Callable[[Call, Any, Any], Closure | None]] = {
    "has": _has,
    "all": _quantifier,
    "exists": _quantifier,
    "exists_one": _filter,
    "existsOne": _filter,
    "filter": _filter,
    "map": _map,
    "transformList": _map,
}
