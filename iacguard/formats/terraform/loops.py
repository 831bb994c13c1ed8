"""`for` expressions, splats, and loops in templates; they keep what is known of collections that are partly known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from iacguard.formats.terraform import ast
from iacguard.formats.terraform.evaluator import Scope, evaluate, may_fail, supposed, text_of, unknown
from iacguard.formats.terraform.operators import concatenate
from iacguard.formats.terraform.values.conversion import to_bool, to_string
from iacguard.formats.terraform.values.refine import collapsed
from iacguard.formats.terraform.values.types import (
    ANY,
    NUMBER,
    PRIMITIVES,
    STRING,
    ListOf,
    SetOf,
    Type,
    list_of,
    tuple_of,
    type_of,
    type_of_unknown,
)
from iacguard.formats.terraform.values.unify import unify
from iacguard.model.combine import calmed, first_error, made, options_of
from iacguard.model.graph import TRUE
from iacguard.model.value import Error, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import distribute


def pairs(collection: Value) -> Iterator[tuple[Value, Value]]:
    """Key and element of what certainly is there, in Terraform's order."""
    data = collection.data
    if isinstance(data, Map):
        items = data.items
        for name in sorted([name for name, _ in items.items()]):
            yield Value(name, items[name].span), items[name]
    elif isinstance(data, Seq):
        placeless = data.rest is not None or bool(data.maybe)
        for number, item in enumerate(data.items):
            place = Unknown("its position is not known", None, NUMBER, True, low=number) if placeless else number
            yield (item if isinstance(data, SetOf) else Value(place, item.span)), item


def _uniterable(collection: Value) -> Error | None:
    """Why a value has no elements to loop over."""
    data = collection.data
    if isinstance(data, Error):
        return data
    if data is None:
        return Error("there is nothing to loop over: this is null")
    if isinstance(data, Unknown):
        wrong = type_of_unknown(data) in PRIMITIVES
    else:
        wrong = not isinstance(data, (Map, Seq))
    return Error("for takes a list, a set, a map or an object") if wrong else None


def loop(e: ast.For, scope: Scope) -> Value:
    """`[for …]` and `{for …}`."""
    return distribute(lambda values: _loop(e, values[0], scope), [evaluate(e.collection, scope)])


def _unlooped(e: ast.For | ast.TemplateFor, collection: Value, scope: Scope, type: Type | None) -> Value | None:
    """What a loop over a collection gives that has no elements to be looked at; None where it has."""
    error = _uniterable(collection)
    if error is not None:
        return made(error, e, (collection,))
    if isinstance(collection.data, Unknown):
        scope.instance.budget.risk(collection)
        return made(unknown(collection.data.why, type, True), e, (collection,))
    return None


def _loop(e: ast.For, collection: Value, scope: Scope) -> Value:
    whole = _unlooped(e, collection, scope, None)
    if whole is not None:
        return whole
    data = collection.data
    gathered = _Gathered(e, scope)
    if not data.items and e.condition is not None:
        gathered.try_condition()
    for key, item in pairs(collection):
        gathered.add(key, item)
        if gathered.error is not None:
            return Value(gathered.error, e)
    for possible in data.maybe if isinstance(data, Seq) else ():
        gathered.add(Value(Unknown("its position depends on an input")), possible.value, possible.why)
    if data.rest is not None:
        gathered.rest = Unknown(data.rest.why)
    if gathered.error is not None:
        return Value(gathered.error, e)
    made_ = gathered.result()
    refs = tuple(dict.fromkeys((*collection.refs, *made_.refs)))
    return Value(made_.data, e, refs, collection, collection.marks | gathered.marks)


class _Gathered:
    """What a for expression has gathered so far."""

    def __init__(self, e: ast.For, scope: Scope) -> None:
        self.e = e
        self.scope = scope
        self.items: list[Value] = []
        self.maybe: list[Possible] = []
        self.keyed: list[tuple[Value, Value, Value]] = []
        self.marks: frozenset[str] = frozenset()
        self.rest: Unknown | None = None
        self.error: Error | None = None

    def add(self, key: Value, item: Value, why: Value | None = None) -> None:
        """One more element; `why` where it only may be there."""
        e = self.e
        scope = self.scope.with_names(**{e.value_name: item, **({e.key_name: key} if e.key_name else {})})
        if e.condition is not None:
            kept = to_bool(evaluate(e.condition, scope))
            self.marks |= kept.marks
            if kept.data is False:
                return
            found = [option.data for option in options_of(kept)]
            wrong = [data for data in found if data is None or isinstance(data, Error)]
            if wrong and len(wrong) == len(found):
                self.error = wrong[0] or Error("the condition of a for cannot be null")
                return
            if kept.data is not True:
                why = kept
        name = to_string(evaluate(e.key, scope)) if e.key is not None else None
        handed_on = isinstance(e.value, ast.Name) and e.value.name == e.value_name and item.span is not None
        value = item if handed_on else evaluate(e.value, scope)  # what is only handed on is used where it stands
        if may_fail(value):
            value = calmed(value)
        if isinstance(value.data, Error):
            self.error = value.data
        elif name is not None:
            self._named(name, value, why)
        elif why is None:
            self.items.append(value)
        else:
            self.maybe.append(Possible(value, why))

    def try_condition(self) -> None:
        """Terraform looks at the condition also where there is nothing to loop over."""
        e = self.e
        any_ = Value(Unknown("an element"))
        names = {e.value_name: any_, **({e.key_name: any_} if e.key_name else {})}
        scope = self.scope.with_names(**names)
        kept = to_bool(supposed(e.condition, scope)) if e.condition is not None else any_
        if isinstance(kept.data, Error) or kept.data is None:
            self.error = kept.data or Error("the condition of a for cannot be null")

    def _named(self, name: Value, value: Value, why: Value | None) -> None:
        self.marks |= name.marks
        if isinstance(name.data, Error) or name.data is None:
            self.error = name.data or Error("a key cannot be null")
        elif isinstance(name.data, Unknown):
            self.rest = name.data
        elif why is not None and isinstance(why.data, Unknown):
            self.rest = why.data
        else:
            self.keyed.append((name, value, TRUE if why is None else why))

    def result(self) -> Value:
        """The list or object that was gathered; one for each way in which inputs decide what belongs to an object."""
        if self.e.key is None:
            return Value(Seq(self.items, self.maybe, self.rest))
        return distribute(self._object, [part for name, _, why in self.keyed for part in (name, why)])

    def _object(self, parts: list[Value]) -> Value:
        items: dict[str, Value] = {}
        groups: dict[str, list[Value]] = {}
        rest = self.rest
        for (_, value, _), key, why in zip(self.keyed, parts[::2], parts[1::2], strict=True):
            name = key.data
            if why.data is False:
                continue
            if name is None or isinstance(name, Error):
                return Value(name or Error("a key cannot be null"), self.e)
            if why.data is not True or isinstance(name, Unknown):
                rest = rest or next((part.data for part in (why, key) if isinstance(part.data, Unknown)), None)
            elif self.e.group:
                groups.setdefault(name, []).append(value)
            elif name in items:
                return Value(Error(f"two elements have the key {name!r}; group them with ..."), self.e)
            else:
                items[name] = value
        more = Unknown(rest.why) if rest is not None else None
        items.update((name, Value(Seq(found, (), more), self.e)) for name, found in groups.items())
        return Value(Map(items, more), self.e)


