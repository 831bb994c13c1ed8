"""Expressions to values. What goes wrong is an Error in the value; whoever asked turns it into a diagnostic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from iacguard.formats.terraform import ast
from iacguard.formats.terraform.convert import NUMBER, SetOf, to_bool, to_string
from iacguard.formats.terraform.operators import attribute, binary, concatenate, index, unary
from iacguard.model.combine import first_error, made
from iacguard.model.value import Choice, Error, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import choose, distribute

if TYPE_CHECKING:
    from iacguard.formats.terraform.instance import ModuleInstance

MAX_STEPS = 2_000_000
"""Expressions evaluated for one root module, however it nests."""


class Budget:
    """What is left of the steps of one root."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MAX_STEPS


class Scope:
    """Where an expression stands: the module instance, and the names that only exist here."""

    __slots__ = ("instance", "item", "names")

    def __init__(
        self, instance: ModuleInstance, names: dict[str, Value] | None = None, item: Value | None = None
    ) -> None:
        self.instance = instance
        self.names = names or {}
        self.item = item

    def with_names(self, /, **names: Value) -> Scope:
        """This scope and more names; `each`, `count`, `self`, iterators and variables of a `for`."""
        return Scope(self.instance, {**self.names, **names}, self.item)


def evaluate(expression: ast.Expression, scope: Scope) -> Value:
    """The value of an expression."""
    budget = scope.instance.budget
    budget.left -= 1
    if budget.left < 0:
        return Value(Error(f"more than {MAX_STEPS} steps of evaluation"), expression)
    return _EVALUATE[type(expression)](expression, scope)


def _literal(e: ast.Literal, scope: Scope) -> Value:
    return Value(e.value, e)


def _paren(e: ast.Paren, scope: Scope) -> Value:
    return evaluate(e.inner, scope)


def _template(e: ast.Template, scope: Scope) -> Value:
    if e.wrapped:
        inner = evaluate(e.parts[0], scope)
        return inner.used_at(e)
    parts = [evaluate(part, scope) for part in e.parts]
    return distribute(lambda values: concatenate(values, e), parts)


def _template_if(e: ast.TemplateIf, scope: Scope) -> Value:
    def branch(parts: list[ast.Expression]) -> Value:
        values = [evaluate(part, scope) for part in parts]
        return distribute(lambda vs: concatenate(vs, e), values) if values else Value("", e)

    return _decide(e, e.condition, scope, lambda: branch(e.then), lambda: branch(e.otherwise))


def _template_for(e: ast.TemplateFor, scope: Scope) -> Value:
    def loop(collections: list[Value]) -> Value:
        collection = collections[0]
        if isinstance(collection.data, (Error, Unknown)):
            data = collection.data
            return made(data if isinstance(data, Error) else Unknown(data.why, None, "string", True), e, (collection,))
        if not isinstance(collection.data, (Map, Seq)):
            return made(Error("for takes a list, a set, a map or an object"), e, (collection,))
        parts: list[Value] = []
        for key, item in _pairs(collection):
            names = {e.value_name: item, **({e.key_name: key} if e.key_name else {})}
            inner = scope.with_names(**names)
            parts += [evaluate(part, inner) for part in e.body]
        if _open(collection):
            parts.append(Value(Unknown("how often this repeats is not known"), e))
        return distribute(lambda values: concatenate(values, e), parts) if parts else Value("", e)

    return distribute(loop, [evaluate(e.collection, scope)])


def _list(e: ast.ListExpression, scope: Scope) -> Value:
    items = [evaluate(item, scope) for item in e.items]
    error = first_error(items)
    return Value(error, e) if error is not None else Value(Seq(items), e)


def _object(e: ast.ObjectExpression, scope: Scope) -> Value:
    items: dict[str, Value] = {}
    keys: dict[str, Any] = {}
    rest: Unknown | None = None
    for key, expression in e.items:
        name = _key(key, scope)
        value = evaluate(expression, scope)
        if isinstance(name.data, Error) or isinstance(value.data, Error):
            return Value(name.data if isinstance(name.data, Error) else value.data, e)
        if isinstance(name.data, str):
            items[name.data] = value
            keys[name.data] = key
        else:
            why = name.data.why if isinstance(name.data, Unknown) else "a key depends on an input"
            rest = Unknown(why)
    return Value(Map(items, rest, keys), e)


def _key(key: ast.Expression, scope: Scope) -> Value:
    if isinstance(key, ast.Name):
        return Value(key.name, key)
    value = to_string(evaluate(key, scope)) if not isinstance(key, ast.Literal) else to_string(Value(key.value, key))
    return Value(Error("a key cannot be null"), key) if value.data is None else value


def _name(e: ast.Name, scope: Scope) -> Value:
    known = scope.names.get(e.name)
    if known is not None:
        return known.used_at(e)
    return scope.instance.traverse(e.name, [], e, scope)


