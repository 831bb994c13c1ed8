"""The intrinsic functions: which function a node is, by its one key.

Every function takes the node and the stack in which it stands, and gives the value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from iacguard.model.value import Map, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack

Function = Callable[[Value, "Stack"], Value]


def find(data: Map) -> Function | None:
    """The function that a mapping calls; None where it is plain data."""
    if len(data.items) != 1:
        return None
    name = next(iter(data.items))
    if name == "Ref":
        return _table()["Ref"]
    if name.startswith("Rain::"):
        return _table().get(name)
    if not name.startswith("Fn::") or name == "Fn::Transform" or name.startswith("Fn::ForEach::"):
        return None
    return _table().get(name, _unknown)


def argument(node: Value) -> Value:
    """What a function is called with."""
    found: Value = next(iter(node.data.items.values()))
    return found


def merged(node: Value, stack: Stack) -> Value:
    """A mapping whose keys are in part computed."""
    from iacguard.formats.cloudformation.intrinsics import merging

    return merging.merged(node, stack)


def _unknown(node: Value, stack: Stack) -> Value:
    name = next(iter(node.data.items))
    known = [key for key in _table() if key.startswith("Fn::")]
    import difflib

    near = difflib.get_close_matches(name, known, 1)
    stack.report(f"there is no function {name}", node.span, "intrinsic", f"did you mean {near[0]}?" if near else "")
    return Value(Unknown(f"there is no function {name}"), node.span)


_TABLE: dict[str, Function] = {}


def _table() -> dict[str, Function]:
    """Made when first asked, because the functions evaluate their arguments and so know this module."""
    if not _TABLE:
        from iacguard.formats.cloudformation.intrinsics import (
            assertions,
            conditions,
            lists,
            lookups,
            rain,
            references,
            strings,
        )

        for module in (references, strings, lists, lookups, conditions, assertions, rain):
            _TABLE.update(module.FUNCTIONS)
    return _TABLE
