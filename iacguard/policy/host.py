"""What expressions may ask of the graph: ref, linked, resources, instance."""

from __future__ import annotations

from typing import Any

from iacguard import instances
from iacguard.model.graph import DECLARED, Resource
from iacguard.model.value import Error, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.policy.cel.unknowns import worse
from iacguard.vocabulary.lens import Lens


class Host:
    """The functions of one scan, over its lens."""

    def __init__(self, lens: Lens) -> None:
        self.lens = lens
        self.graph = lens.graph
        self._instances: dict[str, dict[str, Any] | None] = {}

    def call(self, name: str, values: list[Value], world: World) -> Value:
        """The result of a host function; its arguments are already evaluated."""
        if name == "ref":
            return self.ref(values[0])
        if name == "linked":
            return self.linked(values[0], values[1], world)
        if name == "resources":
            return self.resources(values[0], world)
        return self.instance(values[0])

    def ref(self, value: Value) -> Value:
        """The resource that a value's reference names; null for null. Of several instances the first stands for all."""
        if value.data is None:
            return value
        if isinstance(value.data, Unknown) and value.data.pending is not None:
            return value
        named: dict[str, Resource] = {}
        for reference in value.refs:
            for resource in self.graph.resolve(reference):
                named.setdefault(str(resource.address.static), resource)
        if len(named) > 1:
            return Value(Unknown(f"it may point at {' or '.join(named)}"), value.span)
        for resource in named.values():
            return self.lens.view(resource)
        return Value(Unknown("it points outside of these files"), value.span)

    def linked(self, value: Value, type: Value, world: World) -> Value:
        """Resources of a type that refer to one, or that it refers to, directly or through a pure association."""
        resource = getattr(value.data, "resource", None)
        if not isinstance(resource, Resource):
            return worse(value) or Value(Error("linked takes a resource"), value.span)
        wanted = self.lens.vocabulary.common(type.data)
        near = [edge.source for edge in self.graph.incoming(resource)]
        near += [edge.target for edge in self.graph.outgoing(resource)]
        for other in list(near):
            known = self.lens.vocabulary.type(other.type)
            if known is not None and known.link:
                near += [edge.target for edge in self.graph.outgoing(other)]
                near += [edge.source for edge in self.graph.incoming(other)]
        found = {id(r): r for r in near if r.type == wanted and r is not resource}
        holes = self.graph.holes_at(resource)
        rest = Unknown(f"{holes[0].address} may add more, and {holes[0].why}") if holes else None
        if isinstance(resource.body.data, Unknown):
            rest = rest or resource.body.data
        return self._list(list(found.values()), rest, resource.span, world)

    def resources(self, type: Value, world: World) -> Value:
        """All resources of a type; open where anything could not be loaded that may declare one."""
        holes = self.graph.holes if type.data not in DECLARED else ()
        rest = Unknown(f"{holes[0].address} may declare one, and {holes[0].why}") if holes else None
        return self._list(self.graph.by_type.get(self.lens.vocabulary.common(type.data), []), rest, None, world)

    def _list(self, found: list[Resource], rest: Unknown | None, span: Any, world: World) -> Value:
        items: list[Value] = []
        maybe: list[Possible] = []
        for resource in found:
            when = force(resource.when, world)
            if when.data is True:
                items.append(self.lens.view(resource))
            elif when.data is not False:
                maybe.append(Possible(self.lens.view(resource), when))
        return Value(Seq(items, maybe, rest), span)

    def instance(self, value: Value) -> Value:
        """The facts of an instance type; unknown where the tables lack it."""
        bad = worse(value)
        if bad is not None:
            return bad
        if value.data is None:
            return Value(Map({}), value.span)
        facts = self._facts(str(value.data))
        if facts is None:
            return Value(Unknown(f"the instance type {value.data} is not in the tables"), value.span)
        return Value(Map({name: self._fact(fact, value) for name, fact in facts.items()}), value.span)

    def _facts(self, name: str) -> dict[str, Any] | None:
        if name not in self._instances:
            found = instances.find(name)
            self._instances[name] = dict(found) if found is not None else None
        return self._instances[name]

    def _fact(self, fact: Any, value: Value) -> Value:
        if isinstance(fact, (list, tuple, frozenset, set)):
            return Value(Seq([Value(item, value.span) for item in fact]), value.span)
        if fact is None:
            return Value(Unknown(f"the tables do not tell this fact of {value.data}"), value.span)
        return Value(fact, value.span)