def _steps(e: ast.Expression) -> tuple[ast.Expression, list[ast.Attr | ast.Index]]:
    """The root of a traversal, and the attributes and indices that follow it, first to last."""
    steps: list[ast.Attr | ast.Index] = []
    while isinstance(e, (ast.Attr, ast.Index)):
        steps.append(e)
        e = e.object
    steps.reverse()
    return e, steps


def _traversal(e: ast.Attr | ast.Index, scope: Scope) -> Value:
    root, steps = _steps(e)
    if isinstance(root, ast.Name) and root.name not in scope.names:
        value = scope.instance.traverse(root.name, steps, e, scope)
    else:
        value = evaluate(root, scope)
    return apply(value, steps, scope)


def apply(value: Value, steps: list[ast.Attr | ast.Index], scope: Scope) -> Value:
    """What attributes and indices make of a value; `steps` that `traverse` consumed are already gone."""
    for step in steps:
        if isinstance(step, ast.Attr):
            value = _attribute(value, step.name, step)
        else:
            key = evaluate(step.key, scope)
            value = distribute(lambda pair, at=step: index(pair[0], pair[1], at), [_opened(value), key])  # type: ignore[misc]
    return value


def _opened(value: Value) -> Value:
    return value


def _attribute(value: Value, name: str, span: ast.Expression) -> Value:
    asked = getattr(value.data, "attribute", None)
    if asked is not None:
        found: Value = asked(name, span)
        return found
    return distribute(lambda values: attribute(values[0], name, span), [value])


def _splat(e: ast.Splat, scope: Scope) -> Value:
    def splat(values: list[Value]) -> Value:
        value = values[0]
        data = value.data
        if isinstance(data, Error):
            return made(data, e, values)
        if data is None:
            return made(Seq(), e, values)
        if isinstance(data, Unknown):
            return made(Unknown(data.why, None, "list", True), e, values)
        if not isinstance(data, Seq):
            return made(Seq([evaluate(e.each, Scope(scope.instance, scope.names, value))]), e, ())
        items = [evaluate(e.each, Scope(scope.instance, scope.names, item)) for item in data.items]
        maybe = [Possible(evaluate(e.each, Scope(scope.instance, scope.names, p.value)), p.why) for p in data.maybe]
        error = first_error(items)
        return Value(error or Seq(items, maybe, data.rest), e, value.refs, value, value.marks)

    return distribute(splat, [evaluate(e.object, scope)])


def _splat_item(e: ast.SplatItem, scope: Scope) -> Value:
    return scope.item if scope.item is not None else Value(Error("no splat around this"), e)


def _unary(e: ast.Unary, scope: Scope) -> Value:
    return distribute(lambda values: unary(e.operator, values[0], e), [evaluate(e.operand, scope)])


def _binary(e: ast.Binary, scope: Scope) -> Value:
    left, right = evaluate(e.left, scope), evaluate(e.right, scope)
    return distribute(lambda pair: binary(e.operator, pair[0], pair[1], e), [left, right])


def _conditional(e: ast.Conditional, scope: Scope) -> Value:
    return _decide(e, e.condition, scope, lambda: evaluate(e.then, scope), lambda: evaluate(e.otherwise, scope))


def _decide(
    e: ast.Expression,
    condition: ast.Expression,
    scope: Scope,
    then: Callable[[], Value],
    otherwise: Callable[[], Value],
) -> Value:
    """One of two branches; both, under their decision, where the condition is not known."""
    value = evaluate(condition, scope)
    if value.data.__class__ is Unknown:
        value = scope.instance.own_decision(value, condition)

    def branch(values: list[Value]) -> Value:
        chosen = to_bool(values[0])
        if chosen.data is True or chosen.data is False:
            picked = then() if chosen.data else otherwise()
            return _unified(picked.used_at(e), e)
        error = chosen.data if isinstance(chosen.data, Error) else Error("a condition cannot be null")
        return made(error, e, values)

    result = distribute(branch, [value])
    return result if result.span is not None else Value(result.data, e, result.refs, result.origin, result.marks)


def _unified(value: Value, e: ast.Expression) -> Value:
    """Where the other branch is text, a number or bool becomes text, as Terraform unifies."""
    if not isinstance(e, ast.Conditional) or isinstance(value.data, str) or not isinstance(value.data, (bool, *NUMBER)):
        return value
    branches = (e.then, e.otherwise)
    texts = any(
        isinstance(b, ast.Template) or (isinstance(b, ast.Literal) and isinstance(b.value, str)) for b in branches
    )
    return to_string(value) if texts else value


def _pairs(collection: Value) -> Iterator[tuple[Value, Value]]:
    """Key and element of what certainly is there."""
    data = collection.data
    if isinstance(data, Map):
        for name in sorted(data.items):
            yield Value(name, data.items[name].span), data.items[name]
    elif isinstance(data, Seq):
        for number, item in enumerate(data.items):
            yield (item if isinstance(data, SetOf) else Value(number, item.span)), item


