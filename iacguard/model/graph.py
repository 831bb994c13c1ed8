"""Resources, the edges between them, and the holes: built once, then read only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from iacguard.model.address import Address
from iacguard.model.declared import Declared
from iacguard.model.source import Span
from iacguard.model.value import Choice, Map, Reference, Seq, Unknown, Value

if TYPE_CHECKING:
    import networkx

    Drawn = networkx.MultiDiGraph[tuple[str, str]]

TRUE = Value(True)

DECLARED = frozenset({
    "project", "project_root", "project_module", "project_pipeline", "project_file", "project_suppression",
    "template_parameter", "template_output", "terraform_variable", "terraform_output", "terraform_module_call",
    "terraform_provider", "terraform_backend", "terraform_settings", "terraform_moved", "terraform_removed",
    "terraform_import", "terraform_check",
})  # fmt: skip
"""Types of what the languages themselves declare: resources to rules, not to who counts infrastructure."""


READ = ("data.", "ephemeral.")
"""How the types begin of what Terraform reads and does not make."""


class Call(NamedTuple):
    """A module call or nested stack on the way to a resource: its printed address and the span of its header."""

    address: str
    span: Span


class Resource:
    """One instance of something declared.

    `type` is the common type name (Terraform's); `native_type` is what the file says (`AWS::S3::Bucket`). `format`
    says how the body is spelled: "tf", "cfn" or "awscc". `body` is a Value whose data is a Map (or Unknown); `meta` a
    Map of what the language itself adds (lifecycle, depends_on, provider, DeletionPolicy, Metadata…), under the
    language's own names. `span` is the header: the line to point at when nothing narrower exists; `block` the whole
    declaration. `when` is a Value that is true where the resource exists: True, or Choices that end in booleans.
    `calls` are the module calls or nested stacks on the way, outermost first. `provider_version` is the constraint in
    force, for defaults that changed.
    """

    __slots__ = (
        "address",
        "block",
        "body",
        "calls",
        "format",
        "memo",
        "meta",
        "native_type",
        "provider_version",
        "span",
        "type",
        "when",
    )

    def __init__(
        self,
        address: Address,
        type: str,
        format: str,
        body: Value,
        span: Span,
        *,
        native_type: str = "",
        block: Span | None = None,
        when: Value = TRUE,
        meta: Value | None = None,
        calls: tuple[Call, ...] = (),
        provider_version: str = "",
    ) -> None:
        self.address = address
        self.type = type
        self.native_type = native_type or type
        self.format = format
        self.body = body
        self.span = span
        self.block = block or span
        self.when = when
        self.meta = meta or Value(Map({}), span)
        self.calls = calls
        self.provider_version = provider_version
        self.memo: dict[Any, Any] = {}

    @property
    def deployed(self) -> bool:
        """Whether it is infrastructure: not only read, not known to the language alone, no part of another."""
        return self.type not in DECLARED and not self.type.startswith(READ) and not self.address.part

    def __repr__(self) -> str:
        return f"<Resource {self.address} ({self.type})>"


class Hole(NamedTuple):
    """Something that could not be loaded, and the references that flow into it.

    A hole touches a resource iff one of its arguments refers to it; only there absence is no knowledge.
    """

    address: Address
    why: str
    span: Span
    refs: tuple[Reference, ...] = ()


class Edge(NamedTuple):
    """`source` refers to `target` at `value`, reading `reference.path` from it."""

    source: Resource
    target: Resource
    reference: Reference
    value: Value


class ResourceGraph:
    """All resources of a scan with both directions of every edge."""

    def __init__(self, resources: Iterable[Resource], holes: Iterable[Hole] = ()) -> None:
        self.resources = list(resources)
        self.holes = list(holes)
        self.by_type: dict[str, list[Resource]] = {}
        self._declared: dict[Address, Declared[Resource]] = {}
        for resource in self.resources:
            self.by_type.setdefault(resource.type, []).append(resource)
            self._declared.setdefault(resource.address.static, Declared()).add(resource)
        self._places: dict[str, list[Resource]] | None = None
        self._out: dict[int, list[Edge]] = {}
        self._in: dict[int, list[Edge]] = {}
        self._touching: dict[Address, list[Hole]] = {}
        for resource in self.resources:
            self._connect(resource)
        for hole in self.holes:
            for reference in hole.refs:
                self._touching.setdefault(reference.target.static, []).append(hole)

    def _connect(self, resource: Resource) -> None:
        seen: set[tuple[int, Reference]] = set()
        for value in walk(resource.body):
            for reference in value.refs:
                for target in self.resolve(reference):
                    if target is not resource and (id(target), reference) not in seen:
                        seen.add((id(target), reference))
                        edge = Edge(resource, target, reference, value)
                        self._out.setdefault(id(resource), []).append(edge)
                        self._in.setdefault(id(target), []).append(edge)

    def resolve(self, reference: Reference) -> Sequence[Resource]:
        """The resources that a reference names: one, all instances of a declaration, or none in these files."""
        declared = self._declared.get(reference.target.static)
        return declared.named(reference.target) if declared is not None else ()

    def declared_in(self, path: str) -> list[Resource]:
        """What a file declares, or the files of a directory itself ("." is the root), in order."""
        if self._places is None:
            self._places = {}
            for resource in self.resources:
                file = resource.span.source.path
                for place in (file, file.rpartition("/")[0] or "."):
                    self._places.setdefault(place, []).append(resource)
        return self._places.get(path, [])

    def outgoing(self, resource: Resource) -> list[Edge]:
        """Edges from `resource` to what it refers to, in the order of its text."""
        return self._out.get(id(resource), [])

    def incoming(self, resource: Resource) -> list[Edge]:
        """Edges from others to `resource`."""
        return self._in.get(id(resource), [])

    def holes_at(self, resource: Resource) -> list[Hole]:
        """The holes that touch `resource`."""
        return self._touching.get(resource.address.static, [])

    def to_networkx(self) -> Drawn:
        """The graph for cycles, communities and exports: nodes are printed addresses with `scope`, `type`, `file`."""
        import networkx

        graph: Drawn = networkx.MultiDiGraph()
        for resource in self.resources:
            address = resource.address
            graph.add_node((address.scope, str(address)), type=resource.type, file=resource.span.source.path)
        for edges in self._out.values():
            for edge in edges:
                source, target = edge.source.address, edge.target.address
                graph.add_edge(
                    (source.scope, str(source)), (target.scope, str(target)), path=".".join(edge.reference.path)
                )
        return graph


def walk(value: Value) -> Iterator[Value]:
    """`value` and everything in it, options of choices and elements that may be there included."""
    stack = [value]
    while stack:
        value = stack.pop()
        yield value
        data = value.data
        if data.__class__ is str or data.__class__ is Unknown:
            continue
        if isinstance(data, Map):
            stack.extend(reversed(list(data.items.values())))
        elif isinstance(data, Seq):
            stack.extend(possible.value for possible in reversed(data.maybe))
            stack.extend(reversed(data.items))
        elif data.__class__ is Choice:
            stack.extend(reversed(list(data.options.values())))
