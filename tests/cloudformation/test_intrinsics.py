"""Every intrinsic function over what is known, in every spelling; what they make of what is not known."""

import base64
import ipaddress
import json

import pytest

from iacguard.model.value import SECRET, Seq, Unknown
from iacguard.model.world import World
from iacguard.policy.cel.unknowns import may_be
from tests.cloudformation.loading import attempt, load, resource, value
from tests.cloudformation.plain import Open, plain
from tests.cloudformation.spelling import SPELLINGS, text

SECTIONS = {
    "Parameters": {
        "Team": {"Type": "String", "Default": "ranking"},
        "Image": {"Type": "String"},
        "Zones": {"Type": "CommaDelimitedList", "Default": "a, b,c"},
        "Count": {"Type": "Number", "Default": 3},
    },
    "Mappings": {
        "Training": {
            "dev": {"InstanceType": "ml.m5.large", "Subnets": ["subnet-1", "subnet-2"], "Spot": True},
            "prod": {"InstanceType": "ml.p4d.24xlarge", "Subnets": ["subnet-3"], "Spot": False},
        }
    },
    "Conditions": {
        "IsRanking": {"Fn::Equals": [{"Ref": "Team"}, "ranking"]},
        "IsOther": {"Fn::Not": [{"Condition": "IsRanking"}]},
    },
    "Resources": {"Artefacts": {"Type": "AWS::S3::Bucket"}},
}

_NETWORK = [str(block) for block in list(ipaddress.ip_network("10.0.0.0/16").subnets(new_prefix=24))[:3]]
_PREFIX = {"Fn::FindInMap": ["Training", {"Fn::If": ["IsRanking", "prod", "dev"]}, "InstanceType"]}