def _open(collection: Value) -> bool:
    data = collection.data
    return bool(data.rest is not None or (isinstance(data, Seq) and data.maybe))


def _for(e: ast.For, scope: Scope) -> Value:
    return distribute(lambda values: _loop(e, values[0], scope), [evaluate(e.collection, scope)])


def _loop(e: ast.For, collection: Value, scope: Scope) -> Value:
    data = collection.data
    if isinstance(data, Unknown):
        return made(Unknown(data.why, None, "list" if e.key is None else "map", True), e, (collection,))
    if not isinstance(data, (Map, Seq)):
        error = data if isinstance(data, Error) else Error("for takes a list, a set, a map or an object")
        return made(error, e, (collection,))
    loop = _Loop(e, scope)
    for key, item in _pairs(collection):
        loop.add(key, item)
        if loop.error is not None:
            return Value(loop.error, e)
    for possible in data.maybe if isinstance(data, Seq) else ():
        loop.add(Value(Unknown("its position depends on an input")), possible.value, possible.why)
    if data.rest is not None:
        loop.rest = Unknown(data.rest.why)
    return Value(loop.error or loop.result(), e, collection.refs, collection, collection.marks)


class _Loop:
    """What a for expression has gathered so far."""

    def __init__(self, e: ast.For, scope: Scope) -> None:
        self.e = e
        self.scope = scope
        self.items: list[Value] = []
        self.maybe: list[Possible] = []
        self.keyed: dict[str, Value] = {}
        self.groups: dict[str, list[Value]] = {}
        self.rest: Unknown | None = None
        self.error: Error | None = None

    def add(self, key: Value, item: Value, why: Value | None = None) -> None:
        """One more element; `why` where it only may be there."""
        e = self.e
        scope = self.scope.with_names(**{e.value_name: item, **({e.key_name: key} if e.key_name else {})})
        if e.condition is not None:
            kept = to_bool(evaluate(e.condition, scope))
            if kept.data is False:
                return
            if kept.data is not True:
                if isinstance(kept.data, Error) or kept.data is None:
                    self.error = kept.data or Error("the condition of a for cannot be null")
                    return
                why = kept
        value = evaluate(e.value, scope)
        if isinstance(value.data, Error):
            self.error = value.data
            return
        if e.key is None:
            self._listed(value, why)
        else:
            self._named(to_string(evaluate(e.key, scope)), value, why)

    def _listed(self, value: Value, why: Value | None) -> None:
        if why is None:
            self.items.append(value)
        else:
            self.maybe.append(Possible(value, why))

    def _named(self, name: Value, value: Value, why: Value | None) -> None:
        if isinstance(name.data, Error) or name.data is None:
            self.error = name.data or Error("a key cannot be null")
        elif not isinstance(name.data, str):
            self.rest = name.data if isinstance(name.data, Unknown) else Unknown("a key depends on an input")
        elif self.e.group:
            self.groups.setdefault(name.data, []).append(value)
        elif why is not None:
            self.keyed[name.data] = _perhaps(value, why)
        elif name.data in self.keyed:
            self.error = Error(f"two elements have the key {name.data!r}; group them with ...")
        else:
            self.keyed[name.data] = value

    def result(self) -> Any:
        """The list or object that was gathered."""
        if self.e.key is None:
            return Seq(self.items, self.maybe, self.rest)
        if self.e.group:
            return Map({name: Value(Seq(items), self.e) for name, items in self.groups.items()}, self.rest)
        return Map(self.keyed, self.rest)


def _perhaps(value: Value, why: Value) -> Value:
    """The value of a key that may be absent, which is null."""
    if isinstance(why.data, Choice):
        options = {label: value if o.data is True else Value(None, value.span) for label, o in why.data.options.items()}
        return choose(why.data.atom, options)
    return Value(Unknown(why.data.why if isinstance(why.data, Unknown) else "it may not be there"), value.span)


def _call(e: ast.Call, scope: Scope) -> Value:
    from iacguard.formats.terraform import calls

    return calls.call(e, scope)


_EVALUATE: dict[type, Callable[[Any, Scope], Value]] = {
    ast.Literal: _literal, ast.Paren: _paren, ast.Template: _template, ast.TemplateIf: _template_if,
    ast.TemplateFor: _template_for, ast.ListExpression: _list, ast.ObjectExpression: _object, ast.Name: _name,
    ast.Attr: _traversal, ast.Index: _traversal, ast.Splat: _splat, ast.SplatItem: _splat_item, ast.Unary: _unary,
    ast.Binary: _binary, ast.Conditional: _conditional, ast.For: _for, ast.Call: _call,
}  # fmt: skip
