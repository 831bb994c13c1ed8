"""Which intrinsic function a node is, by its one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iacguard.formats.cloudformation.intrinsics import (
    assertions,
    conditions,
    lists,
    lookups,
    rain,
    references,
    strings,
)
from iacguard.formats.cloudformation.intrinsics.calling import Function
from iacguard.model.nearest import meant
from iacguard.model.value import Map, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack

FUNCTIONS: dict[str, Function] = {
    name: function
    for module in (references, strings, lists, lookups, conditions, assertions, rain)
    for name, function in module.FUNCTIONS.items()
}


def find(data: Map) -> Function | None:
    """The function that a mapping calls; None where it is plain data."""
    if len(data.items) != 1:
        return None
    name = next(iter(data.items))
    if name == "Ref" or name.startswith("Rain::"):
        return FUNCTIONS.get(name)
    if not name.startswith("Fn::") or name == "Fn::Transform" or name.startswith("Fn::ForEach::"):
        return None
    return FUNCTIONS.get(name, _unknown)


def _unknown(node: Value, stack: Stack) -> Value:
    name = next(iter(node.data.items))
    known = [key for key in FUNCTIONS if key.startswith("Fn::")]
    stack.report(f"there is no function {name}", node.span, "intrinsic", meant(name, known))
    return Value(Unknown(f"there is no function {name}"), node.span)
