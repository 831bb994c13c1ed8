"""Templates that stand in their parent: as a text, as a text with names in it, or as a structure made a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from iacguard.formats.cloudformation.template import Template
from iacguard.model.graph import walk
from iacguard.model.source import Source, Span
from iacguard.model.value import Map, Seq, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack

Body = tuple[Template | None, str, bool]
"""A template; or None, why there is none, and whether the text is to blame."""
_BLOCK = re.compile(r"(?:![^\s]+[ \t]+)?([|>])[^\n]*(?=\n)").match
"""The header of a text that stands below it; a folded one stands there as such only if its lines are nothing to it."""
_SUB, _ENCODED = "Fn::Sub", "Fn::ToJsonString"


def body(written: Value, parent: Stack) -> Body:
    """The template of a TemplateBody, with the places of the file in which it stands."""
    data = written.data
    if isinstance(data, str):
        return _text(written, parent, parent.deployment.templates.inline)
    name, argument = next(iter(data.items.items())) if isinstance(data, Map) and len(data.items) == 1 else ("", written)
    if name == _ENCODED:
        made = parent.evaluate(argument)
        if isinstance(made.data, Map):
            return _checked(Template((made.span or parent.template.span).source, made), parent), "", False
    if name == _SUB:
        parts = argument.data.items if isinstance(argument.data, Seq) else (argument,)
        if parts and isinstance(parts[0].data, str):
            return _text(parts[0], parent, {}, lambda text: parent.evaluate(_called(text, list(parts[1:]))))
    return None, "its template is put together from parts", False


def _called(text: Value, further: list[Value]) -> Value:
    argument = Value(Seq([text, *further]), text.span) if further else text
    return Value(Map({_SUB: argument}), text.span)


def _text(
    written: Value,
    parent: Stack,
    known: dict[tuple[str, int, int], Template],
    named: Callable[[Value], Value] | None = None,
) -> Body:
    """A text as a template; `named` says what its pieces are that have names of the parent in them."""
    span = written.span
    if span is None:
        return None, "its template is put together from parts", False
    if span.place not in known:
        source, stands = _standing(written.data, span)
        found, diagnostics = parent.deployment.templates.parse(source)
        for diagnostic in diagnostics:
            parent.deployment.report(diagnostic if stands else diagnostic._replace(span=span))
        if found is None or not isinstance(found.data, Map):
            return None, "its template cannot be read", True
        if not stands:
            _move(found, span)
        if named is not None:
            found = _with_names(found, named)
        known[span.place] = _checked(Template(found.span.source if found.span else span.source, found), parent)
    return known[span.place], "", False


def _checked(template: Template, parent: Stack) -> Template:
    for diagnostic in template.diagnostics:
        parent.deployment.report(diagnostic)
    return template


def _move(found: Value, span: Span) -> None:
    """Everything of a text that stands nowhere as such has the place of the whole."""
    for value in walk(found):
        value.span = span
        if isinstance(value.data, Map) and value.data.keys:
            value.data.keys = dict.fromkeys(value.data.keys, span)


def _with_names(value: Value, named: Callable[[Value], Value]) -> Value:
    data = value.data
    if isinstance(data, Map):
        items = {key: _with_names(item, named) for key, item in data.items.items()}
        return Value(Map(items, data.rest, data.keys), value.span)
    if isinstance(data, Seq):
        return Value(Seq([_with_names(item, named) for item in data.items]), value.span)
    return named(value) if isinstance(data, str) and "${" in data else value


def _standing(text: str, span: Span) -> tuple[Source, bool]:
    """The text alone, at the offsets that it has in its file; by itself, and False, where it is escaped or folded."""
    whole = span.source.text
    written = whole[span.start : span.end]
    block = _BLOCK(written)
    if block is not None and (block.group(1) == "|" or text.lstrip()[:1] == "{"):
        begin = span.start + block.end()
    elif text in written:
        begin = span.start + written.index(text)
        span = Span(span.source, span.start, begin + len(text))
    else:
        return Source(span.source.path, text), False
    return Source(span.source.path, re.sub(r"[^\n]", " ", whole[:begin]) + whole[begin : span.end]), True
