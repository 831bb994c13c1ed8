"""Choices: one atom is one decision, everywhere."""

from hypothesis import given
from hypothesis import strategies as st

from iacguard.model.value import OTHER, Choice, Unknown, Value
from iacguard.model.world import EMPTY, MAX_COMBINATIONS, World, choose, distribute, endings, force

LABELS = ["dev", "stage", "prod"]


def compared(atom: str, literal: str) -> Value:
    """What `atom == literal` is over an input without a value."""
    return Value(Choice(atom, {literal: Value(True), OTHER: Value(False)}))


def under(value: Value, atom: str, label: str) -> object:
    """The data of `value` when `atom` is `label`, whatever choices are nested in it."""
    while value.data.__class__ is Choice:
        value = force(value, World({atom: label}))
    return value.data


@given(st.lists(st.sampled_from(LABELS), min_size=1, max_size=4), st.sampled_from([*LABELS, "test"]))
def test_a_disjunction_of_comparisons_is_what_it_is_for_each_value(literals, actual):
    values = [compared("var.env", literal) for literal in literals]
    joined = distribute(lambda xs: Value(any(x.data for x in xs)), values)
    assert under(joined, "var.env", actual) == (actual in literals)


def test_two_conditions_on_one_input_never_contradict():
    both = distribute(
        lambda xs: Value(all(x.data for x in xs)), [compared("var.env", "dev"), compared("var.env", "prod")]
    )
    assert both.data is False


def test_the_domain_grows_as_comparisons_are_met():
    world = next(w for w in EMPTY.split(compared("var.env", "prod").data) if w["var.env"] != "prod")
    later = compared("var.env", "dev")
    assert force(later, world).data.pending is later.data
    assert [force(later, w).data for w in world.split(later.data)] == [True, False]


def test_a_declared_domain_leaves_nothing_over():
    env = Value(Choice("Env", {label: Value(label) for label in LABELS}))
    world = World({"Env": frozenset({"dev", "stage"})})
    assert force(env, world).data == "prod"


def test_undecided_names_its_choice():
    value = compared("var.env", "prod")
    forced = force(value, EMPTY)
    assert forced.data.__class__ is Unknown
    assert forced.data.pending is value.data


def test_equal_options_are_no_choice():
    assert choose("var.env", {"prod": Value("x"), OTHER: Value("x")}).data == "x"
    assert choose("var.env", {"prod": Value(1), OTHER: Value(True)}).data.__class__ is Choice


def test_too_many_combinations_are_unknown():
    values = [compared(f"var.x{i}", "on") for i in range(8)]
    result = distribute(lambda xs: Value(tuple(x.data for x in xs)), values)
    leaves = [result]
    found = []
    while leaves:
        data = leaves.pop().data
        if data.__class__ is Choice:
            leaves += data.options.values()
        else:
            found.append(data)
    assert any(isinstance(data, Unknown) for data in found)
    assert sum(not isinstance(data, Unknown) for data in found) == MAX_COMBINATIONS


@given(st.sampled_from(LABELS), st.sampled_from(LABELS), st.sampled_from([*LABELS, "test"]))
def test_a_result_that_asks_an_input_again_keeps_to_what_was_decided(asked, again, actual):
    outer, inner = compared("var.env", asked), compared("var.env", again)
    result = distribute(lambda xs: Value("first") if xs[0].data else inner, [outer])
    assert under(result, "var.env", actual) == ("first" if actual == asked else actual == again)


def test_an_unknown_that_another_world_left_over_is_asked_once():
    choice = Choice("a", {"x": Value(1), "y": Value(2)})
    left_over = Value(Unknown("it hangs on a", pending=choice))
    result = distribute(lambda xs: Value(xs[1].data) if xs[0].data == 1 else xs[0], [left_over, Value(choice)])
    assert all(isinstance(option.data, Unknown) for option in result.data.options.values())


def test_a_world_that_decides_more_goes_on_where_the_last_one_stopped(monkeypatch):
    """A hundred inputs that decide in a row are asked a hundred times, not a hundred times a hundred."""
    value = Value("end")
    for number in range(100):
        value = Value(Choice(f"A{number}", {"x": Value(number), "y": value}))
    asked = []
    option = World.option
    monkeypatch.setattr(World, "option", lambda world, choice: asked.append(choice) or option(world, choice))
    world, found = World(), force(value, EMPTY)
    while isinstance(found.data, Unknown):
        world = world.split(found.data.pending)[-1]
        found = force(value, world)
    assert found.data == "end" and len(asked) < 400
    assert force(value, World(dict.fromkeys(world, "y"))).data == "end"


def test_the_other_branch_does_not_go_on_from_where_the_first_one_went():
    inner = Value(Choice("B", {"x": Value(1), "y": Value(2)}))
    value = Value(Choice("A", {"x": inner, "y": Value(3)}))
    first, second = World().split(value.data)
    assert force(value, first).data.pending is inner.data
    assert force(value, second).data == 3
    assert [force(value, world).data for world in first.split(inner.data)] == [1, 2]


def test_endings_are_told_once():
    end = Value("end")
    value = Value(Choice("A", {"x": end, "y": Value(Choice("B", {"x": end, "y": Value("other")}))}))
    assert [ending.data for ending in endings(value)] == ["end", "other"]
    assert endings(end) == [end]
