"""Included files are put in; what a macro of somebody's makes is unknown, and never mistaken for absent."""

import json

import pytest

from iacguard.model.graph import walk
from iacguard.model.report import ERROR, NOTE
from iacguard.model.value import Unknown
from tests.cloudformation.loading import HEADER, load, names, resource, value
from tests.cloudformation.plain import plain

INCLUDE = "Fn::Transform: {Name: AWS::Include, Parameters: {Location: %s}}"


def test_an_included_file_adds_resources_with_places_of_its_own():
    text = HEADER + "Resources:\n  Own: {Type: 'AWS::S3::Bucket'}\n  " + INCLUDE % "shared/keys.yaml"
    fragment = "Key:\n  Type: AWS::KMS::Key\n  Properties:\n    EnableKeyRotation: !Equals [a, a]\n"
    loaded = load({"t.yaml": text, "shared/keys.yaml": fragment}, ["t.yaml"])
    assert names(loaded) == ["Key", "Own"] and not loaded.diagnostics
    assert str(resource(loaded, "Key").span) == "shared/keys.yaml:1:1"
    assert {r.path: r.status for r in loaded.files} == {"t.yaml": "parsed", "shared/keys.yaml": "parsed"}


def test_an_included_file_adds_properties():
    text = HEADER + "Resources:\n  Own:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: x\n      "
    loaded = load({"t.yaml": text + INCLUDE % "tags.json", "tags.json": '{"Tags": [{"Key": "Team", "Value": "ml"}]}'})
    assert plain(resource(loaded, "Own").body) == {"BucketName": "x", "Tags": [{"Key": "Team", "Value": "ml"}]}


@pytest.mark.parametrize(
    ("location", "files", "level"),
    [
        ("gone.yaml", {}, ERROR),
        ("s3://bucket/keys.yaml", {}, NOTE),
        ("list.yaml", {"list.yaml": "- a\n"}, ERROR),
        ("broken.yaml", {"broken.yaml": "a: [\n"}, ERROR),
        ("t.yaml", {}, ERROR),
    ],
)
def test_what_cannot_be_included_is_said_and_leaves_a_hole(location, files, level):
    text = (
        HEADER
        + "Resources:\n  Own: {Type: 'AWS::S3::Bucket', Properties: {V: !Ref Elsewhere}}\n  "
        + INCLUDE % location
    )
    loaded = load({"t.yaml": text, **files}, ["t.yaml"])
    assert level in {d.level for d in loaded.diagnostics}
    assert "Own" in names(loaded)
    assert loaded.holes or location == "t.yaml"


def test_a_macro_over_a_property_makes_it_unknown_and_keeps_what_flows_into_it():
    macro = {"Fn::Transform": {"Name": "Upper", "Parameters": {"InputString": {"Ref": "Artefacts"}}}}
    got = value(macro, {"Resources": {"Artefacts": {"Type": "AWS::S3::Bucket"}}})
    assert isinstance(got.data, Unknown) and [str(r.target) for r in got.refs] == ["Artefacts"]
    assert isinstance(value({"Fn::Transform": [{"Name": "A"}, {"Name": "B"}]}).data, Unknown)
    assert isinstance(value({"Own": 1, "Fn::Transform": {"Name": "Upper"}}).data, Unknown)


def test_a_macro_over_the_whole_template_leaves_a_hole_and_open_names():
    body = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Transform": ["AWS::LanguageExtensions", "PyPlate"],
        "Resources": {"Own": {"Type": "Custom::Own", "Properties": {"V": {"Ref": "MadeByMacro"}}}},
    }
    loaded = load({"t.json": json.dumps(body)})
    assert [(d.level, d.message) for d in loaded.diagnostics] == [
        (NOTE, "not expanded: the macro PyPlate may change this template")
    ]
    assert [hole.why for hole in loaded.holes] == ["the macro PyPlate may change this template"]


@pytest.mark.parametrize("transform", ["AWS::LanguageExtensions", "AWS::SecretsManager-2024-09-16"])
def test_transforms_that_leave_what_is_written_true_leave_no_hole(transform):
    body = {"Transform": transform, "Resources": {"Own": {"Type": "AWS::S3::Bucket"}}}
    loaded = load({"t.json": json.dumps(body)})
    assert not loaded.diagnostics and not loaded.holes and names(loaded) == ["Own"]


