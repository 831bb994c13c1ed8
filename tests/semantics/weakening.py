"""Values of which less is known than of others: what the soundness of unknowns is tried on.

`Weakener.weaken(value)` makes a Value that `value` is one possibility of: scalars become unknown, with refinements that
hold, or a choice; elements of lists become elements that may be there, or part of the rest; whole parts become unknown.
`consistent` says whether a result over weakened values may be what the result over the values themselves is.
"""

import random

from iacguard.model.value import OTHER, Choice, Error, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.policy.cel.kinds import NUMBERS, LiteralMap, Optional
from iacguard.policy.cel.unknowns import may_be

TRUE, FALSE = Value(True), Value(False)
TYPES = {str: "string", bool: "bool", int: "number", float: "number", Seq: "list", Map: "map"}


class Weakener:
    """Weakens values with a probability. Under the decisions in `labels` a choice is the value that it stands for."""

    def __init__(self, rng: random.Random, often: float = 0.3) -> None:
        self.rng = rng
        self.often = often
        self.labels: dict[str, str] = {}

    @property
    def world(self) -> World:
        """The world in which every choice is decided."""
        return World(dict(self.labels))

    def weaken(self, value: Value) -> Value:
        """A value that `value` is a possibility of."""
        data = value.data
        if self.rng.random() < self.often:
            return self.whole(value)
        if data.__class__ is Seq:
            return self.list(value)
        return self.map(value) if data.__class__ is Map else value

    def whole(self, value: Value) -> Value:
        """The value as a whole becomes unknown, or a choice."""
        if self.rng.random() < 0.4:
            return self.choice(value, Value(self.rng.choice([None, True, False, 0, 7, "a", "arn:x", ""])))
        return Value(self.unknown(value.data), value.span)

    def unknown(self, data) -> Unknown:
        """An unknown whose refinements hold for `data`."""
        rng = self.rng
        symbol = ("symbol", repr(_plain(data))) if rng.random() < 0.4 else None
        kind = TYPES[data.__class__] if data is not None and rng.random() < 0.6 else None
        if kind == "map" and rng.random() < 0.5:
            kind = "object"
        not_null = data not in (None, "")  # an input that is not null counts as not empty
        refined = {"symbol": symbol, "type": kind, "not_null": not_null and rng.random() < 0.5}
        if data.__class__ is str and data and rng.random() < 0.6:
            refined["prefix"], refined["tail"] = self.pieces(data)
        number = data if data.__class__ in (int, float) else None
        number = len(data.items) if data.__class__ is Seq and kind == "list" else number
        if number is not None and kind is not None and rng.random() < 0.7:
            refined["low"] = number - rng.choice([0, 0, 1, 3])
            refined["high"] = number + rng.choice([0, 0, 1, 3])
        return Unknown("weakened", **refined)

    def pieces(self, text: str) -> tuple[str, tuple[str, ...]]:
        """What is left of a text where some places of it are forgotten."""
        cuts = sorted(self.rng.randint(0, len(text)) for _ in range(self.rng.choice([1, 2, 2, 4])))
        tail = tuple(text[begin:end] for begin, end in zip(cuts[1::2], [*cuts[2::2], len(text)], strict=False))
        return text[: cuts[0]], tail if any(tail) else ()

    def choice(self, value: Value, other: Value) -> Value:
        """A choice of which the value is one option."""
        atom = f"atom{self.rng.randint(0, 2)}"
        label = self.labels.setdefault(atom, self.rng.choice(["one", "two", OTHER]))
        options = {name: value if name == label else other for name in ("one", "two", OTHER)}
        return Value(Choice(atom, options), value.span)

    def doubt(self, there: bool) -> Value:
        """What decides whether an element is there."""
        if self.rng.random() < 0.5:
            return self.choice(Value(there), Value(not there))
        return Value(Unknown("whether it is there"))

    def list(self, value: Value) -> Value:
        """Elements are weakened, may be there, or belong to the rest; others are added that may be there."""
        rng = self.rng
        items, maybe, rest = [], [], None
        openly = rng.random() < 0.5
        for item in value.data.items:
            fate = rng.random() if openly else 1
            if fate < 0.2:
                maybe.append(Possible(self.weaken(item), self.doubt(True)))
            elif fate < 0.3:
                rest = Unknown("more elements")
            else:
                items.append(self.weaken(item))
        if openly and rng.random() < 0.3:
            model = rng.choice(value.data.items) if value.data.items else Value("a")
            maybe.append(Possible(self.weaken(model), self.doubt(False)))
        if openly and rng.random() < 0.2:
            rest = Unknown("perhaps more elements")
        return Value(Seq(items, maybe, rest), value.span)

    def map(self, value: Value) -> Value:
        """Values are weakened, or their keys belong to the rest."""
        rng = self.rng
        items, rest = {}, None
        openly = rng.random() < 0.3
        for key, item in value.data.items.items():
            if openly and rng.random() < 0.3:
                rest = Unknown("more keys")
            else:
                items[key] = self.weaken(item)
        if openly and rng.random() < 0.3:
            rest = Unknown("perhaps more keys")
        return Value(Map(items, rest), value.span)


def _plain(data):
    if isinstance(data, Seq):
        return [_plain(item.data) for item in data.items]
    if isinstance(data, Map):
        return {str(key): _plain(item.data) for key, item in data.items.items() if item.data is not None}
    return data


def consistent(weak: Value, exact: Value, world: World) -> bool:
    """Whether what is known of a weakened result agrees with the exact one.

    An answer may turn into an error (a condition that was unknown turned out to be wrong), never into another answer.
    """
    weak, exact = force(weak, world), force(exact, world)
    a, b = weak.data, exact.data
    if b.__class__ is Error:
        return True
    if a.__class__ is Unknown:
        return b.__class__ is Unknown or a.pending is not None or may_be(a, b)
    if a.__class__ is Error:
        return False
    if a.__class__ is Seq and b.__class__ is Seq:
        return _lists(a, b, world)
    if isinstance(a, Map) and isinstance(b, Map):
        return _maps(a, b, world)
    if a.__class__ is Optional and b.__class__ is Optional:
        if a.value is None or b.value is None:
            return a.value is b.value
        return consistent(a.value, b.value, world)
    if a.__class__ in NUMBERS and b.__class__ in NUMBERS:
        return a == b
    return a.__class__ is b.__class__ and a == b


def _lists(a: Seq, b: Seq, world: World) -> bool:
    maybe = [possible for possible in a.maybe if force(possible.why, world).data is not False]
    sure = len(a.items) + sum(1 for possible in maybe if force(possible.why, world).data is True)
    if len(b.items) < sure or (a.rest is None and len(b.items) > len(a.items) + len(maybe)):
        return False
    if not a.maybe and a.rest is None:
        return all(consistent(x, y, world) for x, y in zip(a.items, b.items, strict=True))
    left = iter(b.items)
    return all(any(consistent(x, y, world) for y in left) for x in a.items)


def _maps(a: Map, b: Map, world: World) -> bool:
    null = Value(None)
    literal = a.__class__ is LiteralMap and b.__class__ is LiteralMap
    for key, item in a.items.items():
        other = b.items.get(key)
        if not consistent(item, other if other is not None and not (literal and other is None) else null, world):
            return False
    if a.rest is not None:
        return True
    return all(key in a.items or item.data is None for key, item in b.items.items())
