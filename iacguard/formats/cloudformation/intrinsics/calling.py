"""What an intrinsic function is: it takes the node and the stack in which it stands, and gives the value."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from iacguard.model.value import Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack

Function = Callable[[Value, "Stack"], Value]


def argument(node: Value) -> Value:
    """What a function is called with."""
    found: Value = next(iter(node.data.items.values()))
    return found
