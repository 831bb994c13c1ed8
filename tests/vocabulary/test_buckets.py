"""What a bucket comes to: encryption, versions, public access, its policy; and whether machine learning uses it."""

from __future__ import annotations

import pytest

from iacguard.model.world import World
from tests.vocabulary.scenes import UNKNOWN, cloudformation, either, look, made, scene, terraform, to, unknown


def bucket(**body):
    return look(made("aws_s3_bucket", "cfn", body))


def sse(**by_default):
    return {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": by_default}]}


@pytest.mark.parametrize(
    ("body", "algorithm", "key"),
    [
        ({}, "AES256", None),
        ({"BucketEncryption": sse(SSEAlgorithm="aws:kms")}, "aws:kms", None),
        ({"BucketEncryption": sse(SSEAlgorithm="aws:kms", KMSMasterKeyID="alias/ml")}, "aws:kms", "alias/ml"),
        ({"BucketEncryption": sse(SSEAlgorithm=unknown())}, UNKNOWN, None),
        ({"BucketEncryption": unknown()}, UNKNOWN, UNKNOWN),
    ],
)
def test_encryption(body, algorithm, key):
    seen = bucket(**body)
    assert seen.ask("aws_s3_bucket.x", "encryption.algorithm") == algorithm
    assert seen.ask("aws_s3_bucket.x", "encryption.key") == key


def test_versions():
    assert bucket().ask("aws_s3_bucket.x", "versions") == "Disabled"
    assert bucket(VersioningConfiguration={"Status": "Enabled"}).ask("aws_s3_bucket.x", "versions") == "Enabled"
    chosen = bucket(VersioningConfiguration={"Status": either("Env", prod="Enabled", dev="Suspended")})
    assert chosen.ask("aws_s3_bucket.x", "versions", World({"Env": "dev"})) == "Suspended"


ALL = dict.fromkeys(("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), True)


@pytest.mark.parametrize(
    ("block", "blocked"),
    [
        (None, True),
        (ALL, True),
        ({**ALL, "BlockPublicPolicy": False}, False),
        ({"BlockPublicAcls": True}, False),
        ({**ALL, "BlockPublicPolicy": unknown()}, UNKNOWN),
        (unknown(), UNKNOWN),
    ],
)
def test_public_access_is_blocked_unless_something_is_let_go(block, blocked):
    seen = bucket(**({"PublicAccessBlockConfiguration": block} if block is not None else {}))
    assert seen.ask("aws_s3_bucket.x", "public_access.blocked") == blocked


NONE = dict.fromkeys(ALL, False)
ANYBODY = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}


@pytest.mark.parametrize(
    ("block", "statement", "acl", "granted"),
    [
        (NONE, ANYBODY, None, True),
        (NONE, None, "PublicRead", True),
        (NONE, None, None, False),
        (ALL, ANYBODY, "PublicRead", False),
        ({**NONE, "RestrictPublicBuckets": True}, ANYBODY, None, False),
        ({**NONE, "IgnorePublicAcls": True}, None, "PublicRead", False),
        (NONE, {**ANYBODY, "Effect": "Deny"}, None, False),
        (NONE, {**ANYBODY, "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-1"}}}, None, False),
        (NONE, {**ANYBODY, "Principal": {"AWS": "*"}}, None, True),
        (NONE, {**ANYBODY, "Condition": {"Bool": {"aws:SecureTransport": "true"}}}, None, True),
        (NONE, {**ANYBODY, "Condition": {"StringLike": {"aws:Referer": ["https://example.com/*"]}}}, None, True),
        (
            NONE,
            {**ANYBODY, "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-1"}}},
            None,
            False,
        ),
        (None, ANYBODY, None, True),
        (None, None, "PublicReadWrite", True),
        (None, None, None, False),
    ],
)
def test_what_is_granted_to_anybody(block, statement, acl, granted):
    body = {"PublicAccessBlockConfiguration": block} if block else {}
    body |= {"AccessControl": acl} if acl else {}
    parent = made("aws_s3_bucket", "cfn", body)
    document = {"Statement": [statement] if statement else []}
    policy = made("aws_s3_bucket_policy", "cfn", {"Bucket": to(parent), "PolicyDocument": document}, "p")
    assert look(parent, policy).ask("aws_s3_bucket.x", "public_access.granted") is granted


@pytest.mark.parametrize(
    ("statement", "acl", "named", "changeable"),
    [
        ({}, None, True, False),
        ({"Action": "s3:*"}, None, True, True),
        ({"Action": ["s3:GetObject", "s3:DeleteObject"]}, None, True, True),
        ({"Action": "s3:*", "Principal": {"AWS": "111122223333"}}, None, False, False),
        ({"Effect": "Deny", "Action": "s3:*"}, "PublicRead", True, False),
        ({"Effect": "Deny"}, "PublicReadWrite", True, True),
    ],
)
def test_what_everybody_may_change(statement, acl, named, changeable):
    parent = made("aws_s3_bucket", "cfn", {"AccessControl": acl} if acl else {})
    document = {"Statement": [{**ANYBODY, **statement}]}
    policy = made("aws_s3_bucket_policy", "cfn", {"Bucket": to(parent), "PolicyDocument": document}, "p")
    seen = look(parent, policy)
    assert seen.ask("aws_s3_bucket.x", "public_access.named") is named
    assert seen.ask("aws_s3_bucket.x", "public_access.changeable") is changeable


def test_who_is_named_hangs_on_no_block():
    seen = bucket(PublicAccessBlockConfiguration=ALL, AccessControl="PublicRead")
    assert seen.ask("aws_s3_bucket.x", "public_access.named") is True
    assert seen.ask("aws_s3_bucket.x", "public_access.granted") is False


