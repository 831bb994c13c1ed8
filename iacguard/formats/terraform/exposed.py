"""A resource as others see it: what is written of it, and beside that what the provider fills in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from iacguard.formats.terraform import ast, builtin
from iacguard.formats.terraform.access import below
from iacguard.formats.terraform.bodies import nested_bodies
from iacguard.formats.terraform.meta import META
from iacguard.formats.terraform.values.types import placed
from iacguard.model.value import Choice, Map, Possible, Reference, Seq, Unknown, Value
from iacguard.model.world import each

if TYPE_CHECKING:
    from iacguard.formats.terraform.resources import ResourceInstance


MOST_REFS = 64
"""References that go on from one resource's attribute to the next; a long chain would carry all that came before."""


class Object(Map):
    """A resource as others see it: written attributes, and unknown ones that the provider fills in."""

    __slots__ = ("resource",)

    def __init__(self, resource: ResourceInstance) -> None:
        closed = resource.declaration.type == "terraform_data"
        super().__init__(_Written(resource), None if closed else Unknown("known after apply", resource.symbol("")))
        self.resource = resource

    def attribute(self, name: str, span: Any) -> Value:
        """One attribute, with the reference that reading it makes, whichever of its options is taken."""
        return _read(self.resource.attribute(name), Reference(self.resource.address, (name,)), span)


def _read(value: Value, reference: Reference, span: Any) -> Value:
    refs = (reference, *(r for r in value.refs if r != reference))[:MOST_REFS]
    origin = value if value.span is not None else None
    read = placed(value, span, refs, origin, value.marks)
    if isinstance(value.data, Choice):
        read.data = each(lambda option: _read(option, reference, span), value).data
    return read


class _Written(dict[str, Value]):
    """The attributes that are written, each evaluated when asked."""

    def __init__(self, resource: ResourceInstance) -> None:
        super().__init__()
        self.resource = resource

    @property
    def names(self) -> list[str]:
        """What can be listed: all attributes of a known schema, else those that are written."""
        if self.resource.declaration.type == "terraform_data":
            return list(builtin.ATTRIBUTES)
        return [name for name in self.resource.declaration.block.body.attributes if name not in META]

    def get(self, name: str, default: Any = None) -> Any:
        if self.resource.declaration.type == "terraform_data" and name not in builtin.ATTRIBUTES:
            return default
        return self.resource.attribute(name)

    def __getitem__(self, name: str) -> Value:
        return self.resource.attribute(name)

    def __contains__(self, name: object) -> bool:
        return self.get(str(name)) is not None

    def __iter__(self) -> Any:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def keys(self) -> Any:
        return dict.fromkeys(self.names).keys()

    def items(self) -> Any:
        return [(name, self.resource.attribute(name)) for name in self.names]

    def values(self) -> Any:
        return [value for _, value in self.items()]


def opened(value: Value, unknown: Unknown, bodies: Sequence[ast.Body]) -> Value:
    """Nested blocks, written in `bodies`, as others see them: the provider may fill in what is not written in any.

    `unknown` is the list of blocks as the provider knows it; what it fills in is named after its own block.
    """
    data = value.data
    if not isinstance(data, Seq):
        return value
    nested = nested_bodies(bodies)
    items = [_opened(item, below(unknown, str(n)), nested) for n, item in enumerate(data.items)]
    maybe = [
        Possible(_opened(possible.value, below(unknown, str(n)), nested), possible.why)
        for n, possible in enumerate(data.maybe, len(items))
    ]
    return Value(Seq(items, maybe, data.rest), value.span, value.refs)


def _opened(block: Value, unknown: Unknown, nested: Mapping[str, list[ast.Body]]) -> Value:
    data = block.data
    if not isinstance(data, Map):
        return block
    items = {
        name: opened(inner, below(unknown, name), nested[name]) if name in nested else inner
        for name, inner in data.items.items()
    }
    return Value(Map(items, unknown, data.keys), block.span, block.refs)
