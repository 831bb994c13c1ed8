"""The tree of CEL to closures, made once for each rule.

A closure takes the environment, a list: world, host, then variables by slot. The result of an operator is a Value with
the span of the operand that decided it, so that a finding points there.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from iacguard.model.value import Choice, Error, Hollow, Map, Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.policy.cel.ast import Binary, Call, Ident, Index, ListLit, Lit, MapLit, Node, Select, Ternary, Unary
from iacguard.policy.cel.kinds import NAMED
from iacguard.policy.cel.values import NUMBERS, bounds, equal, place, worse

Env = list[Any]
Closure = Callable[[Env], Value]
WORLD, HOST = 0, 1
FIRST = 2
"""Slot of the first variable."""


class CelTypeError(Exception):
    """An expression that can never work; `at` is the offset of the fault."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


class Scope:
    """Names in force: variables by slot, and expressions with a name."""

    def __init__(self, slots: Mapping[str, int], definitions: Mapping[str, Node] | None = None) -> None:
        self.slots = dict(slots)
        self.definitions = dict(definitions or {})

    def with_variable(self, *names: str) -> Scope:
        """This scope and variables of a macro, in the slots that follow."""
        slots = dict(self.slots)
        first = max(slots.values(), default=FIRST - 1) + 1
        for number, name in enumerate(names):
            slots[name] = first + number
        return Scope(slots, self.definitions)


def compile(node: Node, scope: Scope) -> Closure:
    """The closure of a tree. Raises CelTypeError for names and functions that do not exist."""
    return _COMPILERS[type(node)](node, scope)


def _lit(node: Lit, scope: Scope) -> Closure:
    value = Value(node.value)
    return lambda env: value


def _ident(node: Ident, scope: Scope) -> Closure:
    slot = scope.slots.get(node.name)
    if slot is None:
        if node.name in scope.definitions:
            return compile(scope.definitions[node.name], scope)
        if node.name in NAMED:
            kind = Value(NAMED[node.name])
            return lambda env: kind
        raise CelTypeError(f"there is no variable {node.name}", node.at)

    def variable(env: Env) -> Value:
        value: Value = env[slot]
        return force(value, env[WORLD]) if value.data.__class__ is Choice else value

    return variable


def _list(node: ListLit, scope: Scope) -> Closure:
    parts = [compile(item, scope) for item in node.items]
    if all(isinstance(item, Lit) for item in node.items):
        value = Value(Seq(tuple(part([]) for part in parts)))
        return lambda env: value
    return lambda env: Value(Seq(tuple(part(env) for part in parts)))


def _map(node: MapLit, scope: Scope) -> Closure:
    parts = [(compile(key, scope), compile(value, scope)) for key, value in node.items]

    def literal(env: Env) -> Value:
        items: dict[Any, Value] = {}
        for key, value in parts:
            name = key(env)
            bad = worse(name)
            if bad is not None:
                return bad
            items[name.data] = value(env)
        return Value(LiteralMap(items))

    return literal


class LiteralMap(Map):
    """A map written in an expression: there a missing key is an error, not null."""

    __slots__ = ()


def select(value: Value, name: str, world: World) -> Value:
    """`value.name`."""
    data = value.data
    kind = data.__class__
    if kind is Map or kind is LiteralMap:
        found = data.items.get(name)
        if found is not None:
            found = force(found, world)
            return found if found.span is not None else Value(found.data, value.span, found.refs, marks=found.marks)
        if data.rest is not None:
            return Value(data.rest, value.span)
        return Value(Error(f"no such key {name}") if kind is LiteralMap else None, value.span)
    if value.__class__ is Hollow:
        return force(value.view.select(name, value, world), world)
    if data is None or kind is Error:
        return value
    if kind is Unknown:
        if data.pending is not None:
            return value
        symbol = (data.symbol, name) if data.symbol is not None else None
        return Value(Unknown(data.why, symbol), value.span, value.refs)
    chosen = getattr(data, "select", None)
    if chosen is None:
        return Value(Error(f"there is no {name} in a {_kind(data)}"), value.span)
    return force(chosen(name, value, world), world)


def _kind(data: Any) -> str:
    names = {str: "text", bool: "bool", int: "number", float: "number", Seq: "list", bytes: "byte string"}
    return names.get(data.__class__, "value")


def _select(node: Select, scope: Scope) -> Closure:
    operand, name = compile(node.operand, scope), node.name
    return lambda env: select(operand(env), name, env[WORLD])


