"""How derived attributes look at what a resource says, and into its blocks."""

from __future__ import annotations

from typing import Any

from iacguard.model.value import Error, Unknown, Value
from iacguard.model.world import World, force
from iacguard.vocabulary.lens import RootView


def ask(view: RootView, name: str, world: World) -> Value:
    """One attribute of a resource in a world."""
    return force(view.select(name, Value(None, view.resource.span), world), world)


def opened(block: Value) -> Any:
    """What answers `select` for a block; None where it is no block, or not known."""
    found = getattr(block, "view", None) or block.data
    return found if hasattr(found, "select") else None


def inside(block: Value, name: str, world: World) -> Value:
    """An attribute of a block; null where the block is not there, unknown or wrong where that is the block."""
    found = opened(block)
    if found is not None:
        return force(found.select(name, block, world), world)
    return block if isinstance(block.data, (Unknown, Error)) else Value(None, block.span)
