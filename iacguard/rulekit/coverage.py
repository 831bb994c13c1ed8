"""Which branches of a rule's expressions its fixtures reach.

A condition is what `&&`, `||`, `!` and `?:` join, what a macro asks of each element, and the expression as a whole; its
branches are true and false. A condition that no fixture makes false can be left out, or lacks the fixture that shows
why it is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from iacguard.model.source import Span
from iacguard.model.value import Value
from iacguard.policy.cel.ast import Call, Ident, Lit, Logic, Ternary, Unary, children
from iacguard.policy.cel.parser import parse
from iacguard.policy.cel.scope import Closure, Env, Scope, Watch
from iacguard.policy.rule import Expression, Rule

WIDTH = 100
"""Characters of a condition that are shown."""
_BOTH = frozenset((True, False))
_QUANTIFIERS = ("all", "exists", "exists_one", "existsOne", "filter")
"""Macros whose last argument is a condition on each element."""
_GUARDED = {"map": 3, "transformList": 4, "transformMap": 4, "transformMapEntry": 4}
"""Macros whose last argument but one is a condition, where they have so many."""


class Missed(NamedTuple):
    """A condition of `rule` (or of a definition) of which a branch is not reached: `never` true, false, evaluated."""

    rule: str
    text: str
    never: str
    span: Span | None

    def __str__(self) -> str:
        text = self.text if len(self.text) <= WIDTH else f"{self.text[: WIDTH - 1]}…"
        return f"{self.span or self.rule}: `{text}` is never {self.never}"


class Covered(NamedTuple):
    """How many branches there are, how many of them were taken, and the others."""

    total: int
    reached: int
    missed: list[Missed]

    def __add__(self, other: object) -> Covered:
        if not isinstance(other, Covered):
            return NotImplemented
        return Covered(self.total + other.total, self.reached + other.reached, self.missed + other.missed)

    @property
    def percent(self) -> float:
        """The share of branches that were taken."""
        return 100.0 * self.reached / self.total if self.total else 100.0


NOTHING = Covered(0, 0, [])


class Coverage:
    """Remembers what every condition was in all evaluations that it watches."""

    def __init__(self) -> None:
        self._seen: dict[tuple[Expression | str, int, int], set[bool]] = {}

    def watcher(self, expression: Expression) -> Watch:
        """What notes the outcomes of the parts of an expression, and of the definitions that it uses."""

        def watch(node: Any, closure: Closure, scope: Scope) -> Closure:
            where = scope.defining[-1] if scope.defining else expression
            outcomes = self._seen.setdefault((where, node.start, node.end), set())

            def watched(env: Env) -> Value:
                value = closure(env)
                if value.data is True or value.data is False:
                    outcomes.add(value.data)
                return value

            return watched

        return watch

    def of_rule(self, rule: Rule) -> Covered:
        """The branches of `when` and of each `require`."""
        parts = [*([rule.when] if rule.when is not None else []), *rule.require]
        return sum((self._of(rule.id, part, part) for part in parts), NOTHING)

    def of_definitions(self, definitions: Mapping[str, Expression]) -> Covered:
        """The branches of those definitions that a rule uses."""
        used = {where for where, *_ in self._seen}
        return sum((self._of(n, n, part) for n, part in definitions.items() if n in used), NOTHING)

    def _of(self, name: str, where: Expression | str, expression: Expression) -> Covered:
        tree = parse(expression.text)
        found = {(node.start, node.end): node for node in _conditions(tree)}
        if not isinstance(tree, Lit):
            found.setdefault((tree.start, tree.end), tree)
        missed: list[Missed] = []
        reached = told = 0
        for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
            seen = self._seen.get((where, start, end), set())
            reached += len(seen)
            if seen == _BOTH or start < told:
                continue
            told = told if seen else end  # of what is never evaluated no part is either
            never = "evaluated" if not seen else "false" if True in seen else "true"
            text = " ".join(expression.text[start:end].split())
            missed.append(Missed(name, text, never, expression.place(start)))
        return Covered(2 * len(found), reached, missed)


def _conditions(node: Any) -> Iterator[Any]:
    """The conditions of an expression that is one itself."""
    if isinstance(node, Logic):
        for operand in node.operands:
            yield from _conditions(operand)
    elif isinstance(node, Unary):
        yield from _conditions(node.operand)
    elif isinstance(node, Ternary):
        for part in children(node):
            yield from _conditions(part)
    elif _is_bind(node):
        yield from _inside(node.args[1])
        yield from _conditions(node.args[2])
    elif not isinstance(node, Lit):
        yield node
        yield from _within(node)


def _inside(node: Any) -> Iterator[Any]:
    """The conditions in an expression that gives any value."""
    if isinstance(node, Logic):
        yield from _conditions(node)
    elif isinstance(node, Ternary):
        yield from _conditions(node.condition)
        yield from _inside(node.then)
        yield from _inside(node.otherwise)
    else:
        yield from _within(node)


def _within(node: Any) -> Iterator[Any]:
    """The conditions below a node, which is none itself."""
    asked = _asked(node)
    for part in children(node):
        yield from (_conditions(part) if part is asked else _inside(part))


def _asked(node: Any) -> Any:
    """The argument of a macro that has to be true or false; None for anything else."""
    if not isinstance(node, Call) or node.target is None:
        return None
    if node.name in _QUANTIFIERS:
        return node.args[-1]
    return node.args[-2] if len(node.args) == _GUARDED.get(node.name) else None


def _is_bind(node: Any) -> bool:
    named = isinstance(node, Call) and isinstance(node.target, Ident) and node.target.name == "cel"
    return named and node.name == "bind" and len(node.args) == 3