ML = """
resource "aws_s3_bucket" "b" {
  bucket = "churn-features"
}
%s
"""
USES = {
    "input": (
        'resource "aws_sagemaker_training_job" "t" {\n'
        "  input_data_config {\n"
        "    data_source {\n"
        "      s3_data_source {\n"
        "        s3_uri = %s\n"
        "      }\n"
        "    }\n"
        "  }\n"
        "}\n"
    ),
    "output": 'resource "aws_sagemaker_training_job" "t" {\n  output_data_config {\n    s3_output_path = %s\n  }\n}\n',
    "model": 'resource "aws_sagemaker_model" "m" {\n  primary_container {\n    model_data_url = %s\n  }\n}\n',
    "capture": (
        'resource "aws_sagemaker_endpoint_configuration" "e" {\n'
        "  data_capture_config {\n"
        "    destination_s3_uri = %s\n"
        "  }\n"
        "}\n"
    ),
    "environment": (
        'resource "aws_batch_job_definition" "j" {\n'
        '  container_properties = jsonencode({ environment = [{ name = "DATA", value = %s }] })\n'
        "}\n"
    ),
}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize(
    "uri", ['"s3://${aws_s3_bucket.b.bucket}/x/"', '"s3://${aws_s3_bucket.b.id}/x/"', '"s3://churn-features/x"']
)
def test_a_bucket_is_used_by_reference_or_by_its_own_name(use, uri):
    seen = terraform(ML % (USES[use] % uri))
    assert seen.ask("aws_s3_bucket.b", "feeds_ml") is True
    assert seen.ask("aws_s3_bucket.b", "ml_uses") == [use]


@pytest.mark.parametrize(
    "other",
    [
        "",
        'resource "aws_sagemaker_model" "m" {\n  primary_container {\n    model_data_url = "s3://another/x"\n  }\n}\n',
        'resource "aws_lambda_function" "f" {\n  s3_bucket = aws_s3_bucket.b.id\n}\n',
        'resource "aws_cloudtrail" "t" {\n  s3_bucket_name = aws_s3_bucket.b.id\n}\n',
    ],
)
def test_other_buckets_are_not(other):
    seen = terraform(ML % other)
    assert seen.ask("aws_s3_bucket.b", "feeds_ml") is False
    assert seen.ask("aws_s3_bucket.b", "ml_uses") == []


ROLE = """
resource "aws_iam_role" "r" {
  assume_role_policy = "{}"
  inline_policy {
    name   = "data"
    policy = jsonencode({ Statement = [{
      Effect = "%s", Action = "s3:GetObject", Resource = "${aws_s3_bucket.b.arn}/*"
    }] })
  }
}
resource "aws_sagemaker_notebook_instance" "n" {
  role_arn = aws_iam_role.%s.arn
}
resource "aws_iam_role" "other" {
  assume_role_policy = "{}"
}
"""


@pytest.mark.parametrize(
    ("effect", "role", "feeds"), [("Allow", "r", True), ("Deny", "r", False), ("Allow", "other", False)]
)
def test_a_bucket_is_used_through_the_role_of_what_learns(effect, role, feeds):
    assert terraform(ML % (ROLE % (effect, role))).ask("aws_s3_bucket.b", "feeds_ml") is feeds


def test_a_bucket_for_logs_is_not_one_of_data_because_a_role_may_read_it():
    logs = 'resource "aws_s3_bucket_logging" "l" {\n  bucket = "data"\n  target_bucket = aws_s3_bucket.b.id\n}\n'
    assert terraform(ML % (ROLE % ("Allow", "r") + logs)).ask("aws_s3_bucket.b", "feeds_ml") is False


@pytest.mark.parametrize(
    ("action", "feeds"),
    [("batch:SubmitJob", False), ("s3:*", UNKNOWN), ("*", UNKNOWN), ("S3:GetObject", UNKNOWN), ("s?:Get*", UNKNOWN)],
)
def test_a_statement_that_is_not_about_s3_names_no_bucket(action, feeds):
    unknown = ROLE.replace('"s3:GetObject"', f'"{action}"').replace('"${aws_s3_bucket.b.arn}/*"', "var.queue")
    assert unknown != ROLE
    queue = 'variable "queue" { type = string }\n'
    assert terraform(ML % (queue + unknown % ("Allow", "r"))).ask("aws_s3_bucket.b", "feeds_ml") == feeds


def test_a_use_under_a_condition_is_one_when_it_holds():
    store = made("aws_s3_bucket", "tf", {})
    model = made(
        "aws_sagemaker_model", "tf", {"primary_container": [{"model_data_url": to(store)}]}, "m",
        when=either("var.serve", true=True, false=False),
    )  # fmt: skip
    seen = look(store, model)
    found = {label: seen.ask("aws_s3_bucket.x", "feeds_ml", World({"var.serve": label})) for label in ("true", "false")}
    assert found == {"true": True, "false": False}


def test_a_state_machines_job_uses_the_bucket_too():
    seen = cloudformation("""
  B: {Type: AWS::S3::Bucket}
  M:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      Definition:
        States:
          Train:
            Type: Task
            Resource: arn:aws:states:::sagemaker:createTrainingJob.sync
            Parameters:
              OutputDataConfig: {S3OutputPath: !Sub "s3://${B}/models"}
""")
    assert seen.ask("B", "ml_uses") == ["output"]


def test_a_module_that_was_not_loaded_may_use_it():
    call = 'module "train" {\n  source = "registry.example/train/aws"\n  data = aws_s3_bucket.b.id\n}\n'
    assert scene(main_tf=ML % call).ask("aws_s3_bucket.b", "feeds_ml") == UNKNOWN
