"""Worlds: which label each input has while an expression is evaluated."""

from __future__ import annotations

from typing import Any

from iacguard.model.value import OTHER, Choice, Unknown, Value

Label = str | frozenset[str]
"""What a world knows of an atom: its label, or the labels that it does not have."""


class World(dict[str, Label]):
    """Atom to label. `memo` holds what was worked out under these decisions, so that it dies with them."""

    __slots__ = ("memo",)

    def __init__(self, decided: dict[str, Label] | None = None) -> None:
        super().__init__(decided or {})
        self.memo: dict[Any, Any] = {}

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
            World({**self, choice.atom: excluded | named if label == OTHER else label})
            for label in choice.options
            if label not in excluded
        ]


EMPTY = World()


def force(value: Value, world: World) -> Value:
    """`value` with its Choice replaced by the option of this world, or by an Unknown that names the Choice."""
    data = value.data
    while data.__class__ is Choice:
        option = world.option(data)
        if option is None:
            return Value(
                Unknown(f"depends on {data.atom}", pending=data), value.span, value.refs, value.origin, value.marks
            )
        value = (
            option
            if option.span is not None
            else Value(option.data, value.span, option.refs or value.refs, option.origin)
        )
        data = value.data
    return value
