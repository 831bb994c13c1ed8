"""What a service fills in: the value of `Ref` and of `Fn::GetAtt`, known after deployment alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iacguard.model.combine import Identifier
from iacguard.model.source import Span
from iacguard.model.value import Map, Reference, Unknown, Value
from iacguard.vocabulary.nodes import filled, snake

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack


def computed(stack: Stack, name: str, attribute: str, span: Span | None, type: str | None) -> Value:
    """An attribute of a resource, or its `Ref`; `type` is that of its value, None where any may be."""
    what = name if attribute == "Ref" else f"{name}.{attribute}"
    native = _native(stack, name)
    symbol: str = stack.symbol(what)
    if type is not None and native.startswith("AWS::") and native != "AWS::CloudFormation::CustomResource":
        symbol = Identifier(symbol)
    prefix, tail = _looks(stack, name, native, attribute)
    unknown = Unknown(f"{what} is known after deployment", symbol, type, True, prefix, tail=tail)
    return Value(unknown, span, (Reference(stack.address(name), (attribute,)),))


def _native(stack: Stack, name: str) -> str:
    """The type of a resource, as far as it is written."""
    written = stack.resources.items.get(name)
    kind = written.data.items.get("Type") if written is not None and isinstance(written.data, Map) else None
    return kind.data if kind is not None and isinstance(kind.data, str) else ""


def _looks(stack: Stack, name: str, native: str, attribute: str) -> tuple[str, tuple[str, ...]]:
    """What is certain of the text, by the form that the vocabulary knows of it."""
    if attribute.endswith(("Arn", "ARN")):
        return "arn:", ()
    vocabulary = stack.deployment.vocabulary
    table = vocabulary.type(vocabulary.common(native)) if native else None
    form = table.forms.get(snake(attribute), "") if table is not None else ""
    if table is None or not form:
        return "", ()

    def ask(other: str) -> Any:
        node = table.top.kids.get(other)
        written = stack.resources.items[name].data.items.get("Properties")
        own = written.data.items.get(node.cfn[-1]) if node is not None and node.cfn and written is not None else None
        if own is None:
            return None
        return stack.once(("property", name, other), lambda: stack.evaluate(own), own.span).data

    return filled(form, ask)
