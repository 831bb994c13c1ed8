"""Expressions to values. What goes wrong is an Error in the value; whoever asked turns it into a diagnostic."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from iacguard.formats.terraform import ast
from iacguard.formats.terraform.access import attribute, index
from iacguard.formats.terraform.names import traverse
from iacguard.formats.terraform.operators import binary, composed, concatenate, unary
from iacguard.formats.terraform.values.conversion import to_string
from iacguard.formats.terraform.values.numbers import normal
from iacguard.formats.terraform.values.types import Type, type_of, type_of_unknown
from iacguard.formats.terraform.values.weight import Limit, too_heavy
from iacguard.model.combine import first_error, made, options_of
from iacguard.model.value import Choice, Error, Map, Seq, Unknown, Value
from iacguard.model.world import distribute

if TYPE_CHECKING:
    from iacguard.formats.terraform.instance import ModuleInstance

MAX_STEPS = 1_000_000
"""Expressions evaluated for one root module, however it nests."""

TEXT_OF_A_STEP = 256
"""Characters of text that count as one more step: so much text, and no more, can be built."""


class Budget:
    """What is left of the steps of one root, and how often something was read that may turn out not to be there.

    `try` and `can` look at `risks`: an expression that met none cannot fail once more is known. Terraform takes what is
    wholly known for certain in spite of them; not so here where one was of a value of `unlike` type: no type, as an
    input has that nobody set, which Terraform never plans with.
    """

    __slots__ = ("left", "risks", "trying", "unlike")

    def __init__(self) -> None:
        self.left = MAX_STEPS
        self.risks = 0
        self.trying = 0
        self.unlike = 0

    def risk(self, value: Value) -> None:
        """Count something that was read of a value, or done with it, and may fail; nobody asks but `try` and `can`."""
        if not self.trying:
            return
        self.risks += 1
        self.unlike += _untyped(value)


class Exhausted(Limit):
    """What comes after the last step of a root: not judged, whatever kind of root it is."""

    __slots__ = ()


class _Everything(frozenset[str]):
    def __contains__(self, name: object) -> bool:
        return True


EVERYTHING = _Everything()
"""What a constant may call: nothing."""


class Scope:
    """Where an expression stands: the module instance, and the names that only exist here.

    In a template with variables of its own, and where a constant is wanted, `forbidden` names the functions that cannot
    be called; nothing of the module is known there.
    """

    __slots__ = ("forbidden", "instance", "item", "names")

    def __init__(
        self,
        instance: ModuleInstance,
        names: dict[str, Value] | None = None,
        item: Value | None = None,
        forbidden: frozenset[str] | None = None,
    ) -> None:
        self.instance = instance
        self.names = names or {}
        self.item = item
        self.forbidden = forbidden

    def with_names(self, /, **names: Value) -> Scope:
        """This scope and more names; `each`, `count`, `self`, iterators and variables of a `for`."""
        return Scope(self.instance, {**self.names, **names}, self.item, self.forbidden)

    def with_item(self, item: Value) -> Scope:
        """This scope inside a splat, at one element."""
        return Scope(self.instance, self.names, item, self.forbidden)


def evaluate(expression: ast.Expression, scope: Scope) -> Value:
    """The value of an expression."""
    budget = scope.instance.budget
    budget.left -= 1
    if budget.left < 0:
        return Value(Exhausted(f"more than {MAX_STEPS:,} steps of evaluation"), expression)
    value = _EVALUATE[type(expression)](expression, scope)
    if value.data.__class__ is str:
        budget.left -= len(value.data) // TEXT_OF_A_STEP
    heavy = too_heavy(value)
    return Value(Limit(heavy), expression) if heavy else value


def supposed(expression: ast.Expression, scope: Scope) -> Value:
    """What an expression would be that Terraform does not evaluate: nothing can fail in it."""
    budget = scope.instance.budget
    risks = budget.risks, budget.unlike
    value = evaluate(expression, scope)
    budget.risks, budget.unlike = risks
    return value


def unknown(why: str, type: Type | None = None, not_null: bool = False) -> Unknown:
    """An Unknown of a type, where it has one."""
    return Unknown(why, None, None if type == "any" else type, not_null)


def _literal(e: ast.Literal, scope: Scope) -> Value:
    data = e.value
    if data.__class__ is str:
        data = composed(data)
    elif data.__class__ is Decimal:
        data = normal(data)
    return Value(data, e)


def _paren(e: ast.Paren, scope: Scope) -> Value:
    return evaluate(e.inner, scope)


def _template(e: ast.Template, scope: Scope) -> Value:
    if e.wrapped:
        return evaluate(e.parts[0], scope).used_at(e)
    return text_of(e.parts, e, scope)


def text_of(parts: list[ast.Expression], e: ast.Expression, scope: Scope) -> Value:
    """The text of the parts of a template."""
    values = [evaluate(part, scope) for part in parts]
    return distribute(lambda vs: concatenate(vs, e), values) if values else Value("", e)


def _list(e: ast.ListExpression, scope: Scope) -> Value:
    items = [evaluate(item, scope) for item in e.items]
    if any(map(may_fail, items)):
        return distribute(lambda values: _listed(values, e), items)
    return _listed(items, e)


def _listed(items: list[Value], e: ast.Expression) -> Value:
    error = first_error(items)
    return Value(error, e) if error is not None else Value(Seq(items), e)


def may_fail(value: Value) -> bool:
    """Whether a value is an Error under some decisions."""
    return value.data.__class__ is Choice and any(isinstance(option.data, Error) for option in options_of(value))


def _object(e: ast.ObjectExpression, scope: Scope) -> Value:
    names = [_key(key, scope) for key, _ in e.items]
    values = [evaluate(expression, scope) for _, expression in e.items]
    if any(map(may_fail, values)):
        return distribute(lambda found: _keyed(e, names, found), values)
    return _keyed(e, names, values)


def _keyed(e: ast.ObjectExpression, names: list[Value], values: list[Value]) -> Value:
    items: dict[str, Value] = {}
    keys: dict[str, Any] = {}
    marks: frozenset[str] = frozenset()
    rest: Unknown | None = None
    for (key, _), name, value in zip(e.items, names, values, strict=True):
        if isinstance(name.data, Error) or isinstance(value.data, Error):
            return Value(name.data if isinstance(name.data, Error) else value.data, e)
        marks |= name.marks
        if isinstance(name.data, str):
            items[name.data] = value
            keys[name.data] = key
        else:
            why = name.data.why if isinstance(name.data, Unknown) else "a key depends on an input"
            rest = Unknown(why)
            items = {known: Value(Unknown(why), v.span, v.refs) for known, v in items.items()}
    return Value(Map(items, rest, keys), e, marks=marks)


def _key(key: ast.Expression, scope: Scope) -> Value:
    if isinstance(key, ast.Name):
        return Value(key.name, key)
    if isinstance(key, ast.Attr):
        return Value(Error("a key with dots is ambiguous: quote it, or put the reference in parentheses"), key)
    value = to_string(evaluate(key, scope))
    return Value(Error("a key cannot be null"), key) if value.data is None else value


def _name(e: ast.Name, scope: Scope) -> Value:
    known = scope.names.get(e.name)
    if known is not None:
        return known.used_at(e)
    return _named(e, [], e, scope)


def _named(root: ast.Name, steps: list[ast.Attr | ast.Index], e: ast.Expression, scope: Scope) -> Value:
    """What a name of the module is; consumes the steps that it uses."""
    if scope.forbidden is not None:
        return Value(Error(f"{root.name} is not known here: only literals and variables of a template are"), e)
    return traverse(scope.instance, root.name, steps, e, scope)


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
        value = _named(root, steps, e, scope)
    else:
        value = evaluate(root, scope)
    return apply(value, steps, scope)


def apply(value: Value, steps: list[ast.Attr | ast.Index], scope: Scope) -> Value:
    """What attributes and indices make of a value; `steps` that `traverse` consumed are already gone."""
    for step in steps:
        if isinstance(step, ast.Attr) and not step.name.isdigit():
            value = _attribute(value, step.name, step, scope)
        else:
            key = evaluate(step.key, scope) if isinstance(step, ast.Index) else Value(int(step.name), step)
            if not _certain(value, key):
                scope.instance.budget.risk(value)
            value = distribute(lambda pair, at=step: index(pair[0], pair[1], at), [value, key])  # type: ignore[misc]
    return value


def _attribute(value: Value, name: str, span: ast.Expression, scope: Scope) -> Value:
    asked = getattr(value.data, "attribute", None)
    if asked is not None:
        found: Value = asked(name, span)
        return found
    if not _certain(value, Value(name)):
        scope.instance.budget.risk(value)
    return distribute(lambda values: attribute(values[0], name, span), [value])


def _untyped(value: Value) -> bool:
    """Whether a part of a value may be of any type, or there may be more parts of any."""
    data = value.data
    if data.__class__ is Choice:
        return any(map(_untyped, options_of(value)))
    if isinstance(data, Unknown):
        return type_of_unknown(data) == "any"
    if not isinstance(data, (Seq, Map)):
        return False
    if type_of(value) == "any":
        return True
    return any(map(_untyped, data.items if isinstance(data, Seq) else data.items.values()))


def _certain(value: Value, key: Value) -> bool:
    """Whether a part that can be asked for now is there however things turn out."""
    data = value.data
    if data.__class__ is Choice:
        return all(_certain(option, key) for option in options_of(value))
    if isinstance(data, Unknown):
        return type_of_unknown(data) == "object" and data.not_null
    if isinstance(key.data, Unknown):
        return False
    rest = getattr(data, "rest", None)
    return rest is None or (isinstance(data, Map) and key.data in data.items)


def _splat_item(e: ast.SplatItem, scope: Scope) -> Value:
    return scope.item if scope.item is not None else Value(Error("no splat around this"), e)


def _unary(e: ast.Unary, scope: Scope) -> Value:
    return distribute(lambda values: unary(e.operator, values[0], e), [evaluate(e.operand, scope)])


def _binary(e: ast.Binary, scope: Scope) -> Value:
    left, right = evaluate(e.left, scope), evaluate(e.right, scope)
    return distribute(lambda pair: binary(e.operator, pair[0], pair[1], e), [left, right])


def _lazily(module: str, name: str) -> Callable[[Any, Scope], Value]:
    """A handler of a module that itself evaluates expressions."""

    def handler(e: Any, scope: Scope) -> Value:
        from importlib import import_module

        found = getattr(import_module(f"iacguard.formats.terraform.{module}"), name)
        _EVALUATE[type(e)] = found
        value: Value = found(e, scope)
        return value

    return handler


_EVALUATE: dict[type, Callable[[Any, Scope], Value]] = {
    ast.Literal: _literal, ast.Paren: _paren, ast.Template: _template, ast.ListExpression: _list,
    ast.ObjectExpression: _object, ast.Name: _name, ast.Attr: _traversal, ast.Index: _traversal,
    ast.SplatItem: _splat_item, ast.Unary: _unary, ast.Binary: _binary, ast.For: _lazily("loops", "loop"),
    ast.TemplateFor: _lazily("loops", "template_loop"), ast.Splat: _lazily("loops", "splat"),
    ast.Conditional: _lazily("conditionals", "conditional"),
    ast.TemplateIf: _lazily("conditionals", "template_conditional"), ast.Call: _lazily("calls", "call"),
}  # fmt: skip

__all__ = ["Budget", "Scope", "apply", "evaluate", "made", "supposed", "text_of", "unknown"]
