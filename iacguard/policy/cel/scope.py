"""What closures are evaluated in, and the names that are in force while they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from iacguard.model.nearest import meant
from iacguard.model.value import Value
from iacguard.policy.cel.ast import Node

Env = list[Any]
"""World, host, steps that are left, then variables by slot."""
Closure = Callable[[Env], Value]
Test = Callable[[Env], bool | Value]
"""A condition without blame: true, false, or the value that keeps it from being either."""
WORLD, HOST, LEFT = 0, 1, 2
FIRST = 3
"""Slot of the first variable."""
MAX_STEPS = 100_000
"""Elements that one evaluation may look at, over all its macros, comparisons of lists and functions."""


MAX_DEFINITIONS = 5
"""How deep definitions may refer to each other."""


class CelTypeError(Exception):
    """An expression that can never work; `at` is the offset of the fault."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


class ExhaustedError(Exception):
    """An evaluation that looks at more than MAX_STEPS elements."""


def tested(closure: Closure, test: Test) -> Closure:
    """A closure that also answers without saying what decided it, which is faster; see `test_of`."""
    closure.test = test  # type: ignore[attr-defined]
    return closure


def test_of(closure: Closure) -> Test:
    """The condition of a closure, for those who ask many times and want to be told only what decided the last one."""
    known: Test | None = getattr(closure, "test", None)
    if known is not None:
        return known

    def test(env: Env) -> bool | Value:
        value = closure(env)
        data = value.data
        return data if data is True or data is False else value

    return test


def environment(world: Any, host: Any, *variables: Value) -> Env:
    """What one evaluation starts from; `variables` by slot, from FIRST on."""
    return [world, host, MAX_STEPS, *variables]


def spend(env: Env, steps: int) -> None:
    """Count elements that are looked at. Raises ExhaustedError."""
    left = env[LEFT] = env[LEFT] - steps
    if left < 0:
        raise ExhaustedError


Watch = Callable[[Any, Closure, "Scope"], Closure]
"""From a node, its closure and the scope that it was made in, to a closure that does the same and is seen."""


class Scope:
    """Names in force: variables by slot, those of macros before those of the outermost scope, and definitions.

    `container` is the package whose names need no prefix. `watch` wraps every closure that is made (for tracing).
    With `lenient` a name that does not exist is an error when it is evaluated, not when the expression is loaded. What
    is `trusted` was checked before: its patterns are read when they are first needed.
    """

    __slots__ = (
        "built",
        "container",
        "defining",
        "definitions",
        "free",
        "lenient",
        "local",
        "slots",
        "trusted",
        "watch",
    )

    def __init__(
        self,
        slots: Mapping[str, int],
        definitions: Mapping[str, Node] | None = None,
        container: str = "",
        watch: Watch | None = None,
        lenient: bool = False,
        trusted: bool = False,
    ) -> None:
        self.slots = slots
        self.definitions = definitions or {}
        self.container = container
        self.watch = watch
        self.lenient = lenient
        self.trusted = trusted
        self.built: dict[tuple[str, int], Closure] = {}
        self.local: dict[str, int] = {}
        self.free = max(slots.values(), default=FIRST - 1) + 1
        self.defining: tuple[str, ...] = ()

    def _copy(self) -> Scope:
        made = Scope.__new__(Scope)
        for name in Scope.__slots__:
            setattr(made, name, getattr(self, name))
        return made

    def watched(self, watch: Watch) -> Scope:
        """This scope, in which every closure that is made goes through `watch`."""
        made = self._copy()
        made.watch = watch
        made.built = {}
        return made

    def with_variables(self, *names: str) -> Scope:
        """This scope and variables of a macro, in the slots that follow."""
        made = self._copy()
        made.local = {**self.local, **{name: self.free + number for number, name in enumerate(names)}}
        made.free = self.free + len(names)
        return made

    def inside(self, definition: str) -> Scope:
        """The scope of a definition's own expression: no macro's variables. Raises CelTypeError if it needs itself."""
        if definition in self.defining:
            raise CelTypeError(f"the definition {definition} refers to itself", 0)
        if len(self.defining) >= MAX_DEFINITIONS:
            raise CelTypeError(f"definitions refer to each other more than {MAX_DEFINITIONS} deep", 0)
        made = self._copy()
        made.local = {}
        made.defining = (*self.defining, definition)
        return made

    def slot(self, name: str) -> int | None:
        """The slot of a variable, whose name may have dots; None where there is none."""
        found = self.local.get(name)
        if found is not None:
            return found
        if name.startswith("."):
            return self.slots.get(name[1:])
        container = self.container
        while container:
            found = self.slots.get(f"{container}.{name}")
            if found is not None:
                return found
            container = container.rpartition(".")[0]
        return self.slots.get(name)

    def names(self) -> list[str]:
        """Every variable and definition, for suggestions."""
        return [*self.local, *self.slots, *self.definitions]


def suggest(message: str, name: str, names: Iterable[str]) -> str:
    """A message about a name that does not exist, with the nearest of those that do."""
    return "; ".join(filter(None, (message, meant(name, names))))


def hold(env: Env, slot: int) -> None:
    """Make room for the variable of a macro."""
    while len(env) <= slot:
        env.append(None)
