"""The page on expressions says what there is; and what it lists is really there."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "tools"))

import cel_docs

from iacguard.policy.cel import functions
from iacguard.policy.cel.macros import MACROS, PACKAGED
from iacguard.policy.cel.signatures import overloads


def test_the_page_is_up_to_date():
    page = cel_docs.PAGE.read_text(encoding="utf-8")
    assert cel_docs.current(page) == page, "run `python tools/cel_docs.py`"


def test_every_function_has_a_signature_and_every_signature_a_function():
    operators = {name for name in overloads() if name.startswith(("_", "-"))}
    assert set(overloads()) - operators == set(functions.HOMES)


@pytest.mark.parametrize("name", sorted(functions.HOMES))
def test_a_function_takes_as_many_arguments_as_its_signatures_say(name):
    found = functions.find(name)
    assert found is not None
    ways = overloads()[name]
    assert found.least == min(way.least for way in ways)
    many = any(way.many for way in ways)
    assert many or found.most == max(len(way.params) for way in ways)


def test_every_macro_has_a_meaning():
    assert set(cel_docs.MEANINGS) == {*MACROS, *PACKAGED}
