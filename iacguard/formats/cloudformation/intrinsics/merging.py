"""Mappings whose keys are in part computed: loops, included files, macros."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iacguard.formats.cloudformation.foreach import LOOP, unrolled
from iacguard.formats.cloudformation.macros import MACRO, included
from iacguard.model.combine import refs_of
from iacguard.model.graph import walk
from iacguard.model.value import Map, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack


def merged(node: Value, stack: Stack) -> Value:
    """The mapping with what loops and included files add to it; unknown where a macro rewrites it."""
    loops = unrolled(node.data, stack)
    data, rest = loops.data, node.data.rest
    for why in loops.open.values():
        rest = Unknown(why)
    items: dict[str, Value] = {}
    for key, child in data.items.items():
        if key == MACRO:
            found = included(child, stack)
            if not isinstance(found.data, Map):
                return _rewritten(found, node, stack)
            inner = stack.evaluate(found)
            items.update(inner.data.items if isinstance(inner.data, Map) else {})
        elif key.startswith("Fn::") and not key.startswith(LOOP):
            stack.report(f"{key} cannot stand beside other keys", child.span, "intrinsic")
            rest = Unknown(f"{key} stands beside other keys")
        else:
            items[key] = stack.evaluate(child)
    return Value(Map(items, rest, data.keys), node.span)


def _rewritten(found: Value, node: Value, stack: Stack) -> Value:
    """A macro gets everything beside it, and may make anything of it."""
    beside = [stack.evaluate(child) for key, child in node.data.items.items() if not key.startswith("Fn::")]
    refs = refs_of([found, *(value for child in beside for value in walk(child))])
    return Value(found.data, node.span, refs)
