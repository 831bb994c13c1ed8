"""Fn::Join, Fn::Split, Fn::Base64, Fn::ToJsonString: texts and lists of texts."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

from iacguard.formats.cloudformation.applying import apply
from iacguard.formats.cloudformation.intrinsics.calling import Function, argument
from iacguard.formats.cloudformation.texts import Pieces, concatenate, to_text
from iacguard.model.combine import made
from iacguard.model.graph import walk
from iacguard.model.value import Choice, Error, Map, Seq, Unknown, Value
from iacguard.model.world import distribute

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack


def elements(node: Value, stack: Stack) -> list[Value] | Value:
    """The evaluated elements of a list that is written out, null where an input removes one; else the list's value."""
    if isinstance(node.data, Seq):
        return [value for value in (stack.evaluate(item) for item in node.data.items) if value.data is not None]
    return stack.evaluate(node)


def pair(node: Value, stack: Stack, what: str) -> tuple[Value, Value] | None:
    """The two arguments of a function; None, reported, where it has not two."""
    written = argument(node).data
    if not isinstance(written, Seq) or len(written.items) != 2:
        stack.fault(what, node)
        return None
    return written.items[0], written.items[1]


def join(node: Value, stack: Stack) -> Value:
    """`Fn::Join`: the elements of a list with a delimiter between them."""
    two = pair(node, stack, "Join takes a delimiter and a list")
    if two is None:
        return Value(Unknown("it joins nothing"), node.span)
    delimiter = stack.evaluate(two[0])
    found = elements(two[1], stack)
    if isinstance(found, list):
        return apply(lambda vs: _joined(vs[0], vs[1:], node.span), [delimiter, *found], stack, node)
    return apply(lambda vs: _join_list(vs[0], vs[1], node.span), [delimiter, found], stack, node)


def _join_list(delimiter: Value, found: Value, span: Any) -> Value:
    data = found.data
    if isinstance(data, Seq) and not data.maybe and data.rest is None:
        return distribute(lambda vs: _joined(vs[0], vs[1:], span), [delimiter, *data.items])
    if isinstance(data, (Seq, Unknown)):
        why = data.why if isinstance(data, Unknown) else "how long the list is depends on an input"
        begins: str = getattr(data.symbol, "element_prefix", "") if isinstance(data, Unknown) else ""
        return made(Unknown(why, None, "string", True, begins), span, (delimiter, found))
    return made(data if isinstance(data, Error) else Error("Join takes a list"), span, (delimiter, found))


def _joined(delimiter: Value, parts: list[Value], span: Any) -> Value:
    between = to_text(delimiter)
    there = [part for part in parts if part.data is not None]
    if isinstance(between.data, Unknown):
        return made(Unknown(between.data.why, None, "string", True), span, parts)
    if not isinstance(between.data, str):
        return made(Error("the delimiter of Join is a text"), span, parts)
    return concatenate(there, span, between.data) if there else Value("", span)


def split(node: Value, stack: Stack) -> Value:
    """`Fn::Split`: a text as the list of what stands between delimiters."""
    two = pair(node, stack, "Split takes a delimiter and a text")
    if two is None:
        return Value(Unknown("it splits nothing"), node.span)
    values = [stack.evaluate(part) for part in two]
    return apply(lambda vs: split_text(to_text(vs[0]), to_text(vs[1]), node.span), values, stack, node)


def split_text(delimiter: Value, text: Value, span: Any) -> Value:
    """The parts of a text; those of a text that was joined by the same delimiter are its parts, known or not."""
    both = (delimiter, text)
    for value in both:
        if isinstance(value.data, Error):
            return made(value.data, span, both)
    if isinstance(delimiter.data, Unknown):
        return made(Unknown(delimiter.data.why, None, "list", True), span, both)
    if delimiter.data == "":
        return made(Error("the delimiter of Split cannot be empty"), span, both)
    if isinstance(text.data, str):
        texts = text.data.split(delimiter.data)
        return made(Seq([Value(part, span, text.refs, text, text.marks) for part in texts]), span, both)
    symbol = text.data.symbol
    if isinstance(symbol, Pieces):
        parts = _apart(symbol, delimiter.data, span)
        if parts is not None:
            return made(parts, span, both)
    return made(Unknown(text.data.why, ("split", delimiter.data, symbol), "list", True), span, both)


def _apart(joined: Pieces, delimiter: str, span: Any) -> Seq | None:
    """The parts of a joined text between delimiters, more where an unknown part may hold one; None: not to be told."""
    if joined.delimiter not in ("", delimiter) or (joined.delimiter == "" and len(joined.values) > 1):
        return None
    parts: list[Value] = []
    rest: Unknown | None = None
    for value in joined.values:
        if isinstance(value.data, str):
            parts += [Value(piece, span, value.refs, value, value.marks) for piece in value.data.split(delimiter)]
        else:
            parts.append(value.used_at(span))
            if not value.refs and not getattr(value.data.symbol, "is_single", False):
                rest = Unknown(value.data.why)
    return Seq(parts, (), rest)


def base_64(node: Value, stack: Stack) -> Value:
    """`Fn::Base64`: the text, encoded."""

    def encode(values: list[Value]) -> Value:
        text = to_text(values[0])
        if isinstance(text.data, str):
            return made(base64.b64encode(text.data.encode()).decode(), node.span, values, text)
        if isinstance(text.data, Unknown):
            return made(Unknown(text.data.why, ("base64", text.data.symbol), "string", True), node.span, values)
        return made(text.data, node.span, values)

    return apply(encode, [stack.evaluate(argument(node))], stack, node)


def to_json_string(node: Value, stack: Stack) -> Value:
    """`Fn::ToJsonString`: a structure as JSON; known or not, what it says stays readable."""
    value = stack.evaluate(argument(node))
    if value.data.__class__ is Choice:
        return apply(lambda vs: _encoded(vs[0], node), [value], stack, node)
    return settled_encoding(value, node, stack)


def settled_encoding(value: Value, node: Value, stack: Stack) -> Value:
    """The text of a structure, which no input decides as a whole."""
    if not isinstance(value.data, (Map, Seq, Unknown)):
        return stack.fault("ToJsonString takes a mapping or a list", node)
    return _encoded(value, node)


def _encoded(value: Value, node: Value) -> Value:
    inner = list(walk(value))
    plain = to_plain(value)
    if plain is not UNKNOWN:
        return made(json.dumps(plain, separators=(",", ":")), node.span, inner, value)
    prefix = "{" if isinstance(value.data, Map) else "[" if isinstance(value.data, Seq) else ""
    why = next((v.data.why for v in inner if isinstance(v.data, Unknown)), "a part of it depends on an input")
    return made(Unknown(why, None, "string", True, prefix), node.span, inner, value)


UNKNOWN = object()


def to_plain(value: Value) -> Any:
    """Known data as plain Python, null keys left out; `UNKNOWN` where anything is not known."""
    data = value.data
    if isinstance(data, Map):
        pairs = {key: to_plain(item) for key, item in data.items.items() if item.data is not None}
        return UNKNOWN if data.rest is not None or any(v is UNKNOWN for v in pairs.values()) else pairs
    if isinstance(data, Seq):
        items = [to_plain(item) for item in data.items]
        return UNKNOWN if data.rest is not None or data.maybe or any(v is UNKNOWN for v in items) else items
    return UNKNOWN if isinstance(data, (Unknown, Choice, Error)) else data


FUNCTIONS: dict[str, Function] = {
    "Fn::Join": join, "Fn::Split": split, "Fn::Base64": base_64, "Fn::ToJsonString": to_json_string,
}  # fmt: skip
