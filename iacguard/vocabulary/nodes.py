"""One type of the vocabulary as a tree of its attributes, grown as far as it is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from iacguard.model.value import pieces

KINDS = frozenset({"str", "int", "num", "bool", "json", "map", "list", "tags", "block", "blocks", "any"})
"""What an attribute holds. A `block` is one object, `blocks` a list of them; `json` is a text or an object alike."""

SERVICE_DECIDES = "?"
"""Written default of an attribute whose value the service chooses: unknown where it is not set."""

PROPERTIES = "/"
"""First step of a CloudFormation path that begins at `Properties`, not at the enclosing object."""

EACH = "[]"
"""End of a step of a CloudFormation path that is a list: the rest of the path is read from each element."""


def snake(name: str) -> str:
    """CloudFormation's spelling in Terraform's."""
    return re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)).lower()


def pascal(name: str) -> str:
    """Terraform's spelling in CloudFormation's, where the rule holds."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def awscc_name(name: str) -> str:
    """CloudFormation's spelling in that of the awscc provider: digits are words of their own, `CloudWatch` is one."""
    for service in ("CloudFormation", "CloudFront", "CloudWatch", "FSx"):
        name = name.replace(service, service.capitalize())
    name = re.sub(r"([a-z])(?=[A-Z0-9])|([0-9])(?=[A-Za-z])|([A-Z])(?=[A-Z][a-z])", r"\g<0>_", name)
    return re.sub(r"\W", "_", name).lower()


FIRST = "[0]"
"""End of a step of a CloudFormation path that is a list of which Terraform knows the first element alone."""


class Node:
    """An attribute: its kind, its default, and where CloudFormation keeps it.

    `cfn` is the path from the enclosing object (see PROPERTIES and EACH; empty: the enclosing object itself), or None
    where CloudFormation has no such attribute. `default` is a plain value, a mapping by format, or `SERVICE_DECIDES`;
    None: null. `to` is the type that the value names; `values` the common words by native ones; `key` what tells the
    elements of a list of blocks apart; `was` the name in earlier major versions of the provider. `kids` are the
    attributes of a block.
    """

    __slots__ = ("_kids", "_raw", "cfn", "default", "key", "kind", "name", "to", "values", "was")

    def __init__(self, name: str, kind: str, cfn: tuple[str, ...] | None) -> None:
        self.name = name
        self.kind = kind
        self.cfn = cfn
        self.default: Any = None
        self.key = ""
        self.to = ""
        self.was = ""
        self.values: Mapping[str, str] = {}
        self._raw: Mapping[str, Any] | None = None
        self._kids: dict[str, Node] | None = None

    def __repr__(self) -> str:
        return f"<Node {self.name}: {self.kind}>"

    @property
    def kids(self) -> dict[str, Node]:
        """The attributes of a block, by name."""
        if self._kids is None:
            raw, self._raw = self._raw, None
            self._kids = {name: grow(name, spec) for name, spec in raw.items()} if raw else {}
        return self._kids

    @kids.setter
    def kids(self, kids: dict[str, Node]) -> None:
        self._kids = kids

    @property
    def item(self) -> Node:
        """The node of one element of a list of blocks."""
        one = Node(self.name, "block", ())
        one.kids = self.kids
        return one


def grow(name: str, spec: Any) -> Node:
    """A node from its compiled form: a kind, or `[kind, place, kids, meaning]` from which the end may be missing."""
    if spec.__class__ is str:
        return Node(name, spec, (pascal(name),))
    kind, place, *more = spec
    node = Node(name, kind, (pascal(name),) if place is True else path_of(place))
    if more:
        node._raw = more[0]
    if len(more) > 1:
        meaning = more[1]
        node.default = meaning.get("default")
        node.to = meaning.get("to", "")
        node.was = meaning.get("was", "")
        node.key = meaning.get("key", "")
        node.values = {str(native): common for native, common in meaning.get("values", {}).items()}
    return node


def filled(form: str, ask: Callable[[str], Any]) -> tuple[str, tuple[str, ...]]:
    """The prefix and the tail of a text of some form; `ask` gives what is known of an attribute by its name."""
    parts = re.split(r"\{(\*|\w+)\}", form)
    return pieces(part if n % 2 == 0 else None if part == "*" else ask(part) for n, part in enumerate(parts))


def path_of(place: str | None) -> tuple[str, ...] | None:
    """The steps of a written CloudFormation path."""
    if place is None:
        return None
    if place == ".":
        return ()
    steps = tuple(place.lstrip("/").split("."))
    return (PROPERTIES, *steps) if place.startswith("/") else steps


class Mount(NamedTuple):
    """A part of a resource that may stand apart: the satellite's type, what joins it, and older spellings.

    `nested` says that CloudFormation keeps it inside the resource.
    """

    satellite: str
    join: str
    node: Node
    inline: Mapping[str, Any]
    nested: bool


class Type:
    """A common type: attributes, what others hold when they point at it, and what the provider fills in."""

    def __init__(self, name: str, compiled: Mapping[str, Any] | None = None) -> None:
        compiled = compiled or {}
        self.name = name
        self.cfn: tuple[str, ...] = tuple(compiled.get("cfn", ()))
        self.top = Node(name, "block", ())
        self.top._raw = compiled.get("kids")
        self.keys: tuple[str, ...] = tuple(compiled.get("keys", ("id", "arn")))
        named = ("name",) if "name" in compiled.get("kids", ()) else ()  # asked for, or made up by the provider
        self.computed: frozenset[str] = frozenset(self.keys).union(("id", "arn"), named, compiled.get("computed", ()))
        self.forms: Mapping[str, str] = compiled.get("forms", {})
        self.link: bool = compiled.get("link", False)
        self.mounts: dict[str, Mount] = {
            mount: Mount(satellite, join, self.top.kids[mount], inline, nested)
            for mount, (satellite, join, inline, nested) in compiled.get("mounts", {}).items()
        }
        self.derived: dict[str, Node] = {name: grow(name, spec) for name, spec in compiled.get("derived", {}).items()}

    def form(self, name: str) -> str:
        """What a computed text looks like: `{attribute}` stands for another attribute's value, `{*}` for anything."""
        if name == "arn" or name.endswith("_arn"):
            return "arn:{*}" if self.name.startswith("aws") else ""
        return self.forms.get(name, "")

    def find(self, path: str) -> Node | None:
        """The node of a dotted path: an attribute, a mount, or what is derived; None where there is none."""
        node: Node | None = self.top
        for name in path.split("."):
            if node is None:
                return None
            found = node.kids.get(name)
            if found is None and node is self.top:
                found = self.derived.get(name)
            node = found
        return node

    def paths(self, node: Node | None = None, prefix: str = "") -> Iterator[str]:
        """Every dotted path, for suggestions."""
        for name, kid in (node or self.top).kids.items():
            yield prefix + name
            yield from self.paths(kid, f"{prefix}{name}.")
        if node is None:
            yield from self.derived


class ArmSpelling(NamedTuple):
    """A common type as Azure's own API has it: where its attributes are, and what tells it from others there.

    A place is a path in `body`, after `/` one beside it, none where it has no such thing; `!` says that it means the
    contrary, `?` at its end that the service decides where it is not set. `where` gives, by path, the words of which
    one must stand there.
    """

    common: str
    where: Mapping[str, Sequence[str]]
    places: Mapping[str, str]
