"""What Terraform declares beside a resource and CloudFormation inside it: one answer, and honest about what is open."""

from __future__ import annotations

import pytest

from iacguard.model.address import managed
from iacguard.model.graph import Hole
from iacguard.model.value import Reference, Unknown
from iacguard.model.world import World
from tests.vocabulary.scenes import (
    HERE,
    UNKNOWN,
    cloudformation,
    either,
    look,
    made,
    terraform,
    to,
    unknown,
)

BUCKET = 'resource "aws_s3_bucket" "b" {\n  bucket = "features"\n%s}\n'


def apart(suffix, body, join="aws_s3_bucket.b.id"):
    """A bucket and one of its satellites."""
    return BUCKET % "" + f'resource "aws_s3_bucket_{suffix}" "b" {{\n  bucket = {join}\n{body}\n}}\n'


SSE = '  rule {\n    apply_server_side_encryption_by_default {\n      sse_algorithm = "aws:kms"\n    }\n  }'
LIFECYCLE = """
  rule {
    id     = "old"
    status = "Enabled"
    expiration {
      days = 90
    }
    transition {
      days          = 30
      storage_class = "INTELLIGENT_TIERING"
    }
    noncurrent_version_expiration {
      noncurrent_days = 7
    }
    abort_incomplete_multipart_upload {
      days_after_initiation = 3
    }
  }
"""
OLD_LIFECYCLE = """
  lifecycle_rule {
    id      = "old"
    enabled = true
    abort_incomplete_multipart_upload_days = 3
    expiration {
      days = 90
    }
    transition {
      days          = 30
      storage_class = "INTELLIGENT_TIERING"
    }
    noncurrent_version_expiration {
      days = 7
    }
  }
"""
NESTED_LIFECYCLE = """
      LifecycleConfiguration:
        Rules:
          - Id: old
            Status: Enabled
            ExpirationInDays: 90
            Transitions: [{TransitionInDays: 30, StorageClass: INTELLIGENT_TIERING}]
            NoncurrentVersionExpiration: {NoncurrentDays: 7}
            AbortIncompleteMultipartUpload: {DaysAfterInitiation: 3}
"""
RULE = "lifecycle_configuration.rule.0."
PARTS = {
    "server_side_encryption_configuration": (
        apart("server_side_encryption_configuration", SSE),
        BUCKET % ("  server_side_encryption_configuration {\n" + SSE + "\n  }\n"),
        "      BucketEncryption:\n        ServerSideEncryptionConfiguration:\n"
        "          - ServerSideEncryptionByDefault: {SSEAlgorithm: 'aws:kms'}\n",
        {
            "server_side_encryption_configuration.rule.0.apply_server_side_encryption_by_default."
            "sse_algorithm": "aws:kms"
        },
    ),
    "versioning": (
        apart("versioning", '  versioning_configuration {\n    status = "Enabled"\n  }'),
        BUCKET % "  versioning {\n    enabled = true\n  }\n",
        "      VersioningConfiguration: {Status: Enabled}\n",
        {"versioning.versioning_configuration.status": "Enabled"},
    ),
    "lifecycle_configuration": (
        apart("lifecycle_configuration", LIFECYCLE),
        BUCKET % OLD_LIFECYCLE,
        NESTED_LIFECYCLE,
        {
            RULE + "status": "Enabled",
            RULE + "expiration.days": 90,
            RULE + "transition.0.days": 30,
            RULE + "transition.0.storage_class": "INTELLIGENT_TIERING",
            RULE + "noncurrent_version_expiration.noncurrent_days": 7,
            RULE + "abort_incomplete_multipart_upload.days_after_initiation": 3,
        },
    ),
    "logging": (
        apart("logging", '  target_bucket = "logs"\n  target_prefix = "s3/"'),
        BUCKET % '  logging {\n    target_bucket = "logs"\n    target_prefix = "s3/"\n  }\n',
        "      LoggingConfiguration: {DestinationBucketName: logs, LogFilePrefix: s3/}\n",
        {"logging.target_bucket": "logs", "logging.target_prefix": "s3/"},
    ),
    "public_access_block": (
        apart("public_access_block", "  block_public_acls = true"),
        None,
        "      PublicAccessBlockConfiguration: {BlockPublicAcls: true}\n",
        {"public_access_block.block_public_acls": True, "public_access_block.block_public_policy": False},
    ),
    "ownership_controls": (
        apart("ownership_controls", '  rule {\n    object_ownership = "BucketOwnerEnforced"\n  }'),
        None,
        "      OwnershipControls: {Rules: [{ObjectOwnership: BucketOwnerEnforced}]}\n",
        {"ownership_controls.rule.object_ownership": "BucketOwnerEnforced"},
    ),
    "acl": (
        apart("acl", '  acl = "private"'),
        BUCKET % '  acl = "private"\n',
        "      AccessControl: private\n",
        {"acl.acl": "private"},
    ),
    "policy": (
        apart("policy", "  policy = jsonencode({ Statement = [] })"),
        BUCKET % "  policy = jsonencode({ Statement = [] })\n",
        None,
        {"policy.policy": {"Statement": []}},
    ),
}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("spelling", [0, 1, 2], ids=["apart", "before provider 4", "nested"])
def test_a_part_of_a_bucket_reads_alike_wherever_it_is_written(part, spelling):
    text, expected = PARTS[part][spelling], PARTS[part][3]
    if text is None:
        pytest.skip("there is no such spelling")
    if spelling == 2:
        seen, address = cloudformation("  B:\n    Type: AWS::S3::Bucket\n    Properties:\n" + text), "B"
    else:
        seen, address = terraform(text), "aws_s3_bucket.b"
    assert {path: seen.ask(address, path) for path in expected} == expected


