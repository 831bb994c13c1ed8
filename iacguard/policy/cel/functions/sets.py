"""The package `sets`: lists as sets. What is unknown in them decides only where it must."""

from __future__ import annotations

from iacguard.model.value import Error, Seq, Value
from iacguard.model.world import force
from iacguard.policy.cel.equality import has_item
from iacguard.policy.cel.functions.base import LIST, Function, derived, wanted
from iacguard.policy.cel.scope import WORLD, Env, spend
from iacguard.policy.cel.unknowns import parts, worse, worst


def _over(left: Value, right: Value, stop: bool, env: Env) -> Value:
    """Whether every element of `right` is in `left` (stop at false), or any one is (stop at true)."""
    found = parts(right, env[WORLD])
    assert found is not None
    undecided = found.doubt(right.span)
    spend(env, len(found.sure) + len(found.maybe))
    for _, item in found.sure:
        result = has_item(force(item, env[WORLD]), left, env)
        if result.data is stop:
            return derived(stop, result, left, right)
        if result.data is not (not stop):
            undecided = result if undecided is None else worse(undecided, result)
    return undecided or derived(not stop, left, right)


def _checked(left: Value, right: Value) -> Value | None:
    for value in (left, right):
        if value.data.__class__ is not Seq:
            return worst((left, right)) or derived(Error(wanted(LIST, value.data)), left)
    return None


def _contains(env: Env, left: Value, right: Value) -> Value:
    return _checked(left, right) or _over(left, right, False, env)


def _intersects(env: Env, left: Value, right: Value) -> Value:
    return _checked(left, right) or _over(left, right, True, env)


def _equivalent(env: Env, left: Value, right: Value) -> Value:
    bad = _checked(left, right)
    if bad is not None:
        return bad
    there, back = _over(left, right, False, env), _over(right, left, False, env)
    if there.data is False:
        return there
    return back if back.data is False else worse(there, back) or there


FUNCTIONS: dict[str, Function] = {
    "sets.contains": Function(2, 2, _contains),
    "sets.intersects": Function(2, 2, _intersects),
    "sets.equivalent": Function(2, 2, _equivalent),
}
"""By full name."""
