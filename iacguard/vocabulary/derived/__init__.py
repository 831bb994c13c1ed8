"""Attributes that need thought once: what a role may do, whether a subnet is public. One function an attribute.

Each takes the root view of a resource and a world, and gives a Value spelled Terraform's way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from iacguard.model.value import Value
from iacguard.model.world import World
from iacguard.vocabulary.derived import access, network

if TYPE_CHECKING:
    from iacguard.vocabulary.lens import RootView

DERIVED: dict[str, Callable[[RootView, World], Value]] = {
    "statements": access.statements,
    "trust": access.trust,
    "policy_arns": access.policy_arns,
    "public": network.public,
    "open_ingress": network.open_ingress,
}
