"""What Terraform's azapi provider sends to Azure as it stands, in the words of azurerm.

The tables say where Azure keeps what a rule may ask (`arm`). Of the rest of such a resource nothing is known, so that
no rule takes it for absent.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from iacguard.model.combine import options_of
from iacguard.model.value import Choice, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import each
from iacguard.vocabulary import coerce
from iacguard.vocabulary.nodes import EACH, ArmSpelling, Node, snake
from iacguard.vocabulary.tables import Vocabulary

NATIVE = "azapi_resource"
SHARED = ("name", "location", "tags", "identity")
"""Attributes that azapi and azurerm spell alike."""
_SWITCH = {"enabled": True, "disabled": False, "true": True, "false": False}
_DECIDED = Unknown("the service decides it where it is not set")
_NOT_READ = Unknown("it is declared with azapi, of which not every property is read")


def translated(vocabulary: Vocabulary, native: str, body: Value) -> tuple[str, Value]:
    """The common type of a resource and its body; those of azurerm for what azapi declares and a table knows."""
    if native != NATIVE or not isinstance(body.data, Map):
        return vocabulary.common(native, body), body
    sent = _sent(body)
    spelling = _spelling(vocabulary, _type_of(body), sent)
    table = vocabulary.type(spelling.common) if spelling is not None else None
    if spelling is None or table is None:
        return vocabulary.common(native, body), body
    items = dict(body.data.items)
    for name in SHARED:
        items.setdefault(name, Value(None, body.span))
    found: list[tuple[tuple[str, ...], Value]] = []
    for path, place in spelling.places.items():
        node = table.find(path)
        if node is not None:
            beside = place.startswith("/")
            value = _follow(body if beside else sent, place.lstrip("!/").rstrip("?").split("."))
            if value.data is None and place.endswith("?"):
                value = Value(_DECIDED, value.span)
            found.append((tuple(path.split(".")), _meant(value, node, place.startswith("!"))))
    for name, value in _nested(found).items():
        given = items[name].data if name in SHARED else None
        if given is None or (isinstance(given, Seq) and given.is_empty):
            items[name] = value
    return spelling.common, body.holding(Map(items, _NOT_READ, body.data.keys))


def _type_of(body: Value) -> str:
    """`Microsoft.Search/searchServices` of `Microsoft.Search/searchServices@2025-05-01`."""
    written = body.data.items.get("type")
    data = written.data if written is not None else None
    text = data if isinstance(data, str) else data.prefix if isinstance(data, Unknown) else ""
    name, at, _ = text.partition("@")
    return name.lower() if at else ""


def _sent(body: Value) -> Value:
    """The object that is sent: as written, as a JSON text, or as a state keeps it, beside its type."""
    written: Value = body.data.items.get("body", Value(None, body.span))
    if isinstance(written.data, (Choice, Unknown)) and written.decoded is None:
        return written
    sent = coerce.as_structure(written)
    if not isinstance(sent.data, Map) or sent.data.items.keys() != {"type", "value"}:
        return sent
    kept: Value = sent.data.items["value"]
    return kept


def _spelling(vocabulary: Vocabulary, type: str, sent: Value) -> ArmSpelling | None:
    """The one that fits whatever an input decides; no body at all, or one of which none fits, says nothing."""
    if isinstance(sent.data, Choice):
        bodies = [option for option in options_of(sent) if option.data is not None]
        found = {one.common: one for body in bodies if (one := _spelling(vocabulary, type, body))}
        return next(iter(found.values())) if len(found) == 1 else None
    for spelling in vocabulary.arm(type):
        words = [(_follow(sent, path.split(".")).data, allowed) for path, allowed in spelling.where.items()]
        if any(isinstance(word, (Unknown, Choice)) for word, _ in words):
            return None
        if all(str(word or "").lower() in allowed for word, allowed in words):
            return spelling
    return None


def _follow(value: Value, steps: Sequence[str]) -> Value:
    """What stands at a path; null at the last thing on the way that is written."""
    for at, step in enumerate(steps):
        data = value.data
        if isinstance(data, Choice):
            return each(partial(_follow, steps=steps[at:]), value)
        if isinstance(data, Unknown):
            return value
        if not isinstance(data, Map):
            return Value(None, value.span)
        found = data.items.get(step.removesuffix(EACH))
        if found is None:
            return Value(data.rest, value.span)
        value = found if found.span is not None else Value(found.data, value.span, found.refs, found.origin)
        if step.endswith(EACH) and isinstance(value.data, Seq):
            return _of_each(value, value.data, steps[at + 1 :])
    return value


def _of_each(value: Value, data: Seq, steps: Sequence[str]) -> Value:
    items = [_follow(item, steps) for item in data.items]
    maybe = [Possible(_follow(one.value, steps), one.why) for one in data.maybe]
    return Value(Seq(items, maybe, data.rest), value.span, value.refs)


def _meant(value: Value, node: Node, contrary: bool) -> Value:
    """A value of Azure's as azurerm has it."""
    data = value.data
    if isinstance(data, Choice):
        return each(lambda option: _meant(option, node, contrary), value)
    if node.kind == "bool":
        switch = _SWITCH.get(data.lower()) if isinstance(data, str) else data
        if isinstance(switch, bool):
            return value.holding(switch is not contrary)
        if isinstance(data, Unknown):
            return value.holding(Unknown(data.why, None, "bool", data.not_null, pending=data.pending))
        return value
    if isinstance(data, str) and data.lower() in ("enabled", "disabled"):
        return value.holding(data.capitalize())
    return _renamed(value) if node.kind in ("block", "blocks") else value


def _renamed(value: Value) -> Value:
    """An object of Azure's with the names of Terraform."""
    data = value.data
    if isinstance(data, Map):
        items = {snake(name): _renamed(item) for name, item in data.items.items()}
        return value.holding(Map(items, data.rest))
    if isinstance(data, Seq):
        maybe = [Possible(_renamed(one.value), one.why) for one in data.maybe]
        return value.holding(Seq([_renamed(item) for item in data.items], maybe, data.rest))
    return value


def _nested(found: Sequence[tuple[tuple[str, ...], Value]]) -> dict[str, Value]:
    """Values by path as a body has them; a block of which nothing is set is not there."""
    below: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
    items: dict[str, Value] = {}
    for (first, *rest), value in found:
        if rest:
            below.setdefault(first, []).append((tuple(rest), value))
        else:
            items[first] = value
    for name, inner in below.items():
        block = _nested(inner)
        there = next((value for value in block.values() if value.data is not None), None)
        items[name] = Value(None, inner[0][1].span) if there is None else Value(Map(block), there.span)
    return items
