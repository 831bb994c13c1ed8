"""What the language adds to a resource: count, lifecycle, provisioners; rules see it beside the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iacguard.formats.terraform import ast, language
from iacguard.model.value import Map, Seq, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.terraform.resources import ResourceInstance

META = frozenset({"count", "for_each", "depends_on", "provider", "lifecycle", "provisioner", "connection"})
"""What is no attribute of the resource itself."""


def of(resource: ResourceInstance) -> Value:
    """count, lifecycle and the like; references in them are kept as texts, since some name attributes."""
    declaration = resource.declaration
    block = declaration.block
    items: dict[str, Value] = {}
    for name in META:
        attribute = block.body.attributes.get(name)
        if attribute is not None:
            items[name] = language.spelled(attribute.expression)
    for inner in block.body.blocks:
        if inner.type == "lifecycle":
            items["lifecycle"] = Value(_lifecycle(inner), inner.header)
        elif inner.type in ("provisioner", "connection"):
            items[inner.type] = language.written(block.body)[inner.type]
    if declaration.type.startswith("aws_") and declaration.instance.provider(declaration.type, block) is None:
        items["default_tags"] = Value(Unknown("its provider is configured elsewhere, and may add tags"))
    return Value(Map(items), block.header)


def _written(block: ast.Block) -> Map:
    return Map({name: language.spelled(attribute.expression) for name, attribute in block.body.attributes.items()})


def _lifecycle(block: ast.Block) -> Map:
    items = dict(_written(block).items)
    for kind in ("precondition", "postcondition"):
        found = [Value(_written(inner), inner.header) for inner in block.body.blocks if inner.type == kind]
        if found:
            items[kind] = Value(Seq(found), found[0].span)
    return Map(items)