def template_loop(e: ast.TemplateFor, scope: Scope) -> Value:
    """`%{ for … }…%{ endfor }`."""
    return distribute(lambda values: _template_loop(e, values[0], scope), [evaluate(e.collection, scope)])


def _template_loop(e: ast.TemplateFor, collection: Value, scope: Scope) -> Value:
    whole = _unlooped(e, collection, scope, STRING)
    if whole is not None:
        return whole
    data = collection.data
    parts: list[Value] = []
    for key, item in pairs(collection):
        names = {e.value_name: item, **({e.key_name: key} if e.key_name else {})}
        parts.append(text_of(e.body, e, scope.with_names(**names)))
    if data.rest is not None or (isinstance(data, Seq) and data.maybe):
        parts.insert(0, Value(unknown("how often this repeats is not known", STRING, True), e))
    parts.append(Value("", e, collection.refs, marks=collection.marks))
    return distribute(lambda values: concatenate(values, e), parts)


def splat(e: ast.Splat, scope: Scope) -> Value:
    """`object[*]…` and `object.*…`."""
    return distribute(lambda values: _splat(e, values[0], scope), [evaluate(e.object, scope)])


def _splat(e: ast.Splat, value: Value, scope: Scope) -> Value:
    data = value.data
    if isinstance(data, Error):
        return made(data, e, (value,))
    sequence = isinstance(data, Seq) or type_of(value) in ("list", "set", "tuple")
    if data is None:
        return made(Error("a splat cannot take a null list") if sequence else Seq(), e, (value,))
    if isinstance(data, Unknown):
        return made(_splat_unknown(e, data, value, scope), e, (value,))
    if not isinstance(data, Seq):
        one = evaluate(e.each, scope.with_item(value))
        return made(one.data if isinstance(one.data, Error) else Seq([one]), e, ())
    items = [evaluate(e.each, scope.with_item(item)) for item in data.items]
    error = first_error(items)
    maybe = [Possible(evaluate(e.each, scope.with_item(p.value)), p.why) for p in data.maybe]
    if error is None and isinstance(data, (ListOf, SetOf)):
        return Value(_listed(e, data, items, maybe, scope), e, value.refs, value, value.marks)
    return Value(error or Seq(items, maybe, data.rest), e, value.refs, value, value.marks)


def _listed(e: ast.Splat, data: Any, items: list[Value], maybe: list[Possible], scope: Scope) -> Any:
    """A splat over a list or set is a list again."""
    if not items:
        each = supposed(e.each, scope.with_item(Value(unknown("an element", data.inner))))
        if isinstance(each.data, Error):
            return each.data
        return ListOf(items, type_of(each), maybe, data.rest)
    types = [type_of(item) for item in items]
    inner = unify(types)
    if inner is None or any(type != inner for type in types):
        inner = ANY
    return ListOf(items, inner, maybe, data.rest)


def _splat_unknown(e: ast.Splat, data: Unknown, value: Value, scope: Scope) -> Any:
    type = type_of_unknown(data)
    if type == "any":
        scope.instance.budget.risk(value)
        return unknown(data.why, None, True)
    if type == "list" or type == "set":
        each = _each(e, type.inner, data, scope)
        if isinstance(each.data, Error):
            return each.data
        inner = list_of(type_of(each))
        low = min(data.low or 0, 1) if type == "set" else data.low
        low, high = (low, data.high) if type.length is None else (type.length, type.length)
        return collapsed(Unknown(data.why, None, inner, True, low=low, high=high))
    if type == "tuple":
        found = [_each(e, element, data, scope) for element in type.elements]
        error = first_error(found)
        return error or unknown(data.why, tuple_of([type_of(one) for one in found]), True)
    one = evaluate(e.each, scope.with_item(value))
    if isinstance(one.data, Error):
        return one.data
    return Seq([one]) if data.not_null else unknown(data.why, None, True)


def _each(e: ast.Splat, inner: Type, data: Unknown, scope: Scope) -> Value:
    return evaluate(e.each, scope.with_item(Value(unknown(data.why, inner))))
