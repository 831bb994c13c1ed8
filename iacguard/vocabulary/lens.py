"""A resource seen by the common names. A view pays for what is asked, and remembers it with the world of the asking."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from iacguard.model.graph import Resource, ResourceGraph
from iacguard.model.value import Choice, Error, Hollow, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import World, choose, each, force
from iacguard.vocabulary import coerce
from iacguard.vocabulary.derived import DERIVED
from iacguard.vocabulary.mounts import Mounts
from iacguard.vocabulary.nodes import SERVICE_DECIDES, Node, Type, pascal, snake
from iacguard.vocabulary.tables import Vocabulary

EMPTY_MAP = Map({})


class Lens:
    """All views of one graph, and what they share: the vocabulary and the index of satellites."""

    def __init__(self, graph: ResourceGraph, vocabulary: Vocabulary) -> None:
        self.graph = graph
        self.vocabulary = vocabulary
        self.mounts = Mounts(graph)
        self._views: dict[int, Value] = {}

    def view(self, resource: Resource) -> Value:
        """The resource as rules see it: a Value at its header, whose data answers `select`."""
        known = self._views.get(id(resource))
        if known is None:
            type = self.vocabulary.type(resource.type) or Type(resource.type, ())
            known = self._views[id(resource)] = Value(RootView(resource, type, self), resource.span)
        return known


def view(resource: Resource, graph: ResourceGraph, vocabulary: Vocabulary) -> Value:
    """One resource through a lens of its own; many share a `Lens`."""
    return Lens(graph, vocabulary).view(resource)


class View:
    """An object under a node of the vocabulary: asked by common names, its body is the user's own spelling."""

    __slots__ = ("body", "format", "memo", "node", "resource")

    def __init__(self, body: Map, node: Node, resource: Resource, format: str) -> None:
        self.body = body
        self.node = node
        self.resource = resource
        self.format = format
        self.memo: dict[str, Value] = {}

    def __repr__(self) -> str:
        return f"<View {self.node.name} of {self.resource.address}>"

    def select(self, name: str, here: Value, world: World) -> Value:
        """The attribute by its common name: as written, else its default, else null at the nearest place."""
        if not world:
            hit = self.memo.get(name)
            if hit is None:
                hit = self.memo[name] = self.get(name, here, world)
            return hit
        key = (self, name)
        hit = world.memo.get(key)
        if hit is None:
            hit = world.memo[key] = self.get(name, here, world)
        return hit

    def get(self, name: str, here: Value, world: World) -> Value:
        """`select` without memory."""
        node = self.node.kids.get(name)
        if node is None:
            return self.other(name, here, world)
        return self.wrap(self.native(node, world), node, here, world)

    def other(self, name: str, here: Value, world: World) -> Value:
        """What the table does not know: an attribute of the language's own spelling, or an error."""
        if not self.node.kids:
            raw = self.body.items.get(name) or self.body.items.get(pascal(name))
            if raw is None and self.format == "cfn":
                raw = next((value for key, value in self.body.items.items() if snake(key) == name), None)
            return raw if raw is not None else Value(self.body.rest, here.span)
        return Value(Error(f"{self.node.name} has no attribute {name}"), here.span)

    def native(self, node: Node, world: World) -> Value | None:
        """What stands in the body for a node; None where nothing does."""
        if self.format == "tf":
            return self._item(self.body, node.name)
        if node.cfn is None:
            return None
        path, body = node.cfn, self.body
        if path[:1] == ("/",):
            path, body = path[1:], self.resource.body.data
        if not path:
            return Value(body)
        for step, name in enumerate(path):
            value = self._item(body, snake(name) if self.format == "awscc" else name)
            if step == len(path) - 1 or value is None:
                return value
            value = force(value, world)
            if not isinstance(value.data, Map):
                return value if isinstance(value.data, Unknown) else None
            body = value.data
        return None

    @staticmethod
    def _item(body: Any, name: str) -> Value | None:
        if not isinstance(body, Map):
            return Value(body) if isinstance(body, Unknown) else None
        found = body.items.get(name)
        if found is None and body.rest is not None:
            return Value(body.rest)
        return found

    def wrap(self, value: Value | None, node: Node, here: Value, world: World) -> Value:
        """A native value as the kind of its node, or its default."""
        if value is None:
            return self.absent(node, here.span)
        data = value.data
        if value.span is None:
            value = Value(data, here.span, value.refs, value.origin, value.marks, value.decoded)
        if data.__class__ is Choice:
            whole = value
            return each(lambda option: self.wrap(option, node, whole, world), whole)
        if data is None:
            return self.absent(node, value.span)
        if data.__class__ is Unknown:
            if node.kind == "json" and value.decoded is not None:
                return coerce.as_structure(value)
            if node.kind == "list":
                return coerce.as_list(value)
            return self._unfolded(value, node)
        if node.kind == "block":
            return self._block(value, node, here, world)
        if node.kind == "blocks":
            return self._blocks(value, node, world)
        if node.kind == "tags":
            return coerce.as_tags(value, world)
        if node.kind == "list":
            return coerce.as_list(value)
        if node.kind == "json":
            return coerce.as_structure(value)
        if node.values and self.format != "tf":
            value = coerce.renamed(dict(node.values), value)
        return coerce.scalar(node.kind, value)

    def _unfolded(self, value: Value, node: Node) -> Value:
        return value

    def _block(self, value: Value, node: Node, here: Value, world: World) -> Value:
        data = value.data
        if isinstance(data, Seq):
            if data.items:
                return self.wrap(data.items[0], node, value, world)
            if data.maybe:
                return self._possible(data.maybe[0], node, value, world)
            if data.rest is not None:
                return Value(data.rest, value.span, value.refs)
            return self.absent(node, value.span or here.span)
        if isinstance(data, Map):
            return Value(View(data, node, self.resource, self.format), value.span, value.refs)
        if isinstance(data, str) and node.kids:
            decoded = coerce.as_structure(value)
            if isinstance(decoded.data, Map):
                return Value(View(decoded.data, node, self.resource, self.format), value.span, value.refs)
        return value

    def _possible(self, possible: Possible, node: Node, here: Value, world: World) -> Value:
        """A single block that may be there: a Choice where an input decides it."""
        decided = possible.why.data
        there = self.wrap(possible.value, node, here, world)
        if isinstance(decided, Choice):
            absent = self.absent(node, here.span)
            return choose(decided.atom, {k: there if v.data is True else absent for k, v in decided.options.items()})
        why = decided if isinstance(decided, Unknown) else Unknown("it may not be there")
        return Value(why, possible.value.span)

    def _blocks(self, value: Value, node: Node, world: World) -> Value:
        data = value.data
        if isinstance(data, Map):
            data = Seq([value])
        if not isinstance(data, Seq):
            return value
        item = Node(node.name, "block", ())
        item.kids = node.kids
        items = [self.wrap(entry, item, value, world) for entry in data.items]
        maybe = [Possible(self.wrap(p.value, item, value, world), p.why) for p in data.maybe]
        return Value(Seq(items, maybe, data.rest), value.span, value.refs)

    def absent(self, node: Node, span: Any) -> Value:
        """The value of an attribute that is not written, at the nearest thing that is."""
        default = self._default(node.default)
        if default == SERVICE_DECIDES:
            return Value(Unknown("the service decides it where it is not set"), span)
        if default is not None:
            return Value(default, span)
        if node.kind == "block" and node.kids:
            return Hollow(View(EMPTY_MAP, node, self.resource, self.format), span)
        if node.kind in ("blocks",):
            return Value(Seq(()), span)
        return Value(None, span)

    def _default(self, default: Any) -> Any:
        if not isinstance(default, Mapping):
            return default
        if self.format != "tf":
            return default.get("cfn")
        for key, value in default.items():
            if key.startswith("tf<") and _older(self.resource.provider_version, int(key[3:])):
                return value
        return default.get("tf")


