"""Decision diagrams against truth tables: the same under every combination of inputs, and one shape for one meaning."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from iacguard.model.diagram import Diagrams
from iacguard.model.graph import walk
from iacguard.model.value import OTHER, Choice, Unknown, Value
from iacguard.model.world import MAX_COMBINATIONS, World, endings, force

CLOSED = {"Env": ["dev", "stage", "prod"], "Size": ["small", "large"]}
"""Inputs whose domain is known."""
OPEN = {"Region": ["eu", "us"], "Owner": ["ml", "data"]}
"""Inputs that are compared with these texts, and may be anything else."""
ELSE = "something else"


def comparison(atom, label):
    """What `input == label` is evaluated to."""
    if atom in CLOSED:
        return Value(Choice(atom, {each: Value(each == label) for each in CLOSED[atom]}))
    return Value(Choice(atom, {label: Value(True), OTHER: Value(False)}))


NAMED = {**CLOSED, **OPEN}
atoms = st.sampled_from(sorted(NAMED))
comparisons = st.sampled_from([(atom, label) for atom, labels in NAMED.items() for label in labels])


def larger(inner):
    several = st.lists(inner, min_size=2, max_size=4)
    chosen = st.tuples(st.just("if"), atoms, st.tuples(inner, inner, inner))
    return st.one_of(st.tuples(st.just("not"), inner), st.tuples(st.sampled_from(["and", "or"]), several), chosen)


formulas = larger(
    larger(st.one_of(comparisons, comparisons, st.sampled_from([True, False, None]), larger(comparisons)))
)


def asked(atom):
    """The labels between which a choice that no diagram made decides."""
    return CLOSED.get(atom) or [OPEN[atom][0], OTHER]


def built(formula, diagrams):
    """A formula as a Value, put together from its parts."""
    match formula:
        case bool():
            return Value(formula)
        case None:
            return Value(UNKNOWN)
        case ("not", inner):
            return diagrams.negated(built(inner, diagrams))
        case ("and" | "or" as sign, parts):
            return diagrams.fold(sign == "or", [built(part, diagrams) for part in parts])
        case ("if", atom, branches):  # a choice that no diagram made, in an order of its own
            options = {label: built(branch, diagrams) for label, branch in zip(asked(atom), branches, strict=False)}
            return diagrams.fold(False, [Value(Choice(atom, options))])
        case (atom, label):
            return comparison(atom, label)


UNKNOWN = Unknown("nobody knows")


def truth(formula, inputs):
    """What a formula is under given inputs: True, False, or None where that is not known."""
    match formula:
        case bool() | None:
            return formula
        case ("not", inner):
            found = truth(inner, inputs)
            return None if found is None else not found
        case ("and" | "or" as sign, parts):
            found = [truth(part, inputs) for part in parts]
            stop = sign == "or"
            return stop if stop in found else None if None in found else not stop
        case ("if", atom, branches):
            labels = asked(atom)
            return truth(branches[labels.index(inputs[atom] if inputs[atom] in labels else OTHER)], inputs)
        case (atom, label):
            return inputs[atom] == label


def worlds():
    """Every combination of inputs, as inputs and as the world that says so."""
    domains = {**CLOSED, **{atom: [*labels, ELSE] for atom, labels in OPEN.items()}}
    for labels in itertools.product(*domains.values()):
        inputs = dict(zip(domains, labels, strict=True))
        yield inputs, World({a: frozenset(OPEN[a]) if label == ELSE else label for a, label in inputs.items()})


def in_world(value, world):
    data = force(value, world).data
    return data if isinstance(data, bool) else None


@given(formulas)
def test_a_condition_is_what_its_truth_table_says(formula):
    value = built(formula, Diagrams())
    for inputs, world in worlds():
        assert in_world(value, world) == truth(formula, inputs), inputs


def spellings(formula, other):
    """The same condition in other words, whatever `other` is."""
    yield "not", ("not", formula)
    yield "or", [formula, ("and", [other, formula])]
    yield "and", [("or", [formula, other]), formula]
    for atom, labels in CLOSED.items():
        yield "or", [("and", [formula, (atom, label)]) for label in labels]
        yield "if", atom, [("and", [formula, (atom, label)]) for label in labels]
    for atom in OPEN:
        yield "if", atom, (formula, ("and", [formula, ("not", (atom, OPEN[atom][0]))]))


@given(formulas, formulas)
def test_conditions_that_come_to_the_same_are_one(formula, other):
    diagrams = Diagrams()
    shape = diagrams.fold(True, [built(formula, diagrams)]).data
    for spelling in spellings(formula, other):
        assert diagrams.fold(True, [built(spelling, diagrams)]).data is shape, spelling


@given(formulas, formulas)
def test_one_shape_has_one_meaning(one, other):
    diagrams = Diagrams()
    tables = [[truth(formula, inputs) for inputs, _ in worlds()] for formula in (one, other)]
    shapes = [diagrams.fold(True, [built(formula, diagrams)]).data for formula in (one, other)]
    assert (shapes[0] is shapes[1]) == (tables[0] == tables[1])


def test_of_two_reasons_not_to_know_the_first_is_told():
    later = Value(Unknown("nor does anybody know this"))
    for stop in (True, False):
        assert Diagrams().fold(stop, [Value(not stop), Value(UNKNOWN), later]).data is UNKNOWN


@given(st.permutations([*CLOSED, *OPEN]), formulas)
def test_the_order_of_inputs_changes_no_meaning(order, formula):
    diagrams = Diagrams()
    diagrams.order(order)
    value = built(formula, diagrams)
    assert all(in_world(value, world) == truth(formula, inputs) for inputs, world in worlds())


def flags(n):
    return [Value(Choice(f"F{k}", {"on": Value(True), "off": Value(False)})) for k in range(n)]


def parity(diagrams, n):
    """Whether an odd number of flags is on: as many ways as there are combinations, two shapes for each flag."""
    odd = Value(False)
    for flag in flags(n):
        one = diagrams.fold(False, [odd, diagrams.negated(flag)])
        odd = diagrams.fold(True, [one, diagrams.fold(False, [diagrams.negated(odd), flag])])
    return odd


def test_a_value_holds_no_more_ways_than_it_may_and_is_unknown_beyond_them():
    odd = parity(Diagrams(), 12)
    known = [value for value in walk(odd) if isinstance(value.data, bool)]
    assert len(known) == MAX_COMBINATIONS
    assert {ending.data for ending in endings(odd) if isinstance(ending.data, bool)} == {True, False}
    assert any(isinstance(value.data, Unknown) for value in walk(odd))
    for labels in itertools.product(["on", "off"], repeat=12):
        world = World({f"F{k}": label for k, label in enumerate(labels)})
        assert in_world(odd, world) in (None, labels.count("on") % 2 == 1)


def test_what_was_too_much_to_tell_counts_for_the_whole_when_it_is_put_in_again():
    diagrams = Diagrams()
    odd = parity(diagrams, 100)
    assert diagrams.fold(True, [odd, diagrams.negated(odd)]).data is True
    assert diagrams.fold(False, [odd, diagrams.negated(odd)]).data is False


def test_what_grows_without_bound_is_unknown_in_part_and_never_wrong():
    """Pairs of inputs that stand far apart in the order: each pair doubles the shapes."""
    n = 24
    diagrams = Diagrams()
    diagrams.order([*(f"F{k}" for k in range(0, n, 2)), *(f"F{k}" for k in range(1, n, 2))])
    some = flags(n)
    pairs = [diagrams.fold(False, [some[k], some[k + 1]]) for k in range(0, n, 2)]
    any_pair = diagrams.fold(True, pairs)
    assert len(list(walk(any_pair))) < 10_000
    for on in ([], [0], [0, 1], [22, 23], [1, 2], range(n)):
        world = World({f"F{k}": "on" if k in on else "off" for k in range(n)})
        assert in_world(any_pair, world) in (None, any({k, k + 1} <= set(on) for k in range(0, n, 2)))


def test_a_condition_that_hangs_on_more_inputs_than_it_may_is_unknown_far_down():
    diagrams = Diagrams()
    every = diagrams.fold(False, flags(1_000))
    assert in_world(every, World({"F3": "off", **{f"F{k}": "on" for k in range(3)}})) is False
    assert in_world(every, World({f"F{k}": "on" for k in range(1_000)})) in (None, True)
