"""Fn::FindInMap: what the Mappings of a template say, under the inputs that choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iacguard.formats.cloudformation.applying import apply
from iacguard.formats.cloudformation.intrinsics.calling import Function, argument
from iacguard.formats.cloudformation.texts import to_text
from iacguard.model.combine import Input, first_error, made, used
from iacguard.model.value import OTHER, Choice, Error, Map, Seq, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack

MAX_KEYS = 64
"""Keys of a mapping that an input without value may choose between; more are unknown."""


def find_in_map(node: Value, stack: Stack) -> Value:
    """`Fn::FindInMap`: a mapping, two keys, and a default (`DefaultValue`) for keys that are not there."""
    written = argument(node).data
    if not isinstance(written, Seq) or not 3 <= len(written.items) <= 4:
        return stack.fault("FindInMap takes a mapping and two keys", node)
    keys = [stack.evaluate(item) for item in written.items[:3]]
    default: Value | None = None
    if len(written.items) == 4:
        options = written.items[3].data
        found = options.items.get("DefaultValue") if isinstance(options, Map) else None
        if found is None:
            return stack.fault("the fourth part of FindInMap is a mapping with DefaultValue", node)
        default = stack.evaluate(found)
    return apply(lambda values: _find(values, default, node, stack), keys, stack, node)


def _find(values: list[Value], default: Value | None, node: Value, stack: Stack) -> Value:
    names = [to_text(value) for value in values]
    error = first_error(names)
    if error is not None:
        return made(error, node.span, values)
    mapping = names[0].data
    if not isinstance(mapping, str):
        return made(Unknown(mapping.why), node.span, values)
    table = stack.template.section("Mappings").items.get(mapping)
    if table is None:
        if default is not None:
            return used(default, node.span)
        if stack.is_open:
            return made(Unknown(f"the mapping {mapping} is not written here"), node.span, values)
        return made(Error(f"there is no mapping {mapping}"), node.span, values)
    return _below(table, names[1:], default, node, f"{mapping}")


def _below(table: Value, names: list[Value], default: Value | None, node: Value, path: str) -> Value:
    """What stands under the remaining keys."""
    if not names:
        return used(table, node.span)
    if not isinstance(table.data, Map):
        return Value(Error(f"{path} is not a mapping"), node.span)
    if "Fn::Transform" in table.data.items:
        return Value(Unknown(f"{path} is made by a macro"), node.span)
    key = names[0].data
    if isinstance(key, str):
        inner = table.data.items.get(key)
        if inner is not None:
            return _below(inner, names[1:], default, node, f"{path}.{key}")
        return used(default, node.span) if default is not None else Value(Error(f"{path} has no {key}"), node.span)
    symbol = key.symbol
    if isinstance(symbol, Input) and 0 < len(table.data.items) <= MAX_KEYS:
        options = {
            name: _below(inner, names[1:], default, node, f"{path}.{name}")
            for name, inner in table.data.items.items()
            if may_be(symbol, name)
        }
        options = {name: value for name, value in options.items() if not isinstance(value.data, Error)}
        if default is not None:
            options[OTHER] = used(default, node.span)
        if len(options) == 1:  # any other key keeps the stack from being deployed
            return used(next(iter(options.values())), node.span)
        if options:
            return Value(Choice(str(symbol), options), node.span, names[0].refs)
    return Value(Unknown(key.why), node.span, names[0].refs)


def may_be(symbol: Any, text: str) -> bool:
    """Whether what is known of an unknown by its symbol leaves room for a text."""
    allows = getattr(symbol, "allows", None)
    return allows is None or bool(allows(text))


FUNCTIONS: dict[str, Function] = {"Fn::FindInMap": find_in_map}
