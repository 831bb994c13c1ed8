"""Serverless templates: expanded by AWS's translator with places in the file, or judged as they are written."""

import importlib.util
import json

import pytest

from iacguard.formats.cloudformation import sam
from iacguard.model.report import ERROR, NOTE
from iacguard.model.value import Unknown
from tests.cloudformation.loading import load, names, resource
from tests.cloudformation.plain import Open, plain

TEMPLATE = """AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String}
Globals:
  Function:
    Runtime: python3.12
    Timeout: 30
    Tags: {Team: ml}
    Environment: {Variables: {STAGE: !Ref Stage}}
    Layers: [!Ref Shared]
Resources:
  Shared: {Type: "AWS::Serverless::LayerVersion", Properties: {ContentUri: layer/}}
  Scorer:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: app.handler
      MemorySize: 512
      KmsKeyArn: !GetAtt Key.Arn
      Environment: {Variables: {MODEL: churn}}
      Events:
        Score: {Type: Api, Properties: {Path: /score, Method: post}}
  Key: {Type: "AWS::KMS::Key", Properties: {EnableKeyRotation: true}}
  Retraining:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: retrain.asl.json
      DefinitionSubstitutions: {Scorer: !GetAtt Scorer.Arn}
      Role: !GetAtt RetrainingRole.Arn
      Logging: {Level: ALL}
  RetrainingRole: {Type: "AWS::IAM::Role"}
  Predictions: {Type: "AWS::Serverless::SimpleTable", Properties: {TableName: predictions}}
  Stored: {Type: "AWS::Serverless::Application", Properties: {Location: {ApplicationId: x, SemanticVersion: 1.0.0}}}
"""
FILES = {
    "t.yaml": TEMPLATE,
    "retrain.asl.json": '{"States": {"Score": {"Type": "Task", "Resource": "${Scorer}"}}}',
}
COMMON = {"Scorer": "aws_lambda_function", "Retraining": "aws_sfn_state_machine", "Predictions": "aws_dynamodb_table",
          "Key": "aws_kms_key"}  # fmt: skip


@pytest.fixture(params=["translator", "without"])
def road(request, monkeypatch):
    """Both roads: with the translator, and where it is not installed."""
    if request.param == "translator":
        pytest.importorskip("samtranslator")
    else:
        monkeypatch.setattr(sam, "find_spec", lambda name: None)
    return request.param


@pytest.fixture
def translator():
    pytest.importorskip("samtranslator")


def test_both_roads_agree_on_what_is_written(road):
    loaded = load(FILES, ["t.yaml"])
    for name, common in COMMON.items():
        assert resource(loaded, name).type == common
    function = resource(loaded, "Scorer").body.data.items
    assert {key: plain(function[key]) for key in ("Runtime", "Timeout", "MemorySize", "Handler", "KmsKeyArn")} == {
        "Runtime": "python3.12", "Timeout": 30, "MemorySize": 512, "Handler": "app.handler", "KmsKeyArn": Open("arn:"),
    }  # fmt: skip
    assert plain(function["Environment"])["Variables"] == {"STAGE": Open(), "MODEL": "churn"}
    assert [str(r.target) for r in function["KmsKeyArn"].refs] == ["Key"]
    lines = {key: function[key].span.line for key in ("Runtime", "Timeout", "MemorySize", "Handler", "KmsKeyArn")}
    assert lines == {"Runtime": 7, "Timeout": 8, "MemorySize": 19, "Handler": 18, "KmsKeyArn": 20}
    machine = resource(loaded, "Retraining").body.data.items
    assert plain(machine["LoggingConfiguration"])["Level"] == "ALL"
    score = machine["DefinitionString"].decoded.data.items["States"].data.items["Score"]
    assert [str(r.target) for r in score.data.items["Resource"].refs] == ["Scorer"]


TRANSFORM = """{"States": {"Score": {
  "Type": "Task",
  "Resource": "arn:aws:states:::sagemaker:createTransformJob.sync",
  "Parameters": {
    "TransformResources": {"InstanceType": "${Type}", "InstanceCount": ${Count}},
    "Environment": ${Environment}
  }
}}}"""


def test_a_definition_may_be_json_after_its_substitutions_alone(road):
    given = '{Type: !Ref Stage, Count: 7, Environment: \'{"MODEL": "churn"}\'}'
    template = TEMPLATE.replace("{Scorer: !GetAtt Scorer.Arn}", given)
    loaded = load({"t.yaml": template, "retrain.asl.json": TRANSFORM}, ["t.yaml"])
    assert not [d for d in loaded.diagnostics if d.level == ERROR]
    text = resource(loaded, "Retraining").body.data.items["DefinitionString"]
    score = text.decoded.data.items["States"].data.items["Score"].data.items["Parameters"].data.items
    resources = score["TransformResources"].data.items
    assert plain(resources["InstanceCount"]) == 7
    assert plain(resources["InstanceType"]) == Open()
    assert plain(score["Environment"]) == {"MODEL": "churn"}
    places = [(v.span.source.path, v.span.line) for v in (score["TransformResources"], resources["InstanceCount"])]
    assert places == [("retrain.asl.json", 5)] * 2


