"""A resource seen by the common names. A view pays for what is asked, and remembers it with the world of the asking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from iacguard.model.graph import Resource, ResourceGraph
from iacguard.model.value import Map, Value
from iacguard.model.world import World
from iacguard.vocabulary.mounts import Mounts
from iacguard.vocabulary.nodes import Node, Type, pascal
from iacguard.vocabulary.standins import StandIns
from iacguard.vocabulary.tables import Vocabulary
from iacguard.vocabulary.views import EMPTY_MAP, View, body_of


class Lens:
    """All views of one graph, and what they share: the vocabulary, satellites, and `memo` for other indices.

    `derivation` gives by its name the function of an attribute that tables call derived.
    """

    def __init__(self, graph: ResourceGraph, vocabulary: Vocabulary, derivation: Callable[[str], Derivation]) -> None:
        self.graph = graph
        self.vocabulary = vocabulary
        self.derivation = derivation
        self.mounts = Mounts(graph, vocabulary)
        self.stand_ins = StandIns(graph, vocabulary, self.mounts)
        self.memo: dict[str, Any] = {}
        self._views: dict[int, Value] = {}

    def view(self, resource: Resource) -> Value:
        """The resource as rules see it: a Value at its header, whose data answers `select`."""
        known = self._views.get(id(resource))
        if known is None:
            type = self.vocabulary.table(resource.type)
            known = self._views[id(resource)] = Value(RootView(resource, type, self), resource.span)
        return known

    def ask(self, resource: Resource, name: str, world: World) -> Value:
        """One attribute of a resource by its common name."""
        seen = self.view(resource)
        answer: Value = seen.data.select(name, seen, world)
        return answer


class RootView(View):
    """A whole resource: besides attributes, its mounts, what is derived, and what the language adds."""

    __slots__ = ("lens", "type")

    def __init__(self, resource: Resource, type: Type, lens: Lens) -> None:
        super().__init__(body_of(resource), type.top, resource, resource.format)
        self.type = type
        self.lens = lens

    def is_the_same_everywhere(self, name: str) -> bool:
        made = name in self.type.mounts or name in self.type.derived
        return not made and super().is_the_same_everywhere(name)

    def get(self, name: str, here: Value, world: World) -> Value:
        mount = self.type.mounts.get(name)
        if mount is not None:
            return self.lens.mounts.read(self, mount, here, world)
        derived = self.type.derived.get(name)
        if derived is not None:
            return self._wrap_derived(self.lens.derivation(name)(self, world), derived, world)
        if name == "tags" and self.format == "tf" and "tags_all" in self.body.items:
            node = self.node.kids.get("tags") or Node("tags", "tags", None)
            return self.wrap(self.body.items["tags_all"], node, here, world)
        return super().get(name, here, world)

    def _wrap_derived(self, value: Value, node: Node, world: World) -> Value:
        """What a derived attribute gave, under its own nodes, spelled Terraform's way whatever the format."""
        here = value if value.span is not None else Value(value.data, self.resource.span, value.refs)
        return View(EMPTY_MAP, node, self.resource, "tf").wrap(here, node, here, world)

    def other(self, name: str, here: Value, world: World) -> Value:
        meta = self.resource.meta.data
        if isinstance(meta, Map):
            found = meta.items.get(name) or meta.items.get(pascal(name))
            if found is not None:
                return found
            if name in META:
                return Value(meta.rest, here.span)
        return super().other(name, here, world)


Derivation = Callable[[RootView, World], Value]
"""Works out an attribute that no file writes."""

META = frozenset({
    "lifecycle", "depends_on", "provider", "count", "for_each", "provisioner", "connection",
    "deletion_policy", "update_replace_policy", "update_policy", "creation_policy", "metadata",
})  # fmt: skip
"""What the languages add to a resource, by the names that rules use."""
