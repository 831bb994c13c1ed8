"""What the tests of expressions share."""

import pytest

from iacguard.model.value import Map, Seq, Value
from iacguard.model.world import World
from iacguard.policy.cel.compiler import FIRST, Scope, environment, program
from iacguard.policy.cel.parser import parse


def lift(data):
    """Python's data, with Unknown and Choice anywhere in it, as a Value that a file holds."""
    if isinstance(data, Value):
        return data
    if isinstance(data, dict):
        return Value(Map({key: lift(value) for key, value in data.items()}))
    return Value(Seq([lift(item) for item in data])) if isinstance(data, (list, tuple)) else Value(data)


def ask(text, /, world=None, host=None, definitions=None, **variables):
    """The Value of an expression."""
    slots = {name: FIRST + number for number, name in enumerate(variables)}
    scope = Scope(slots, {name: parse(body) for name, body in (definitions or {}).items()})
    return program(parse(text), scope)(environment(World(world or {}), host, *map(lift, variables.values())))


@pytest.fixture
def value_of():
    return ask


@pytest.fixture
def data_of():
    return lambda text, /, **given: ask(text, **given).data
