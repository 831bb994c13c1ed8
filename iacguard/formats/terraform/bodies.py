"""Bodies to maps: attributes evaluated, blocks gathered by type, dynamic blocks added to static ones."""

from __future__ import annotations

from collections.abc import Iterable

from iacguard.formats.terraform import ast
from iacguard.formats.terraform.evaluator import Scope
from iacguard.formats.terraform.values.types import SetOf
from iacguard.model.source import Span
from iacguard.model.value import Choice, Map, Possible, Seq, Unknown, Value


def body_map(body: ast.Body, scope: Scope, skipped: frozenset[str] = frozenset()) -> Map:
    """A body as a Map: each attribute its value, each block type the list of its blocks."""
    items: dict[str, Value] = {}
    keys: dict[str, Span] = {}
    for name, attribute in body.attributes.items():
        if name not in skipped:
            items[name] = argument(attribute.expression, scope)
            keys[name] = attribute.name_span
    for type in dict.fromkeys(block_type(block) for block in body.blocks):
        if type not in skipped:
            items[type] = joined(items.get(type), blocks(type, body.blocks, scope))
            keys[type] = next(block.header for block in body.blocks if block_type(block) == type)
    return Map(items, None, keys)


def argument(expression: ast.Expression, scope: Scope) -> Value:
    """The value of an argument; an error in an object or a list (in JSON: a block) costs the part that it is in."""
    if isinstance(expression, ast.ListExpression):
        return Value(Seq([argument(item, scope) for item in expression.items]), expression)
    if isinstance(expression, ast.ObjectExpression):
        named = [(key, _literal(key), inner) for key, inner in expression.items]
        if all(name is not None for _, name, _ in named):
            items = {str(name): argument(inner, scope) for _, name, inner in named}
            return Value(Map(items, None, {str(name): key for key, name, _ in named}), expression)
    return scope.instance.evaluate(expression, scope)


def _literal(key: ast.Expression) -> str | None:
    if isinstance(key, ast.Name):
        return key.name
    return key.value if isinstance(key, ast.Literal) and isinstance(key.value, str) else None


def block_type(block: ast.Block) -> str:
    """The type of the blocks that a block makes: its own, or that which a dynamic block generates."""
    return block.labels[0] if block.type == "dynamic" and block.labels else block.type


def nested_bodies(bodies: Iterable[ast.Body]) -> dict[str, list[ast.Body]]:
    """The bodies of the blocks in some bodies, by type: a static block's own, a dynamic block's content."""
    found: dict[str, list[ast.Body]] = {}
    for body in bodies:
        for block in body.blocks:
            inner = (
                [b.body for b in block.body.blocks if b.type == "content"] if block.type == "dynamic" else [block.body]
            )
            found.setdefault(block_type(block), []).extend(inner)
    return found


def blocks(type: str, found: Iterable[ast.Block], scope: Scope) -> Value:
    """All blocks of one type, static and generated, in order."""
    items: list[Value] = []
    maybe: list[Possible] = []
    rest: Unknown | None = None
    span: Span | None = None
    for block in found:
        if block_type(block) != type:
            continue
        span = span or block.header
        if block.type != "dynamic":
            items.append(Value(_with_labels(block, body_map(block.body, scope)), block.header))
            continue
        made = _dynamic(block, scope)
        items += made.items
        maybe += made.maybe
        rest = rest or made.rest
    return Value(Seq(items, maybe, rest), span)


def joined(written: Value | None, blocks: Value) -> Value:
    """Blocks that JSON writes as an argument, an object or a list of them, and those that dynamic blocks add."""
    data = written.data if written is not None else None
    more = blocks.data
    if written is None or data is None or not isinstance(more, Seq):
        return blocks
    if isinstance(data, Map):
        data = Seq([written])
    elif not isinstance(data, Seq):
        data = Seq((), (), Unknown(data.why if isinstance(data, Unknown) else "which there are depends on an input"))
    found = Seq([*data.items, *more.items], [*data.maybe, *more.maybe], data.rest or more.rest)
    return Value(found, written.span, (*written.refs, *blocks.refs), marks=written.marks | blocks.marks)


def _with_labels(block: ast.Block, body: Map) -> Map:
    """Labels of a nested block (`provisioner "local-exec"`) as its attribute `type`."""
    if not block.labels:
        return body
    return Map({"type": Value(block.labels[0], block.header), **body.items}, body.rest, body.keys)


def _dynamic(block: ast.Block, scope: Scope) -> Seq:
    content = next((inner for inner in block.body.blocks if inner.type == "content"), None)
    attributes = block.body.attributes
    if content is None or "for_each" not in attributes:
        scope.instance.report("a dynamic block takes for_each and a content block", block.header)
        return Seq((), (), Unknown("a dynamic block that cannot be read"))
    iterator = (_literal(attributes["iterator"].expression) if "iterator" in attributes else "") or block.labels[0]
    collection = scope.instance.evaluate(attributes["for_each"].expression, scope)
    return _generated(collection, content, iterator, scope)


def _generated(collection: Value, content: ast.Block, iterator: str, scope: Scope) -> Seq:
    from iacguard.formats.terraform.loops import pairs

    data = collection.data
    if isinstance(data, Choice):
        return _by_choice(data, content, iterator, scope)
    if data is None:
        scope.instance.report("for_each of a dynamic block cannot be null", collection.span or content.header)
        return Seq()
    if isinstance(data, Unknown):
        return Seq((), (), Unknown(f"a dynamic block over what is not known: {data.why}"))

    def one(key: Value, value: Value) -> Value:
        names = Value(Map({"key": key, "value": value}))
        body = body_map(content.body, scope.with_names(**{iterator: names}))
        return Value(body, content.header, collection.refs)

    if isinstance(data, (Map, Seq)):
        items = [one(key, item) for key, item in pairs(collection)]
        position = Value(Unknown("its position depends on an input", None, "number", True))
        found = data.maybe if isinstance(data, Seq) else ()
        maybe = [Possible(one(p.value if isinstance(data, SetOf) else position, p.value), p.why) for p in found]
        return Seq(items, maybe, data.rest)
    scope.instance.report("for_each of a dynamic block takes a list, a set or a map", collection.span or content.header)
    return Seq()


def _by_choice(data: Choice, content: ast.Block, iterator: str, scope: Scope) -> Seq:
    """Blocks of every option, each there under its label."""
    maybe: list[Possible] = []
    rest: Unknown | None = None
    for label, option in data.options.items():
        made = _generated(option, content, iterator, scope)
        why = Value(Choice(data.atom, {other: Value(other == label) for other in data.options}), content.header)
        maybe += [Possible(item, why) for item in made.items]
        maybe += made.maybe
        rest = rest or made.rest
    return Seq((), maybe, rest)
