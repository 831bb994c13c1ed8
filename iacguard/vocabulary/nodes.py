"""One type of the vocabulary as a tree of its attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

KINDS = frozenset({"str", "int", "num", "bool", "json", "map", "list", "tags", "block", "blocks", "any"})
"""What an attribute holds. A `block` is one object, `blocks` a list of them; `json` is a text or an object alike."""

SERVICE_DECIDES = "?"
"""Written default of an attribute whose value the service chooses: unknown where it is not set."""


def snake(name: str) -> str:
    """CloudFormation's spelling in Terraform's."""
    return re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)).lower()


def pascal(name: str) -> str:
    """Terraform's spelling in CloudFormation's, where the rule holds."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


class Node:
    """An attribute: its kind, its default, and where CloudFormation keeps it.

    `cfn` is the path below `Properties` from the nearest enclosing list, or None where CloudFormation has no such
    attribute. `default` is a plain value, a mapping by format, or `SERVICE_DECIDES`; None: null.
    """

    __slots__ = ("cfn", "default", "kids", "kind", "name", "to", "values")

    def __init__(self, name: str, kind: str, cfn: tuple[str, ...] | None) -> None:
        self.name = name
        self.kind = kind
        self.cfn = cfn
        self.default: Any = None
        self.kids: dict[str, Node] = {}
        self.to = ""
        self.values: Mapping[str, str] = {}

    def __repr__(self) -> str:
        return f"<Node {self.name}: {self.kind}>"


class Mount(NamedTuple):
    """A part of a resource that may stand apart: the satellite's type, what joins it, and older spellings."""

    satellite: str
    join: str
    node: Node
    inline: Mapping[str, Any]
    nested: bool


class Type:
    """A common type: attributes, what others hold when they point at it, and what the provider fills in."""

    def __init__(self, name: str, cfn: tuple[str, ...]) -> None:
        self.name = name
        self.cfn = cfn
        self.top = Node(name, "block", ())
        self.keys: tuple[str, ...] = ("id", "arn")
        self.computed: frozenset[str] = frozenset({"id", "arn"})
        self.mounts: dict[str, Mount] = {}
        self.derived: dict[str, Node] = {}
        self.link = False
        self.where: Mapping[str, str] = {}

    def find(self, path: str) -> Node | None:
        """The node of a dotted path: an attribute, a mount, or what is derived; None where there is none."""
        node: Node | None = self.top
        for name in path.split("."):
            if node is None:
                return None
            found = node.kids.get(name)
            if found is None and node is self.top:
                found = self.derived.get(name)
            node = found
        return node

    def paths(self, node: Node | None = None, prefix: str = "") -> Iterator[str]:
        """Every dotted path, for suggestions."""
        for name, kid in (node or self.top).kids.items():
            yield prefix + name
            yield from self.paths(kid, f"{prefix}{name}.")
        if node is None:
            yield from self.derived
