"""Values of plans and states: what will be there, and what is said of what is known after apply alone."""

from __future__ import annotations

from iacguard.formats.json_tree import elements, field, members, scalar
from iacguard.formats.plan_configuration import Configuration, Written
from iacguard.formats.planned_documents import Documents
from iacguard.formats.terraform.ast import Expression, ListExpression, ObjectExpression
from iacguard.model.address import Address
from iacguard.model.value import NO_MARKS, SENSITIVE, Map, Seq, Unknown, Value
from iacguard.vocabulary.nodes import Node, Type, filled
from iacguard.vocabulary.tables import Vocabulary

_HIDDEN = frozenset({SENSITIVE})
_NOTHING = Written((), False)


def spelling(native: str) -> str:
    """How the body of a native type is spelled."""
    return "awscc" if native.startswith("awscc_") else "tf"


def _type(address: Address, vocabulary: Vocabulary) -> Type:
    native = address.type if address.mode == "managed" else f"data.{address.type}"
    return vocabulary.type(vocabulary.common(native)) or Type(native)


def stored(node: Expression | None) -> Value:
    """A value of a state: all of it is known."""
    if isinstance(node, ObjectExpression):
        return Value(Map({name: stored(item) for name, item in members(node).items()}), node)
    if isinstance(node, ListExpression):
        return Value(Seq([stored(item) for item in node.items]), node)
    return Value(scalar(node), node)


class Planned:
    """The body of one resource of a plan. What is no constant of the configuration was worked out of something.

    What is known after apply and is not written is what the provider fills in: an attribute that every resource of the
    type has in the end is unknown and not null; any other is left out, as it is in the configuration, so that its
    default counts. Blocks that are not written stay unknown, since a dynamic block may make them: the configuration
    does not name it.
    """

    def __init__(
        self, address: Address, configuration: Configuration, vocabulary: Vocabulary, documents: Documents
    ) -> None:
        self.address = address
        self.type = _type(address, vocabulary)
        self.configuration = configuration
        self.vocabulary = vocabulary
        self.documents = documents

    def body(self, change: Expression | None) -> Value:
        """What is there after the change."""
        after, unknown, sensitive = (field(change, name) for name in ("after", "after_unknown", "after_sensitive"))
        written = self.configuration.expressions(self.address)
        return self._value(after, unknown, sensitive, written, self.type.top, ())

    def _value(
        self,
        after: Expression | None,
        unknown: Expression | None,
        sensitive: Expression | None,
        written: Expression | None,
        node: Node | None,
        path: tuple[str, ...],
    ) -> Value:
        said = self.configuration.written(written, self.address.modules) if path and written is not None else _NOTHING
        marks = _HIDDEN if scalar(sensitive) is True else NO_MARKS
        if scalar(unknown) is True:
            span, decoded = after or unknown, self.documents.behind(said.references)
            return Value(self._unknown(path, said), span, said.references, marks=marks, decoded=decoded)
        if isinstance(after, ObjectExpression) or isinstance(unknown, ObjectExpression):
            items = self._items((after, unknown, sensitive, written), node, path)
            return Value(Map(items), after or unknown, said.references, marks=marks)
        if isinstance(after, ListExpression) or isinstance(unknown, ListExpression):
            columns = [elements(one) for one in (after, unknown, sensitive, written)]
            size = max(len(columns[0]), len(columns[1]))
            seq: list[Value] = []
            for n in range(size):
                a, u, s, w = (column[n] if n < len(column) else None for column in columns)
                whole = w if columns[3] else written  # one expression may make all of them
                seq.append(self._value(a, u, s, whole, node, (*path, str(n))))
            return Value(Seq(seq), after or unknown, said.references, marks=marks)
        data = scalar(after)
        literal = field(written, "constant_value") is not None
        return Value(data, after, said.references, None if literal else Value(data), marks)

    def _items(
        self, parts: tuple[Expression | None, ...], node: Node | None, path: tuple[str, ...]
    ) -> dict[str, Value]:
        after, unknown, sensitive, written = map(members, parts)
        one = field(parts[3], "references") is not None  # an expression makes the whole object
        whole = parts[3] if one and self._single(parts[3]) else None
        items: dict[str, Value] = {}
        for name in {**after, **unknown}:
            inner = written.get(name) if not one else whole if name in unknown else None
            kid = node.kids.get(name) if node is not None else None
            if (
                inner is None
                and written
                and not one
                and scalar(unknown.get(name)) is True
                and self._left_out(name, kid, path)
            ):
                continue
            items[name] = self._value(
                after.get(name), unknown.get(name), sensitive.get(name), inner, kid, (*path, name)
            )
        return items

    def _single(self, written: Expression | None) -> bool:
        """Whether an expression refers to one thing, so that all that it makes does."""
        return len({target for target, _ in self.configuration.written(written, self.address.modules).references}) < 2

    def _left_out(self, name: str, node: Node | None, path: tuple[str, ...]) -> bool:
        """Whether what the provider fills in is no more than a default."""
        if not path and name in self.type.mounts:
            return True
        return (bool(path) or name not in self.type.computed) and (node is None or not node.kind.startswith("block"))

    def _unknown(self, path: tuple[str, ...], said: Written) -> Unknown:
        symbol = f"{self.address.scope}|{self.address}.{'.'.join(path)}"
        name = path[0] if len(path) == 1 else ""
        if name in self.type.computed and not said.references:
            kind = "string" if name in ("id", "arn", "name") else None
            prefix, tail = filled(self.type.form(name), lambda _: None)
            return Unknown("known after apply", symbol, kind, True, prefix, tail=tail)
        return Unknown("known after apply", symbol, None, said.all and all(map(self._filled, said.references)))

    def _filled(self, reference: tuple[Address, tuple[str, ...]]) -> bool:
        """Whether a reference is to what every resource of its type has in the end."""
        target, path = reference
        if target.mode != "managed" or len(path) != 1:
            return False
        known = self.vocabulary.type(self.vocabulary.common(target.type))
        return known is not None and path[0] in known.computed