def _index(node: Index, scope: Scope) -> Closure:
    operand, key = compile(node.operand, scope), compile(node.key, scope)

    def index(env: Env) -> Value:
        value, at = operand(env), key(env)
        bad = worse(value, at)
        if bad is not None:
            return bad
        data, wanted = value.data, at.data
        if data.__class__ is Seq and isinstance(wanted, (int, float)) and wanted == int(wanted):
            if data.maybe:
                return Value(Unknown("its position in the list is not known"), value.span)
            if 0 <= wanted < len(data.items):
                return force(data.items[int(wanted)], env[WORLD])
            return Value(data.rest or Error("the index is outside of the list"), value.span)
        if isinstance(data, Map) or hasattr(data, "select") or value.__class__ is Hollow:
            return select(value, wanted, env[WORLD])
        return value if data is None else Value(Error(f"a {_kind(data)} has no elements"), value.span)

    return index


def _unary(node: Unary, scope: Scope) -> Closure:
    operand = compile(node.operand, scope)

    def negate(env: Env) -> Value:
        value = operand(env)
        data = value.data
        if data is True or data is False:
            return Value(not data, value.span, value.refs, value.origin)
        return worse(value) or Value(Error("! takes true or false"), value.span)

    def minus(env: Env) -> Value:
        value = operand(env)
        if value.data.__class__ in NUMBERS:
            return Value(-value.data, value.span)
        return worse(value) or Value(Error("- takes a number"), value.span)

    return negate if node.operator == "!" else minus


def _ternary(node: Ternary, scope: Scope) -> Closure:
    condition, then, otherwise = (compile(part, scope) for part in (node.condition, node.then, node.otherwise))

    def choose(env: Env) -> Value:
        value = condition(env)
        if value.data is True:
            return then(env)
        if value.data is False:
            return otherwise(env)
        return worse(value) or Value(Error("? takes true or false"), value.span)

    return choose


def _logic(stop: bool, left: Closure, right: Closure) -> Closure:
    def logic(env: Env) -> Value:
        x = left(env)
        if x.data is stop:
            return x
        y = right(env)
        if y.data is stop:
            return y
        bad = worse(x, y)
        if bad is not None:
            return bad
        if x.data.__class__ is not bool or y.data.__class__ is not bool:
            return Value(Error("&& and || take true or false"), x.span)
        return place(x, y)

    return logic


def _equality(negated: bool, left: Closure, right: Closure) -> Closure:
    def equality(env: Env) -> Value:
        x, y = left(env), right(env)
        a, b = x.data, y.data
        result = (a == b) if a.__class__ is str and b.__class__ is str else equal(x, y, env[WORLD])
        if result is True or result is False:
            at = x if x.span is not None else y
            return Value(result is not negated, at.span, at.refs, at.origin, at.marks)
        return result

    return equality


_ORDER = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def _order(sign: str, left: Closure, right: Closure) -> Closure:
    compare = _ORDER[sign]

    def order(env: Env) -> Value:
        x, y = left(env), right(env)
        a, b = x.data, y.data
        at = place(x, y)
        if (a.__class__ in NUMBERS and b.__class__ in NUMBERS) or (isinstance(a, str) and isinstance(b, str)):
            return Value(compare(a, b), at.span, at.refs, at.origin)
        bad = worse(x, y)
        if bad is None:
            return Value(Error(f"{sign} cannot compare {_named(a)} with {_named(b)}"), at.span)
        if bad.data.__class__ is Unknown and _numeric(a) and _numeric(b):
            (low, high), (low2, high2) = bounds(a), bounds(b)
            if sign[0] == "<":
                low, high, low2, high2 = low2, high2, low, high
            if low > high2 or (len(sign) == 2 and low == high2):
                return Value(True, at.span)
            if high < low2 or (len(sign) == 1 and high == low2):
                return Value(False, at.span)
        return bad

    return order


def _numeric(data: Any) -> bool:
    return data.__class__ in NUMBERS or (data.__class__ is Unknown and data.type in (None, "number"))


def _named(data: Any) -> str:
    return "null" if data is None else f"a {_kind(data)}"


def _member(left: Closure, right: Closure) -> Closure:
    def member(env: Env) -> Value:
        x, y = left(env), right(env)
        data = y.data
        at = y if y.span is not None else x
        if data is None:
            return Value(False, at.span)
        if isinstance(data, Map):
            return worse(x) or _key_in(x.data, data, at, env[WORLD])
        if data.__class__ is not Seq:
            return worse(y) or Value(Error("in takes a list or a map"), at.span)
        return _item_in(x, data, at, env[WORLD])

    return member