def test_a_module_of_the_registry_leaves_a_hole_and_open_names():
    body = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Resources": {
            "Key": {"Type": "AWS::KMS::Key"},
            "Store": {"Type": "Team::Data::Store::MODULE", "Properties": {"Key": {"Ref": "Key"}}},
            "Reader": {"Type": "Custom::Reader", "Properties": {"V": {"Ref": "StoreBucket"}}},
        },
    }
    loaded = load({"t.json": json.dumps(body)})
    (hole,) = loaded.holes
    assert str(hole.address) == "Store" and [str(r.target) for r in hole.refs] == ["Key"]
    assert not loaded.diagnostics


@pytest.mark.parametrize("spelling", ["Fn::Rain::Embed", "Rain::Embed"])
def test_what_the_packager_fills_in_is_unknown_and_no_error(spelling):
    body = {
        "Resources": {
            "Network": {"Type": {spelling.replace("Embed", "Module"): "../vpc.yml"}, "Properties": {"Name": "ml"}},
            "Own": {"Type": "Custom::Own", "Properties": {"V": {"Fn::Sub": {spelling: "setup.sh"}}}},
            "In": {"Type": "Custom::Own", "Properties": {"V": {"Fn::GetAtt": ["NetworkVPC", "VpcId"]}}},
        }
    }
    loaded = load({"t.json": json.dumps(body)})
    assert names(loaded) == ["In", "Own"]
    assert [hole.why for hole in loaded.holes] == ["rain fills in Rain::Module when it packages the template"]
    assert {(d.level, d.code) for d in loaded.diagnostics} == {(NOTE, "macro")}
    (given,) = [v for v in walk(resource(loaded, "Own").body) if isinstance(v.data, Unknown)]
    assert given.data.why == "rain fills in Rain::Embed when it packages the template"


WHOLE = "Transform: %s\nResources:\n  Own: {Type: 'AWS::S3::Bucket', Properties: {V: !Ref Key}}\n"
FILE = "{Name: AWS::Include, Parameters: {Location: shared/keys.yaml}}"


@pytest.mark.parametrize("transform", [FILE, f"[AWS::LanguageExtensions, {FILE}]"])
def test_a_file_included_by_the_whole_template_adds_sections(transform):
    fragment = "Parameters: {Days: {Type: Number, Default: 30}}\nResources:\n  Key:\n    Type: AWS::KMS::Key\n"
    fragment += "    Properties: {PendingWindowInDays: !Ref Days}\n"
    loaded = load({"t.yaml": HEADER + WHOLE % transform, "shared/keys.yaml": fragment})
    assert names(loaded) == ["Key", "Own"] and not loaded.diagnostics and not loaded.holes
    assert str(resource(loaded, "Key").span) == "shared/keys.yaml:3:3"
    assert plain(resource(loaded, "Key").body) == {"PendingWindowInDays": "30"}
    assert [str(r.target) for r in resource(loaded, "Own").body.data.items["V"].refs] == ["Key"]


@pytest.mark.parametrize(
    ("location", "fragment", "level"),
    [("s3://bucket/keys.yaml", "", NOTE), ("gone.yaml", "", ERROR), ("list.yaml", "- a\n", ERROR)],
)
def test_what_a_whole_template_cannot_include_leaves_a_hole(location, fragment, level):
    text = HEADER + WHOLE % FILE.replace("shared/keys.yaml", location)
    loaded = load({"t.yaml": text, **({location: fragment} if fragment else {})}, ["t.yaml"])
    assert level in {d.level for d in loaded.diagnostics} and names(loaded) == ["Own"]
    assert [hole.why for hole in loaded.holes] == ["the macro AWS::Include may change this template"]


def test_what_a_template_and_its_included_file_both_declare_is_the_template_s_own():
    fragment = "Resources: {Own: {Type: 'AWS::SQS::Queue'}, Key: {Type: 'AWS::KMS::Key'}}\nOutputs: {}\n"
    loaded = load({"t.yaml": HEADER + WHOLE % FILE, "shared/keys.yaml": fragment}, ["t.yaml"])
    assert [(d.level, d.message) for d in loaded.diagnostics] == [
        (ERROR, "Own is declared here and in what is included")
    ]
    assert resource(loaded, "Own").native_type == "AWS::S3::Bucket" and names(loaded) == ["Key", "Own"]
