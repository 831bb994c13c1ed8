"""sortBy: a list in the order of what an expression says of each element."""

from __future__ import annotations

from iacguard.model.value import Seq, Unknown, Value
from iacguard.policy.cel.ast import Call
from iacguard.policy.cel.functions.lists import in_order
from iacguard.policy.cel.macros.base import Build, loop
from iacguard.policy.cel.scope import Closure, Env, Scope
from iacguard.policy.cel.unknowns import LOOSE, worst


def sort_by(node: Call, scope: Scope, build: Build) -> Closure:
    """`items.sortBy(item, key)`."""
    made = loop(node, scope, build, 1, 1)

    def ordered(env: Env) -> Value:
        value, found = made.start(env)
        if found is None or not isinstance(value.data, Seq):
            return made.unfit(value)
        keys = []
        for key, item in found.sure:
            made.bind(env, key, item)
            keys.append(made.bodies[0](env))
        doubt = found.doubt(value.span)
        if doubt is None and any(key is LOOSE for key, _ in found.sure):  # elements of one key stay in their order
            doubt = Value(Unknown("the order of the list is not known"), value.span)
        bad = worst([*keys, *([doubt] if doubt is not None else [])])
        return bad or in_order([item for _, item in found.sure], keys, value)

    return ordered
