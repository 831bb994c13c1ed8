"""What a value may be, each possibility with the condition under which it is."""

from __future__ import annotations

from collections.abc import Iterator

from iacguard.model.value import OTHER, Choice, Seq, Unknown, Value
from iacguard.model.world import EMPTY, World, choose, distribute, force, remainder

NO = Value(False)


def branches(value: Value, when: Value) -> Iterator[tuple[Value, Value]]:
    """The options of a value, their own included; `when` and the condition are true together.

    An option that no input leads to under `when` is none. A condition costs as many steps as decisions lead to it.
    """
    if value.data.__class__ is Choice:
        yield from _below(value, when, EMPTY, ())
    else:
        yield value, when


def _below(
    value: Value, when: Value, world: World, taken: tuple[tuple[Choice, str], ...]
) -> Iterator[tuple[Value, Value]]:
    while (choice := value.data).__class__ is Choice:
        option = world.option(choice)
        if option is None:
            break
        value = _at(option, value)
    else:
        there = remainder(when, world)
        if there.data is not False:
            for decision, label in reversed(taken):
                there = choose(decision.atom, {name: there if name == label else NO for name in decision.options})
            yield value, there
        return
    for narrowed in world.split(choice):
        known = narrowed[choice.atom]
        label = known if isinstance(known, str) else OTHER
        yield from _below(_at(choice.options[label], value), when, narrowed, (*taken, (choice, label)))


def _at(option: Value, value: Value) -> Value:
    return option if option.span is not None else option.used_at(value.span)


def elements(value: Value, when: Value) -> Iterator[tuple[Value, Value]]:
    """The branches of every element of a list; of the value itself where it is none."""
    for option, there in branches(value, when):
        data = option.data
        if not isinstance(data, Seq):
            yield option, there
            continue
        for item in data.items:
            yield from branches(item, there)
        for possible in data.maybe:
            yield from branches(possible.value, both(possible.why, there))


def both(one: Value, other: Value) -> Value:
    """Whether two conditions hold together."""
    if one.data is True:
        return other
    return distribute(
        lambda pair: NO if pair[0].data is False else pair[1] if pair[0].data is True else pair[0], [one, other]
    )


def held(listed: Value, world: World) -> Iterator[Value]:
    """What a list holds in this world; an Unknown for what may be in it, or for the list itself."""
    data = listed.data
    if not isinstance(data, Seq):
        yield from (listed,) if isinstance(data, Unknown) else ()
        return
    yield from (force(item, world) for item in data.items)
    for possible in data.maybe:
        when = force(possible.why, world)
        if when.data is not False:
            yield force(possible.value, world) if when.data is True else when
    if data.rest is not None:
        yield Value(data.rest, listed.span)
