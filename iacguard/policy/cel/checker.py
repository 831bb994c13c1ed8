"""What can be said of an expression before it ever runs: names that are not there, and types that never meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from iacguard.policy.cel import calls, statics
from iacguard.policy.cel.ast import (
    Binary,
    Call,
    Ident,
    Index,
    ListLit,
    Lit,
    Logic,
    MapLit,
    Select,
    Ternary,
    Unary,
    dotted,
)
from iacguard.policy.cel.attributes import of_default, of_type, part
from iacguard.policy.cel.kinds import NAMED, Uint
from iacguard.policy.cel.scope import FIRST, CelTypeError, Scope, suggest
from iacguard.policy.cel.signatures import Overload, overloads
from iacguard.policy.cel.statics import BOOL, DYN, NULL, Static, Unifier, bare, described, list_of, map_of, optional_of
from iacguard.vocabulary.enumerations import never
from iacguard.vocabulary.tables import Vocabulary


class Fault(NamedTuple):
    """What is wrong, and at which character of the expression, or of the definition that it uses."""

    message: str
    at: int
    definition: str = ""


_LITERALS = {
    bool: BOOL, int: statics.INT, Uint: statics.UINT, float: statics.DOUBLE, str: statics.STRING,
    bytes: statics.BYTES, type(None): NULL,
}  # fmt: skip
_ORDERED = frozenset(("string", "bytes", "bool", "timestamp", "duration"))
_NUMERIC = frozenset(("int", "uint", "double", "number"))


def check(
    node: Any,
    resources: Iterable[str],
    vocabulary: Vocabulary,
    definitions: Mapping[str, Any],
    params: Mapping[str, Any] | Iterable[str] = (),
) -> list[Fault]:
    """The faults of a condition, judged once for each type that the rule is about. `params` by their defaults."""
    defaults = params if isinstance(params, Mapping) else dict.fromkeys(params)
    given = Static("params", tuple((name, of_default(value)) for name, value in defaults.items()))
    scope = Scope({"resource": FIRST, "params": FIRST + 1}, definitions)
    faults: dict[Fault, None] = {}
    for name in resources:
        checker = Checker(vocabulary, {FIRST: of_type(vocabulary.type(name)), FIRST + 1: given})
        checker.condition(node, scope, "a rule asks for what is true or false")
        faults.update(dict.fromkeys(checker.faults))
    return list(faults)


class Checker:
    """One pass over an expression: the type of each part, and what is wrong with it.

    `slots` are the types of variables by slot; `functions` are further ways to call functions, by name.
    """

    def __init__(
        self,
        vocabulary: Vocabulary | None = None,
        slots: Mapping[int, Static] | None = None,
        functions: Mapping[str, tuple[Overload, ...]] | None = None,
    ) -> None:
        self.vocabulary = vocabulary
        self.slots = dict(slots or {})
        self.functions = functions or {}
        self.unifier = Unifier()
        self.faults: list[Fault] = []
        self.defined: dict[str, Static] = {}

    def fault(self, message: str, at: int) -> Static:
        """Note a fault; what it was found in may be anything, so that it gives no other."""
        self.faults.append(Fault(message, at))
        return DYN

    def infer(self, node: Any, scope: Scope) -> Static:
        """The type of an expression."""
        found: Static = _INFER[node.__class__](self, node, scope)
        return self.unifier.seen(found)

    def deduced(self, node: Any, scope: Scope) -> Static:
        """The type of a whole expression, without variables."""
        return self.unifier.final(self.infer(node, scope))

    def condition(self, node: Any, scope: Scope, why: str) -> None:
        """Note a fault where an expression cannot be true or false."""
        kind = self.infer(node, scope)
        if not self.unifier.fits(kind, BOOL):
            self.fault(f"{why}; this is {described(kind)}", node.start)

    def ways(self, name: str) -> tuple[Overload, ...]:
        """The ways to call a function."""
        return self.functions.get(name) or overloads().get(name, ())

    def lit(self, node: Lit, scope: Scope) -> Static:
        return _LITERALS[node.value.__class__]

    def ident(self, node: Ident, scope: Scope) -> Static:
        slot = scope.slot(node.name)
        if slot is not None:
            return self.slots.get(slot, DYN)
        name = node.name.lstrip(".")
        if name in scope.definitions:
            return self.definition(name, node, scope)
        if name in NAMED:
            return Static("type", DYN)
        names = [known for known in scope.names() if known[0] != "@"]
        message = suggest(f"there is no variable {name}", name, names)
        cure = "" if ";" in message else f"; known are {', '.join(names)}, and a text stands in quotes: '{name}'"
        return self.fault(message + cure, node.at)

    def definition(self, name: str, node: Ident, scope: Scope) -> Static:
        """The type of a definition, looked at once."""
        if name in self.defined:
            return self.defined[name]
        before, self.faults = self.faults, []
        try:
            kind = self.infer(scope.definitions[name], scope.inside(name))
        except CelTypeError as error:
            kind = self.fault(str(error), 0)
        self.faults = before + [fault if fault.definition else fault._replace(definition=name) for fault in self.faults]
        self.defined[name] = kind
        return kind

    def select(self, node: Select, scope: Scope) -> Static:
        named = self.qualified(node, scope)
        if named is not None:
            return named
        operand = self.infer(node.operand, scope)
        optional = operand.name == "optional_type"
        inner = operand.args[0] if optional else operand
        found = self.attribute(inner, node.name, node.at)
        return optional_of(found) if optional or node.optional else found

    def qualified(self, node: Select, scope: Scope) -> Static | None:
        """The type of a variable or type whose name has dots; None where these are selections."""
        name = dotted(node)
        root = name.split(".")[0] if name else ""
        if not name or root in scope.local:
            return None
        slot = scope.slot(name)
        if slot is not None:
            return self.slots.get(slot, DYN)
        return Static("type", DYN) if name in NAMED and scope.slot(root) is None else None

    def attribute(self, operand: Static, name: str, at: int) -> Static:
        """The type of `operand.name`."""
        kind = self.unifier.seen(bare(self.unifier.seen(operand)))
        if kind.name in ("message", "facts"):
            found, wrong = part(kind, name)
            return found if found is not None else self.fault(wrong, at)
        if kind.name == "params":
            known = dict(kind.args[0])
            return (
                known[name]
                if name in known
                else self.fault(suggest(f"this rule has no parameter {name}", name, known), at)
            )
        if kind.name == "map":
            return kind.args[1]  # type: ignore[no-any-return]
        if kind.name in ("dyn", "var"):
            return DYN
        if kind.name == "list":
            return self.fault(f"a list has no {name}; ask its elements: x.exists(item, item.{name} == …)", at)
        return self.fault(f"there is no {name} in {described(kind)}", at)

    def index(self, node: Index, scope: Scope) -> Static:
        operand, key = self.infer(node.operand, scope), self.infer(node.key, scope)
        optional = operand.name == "optional_type"
        kind = bare(self.unifier.seen(operand.args[0])) if optional else bare(operand)
        found = self.element(kind, key, node)
        return optional_of(found) if optional or node.optional else found

    def element(self, kind: Static, key: Static, node: Index) -> Static:
        """The type of `kind[key]`."""
        if kind.name == "list":
            if bare(key).name not in ("dyn", "var", *_NUMERIC):
                return self.fault(f"the position in a list is a whole number, not {described(key)}", node.key.start)
            return kind.args[0]  # type: ignore[no-any-return]
        if kind.name == "map":
            wanted = self.unifier.seen(kind.args[0])
            if not self.unifier.fits(key, wanted) and not {bare(key).name, wanted.name} <= _NUMERIC:
                wrong = f"the keys of this map are {described(wanted)} each, not {described(key)}"
                return self.fault(wrong, node.key.start)
            return kind.args[1]  # type: ignore[no-any-return]
        if kind.name in ("message", "facts") and isinstance(node.key, Lit) and isinstance(node.key.value, str):
            return self.attribute(kind, node.key.value, node.key.at)
        if kind.name in ("dyn", "var", "message", "params"):
            return DYN
        return self.fault(f"{described(kind)} has no elements", node.at)

    def unary(self, node: Unary, scope: Scope) -> Static:
        if node.operator == "!":
            self.condition(node.operand, scope, "! stands before what is true or false")
            return BOOL
        operand = self.infer(node.operand, scope)
        return self.overloaded("-_", (operand,), f"- cannot take {described(operand)}", node.at)

    def logic(self, node: Logic, scope: Scope) -> Static:
        for operand in node.operands:
            self.condition(operand, scope, f"{node.operator} joins what is true or false")
        return BOOL

    def binary(self, node: Binary, scope: Scope) -> Static:
        left, right = self.infer(node.left, scope), self.infer(node.right, scope)
        sign = node.operator
        if sign in ("==", "!="):
            self.comparable(left, right, node)
            return BOOL
        if sign == "in":
            self.member(left, right, node)
            return BOOL
        if sign in ("<", "<=", ">", ">="):
            self.ordered(left, right, node)
            return BOOL
        message = f"{sign} cannot take {described(left)} and {described(right)}"
        if {bare(left).name, bare(right).name} <= _NUMERIC:
            message += "; convert one of them, as in double(x)"
        return self.overloaded(f"_{sign}_", (left, right), message, node.at)

    def overloaded(self, name: str, given: tuple[Static, ...], message: str, at: int) -> Static:
        """The result of an operator; a fault where none of its kinds takes these operands."""
        found = calls.resolve(self, self.ways(name), given)
        return found if found is not None else self.fault(message, at)

    def meets(self, left: Static, right: Static) -> bool:
        """Whether values of two types can ever be equal."""
        return self.unifier.fits(left, right) or self.unifier.fits(right, left)

    def comparable(self, left: Static, right: Static, node: Binary) -> None:
        if self.meets(left, right):
            self.worded(left, node.right)
            self.worded(right, node.left)
            return
        for kind, literal in ((left, node.right), (right, node.left)):
            hint = self.hint(bare(kind), literal)
            if hint:
                self.fault(hint, literal.start)
                return
        self.fault(f"{described(left)} never equals {described(right)}", node.at)

    def worded(self, kind: Static, literal: Any) -> None:
        """Note a fault where an attribute of few words is compared with another one."""
        path = bare(self.unifier.seen(kind)).path
        if path and isinstance(literal, Lit) and isinstance(literal.value, str):
            wrong = never(path, literal.value)
            if wrong:
                self.fault(f"{wrong} (or write dyn(…) around it, if that word is new)", literal.start)

    @staticmethod
    def hint(kind: Static, literal: Any) -> str:
        """The cure where something is compared with a literal of another type; empty for none."""
        if not isinstance(literal, Lit):
            return ""
        value = literal.value
        if value is None:
            cure = "; for an empty one write size(x) == 0" if kind.name in ("list", "map") else ""
            return f"{described(kind)} is never null here{cure}"
        if isinstance(value, str) and kind.name in ("bool", *_NUMERIC):
            plain = value in ("true", "false") if kind.name == "bool" else _is_number(value)
            return f"this is {described(kind)}" + (f"; write {value} without quotes" if plain else ", and never a text")
        if kind.name == "string":
            return f"this is a text; write '{str(value).lower()}' in quotes"
        if kind.name == "list":
            return f"this is {described(kind)}; ask whether a value is in it: value in list"
        return ""

    def member(self, left: Static, right: Static, node: Binary) -> None:
        kind = bare(right)
        if kind.name in ("list", "map"):
            item = self.unifier.seen(kind.args[0])
            if not self.meets(left, item):
                what = "an element of the list is" if kind.name == "list" else "a key of the map is"
                self.fault(f"{what} {described(item)}, and never {described(left)}", node.at)
            elif kind.name == "list":
                self.worded(item, node.left)
                for literal in node.right.items if isinstance(node.right, ListLit) else ():
                    self.worded(left, literal)
        elif kind.name not in ("dyn", "var"):
            self.fault(f"in takes a list or a map, not {described(right)}", node.at)

    def ordered(self, left: Static, right: Static, node: Binary) -> None:
        a, b = bare(left).name, bare(right).name
        free = ("dyn", "var")
        fine = (a in _NUMERIC and b in _NUMERIC) or (a == b and a in _ORDERED)
        loose = (a in free and b in (*_NUMERIC, *_ORDERED, *free)) or (b in free and a in (*_NUMERIC, *_ORDERED))
        if not (fine or loose):
            self.fault(f"{node.operator} cannot compare {described(left)} with {described(right)}", node.at)

    def ternary(self, node: Ternary, scope: Scope) -> Static:
        self.condition(node.condition, scope, "? asks for what is true or false")
        then, otherwise = self.infer(node.then, scope), self.infer(node.otherwise, scope)
        if not self.meets(then, otherwise):
            return self.fault(f"the two results differ: {described(then)}, and {described(otherwise)}", node.at)
        return self.unifier.general(then, otherwise)

    def joined(self, kinds: list[Static]) -> Static:
        """The type of the elements of a literal."""
        found = statics.variable()
        for number, kind in enumerate(kinds):
            if not number:
                found = kind
            elif self.meets(found, kind):
                found = self.unifier.general(found, kind)
            else:
                found = DYN
        return found

    def list_(self, node: ListLit, scope: Scope) -> Static:
        kinds = [self.infer(item, scope) for item in node.items]
        return list_of(self.joined([self.held(k, n in node.optional, node.items[n]) for n, k in enumerate(kinds)]))

    def held(self, kind: Static, optional: bool, node: Any) -> Static:
        """What an element with a question mark adds."""
        if not optional or kind.name in ("dyn", "var"):
            return kind
        if kind.name != "optional_type":
            return self.fault(f"after ? stands an optional, not {described(kind)}", node.start)
        return kind.args[0]  # type: ignore[no-any-return]

    def map_(self, node: MapLit, scope: Scope) -> Static:
        keys, values = [], []
        for number, (key, value) in enumerate(node.items):
            kind = self.infer(key, scope)
            if bare(kind).name not in ("string", "int", "uint", "bool", "dyn", "var"):
                self.fault(f"{described(kind)} is not a key of a map", key.start)
            keys.append(kind)
            values.append(self.held(self.infer(value, scope), number in node.optional, value))
        return map_of(self.joined(keys), self.joined(values))

    def call(self, node: Call, scope: Scope) -> Static:
        return calls.infer(self, node, scope)


def _is_number(text: str) -> bool:
    return text.removeprefix("-").replace(".", "", 1).isdecimal()


_INFER: dict[type, Any] = {
    Lit: Checker.lit, Ident: Checker.ident, Select: Checker.select, Index: Checker.index, Call: Checker.call,
    Unary: Checker.unary, Logic: Checker.logic, Binary: Checker.binary, Ternary: Checker.ternary,
    ListLit: Checker.list_, MapLit: Checker.map_,
}  # fmt: skip
