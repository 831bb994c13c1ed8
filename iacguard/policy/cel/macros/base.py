"""What macros share: their variables, and how they see what they iterate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from iacguard.model.value import Error, Possible, Seq, Unknown, Value
from iacguard.policy.cel.ast import Call, Ident, Lit
from iacguard.policy.cel.kinds import described
from iacguard.policy.cel.logic import unfit
from iacguard.policy.cel.scope import WORLD, CelTypeError, Closure, Env, Scope, hold, spend
from iacguard.policy.cel.unknowns import Parts, parts, worse

Build = Callable[[Any, Scope], Closure]
Macro = Callable[[Call, Scope, Build], Closure]


class Loop(NamedTuple):
    """A macro over elements: what it iterates, its bodies, the slot of its first variable, and how many it has."""

    name: str
    receiver: Closure
    bodies: tuple[Closure, ...]
    slot: int
    two: bool

    def bind(self, env: Env, key: Value, element: Value) -> None:
        """Set the variables for one element."""
        if self.two:
            env[self.slot] = key
            env[self.slot + 1] = element
        else:
            env[self.slot] = element

    def start(self, env: Env) -> tuple[Value, Parts | None]:
        """The receiver, and its elements where it has any."""
        value = self.receiver(env)
        hold(env, self.slot + self.two)
        found = parts(value, env[WORLD])
        if found is not None:
            spend(env, len(found.sure) + len(found.maybe))
            if not self.two and value.data is not None and value.data.__class__ is not Seq:
                found.sure = [(key, key) for key, _ in found.sure]
                found.maybe = [(key, possible._replace(value=key)) for key, possible in found.maybe]
        return value, found

    def unfit(self, value: Value) -> Value:
        """The result where the receiver has no elements."""
        return worse(value) or Value(
            Error(f"{self.name} takes a list or a map, not {described(value.data)}"), value.span
        )


def sift(made: Loop, found: Parts, condition: Closure, env: Env) -> tuple[Parts, Value | None]:
    """The elements that fulfil a condition, those that may, and the first error of those that are there."""
    sure: list[tuple[Value, Value]] = []
    maybe: list[tuple[Value, Possible]] = []
    failed: Value | None = None
    for key, item in found.sure:
        made.bind(env, key, item)
        result = condition(env)
        if result.data is True:
            sure.append((key, item))
        elif result.data is not False:
            bad = unfit(result)
            if bad.data.__class__ is Unknown:
                maybe.append((key, Possible(item, bad)))
            else:
                failed = failed or bad
    for key, possible in found.maybe:
        made.bind(env, key, possible.value)
        if condition(env).data is not False:
            maybe.append((key, possible))
    return Parts(sure, maybe, found.rest), failed


def loop(node: Call, scope: Scope, build: Build, variables: int, bodies: int) -> Loop:
    """A macro's parts: `variables` names, then `bodies` expressions that see them. Raises CelTypeError."""
    names = [variable(node, arg) for arg in node.args[:variables]]
    if len(set(names)) < len(names):
        raise CelTypeError(f"{node.name} takes two different variables", node.args[1].at)
    inner = scope.with_variables(*names)
    receiver = build(node.target, scope)
    made = tuple(build(arg, inner) for arg in node.args[variables : variables + bodies])
    return Loop(node.name, receiver, made, scope.free, variables == 2)


def variable(node: Call, arg: Any) -> str:
    """The name that a macro gives to an element. Raises CelTypeError for anything but a plain name."""
    if isinstance(arg, Call):
        arg = numbered(arg) or arg
    if isinstance(arg, Ident) and not arg.name.startswith("."):
        return arg.name
    raise CelTypeError(f"{node.name} names its element first, as in items.{node.name}(item, …)", arg.at)


def numbered(node: Call) -> Ident | None:
    """The variable that `cel.index(0)`, `cel.iterVar(0, 1)` or `cel.accuVar(0, 1)` stands for; None for others."""
    if not isinstance(node.target, Ident) or node.target.name != "cel":
        return None
    numbers = [arg.value for arg in node.args if isinstance(arg, Lit) and isinstance(arg.value, int)]
    wanted = {"index": 1, "iterVar": 2, "accuVar": 2}.get(node.name)
    if len(numbers) != wanted or len(node.args) != wanted:
        return None
    name = f"@{node.name}{':'.join(map(str, numbers))}"
    return Ident(node.at, node.start, node.end, name)
