"""Conditions over inputs as decision diagrams: each shape exists once, whichever conditions it is part of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from iacguard.model.value import OTHER, Choice, Unknown, Value
from iacguard.model.world import MAX_COMBINATIONS, TOO_MANY

MAX_HEIGHT = 200
"""Inputs, one after the other, that a condition may hang on."""
MAX_MEETINGS = 2_000
"""Pairs of shapes that are looked at for two conditions; beyond it only what a Value may hold of both is combined."""
_LAST = 1 << 60


class Shape:
    """An input and what follows from each of its labels; or, without one, an outcome: True, False or an Unknown.

    `ways` is how many combinations of labels lead to an outcome in it, `height` how many inputs the longest asks,
    `value` the shape as a Value, None where that would hold too much.
    """

    __slots__ = ("atom", "below", "height", "rank", "value", "ways")
    height: int
    ways: int

    def __init__(
        self, rank: int, value: Value | None, atom: str = "", below: Mapping[str, Shape] | None = None
    ) -> None:
        self.rank = rank
        self.value = value
        self.atom = atom
        self.below = below or {}
        self.ways = sum(shape.ways for shape in below.values()) if below else 1
        self.height = 1 + max(shape.height for shape in below.values()) if below else 0

    def under(self, atom: str, label: str) -> Shape:
        """What is left of it where `atom`, which it asks first or not at all, has a label."""
        if self.atom != atom:
            return self
        return self.below.get(label) or self.below.get(OTHER) or _IMPOSSIBLE


_IMPOSSIBLE = Shape(_LAST, Value(Unknown("an input cannot be this here")), "", {})
_TOO_MANY = Shape(_LAST, TOO_MANY, "", {})
_TOO_MANY.ways = 0


class Diagrams:
    """The conditions of one evaluation.

    Each way through a shape asks an input once at most, and all in one order: so conditions that come to the same are
    one shape. A Value that is given out has at most `MAX_COMBINATIONS` ways and is
    unknown beyond them; put in again it counts for the whole.
    """

    def __init__(self) -> None:
        self._ranks: dict[str, int] = {}
        self._shapes: dict[object, Shape] = {TOO_MANY.data: _TOO_MANY}
        self._whole: dict[int, Shape] = {}
        self._met: dict[tuple[bool, Shape, Shape], Shape] = {}
        self._opposites: dict[Shape, Shape] = {}

    def order(self, atoms: Iterable[str]) -> None:
        """Say which inputs come next in the order; those of which nothing was said follow as they are met."""
        for atom in atoms:
            self._rank(atom)

    def fold(self, stop: bool, parts: Sequence[Value]) -> Value:
        """And (`stop` false) or Or (`stop` true) of conditions; what is not known stays where no other part decides."""
        result = self._outcome(not stop)
        shapes = [self._of(part) for part in parts]
        for shape in reversed(shapes):  # what is asked first is put on what follows, not beneath
            met = self._meet(stop, shape, result, MAX_MEETINGS)
            result = met or self._meet(stop, self._held(shape), self._held(result)) or _TOO_MANY
        return self._given(result)

    def negated(self, value: Value) -> Value:
        """The opposite of a condition."""
        return self._given(self._opposite(self._of(value)))

    # ---- from values to shapes and back

    def _of(self, value: Value) -> Shape:
        data = value.data
        if data.__class__ is not Choice:
            return self._outcome(data)
        known = self._whole.get(id(data))
        if known is not None:
            return known
        return self._chosen(data.atom, {label: self._of(option) for label, option in data.options.items()})

    def _chosen(self, atom: str, options: Mapping[str, Shape]) -> Shape:
        """The shape that is one of `options` by the label of `atom`, whatever inputs these ask."""
        first = min(options.values(), key=lambda shape: shape.rank)
        below: dict[str, Shape] = {}
        if self._rank(atom) <= first.rank:
            for label in _labels([options, *_asking(atom, options.values())]):
                option = options.get(label) or options.get(OTHER) or _IMPOSSIBLE
                below[label] = option.under(atom, label)
            return self._shape(atom, below)
        for label in _labels(_asking(first.atom, options.values())):
            narrowed = {name: shape.under(first.atom, label) for name, shape in options.items()}
            below[label] = self._chosen(atom, narrowed)
        return self._shape(first.atom, below)

    def _given(self, shape: Shape) -> Value:
        if shape.value is None:
            held = self._held(shape)
            data = Choice(held.atom, {label: self._given(inner) for label, inner in held.below.items()})
            shape.value = Value(data) if held.below else _TOO_MANY.value
            self._whole[id(data)] = shape
        assert shape.value is not None
        return shape.value

    def _held(self, shape: Shape) -> Shape:
        """As much of a shape as a Value may hold; the rest is unknown."""
        return self._cut(shape, MAX_HEIGHT, [MAX_COMBINATIONS])

    def _cut(self, shape: Shape, height: int, left: list[int]) -> Shape:
        if left[0] <= 0 or height <= 0:
            return _TOO_MANY
        if shape.ways <= left[0] and shape.height <= height:
            left[0] -= shape.ways
            return shape
        below = dict(shape.below)
        for label in sorted(below, key=lambda label: below[label].ways):  # what is near to be told stays
            below[label] = self._cut(below[label], height - 1, left)
        return self._shape(shape.atom, below)

    # ---- shapes

    def _rank(self, atom: str) -> int:
        return self._ranks.setdefault(atom, len(self._ranks))

    def _outcome(self, data: object) -> Shape:
        known = self._shapes.get(data)
        if known is None:
            known = self._shapes[data] = Shape(_LAST, Value(data), "", {})
        return known

    def _shape(self, atom: str, below: dict[str, Shape]) -> Shape:
        """The one shape of this kind; an input that makes no difference is not asked."""
        other = below.get(OTHER)
        if other is not None:
            below = {label: shape for label, shape in below.items() if shape is not other or label == OTHER}
        first = next(iter(below.values()))
        if all(shape is first for shape in below.values()):
            return first
        key = atom, frozenset(below.items())
        known = self._shapes.get(key)
        if known is None:
            known = self._shapes[key] = Shape(self._rank(atom), None, atom, below)
            if known.ways <= MAX_COMBINATIONS:
                known.value = Value(Choice(atom, {label: self._given(shape) for label, shape in below.items()}))
                self._whole[id(known.value.data)] = known
        return known

    def _meet(self, stop: bool, one: Shape, other: Shape, left: float = float("inf")) -> Shape | None:
        """And or Or of two shapes; None where more than `left` pairs of shapes would have to be looked at."""
        met = self._met
        todo = [(stop, one, other)]
        while todo:
            pair = todo[-1]
            if pair in met:
                todo.pop()
                continue
            simple = _at_once(*pair)
            if simple is None:
                left -= 1
                if left < 0:
                    return None
                atom = min(pair[1:], key=lambda shape: shape.rank).atom
                below = {
                    label: (stop, pair[1].under(atom, label), pair[2].under(atom, label))
                    for label in _labels(_asking(atom, pair[1:]))
                }
                missing = [inner for inner in below.values() if inner not in met]
                if missing:
                    todo += missing
                    continue
                simple = self._shape(atom, {label: met[inner] for label, inner in below.items()})
            met[pair] = simple
            todo.pop()
        whole = met[stop, one, other]
        return whole if whole.height <= MAX_HEIGHT else self._cut(whole, MAX_HEIGHT // 2, [1 << 60])

    def _opposite(self, shape: Shape) -> Shape:
        known = self._opposites.get(shape)
        if known is None:
            if shape.below:
                below: dict[str, Shape] = {}
                for label, inner in shape.below.items():
                    below[label] = self._opposite(inner)
                known = self._shape(shape.atom, below)
            else:
                data = shape.value.data if shape.value is not None else None
                known = self._outcome(not data) if isinstance(data, bool) else shape
            self._opposites[shape] = known
        return known


def _at_once(stop: bool, one: Shape, other: Shape) -> Shape | None:
    """What two shapes come to without looking into them."""
    outcomes = [shape.value.data if not shape.below and shape.value is not None else None for shape in (one, other)]
    if outcomes[0] is stop or other is one or outcomes[1] is (not stop):
        return one
    if outcomes[1] is stop or outcomes[0] is (not stop):
        return other
    return one if not one.below and not other.below else None


def _asking(atom: str, shapes: Iterable[Shape]) -> list[Mapping[str, Shape]]:
    return [shape.below for shape in shapes if shape.atom == atom]


def _labels(asking: Sequence[Mapping[str, Shape]]) -> list[str]:
    """The labels that tell apart all that is asked of one input: its domain where one of them knows it."""
    whole = next((below for below in asking if OTHER not in below), None)
    if whole is not None:
        return list(whole)
    return [*dict.fromkeys(label for below in asking for label in below if label != OTHER), OTHER]
