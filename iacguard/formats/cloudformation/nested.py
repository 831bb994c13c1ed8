"""Nested stacks: what goes into them and comes out, and the hole that is left where there is no template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iacguard.formats.cloudformation.locating import LOCATIONS, locate
from iacguard.formats.cloudformation.properties import flattened
from iacguard.model.combine import refs_of
from iacguard.model.graph import Hole, walk
from iacguard.model.value import Map, Reference, Seq, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack


def is_stack(written: Value) -> bool:
    """Whether a resource declares a nested stack."""
    kind = written.data.items.get("Type") if isinstance(written.data, Map) else None
    return kind is not None and isinstance(kind.data, str) and kind.data in LOCATIONS


class NestedStack:
    """A resource that nests a template: the stack below it, or the hole that it leaves."""

    def __init__(self, parent: Stack, name: str, written: Value) -> None:
        self.parent = parent
        self.name = name
        self.header = parent.place(name)
        properties = written.data.items.get("Properties")
        self.properties = properties.data if properties is not None and isinstance(properties.data, Map) else Map({})
        self.stack: Stack | None = None
        located = locate(parent, written, self.properties, self.header)
        self.why = located.why
        if located.template is not None:
            self.stack = parent.below(name, located.template, self._arguments(), self.header)

    def exists(self, when: Value) -> None:
        """Say under which inputs the nesting resource, and so the whole stack, exists."""
        if self.stack is not None:
            self.stack.when = when

    def _arguments(self) -> Map:
        """The parameters that the parent gives; open where it is not known which."""
        written = self.properties.items.get("Parameters")
        if written is None:
            return Map({})
        value = flattened(self.parent.evaluate(written), self.header)
        if isinstance(value.data, Seq):
            return _pairs(value.data)
        if value.data is None:
            return Map({})
        why = value.data.why if isinstance(value.data, Unknown) else "its parameters are not a mapping"
        return value.data if isinstance(value.data, Map) else Map({}, Unknown(why))

    def output(self, name: str, node: Value) -> Value:
        """An output of the child, as the parent reads it."""
        if self.stack is not None:
            return self.stack.output(name, node)
        address = self.parent.address(self.name)
        symbol = self.parent.symbol(f"{self.name}.Outputs.{name}")
        return Value(Unknown(f"{address} was not loaded", symbol, None, True), node.span, (Reference(address),))

    def hole(self, body: Value) -> Hole | None:
        """What could not be loaded, with the references that flow into it."""
        if self.stack is not None:
            return None
        return Hole(self.parent.address(self.name), self.why, self.header, refs_of(list(walk(body))))


def _pairs(data: Seq) -> Map:
    """The parameters of a stack set, which are a list of keys and values."""
    items: dict[str, Value] = {}
    rest = data.rest or (Unknown("a parameter may be given") if data.maybe else None)
    for entry in data.items:
        found = entry.data.items if isinstance(entry.data, Map) else {}
        key = found.get("ParameterKey")
        if key is not None and isinstance(key.data, str) and "ParameterValue" in found:
            items[key.data] = found["ParameterValue"]
        else:
            rest = rest or Unknown("which parameter is given is not known")
    return Map(items, rest)
