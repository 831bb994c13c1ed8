"""The syntax tree of HCL. Every node is a Span of its own text; nothing here evaluates."""

from __future__ import annotations

from typing import Any

from iacguard.model.source import Source, Span


class Expression(Span):
    """Any expression."""

    __slots__ = ()


class Literal(Expression):
    """A number, bool, null, or a quoted string or heredoc without interpolation; `value` is Python's."""

    __slots__ = ("value",)

    def __init__(self, source: Source, start: int, end: int, value: Any) -> None:
        self.source, self.start, self.end = source, start, end
        self.value = value


class Name(Expression):
    """The root of a traversal: `var`, `local`, `each`, `aws_kms_key`, or a variable of a `for`."""

    __slots__ = ("name",)

    def __init__(self, source: Source, start: int, end: int, name: str) -> None:
        self.source, self.start, self.end = source, start, end
        self.name = name


class Attr(Expression):
    """`object.name`; also the legacy index `object.0`, whose name is digits."""

    __slots__ = ("name", "object")

    def __init__(self, source: Source, start: int, end: int, object: Expression, name: str) -> None:
        self.source, self.start, self.end = source, start, end
        self.object = object
        self.name = name


class Index(Expression):
    """`object[key]`."""

    __slots__ = ("key", "object")

    def __init__(self, source: Source, start: int, end: int, object: Expression, key: Expression) -> None:
        self.source, self.start, self.end = source, start, end
        self.object = object
        self.key = key


class Splat(Expression):
    """`object[*]` (full) or `object.*` with the traversal `each` that is applied to every element.

    `each` is an expression in which `SplatItem` stands for the element: a bare SplatItem where nothing follows. After a
    full splat every following attribute and index belongs to `each`; after an attribute-only splat, attributes alone.
    """

    __slots__ = ("each", "full", "object")

    def __init__(self, source: Source, start: int, end: int, object: Expression, each: Expression, full: bool) -> None:
        self.source, self.start, self.end = source, start, end
        self.object = object
        self.each = each
        self.full = full


class SplatItem(Expression):
    """The element of the enclosing splat."""

    __slots__ = ()


class Call(Expression):
    """`name(args)`; `name` may be `provider::x::y`; `expand` where the last argument ends in `...`."""

    __slots__ = ("args", "expand", "name")

    def __init__(self, source: Source, start: int, end: int, name: str, args: list[Expression], expand: bool) -> None:
        self.source, self.start, self.end = source, start, end
        self.name = name
        self.args = args
        self.expand = expand


class Unary(Expression):
    """`!x`, `-x`."""

    __slots__ = ("operand", "operator")

    def __init__(self, source: Source, start: int, end: int, operator: str, operand: Expression) -> None:
        self.source, self.start, self.end = source, start, end
        self.operator = operator
        self.operand = operand


class Binary(Expression):
    """`left operator right`: arithmetic, comparison, `&&`, `||`."""

    __slots__ = ("left", "operator", "right")

    def __init__(
        self, source: Source, start: int, end: int, operator: str, left: Expression, right: Expression
    ) -> None:
        self.source, self.start, self.end = source, start, end
        self.operator = operator
        self.left = left
        self.right = right


class Conditional(Expression):
    """`condition ? then : otherwise`."""

    __slots__ = ("condition", "otherwise", "then")

    def __init__(
        self, source: Source, start: int, end: int, condition: Expression, then: Expression, otherwise: Expression
    ) -> None:
        self.source, self.start, self.end = source, start, end
        self.condition = condition
        self.then = then
        self.otherwise = otherwise


class Paren(Expression):
    """`(inner)`: kept, since it decides whether an object key is an expression."""

    __slots__ = ("inner",)

    def __init__(self, source: Source, start: int, end: int, inner: Expression) -> None:
        self.source, self.start, self.end = source, start, end
        self.inner = inner


class ListExpression(Expression):
    """`[a, b]`."""

    __slots__ = ("items",)

    def __init__(self, source: Source, start: int, end: int, items: list[Expression]) -> None:
        self.source, self.start, self.end = source, start, end
        self.items = items


class ObjectExpression(Expression):
    """`{key = value}`; a bare Name as key is its own text, a Paren is evaluated."""

    __slots__ = ("items",)

    def __init__(self, source: Source, start: int, end: int, items: list[tuple[Expression, Expression]]) -> None:
        self.source, self.start, self.end = source, start, end
        self.items = items


class For(Expression):
    """`[for k, v in collection : value if condition]`, or with `{}` and `key =>`; `group` where `...` follows."""

    __slots__ = ("collection", "condition", "group", "key", "key_name", "value", "value_name")

    def __init__(
        self,
        source: Source,
        start: int,
        end: int,
        key_name: str | None,
        value_name: str,
        collection: Expression,
        key: Expression | None,
        value: Expression,
        group: bool,
        condition: Expression | None,
    ) -> None:
        self.source, self.start, self.end = source, start, end
        self.key_name = key_name
        self.value_name = value_name
        self.collection = collection
        self.key = key
        self.value = value
        self.group = group
        self.condition = condition


class Template(Expression):
    """A string with interpolations or directives. Strip markers and heredoc indentation are already applied to `parts`.

    A template that is one interpolation and nothing else (`"${x}"`) gives x itself: `wrapped`.
    """

    __slots__ = ("parts", "wrapped")

    def __init__(self, source: Source, start: int, end: int, parts: list[Expression], wrapped: bool) -> None:
        self.source, self.start, self.end = source, start, end
        self.parts = parts
        self.wrapped = wrapped


class TemplateIf(Expression):
    """`%{ if condition }…%{ else }…%{ endif }`."""

    __slots__ = ("condition", "otherwise", "then")

    def __init__(
        self,
        source: Source,
        start: int,
        end: int,
        condition: Expression,
        then: list[Expression],
        otherwise: list[Expression],
    ) -> None:
        self.source, self.start, self.end = source, start, end
        self.condition = condition
        self.then = then
        self.otherwise = otherwise


class TemplateFor(Expression):
    """`%{ for k, v in collection }…%{ endfor }`."""

    __slots__ = ("body", "collection", "key_name", "value_name")

    def __init__(
        self,
        source: Source,
        start: int,
        end: int,
        key_name: str | None,
        value_name: str,
        collection: Expression,
        body: list[Expression],
    ) -> None:
        self.source, self.start, self.end = source, start, end
        self.key_name = key_name
        self.value_name = value_name
        self.collection = collection
        self.body = body


class Attribute(Span):
    """`name = expression`; the span is the whole, `name_span` the name alone."""

    __slots__ = ("expression", "name", "name_span")

    def __init__(self, source: Source, start: int, end: int, name: str, expression: Expression) -> None:
        self.source, self.start, self.end = source, start, end
        self.name = name
        self.expression = expression
        self.name_span = Span(source, start, start + len(name))


class Block(Span):
    """`type "label" {…}`; `header` is the span of everything before the brace."""

    __slots__ = ("body", "header", "labels", "type")

    def __init__(
        self, source: Source, start: int, end: int, type: str, labels: list[str], header: Span, body: Body
    ) -> None:
        self.source, self.start, self.end = source, start, end
        self.type = type
        self.labels = labels
        self.header = header
        self.body = body


class Body(Span):
    """What is between braces, or a whole file: attributes by name, and blocks in order."""

    __slots__ = ("attributes", "blocks")

    def __init__(
        self, source: Source, start: int, end: int, attributes: dict[str, Attribute], blocks: list[Block]
    ) -> None:
        self.source, self.start, self.end = source, start, end
        self.attributes = attributes
        self.blocks = blocks
