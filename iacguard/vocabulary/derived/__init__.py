"""Attributes that need thought once: what a role may do, whether a subnet is public. One function an attribute.

Each takes the root view of a resource and a world, and gives a Value spelled Terraform's way.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from iacguard.vocabulary.lens import Derivation

_MODULES = {
    "access": "statements trust policy_arns",
    "ml": "serves_ml feeds_ml ml_uses",
    "buckets": "encryption versions policy_statements",
    "openness": "public_access",
    "keys": "key_policy grants",
    "routes": "public egress",
    "openings": "own_ingress effective_ingress open_ingress",
    "carriers": "carried_by",
    "clusters": "open_to",
    "fleets": "machine_types",
    "machines": "public_address groups disks",
    "alarms": "heeded",
    "images": "demands_tokens",
    "tags": "tags_all",
    "members": "members",
    "assignments": "covers_group given_to_program",
}
HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}
"""The module of each derived attribute, which holds a function of its name."""


@cache
def find(name: str) -> Derivation:
    """The function of a derived attribute; its module is imported when it is first asked for. Raises KeyError."""
    made: Derivation = getattr(import_module(f"iacguard.vocabulary.derived.{HOMES[name]}"), name)
    return made