def test_a_bucket_policy_stands_apart_in_cloudformation_too():
    seen = cloudformation("""
  B:
    Type: AWS::S3::Bucket
  P:
    Type: AWS::S3::BucketPolicy
    Properties: {Bucket: !Ref B, PolicyDocument: {Statement: []}}
""")
    assert seen.ask("B", "policy.policy") == {"Statement": []}


@pytest.mark.parametrize("join", ["aws_s3_bucket.b.id", "aws_s3_bucket.b.bucket", '"features"', "aws_s3_bucket.b.arn"])
def test_a_satellite_may_name_its_parent_in_any_way(join):
    seen = terraform(apart("versioning", '  versioning_configuration {\n    status = "Enabled"\n  }', join))
    assert seen.ask("aws_s3_bucket.b", "versioning.versioning_configuration.status") == "Enabled"


@pytest.mark.parametrize("join", ['"other"', '"${aws_s3_bucket.b.bucket}-logs"', "aws_s3_bucket.gone.id"])
def test_a_satellite_of_another_is_none_of_this_one(join):
    seen = terraform(apart("versioning", '  versioning_configuration {\n    status = "Enabled"\n  }', join))
    assert seen.ask("aws_s3_bucket.b", "versioning.versioning_configuration.status") == "Disabled"


def versioned(join, **more):
    status = {"versioning_configuration": [{"status": "Enabled"}]}
    return made("aws_s3_bucket_versioning", "tf", {"bucket": join, **status}, "v", **more)


STATUS = "versioning.versioning_configuration.status"


def test_a_satellite_whose_parent_is_unknown_leaves_every_candidate_open():
    seen = look(made("aws_s3_bucket", "tf", {}), versioned(unknown()))
    assert seen.ask("aws_s3_bucket.x", STATUS) == UNKNOWN
    elsewhere = made("aws_s3_bucket", "tf", {}, "far")
    elsewhere.address = managed("another root", "aws_s3_bucket", "far")
    assert look(elsewhere, versioned(unknown())).ask("aws_s3_bucket.far", STATUS) == "Disabled"


def test_an_unknown_satellite_says_nothing_of_what_cloudformation_nests():
    seen = look(made("aws_s3_bucket", "cfn", {}), versioned(unknown()))
    assert seen.ask("aws_s3_bucket.x", STATUS) == "Disabled"


def test_a_hole_that_touches_a_resource_leaves_its_parts_open():
    bucket = made("aws_s3_bucket", "tf", {})
    hole = Hole(managed("", "", ""), "its source is not there", HERE, (Reference(bucket.address),))
    assert look(bucket, holes=(hole,)).ask("aws_s3_bucket.x", STATUS) == UNKNOWN
    untouched = Hole(managed("", "", ""), "its source is not there", HERE)
    assert look(bucket, holes=(untouched,)).ask("aws_s3_bucket.x", STATUS) == "Disabled"
    assert look(bucket, versioned(to(bucket)), holes=(hole,)).ask("aws_s3_bucket.x", STATUS) == "Enabled"


