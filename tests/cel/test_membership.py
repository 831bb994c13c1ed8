"""`in` a list of literals says what comparing with each of them says."""

import pytest

from iacguard.model.value import Error, Unknown

ITEMS = {
    "known and there": "allUsers",
    "known and not there": "user:ada@ml.example",
    "null": None,
    "nothing known": Unknown("later"),
    "another prefix": Unknown("later", type="string", not_null=True, prefix="serviceAccount:"),
    "a prefix of one": Unknown("later", type="string", not_null=True, prefix="all"),
    "a number": Unknown("later", type="number", not_null=True),
    "wrong": Error("no such thing"),
}


@pytest.mark.parametrize("what", ITEMS)
def test_in_a_list_of_literals_is_a_chain_of_comparisons(what, data_of):
    inside = data_of("x in ['allUsers', 'allAuthenticatedUsers']", x=ITEMS[what])
    chain = data_of("x == 'allUsers' || x == 'allAuthenticatedUsers'", x=ITEMS[what])
    assert type(inside) is type(chain)
    if isinstance(inside, bool):
        assert inside is chain


def test_a_prefix_that_none_of_them_has_decides(data_of):
    assert data_of("x in ['allUsers']", x=ITEMS["another prefix"]) is False
