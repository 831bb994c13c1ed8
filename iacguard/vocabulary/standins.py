"""Stand-ins for what is declared elsewhere: a satellite alone says something of a parent that is not in these files."""

from __future__ import annotations

from collections.abc import Iterator

from iacguard.model.graph import TRUE, Resource, ResourceGraph
from iacguard.model.value import Map, Unknown, Value
from iacguard.vocabulary.mounts import Joined, Mounts, Satellite
from iacguard.vocabulary.tables import Vocabulary

ELSEWHERE = Unknown("it is declared outside of these files")


class StandIns:
    """One unknown parent for each satellite whose own is not in these files, so that what it says is judged."""

    def __init__(self, graph: ResourceGraph, vocabulary: Vocabulary, mounts: Mounts) -> None:
        self.graph = graph
        self.vocabulary = vocabulary
        self.mounts = mounts
        self._made: dict[str, list[Resource]] = {}
        self._possible = {parent for type in graph.by_type for parent in vocabulary.parents(type)}

    def of(self, type: str) -> list[Resource]:
        """The parents of a type that satellites name and nobody declares; all that is known of each is its part."""
        if type not in self._possible:
            return []
        known = self._made.get(type)
        if known is None:
            known = self._made[type] = list(self._make(type))
        return known

    def _make(self, name: str) -> Iterator[Resource]:
        type = self.vocabulary.type(name)
        for mount in type.mounts.values() if type is not None else ():
            if not mount.join or mount.node.kind == "blocks":
                continue
            joined = self.mounts.joined(mount.satellite, mount.join)
            taken = self._taken(joined, name)
            for resource in self.graph.by_type.get(mount.satellite, ()):
                if id(resource) not in taken:
                    yield self._stand_in(name, resource, joined)

    def _taken(self, joined: Joined, name: str) -> set[int]:
        """The satellites whose parent is declared, by reference or by name."""
        taken = {id(one.resource) for found in joined.by_parent.values() for one in found}
        for parent in self.graph.by_type.get(name, ()) if joined.by_name else ():
            taken.update(id(one.resource) for one in self.mounts.named(parent, joined))
        return taken

    def _stand_in(self, name: str, satellite: Resource, joined: Joined) -> Resource:
        made = Resource(
            satellite.address,
            name,
            satellite.format,
            Value(ELSEWHERE, satellite.span),
            satellite.span,
            native_type=satellite.native_type,
            block=satellite.block,
            when=satellite.when,
            meta=Value(Map({}, ELSEWHERE), satellite.span),
            calls=satellite.calls,
            provider_version=satellite.provider_version,
        )
        joined.by_parent[id(made)] = [Satellite(satellite, TRUE)]
        return made