def test_a_definition_that_lacks_a_substitution_is_broken_json(road):
    template = TEMPLATE.replace("{Scorer: !GetAtt Scorer.Arn}", "{Type: ml.m5.large, Environment: '{}'}")
    loaded = load({"t.yaml": template, "retrain.asl.json": TRANSFORM}, ["t.yaml"])
    (error,) = [d for d in loaded.diagnostics if d.level == ERROR]
    assert (error.span.source.path, error.span.line) == ("retrain.asl.json", 5)


POLICIES = """
      Policies:
        - AmazonSageMakerFullAccess
        - !Sub "arn:${AWS::Partition}:iam::aws:policy/AmazonS3FullAccess"
        - Statement:
            - {Effect: Allow, Action: "s3:*", Resource: "*"}
        - S3ReadPolicy: {BucketName: churn}
"""


def test_both_roads_agree_on_what_a_function_may_do(road):
    template = TEMPLATE.replace("MemorySize: 512\n", "MemorySize: 512" + POLICIES)
    loaded = load(
        {"t.yaml": template, **{k: v for k, v in FILES.items() if k != "t.yaml"}}, ["t.yaml"], region="eu-west-1"
    )
    role = resource(loaded, "ScorerRole")
    assert (role.type, role.span.line) == ("aws_iam_role", 14)
    items = role.body.data.items
    arns = {plain(item): item.span.line for item in items["ManagedPolicyArns"].data.items}
    assert arns["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"] == 21
    assert arns["arn:aws:iam::aws:policy/AmazonS3FullAccess"] == 22
    documents = [policy.data.items["PolicyDocument"] for policy in items["Policies"].data.items]
    wide = next(
        d for d in documents if plain(d)["Statement"] == [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]
    )
    assert wide.data.items["Statement"].data.items[0].span.line == 24
    assert len(documents) == 2 or items["Policies"].data.rest is not None, "a policy template is not lost"
    trust = plain(items["AssumeRolePolicyDocument"])["Statement"][0]
    assert trust["Principal"] == {"Service": ["lambda.amazonaws.com"]}
    assert [str(r.target) for r in resource(loaded, "Scorer").body.data.items["Role"].refs] == ["ScorerRole"]


@pytest.mark.parametrize(
    "properties",
    [{"Role": "arn:aws:iam::1:role/r", "Policies": "A"}, {}, {"Policies": {"Fn::If": [1]}}, {"Policies": None}, 3],
)
def test_a_role_is_made_only_of_policies_and_where_none_is_given(monkeypatch, properties):
    monkeypatch.setattr(sam, "find_spec", lambda name: None)
    function = {"Type": "AWS::Serverless::Function", "Properties": properties}
    body = {"Transform": "AWS::Serverless-2016-10-31", "Resources": {"F": function}}
    found = names(load({"t.json": json.dumps(body)}))
    made = isinstance(properties, dict) and properties.get("Policies") is not None and "Role" not in properties
    assert found == (["F", "FRole"] if made else ["F"])


def test_what_the_translator_makes_stands_at_the_resource_that_it_comes_from(translator):
    loaded = load(FILES, ["t.yaml"])
    assert not [d for d in loaded.diagnostics if d.level == ERROR]
    role = resource(loaded, "ScorerRole")
    assert role.type == "aws_iam_role" and role.span.line == resource(loaded, "Scorer").span.line == 14
    api = next(r for r in loaded.resources if r.native_type == "AWS::ApiGateway::RestApi")
    assert api.span.source.path == "t.yaml"
    assert "Stored" in names(loaded), "an application of a repository stays as it is: nobody is asked for it"


def test_a_managed_policy_stands_where_its_name_is_written(translator):
    template = TEMPLATE.replace("MemorySize: 512", "MemorySize: 512\n      Policies: [AmazonS3FullAccess]")
    policies = resource(load({"t.yaml": template}), "ScorerRole").body.data.items["ManagedPolicyArns"]
    (wide,) = [item for item in policies.data.items if str(item.data).endswith(":policy/AmazonS3FullAccess")]
    assert (wide.span.line, wide.span.text) == (20, "AmazonS3FullAccess")


def test_without_the_translator_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setattr(sam, "find_spec", lambda name: None)
    said = [d for d in load(FILES, ["t.yaml"]).diagnostics if d.code == "template"]
    assert [(d.level, d.span.line, d.cure) for d in said] == [(NOTE, 2, "pip install 'iacguard[cfn-lint]'")]
    assert all(name in said[0].message for name in COMMON if TEMPLATE.count(f"  {name}:\n    Type: AWS::Serverless"))


