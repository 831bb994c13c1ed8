"""Under which inputs resources exist: worked out once for all rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from iacguard.model.value import Choice, Value
from iacguard.model.world import EMPTY, MAX_COMBINATIONS, World, at_use, force, remainder
from iacguard.policy.decisive import decisive


class Part(NamedTuple):
    """A world and whether something exists in it: true, false or not known."""

    world: World
    exists: Value


class Existence:
    """What the conditions of one scan's resources come to."""

    def __init__(self) -> None:
        self._parts: dict[tuple[Value, frozenset[object]], Sequence[Part]] = {}
        self._decisive: dict[Value, tuple[World, ...]] = {}

    def within(self, when: Value, world: World) -> Sequence[Part]:
        """The worlds into which a condition divides `world`."""
        key = when, frozenset(world.items())
        known = self._parts.get(key)
        if known is None:
            known = self._parts[key] = _divided(when, world)
        return known

    def is_sure(self, when: Value) -> bool:
        """Whether there are inputs under which something certainly exists."""
        return any(part.exists.data is True for part in self.within(when, EMPTY))

    def decisive(self, when: Value) -> tuple[World, ...]:
        """The worlds in which something exists, each with the inputs alone that make it so; none if that is always."""
        known = self._decisive.get(when)
        if known is None:
            told = [(part.world, part.exists.data is True) for part in self.within(when, EMPTY)]
            known = self._decisive[when] = () if all(exists for _, exists in told) else decisive(told)
        return known


def _divided(when: Value, world: World) -> Sequence[Part]:
    todo = [(world, when)]
    found: list[Part] = []
    while todo:
        world, left = todo.pop()
        exists = remainder(left, world)
        if isinstance(exists.data, Choice) and len(found) + len(todo) < MAX_COMBINATIONS:
            todo += [(narrowed, exists) for narrowed in reversed(world.split(exists.data))]
        elif isinstance(exists.data, bool):
            found.append(Part(world, exists))
        else:
            found.append(Part(world, at_use(force(exists, world), when)))
    return found
