"""Attributes that need thought once: what a role may do, whether a subnet is public. One function an attribute.

Each takes the root view of a resource and a world, and gives a Value spelled Terraform's way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from iacguard.model.value import Value
from iacguard.model.world import World
from iacguard.vocabulary.derived import (
    access,
    alarms,
    assignments,
    buckets,
    carriers,
    clusters,
    images,
    keys,
    machines,
    members,
    ml,
    openings,
    openness,
    routes,
    tags,
)

if TYPE_CHECKING:
    from iacguard.vocabulary.lens import RootView

DERIVED: dict[str, Callable[[RootView, World], Value]] = {
    "statements": access.statements,
    "trust": access.trust,
    "policy_arns": access.policy_arns,
    "serves_ml": ml.serves_ml,
    "encryption": buckets.encryption,
    "versions": buckets.versions,
    "public_access": openness.public_access,
    "policy_statements": buckets.policy_statements,
    "feeds_ml": ml.feeds_ml,
    "ml_uses": ml.ml_uses,
    "key_policy": keys.key_policy,
    "grants": keys.grants,
    "public": routes.public,
    "egress": routes.egress,
    "own_ingress": openings.own_ingress,
    "effective_ingress": openings.effective_ingress,
    "open_ingress": openings.open_ingress,
    "carried_by": carriers.carried_by,
    "open_to": clusters.open_to,
    "public_address": machines.public_address,
    "heeded": alarms.heeded,
    "groups": machines.groups,
    "disks": machines.disks,
    "demands_tokens": images.demands_tokens,
    "tags_all": tags.tags_all,
    "members": members.members,
    "covers_group": assignments.covers_group,
    "given_to_program": assignments.given_to_program,
}
