"""The policies that `aws_iam_policy_document` renders: its statements, merged with source and override documents.

What is merged how is hashicorp/aws, `internal/service/iam/policy_model.go` and `policy_document_data_source.go`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from iacguard.formats.terraform.bodies import blocks
from iacguard.formats.terraform.values.choices import depends
from iacguard.model.combine import made
from iacguard.model.source import Span
from iacguard.model.value import NULL, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import distribute

if TYPE_CHECKING:
    from iacguard.formats.terraform.resources import ResourceInstance
    from iacguard.model.source import Span

_DOCUMENTS = ("source_json", "source_policy_documents", "override_policy_documents", "override_json")
_LISTS = (
    ("actions", "Action"),
    ("not_actions", "NotAction"),
    ("resources", "Resource"),
    ("not_resources", "NotResource"),
)


def rendered(resource: ResourceInstance) -> Value:
    """The document as JSON: its text is not worked out, its structure is."""
    block, scope, instance = resource.declaration.block, resource.scope, resource.declaration.instance
    written = block.body.attributes
    found = [instance.evaluate(written[n].expression, scope) if n in written else NULL for n in _DOCUMENTS]
    own = _own(resource)

    def one(values: Sequence[Value]) -> Value:
        structure = _document(own, values, block.header)
        data = Unknown("a rendered policy document", resource.symbol("json"), "string", True, "{")
        return Value(data, block.header, structure.refs, decoded=structure)

    return distribute(one, [depends(value) for value in found])


def _own(resource: ResourceInstance) -> Map:
    """The document that its own blocks and arguments make."""
    block, scope, instance = resource.declaration.block, resource.scope, resource.declaration.instance
    found: Any = blocks("statement", block.body.blocks, scope).data
    maybe = [Possible(_statement(possible.value), possible.why) for possible in found.maybe]
    statements = Value(Seq([_statement(value) for value in found.items], maybe, found.rest), block.header)
    items = {"Version": Value("2012-10-17", block.header), "Statement": statements}
    for name, key in (("version", "Version"), ("policy_id", "Id")):
        if name in block.body.attributes:
            given = instance.evaluate(block.body.attributes[name].expression, scope)
            items.update({key: given} if given.data is not None else {})
    return Map(items)


def planned(body: Map, span: Span | None) -> Value:
    """The document of a data source as a plan says it, its blocks as lists of objects."""
    statement = body.items.get("statement", Value(None))
    own = {"Version": Value("2012-10-17", span), "Statement": Value(Seq(), span)}
    if isinstance(statement.data, Seq):
        own["Statement"] = Value(Seq([_statement(one) for one in statement.data.items]), statement.span)
    elif isinstance(statement.data, Unknown):
        own["Statement"] = Value(Seq((), (), statement.data), statement.span)
    for name, key in (("version", "Version"), ("policy_id", "Id")):
        given = body.items.get(name)
        if given is not None and given.data is not None:
            own[key] = given
    return _document(Map(own), [body.items.get(name, NULL) for name in _DOCUMENTS], span)


def _document(own: Map, found: Sequence[Value], header: Span | None) -> Value:
    """Source documents, the own one, then those that override."""
    merged = _Merged()
    for name, value in zip(_DOCUMENTS, found, strict=True):
        if name == "override_policy_documents":
            merged.add(Value(own, header))
        if isinstance(value.data, Seq):
            for part in value.data.items:
                merged.add(part)
            if value.data.rest is not None or value.data.maybe:
                merged.open(value.data.rest or Unknown("a document depends on an input"))
        else:
            merged.add(value)
    refs = tuple(dict.fromkeys(reference for item in merged.items for reference in item.refs))
    return Value(Map({**merged.head, "Statement": Value(merged.statements(), header)}), header, refs)


class _Merged:
    """Documents merged so far: a later statement takes the place of the one with its Sid, or is added."""

    def __init__(self) -> None:
        self.items: list[Value] = []
        self.maybe: list[Possible] = []
        self.rest: Unknown | None = None
        self.head: dict[str, Value] = {}

    def statements(self) -> Seq:
        """The statements of all documents."""
        return Seq(self.items, self.maybe, self.rest)

    def add(self, document: Value) -> None:
        """Merge one more document; null and the empty text are none."""
        from iacguard.syntax.json import decode_text

        if document.data is None or document.data == "":
            return
        decoded = document if isinstance(document.data, Map) else document.decoded or decode_text(document)
        if decoded is None or not isinstance(decoded.data, Map):
            data = document.data
            self.open(data if isinstance(data, Unknown) else Unknown("a source document is not known"))
            return
        items = decoded.data.items
        self._head(items.get("Version"), items.get("Id"))
        statements = items.get("Statement")
        if statements is not None:
            self._merge(statements.data if isinstance(statements.data, Seq) else Seq([statements]))

    def open(self, why: Unknown) -> None:
        """More statements may follow, which may take the place of any that has a Sid."""
        self.rest = self.rest or Unknown(why.why)
        self._doubt(None)

    def _head(self, version: Value | None, id: Value | None) -> None:
        """The highest version and the last id count."""
        known = self.head.get("Version")
        if version is not None and (known is None or str(version.data) > str(known.data)):
            self.head["Version"] = version
        if id is not None:
            self.head["Id"] = id

    def _merge(self, statements: Seq) -> None:
        """Merge the statements of one document, which leave each other alone."""
        added: list[Value] = []
        for statement in statements.items:
            sid = _sid(statement)
            if sid is None:
                self._doubt(None)
            same = next((n for n, item in enumerate(self.items) if sid and _sid(item) == sid), None)
            if same is None:
                added.append(statement)
            else:
                self.items[same] = statement
            self.maybe = [possible for possible in self.maybe if not sid or _sid(possible.value) != sid]
        for possible in statements.maybe:
            self._doubt(_sid(possible.value))
        if statements.rest is not None:
            self.open(statements.rest)
        self.items += added
        self.maybe += statements.maybe

    def _doubt(self, sid: str | None) -> None:
        """What has a certain Sid, any where it is None, may be replaced."""
        kept: list[Value] = []
        for item in self.items:
            own = _sid(item)
            if own == "" or sid == "" or (sid is not None and own is not None and own != sid):
                kept.append(item)
            else:
                self.maybe.append(Possible(item, _OVERRIDDEN))
        self.items = kept


_OVERRIDDEN = Value(Unknown("whether another statement takes its place is not known", None, "bool", True))


def _sid(statement: Value) -> str | None:
    """The Sid of a statement, empty where it has none; None where it is not known."""
    data = statement.data
    found = data.items.get("Sid") if isinstance(data, Map) else None
    if found is None or found.data is None:
        return "" if isinstance(data, Map) and data.rest is None else None
    return found.data if isinstance(found.data, str) else None


def _statement(value: Value) -> Value:
    """A statement block in the spelling of the JSON document."""
    data = value.data
    assert isinstance(data, Map)
    items: dict[str, Value] = {"Effect": data.items.get("effect", Value("Allow", value.span))}
    if items["Effect"].data is None:
        items["Effect"] = Value("Allow", value.span)
    if "sid" in data.items:
        items["Sid"] = data.items["sid"]
    for ours, theirs in _LISTS:
        found = data.items.get(ours)
        if found is not None and found.data is not None:
            items[theirs] = found
    for ours, theirs in (("principals", "Principal"), ("not_principals", "NotPrincipal")):
        if _there(data.items.get(ours)):
            items[theirs] = _decided(data.items[ours], _principals)
    if _there(data.items.get("condition")):
        items["Condition"] = _decided(data.items["condition"], _conditions)
    refs = tuple(dict.fromkeys(r for v in items.values() for r in v.refs))
    return Value(Map(items, None, data.keys), value.span, refs)


def _there(blocks: Value | None) -> bool:
    """Whether there are blocks, or may be some."""
    data = blocks.data if blocks is not None else None
    return isinstance(data, Seq) and bool(data.items or data.maybe or data.rest is not None)


def _decided(value: Value, make: Callable[[list[Value], Unknown | None, Span | None], Value]) -> Value:
    """What `make` makes of some blocks and of what may add more; a Choice, where inputs decide which there are."""
    found: Seq = value.data

    def of(there: list[Value]) -> Value:
        pairs = list(zip(found.maybe, there, strict=True))
        open = next((why.data for _, why in pairs if isinstance(why.data, Unknown)), None)
        items = [*found.items, *(possible.value for possible, why in pairs if why.data is True)]
        return make(items, found.rest or open, value.span)

    return distribute(of, [possible.why for possible in found.maybe])


def _principals(blocks: list[Value], rest: Unknown | None, span: Span | None) -> Value:
    items: dict[str, Value] = {}
    for block in blocks:
        kind, names = block.data.items.get("type"), block.data.items.get("identifiers")
        if kind is None or names is None:
            continue
        if not isinstance(kind.data, str):
            rest = rest or Unknown("what kind a principal is is not known")
            continue
        items[kind.data] = _joined(items.get(kind.data), names)
    if set(items) == {"*"}:
        return Value("*", span)
    return Value(Map(items, rest), span)


def _joined(known: Value | None, names: Value) -> Value:
    """The elements of both lists."""
    if known is None:
        return names
    rest = _unread(known) or _unread(names)
    items = [item for value in (known, names) if isinstance(value.data, Seq) for item in value.data.items]
    return made(Seq(items, (), rest), known.span, (known, names))


def _unread(values: Value) -> Unknown | None:
    """Why a list has more elements than those that are known, if it may."""
    data = values.data
    if isinstance(data, Seq):
        return Unknown("an element depends on an input") if data.maybe else data.rest
    return data if isinstance(data, Unknown) else Unknown("a list depends on an input")


def _conditions(blocks: list[Value], rest: Unknown | None, span: Span | None) -> Value:
    operators: dict[str, dict[str, Value]] = {}
    for block in blocks:
        test, name, values = (block.data.items.get(k) for k in ("test", "variable", "values"))
        if test is None or name is None or values is None:
            continue
        if not isinstance(test.data, str) or not isinstance(name.data, str):
            rest = rest or Unknown("a condition is not known")
            continue
        keys = operators.setdefault(test.data, {})
        keys[name.data] = _joined(keys.get(name.data), values)
    return Value(Map({test: Value(Map(keys), span) for test, keys in operators.items()}, rest), span)
