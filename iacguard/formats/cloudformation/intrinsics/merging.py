"""Mappings whose keys are in part computed: Fn::ForEach and Fn::Transform among other keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iacguard.formats.cloudformation.evaluator import evaluate
from iacguard.model.value import Map, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack


def merged(node: Value, stack: Stack) -> Value:
    """The mapping with what loops and macros add to it; open where that is not known."""
    data: Map = node.data
    items: dict[str, Value] = {}
    rest = data.rest
    for key, child in data.items.items():
        if not key.startswith("Fn::"):
            items[key] = evaluate(child, stack)
            continue
        stack.report(f"{key} cannot stand beside other keys", child.span, "intrinsic")
        rest = Unknown(f"{key} stands beside other keys")
    return Value(Map(items, rest, data.keys), node.span)
