"""Definitions of state machines: what is put into them, and the files that hold them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from iacguard.formats.cloudformation.texts import concatenate
from iacguard.model.source import Source, Span
from iacguard.model.tree import UnreadableError, join
from iacguard.model.value import Map, Seq, Value
from iacguard.model.world import distribute, endings
from iacguard.syntax.json import decode_text
from iacguard.syntax.places import Placed, Places, placed

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack

TYPES = ("AWS::StepFunctions::StateMachine", "AWS::Serverless::StateMachine")
_FILES = ("DefinitionS3Location", "DefinitionUri")
_PLACES = ("Definition", "DefinitionString")
_NAME = re.compile(r"\$\{([^{}]+)\}")


def defined(body: Map, stack: Stack) -> Map:
    """The properties of a state machine with its definition read from its file, and its substitutions made."""
    items = dict(body.items)
    substitutions = items.get("DefinitionSubstitutions")
    names = substitutions.data.items if substitutions is not None and isinstance(substitutions.data, Map) else {}
    for name in _FILES:
        written = items.get(name)
        text = _file(written, names, stack) if written is not None and isinstance(written.data, str) else None
        if text is not None:
            items.setdefault("DefinitionString", text)
    if names:
        for place in _PLACES:
            if place in items:
                items[place] = _substituted(items[place], names)
    return Map(items, body.rest, body.keys)


def _file(written: Value, names: Mapping[str, Value], stack: Stack) -> Value | None:
    """The definition in a file of the tree, before `package` has put it into a bucket."""
    if "://" in written.data or written.span is None:
        return None
    path = join(posixpath.dirname(written.span.source.path), written.data)
    if path is None or not stack.deployment.tree.is_file(path):
        return None
    templates = stack.deployment.templates
    try:
        source = stack.deployment.tree.read(path)
    except UnreadableError as error:
        stack.report(f"{path} cannot be read: {error}", written.span, "unreadable")
        return None
    found, diagnostics = templates.parse(source)
    made = _made_whole(source, names) if found is None else None
    if made is not None:
        templates.mark_included(path)
        return made
    for diagnostic in diagnostics:
        stack.deployment.report(diagnostic)
    if found is None:
        return None
    templates.mark_included(path)
    return Value(source.text, found.span, (), written, decoded=found)


def _made_whole(source: Source, names: Mapping[str, Value]) -> Value | None:
    """A definition that is JSON after its substitutions alone: `"InstanceCount": ${Count}`; None where it is not."""
    span = Span(source, 0, len(source.text))
    whole = placed(source.text, Places(source, [(0, 0)], span), 0, len(source.text))
    made = _text(Value(whole, span), names, None)
    return made if any(one.decoded is not None for one in endings(made)) else None


def _substituted(value: Value, names: Mapping[str, Value]) -> Value:
    """A definition, text or object, with `${Name}` replaced by what is given for it."""
    data = value.data
    decoded = value.decoded
    if decoded is not None:
        decoded = _substituted(decoded, names)
    if isinstance(data, Map):
        items = {key: _substituted(item, names) for key, item in data.items.items()}
        return value.holding(Map(items, data.rest, data.keys), decoded)
    if isinstance(data, Seq):
        entries = [_substituted(item, names) for item in data.items]
        return value.holding(Seq(entries, data.maybe, data.rest), decoded)
    if not isinstance(data, str) or "${" not in data:
        return value.holding(data, decoded)
    return _text(value, names, decoded)


def _text(value: Value, names: Mapping[str, Value], decoded: Value | None) -> Value:
    parts: list[Value] = []
    at = 0
    for found in _NAME.finditer(value.data):
        given = names.get(found.group(1))
        if given is not None:
            parts += [_piece(value, at, found.start()), given]
            at = found.end()
    if not parts:
        return value.holding(value.data, decoded)
    parts.append(_piece(value, at, len(value.data)))
    structure = decoded if decoded is not None else decode_text(value)
    made = distribute(lambda vs: concatenate(vs, value.span), parts)
    if structure is not None:
        made = made.holding(made.data, _substituted(structure, names))
    return made


def _piece(value: Value, start: int, end: int) -> Value:
    """A part of a text, which keeps its places where the text has them."""
    text = value.data
    if not isinstance(text, Placed):
        return Value(text[start:end], value.span)
    return Value(placed(text, Places(text.source, text.runs, value.span), start, end), value.span)
