"""What judging one resource by one requirement says, before it is placed and told."""

from __future__ import annotations

from typing import NamedTuple

from iacguard.model.value import Value
from iacguard.model.world import World


class Judgement(NamedTuple):
    """What all worlds say of one requirement, the `part`th of its rule; `message` where a rule's own code found it."""

    verdict: str
    value: Value
    worlds: tuple[World, ...] = ()
    message: str = ""
    part: int = 0
