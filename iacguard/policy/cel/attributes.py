"""What the vocabulary says of an attribute, as a type; and the faults of asking for one that is not there."""

from __future__ import annotations

from typing import Any

from iacguard.instances import FIELDS
from iacguard.model.graph import DECLARED
from iacguard.policy.cel import statics
from iacguard.policy.cel.scope import suggest
from iacguard.policy.cel.statics import Static, list_of, map_of, nullable
from iacguard.vocabulary.enumerations import words
from iacguard.vocabulary.lens import META
from iacguard.vocabulary.nodes import Node, Type
from iacguard.vocabulary.tables import Vocabulary

_SCALARS = {
    "str": statics.STRING, "int": statics.INT, "num": statics.NUMBER, "bool": statics.BOOL,
}  # fmt: skip
_FACTS = {field.name: field.kind for field in FIELDS}


def of_node(node: Node, path: str = "") -> Static:
    """The type of an attribute at a path of the tables. What may be absent may be null; a list of blocks never is."""
    kind = node.kind
    if kind in _SCALARS:
        known = _SCALARS[kind]
        return nullable(Static(known.name, to=node.to, path=path))
    if kind == "list":
        texts = node.to or words(path)
        return nullable(list_of(nullable(Static("string", to=node.to, path=path)) if texts else statics.DYN))
    if kind == "tags":
        return nullable(map_of(statics.STRING, nullable(statics.STRING)))
    if kind == "map":
        return nullable(map_of(statics.STRING, statics.DYN))
    if kind == "block":
        return Static("message", node, path=path) if node.kids else statics.DYN
    if kind == "blocks":
        return list_of(Static("message", node.item, path=path) if node.kids else statics.DYN)
    return statics.DYN


TABLED = ("aws_", "awscc_", "azurerm_", "google_", "AWS::", "project", "template_", "terraform_")
"""How types begin that can be asked about only if they have a table; those of other providers are as they are."""


def no_type(name: str, vocabulary: Vocabulary) -> str:
    """The message where nothing can be asked about a type, with the nearest that has a table; else empty."""
    if name in DECLARED or not name.startswith(TABLED) or vocabulary.type(name) is not None:
        return ""
    near = suggest("", name, [*vocabulary.names(), *vocabulary.natives(), *DECLARED])
    cure = near or "; `iacguard rule types` lists those there are"
    return f"there is no table of the type {name}, hence nothing to ask about it{cure}"


def of_type(type: Type | None) -> Static:
    """The type of a resource; anything where there is no table."""
    return Static("message", type, path=type.name) if type is not None else statics.DYN


def part(message: Static, name: str) -> tuple[Static | None, str]:
    """The type of an attribute of a resource, a block or the facts; None, with what is wrong, where there is none."""
    if message.name == "facts":
        kind = _FACTS.get(name)
        if kind is None:
            return None, suggest(f"an instance type has no {name}", name, _FACTS)
        known = _SCALARS.get(kind)
        return (nullable(known) if known is not None else list_of(statics.STRING)), ""
    table = message.args[0]
    found = table.find(name) if isinstance(table, Type) else table.kids.get(name)
    if found is not None:
        return of_node(found, f"{message.path}.{name}"), ""
    if isinstance(table, Type) and name in META:
        return statics.DYN, ""
    names = [*table.top.kids, *table.derived] if isinstance(table, Type) else list(table.kids)
    return None, suggest(f"{table.name} has no attribute {name}", name, names)


def of_default(value: Any) -> Static:
    """The type of a rule's parameter, from its default; a config may set another value of that type."""
    if isinstance(value, bool):
        return statics.BOOL
    if isinstance(value, (int, float)):
        return statics.NUMBER
    if isinstance(value, str):
        return statics.STRING
    if isinstance(value, (list, tuple)):
        kinds = {of_default(item) for item in value}
        return list_of(kinds.pop() if len(kinds) == 1 else statics.DYN)
    return map_of(statics.STRING, statics.DYN) if isinstance(value, dict) else statics.DYN