def test_a_satellite_under_a_condition_is_there_when_it_holds():
    bucket = made("aws_s3_bucket", "tf", {})
    seen = look(bucket, versioned(to(bucket), when=either("var.keep", true=True, false=False)))
    worlds = {label: seen.ask("aws_s3_bucket.x", STATUS, World({"var.keep": label})) for label in ("true", "false")}
    assert worlds == {"true": "Enabled", "false": "Disabled"}


def test_a_satellite_that_may_not_exist_leaves_its_part_open():
    bucket = made("aws_s3_bucket", "tf", {})
    assert look(bucket, versioned(to(bucket), when=unknown())).ask("aws_s3_bucket.x", STATUS) == UNKNOWN


def test_a_satellite_whose_parent_is_chosen_belongs_to_either():
    one, other = made("aws_s3_bucket", "tf", {}, "one"), made("aws_s3_bucket", "tf", {}, "other")
    seen = look(one, other, versioned(either("var.which", one=to(one), other=to(other))))
    found = {
        (name, label): seen.ask(f"aws_s3_bucket.{name}", STATUS, World({"var.which": label}))
        for name in ("one", "other")
        for label in ("one", "other")
    }
    assert found == {pair: "Enabled" if pair[0] == pair[1] else "Disabled" for pair in found}


def test_two_satellites_of_one_kind_contradict_each_other():
    bucket = made("aws_s3_bucket", "tf", {})
    second = versioned(to(bucket))
    second.address = managed("", "aws_s3_bucket_versioning", "second")
    value = look(bucket, versioned(to(bucket)), second).value("aws_s3_bucket.x", "versioning")
    assert isinstance(value.data, Unknown)
    assert "both declare it" in value.data.why


def test_two_satellites_that_exclude_each_other_do_not():
    bucket = made("aws_s3_bucket", "tf", {})
    prod = versioned(to(bucket), when=either("var.env", prod=True, dev=False))
    dev = versioned(to(bucket), when=either("var.env", prod=False, dev=True))
    dev.address = managed("", "aws_s3_bucket_versioning", "dev")
    seen = look(bucket, prod, dev)
    assert seen.ask("aws_s3_bucket.x", STATUS, World({"var.env": "dev"})) == "Enabled"


def test_an_old_spelling_that_is_not_known_is_not_guessed():
    seen = look(made("aws_s3_bucket", "tf", {"versioning": [{"enabled": unknown()}]}))
    assert seen.ask("aws_s3_bucket.x", STATUS) == UNKNOWN
    seen = look(made("aws_s3_bucket", "tf", {"versioning": [{"enabled": either("var.v", on=True, off=False)}]}))
    assert seen.ask("aws_s3_bucket.x", STATUS, World({"var.v": "off"})) == "Suspended"


AGENT = """
resource "aws_bedrockagent_agent" "a" {
  agent_name = "support"
}
resource "aws_bedrockagent_agent_action_group" "g" {
  agent_id          = aws_bedrockagent_agent.a.agent_id
  action_group_name = "orders"
}
"""


def test_parts_of_which_there_are_many_are_joined():
    seen = terraform(AGENT + AGENT.split("}\n", 1)[1].replace('"g"', '"h"').replace("orders", "refunds"))
    groups = seen.ask("aws_bedrockagent_agent.a", "action_group")
    assert sorted(group["action_group_name"] for group in groups) == ["orders", "refunds"]
    nested = cloudformation(
        "  A:\n    Type: AWS::Bedrock::Agent\n    Properties: {ActionGroups: [{ActionGroupName: orders}]}\n"
    )
    assert nested.ask("A", "action_group.0.action_group_name") == "orders"


