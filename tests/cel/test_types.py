"""Types as values."""

import pytest

from iacguard.model.value import Unknown, Value
from iacguard.model.world import World
from iacguard.policy.cel import compiler
from iacguard.policy.cel.parser import parse


def evaluate(text, **variables):
    scope = compiler.Scope({name: compiler.FIRST + number for number, name in enumerate(variables)})
    return compiler.compile(parse(text), scope)([World(), None, *map(Value, variables.values())]).data


@pytest.mark.parametrize("text", [
    "type(1) == int", "type(1.5) == double", "type('') == string", "type(b'') == bytes", "type(true) == bool",
    "type(null) == null_type", "type([]) == list", "type({}) == map", "type(type(1)) == type", "type(int) == type",
    "type(1) != type(1.0)", "type('a') in [string, list]",
])  # fmt: skip
def test_a_value_has_its_type(text):
    assert evaluate(text) is True


def test_a_variable_hides_a_type():
    assert evaluate("string == 'x'", string="x") is True


def test_the_type_of_an_unknown_is_known_where_its_refinements_tell():
    assert evaluate("type(x) == string", x=Unknown("later", type="string", not_null=True)) is True
    assert evaluate("type(x) == string", x=Unknown("later", prefix="arn:")) is True
    assert isinstance(evaluate("type(x) == string", x=Unknown("later", type="string")), Unknown)
    assert isinstance(evaluate("type(x) == string", x=Unknown("later")), Unknown)
