"""A finding names the inputs that it hangs on, and no others."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from iacguard.model.value import OTHER, Choice, Value
from iacguard.model.world import World, force
from iacguard.policy.decisive import decisive

INPUTS = {"Env": ("dev", "prod", OTHER), "Spot": ("on", "off"), "Part": ("a", "b", "c")}
EVERY = [World(dict(zip(INPUTS, labels, strict=True))) for labels in itertools.product(*INPUTS.values())]


def decided():
    """Whether a rule is broken, decided by inputs, some of them asked where they make no difference."""

    def over(inner):
        return st.sampled_from(sorted(INPUTS)).flatmap(
            lambda atom: st.lists(inner, min_size=len(INPUTS[atom]), max_size=len(INPUTS[atom])).map(
                lambda options: Value(Choice(atom, dict(zip(INPUTS[atom], options, strict=True))))
            )
        )

    return st.recursive(st.booleans().map(Value), over, max_leaves=14)


def outcomes(value):
    """What judging comes to, split only where the answer hangs on it."""
    todo = [World()]
    while todo:
        world = todo.pop()
        found = force(value, world).data
        if isinstance(found, bool):
            yield world, found
        else:
            todo += world.split(found.pending)


def holds(world, condition):
    """Whether a world of labels is one of those that a condition describes."""
    return all(world[a] == label if isinstance(label, str) else world[a] not in label for a, label in condition.items())


@given(decided())
def test_a_condition_says_exactly_when_it_fails(value):
    told = decisive(list(outcomes(value)))
    for world in EVERY:
        assert any(holds(world, condition) for condition in told) is force(value, world).data


@given(decided())
def test_every_input_that_is_named_makes_a_difference(value):
    named = {atom for condition in decisive(list(outcomes(value))) for atom in condition}
    for atom in named:
        answers = {}
        for world in EVERY:
            rest = tuple(label for name, label in world.items() if name != atom)
            answers.setdefault(rest, set()).add(force(value, world).data)
        assert any(len(found) == 2 for found in answers.values())


def test_an_input_that_is_asked_in_vain_is_not_named():
    value = Value(
        Choice("Part", {label: Value(Choice("Env", {"dev": Value(True), OTHER: Value(False)})) for label in "abc"})
    )
    assert decisive(list(outcomes(value))) == (World({"Env": "dev"}),)
