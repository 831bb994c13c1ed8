"""The JSON syntax of Terraform: `.tf.json`, `.tofu.json` and `.tfvars.json` to the same tree as HCL.

JSON cannot tell a block from an argument; the language's own blocks are known here, and everything else of a resource's
body is an argument whose value is an expression: an object or a list of objects, which readers of blocks treat alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iacguard.formats.terraform.ast import (
    Attribute,
    Block,
    Body,
    Expression,
    ListExpression,
    Literal,
    ObjectExpression,
)
from iacguard.formats.terraform.json_nodes import read_json
from iacguard.formats.terraform.parser import children, parse_expression, parse_template
from iacguard.model.report import ERROR, Diagnostic
from iacguard.model.source import Source, Span


class Shape(NamedTuple):
    """What a body may hold: its blocks with the number of their labels, and the arguments that are no templates."""

    blocks: dict[str, int]
    references: frozenset[str] = frozenset()
    literal: frozenset[str] = frozenset()


_TOP = {
    "resource": 2,
    "data": 2,
    "ephemeral": 2,
    "action": 2,
    "list": 2,
    "module": 1,
    "variable": 1,
    "output": 1,
    "provider": 1,
    "check": 1,
    "run": 1,
    "locals": 0,
    "terraform": 0,
    "moved": 0,
    "import": 0,
    "removed": 0,
}
_DECLARED = Shape(
    {"lifecycle": 0, "connection": 0, "provisioner": 1, "dynamic": 1, "action_trigger": 0},
    frozenset({"depends_on", "provider"}),
)
SHAPES: dict[str, Shape] = {
    "": Shape(_TOP),
    "resource": _DECLARED,
    "data": Shape({**_DECLARED.blocks, "statement": 0}, _DECLARED.references),
    "statement": Shape({"principals": 0, "not_principals": 0, "condition": 0, "dynamic": 1}),
    "ephemeral": _DECLARED,
    "provider": Shape({"dynamic": 1, "default_tags": 0}, literal=frozenset({"version", "alias"})),
    "module": Shape({}, frozenset({"depends_on", "providers"}), frozenset({"source", "version"})),
    "variable": Shape({"validation": 0}, frozenset({"type"}), frozenset({"default", "description"})),
    "output": Shape({"precondition": 0, "postcondition": 0}, frozenset({"depends_on"}), frozenset({"description"})),
    "terraform": Shape(
        {"required_providers": 0, "backend": 1, "cloud": 0, "provider_meta": 1, "encryption": 0},
        literal=frozenset({"required_version"}),
    ),
    "cloud": Shape({"workspaces": 0}),
    "check": Shape({"data": 2, "assert": 0}),
    "moved": Shape({}, frozenset({"from", "to"})),
    "import": Shape({}, frozenset({"to", "provider"})),
    "removed": Shape({"lifecycle": 0, "provisioner": 1, "connection": 0}, frozenset({"from"})),
    "lifecycle": Shape(
        {"precondition": 0, "postcondition": 0, "action_trigger": 0},
        frozenset({"ignore_changes", "replace_triggered_by"}),
    ),
    "provisioner": Shape({"connection": 0}, literal=frozenset({"when", "on_failure"})),
    "dynamic": Shape({"content": 0}, frozenset({"iterator"})),
    "content": Shape({"dynamic": 1}),
}
_PLAIN = Shape({})


def parse_json(source: Source) -> tuple[Body, list[Diagnostic]]:
    """The body of a `.tf.json` or `.tofu.json` file; an empty one with one diagnostic where it is no JSON."""
    return _parse(source, "")


def parse_variables_json(source: Source) -> tuple[Body, list[Diagnostic]]:
    """The body of a `.tfvars.json` file: attributes alone, whose strings are plain text."""
    return _parse(source, None)


def _parse(source: Source, type: str | None) -> tuple[Body, list[Diagnostic]]:
    root, diagnostics = read_json(source)
    builder = _Builder(source, diagnostics)
    if root is None:
        return Body(source, 0, len(source.text), {}, []), diagnostics
    if type is None:
        attributes: dict[str, Attribute] = {}
        for key, value in builder.members(root, "variables"):
            builder.set(attributes, key, value)
        return Body(source, root.start, root.end, attributes, []), diagnostics
    return builder.body(root, type), diagnostics


class _Builder:
    def __init__(self, source: Source, diagnostics: list[Diagnostic]) -> None:
        self.source = source
        self.diagnostics = diagnostics

    def complain(self, message: str, span: Span, cure: str) -> None:
        self.diagnostics.append(Diagnostic(ERROR, "syntax", message, span, cure=cure))

    def members(self, value: Expression, what: str) -> Iterator[tuple[Literal, Expression]]:
        """The keys and values of an object, or of all objects of a list; `//` is a comment."""
        if isinstance(value, ListExpression):
            for item in value.items:
                yield from self.members(item, what)
        elif isinstance(value, ObjectExpression):
            for key, item in value.items:
                assert isinstance(key, Literal)
                if key.value != "//":
                    yield key, item
        elif not (isinstance(value, Literal) and value.value is None):
            self.complain(f"expected an object of {what}", value, "write an object `{…}`, or a list of objects")

    def body(self, value: Expression, type: str) -> Body:
        """An object, or a list of objects taken together, as the body of a `type` block ("": of a file)."""
        shape = SHAPES.get(type, _PLAIN)
        attributes: dict[str, Attribute] = {}
        blocks: list[Block] = []
        for key, item in self.members(value, f"the contents of `{type}`" if type else "blocks"):
            labels = shape.blocks.get(key.value)
            if labels is not None:
                self.blocks(key, key.value, [], labels, item, blocks)
            elif key.value in shape.references:
                self.set(attributes, key, self.references(item))
            else:
                self.set(attributes, key, item if key.value in shape.literal else self.expression(item))
        return Body(self.source, value.start, value.end, attributes, blocks)

    def set(self, attributes: dict[str, Attribute], key: Literal, expression: Expression) -> None:
        """Add an attribute; the first of a name stays."""
        attribute = Attribute(self.source, key.start, expression.end, key.value, expression)
        attribute.name_span = Span(self.source, key.start, key.end)
        if attributes.setdefault(key.value, attribute) is not attribute:
            line = attributes[key.value].line
            self.complain(
                f"`{key.value}` is set a second time here; the value of line {line} counts", key, "keep one of the two"
            )

    def blocks(
        self, key: Literal, type: str, labels: list[str], more: int, value: Expression, out: list[Block]
    ) -> None:
        """The blocks of one type: `more` further levels of the object are labels."""
        if more:
            for label, item in self.members(value, f"the labels of `{type}`"):
                self.blocks(label, type, [*labels, label.value], more - 1, item, out)
            return
        for item in value.items if isinstance(value, ListExpression) else [value]:
            if isinstance(item, Literal) and item.value is None:
                continue
            header = Span(self.source, key.start, key.end)
            start = key.start if item is value else item.start
            out.append(Block(self.source, start, item.end, type, labels, header, self.body(item, type)))

    def expression(self, value: Expression) -> Expression:
        """A value whose strings, keys among them, are templates."""
        if isinstance(value, Literal):
            return self.template(value)
        if isinstance(value, ListExpression):
            items = [self.expression(item) for item in value.items]
            return ListExpression(self.source, value.start, value.end, items)
        assert isinstance(value, ObjectExpression)
        pairs = [(self.expression(key), self.expression(item)) for key, item in value.items]
        return ObjectExpression(self.source, value.start, value.end, pairs)

    def references(self, value: Expression) -> Expression:
        """A value whose strings are references or type constraints, as HCL would write them without quotes."""
        if isinstance(value, ListExpression):
            items = [self.references(item) for item in value.items]
            return ListExpression(self.source, value.start, value.end, items)
        if isinstance(value, ObjectExpression):
            pairs = [(key, self.references(item)) for key, item in value.items]
            return ObjectExpression(self.source, value.start, value.end, pairs)
        assert isinstance(value, Literal)
        if not isinstance(value.value, str):
            return value
        text = value.value
        if text.startswith("${") and text.endswith("}"):
            return self.template(value)
        return self.within(value, *parse_expression(Source(self.source.path, text)))

    def template(self, value: Literal) -> Expression:
        """A string as a template."""
        if not isinstance(value.value, str) or ("${" not in value.value and "%{" not in value.value):
            return value
        return self.within(value, *parse_template(Source(self.source.path, value.value)))

    def within(self, literal: Literal, node: Expression | None, diagnostics: list[Diagnostic]) -> Expression:
        """Bring what was parsed from a string's meaning to the places of its spelling."""
        places = spelling(literal)
        for found in diagnostics:
            span = found.span
            assert span is not None
            at = Span(self.source, places[span.start], max(places[span.end], places[span.start] + 1))
            self.complain(found.message, at, found.cure)
        if node is None:
            return literal
        nodes = [node]
        while nodes:
            inner = nodes.pop()
            nodes.extend(children(inner))
            inner.source = self.source
            inner.start, inner.end = places[inner.start], places[inner.end]
        node.start, node.end = literal.start, literal.end
        return node


_SPELLED = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|[^\\]", re.DOTALL)


def spelling(literal: Literal) -> list[int]:
    """For every character of a JSON string's value, and for its end, the offset at which it is spelled."""
    begin, end = literal.start + 1, literal.end - 1
    places = [found.start() for found in _SPELLED.finditer(literal.source.text, begin, end)]
    return [*places, *[end] * (len(literal.value) + 1 - len(places)), end]
