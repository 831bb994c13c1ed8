"""Functions that see the graph: the host of the evaluation answers them."""

from __future__ import annotations

from iacguard.model.value import Value
from iacguard.model.world import force
from iacguard.policy.cel.functions.base import Function
from iacguard.policy.cel.scope import HOST, WORLD, Env


def _asked(name: str, arguments: int) -> Function:
    def apply(env: Env, *values: Value) -> Value:
        return force(env[HOST].call(name, list(values), env[WORLD]), env[WORLD])

    return Function(arguments, arguments, apply)


FUNCTIONS: dict[str, Function] = {
    "ref": _asked("ref", 1),
    "linked": _asked("linked", 2),
    "resources": _asked("resources", 1),
    "instance": _asked("instance", 1),
}
"""By name."""
