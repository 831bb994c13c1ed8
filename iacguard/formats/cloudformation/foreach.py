"""Fn::ForEach: a loop in a section or in properties, unrolled before anything in it is evaluated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from iacguard.formats.cloudformation.texts import to_text
from iacguard.model.graph import TRUE
from iacguard.model.source import Span
from iacguard.model.value import Choice, Map, Seq, Unknown, Value
from iacguard.model.world import choose, endings

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack

LOOP = "Fn::ForEach::"
MAX_NAMES = 10_000
"""Names that the loops of one mapping may make."""


class Unrolled(NamedTuple):
    """A mapping without loops; `open` says of which loops not all turns are known, and why."""

    data: Map
    open: dict[str, str]


class _Turn(NamedTuple):
    """An item, and whether it is in the list: True, or decided by inputs."""

    item: Value
    when: Value


class _Loop(NamedTuple):
    identifier: str
    turns: list[_Turn]
    why: str
    body: Map


Under = Callable[[Value, Value], "Value | None"]
"""What an entry of a mapping is under a condition; None where it is never there."""


def maybe(entry: Value, when: Value) -> Value:
    """An entry of a mapping that is null where a condition does not hold."""
    gone = Value(Map({"Ref": Value("AWS::NoValue", entry.span)}), entry.span)
    return Value(Map({"Fn::If": Value(Seq([when, entry, gone]), entry.span)}), entry.span)


def unrolled(data: Map, stack: Stack, under: Under = maybe) -> Unrolled:
    """A mapping with each loop replaced by what its turns make; `under` says what they are that inputs decide on.

    A loop over what is not known makes one turn with an unknown item, whose names have `*` in its place.
    """
    items: dict[str, Value] = {}
    keys: dict[str, Span] = {}
    unsure: dict[str, str] = {}
    for key, value, span in _entries(data, stack, unsure, under):
        if key in items:
            stack.report(f"{key} is made twice", span, "foreach", "put the item into the name")
        elif len(items) >= MAX_NAMES:
            stack.report(f"loops make more than {MAX_NAMES:,} names", span, "budget", "loop over less")
            break
        else:
            items[key] = value
            if span is not None:
                keys[key] = span
    return Unrolled(Map(items, data.rest, keys), unsure)


def _entries(data: Map, stack: Stack, unsure: dict[str, str], under: Under) -> Iterator[tuple[str, Value, Span | None]]:
    for key, value in data.items.items():
        span = (data.keys or {}).get(key) or value.span
        if not key.startswith(LOOP):
            yield key, value, span
            continue
        loop = _read(key, value, stack)
        if loop is None:
            continue
        if loop.why:
            unsure[key[len(LOOP) :]] = loop.why
        for turn in loop.turns:
            body = _in_mapping(loop.body, loop.identifier, turn.item, stack)
            for name, entry, place in _entries(body, stack, unsure, under):
                there = entry if turn.when.data is True else under(entry, turn.when)
                if there is not None:
                    yield name, there, place


def _read(key: str, value: Value, stack: Stack) -> _Loop | None:
    """The parts of a loop; None, reported, where it is malformed."""
    parts = value.data.items if isinstance(value.data, Seq) else ()
    if len(parts) != 3 or not isinstance(parts[0].data, str) or not isinstance(parts[2].data, Map):
        stack.fault(f"{key} takes a name, a list and a mapping", value)
        return None
    identifier = parts[0].data
    found = stack.evaluate(parts[1])
    data = found.data
    turns = _turns(found)
    if turns is not None:
        return _Loop(identifier, turns, "", parts[2].data)
    why = data.why if isinstance(data, Unknown) else "its list depends on an input"
    if not isinstance(data, (Unknown, Seq)) and not hasattr(data, "options"):
        stack.fault(f"{key} loops over what is not a list", value)
        return None
    symbol = stack.symbol(f"{key}.{identifier}")
    turn = Value(Unknown(why, symbol, "string", True), parts[1].span, found.refs)
    return _Loop(identifier, [_Turn(turn, TRUE)], why, parts[2].data)


def _turns(found: Value) -> list[_Turn] | None:
    """Every item of a list, or of the lists between which inputs decide; None where one of them is not known."""
    lists = [_texts(option) for option in endings(found)]
    turns: dict[str, _Turn] = {}
    for items in lists:
        if items is None:
            return None
        if len(lists) == 1:
            return [_Turn(item, TRUE) for item in items]
        for item in items:
            if item.data not in turns:
                turns[item.data] = _Turn(item, _holds(found, item.data))
    return list(turns.values())


def _texts(value: Value) -> list[Value] | None:
    data = value.data
    if not isinstance(data, Seq) or data.maybe or data.rest is not None:
        return None
    items = [to_text(item) for item in data.items]
    return items if all(isinstance(item.data, str) for item in items) else None


def _holds(found: Value, text: str) -> Value:
    data = found.data
    if isinstance(data, Choice):
        return choose(data.atom, {label: _holds(option, text) for label, option in data.options.items()})
    return Value(any(item.data == text for item in _texts(found) or ()))


def _in_mapping(data: Map, name: str, item: Value, stack: Stack) -> Map:
    """A mapping in whose keys and values a name stands for an item."""
    items: dict[str, Value] = {}
    keys: dict[str, Span] = {}
    for key, value in data.items.items():
        stack.deployment.step(value)
        new = _in_text(key, name, item.data if isinstance(item.data, str) else "*")
        items[new] = _substituted(value, name, item, stack)
        span = (data.keys or {}).get(key)
        if span is not None:
            keys[new] = span
    return Map(items, data.rest, keys)


def _in_text(text: str, name: str, item: str) -> str:
    text = text.replace("${" + name + "}", item)
    return text.replace("&{" + name + "}", re.sub(r"[^0-9A-Za-z*]", "", item)) if "&{" in text else text


def _substituted(node: Value, name: str, item: Value, stack: Stack) -> Value:
    data = node.data
    if isinstance(data, str):
        return _text(node, name, item)
    if isinstance(data, Seq):
        return Value(Seq([_substituted(entry, name, item, stack) for entry in data.items]), node.span)
    if not isinstance(data, Map):
        return node
    if len(data.items) == 1:
        function, inner = next(iter(data.items.items()))
        if function == "Ref" and inner.data == name:
            return Value(item.data, node.span, item.refs, item.origin, item.marks)
        if function == "Fn::Sub" and not isinstance(item.data, str):
            return _sub(node, inner, name, item, stack)
    return Value(_in_mapping(data, name, item, stack), node.span)


def _text(node: Value, name: str, item: Value) -> Value:
    """A text with the item in it; where that is not known, a Sub that knows the name."""
    text: str = node.data
    if "${" + name + "}" not in text and "&{" + name + "}" not in text:
        return node
    if isinstance(item.data, str):
        return Value(_in_text(text, name, item.data), node.span, item.refs)
    # outside of Sub nothing else in braces is a name
    plain = re.sub(r"\$\{(?!" + re.escape(name) + r"\})", "${!", text).replace("&{" + name + "}", "${" + name + "}")
    return _called("Fn::Sub", Seq([Value(plain, node.span), Value(Map({name: item}), node.span)]), node)


def _sub(node: Value, inner: Value, name: str, item: Value, stack: Stack) -> Value:
    """A Sub that stands in a loop over what is not known: the name becomes one of its own."""
    parts = inner.data.items if isinstance(inner.data, Seq) else (inner,)
    own = parts[1].data if len(parts) > 1 else Map({})
    if not isinstance(own, Map):
        return node
    names = {**_in_mapping(own, name, item, stack).items, name: item}
    template = parts[0]
    if isinstance(template.data, str):
        template = Value(template.data.replace("&{" + name + "}", "${" + name + "}"), template.span)
    return _called("Fn::Sub", Seq([template, Value(Map(names), node.span)]), node)


def _called(function: str, argument: Seq, node: Value) -> Value:
    return Value(Map({function: Value(argument, node.span)}), node.span)
