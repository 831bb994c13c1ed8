"""What holds of every expression: spelling is nothing, worlds are exact, less knowledge never contradicts more."""

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
