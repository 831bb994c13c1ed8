"""Change sets: what will be there once one is executed, judged like a plan."""

import json

import pytest
import yaml

from iacguard.model.report import ERROR, NOTE
from iacguard.model.value import Unknown
from tests.cloudformation.loading import load, names, resource
from tests.cloudformation.plain import plain

LATER = "{{changeSet:KNOWN_AFTER_APPLY}}"


def change(action, name, kind, properties=None, **more):
    context = (
        {} if properties is None else {"AfterContext": json.dumps({"Properties": properties, **more.pop("meta", {})})}
    )
    return {"Type": "Resource", "ResourceChange": {"Action": action, "LogicalResourceId": name, "ResourceType": kind,
                                                   **context, **more}}  # fmt: skip


CHANGES = [
    change("Add", "Exploration", "AWS::SageMaker::NotebookInstance",
           {"InstanceType": "ml.g5.12xlarge", "KmsKeyId": "key-1", "RoleArn": LATER, "Role": f"arn:aws:iam::{LATER}"},
           meta={"DeletionPolicy": "Retain"}),
    change("Modify", "Key", "AWS::KMS::Key", {"EnableKeyRotation": False}, PhysicalResourceId="key-1"),
    change("Remove", "Old", "AWS::S3::Bucket", PhysicalResourceId="old-bucket"),
]  # fmt: skip
CHANGE_SET = {"ChangeSetName": "deploy", "ChangeSetId": "arn:aws:cloudformation:x", "StackName": "platform",
              "Status": "CREATE_COMPLETE", "Changes": CHANGES}  # fmt: skip
SPELLINGS = {"changes.json": json.dumps(CHANGE_SET, indent=2), "changes.yaml": yaml.safe_dump(CHANGE_SET)}


@pytest.mark.parametrize("path", SPELLINGS)
def test_what_is_added_or_changed_is_there_with_the_values_it_will_have(path):
    loaded = load({path: SPELLINGS[path]})
    assert [(r.path, r.format, r.status) for r in loaded.files] == [(path, "change set", "parsed")]
    assert names(loaded) == ["Exploration", "Key"] and not loaded.diagnostics
    notebook = resource(loaded, "Exploration")
    assert notebook.type == "aws_sagemaker_notebook_instance"
    assert notebook.meta.data.items["DeletionPolicy"].data == "Retain"
    items = notebook.body.data.items
    assert items["InstanceType"].data == "ml.g5.12xlarge"
    assert isinstance(items["RoleArn"].data, Unknown) and items["RoleArn"].data.not_null
    assert items["Role"].data.prefix == "arn:aws:iam::"
    assert [str(r.target) for r in items["KmsKeyId"].refs] == ["Key"]
    assert plain(resource(loaded, "Key").body) == {"EnableKeyRotation": False}


def test_places_are_the_lines_of_the_output():
    loaded = load({"changes.json": SPELLINGS["changes.json"]})
    key = resource(loaded, "Key")
    assert key.span.text == '"Key"'
    assert "EnableKeyRotation" in key.body.data.items["EnableKeyRotation"].span.text


def test_what_a_change_set_does_not_tell_leaves_a_hole():
    (hole,) = load({"changes.json": SPELLINGS["changes.json"]}).holes
    assert str(hole.address) == "platform"
    assert sorted(str(r.target) for r in hole.refs) == ["Exploration", "Key"]


def test_without_values_everything_is_unknown_and_it_is_said_how_to_get_them():
    bare = {**CHANGE_SET, "Changes": [change("Add", "A", "AWS::S3::Bucket"), change("Add", "B", "AWS::S3::Bucket")]}
    loaded = load({"changes.json": json.dumps(bare)})
    assert [(d.level, d.cure) for d in loaded.diagnostics] == [(NOTE, "describe it with --include-property-values")]
    assert all(r.body.data.rest is not None for r in loaded.resources)


def test_one_page_is_not_the_whole():
    loaded = load({"changes.json": json.dumps({**CHANGE_SET, "NextToken": "x"})})
    assert [(d.level, d.code) for d in loaded.diagnostics] == [(ERROR, "change-set")]


@pytest.mark.parametrize("broken", [
    {"Changes": [{"ResourceChange": 3}], "StackName": "x", "ChangeSetName": "x"},
    {"Changes": [{"ResourceChange": {"Action": "Add"}}], "StackName": "x", "ChangeSetName": "x"},
    {"Changes": [{"ResourceChange": {"LogicalResourceId": "A", "AfterContext": "{"}}], "StackName": "", "ChangeSet": 1},
    {"Changes": {"ResourceChange": 1}, "ChangeSetName": "x"},
])  # fmt: skip
def test_broken_output_is_no_trouble(broken):
    loaded = load({"changes.json": json.dumps(broken)})
    assert [r.status for r in loaded.files] in (["parsed"], ["skipped"])