def _key_in(key: Any, data: Map, at: Value, world: World) -> Value:
    found = data.items.get(key)
    if found is None:
        return Value(data.rest if data.rest is not None else False, at.span)
    found = force(found, world)
    if found.data.__class__ is Unknown and not found.data.not_null:
        return found
    return Value(found.data is not None, found.span or at.span)


def _item_in(x: Value, data: Seq, at: Value, world: World) -> Value:
    undecided: Value | None = None
    for item in data.items:
        item = force(item, world)
        result = equal(x, item, world)
        if result is True:
            return Value(True, item.span or at.span, item.refs, item.origin)
        if isinstance(result, Value):
            undecided = result if undecided is None else worse(undecided, result)
    if undecided is None or undecided.data.__class__ is Error:
        for possible in data.maybe:
            if equal(x, force(possible.value, world), world) is not False:
                return possible.why
        if data.rest is not None:
            return Value(data.rest, at.span)
    return undecided if undecided is not None else Value(False, at.span, at.refs, at.origin)


def _arithmetic(sign: str, left: Closure, right: Closure) -> Closure:
    def arithmetic(env: Env) -> Value:
        x, y = left(env), right(env)
        bad = worse(x, y)
        at = place(x, y)
        if bad is not None:
            return bad
        a, b = x.data, y.data
        if sign == "+" and a.__class__ is Seq and b.__class__ is Seq:
            return Value(Seq((*a.items, *b.items), (*a.maybe, *b.maybe), a.rest or b.rest), at.span)
        try:
            return Value(compute(sign, a, b), at.span)
        except (TypeError, ZeroDivisionError, OverflowError) as error:
            return Value(Error(str(error)), at.span)

    return arithmetic


def compute(sign: str, a: Any, b: Any) -> Any:
    """Arithmetic of CEL: integers of 64 bits, doubles, texts. Raises TypeError, ZeroDivisionError, OverflowError."""
    if sign == "+" and a.__class__ is b.__class__ and isinstance(a, (str, bytes)):
        return a + b
    if a.__class__ is not b.__class__ or a.__class__ not in NUMBERS:
        raise TypeError(f"{sign} cannot take {_named(a)} and {_named(b)}")
    if isinstance(a, float):
        return _doubles(sign, a, b)
    if sign == "/":
        result = abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
    elif sign == "%":
        result = abs(a) % abs(b) * (1 if a >= 0 else -1)
    else:
        result = {"+": operator.add, "-": operator.sub, "*": operator.mul}[sign](a, b)
    if not -(2**63) <= result < 2**63:
        raise OverflowError("the result does not fit into 64 bits")
    return result


def _doubles(sign: str, a: float, b: float) -> float:
    if sign == "%":
        raise TypeError("% takes integers")
    if sign == "/":
        if b == 0:
            return (
                float("nan") if a == 0 or a != a else float("inf") if (a > 0) == (str(b)[0] != "-") else -float("inf")
            )
        return a / b
    return float({"+": operator.add, "-": operator.sub, "*": operator.mul}[sign](a, b))


def _binary(node: Binary, scope: Scope) -> Closure:
    left, right = compile(node.left, scope), compile(node.right, scope)
    sign = node.operator
    if sign in ("&&", "||"):
        return _logic(sign == "||", left, right)
    if sign in ("==", "!="):
        return _equality(sign == "!=", left, right)
    if sign in _ORDER:
        return _order(sign, left, right)
    return _member(left, right) if sign == "in" else _arithmetic(sign, left, right)


def _call(node: Call, scope: Scope) -> Closure:
    from iacguard.policy.cel.functions import compile_function
    from iacguard.policy.cel.macros import MACROS

    macro = MACROS.get(node.name)
    if macro is not None and (node.target is not None or node.name == "has"):
        made = macro(node, scope, compile)
        if made is not None:
            return made
    return compile_function(node, scope, compile)


_COMPILERS: dict[type, Callable[[Any, Scope], Closure]] = {
    Lit: _lit, Ident: _ident, Select: _select, Index: _index, Call: _call, Unary: _unary, Binary: _binary,
    Ternary: _ternary, ListLit: _list, MapLit: _map,
}  # fmt: skip