FOLDED = [
    ("aws_ecr_repository", "repository", "aws_ecr_repository_policy", '  policy = jsonencode({ Statement = [] })',
     "RepositoryPolicyText: {Statement: []}", "policy.policy", {"Statement": []}),
    ("aws_ecr_repository", "repository", "aws_ecr_lifecycle_policy", '  policy = jsonencode({ rules = [] })',
     'LifecyclePolicy: {LifecyclePolicyText: "{\\"rules\\": []}"}', "lifecycle_policy.policy", {"rules": []}),
    ("aws_efs_file_system", "file_system_id", "aws_efs_backup_policy", '  backup_policy {\n    status = "ENABLED"\n  }',
     "BackupPolicy: {Status: ENABLED}", "backup_policy.backup_policy.status", "ENABLED"),
    ("aws_efs_file_system", "file_system_id", "aws_efs_file_system_policy", '  policy = jsonencode({ Statement = [] })',
     "FileSystemPolicy: {Statement: []}", "policy.policy", {"Statement": []}),
    ("aws_sagemaker_model_package_group", "model_package_group_name", "aws_sagemaker_model_package_group_policy",
     '  resource_policy = jsonencode({ Statement = [] })', "ModelPackageGroupPolicy: {Statement: []}",
     "policy.resource_policy", {"Statement": []}),
    ("aws_opensearch_domain", "domain_name", "aws_opensearch_domain_policy",
     '  access_policies = jsonencode({ Statement = [] })', "AccessPolicies: {Statement: []}",
     "policy.access_policies", {"Statement": []}),
]  # fmt: skip
CFN = {
    "aws_ecr_repository": "AWS::ECR::Repository", "aws_efs_file_system": "AWS::EFS::FileSystem",
    "aws_sagemaker_model_package_group": "AWS::SageMaker::ModelPackageGroup",
    "aws_opensearch_domain": "AWS::OpenSearchService::Domain",
}  # fmt: skip


@pytest.mark.parametrize(("type", "join", "satellite", "body", "properties", "path", "value"), FOLDED)
def test_other_satellites_fold_too(type, join, satellite, body, properties, path, value):
    attribute = {"repository": "name", "domain_name": "domain_name"}.get(join, join if "group" in join else "id")
    seen = terraform(
        f'resource "{type}" "p" {{\n}}\nresource "{satellite}" "s" {{\n  {join} = {type}.p.{attribute}\n{body}\n}}\n'
    )
    assert seen.ask(f"{type}.p", path) == value
    nested = cloudformation(f"  P:\n    Type: {CFN[type]}\n    Properties:\n      {properties}\n")
    assert nested.ask("P", path) == value


@pytest.mark.parametrize(
    ("type", "join", "satellite", "parent"),
    [
        ("AWS::SNS::Topic", "Topics: [!Ref P]", "AWS::SNS::TopicPolicy", "policy.policy"),
        ("AWS::SQS::Queue", "Queues: [!Ref P]", "AWS::SQS::QueuePolicy", "policy.policy"),
        ("AWS::SecretsManager::Secret", "SecretId: !Ref P", "AWS::SecretsManager::ResourcePolicy", "policy.policy"),
    ],
)
def test_policies_apart_in_both_languages(type, join, satellite, parent):
    document = "ResourcePolicy" if "Secret" in satellite else "PolicyDocument"
    seen = cloudformation(
        f"  P: {{Type: {type}}}\n"
        f"  S:\n"
        f"    Type: {satellite}\n"
        f"    Properties:\n"
        f"      {join}\n"
        f"      {document}: {{Statement: []}}\n"
    )
    assert seen.ask("P", parent) == {"Statement": []}


def test_a_satellite_of_awscc_is_one_too():
    text = """
resource "aws_s3_bucket" "b" {
}
resource "awscc_s3_bucket_policy" "p" {
  bucket          = aws_s3_bucket.b.id
  policy_document = jsonencode({ Statement = [] })
}
"""
    assert terraform(text).ask("aws_s3_bucket.b", "policy.policy") == {"Statement": []}


def test_a_part_points_at_where_it_is_declared():
    seen = terraform(apart("versioning", '  versioning_configuration {\n    status = "Suspended"\n  }'))
    assert seen.line("aws_s3_bucket.b", STATUS) == 'status = "Suspended"'
    seen = terraform(BUCKET % "  versioning {\n    enabled = false\n  }\n")
    assert seen.line("aws_s3_bucket.b", STATUS) == "enabled = false"
