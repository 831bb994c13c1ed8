"""Policy documents: their statements in one spelling, and which actions a statement covers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from iacguard.model.source import Span
from iacguard.model.value import Error, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.vocabulary import coerce
from iacguard.vocabulary.derived import arns, conditions
from iacguard.vocabulary.lens import Lens

_LISTS = (
    ("actions", "Action"),
    ("resources", "Resource"),
    ("not_actions", "NotAction"),
    ("not_resources", "NotResource"),
)


def statements_of(document: Value, lens: Lens, world: World) -> Seq:
    """The statements of a policy document: effect, actions, resources, principals, condition, narrowed, covers.

    `lens` tells what the resources are called that a statement refers to.
    """
    document = force(document, world)
    if document.data is None:
        return Seq()
    at = document.span
    document = force(coerce.as_structure(document), world)
    data = document.data
    if isinstance(data, Error):
        return Seq((), (), Unknown(f"its policy cannot be read: {data.why}"))
    if isinstance(data, Unknown):
        return Seq((), (), data)
    if not isinstance(data, Map):
        return Seq()
    written = data.items.get("Statement")
    if written is None:
        return Seq((), (), data.rest)
    written = force(_placed(written, at), world)
    if isinstance(written.data, Unknown):
        return Seq((), (), written.data)
    if not isinstance(written.data, Seq):
        return Seq([_statement(written, lens, world)])
    items: list[Value] = []
    rest = written.data.rest
    for entry in written.data.items:
        statement = force(entry, world)
        if isinstance(statement.data, Unknown) and statement.decoded is None:
            rest = rest or statement.data
        elif statement.data is not None:
            items.append(_statement(statement, lens, world))
    maybe = [Possible(_statement(force(p.value, world), lens, world), p.why) for p in written.data.maybe]
    return Seq(items, maybe, rest)


def _placed(value: Value, span: Span | None) -> Value:
    """What was read from a text that stands nowhere (a rendered template), at the place where it is used."""
    if span is None or (value.span is not None and value.span.source.path):
        return value
    data = value.data
    if isinstance(data, Map):
        data = Map({name: _placed(item, span) for name, item in data.items.items()}, data.rest)
    elif isinstance(data, Seq):
        data = Seq([_placed(item, span) for item in data.items], data.maybe, data.rest)
    return Value(data, span, value.refs, value.origin, value.marks, value.decoded)


def _statement(statement: Value, lens: Lens, world: World) -> Value:
    data = statement.data
    if not isinstance(data, Map):
        return statement
    effect = data.items.get("Effect") or Value("Allow" if data.rest is None else data.rest, statement.span)
    row: dict[str, Value] = {"effect": effect}
    for ours, theirs in _LISTS:
        value = data.items.get(theirs)
        row[ours] = many(value, world) if value is not None else _absent(data, statement)
    for ours, theirs in (("principals", "Principal"), ("not_principals", "NotPrincipal")):
        row[ours] = _principals(data.items.get(theirs), data, statement, world)
    for ours, theirs in (("services", "Service"), ("federated", "Federated")):
        row[ours] = _of_kind(theirs, data.items.get("Principal"), data, statement, world)
    for name in ("resources", "not_resources"):
        row[name] = arns.told(row[name], lens)
    row["condition"] = _condition(data.items.get("Condition"), data, statement, world)
    row["narrowed"] = conditions.narrowed(row["condition"], world)
    row["covers"] = Value(Covered(row["actions"], row["not_actions"], world), row["actions"].span)
    return Value(Map(row, data.rest), statement.span, statement.refs)


def _absent(data: Map, statement: Value) -> Value:
    return Value(Seq((), (), data.rest), statement.span)


def many(value: Value, world: World) -> Value:
    """One thing or many, always as a list; a Choice among the elements is settled by the world."""
    value = force(value, world)
    data = value.data
    if data is None:
        return Value(Seq(), value.span)
    if isinstance(data, Unknown) and data.type != "string":
        return value
    if isinstance(data, Seq):
        return Value(Seq([force(item, world) for item in data.items], data.maybe, data.rest), value.span, value.refs)
    return Value(Seq([value]), value.span, value.refs)


def _principals(value: Value | None, data: Map, statement: Value, world: World) -> Value:
    """Everybody whom a statement is about, whatever their kind."""
    if value is None:
        return _absent(data, statement)
    value = force(value, world)
    if isinstance(value.data, Unknown) and value.data.type != "string":
        # what is known of an object says nothing about the list of what stands in it
        return Value(Unknown(value.data.why, pending=value.data.pending), value.span, value.refs)
    if not isinstance(value.data, Map):
        return many(value, world)
    parts = [_refined(kind, many(inner, world)) for kind, inner in value.data.items.items()]
    return Value(join([*(part.data for part in parts), Seq((), (), value.data.rest)]), value.span)


def _of_kind(kind: str, value: Value | None, data: Map, statement: Value, world: World) -> Value:
    """The principals of one kind."""
    written = force(value, world).data if value is not None else None
    if not isinstance(written, Map):
        everybody = _principals(value, data, statement, world)
        return everybody if isinstance(everybody.data, Unknown) else Value(Seq(), everybody.span)
    named = _refined(kind, many(written.items.get(kind, Value(None)), world))
    return Value(join([named.data, Seq((), (), written.rest)]), named.span or statement.span)


def _refined(kind: str, named: Value) -> Value:
    """Names of services that are not known are those of services: none of them is everybody."""
    data = named.data
    if kind != "Service" or not isinstance(data, Seq) or not any(isinstance(one.data, Unknown) for one in data.items):
        return named
    items = [_service(one) if isinstance(one.data, Unknown) else one for one in data.items]
    return Value(Seq(items, data.maybe, data.rest), named.span, named.refs)


def _service(name: Value) -> Value:
    data = name.data
    if data.prefix or data.tail:
        return name
    made = Unknown(data.why, data.symbol, "string", True, pending=data.pending, tail=(".amazonaws.com", ""))
    return name.holding(made)


def _condition(value: Value | None, data: Map, statement: Value, world: World) -> Value:
    """By operator and key the list of texts that are compared with, however few they are and whatever they are."""
    if value is None:
        return Value(Map({}, data.rest), statement.span)
    value = force(value, world)
    if not isinstance(value.data, Map):
        return value
    operators = {name: _texts_by_key(force(keys, world), world) for name, keys in value.data.items.items()}
    return Value(Map(operators, value.data.rest, value.data.keys), value.span, value.refs)


def _texts_by_key(keys: Value, world: World) -> Value:
    if not isinstance(keys.data, Map):
        return keys
    items = {}
    for name, value in keys.data.items.items():
        listed = many(value, world)
        if isinstance(listed.data, Seq):
            texts = [coerce.scalar("str", item) for item in listed.data.items]
            listed = Value(Seq(texts, listed.data.maybe, listed.data.rest), listed.span, listed.refs)
        items[name] = listed
    return Value(Map(items, keys.data.rest, keys.data.keys), keys.span, keys.refs)


def join(parts: Iterable[object]) -> Seq:
    """Lists one after the other; an unknown one leaves the end open."""
    items: list[Value] = []
    maybe: list[Possible] = []
    rest = None
    for part in parts:
        if isinstance(part, Seq):
            items += part.items
            maybe += part.maybe
            rest = rest or part.rest
        elif isinstance(part, Unknown):
            rest = rest or part
    return Seq(items, maybe, rest)


class Covered:
    """Which actions a statement is about: `covers['s3:PutObject']` is true, false or unknown, wildcards understood."""

    __slots__ = ("actions", "not_actions", "world")

    def __init__(self, actions: Value, not_actions: Value, world: World) -> None:
        self.actions = actions
        self.not_actions = not_actions
        self.world = world

    def select(self, name: str, here: Value, world: World) -> Value:
        """Whether the statement is about the action `name`; the answer points at the pattern that decides."""
        named = _named(self.actions, name, world)
        if named.data is not False or not _written(self.not_actions):
            return named
        excepted = _named(self.not_actions, name, world)
        if isinstance(excepted.data, bool):
            return Value(not excepted.data, excepted.span or self.not_actions.span)
        return excepted


def _written(actions: Value) -> bool:
    data = actions.data
    return not isinstance(data, Seq) or bool(data.items or data.maybe or data.rest)


def _named(actions: Value, name: str, world: World) -> Value:
    """Whether a list of patterns names an action."""
    data = actions.data
    if not isinstance(data, Seq):
        return actions
    unsure: Value | None = None
    for entry in data.items:
        one = force(entry, world)
        if isinstance(one.data, str) and matches(one.data, name):
            return Value(True, one.span, one.refs, one.origin)
        if isinstance(one.data, Unknown) and _may_match(one.data, name):
            unsure = unsure or one
    for possible in data.maybe:
        one = force(possible.value, world)
        if not isinstance(one.data, str) or matches(one.data, name):
            unsure = unsure or possible.why
    if unsure is None and data.rest is not None:
        unsure = Value(data.rest, actions.span)
    return unsure if unsure is not None else Value(False, actions.span)


def _may_match(unknown: Unknown, name: str) -> bool:
    prefix = unknown.prefix.lower().split("*")[0]
    lower = name.lower()
    return lower.startswith(prefix) or "*" in unknown.prefix


def matches(pattern: str, name: str) -> bool:
    """Whether a pattern of IAM (`s3:Get*`, in any case) stands for a name."""
    parts = re.split(r"([*?])", pattern)
    expression = "".join({"*": ".*", "?": "."}.get(part, re.escape(part)) for part in parts)
    return re.fullmatch(expression, name, re.IGNORECASE | re.DOTALL) is not None


def when_there(found: Seq, when: Value) -> Seq:
    """Statements that are there where a condition holds: Value true, false, or the Unknown that decides."""
    if when.data is True:
        return found
    if when.data is False:
        return Seq()
    return Seq((), [*(Possible(s, when) for s in found.items), *found.maybe], found.rest)
