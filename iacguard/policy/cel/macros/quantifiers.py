"""all, exists and exists_one: with one variable over elements or keys, with two over positions or keys and elements."""

from __future__ import annotations

from iacguard.model.value import Seq, Value
from iacguard.policy.cel.ast import Call
from iacguard.policy.cel.logic import unfit
from iacguard.policy.cel.macros.base import Build, Loop, loop, sift
from iacguard.policy.cel.scope import Closure, Env, Scope, hold, spend, test_of
from iacguard.policy.cel.unknowns import Parts, worse


def quantifier(node: Call, scope: Scope, build: Build) -> Closure:
    """`exists` is `||` over all elements, `all` is `&&`."""
    made = loop(node, scope, build, len(node.args) - 1, 1)
    stop = node.name == "exists"
    receiver, slot, body, two = made.receiver, made.slot, made.bodies[0], made.two
    test = test_of(body)

    def quantify(env: Env) -> Value:
        value = receiver(env)
        data = value.data
        if two or data.__class__ is not Seq or data.maybe or data.rest is not None:
            return _openly(made, stop, env)
        items = data.items
        spend(env, len(items))
        if len(env) <= slot:
            hold(env, slot)
        undecided: Value | None = None
        for item in items:
            env[slot] = item
            result = test(env)
            if result is stop:
                blamed = body(env)
                return blamed if blamed.span is not None else _at(stop, item, value)
            if result.__class__ is not bool:
                bad = unfit(result)
                undecided = bad if undecided is None else worse(undecided, bad)
        return undecided or Value(not stop, value.span, value.refs, value.origin)

    return quantify


def _at(result: bool, item: Value, value: Value) -> Value:
    """A result whose condition looks at nothing of the element: the element is to blame."""
    return Value(result, item.span or value.span, item.refs, item)


def _openly(made: Loop, stop: bool, env: Env) -> Value:
    """The same over a map, with two variables, or where not all elements are known."""
    value, found = made.start(env)
    if found is None:
        return made.unfit(value)
    undecided: Value | None = None
    body = made.bodies[0]
    for key, item in found.sure:
        made.bind(env, key, item)
        result = body(env)
        if result.data is stop:
            return result if result.span is not None else _at(stop, item, value)
        if result.data is not (not stop):
            bad = unfit(result)
            undecided = bad if undecided is None else worse(undecided, bad)
    left = []
    for key, possible in found.maybe:
        made.bind(env, key, possible.value)
        if body(env).data is not (not stop):
            left.append((key, possible))
    doubt = Parts([], left, found.rest).doubt(value.span)
    if doubt is not None:
        undecided = doubt if undecided is None else worse(undecided, doubt)
    return undecided or Value(not stop, value.span, value.refs, value.origin)


def exists_one(node: Call, scope: Scope, build: Build) -> Closure:
    """True where exactly one element fulfils the condition; an error of any element is one of the whole."""
    made = loop(node, scope, build, len(node.args) - 1, 1)

    def count(env: Env) -> Value:
        value, found = made.start(env)
        if found is None:
            return made.unfit(value)
        kept, failed = sift(made, found, made.bodies[0], env)
        doubt = kept.doubt(value.span)
        if failed is not None:
            return doubt or failed
        if doubt is None or len(kept.sure) > 1:
            return Value(len(kept.sure) == 1, value.span, value.refs, value.origin)
        return doubt

    return count
