"""Fn::ForEach in every section that takes it, over lists that are known and lists that are not."""

import json

import pytest

from iacguard.model.report import ERROR
from iacguard.model.value import Unknown
from iacguard.model.world import World, force
from tests.cloudformation.loading import HEADER, load, names, resource, value
from tests.cloudformation.plain import Open, plain
from tests.cloudformation.spelling import SPELLINGS, text

TEAMS = ["ranking", "search", "ads"]


def template(resources, **sections):
    return {"AWSTemplateFormatVersion": "2010-09-09", "Transform": "AWS::LanguageExtensions", **sections,
            "Resources": resources}  # fmt: skip


def buckets(collection):
    return {
        "Fn::ForEach::Buckets": [
            "Team",
            collection,
            {
                "Bucket${Team}": {
                    "Type": "AWS::S3::Bucket",
                    "Properties": {"BucketName": {"Fn::Sub": "${Team}-${AWS::Region}"}, "Owner": {"Ref": "Team"}},
                }
            },
        ]
    }


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_loop_makes_a_resource_for_each_item(spelling):
    name, written = text(template(buckets(TEAMS)), spelling)
    loaded = load({name: written}, region="eu-west-1")
    assert names(loaded) == sorted(f"Bucket{team}" for team in TEAMS)
    for team in TEAMS:
        body = resource(loaded, f"Bucket{team}").body
        assert plain(body) == {"BucketName": f"{team}-eu-west-1", "Owner": team}


def test_a_loop_runs_over_a_parameter_a_mapping_or_a_split():
    parameters = {"Teams": {"Type": "CommaDelimitedList", "Default": ",".join(TEAMS)}}
    mappings = {"By": {"Env": {"Teams": TEAMS}}}
    for collection in (
        {"Ref": "Teams"},
        {"Fn::FindInMap": ["By", "Env", "Teams"]},
        {"Fn::Split": ["-", "-".join(TEAMS)]},
        [{"Fn::Select": [n, {"Ref": "Teams"}]} for n in range(3)],
    ):
        loaded = load({"t.json": json.dumps(template(buckets(collection), Parameters=parameters, Mappings=mappings))})
        assert names(loaded) == sorted(f"Bucket{team}" for team in TEAMS)


def test_loops_in_loops_and_names_in_every_place():
    inner = {"Fn::ForEach::Stages": ["Stage", ["dev", "prod"], {
        "Role${Team}&{Stage}": {
            "Type": "AWS::IAM::Role",
            "Properties": {"Tags": [{"Key": "${Stage}", "Value": {"Ref": "Team"}}],
                           "Next": {"Fn::GetAtt": ["Role${Team}${Stage}", "Arn"]}},
        }}]}  # fmt: skip
    loaded = load({"t.json": json.dumps(template({"Fn::ForEach::Teams": ["Team", TEAMS, inner]}))})
    assert names(loaded) == sorted(f"Role{team}{stage}" for team in TEAMS for stage in ("dev", "prod"))
    role = resource(loaded, "Rolesearchprod").body.data
    assert plain(role.items["Tags"]) == [{"Key": "prod", "Value": "search"}]
    assert [str(r.target) for r in role.items["Next"].refs] == ["Rolesearchprod"]


def test_an_item_with_signs_makes_a_name_without_them():
    loop = {"Fn::ForEach::Buckets": ["Zone", ["eu-west-1a"], {"Bucket&{Zone}": {"Type": "AWS::S3::Bucket"}}]}
    assert names(load({"t.json": json.dumps(template(loop))})) == ["Bucketeuwest1a"]


def test_loops_in_conditions_outputs_and_properties():
    sections = {
        "Conditions": {"Fn::ForEach::C": ["T", TEAMS, {"Is${T}": {"Fn::Equals": ["${T}", "search"]}}]},
        "Outputs": {"Fn::ForEach::O": ["T", TEAMS, {"Name${T}": {"Value": {"Fn::Sub": "x-${T}"}}}]},
    }
    got = value({"Fn::ForEach::P": ["T", TEAMS, {"Key${T}": {"Fn::If": ["Is${T}", "yes", "no"]}}], "Own": 1}, sections)
    assert plain(got) == {"Keyranking": "no", "Keysearch": "yes", "Keyads": "no", "Own": 1}


def test_a_loop_over_what_is_not_known_stands_for_its_turns_and_leaves_a_hole():
    parameters = {"Teams": {"Type": "CommaDelimitedList"}}
    loaded = load(
        {"t.json": json.dumps(template(buckets({"Ref": "Teams"}), Parameters=parameters))}, region="eu-west-1"
    )
    assert names(loaded) == ["Bucket*"]
    body = resource(loaded, "Bucket*").body
    assert isinstance(body.data.items["Owner"].data, Unknown)
    assert plain(body) == {"BucketName": Open(), "Owner": Open()}
    assert [str(hole.address) for hole in loaded.holes] == ["Buckets"]
    assert not loaded.diagnostics


