"""Which inputs a verdict hangs on: of those that were decided on the way, some make no difference."""

from __future__ import annotations

from collections.abc import Sequence

from iacguard.model.world import Label, World

MAX_PAIRS = 256
"""How many pairs of worlds are compared; what hangs on so much is told as it was found."""

Told = tuple[World, bool]
"""A world, and whether the rule is broken in it."""


def decisive(outcomes: Sequence[Told]) -> tuple[World, ...]:
    """The worlds in which a rule is broken, each with the inputs alone that make it so.

    An input makes no difference where no two worlds that come to different ends differ in it alone.
    """
    broken = [world for world, is_broken in outcomes if is_broken]
    sound = [world for world, is_broken in outcomes if not is_broken]
    if len(broken) * len(sound) > MAX_PAIRS:
        return tuple(broken)
    differences = [_difference(one, other) for one in broken for other in sound]
    vain: set[str] = set()
    for atom in dict.fromkeys(atom for world, _ in outcomes for atom in world):
        if all(len(difference - vain) > 1 or atom not in difference for difference in differences):
            vain.add(atom)
    found: list[World] = []
    for world in broken:
        told = World({atom: label for atom, label in world.items() if atom not in vain})
        if told not in found:
            found.append(told)
    return tuple(found)


def _difference(one: World, other: World) -> frozenset[str]:
    return frozenset(atom for atom, label in one.items() if atom in other and not _may_agree(label, other[atom]))


def _may_agree(one: Label, other: Label) -> bool:
    if isinstance(one, str):
        return one == other if isinstance(other, str) else one not in other
    return not isinstance(other, str) or other not in one
