"""Satellites: what one language declares inside a resource and the other beside it."""

from __future__ import annotations

from typing import NamedTuple

from iacguard.model.graph import Resource, ResourceGraph
from iacguard.model.value import Possible, Seq, Unknown, Value
from iacguard.model.world import EMPTY, World, distribute, force
from iacguard.vocabulary.branches import elements
from iacguard.vocabulary.nodes import Mount
from iacguard.vocabulary.spellings import respelled
from iacguard.vocabulary.tables import Vocabulary
from iacguard.vocabulary.views import View, whole


class Satellite(NamedTuple):
    """A resource that belongs to another, and the Value that says whether it does: true, or Choices of booleans."""

    resource: Resource
    when: Value


class Joined(NamedTuple):
    """The satellites of one type: by the parent that they refer to, by a name that they write, or by neither."""

    by_parent: dict[int, list[Satellite]]
    by_name: dict[str, list[Satellite]]
    anywhere: list[Satellite]


class Mounts:
    """Which satellites belong to which parent; worked out once a type of satellite."""

    def __init__(self, graph: ResourceGraph, vocabulary: Vocabulary) -> None:
        self.graph = graph
        self.vocabulary = vocabulary
        self._joined: dict[tuple[str, str], Joined] = {}
        self._named: dict[int, tuple[str, ...]] = {}

    def joined(self, satellite: str, join: str) -> Joined:
        """The index of one type of satellite by one of its attributes."""
        known = self._joined.get((satellite, join))
        if known is None:
            known = self._joined[satellite, join] = Joined({}, {}, [])
            for resource in self.graph.by_type.get(satellite, ()):
                for value, when in elements(self._written(resource, join), resource.when):
                    if value.data is not None or value.refs:
                        self._file(known, Satellite(resource, when), value)
        return known

    def _file(self, joined: Joined, satellite: Satellite, value: Value) -> None:
        targets = {id(t): t for reference in value.refs for t in self.graph.resolve(reference)}
        if isinstance(value.data, str):
            targets = {key: target for key, target in targets.items() if self._may_be(target, value.data)}
        for key in targets:
            joined.by_parent.setdefault(key, []).append(satellite)
        if targets:
            return
        if isinstance(value.data, str):
            joined.by_name.setdefault(value.data, []).append(satellite)
        elif isinstance(value.data, Unknown) and not value.refs:
            joined.anywhere.append(satellite)

    def _written(self, resource: Resource, name: str) -> Value:
        """An attribute as it is written, whatever the format; null where it is not."""
        view = whole(resource, self.vocabulary)
        node = view.node.kids.get(name)
        found = view.native(node, EMPTY) if node is not None else view.body.items.get(name)
        return found if found is not None else Value(None)

    def _may_be(self, parent: Resource, name: str) -> bool:
        """Whether a parent may have this name; a text that only contains a reference to it is another name."""
        names = self._names(parent)
        return not names or name in names

    def _names(self, parent: Resource) -> tuple[str, ...]:
        """What a parent is called, where it is written."""
        known = self._named.get(id(parent))
        if known is None:
            type = self.vocabulary.table(parent.type)
            names = [force(self._written(parent, key), EMPTY).data for key in type.keys]
            known = self._named[id(parent)] = tuple(dict.fromkeys(name for name in names if isinstance(name, str)))
        return known

    def of(self, parent: Resource, satellite: str, join: str) -> tuple[list[Satellite], list[Satellite]]:
        """The satellites that belong to `parent` where their condition holds, and those that nobody can place."""
        joined = self.joined(satellite, join)
        found = [*joined.by_parent.get(id(parent), ()), *self.named(parent, joined)]
        return found, [one for one in joined.anywhere if one.resource.address.scope == parent.address.scope]

    def named(self, parent: Resource, joined: Joined) -> list[Satellite]:
        """The satellites that write the name of `parent`."""
        scope = parent.address.scope
        names = self._names(parent) if joined.by_name else ()
        return [one for name in names for one in joined.by_name.get(name, ()) if one.resource.address.scope == scope]

    def read(self, view: View, mount: Mount, here: Value, world: World) -> Value:
        """The part of a resource, wherever it is declared."""
        found, perhaps = self.of(view.resource, mount.satellite, mount.join) if mount.join else ([], [])
        if mount.node.kind == "blocks":
            return self._many(view, mount, found, perhaps, here, world)
        if found:
            inside = self._inside(view, mount, here, world)
            return self._one(view, mount, found, inside or view.absent(mount.node, here.span))
        inside = self._inside(view, mount, here, world)
        return inside or self._missing(view, mount, perhaps, here)

    def _inside(self, view: View, mount: Mount, here: Value, world: World) -> Value | None:
        """What the resource itself says of the part."""
        if view.format == "tf":
            written = respelled(view.body, mount) if mount.inline else view.body.items.get(mount.node.name)
            if written is None and view.body.rest is not None:
                written = Value(view.body.rest)
        else:
            written = view.native(mount.node, world)
        if written is None or written.data is None or (isinstance(written.data, Seq) and written.data.is_empty):
            return None
        return view.wrap(written, mount.node, here, world)

    def _missing(self, view: View, mount: Mount, perhaps: list[Satellite], here: Value) -> Value:
        """The part where nothing declares it, unless something unseen may."""
        for hole in self.graph.holes_at(view.resource):
            return Value(Unknown(f"{hole.address} may declare it, and {hole.why}"), here.span)
        if perhaps and not (mount.nested and view.format != "tf"):
            one = perhaps[0].resource
            return Value(Unknown(f"{one.address} may be its {mount.node.name}"), one.span)
        return view.absent(mount.node, here.span)

    def _many(
        self,
        view: View,
        mount: Mount,
        found: list[Satellite],
        perhaps: list[Satellite],
        here: Value,
        world: World,
    ) -> Value:
        items: list[Value] = []
        maybe: list[Possible] = []
        rest = None
        inside = self._inside(view, mount, here, world)
        if inside is not None:
            inside = force(inside, world)
            if isinstance(inside.data, Unknown):
                return inside
            if isinstance(inside.data, Seq):
                items, maybe, rest = list(inside.data.items), list(inside.data.maybe), inside.data.rest
        for one in found:
            when = force(one.when, world)
            if when.data is True:
                items.append(self._view(one.resource, mount))
            elif when.data is not False:
                maybe.append(Possible(self._view(one.resource, mount), when))
        missing = self._missing(view, mount, perhaps, here).data
        if isinstance(missing, Unknown):
            rest = rest or missing
        return Value(Seq(items, maybe, rest), here.span)

    def _one(self, view: View, mount: Mount, found: list[Satellite], otherwise: Value) -> Value:
        def one(whens: list[Value]) -> Value:
            there = [one.resource for one, when in zip(found, whens, strict=True) if when.data is not False]
            if any(isinstance(when.data, Unknown) for when in whens):
                return Value(Unknown(f"{found[0].resource.address} may not exist"), found[0].resource.span)
            if len(there) > 1:
                why = f"{there[0].address} and {there[1].address} both declare it"
                return Value(Unknown(why), there[0].span)
            return self._view(there[0], mount) if there else otherwise

        return distribute(one, [satellite.when for satellite in found])

    def _view(self, satellite: Resource, mount: Mount) -> Value:
        node = mount.node.item if mount.node.kind == "blocks" else mount.node
        own = whole(satellite, self.vocabulary)
        if satellite.format != "tf" and mount.nested:
            node = own.node
        return Value(View(own.body, node, satellite, satellite.format), satellite.span)