def _older(constraint: str, major: int) -> bool:
    """Whether a version constraint allows nothing as new as `major`."""
    pinned = constraint.strip().removeprefix("~>").removeprefix("=").strip()
    first = pinned.split(".")[0]
    return constraint.strip()[:1] in ("~", "=", *"0123456789") and first.isdigit() and int(first) < major


class RootView(View):
    """A whole resource: besides attributes, its mounts, what is derived, and what the language adds."""

    __slots__ = ("lens", "type")

    def __init__(self, resource: Resource, type: Type, lens: Lens) -> None:
        body = resource.body.data if isinstance(resource.body.data, Map) else Map({}, _open(resource.body))
        super().__init__(body, type.top, resource, resource.format)
        self.type = type
        self.lens = lens

    def get(self, name: str, here: Value, world: World) -> Value:
        mount = self.type.mounts.get(name)
        if mount is not None:
            return self.lens.mounts.read(self, mount, here, world)
        derived = self.type.derived.get(name)
        if derived is not None:
            made = DERIVED[name](self, world)
            return self.wrap_derived(made, derived, world)
        if name == "tags" and self.format == "tf" and "tags_all" in self.body.items:
            return self.wrap(
                self.body.items["tags_all"], self.node.kids.get("tags") or Node("tags", "tags", None), here, world
            )
        return super().get(name, here, world)

    def wrap_derived(self, value: Value, node: Node, world: World) -> Value:
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
                return Value(None, here.span)
        return super().other(name, here, world)


META = frozenset({
    "lifecycle", "depends_on", "provider", "count", "for_each", "provisioner", "connection",
    "deletion_policy", "update_replace_policy", "update_policy", "creation_policy", "metadata",
})  # fmt: skip
"""What the languages add to a resource, by the names that rules use."""


def _open(body: Value) -> Unknown:
    return body.data if isinstance(body.data, Unknown) else Unknown("its properties could not be read")
