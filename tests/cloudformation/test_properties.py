"""What holds of every expression: spelling is nothing, worlds are exact, less knowledge never contradicts more."""

import itertools
import json
import os

from hypothesis import given, settings
from hypothesis import strategies as st

from iacguard.model.world import World
from tests.cloudformation.expressions import INPUTS, PARAMETERS, SECTIONS, Maker
from tests.cloudformation.loading import load, resource
from tests.cloudformation.plain import admits, plain
from tests.cloudformation.spelling import SPELLINGS, text

EXAMPLES = int(os.environ.get("IACGUARD_EXAMPLES") or (40 if os.environ.get("IACGUARD_TEST_QUICK") else 200))
many = settings(max_examples=EXAMPLES, deadline=None)
expressions = st.randoms(use_true_random=False).map(lambda random: Maker(random).text(3))


def written(expression, parameters=PARAMETERS):
    resources = {"Subject": {"Type": "Custom::Subject", "Properties": {"V": expression}}}
    return {"AWSTemplateFormatVersion": "2010-09-09", **SECTIONS, "Parameters": parameters, "Resources": resources}


def evaluated(template, spelling="json", **inputs):
    name, source = text(template, spelling)
    loaded = load({name: source}, **inputs)
    assert not loaded.diagnostics
    return resource(loaded, "Subject").body.data.items["V"]


@many
@given(expressions, st.sampled_from(SPELLINGS), st.sampled_from(INPUTS["Env"]), st.sampled_from(INPUTS["Spot"]))
def test_a_world_is_what_a_deployment_with_these_inputs_gives(expression, spelling, env, spot):
    """The value under a world, in any spelling, equals the value with the inputs given."""
    inputs = {"Env": env, "Spot": spot}
    given_inputs = evaluated(written(expression), region="eu-west-1", variables=tuple(inputs.items()))
    decided = evaluated(written(expression), spelling, region="eu-west-1")
    assert plain(decided, World(inputs)) == plain(given_inputs)


@many
@given(expressions, st.sets(st.sampled_from(["Team", "Count", "Env", "Spot"])))
def test_less_knowledge_admits_what_more_says(expression, forgotten):
    """Without defaults and domains the value still leaves room for what it is with them."""
    fewer = {
        name: {"Type": declaration["Type"]} if name in forgotten else declaration
        for name, declaration in PARAMETERS.items()
    }
    inputs = (("Env", "dev"), ("Spot", "off"))
    known = evaluated(written(expression), variables=inputs, region="eu-west-1", account="111122223333")
    kept = tuple(pair for pair in inputs if pair[0] not in forgotten)
    loose = evaluated(written(expression, fewer), variables=kept)
    assert admits(loose, plain(known)), json.dumps(expression)


OPEN = {"Free": ["x", "y", "neither"], "Env": ["dev", "prod"], "Spot": ["on", "off"]}
"""Inputs with values to try; `Free` has no domain, so that one of them is none of what it is compared with."""


def formulas():
    """Conditions, each with the function that says what it is worth."""

    def compared(pair):
        name, text = pair
        return {"Fn::Equals": [{"Ref": name}, text]}, lambda inputs: inputs[name] == text

    def joined(parts):
        function = {"Fn::And": all, "Fn::Or": any}
        name = "Fn::And" if len(parts) % 2 else "Fn::Or"
        return {name: [part[0] for part in parts]}, lambda inputs: function[name](part[1](inputs) for part in parts)

    literals = st.sampled_from(sorted(OPEN)).flatmap(
        lambda name: st.tuples(st.just(name), st.sampled_from([label for label in OPEN[name] if label != "neither"]))
    )
    return st.recursive(
        literals.map(compared),
        lambda inner: (
            st.lists(inner, min_size=2, max_size=5).map(joined)
            | inner.map(lambda part: ({"Fn::Not": [part[0]]}, lambda inputs: not part[1](inputs)))
        ),
        max_leaves=12,
    )


@many
@given(formulas(), formulas())
def test_conditions_are_what_logic_says_under_every_input(one, other):
    """Two conditions on the same inputs, one of them by name, decided together."""
    parameters = {"Free": {"Type": "String"}, "Env": PARAMETERS["Env"], "Spot": PARAMETERS["Spot"]}
    sections = {
        "Parameters": parameters,
        "Conditions": {"One": one[0], "Both": {"Fn::And": [{"Condition": "One"}, other[0]]}},
    }
    subject = {"V": {"Fn::If": ["Both", "both", {"Fn::If": ["One", "one", "none"]}]}}
    template = {"AWSTemplateFormatVersion": "2010-09-09", **sections,
                "Resources": {"Subject": {"Type": "Custom::Subject", "Properties": subject}}}  # fmt: skip
    decided = evaluated(template)
    for labels in itertools.product(*OPEN.values()):
        inputs = dict(zip(OPEN, labels, strict=True))
        first, second = one[1](inputs), other[1](inputs)
        assert plain(decided, World(inputs)) == ("both" if first and second else "one" if first else "none")
