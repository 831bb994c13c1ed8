"""Types as values."""

import pytest

from iacguard.model.value import Unknown


@pytest.mark.parametrize("text", [
    "type(1) == int", "type(1.5) == double", "type('') == string", "type(b'') == bytes", "type(true) == bool",
    "type(null) == null_type", "type([]) == list", "type({}) == map", "type(type(1)) == type", "type(int) == type",
    "type(1) != type(1.0)", "type('a') in [string, list]", "type(1u) == uint", "type(optional.none()) == optional_type",
    "type(timestamp(0)) == google.protobuf.Timestamp", "type(duration('1s')) == google.protobuf.Duration",
    "type(ip('10.0.0.1')) == net.IP", "type(cidr('10.0.0.0/8')) == net.CIDR",
])  # fmt: skip
def test_a_value_has_its_type(text, data_of):
    assert data_of(text) is True


def test_a_variable_hides_a_type(data_of):
    assert data_of("string == 'x'", string="x") is True


def test_the_type_of_an_unknown_is_known_where_its_refinements_tell(data_of):
    assert data_of("type(x) == string", x=Unknown("later", type="string", not_null=True)) is True
    assert data_of("type(x) == string", x=Unknown("later", prefix="arn:")) is True
    assert isinstance(data_of("type(x) == string", x=Unknown("later", type="string")), Unknown)
    assert isinstance(data_of("type(x) == string", x=Unknown("later")), Unknown)
