"""Ref, Fn::GetAtt, Fn::Sub, Fn::ImportValue: what others are called, and texts with such names in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iacguard.formats.cloudformation.applying import apply
from iacguard.formats.cloudformation.intrinsics.calling import Function, argument
from iacguard.formats.cloudformation.texts import concatenate, name_of, to_text
from iacguard.model.combine import Input, first_error, first_unknown, made
from iacguard.model.value import Map, Seq, Unknown, Value
from iacguard.syntax.places import placed, places_of

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack

_HOLE = re.compile(r"\$\{(!?)([^{}]*)(\}?)")


def ref(node: Value, stack: Stack) -> Value:
    """`Ref`: a parameter's value, a pseudo parameter, or what identifies a resource."""
    name = name_of(argument(node))
    if name is not None:
        return stack.reference(name, node)
    named = to_text(stack.evaluate(argument(node)))
    if isinstance(named.data, str):
        return stack.reference(named.data, node)
    return stack.fault("Ref takes a name", node)


def get_att(node: Value, stack: Stack) -> Value:
    """`Fn::GetAtt`, dotted or as a list whose second part may be computed."""
    written = argument(node)
    if isinstance(written.data, str):
        name, _, attribute = written.data.partition(".")
        if not attribute:
            return stack.fault(f"GetAtt takes a resource and an attribute, as in {name}.Arn", node)
        return stack.attribute(name, attribute, node)
    if not isinstance(written.data, Seq) or len(written.data.items) < 2:
        return stack.fault("GetAtt takes a resource and an attribute", node)
    parts = [Value(name_of(item) or to_text(stack.evaluate(item)).data, item.span) for item in written.data.items]
    if any(not isinstance(part.data, str) for part in parts):
        unknown = first_unknown(parts)
        return Value(unknown or Unknown("which attribute it reads is not known"), node.span)
    return stack.attribute(parts[0].data, ".".join(part.data for part in parts[1:]), node)


def sub(node: Value, stack: Stack) -> Value:
    """`Fn::Sub`: a text with names in it, which are parameters, resources, attributes, or a mapping of its own."""
    written = argument(node)
    own: dict[str, Value] = {}
    if isinstance(written.data, Seq) and written.data.items:
        template = written.data.items[0]
        names = written.data.items[1].data if len(written.data.items) > 1 else Map({})
        if not isinstance(names, Map):
            return stack.fault("the second part of Sub is a mapping of names", node)
        own = {key: stack.evaluate(value) for key, value in names.items.items()}
    else:
        template = written
    if isinstance(template.data, Map):
        template = stack.evaluate(template)
    if isinstance(template.data, Unknown):
        return made(Unknown(template.data.why, None, "string", True), node.span, (template, *own.values()))
    if not isinstance(template.data, str):
        return stack.fault("Sub takes a text", node)
    parts = _parts(template, own, node, stack)
    return apply(lambda values: concatenate(values, node.span), parts, stack, node)


def _parts(template: Value, own: dict[str, Value], node: Value, stack: Stack) -> list[Value]:
    """The text between names as it stands, and what each name means; of JSON with its places."""
    text: str = template.data
    places = places_of(text, template.span) if text.lstrip()[:1] in ("{", "[") else None
    parts: list[Value] = []
    at = 0

    def literal(start: int, end: int) -> Value:
        return Value(placed(text, places, start, end) if places is not None else text[start:end], node.span)

    for found in _HOLE.finditer(text):
        escaped, name, closed = found.groups()
        if not closed:
            stack.report("this ${ is never closed", node.span, "intrinsic", "close it, or write ${!")
            parts += [literal(at, found.start()), Value(Unknown("a ${ is never closed"), node.span)]
            at = found.end()
            continue
        parts.append(literal(at, found.start()))
        if escaped:
            parts.append(Value("${" + name + "}", node.span))
        at = found.end()
        if not escaped:
            parts.append(_named(name.strip(), own, node, stack))
    parts.append(literal(at, len(text)))
    return [part for part in parts if part.data != ""] or [Value("", node.span)]


def _named(name: str, own: dict[str, Value], node: Value, stack: Stack) -> Value:
    if name in own:
        return own[name]
    resource, _, attribute = name.partition(".")
    return stack.attribute(resource, attribute, node) if attribute else stack.reference(name, node)


def import_value(node: Value, stack: Stack) -> Value:
    """`Fn::ImportValue`: what another stack exports; never null, since the deployment fails without it."""

    def imported(values: list[Value]) -> Value:
        name = to_text(values[0])
        error = first_error([name])
        if error is not None:
            return made(error, node.span, values)
        shown = name.data if isinstance(name.data, str) else "it"
        symbol = Input(f"import {name.data}") if isinstance(name.data, str) else getattr(name.data, "symbol", None)
        refs = stack.deployment.exports.references(name.data) if isinstance(name.data, str) else ()
        why = Unknown(f"{shown} is imported from another stack", symbol, None, True)
        return Value(why, node.span, refs or name.refs, None, name.marks)

    return apply(imported, [stack.evaluate(argument(node))], stack, node)


def stack_output(node: Value, stack: Stack) -> Value:
    """`Fn::GetStackOutput`: an output of a stack that is named, perhaps of another account or region."""
    value = stack.evaluate(argument(node))
    data = value.data
    names = [data.items.get(key) for key in ("StackName", "OutputName")] if isinstance(data, Map) else []
    if not names or None in names:
        return stack.fault("GetStackOutput takes a StackName and an OutputName", node)
    known = [name.data for name in names if name is not None and isinstance(name.data, str)]
    symbol = (
        Input(f"output {'.'.join(known)}")
        if len(known) == 2 and isinstance(data, Map) and len(data.items) == 2
        else None
    )
    why = f"{'.'.join(known) or 'an output'} is read from another stack"
    return Value(Unknown(why, symbol, None, True), node.span)


FUNCTIONS: dict[str, Function] = {
    "Ref": ref,
    "Fn::GetAtt": get_att,
    "Fn::Sub": sub,
    "Fn::ImportValue": import_value,
    "Fn::GetStackOutput": stack_output,
}
