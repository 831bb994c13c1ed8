"""Conditions: decided by inputs, one decision for one input, and never dearer than what they hang on."""

import itertools

import pytest

from iacguard.model.graph import walk
from iacguard.model.value import OTHER, Choice, Unknown
from iacguard.model.world import World, force
from tests.cloudformation.loading import HEADER, load, names, resource, template, value
from tests.cloudformation.plain import Open, plain

PARAMETERS = {
    "Env": {"Type": "String", "AllowedValues": ["dev", "stage", "prod"]},
    "Free": {"Type": "String"},
    "Other": {"Type": "String"},
    "Key": {"Type": "String", "AllowedPattern": "arn:aws:kms:.*"},
    "Name": {"Type": "String", "MinLength": 3},
    "Known": {"Type": "String", "Default": "yes"},
}


def decided(condition, **more):
    """A condition as a property: yes or no."""
    sections = {"Parameters": PARAMETERS, "Conditions": {"C": condition, **more}}
    return value({"Fn::If": ["C", "yes", "no"]}, sections)


def equals(name, text):
    return {"Fn::Equals": [{"Ref": name}, text]}


def test_a_domain_decides():
    got = decided(equals("Env", "prod"))
    assert {label: plain(option) for label, option in got.data.options.items()} == {
        "dev": "no", "stage": "no", "prod": "yes",
    }  # fmt: skip
    assert got.data.atom == "Env"


def test_an_open_input_is_what_it_is_compared_with_or_something_else():
    got = decided(equals("Free", "prod"))
    assert {label: plain(option) for label, option in got.data.options.items()} == {"prod": "yes", OTHER: "no"}


def test_a_value_that_is_known_decides_at_once():
    assert decided(equals("Known", "yes")).data == "yes"
    assert decided({"Fn::Equals": ["true", True]}).data == "yes"
    assert decided({"Fn::Equals": [1, "1"]}).data == "yes"
    assert decided({"Fn::Equals": ["A", "a"]}).data == "no"


def test_a_comparison_that_the_declaration_rules_out_is_false():
    assert decided(equals("Env", "test")).data == "no"
    assert decided(equals("Key", "")).data == "no"
    assert decided(equals("Name", "")).data == "no"


def test_an_input_equals_itself_and_texts_made_of_it():
    assert decided({"Fn::Equals": [{"Ref": "Free"}, {"Ref": "Free"}]}).data == "yes"
    assert (
        decided({"Fn::Equals": [{"Fn::Sub": "${Free}-x"}, {"Fn::Join": ["-", [{"Ref": "Free"}, "x"]]}]}).data == "yes"
    )


def test_two_conditions_on_one_input_never_contradict():
    written = {"Fn::If": ["IsProd", {"Fn::If": ["IsDev", "both", "prod"]}, {"Fn::If": ["IsDev", "dev", "neither"]}]}
    for name in ("Env", "Free"):
        conditions = {"IsProd": equals(name, "prod"), "IsDev": equals(name, "dev")}
        got = value(written, {"Parameters": PARAMETERS, "Conditions": conditions})
        outcomes = {label: plain(got, World({name: label})) for label in ("prod", "dev", "stage")}
        assert outcomes == {"prod": "prod", "dev": "dev", "stage": "neither"}


def test_what_no_input_decides_is_a_decision_of_its_own_whatever_its_spelling():
    one = decided({"Fn::Equals": [{"Ref": "Free"}, {"Ref": "Other"}]})
    swapped = decided({"Fn::Equals": [{"Ref": "Other"}, {"Ref": "Free"}]})
    assert one.data.atom == swapped.data.atom == "Free == Other"
    assert set(one.data.options) == {"true", "false"}


def test_the_other_half_of_a_decision_is_its_opposite():
    same = {"Fn::Equals": [{"Ref": "Free"}, {"Ref": "Other"}]}
    got = decided({"Fn::And": [same, {"Fn::Not": [same]}]})
    assert got.data == "no"
    assert decided({"Fn::Or": [same, {"Condition": "D"}]}, D={"Fn::Not": [same]}).data == "yes"


@pytest.mark.parametrize("function", ["Fn::And", "Fn::Or"])
def test_logic_is_logic_under_every_combination(function):
    flags = {f"F{n}": {"Type": "String", "AllowedValues": ["on", "off"]} for n in range(4)}
    parts = [equals("F0", "on"), {"Fn::Not": [equals("F1", "on")]}, {"Condition": "Both"}]
    conditions = {"C": {function: parts}, "Both": {"Fn::And": [equals("F2", "on"), equals("F3", "on")]}}
    got = value({"Fn::If": ["C", True, False]}, {"Parameters": flags, "Conditions": conditions})
    for labels in itertools.product(["on", "off"], repeat=4):
        on = [label == "on" for label in labels]
        terms = [on[0], not on[1], on[2] and on[3]]
        expected = all(terms) if function == "Fn::And" else any(terms)
        world = World({f"F{n}": label for n, label in enumerate(labels)})
        assert force(got, world).data is expected


