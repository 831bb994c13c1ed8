"""What `cdk synth` writes: environments, nested templates among the assets, constructs, the CDK's own helpers."""

import json

import pytest

from iacguard.model.graph import ResourceGraph
from iacguard.model.source import Source
from iacguard.model.value import Unknown
from iacguard.policy import judge, rule
from tests.cloudformation.loading import load, names, resource, vocabulary

MANIFEST = {
    "version": "36.0.0",
    "artifacts": {
        "Platform.assets": {"type": "cdk:asset-manifest", "properties": {"file": "Platform.assets.json"}},
        "Platform": {
            "type": "aws:cloudformation:stack",
            "environment": "aws://111122223333/eu-west-1",
            "properties": {"templateFile": "Platform.template.json", "stackName": "platform-prod"},
        },
        "Loose": {
            "type": "aws:cloudformation:stack",
            "environment": "aws://unknown-account/unknown-region",
            "properties": {"templateFile": "Loose.template.json"},
        },
    },
}
NAME = {"Fn::Sub": "${AWS::StackName}-${AWS::Region}-${AWS::AccountId}"}
UUID = "aae0aa3c5b4d4f87b02d85b201efdd8a"


def cdk(kind, path, **more):
    return {"Type": kind, "Metadata": {"aws:cdk:path": path, **more.pop("metadata", {})}, **more}


PLATFORM = {
    "Parameters": {
        "BootstrapVersion": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/cdk-bootstrap/x/version"},
        f"AssetParameters{'0' * 64}S3Bucket1234": {"Type": "String"},
    },
    "Rules": {
        "CheckBootstrapVersion": {
            "Assertions": [
                {"Assert": {"Fn::Not": [{"Fn::Contains": [["1", "2"], {"Ref": "BootstrapVersion"}]}]},
                 "AssertDescription": "run cdk bootstrap"}
            ]
        }
    },
    "Conditions": {"CDKMetadataAvailable": {"Fn::Or": [{"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]}]}},
    "Resources": {
        "Data83908E77": cdk("AWS::S3::Bucket", "Platform/Data/Resource", Properties={"BucketName": NAME}),
        "CDKMetadata": cdk("AWS::CDK::Metadata", "Platform/CDKMetadata/Default", Properties={"Analytics": "v2"}),
        "LogRetentionRole": cdk("AWS::IAM::Role", f"Platform/LogRetention{UUID}/ServiceRole/Resource"),
        "AutoDelete": cdk("AWS::Lambda::Function", "Platform/Custom::S3AutoDeleteProvider/Handler"),
        "TrainingNestedStack": cdk(
            "AWS::CloudFormation::Stack",
            "Platform/Training.NestedStack/Training.NestedStackResource",
            metadata={"aws:asset:path": "Training.nested.template.json", "aws:asset:property": "TemplateURL"},
            Properties={
                "TemplateURL": {"Fn::Join": ["", ["https://s3.", {"Ref": "AWS::Region"}, ".amazonaws.com/x/0.json"]]},
                "Parameters": {"Bucket": {"Ref": "Data83908E77"}},
            },
        ),
    },
}  # fmt: skip
TRAINING = {
    "Parameters": {"Bucket": {"Type": "String"}},
    "Resources": {
        "Notebook9AF": cdk(
            "AWS::SageMaker::NotebookInstance",
            "Platform/Training/Notebook",
            Properties={"InstanceType": "ml.t3.medium", "DirectInternetAccess": "Enabled", "V": {"Ref": "Bucket"}},
        )
    },
}
FILES = {
    "cdk.out/manifest.json": json.dumps(MANIFEST),
    "cdk.out/Platform.template.json": json.dumps(PLATFORM, indent=1),
    "cdk.out/Training.nested.template.json": json.dumps(TRAINING, indent=1),
    "cdk.out/Platform.assets.json": json.dumps({"version": "36.0.0", "files": {}}),
    "cdk.out/tree.json": json.dumps({"version": "tree-0.1", "tree": {"id": "App"}}),
}


def test_a_stack_has_the_environment_and_the_name_that_the_manifest_gives_it():
    loaded = load(FILES)
    assert not loaded.diagnostics
    bucket = resource(loaded, "Data83908E77").body.data.items["BucketName"]
    assert bucket.data == "platform-prod-eu-west-1-111122223333"
    given = resource(load(FILES, region="us-east-1"), "Data83908E77").body.data.items["BucketName"]
    assert given.data == "platform-prod-us-east-1-111122223333"


def test_a_template_among_the_assets_is_nested():
    loaded = load(FILES)
    assert "TrainingNestedStack/Notebook9AF" in names(loaded) and not loaded.holes
    read = resource(loaded, "TrainingNestedStack/Notebook9AF").body.data.items["V"]
    assert [str(r.target) for r in read.refs] == ["Data83908E77"]
    assert names(load(FILES, ["cdk.out/Training.nested.template.json"])) == names(loaded)


def test_what_the_cdk_adds_for_itself_is_there_but_no_rule_is_about_it():
    loaded = load(FILES)
    types = {r.address.name: r.type for r in loaded.resources}
    assert types["LogRetentionRole"] == "cdk.aws_iam_role" and types["AutoDelete"] == "cdk.aws_lambda_function"
    assert types["CDKMetadata"].startswith("cdk.") and types["Data83908E77"] == "aws_s3_bucket"
    assert [r.address.name for r in loaded.resources if r.type == "template_parameter"] == ["Bucket"]


def test_a_finding_names_the_construct_beside_the_logical_id():
    text = """
summary: Notebook instance reachable from the internet
severity: high
practices: [security]
resources: [aws_sagemaker_notebook_instance]
require: resource.direct_internet_access == 'Disabled'
message: "{address} leaves direct internet access on"
why: It is open.
fix: Close it.
"""
    made, faults = rule.read(Source("rule.yaml", text), "open", "network", "")
    assert not faults
    loaded = load(FILES)
    graph = ResourceGraph(loaded.resources, loaded.holes)
    (found,) = judge.Judge(graph, vocabulary()).judge([made], {}).findings
    assert found.address == "TrainingNestedStack/Notebook9AF"
    assert found.extra == {"construct": "Platform/Training/Notebook"}
    assert found.message.startswith("TrainingNestedStack/Notebook9AF (Platform/Training/Notebook) leaves")


@pytest.mark.parametrize("manifest", ["", "[]", '{"artifacts": []}', '{"artifacts": {"a": 3}}', "[" * 5000])
def test_a_broken_manifest_says_nothing(manifest):
    loaded = load({**FILES, "cdk.out/manifest.json": manifest}, ["cdk.out/Platform.template.json"])
    assert isinstance(resource(loaded, "Data83908E77").body.data.items["BucketName"].data, Unknown)
    assert not loaded.diagnostics


def test_an_environment_that_is_not_known_stays_open():
    files = {**FILES, "cdk.out/Loose.template.json": FILES["cdk.out/Platform.template.json"]}
    loaded = load(files, ["cdk.out/Loose.template.json"])
    assert isinstance(resource(loaded, "Data83908E77").body.data.items["BucketName"].data, Unknown)
