"""An object of a body, asked by common names: what is written, as the kind of its attribute, else the default."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from iacguard.model.graph import Resource
from iacguard.model.value import Choice, Error, Hollow, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import World, choose, each, force
from iacguard.vocabulary import coerce
from iacguard.vocabulary.branches import held
from iacguard.vocabulary.nodes import EACH, FIRST, PROPERTIES, SERVICE_DECIDES, Node, awscc_name, pascal, snake
from iacguard.vocabulary.tables import Vocabulary
from iacguard.vocabulary.versions import older

EMPTY_MAP = Map({})

_READ_AS_A_WHOLE = frozenset({"str", "int", "num", "bool", "list", "json"})
_KEY_OF_AWS = re.compile(r"(?:arn:[\w-]+:kms:[\w-]*:\d*:)?alias/aws/").match
TEXT = "text"
"""The spelling of an object that Terraform keeps as a JSON text: names as in Terraform, in any case."""


class View:
    """An object under a node of the vocabulary: asked by common names, its body is the user's own spelling.

    `format` is how the body is spelled: tf, cfn, awscc, or TEXT.
    """

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
        if not world or self.is_the_same_everywhere(name):
            hit = self.memo.get(name)
            if hit is None:
                hit = self.memo[name] = self.get(name, here, world)
            return hit
        key = (self, name)
        hit = world.memo.get(key)
        if hit is None:
            hit = world.memo[key] = self.get(name, here, world)
        return hit

    def is_the_same_everywhere(self, name: str) -> bool:
        """Whether an attribute is read without asking what a world decides: at most it is a choice as a whole."""
        node = self.node.kids.get(name)
        if node is None or node.kind not in _READ_AS_A_WHOLE:
            return False
        path = node.cfn or ()
        return self.format in ("tf", TEXT) or (len(path) == 1 and path[0].isidentifier())

    def get(self, name: str, here: Value, world: World) -> Value:
        """`select` without memory."""
        node = self.node.kids.get(name)
        if node is None:
            return self.other(name, here, world)
        return self.wrap(self.native(node, world), node, here, world)

    def other(self, name: str, here: Value, world: World) -> Value:
        """What the table does not know: an attribute of the language's own spelling, or an error."""
        if self.node.kids:
            return Value(Error(f"{self.node.name} has no attribute {name}"), here.span)
        raw = self.body.items.get(name)
        if raw is None and self.format == "cfn":
            raw = self.body.items.get(pascal(name)) or next(
                (value for key, value in self.body.items.items() if name in (snake(key), awscc_name(key))), None
            )
        return raw if raw is not None else Value(self.body.rest, here.span)

    def native(self, node: Node, world: World) -> Value | None:
        """What stands in the body for a node; None where nothing does."""
        if self.format in ("tf", TEXT):
            if node.was and node.name not in self.body.items and node.was in self.body.items:
                return self.body.items[node.was]
            return self._item(self.body, node.name)
        if node.cfn is None:
            return None
        if not node.cfn:
            return self._same(node, world)
        if node.cfn[0] == PROPERTIES:
            return self._follow(self.resource.body, node.cfn[1:], world)
        return self._follow(Value(self.body), node.cfn, world)

    def _same(self, node: Node, world: World) -> Value | None:
        """A block that CloudFormation does not nest: there where one of its attributes is."""
        inner = View(self.body, node, self.resource, self.format)
        for kid in node.kids.values():
            written = inner.native(kid, world)
            if written is not None and written.data is not None:
                return Value(self.body)
        return None

    def _follow(self, value: Value, path: Sequence[str], world: World) -> Value | None:
        """The value at a CloudFormation path; an Unknown or a pending Choice on the way stands for what is below it."""
        for at, name in enumerate(path):
            value = force(value, world)
            if isinstance(value.data, Unknown):
                return value
            found = self._item(value.data, self._spelled(name.partition("[")[0]))
            if found is None:
                return None
            if name.endswith(EACH):
                return self._each(force(found, world), path[at + 1 :], world)
            value = _first(force(found, world), world) if name.endswith(FIRST) else found
        return value

    def _each(self, value: Value, path: Sequence[str], world: World) -> Value:
        """The list of what stands at a path of each element."""
        data = value.data
        if isinstance(data, Map):
            data = Seq([value])
        if not isinstance(data, Seq):
            return value
        items = [found for item in data.items if (found := self._follow(item, path, world)) is not None]
        maybe = [
            Possible(found, possible.why)
            for possible in data.maybe
            if (found := self._follow(possible.value, path, world)) is not None
        ]
        return Value(Seq(items, maybe, data.rest), value.span, value.refs)

    def _spelled(self, name: str) -> str:
        return awscc_name(name) if self.format == "awscc" else name

    def _item(self, body: Any, name: str) -> Value | None:
        if not isinstance(body, Map):
            return Value(body) if isinstance(body, Unknown) else None
        found = body.items.get(name)
        if found is None and self.format == TEXT:
            # Go reads JSON whatever the case of its keys
            lower = name.lower()
            found = next((value for key, value in body.items.items() if key.lower() == lower), None)
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
        if data is None or (node.to and data.__class__ is str and _names_nothing(data, node.to)):
            return self.absent(node, value.span)
        if data.__class__ is Unknown:
            if node.kind == "json" and value.decoded is not None:
                return coerce.as_structure(value)
            if node.kind in ("block", "blocks") and value.decoded is not None:
                return self._text(value, node, here, world)
            return coerce.unknown(node.kind, value)
        return self._known(value, node, here, world)

    def _known(self, value: Value, node: Node, here: Value, world: World) -> Value:
        kind = node.kind
        if kind == "block":
            return self._block(value, node, here, world)
        if kind == "blocks":
            return self._blocks(value, node, here, world)
        if kind == "tags":
            return coerce.as_tags(value, world)
        if kind == "list":
            return coerce.as_list(value)
        if kind == "json":
            return coerce.as_structure(value)
        if node.values and self.format not in ("tf", TEXT):
            value = coerce.renamed(node.values, value)
        return coerce.scalar(kind, value)

    def _block(self, value: Value, node: Node, here: Value, world: World) -> Value:
        data = value.data
        if isinstance(data, Seq):
            if data.items:
                return self.wrap(data.items[0], node, value, world)
            otherwise = self.absent(node, value.span or here.span)
            if data.rest is not None:
                otherwise = Value(data.rest, value.span, value.refs)
            for possible in reversed(data.maybe):
                otherwise = self._possible(possible, otherwise, node, value, world)
            return otherwise
        if isinstance(data, Map):
            return Value(View(data, node, self.resource, self.format), value.span, value.refs)
        if isinstance(data, str) and node.kids:
            return self._text(value, node, here, world)
        return value

    def _text(self, value: Value, node: Node, here: Value, world: World) -> Value:
        """What a JSON text says; the text itself where it is none."""
        decoded = coerce.as_structure(value)
        if isinstance(decoded.data, Error):
            return decoded
        inner = View(EMPTY_MAP, self.node, self.resource, TEXT if self.format == "tf" else self.format)
        return inner.wrap(decoded, node, here, world)

    def _possible(self, possible: Possible, otherwise: Value, node: Node, here: Value, world: World) -> Value:
        """A single block that may be there, else another: a Choice where an input decides it."""
        decided = possible.why.data
        if decided is True or decided is False:
            return self.wrap(possible.value, node, here, world) if decided else otherwise
        if isinstance(decided, Choice):
            options = {
                label: self._possible(Possible(possible.value, option), otherwise, node, here, world)
                for label, option in decided.options.items()
            }
            return choose(decided.atom, options)
        why = decided if isinstance(decided, Unknown) else Unknown("it may not be there")
        return Value(why, possible.value.span)

    def _blocks(self, value: Value, node: Node, here: Value, world: World) -> Value:
        data = value.data
        if isinstance(data, str):
            return self._text(value, node, here, world) if node.kids else value
        if isinstance(data, Map):
            data = Seq([value])
        if not isinstance(data, Seq):
            return value
        item = node.item
        items = [self.wrap(entry, item, value, world) for entry in data.items if entry.data is not None]
        maybe = [Possible(self.wrap(p.value, item, value, world), p.why) for p in data.maybe]
        return Value(Seq(items, maybe, data.rest), value.span, value.refs)

    def absent(self, node: Node, span: Any) -> Value:
        """The value of an attribute that is not written, at the nearest thing that is."""
        default = self._default(node.default)
        if default == SERVICE_DECIDES:
            return Value(Unknown("the service decides it where it is not set"), span)
        if isinstance(default, list):
            return Value(Seq([Value(item, span) for item in default]), span)
        if default is not None:
            return Value(default, span)
        if node.kind == "block" and node.kids:
            return Hollow(View(EMPTY_MAP, node, self.resource, self.format), span)
        return Value(Seq(()) if node.kind == "blocks" else None, span)

    def _default(self, default: Any) -> Any:
        if not isinstance(default, Mapping):
            return default
        if self.format not in ("tf", TEXT):
            return default.get("cfn")
        for key, value in default.items():
            if key.startswith("tf<") and older(self.resource.provider_version, int(key[3:])):
                return value
        return default.get("tf")


def _names_nothing(text: str, type: str) -> bool:
    """Whether a text that should name a resource is as good as none: empty, or the key that the service has anyway."""
    return not text or (type == "aws_kms_key" and _KEY_OF_AWS(text) is not None)


def _first(value: Value, world: World) -> Value:
    """The first element of a list; an Unknown where it may or may not be there."""
    data = value.data
    if not isinstance(data, Seq):
        return value
    return data.items[0] if data.items else next(held(value, world), Value(None, value.span))


def body_of(resource: Resource) -> Map:
    """What is written of a resource; open where that cannot be read."""
    data = resource.body.data
    if isinstance(data, Map):
        return data
    return Map({}, data if isinstance(data, Unknown) else Unknown("its properties could not be read"))


def whole(resource: Resource, vocabulary: Vocabulary) -> View:
    """A resource as it is written, without what stands beside it or is derived."""
    return View(body_of(resource), vocabulary.table(resource.type).top, resource, resource.format)