def test_a_conjunction_of_many_costs_as_many_outcomes_not_their_product():
    flags = {f"F{n}": {"Type": "String", "AllowedValues": ["on", "off"]} for n in range(40)}
    got = value(
        {"Fn::If": ["All", "all", "not all"]},
        {"Parameters": flags, "Conditions": {"All": {"Fn::And": [equals(f"F{n}", "on") for n in range(40)]}}},
    )
    assert len(list(walk(got))) < 200
    everything = World(dict.fromkeys(flags, "on"))
    assert plain(got, everything) == "all" and plain(got, World({**everything, "F39": "off"})) == "not all"


def test_what_would_take_too_many_combinations_is_unknown():
    flags = {f"F{n}": {"Type": "String", "AllowedValues": ["on", "off"]} for n in range(20)}
    parity = equals("F0", "on")
    for n in range(1, 20):
        flag = equals(f"F{n}", "on")
        parity = {"Fn::Or": [{"Fn::And": [parity, {"Fn::Not": [flag]}]}, {"Fn::And": [{"Fn::Not": [parity]}, flag]}]}
        if n > 6:
            break
    got = value({"Fn::If": ["Odd", 1, 2]}, {"Parameters": flags, "Conditions": {"Odd": parity}})
    assert any(isinstance(inner.data, Unknown) and "combinations" in inner.data.why for inner in walk(got))


def test_a_list_holds_what_its_inputs_leave_in_it():
    items = ["a", {"Fn::If": ["C", "b", {"Ref": "AWS::NoValue"}]}]
    got = value(items, {"Parameters": PARAMETERS, "Conditions": {"C": equals("Env", "prod")}})
    assert plain(got, World({"Env": "prod"})) == ["a", "b"] and plain(got, World({"Env": "dev"})) == ["a"]


def test_a_place_is_the_branch_that_is_chosen():
    loaded = template("""
Parameters:
  Env: {Type: String, AllowedValues: [dev, prod]}
Conditions:
  IsDev: !Equals [!Ref Env, dev]
Resources:
  Exploration:
    Type: AWS::SageMaker::NotebookInstance
    Properties:
      DirectInternetAccess: !If
        - IsDev
        - Enabled
        - Disabled
""")
    written = resource(loaded, "Exploration").body.data.items["DirectInternetAccess"]
    assert force(written, World({"Env": "dev"})).span.text == "Enabled"
    assert force(written, World({"Env": "prod"})).span.text == "Disabled"


RESOURCES = (
    HEADER
    + """
Parameters:
  Env: {Type: String, AllowedValues: [dev, prod]%s}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  Always:
    Type: AWS::S3::Bucket
  Sometimes:
    Type: AWS::S3::Bucket
    Condition: IsProd
"""
)


def test_a_resource_exists_under_its_condition():
    loaded = load({"t.yaml": RESOURCES % ""})
    when = resource(loaded, "Sometimes").when
    assert isinstance(when.data, Choice)
    assert force(when, World({"Env": "prod"})).data is True and force(when, World({"Env": "dev"})).data is False


def test_a_resource_whose_condition_is_false_is_not_there():
    assert names(load({"t.yaml": RESOURCES % ", Default: dev"})) == ["Always"]
    assert names(load({"t.yaml": RESOURCES % ", Default: prod"})) == ["Always", "Sometimes"]
    assert names(load({"t.yaml": RESOURCES % ""}, variables=(("Env", "dev"),))) == ["Always"]


def test_an_error_that_an_input_can_avoid_is_none():
    sections = {
        "Parameters": PARAMETERS,
        "Mappings": {"Sizes": {"prod": {"Type": "ml.p4d.24xlarge"}, "dev": {"Type": "ml.g5.xlarge"}}},
    }
    got = value({"Fn::FindInMap": ["Sizes", {"Ref": "Env"}, "Type"]}, sections)
    assert {label: plain(option) for label, option in got.data.options.items()} == {
        "dev": "ml.g5.xlarge", "prod": "ml.p4d.24xlarge", "stage": Open(),
    }  # fmt: skip
    free = value({"Fn::FindInMap": ["Sizes", {"Ref": "Free"}, "Type"]}, sections)
    assert {label: plain(option) for label, option in free.data.options.items()} == {
        "dev": "ml.g5.xlarge", "prod": "ml.p4d.24xlarge",
    }  # fmt: skip
