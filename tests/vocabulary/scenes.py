"""Templates as a lens sees them, and resources made by hand, for the tests of the vocabulary."""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

from iacguard import formats, pipeline
from iacguard.formats.base import Inputs
from iacguard.model.address import managed
from iacguard.model.graph import Hole, Resource, ResourceGraph
from iacguard.model.source import Source, Span
from iacguard.model.tree import Tree
from iacguard.model.value import Choice, Error, Map, Reference, Seq, Unknown, Value
from iacguard.model.world import EMPTY, World, force
from iacguard.vocabulary import tables
from iacguard.vocabulary.derived.policies import Covered
from iacguard.vocabulary.lens import Lens
from iacguard.vocabulary.seeing import lens
from iacguard.vocabulary.views import View

TEXT = Source("made.tf", "made by hand\n")
HERE = Span(TEXT, 0, 4)


@functools.cache
def vocabulary() -> tables.Vocabulary:
    """The vocabulary as its sources say it."""
    return tables.Vocabulary(tables.compile_tables())


class Scene(NamedTuple):
    """A graph and its lens."""

    graph: ResourceGraph
    lens: Lens

    def resource(self, address: str) -> Resource:
        """The resource of a printed address."""
        return next(r for r in self.graph.resources if str(r.address) == address)

    def value(self, address: str, path: str, world: World = EMPTY) -> Value:
        """An attribute by its dotted path; a number picks from a list."""
        value = self.lens.view(self.resource(address))
        for name in path.split("."):
            value = force(value, world)
            inside = getattr(value, "view", None) or value.data
            if name.isdigit():
                value = force(inside.items[int(name)], world)
            elif isinstance(inside, Map):
                value = force(inside.items.get(name) or Value(inside.rest), world)
            elif hasattr(inside, "select"):
                value = inside.select(name, value, world)
            else:
                return value
        return force(value, world)

    def ask(self, address: str, path: str, world: World = EMPTY) -> Any:
        """The plain data of an attribute: `plain` of its value."""
        return plain(self.value(address, path, world), world)

    def line(self, address: str, path: str) -> str:
        """The text of the line that an attribute points at."""
        span = self.value(address, path).span
        assert span is not None
        return span.source.text.splitlines()[span.line - 1].strip()


def scene(world: World = EMPTY, **files: str) -> Scene:
    """Templates of some file names (`main_tf` for main.tf, `a_yaml` for a.yaml), read by every format."""
    texts = {name.replace("__", "/").replace("_", ".", 1): text for name, text in files.items()}
    tree = Tree.of(texts)
    loaded = pipeline.gather(tree, [path for path in texts if formats.is_subject(path)], Inputs(), vocabulary())
    faults = [d for d in loaded.diagnostics if d.level == "error"]
    assert not faults, faults
    graph = ResourceGraph(loaded.resources, loaded.holes)
    return Scene(graph, lens(graph, vocabulary()))


def terraform(text: str) -> Scene:
    """One Terraform file."""
    return scene(main_tf=text)


def cloudformation(text: str) -> Scene:
    """The resources of one template."""
    return scene(stack_yaml=text if "Resources:" in text else "Resources:\n" + text)


PROBES = ("s3:PutObject", "s3:GetObject", "iam:PassRole", "kms:Decrypt")
"""Actions by which `plain` shows what a statement covers."""

UNKNOWN = "?"
"""What `plain` makes of what is not known."""


def plain(value: Value, world: World = EMPTY) -> Any:
    """Data without places; UNKNOWN for what is unknown, open ends of lists and maps as a last `?` or key `?`."""
    value = force(value, world)
    data = value.data
    if isinstance(data, Unknown):
        return UNKNOWN
    if isinstance(data, Error):
        return f"error: {data.why}"
    if isinstance(data, Seq):
        items = [plain(item, world) for item in data.items]
        items += [["perhaps", plain(p.value, world)] for p in data.maybe]
        return items + ([UNKNOWN] if data.rest is not None else [])
    if isinstance(data, Map):
        items = {name: plain(item, world) for name, item in data.items.items()}
        return {**items, **({UNKNOWN: UNKNOWN} if data.rest is not None else {})}
    if isinstance(data, View):
        kids = {name: plain(data.select(name, value, world), world) for name in data.node.kids}
        return {name: one for name, one in kids.items() if one not in (None, [], {})}
    if isinstance(data, Covered):
        return {name: plain(data.select(name, value, world), world) for name in PROBES}
    return data


# ---- by hand


def lift(data: Any, span: Span = HERE) -> Value:
    """Plain data as a Value; Values in it stay."""
    if isinstance(data, Value):
        return data
    if isinstance(data, dict):
        return Value(Map({name: lift(item, span) for name, item in data.items()}), span)
    if isinstance(data, (list, tuple)):
        return Value(Seq([lift(item, span) for item in data]), span)
    return Value(data, span)


def made(type: str, format: str, body: Any, name: str = "x", **more: Any) -> Resource:
    """A resource of a common type, spelled as `format` spells it."""
    return Resource(managed("", type, name), type, format, lift(body), HERE, native_type=type, **more)


def look(*resources: Resource, holes: tuple[Hole, ...] = ()) -> Scene:
    """A scene of resources made by hand."""
    graph = ResourceGraph(resources, holes)
    return Scene(graph, lens(graph, vocabulary()))


def unknown(why: str = "not known here", **refinements: Any) -> Value:
    """A value of which nothing but the refinements is known."""
    return Value(Unknown(why, **refinements), HERE)


def to(resource: Resource, attribute: str = "id") -> Value:
    """A reference to a resource's attribute, not null."""
    symbol = f"|{resource.address}.{attribute}"
    return Value(
        Unknown(f"{symbol} is known after apply", symbol, not_null=True),
        HERE,
        (Reference(resource.address, (attribute,)),),
    )


def either(atom: str, **options: Any) -> Value:
    """A choice that an input decides."""
    return Value(Choice(atom, {label: lift(option) for label, option in options.items()}), HERE)
