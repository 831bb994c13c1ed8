"""Satellites: what one language declares inside a resource and the other beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from iacguard.model.graph import Resource, ResourceGraph
from iacguard.model.value import Choice, Map, Seq, Unknown, Value
from iacguard.model.world import World, choose, distribute
from iacguard.vocabulary.nodes import Mount, pascal

if TYPE_CHECKING:
    from iacguard.vocabulary.lens import RootView


class Joined(NamedTuple):
    """The satellites of one type, by what their join value points at."""

    by_parent: dict[int, list[Resource]]
    by_name: dict[str, list[Resource]]
    anywhere: list[Resource]


class Mounts:
    """Which satellites belong to which parent; worked out once a type of satellite."""

    def __init__(self, graph: ResourceGraph) -> None:
        self.graph = graph
        self._joined: dict[tuple[str, str], Joined] = {}

    def joined(self, satellite: str, join: str) -> Joined:
        """The index of one type of satellite."""
        known = self._joined.get((satellite, join))
        if known is None:
            known = self._joined[satellite, join] = self._index(satellite, join)
        return known

    def _index(self, satellite: str, join: str) -> Joined:
        joined = Joined({}, {}, [])
        for resource in self.graph.by_type.get(satellite, ()):
            value = native(resource, join)
            targets = {id(t): t for reference in value.refs for t in self.graph.resolve(reference)} if value else {}
            if targets:
                for key in targets:
                    joined.by_parent.setdefault(key, []).append(resource)
            elif value is not None and isinstance(value.data, str):
                joined.by_name.setdefault(value.data, []).append(resource)
            elif value is not None and isinstance(value.data, Unknown) and not value.refs:
                joined.anywhere.append(resource)
        return joined

    def of(self, parent: Resource, satellite: str, join: str) -> tuple[list[Resource], list[Resource]]:
        """The satellites that certainly and that possibly belong to `parent`."""
        joined = self.joined(satellite, join)
        found = list(joined.by_parent.get(id(parent), ()))
        name = native(parent, join)
        if name is not None and isinstance(name.data, str):
            found += joined.by_name.get(name.data, ())
        scope = parent.address.scope
        return found, [r for r in joined.anywhere if r.address.scope == scope]

    def read(self, view: RootView, mount: Mount, here: Value, world: World) -> Value:
        """The part of a resource, wherever it is declared."""
        resource = view.resource
        found, perhaps = self.of(resource, mount.satellite, mount.join)
        if found:
            return self._satellite(view, mount, found, here)
        written = view.body.items.get(mount.node.name) if view.format == "tf" else view.native(mount.node, world)
        if written is not None and written.data is not None:
            if view.format == "tf" and mount.inline:
                written = _respelled(written, mount.inline)
            return view.wrap(written, mount.node, here, world)
        for hole in self.graph.holes_at(resource):
            return Value(Unknown(f"{hole.address} may declare it, and {hole.why}"), here.span)
        if perhaps and not (mount.nested and view.format != "tf"):
            return Value(Unknown(f"{perhaps[0].address} may be its {mount.node.name}"), perhaps[0].span)
        return view.absent(mount.node, here.span)

    def _satellite(self, view: RootView, mount: Mount, found: list[Resource], here: Value) -> Value:
        from iacguard.vocabulary.lens import View

        if mount.node.kind == "blocks":
            items = [Value(View(_body(r), mount.node, r, r.format), r.span) for r in found]
            return Value(Seq(items), here.span)
        absent = view.absent(mount.node, here.span)

        def one(whens: list[Value]) -> Value:
            there = [r for r, when in zip(found, whens, strict=True) if when.data is not False]
            if any(isinstance(when.data, Unknown) for when in whens):
                return Value(Unknown(f"{found[0].address} may not exist"), found[0].span)
            if len(there) > 1:
                return Value(Unknown(f"{there[0].address} and {there[1].address} both declare it"), there[0].span)
            if not there:
                return absent
            satellite = there[0]
            return Value(View(_body(satellite), mount.node, satellite, satellite.format), satellite.span)

        return distribute(one, [r.when for r in found])


def native(resource: Resource, name: str) -> Value | None:
    """An attribute as written, by its common name where the languages differ by spelling alone."""
    body = resource.body.data
    if not isinstance(body, Map):
        return Value(body) if isinstance(body, Unknown) else None
    if resource.format == "tf":
        return body.items.get(name)
    if resource.format == "awscc":
        return body.items.get(name) or body.items.get(f"{name}_name")
    return body.items.get(pascal(name)) or body.items.get(f"{pascal(name)}Name")


def _body(resource: Resource) -> Map:
    data = resource.body.data
    return data if isinstance(data, Map) else Map({}, data if isinstance(data, Unknown) else None)


def _respelled(value: Value, inline: Any) -> Value:
    """The spelling before provider 4, inside the parent, as the satellite spells it."""
    data = value.data
    if isinstance(data, Seq):
        if not data.items:
            return Value(data.rest or None, value.span)
        return _respelled(data.items[0], inline)
    if not isinstance(data, Map):
        return value
    out: dict[str, Any] = {}
    for path, how in inline.items():
        old = data.items.get(how["from"])
        if old is None:
            continue
        values = {str(key).lower(): new for key, new in (how.get("values") or {}).items()}
        target = out
        *parents, leaf = path.split(".")
        for name in parents:
            target = target.setdefault(name, {})
        target[leaf] = _mapped(old, values)
    return _value(out, value)


def _mapped(value: Value, values: dict[str, Any]) -> Value:
    if not values or isinstance(value.data, Unknown):
        return value
    if isinstance(value.data, Choice):
        return choose(value.data.atom, {k: _mapped(v, values) for k, v in value.data.options.items()})
    return Value(values.get(str(value.data).lower(), value.data), value.span, value.refs)


def _value(made: dict[str, Any], here: Value) -> Value:
    items = {k: v if isinstance(v, Value) else _value(v, here) for k, v in made.items()}
    return Value(Map(items), here.span)
