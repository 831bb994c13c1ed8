"""Terraform's JSON syntax to the tree of `ast`: strings are templates, labels are nested objects."""

from __future__ import annotations

from iacguard.formats.terraform.ast import (
    Attribute,
    Block,
    Body,
    Expression,
    ListExpression,
    Literal,
    ObjectExpression,
)
from iacguard.formats.terraform.parser import Parser, SyntaxFault
from iacguard.model.report import ERROR, Diagnostic
from iacguard.model.source import Source, Span
from iacguard.model.value import Map, Seq, Value
from iacguard.syntax import json

_LABELS = {
    "resource": 2, "data": 2, "ephemeral": 2, "module": 1, "variable": 1, "output": 1, "provider": 1, "check": 1,
    "locals": 0, "terraform": 0, "moved": 0, "removed": 0, "import": 0,
}  # fmt: skip
_NESTED = {
    "lifecycle": 0, "connection": 0, "provisioner": 1, "dynamic": 1, "content": 0, "backend": 1, "cloud": 0,
    "required_providers": 0, "validation": 0, "precondition": 0, "postcondition": 0, "default_tags": 0,
}  # fmt: skip
_LITERAL_ONLY = frozenset({"source", "version", "type"})


def parse_json(source: Source) -> tuple[Body, list[Diagnostic]]:
    """The body of a .tf.json file, and what is wrong with it."""
    value, diagnostics = json.load(source)
    converter = _Converter(source, diagnostics)
    body = Body(source, 0, len(source.text), {}, [])
    if value is not None:
        converter.fill(body, value, _LABELS)
    return body, diagnostics


class _Converter:
    def __init__(self, source: Source, diagnostics: list[Diagnostic]) -> None:
        self.source = source
        self.diagnostics = diagnostics

    def fill(self, body: Body, value: Value, blocks: dict[str, int]) -> None:
        """Attributes and blocks of an object; an array of objects is several."""
        for part in value.data.items if isinstance(value.data, Seq) else (value,):
            if not isinstance(part.data, Map):
                self._fault("expected an object", part)
                continue
            for name, inner in part.data.items.items():
                if name == "//":
                    continue
                key = (part.data.keys or {}).get(name) or inner.span or body
                if name in blocks:
                    self._blocks(body, name, [], inner, blocks[name], key)
                else:
                    start, end = key.start, inner.span.end if inner.span else key.end
                    attribute = Attribute(self.source, start, end, name, self.expression(inner))
                    attribute.name_span = key
                    body.attributes[name] = attribute

    def _blocks(self, body: Body, name: str, labels: list[str], value: Value, left: int, key: Span) -> None:
        if isinstance(value.data, Seq):
            for part in value.data.items:
                self._blocks(body, name, labels, part, left, key)
            return
        if not isinstance(value.data, Map):
            self._fault(f"{name} takes an object", value)
            return
        if left:
            for label, inner in value.data.items.items():
                if label != "//":
                    span = (value.data.keys or {}).get(label) or key
                    self._blocks(body, name, [*labels, label], inner, left - 1, span)
            return
        span = value.span or key
        inner_body = Body(self.source, span.start, span.end, {}, [])
        self.fill(inner_body, value, _NESTED)
        body.blocks.append(Block(self.source, key.start, span.end, name, labels, key, inner_body))

    def expression(self, value: Value) -> Expression:
        """A JSON value as an expression; strings are templates."""
        span = value.span or Span(self.source, 0, 0)
        start, end, data = span.start, span.end, value.data
        if isinstance(data, Map):
            items = [
                (self._text(name, (data.keys or {}).get(name) or span), self.expression(inner))
                for name, inner in data.items.items()
            ]
            return ObjectExpression(self.source, start, end, items)
        if isinstance(data, Seq):
            return ListExpression(self.source, start, end, [self.expression(item) for item in data.items])
        return self._text(data, span) if isinstance(data, str) else Literal(self.source, start, end, data)

    def _text(self, text: str, span: Span) -> Expression:
        if "${" not in text and "%{" not in text:
            return Literal(self.source, span.start, span.end, text)
        same = self.source.text[span.start + 1 : span.end - 1] == text
        parser = Parser(self.source if same else Source(self.source.path, text))
        parser.at, parser.end = (span.start + 1, span.end - 1) if same else (0, len(text))
        try:
            made = parser.template_file()
        except SyntaxFault as fault:
            self.diagnostics.append(Diagnostic(ERROR, "syntax", str(fault), span, cure=fault.cure))
            return Literal(self.source, span.start, span.end, None)
        made.start, made.end = (span.start, span.end) if same else (made.start, made.end)
        return made

    def _fault(self, message: str, value: Value) -> None:
        self.diagnostics.append(Diagnostic(ERROR, "syntax", message, value.span, path=self.source.path))
