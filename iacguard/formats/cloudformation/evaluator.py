"""What is written in a template to what it means: literals as they are, intrinsic functions evaluated.

A value is never removed from a mapping: `AWS::NoValue` is null at its own place, which is what a missing key is. What
goes wrong in a pure function is an Error in its value, which `applying` turns into a diagnostic and an Unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from iacguard.formats.cloudformation.intrinsics import table
from iacguard.formats.cloudformation.intrinsics.merging import merged
from iacguard.formats.cloudformation.texts import dynamic
from iacguard.model.value import Choice, Map, Possible, Seq, Value
from iacguard.model.world import choose

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack

MAX_STEPS = 2_000_000
"""Nodes evaluated for one template with all that it nests."""


def evaluate(node: Value, stack: Stack) -> Value:
    """The value of a node; the node itself where nothing in it is computed."""
    data = node.data
    kind = data.__class__
    if kind is str:
        return dynamic(node) if "{{resolve:" in data else node
    if kind is Map:
        stack.deployment.step(node)
        function = table.find(data)
        return function(node, stack) if function is not None else _map(node, stack)
    if kind is Seq:
        return _sequence(node, stack)
    return node


def _map(node: Value, stack: Stack) -> Value:
    data: Map = node.data
    items: dict[str, Value] = {}
    changed = False
    for key, child in data.items.items():
        if key.startswith("Fn::"):
            return merged(node, stack)
        value = evaluate(child, stack)
        changed = changed or value is not child
        items[key] = value
    return Value(Map(items, data.rest, data.keys), node.span) if changed else node


def _sequence(node: Value, stack: Stack) -> Value:
    items = [evaluate(item, stack) for item in node.data.items]
    if all(new is old for new, old in zip(items, node.data.items, strict=True)):
        return node
    return Value(listed(items), node.span)


def listed(items: Sequence[Value]) -> Seq:
    """A list of what is there: null is not, and what an input removes only may be."""
    certain: list[Value] = []
    maybe: list[Possible] = []
    for item in items:
        there = _presence(item)
        if there.data is True:
            certain.append(item)
        elif there.data is not False:
            maybe.append(Possible(item, there))
    return Seq(certain, maybe)


_HERE, _GONE = Value(True), Value(False)


def _presence(value: Value) -> Value:
    data = value.data
    if data is None:
        return _GONE
    if data.__class__ is not Choice:
        return _HERE
    options = {label: _presence(option) for label, option in data.options.items()}
    return choose(data.atom, options)
