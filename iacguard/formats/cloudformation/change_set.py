"""Change sets as `aws cloudformation describe-change-set` prints them: what will be there once one is executed.

Places are the lines of that output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iacguard.formats.base import Loaded
from iacguard.model.address import Address
from iacguard.model.address import stack as stack_address
from iacguard.model.graph import Hole, Resource
from iacguard.model.report import ERROR, NOTE, Diagnostic, FileRecord
from iacguard.model.source import Span
from iacguard.model.value import Map, Reference, Seq, Unknown, Value
from iacguard.syntax.json import decode_text

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.templates import Templates
    from iacguard.vocabulary.tables import Vocabulary

FORMAT = "change set"
LATER = "{{changeSet:KNOWN_AFTER_APPLY}}"
"""What stands for a value that is only known once the change set has been executed."""
_WITHOUT = "the change set was described without the values of properties"
_META = ("DeletionPolicy", "UpdateReplacePolicy", "UpdatePolicy", "CreationPolicy", "Metadata", "DependsOn")


def looks_like_change_set(text: str) -> bool:
    """Whether a text may be one, told without parsing it."""
    return "ResourceChange" in text and "ChangeSet" in text and "Changes" in text


def load(templates: Templates, path: str, vocabulary: Vocabulary) -> Loaded | None:
    """The resources that a change set adds or changes; None where the file is none after all."""
    source = templates.tree.read(path)
    body, faults = templates.parse(source)
    if body is None:
        return Loaded(diagnostics=faults, files=[FileRecord(path, FORMAT, "failed", faults[0].message)])
    changes = _field(body, "Changes")
    if changes is None or not isinstance(changes.data, Seq) or _field(body, "StackName") is None:
        return None
    loaded = Loaded(diagnostics=list(faults), files=[FileRecord(path, FORMAT, "parsed")])
    _ChangeSet(path, body, list(changes.data.items), vocabulary, loaded).load()
    return loaded


def _field(value: Value, name: str) -> Value | None:
    return value.data.items.get(name) if isinstance(value.data, Map) else None


def _text(value: Value, name: str) -> str:
    found = _field(value, name)
    return found.data if found is not None and isinstance(found.data, str) else ""


class _ChangeSet:
    """One change set; `physical` is what is deployed, by the identifiers that others hold of it."""

    def __init__(self, path: str, body: Value, changes: list[Value], vocabulary: Vocabulary, loaded: Loaded) -> None:
        self.path = path
        self.body = body
        self.vocabulary = vocabulary
        self.loaded = loaded
        self.changes = [
            found for found in (_field(change, "ResourceChange") for change in changes) if found is not None
        ]
        self.physical: dict[str, Address] = {}
        for change in self.changes:
            identifier = _text(change, "PhysicalResourceId")
            if identifier:
                self.physical[identifier] = self.address(change)

    def address(self, change: Value) -> Address:
        """The address of what a change is about."""
        return stack_address(self.path, (), _text(change, "LogicalResourceId"))

    def report(self, level: str, message: str, span: Span | None, cure: str) -> None:
        """A diagnostic about the output."""
        self.loaded.diagnostics.append(Diagnostic(level, "change-set", message, span, path=self.path, cure=cure))

    def load(self) -> None:
        """Add what will be there; what does not change is not told, so the stack leaves a hole."""
        if _field(self.body, "NextToken") is not None:
            cure = "let the command line fetch all of it"
            self.report(ERROR, "this is one page of a change set", self.body.span, cure)
        for change in self.changes:
            if _text(change, "Action") not in ("Remove", "Delete") and _text(change, "LogicalResourceId"):
                self._resource(change)
        named = tuple(Reference(resource.address) for resource in self.loaded.resources)
        stack = stack_address(self.path, (), _text(self.body, "StackName"))
        span = self.body.span
        if span is not None:
            self.loaded.holes.append(Hole(stack, "a change set tells only of what changes", span, named))

    def _resource(self, change: Value) -> None:
        name = _field(change, "LogicalResourceId")
        header = name.span if name is not None and name.span is not None else self.body.span
        assert header is not None
        context = self._context(change)
        kind = _text(change, "ResourceType")
        properties = _field(context, "Properties")
        body = Map({}, Unknown(_WITHOUT)) if context.data is None else Map({})
        if properties is not None and isinstance(properties.data, Map):
            body = properties.data
        value = Value(body, header)
        meta = {key: found for key in _META if (found := _field(context, key)) is not None}
        self.loaded.resources.append(
            Resource(
                self.address(change), self.vocabulary.common(kind, value), "cfn", value, header, native_type=kind,
                block=change.span, meta=Value(Map(meta), header),
            )
        )  # fmt: skip

    def _context(self, change: Value) -> Value:
        """What the resource will be; null, noted once, where the output does not tell."""
        written = _field(change, "AfterContext")
        decoded = decode_text(written) if written is not None else None
        if decoded is None:
            if not any(said.message == _WITHOUT for said in self.loaded.diagnostics):
                self.report(NOTE, _WITHOUT, change.span, "describe it with --include-property-values")
            return Value(None, change.span)
        return self._known(decoded)

    def _known(self, value: Value) -> Value:
        """What comes later is unknown; what names another resource refers to it."""
        data = value.data
        if isinstance(data, Map):
            items = {key: self._known(item) for key, item in data.items.items()}
            return Value(Map(items, data.rest, data.keys), value.span)
        if isinstance(data, Seq):
            return Value(Seq([self._known(item) for item in data.items]), value.span)
        if isinstance(data, str):
            if LATER in data:
                prefix = data[: data.index(LATER)]
                why = "it is known when the change set has been executed"
                return Value(Unknown(why, None, "string", True, prefix), value.span)
            target = self.physical.get(data)
            return Value(data, value.span, (Reference(target),) if target is not None else ())
        return value