def test_a_text_in_a_loop_over_what_is_not_known_keeps_what_is_known_of_it():
    parameters = {"Teams": {"Type": "CommaDelimitedList"}}
    loop = {"Fn::ForEach::P": ["T", {"Ref": "Teams"}, {"K": {
        "plain": "a-${T}", "sub": {"Fn::Sub": "b-${T}-${X}"}, "own": {"Fn::Sub": ["c-${T}", {"X": "${T}"}]},
        "none": "d-${Other}",
    }}]}  # fmt: skip
    got = value(loop, {"Parameters": {**parameters, "X": {"Type": "String", "Default": "x"}}})
    assert plain(got)["K"] == {"plain": Open("a-"), "sub": Open("b-"), "own": Open("c-"), "none": "d-${Other}"}
    assert got.data.rest is not None


@pytest.mark.parametrize(
    ("loop", "message"),
    [
        ("x", "Fn::ForEach::L takes a name, a list and a mapping"),
        (["T", ["a"]], "Fn::ForEach::L takes a name, a list and a mapping"),
        (["T", {"Ref": "AWS::NoValue"}, {"R": {"Type": "Custom::R"}}], "Fn::ForEach::L loops over what is not a list"),
        (["T", ["a", "b"], {"R": {"Type": "Custom::R"}}], "R is made twice"),
        (["T", ["x" * 3] * 1, {"Fn::ForEach::M": ["U", "y", {}]}], "Fn::ForEach::M loops over what is not a list"),
    ],
)
def test_a_malformed_loop_is_said_and_loses_nothing(loop, message):
    resources = {"Fn::ForEach::L": loop, "Kept": {"Type": "AWS::S3::Bucket"}}
    loaded = load({"t.json": json.dumps(template(resources))})
    assert [(d.level, d.message) for d in loaded.diagnostics] == [(ERROR, message)]
    assert "Kept" in names(loaded)


def test_loops_that_multiply_are_stopped():
    loop = {"R${A}${B}${C}${D}${E}": {"Type": "Custom::R"}}
    for name in "ABCDE":
        loop = {f"Fn::ForEach::{name}": [name, [f"{name}{n}" for n in range(20)], loop]}
    loaded = load({"t.json": json.dumps(template(loop))})
    assert {d.code for d in loaded.diagnostics} == {"budget"}


def test_a_list_under_the_only_key_that_an_input_may_be_is_that_list():
    """With any other value the stack is not deployed."""
    text = """
Transform: AWS::LanguageExtensions
Parameters: {Env: {Type: String}}
Mappings: {Buckets: {Production: {Names: [Raw, Models]}, Empty: {Other: [A]}}}
Resources:
  Fn::ForEach::Buckets:
    - Name
    - !FindInMap [Buckets, !Ref Env, Names]
    - "${Name}": {Type: "AWS::S3::Bucket"}
"""
    loaded = load({"t.yaml": HEADER + text})
    assert names(loaded) == ["Models", "Raw"] and not loaded.holes and not loaded.diagnostics


BY_ENV = """
Transform: AWS::LanguageExtensions
Parameters: {Env: {Type: String, AllowedValues: [dev, prod]}}
Mappings: {Buckets: {dev: {Names: [Raw]}, prod: {Names: [Raw, Models, Logs]}}}
Conditions:
  Fn::ForEach::Named:
    - Name
    - [Raw, Models]
    - "Has${Name}": !Equals [!Ref Env, prod]
Resources:
  Fn::ForEach::Buckets:
    - Name
    - !FindInMap [Buckets, !Ref Env, Names]
    - "${Name}": {Type: "AWS::S3::Bucket"}
      "${Name}Copy": {Type: "AWS::S3::Bucket", Condition: HasRaw}
  Job:
    Type: Custom::Job
    Properties:
      Environment:
        Fn::ForEach::Variables:
          - Name
          - !FindInMap [Buckets, !Ref Env, Names]
          - "${Name}Uri": !Sub "s3://${Name}"
"""


@pytest.mark.parametrize(
    ("env", "there", "variables"),
    [
        ("dev", ["Job", "Raw"], {"RawUri": "s3://Raw"}),
        ("prod", ["Job", "Logs", "LogsCopy", "Models", "ModelsCopy", "Raw", "RawCopy"],
         {"RawUri": "s3://Raw", "ModelsUri": "s3://Models", "LogsUri": "s3://Logs"}),
    ],
)  # fmt: skip
def test_a_list_that_an_input_chooses_makes_what_is_there_under_that_input(env, there, variables):
    """What a deployment with the input given makes, and what is made where it is open."""
    loaded = load({"t.yaml": HEADER + BY_ENV})
    assert not loaded.diagnostics and not loaded.holes
    world = World({"Env": env})
    assert sorted(str(r.address) for r in loaded.resources if r.format == "cfn" and force(r.when, world).data) == there
    assert plain(resource(loaded, "Job").body, world) == {"Environment": variables}
    given = load({"t.yaml": HEADER + BY_ENV}, variables=(("Env", env),))
    assert names(given) == there
    assert plain(resource(given, "Job").body) == {"Environment": variables}