@pytest.mark.parametrize(
    "properties",
    [
        {"CodeUri": "src/", "Runtime": "python3.12", "Events": {"E": {"Type": "Nothing"}}},
        {"Events": 3, "InlineCode": "x"},
        {"Policies": [{"S3ReadPolicy": {}}], "CodeUri": "src/", "Runtime": "python3.12", "Handler": "h"},
    ],
)
def test_what_cannot_be_expanded_is_said_and_judged_as_written(translator, properties):
    function = {"Type": "AWS::Serverless::Function", "Properties": properties}
    body = {"Transform": "AWS::Serverless-2016-10-31",
            "Resources": {"F": function, "Kept": {"Type": "AWS::S3::Bucket"}}}  # fmt: skip
    loaded = load({"t.json": json.dumps(body)})
    assert "could not be expanded" in loaded.diagnostics[0].message
    assert resource(loaded, "F").native_type == "AWS::Serverless::Function"
    assert "Kept" in names(loaded)


@pytest.mark.parametrize(
    "resources", [{}, [], {"F": []}, {"F": {"Type": {"a": 1}}}, {"F": {"Type": "AWS::Serverless::Api"}}]
)
def test_broken_resources_are_no_trouble(road, resources):
    loaded = load({"t.json": json.dumps({"Transform": "AWS::Serverless-2016-10-31", "Resources": resources})})
    assert [r.status for r in loaded.files] == ["parsed"]


def test_globals_merge_as_the_translator_merges_them(monkeypatch):
    monkeypatch.setattr(sam, "find_spec", lambda name: None)
    function = {"Type": "AWS::Serverless::Function",
                "Properties": {"Layers": ["b"], "Timeout": 5, "VpcConfig": {"SubnetIds": ["s-2"]}}}  # fmt: skip
    shared = {"Layers": ["a"], "Timeout": 30, "VpcConfig": {"SubnetIds": ["s-1"], "SecurityGroupIds": ["sg-1"]}}
    body = {"Transform": "AWS::Serverless-2016-10-31", "Globals": {"Function": shared}, "Resources": {"F": function}}
    loaded = load({"t.json": json.dumps(body)})
    assert plain(resource(loaded, "F").body) == {
        "Layers": ["a", "b"], "Timeout": 5, "VpcConfig": {"SubnetIds": ["s-1", "s-2"], "SecurityGroupIds": ["sg-1"]},
    }  # fmt: skip


def test_names_that_the_transform_makes_may_be_used(road):
    body = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Transform": "AWS::Serverless-2016-10-31",
        "Resources": {
            "F": {"Type": "AWS::Serverless::Function", "Properties": {"InlineCode": "x", "Handler": "h",
                                                                     "Runtime": "python3.12"}},
            "Reader": {"Type": "Custom::Reader", "Properties": {"V": {"Fn::GetAtt": ["FRole", "Arn"]}}},
        },
    }  # fmt: skip
    loaded = load({"t.json": json.dumps(body)})
    assert isinstance(resource(loaded, "Reader").body.data.items["V"].data, Unknown)
    assert not [d for d in loaded.diagnostics if d.level == ERROR]


def test_the_translator_is_not_imported_for_other_templates():
    import subprocess
    import sys

    code = (
        "import sys; from tests.cloudformation.loading import load;"
        'load({\'t.json\': \'{"Resources": {"B": {"Type": "AWS::S3::Bucket"}}}\'});'
        "print(sorted(m for m in ('samtranslator', 'boto3', 'cfnlint', 'yaml') if m in sys.modules))"
    )
    assert importlib.util.find_spec("iacguard")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "samtranslator" not in done.stdout and "cfnlint" not in done.stdout


@pytest.mark.parametrize("alias", [{"Ref": "Alias"}, "live"])
def test_an_alias_named_by_an_open_parameter_stays_that_parameter(translator, alias):
    properties = {"CodeUri": "s", "Handler": "h", "Runtime": "python3.12", "AutoPublishAlias": alias}
    function = {"Type": "AWS::Serverless::Function", "Properties": properties}
    body = {"AWSTemplateFormatVersion": "2010-09-09", "Transform": "AWS::Serverless-2016-10-31",
            "Parameters": {"Alias": {"Type": "String"}}, "Resources": {"F": function}}  # fmt: skip
    loaded = load({"t.json": json.dumps(body)})
    assert not loaded.diagnostics
    made = next(r for r in loaded.resources if r.native_type == "AWS::Lambda::Alias")
    assert plain(made.body.data.items["Name"]) == (alias if alias == "live" else Open())
