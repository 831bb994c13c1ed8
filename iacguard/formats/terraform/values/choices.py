"""Choices inside of values, brought to the top."""

from __future__ import annotations

from iacguard.formats.terraform.values.types import ListOf, MapOf, SetOf
from iacguard.model.value import Choice, Map, Possible, Seq, Value
from iacguard.model.world import EMPTY, MAX_COMBINATIONS, TOO_MANY, World, choose


def depends(value: Value) -> Value:
    """A value whose Choices stand on top: one in it becomes one of the whole.

    None is left inside: where there are too many combinations, what would be decided last is unknown.
    """
    if not _hides(value):
        return value
    inner = _choice(value, EMPTY)
    return value if inner is None else _under(value, EMPTY, inner, [MAX_COMBINATIONS])


def _hides(value: Value) -> bool:
    """Whether a Choice stands in a value or in one of its options."""
    data = value.data
    if data.__class__ is Choice:
        return any(map(_hides, data.options.values()))
    return isinstance(data, (Seq, Map)) and _choice(value, EMPTY) is not None


def _choice(value: Value, world: World) -> Choice | None:
    """The first Choice in a value that a world does not decide."""
    data = value.data
    if isinstance(data, Choice):
        option = world.option(data)
        return data if option is None else _choice(option, world)
    if isinstance(data, (Seq, Map)):
        items = data.items if isinstance(data, Seq) else data.items.values()
        for item in items:
            if item.data.__class__ not in _SIMPLE and (found := _choice(item, world)) is not None:
                return found
        for possible in getattr(data, "maybe", ()):
            if (found := _choice(possible.why, world) or _choice(possible.value, world)) is not None:
                return found
    return None


_SIMPLE = frozenset({str, int, bool, type(None)})


def _under(value: Value, world: World, choice: Choice, left: list[int]) -> Value:
    options: dict[str, Value] = {}
    for narrowed in world.split(choice):
        left[0] -= 1
        if left[0] < 0:
            return _undecided(value)
        settled = _settled(value, narrowed)
        inner = _choice(settled, EMPTY)
        label = narrowed[choice.atom]
        named = label if isinstance(label, str) else _other(choice, label)
        options[named] = settled if inner is None else _under(settled, narrowed, inner, left)
    made = choose(choice.atom, options)
    return Value(made.data, value.span, value.refs or made.refs, value.origin, value.marks | made.marks)


def _other(choice: Choice, excluded: frozenset[str]) -> str:
    return next(label for label in choice.options if label not in excluded)


def _undecided(value: Value) -> Value:
    """A value with every Choice in it replaced by an Unknown."""
    data = value.data
    if isinstance(data, Choice):
        return value.holding(TOO_MANY.data, value.decoded)
    if isinstance(data, Seq):
        maybe = [Possible(_undecided(possible.value), _undecided(possible.why)) for possible in data.maybe]
        return value.holding(_sequence(data, [_undecided(item) for item in data.items], maybe), value.decoded)
    if isinstance(data, Map):
        inner = {name: _undecided(item) for name, item in data.items.items()}
        return value.holding(_mapping(data, inner), value.decoded)
    return value


def _settled(value: Value, world: World) -> Value:
    """A value with every Choice replaced that a world decides."""
    data = value.data
    if isinstance(data, Choice):
        option = world.option(data)
        return value if option is None else _settled(option, world)
    if isinstance(data, Seq):
        items = [_settled(item, world) for item in data.items]
        maybe: list[Possible] = []
        for possible in data.maybe:
            why = _settled(possible.why, world)
            if why.data is True:
                items.append(_settled(possible.value, world))
            elif why.data is not False:
                maybe.append(Possible(_settled(possible.value, world), why))
        return value.holding(_sequence(data, items, maybe), value.decoded)
    if isinstance(data, Map) and (type(data) is Map or _choice(value, EMPTY) is not None):
        inner = {name: _settled(item, world) for name, item in data.items.items()}
        return value.holding(_mapping(data, inner), value.decoded)
    return value


def _sequence(data: Seq, items: list[Value], maybe: list[Possible]) -> Seq:
    if isinstance(data, (ListOf, SetOf)):
        return type(data)(items, data.inner, maybe, data.rest)
    return Seq(items, maybe, data.rest)


def _mapping(data: Map, items: dict[str, Value]) -> Map:
    """A map or an object with other values; a resource becomes an object."""
    if isinstance(data, MapOf):
        return MapOf(items, data.inner, data.rest, data.keys)
    return Map(items, data.rest, data.keys)
