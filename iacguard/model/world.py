"""Worlds: which label each input has while an expression is evaluated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from iacguard.model.value import OTHER, Choice, Error, Unknown, Value

Label = str | frozenset[str]
"""What a world knows of an atom: its label, or the labels that it does not have."""


class World(dict[str, Label]):
    """Atom to label. `memo` holds what was worked out under these decisions, so that it dies with them.

    `reached` is how far the decisions lead into choices of choices, by the identity of where each begins: worlds that
    decide more go on from there.
    """

    __slots__ = ("memo", "reached")

    def __init__(self, decided: dict[str, Label] | None = None, reached: dict[int, tuple[Value, Value]] | None = None):
        super().__init__(decided or {})
        self.memo: dict[Any, Any] = {}
        self.reached = dict(reached or {})

    def option(self, choice: Choice) -> Value | None:
        """The option that this world picks, or None if it does not decide the atom."""
        label = self.get(choice.atom)
        if label is None:
            return None
        options = choice.options
        if isinstance(label, str):
            return options.get(label) or options.get(OTHER) or Value(Unknown(f"{choice.atom} cannot be {label} here"))
        left = [name for name in options if name not in label]
        return options[left[0]] if len(left) == 1 else None

    def split(self, choice: Choice) -> list[World]:
        """One world for each label of `choice` that this world still allows."""
        known = self.get(choice.atom)
        excluded = known if isinstance(known, frozenset) else frozenset()
        named = frozenset(label for label in choice.options if label != OTHER)
        return [
            World({**self, choice.atom: excluded | named if label == OTHER else label}, self.reached)
            for label in choice.options
            if label not in excluded
        ]

    def told(self) -> dict[str, str]:
        """Each atom with what a sentence says of it: `prod`, or `not dev or test`."""
        return {atom: label if isinstance(label, str) else _without(label) for atom, label in self.items()}


def _without(labels: frozenset[str]) -> str:
    return f"not {' or '.join(sorted(labels))}"


EMPTY = World()

MAX_COMBINATIONS = 64
"""How many combinations of inputs one value, and one judgement, may have; beyond it the answer is unknown."""

TOO_MANY = Value(Unknown(f"more than {MAX_COMBINATIONS} combinations of inputs"))


def force(value: Value, world: World) -> Value:
    """`value` with its Choice replaced by the option of this world, or by an Unknown that names the Choice."""
    if value.data.__class__ is not Choice:
        return value
    known = world.reached.get(id(value)) if world else None
    found = known[1] if known is not None else value
    while (data := found.data).__class__ is Choice:
        option = world.option(data)
        if option is None:
            break
        found = at_use(option, found)
    else:
        return found
    if found is not value:
        world.reached[id(value)] = (value, found)
    unknown = Unknown(f"depends on {data.atom}", pending=data)
    return found.holding(unknown)


def at_use(option: Value, choice: Value) -> Value:
    """An option at the place where the choice is used; a narrower place inside of that one stays."""
    inner, outer = option.span, choice.span
    if inner is None and option.__class__ is not Value:
        return option.used_at(outer)
    if inner is None:
        return Value(option.data, outer, option.refs or choice.refs, option.origin, option.marks, option.decoded)
    if outer is None or (inner.source is outer.source and outer.start <= inner.start and inner.end <= outer.end):
        return option
    return option.used_at(outer)


def distribute(function: Callable[[list[Value]], Value], values: Sequence[Value]) -> Value:
    """`function` applied under each combination of the inputs that decide `values`: a Choice if there are any.

    The function sees no Choice at the top of its arguments (elements of lists may still be Choices). One atom in
    several arguments is one decision. More than `MAX_COMBINATIONS` give an Unknown.
    """
    if not any(value.data.__class__ is Choice for value in values):
        return function(list(values))
    left = [MAX_COMBINATIONS]

    def below(open: Sequence[Value], world: World) -> Value:
        open = [rest for rest in (remainder(value, world) for value in open) if rest.data.__class__ is Choice]
        if not open:
            left[0] -= 1
            return function([force(value, world) for value in values])
        pending: Choice = open[0].data
        options: dict[str, Value] = {}
        for narrowed in world.split(pending):
            result = below(open, narrowed) if left[0] > 0 else TOO_MANY
            options.update(_under(narrowed, pending.atom, result))
        return choose(pending.atom, options)

    return below(values, EMPTY)


def remainder(value: Value, world: World) -> Value:
    """What is left of a value in a world: the choice that it does not decide, or what stands at the end of all."""
    while value.data.__class__ is Choice:
        option = world.option(value.data)
        if option is None:
            return value
        value = option
    return value


def _under(world: World, atom: str, result: Value) -> Mapping[str, Value]:
    """What a result is under the labels that `world` leaves to an atom; itself perhaps a choice of that atom."""
    label = world[atom]
    while result.data.__class__ is Choice and result.data.atom == atom:
        if not isinstance(label, str):
            return {name: option for name, option in result.data.options.items() if name not in label}
        result = world.option(result.data) or result
    return {label if isinstance(label, str) else OTHER: result}


def endings(value: Value) -> list[Value]:
    """What a choice, and the choices in it, end in: each once, however many combinations of inputs lead to it."""
    if value.data.__class__ is not Choice:
        return [value]
    found: dict[int, Value] = {}
    stack = [value]
    while stack:
        value = stack.pop()
        if value.data.__class__ is Choice:
            stack.extend(reversed(list(value.data.options.values())))
        else:
            found.setdefault(id(value), value)
    return list(found.values())


def choose(atom: str, options: dict[str, Value]) -> Value:
    """A Choice, or simply the value where every option is the same known scalar, or wrong."""
    values = list(options.values())
    first = values[0]
    if isinstance(first.data, Error) and all(isinstance(value.data, Error) for value in values):
        return first
    if first.data.__class__ in _SCALARS and all(
        v.data.__class__ is first.data.__class__ and v.data == first.data for v in values
    ):
        return first
    refs = tuple(dict.fromkeys(reference for value in values for reference in value.refs))
    marks = frozenset[str]().union(*(value.marks for value in values))
    return Value(Choice(atom, options), first.span, refs, marks=marks)


class _Lazily(Mapping[str, Value]):
    """Options that are worked out when they are asked for, each once."""

    __slots__ = ("_function", "_known", "_options")

    def __init__(self, function: Callable[[Value], Value], options: Mapping[str, Value]) -> None:
        self._function = function
        self._options = options
        self._known: dict[str, Value] = {}

    def __getitem__(self, label: str) -> Value:
        known = self._known.get(label)
        if known is None:
            known = self._known[label] = self._function(self._options[label])
        return known

    def __iter__(self) -> Iterator[str]:
        return iter(self._options)

    def __len__(self) -> int:
        return len(self._options)


def each(function: Callable[[Value], Value], value: Value) -> Value:
    """A choice between what `function` makes of the options of `value`; only what a world picks is worked out."""
    choice: Choice = value.data
    options = _Lazily(function, choice.options)
    return value.holding(Choice(choice.atom, options))


_SCALARS = frozenset({type(None), bool, int, float, str})