KNOWN = [
    ({"Ref": "Team"}, "ranking"),
    ({"Ref": "Count"}, "3"),
    ({"Ref": "Zones"}, ["a", "b", "c"]),
    ({"Fn::Join": ["-", ["ml", {"Ref": "Team"}, "v1"]]}, "-".join(["ml", "ranking", "v1"])),
    ({"Fn::Join": [",", {"Ref": "Zones"}]}, ",".join("abc")),
    ({"Fn::Join": ["", []]}, ""),
    ({"Fn::Join": ["/", ["a", {"Ref": "AWS::NoValue"}, "b"]]}, "a/b"),
    ({"Fn::Split": ["/", "s3/key/part"]}, "s3/key/part".split("/")),
    ({"Fn::Select": [1, ["x", "y", "z"]]}, "y"),
    ({"Fn::Select": ["2", {"Ref": "Zones"}]}, "c"),
    ({"Fn::Select": [0, {"Fn::Split": ["/", {"Fn::Sub": "${Team}/model"}]}]}, "ranking"),
    ({"Fn::Select": [{"Fn::FindInMap": ["Training", "dev", "Nth"]}, ["x", "y"]]}, Open()),
    ({"Fn::Sub": "${Team}-${!Literal}-$x-${Team}"}, "ranking-${Literal}-$x-ranking"),
    ({"Fn::Sub": ["${Name}.${Team}", {"Name": {"Ref": "Count"}}]}, "3.ranking"),
    ({"Fn::Sub": ["${Team}", {"Team": "search"}]}, "search"),
    ({"Fn::Sub": "no names at all"}, "no names at all"),
    ({"Fn::Base64": {"Fn::Sub": "#!/bin/sh\necho ${Team}\n"}}, base64.b64encode(b"#!/bin/sh\necho ranking\n").decode()),
    ({"Fn::FindInMap": ["Training", "dev", "Subnets"]}, ["subnet-1", "subnet-2"]),
    ({"Fn::FindInMap": ["Training", "prod", "Spot"]}, False),
    ({"Fn::FindInMap": ["Training", "stage", "InstanceType", {"DefaultValue": "ml.t3.medium"}]}, "ml.t3.medium"),
    ({"Fn::FindInMap": ["Nowhere", "x", "y", {"DefaultValue": {"Ref": "Team"}}]}, "ranking"),
    (_PREFIX, "ml.p4d.24xlarge"),
    ({"Fn::If": ["IsRanking", {"A": 1}, {"B": 2}]}, {"A": 1}),
    ({"Fn::If": ["IsOther", "yes", {"Fn::If": ["IsRanking", "inner", "never"]}]}, "inner"),
    ({"Kept": 1, "Gone": {"Ref": "AWS::NoValue"}}, {"Kept": 1}),
    ({"Kept": 1, "Gone": {"Fn::If": ["IsOther", 1, {"Ref": "AWS::NoValue"}]}}, {"Kept": 1}),
    ([1, {"Fn::If": ["IsOther", 2, {"Ref": "AWS::NoValue"}]}, 3], [1, 3]),
    ({"Fn::Cidr": ["10.0.0.0/16", 3, 8]}, _NETWORK),
    ({"Fn::Cidr": ["10.0.0.0/16", {"Ref": "Count"}, "8"]}, _NETWORK),
    ({"Fn::Select": [2, {"Fn::Cidr": ["10.0.0.0/16", 3, 8]}]}, _NETWORK[2]),
    ({"Fn::Length": {"Ref": "Zones"}}, 3),
    ({"Fn::Length": ["a", {"Ref": "AWS::NoValue"}]}, 1),
    ({"Fn::ToJsonString": {"Team": {"Ref": "Team"}, "Sizes": [1, True]}}, '{"Team":"ranking","Sizes":[1,true]}'),
    ({"Fn::ToJsonString": [{"Ref": "Count"}]}, '["3"]'),
    ("{{no dynamic reference}}", "{{no dynamic reference}}"),
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_known_values(spelling):
    """All of them in one template, since loading it is what takes time."""
    subject = {f"P{number}": written for number, (written, _) in enumerate(KNOWN)}
    resources = {**SECTIONS["Resources"], "Subject": {"Type": "Custom::Subject", "Properties": subject}}
    name, written = text({"AWSTemplateFormatVersion": "2010-09-09", **SECTIONS, "Resources": resources}, spelling)
    loaded = load({name: written})
    body = resource(loaded, "Subject").body.data
    got = {number: plain(body.items[f"P{number}"]) for number in range(len(KNOWN))}
    assert got == {number: expected for number, (_, expected) in enumerate(KNOWN)}
    assert [d.message for d in loaded.diagnostics] == ["Training.dev has no Nth"]


UNKNOWN = [
    ({"Ref": "Image"}, "", "string"),
    ({"Ref": "Artefacts"}, "", "string"),
    ({"Fn::GetAtt": "Artefacts.Arn"}, "arn:", "string"),
    ({"Fn::GetAtt": ["Artefacts", "Arn"]}, "arn:", "string"),
    ({"Fn::Sub": "s3://${Artefacts}/models"}, "s3://", "string"),
    ({"Fn::Sub": "${Artefacts.Arn}/*"}, "arn:", "string"),
    ({"Fn::Join": ["/", ["repo", {"Ref": "Image"}]]}, "repo/", "string"),
    ({"Fn::Split": ["/", {"Ref": "Image"}]}, "", "list"),
    ({"Fn::GetAZs": ""}, "", "list"),
    ({"Fn::GetAZs": {"Ref": "AWS::Region"}}, "", "list"),
    ({"Fn::ImportValue": "network-VpcId"}, "", None),
    ({"Fn::Select": [0, {"Fn::GetAZs": ""}]}, "", None),
    ({"Fn::Select": [1, {"Fn::Split": [",", {"Fn::ImportValue": "network-Subnets"}]}]}, "", None),
    ({"Fn::ImportValue": {"Fn::Sub": "${Team}-VpcId"}}, "", None),
    ({"Fn::GetStackOutput": {"StackName": "network", "OutputName": "VpcId"}}, "", None),
    ({"Fn::Base64": {"Ref": "Image"}}, "", "string"),
    ({"Ref": "AWS::AccountId"}, "", "string"),
    ({"Ref": "AWS::StackId"}, "arn:", "string"),
    ({"Ref": "AWS::NotificationARNs"}, "", "list"),
]


@pytest.mark.parametrize(("written", "prefix", "kind"), UNKNOWN, ids=[json.dumps(row[0]) for row in UNKNOWN])
def test_what_is_not_known_is_not_null_and_keeps_what_is_known_of_it(written, prefix, kind):
    got = value(written, SECTIONS)
    assert isinstance(got.data, Unknown) and got.data.not_null and got.data.why
    assert (got.data.prefix, got.data.type) == (prefix, kind)


@pytest.mark.parametrize(
    ("written", "pieces"),
    [
        ({"Fn::Sub": "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/churn:7"}, (
            "", ".dkr.ecr.", ".amazonaws.com/churn:7",
        )),
        ({"Fn::Sub": "${Artefacts.Arn}/*"}, ("arn:", "/*")),
        ({"Fn::Join": ["/", ["repo", {"Ref": "Image"}, {"Fn::Sub": "a${Image}b"}]]}, ("repo/", "/a", "b")),
        ({"Fn::Sub": "${Image}:{{resolve:ssm:/tag}}"}, ("",)),
        ({"Fn::Sub": "{{resolve:ssm:/tag}}:${Image}:latest"}, ("",)),
        ({"Fn::Sub": "jdbc:{{resolve:ssm:/${Image}/host}}:5432"}, ("jdbc:",)),
        ({"Fn::Join": ["", ["jdbc:{{resolve:ssm:", {"Ref": "Image"}, "}}"]]}, ("jdbc:",)),
        ({"Fn::Join": ["", ["jdbc:", "{{resolve:ssm:", "/ml/host", "}}"]]}, ("jdbc:",)),
        ({"Fn::Base64": {"Fn::Sub": "${Image}:latest"}}, ("",)),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_certain_of_a_text_is_known(written, pieces):
    data = value(written, SECTIONS).data
    assert isinstance(data, Unknown) and (data.prefix, *data.tail) == pieces


@pytest.mark.parametrize(
    ("properties", "pieces"),
    [({"RepositoryName": {"Ref": "Team"}}, ("", ".dkr.ecr.", "/ranking:7")), ({}, ("", ".dkr.ecr.", "/", ":7"))],
)
def test_a_computed_text_looks_as_its_service_makes_it(properties, pieces):
    repository = {"Type": "AWS::ECR::Repository", "Properties": properties}
    sections = {**SECTIONS, "Resources": {"Images": repository}}
    data = value({"Fn::Sub": "${Images.RepositoryUri}:7"}, sections).data
    assert (data.prefix, *data.tail) == pieces


def test_references_ride_on_what_is_made_of_them():
    expressions = [
        {"Ref": "Artefacts"},
        {"Fn::GetAtt": ["Artefacts", "Arn"]},
        {"Fn::Sub": "s3://${Artefacts}/x"},
        {"Fn::Join": ["", ["a", {"Fn::GetAtt": "Artefacts.Arn"}]]},
        {"Fn::Select": [0, {"Fn::Split": [":", {"Ref": "Artefacts"}]}]},
        {"Fn::If": ["IsRanking", {"Ref": "Artefacts"}, "other"]},
        {"Fn::Base64": {"Ref": "Artefacts"}},
        {"Fn::ToJsonString": {"deep": [{"Ref": "Artefacts"}]}},
    ]
    for written in expressions:
        assert [str(r.target) for r in value(written, SECTIONS).refs] == ["Artefacts"], written


def test_two_texts_made_of_the_same_unknowns_are_the_same():
    one = value({"Fn::Sub": "${Image}-x"}, SECTIONS)
    other = value({"Fn::Join": ["", [{"Ref": "Image"}, "-x"]]}, SECTIONS)
    different = value({"Fn::Sub": "${Image}-y"}, SECTIONS)
    assert one.data.symbol == other.data.symbol != different.data.symbol


def test_what_was_joined_splits_into_its_parts():
    arn = {"Fn::GetAtt": ["Artefacts", "Arn"]}
    parts = value({"Fn::Split": [",", {"Fn::Join": [",", [{"Ref": "Artefacts"}, "b,c", arn]]}]}, SECTIONS).data
    assert isinstance(parts, Seq) and [plain(item) for item in parts.items] == [Open(), "b", "c", Open("arn:")]
    assert [str(r.target) for r in parts.items[0].refs] == ["Artefacts"]
    assert parts.rest is None
    open_ended = value({"Fn::Split": [",", {"Fn::Join": [",", [{"Ref": "Image"}, "b"]]}]}, SECTIONS).data
    assert open_ended.rest is not None, "an input may hold the delimiter itself"


def test_the_region_and_what_follows_from_it():
    written = {"Fn::Sub": "arn:${AWS::Partition}:s3:::x.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}"}
    known = value(written, region="cn-north-1", account="111122223333")
    assert known.data == "arn:aws-cn:s3:::x.cn-north-1.amazonaws.com.cn/111122223333"


def test_a_text_of_which_only_the_partition_is_open_is_one_of_few():
    got = value({"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/Admin"})
    assert {plain(option) for option in got.data.options.values()} == {
        f"arn:{name}:iam::aws:policy/Admin" for name in ("aws", "aws-cn", "aws-us-gov")
    }


@pytest.mark.parametrize("store", ["ssm:/ml/token", "ssm-secure:/ml/token:1", "secretsmanager:token:SecretString:key"])
def test_a_dynamic_reference_is_unknown_and_no_secret(store):
    for written in (f"{{{{resolve:{store}}}}}", {"Fn::Join": ["", ["{{resolve:", store, "}}"]]}):
        got = value(written)
        assert isinstance(got.data, Unknown) and got.data.not_null and SECRET in got.marks
    inside = value(f"jdbc:{{{{resolve:{store}}}}}")
    assert inside.data.prefix == "jdbc:" and SECRET in inside.marks


WRONG = {
    "there is no parameter or resource Nowhere": {"Ref": "Nowhere"},
    "there is no element 7; there are 3": {"Fn::Select": [7, {"Fn::Split": [",", "a,b,c"]}]},
    "Training has no stage": {"Fn::FindInMap": ["Training", "stage", "InstanceType"]},
    "there is no mapping Nowhere": {"Fn::FindInMap": ["Nowhere", "a", "b"]},
    "there is no function Fn::Joyn": {"Fn::Joyn": ["", ["a"]]},
    "this ${ is never closed": {"Fn::Sub": "${Team"},
    "there is no condition Nowhere": {"Fn::If": ["Nowhere", 1, 2]},
    "If takes a condition and two values": {"Fn::If": ["IsRanking", 1]},
    "Join takes a delimiter and a list": {"Fn::Join": "a"},
    "Cidr cannot divide 'x': 'x' does not appear to be an IPv4 or IPv6 network": {"Fn::Cidr": ["x", 1, 8]},
    "10.0.0.0/30 has no 8 blocks with 1 bits for hosts": {"Fn::Cidr": ["10.0.0.0/30", 8, 1]},
    "a text is needed here, not a mapping": {"Fn::Join": ["", [{"a": 1}]]},
    "GetAtt takes a resource and an attribute, as in Artefacts.Arn": {"Fn::GetAtt": "Artefacts"},
    "there is no pseudo parameter AWS::Nothing": {"Ref": "AWS::Nothing"},
    "Equals takes two values": {"Fn::If": [{"Fn::Equals": ["a"]}, 1, 2]},
}


@pytest.mark.parametrize("message", WRONG)
def test_what_is_wrong_is_unknown_and_said(message):
    got, errors = attempt(WRONG[message], SECTIONS)
    assert message in errors
    assert isinstance(got.data, Unknown) or hasattr(got.data, "options")


def test_an_unknown_function_names_the_nearest():
    loaded = load({"t.json": json.dumps({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Resources": {"S": {"Type": "Custom::S", "Properties": {"V": {"Fn::Joyn": ["", []]}}}},
    })})  # fmt: skip
    assert loaded.diagnostics[0].cure == "did you mean Fn::Join?"


def test_json_with_unknown_parts_stays_readable():
    definition = '{"States": {"Train": {"Resource": "arn:${AWS::Partition}:states:::x", "Role": "${Image}"}}}'
    got = value({"Fn::Sub": definition}, SECTIONS)
    assert got.decoded is not None
    train = plain(got.decoded)["States"]["Train"]
    assert train["Role"] == Open()
    china = World({"AWS::Partition": "aws-cn"})
    assert plain(got.decoded, china)["States"]["Train"]["Resource"] == "arn:aws-cn:states:::x"


def test_what_is_encoded_as_json_stays_readable():
    got = value({"Fn::ToJsonString": {"Role": {"Ref": "Image"}, "Spot": True}}, SECTIONS)
    assert isinstance(got.data, Unknown) and got.decoded is not None
    assert plain(got.decoded) == {"Role": Open(), "Spot": True}


@pytest.mark.parametrize(
    ("written", "possible", "impossible"),
    [
        ({"Ref": "AWS::AccountId"}, ["111122223333"], ["*", "", "root"]),
        ({"Ref": "AWS::Region"}, ["eu-west-1", "us-gov-west-1"], ["*", "", "global"]),
        ({"Ref": "Artefacts"}, ["models", "x"], ["*", "", "mod*"]),
        ({"Fn::GetAtt": ["Artefacts", "Arn"]}, ["arn:aws:s3:::models"], ["*", "models", "arn:aws:s3:::*"]),
        ({"Fn::Sub": "${Image}/*"}, ["x/*", "/*"], ["*", "x", "/"]),
        ({"Fn::Sub": "a-${Image}-b-${Image}"}, ["a--b-", "a-x-b-y"], ["a-b-", "b", ""]),
        ({"Ref": "Image"}, ["*", ""], []),
        ({"Fn::GetAtt": ["Made", "Name"]}, ["*"], []),
    ],
)
def test_an_unknown_knows_what_it_cannot_be(written, possible, impossible):
    made = {"Resources": {**SECTIONS["Resources"], "Made": {"Type": "Custom::Made"}}}
    data = value(written, {**SECTIONS, **made}).data
    assert [one for one in possible if not may_be(data, one)] == []
    assert [one for one in impossible if may_be(data, one)] == []
