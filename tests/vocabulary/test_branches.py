"""What a value may be: under every input exactly the branch that this input leads to."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from iacguard.model.value import OTHER, Choice, Value
from iacguard.model.world import World, force
from iacguard.vocabulary.branches import branches

INPUTS = {"Env": ("dev", "prod", OTHER), "Spot": ("on", "off"), "Gpu": ("a", OTHER)}
WORLDS = [World(dict(zip(INPUTS, labels, strict=True))) for labels in itertools.product(*INPUTS.values())]


def chosen(leaves):
    """Choices over the inputs, the same one perhaps again further in."""

    def over(inner):
        return st.sampled_from(sorted(INPUTS)).flatmap(
            lambda atom: st.lists(inner, min_size=len(INPUTS[atom]), max_size=len(INPUTS[atom])).map(
                lambda options: Value(Choice(atom, dict(zip(INPUTS[atom], options, strict=True))))
            )
        )

    return st.recursive(leaves.map(Value), over, max_leaves=12)


@given(chosen(st.integers(0, 5)), chosen(st.booleans()))
def test_one_branch_is_there_in_a_world_and_it_is_what_the_world_picks(value, when):
    found = list(branches(value, when))
    assert not any(isinstance(option.data, Choice) for option, _ in found)
    for world in WORLDS:
        there = [option.data for option, condition in found if force(condition, world).data is True]
        assert there == ([force(value, world).data] if force(when, world).data else [])


def test_a_branch_costs_as_much_as_the_decisions_that_lead_to_it():
    """Forty inputs that decide in a row, under a condition on forty more: eighty steps for each, not their product."""
    value, when = Value("none"), Value(False)
    for number in range(40):
        value = Value(Choice(f"A{number}", {"x": Value(number), "y": value}))
        when = Value(Choice(f"B{number}", {"x": Value(True), "y": when}))
    found = list(branches(value, when))
    assert len(found) == 41
    condition, depth = found[-1][1], 0
    while isinstance(condition.data, Choice):
        condition, depth = condition.data.options["y"], depth + 1
    assert depth == 80
