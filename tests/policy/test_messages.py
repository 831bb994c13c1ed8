"""A message shows the value that decided, not the words of the file that it came from."""

import pytest

from iacguard.policy.rule import Expression
from tests.rules import rule_fixtures

NOTEBOOK = """
variable "kind" {
  default = "ml.p3.2xlarge"
}
resource "aws_sagemaker_notebook_instance" "training" {
  name          = "training"
  instance_type = var.kind
  volume_size   = 5
  security_groups = ["sg-0abc", "sg-0def"]
}
"""


@pytest.mark.parametrize(
    ("require", "shown"),
    [
        ("resource.instance_type == 'ml.t3.medium'", "ml.p3.2xlarge"),
        ("!(resource.instance_type != 'ml.t3.medium')", "ml.p3.2xlarge"),
        ("resource.instance_type in ['ml.t3.medium', 'ml.t3.large']", "ml.p3.2xlarge"),
        ("resource.instance_type.startsWith('ml.t')", "ml.p3.2xlarge"),
        ("resource.instance_type.matches('^ml[.]t')", "ml.p3.2xlarge"),
        ("resource.instance_type == 'ml.t3.medium' || resource.volume_size == 4", "ml.p3.2xlarge"),
        ("resource.volume_size >= 50", "5"),
        ("!('sg-0def' in resource.security_groups)", "sg-0def"),
        ("resource.security_groups.all(group, group != 'sg-0def')", "sg-0def"),
    ],
)
def test_the_operand_that_decided_is_shown(require: str, shown: str):
    rule = next(rule for rule in rule_fixtures.rules().rules if rule.id == "sagemaker-notebook-outside-vpc")
    rule = rule._replace(require=(Expression(require),), when=None, at="", message="{value}")
    findings, _ = rule_fixtures.judge(rule, rule_fixtures.load({"main.tf": NOTEBOOK}))
    assert [found.message for found in findings] == [shown]


HALF = {
    "main.tf": """
resource "aws_s3_bucket" "data" {}
resource "aws_s3_bucket_public_access_block" "data" {
  bucket              = aws_s3_bucket.data.id
  block_public_acls   = true
  block_public_policy = true
  ignore_public_acls  = true
}
""",
    "main.yaml": """
Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        BlockPublicPolicy: true
        IgnorePublicAcls: true
""",
}


@pytest.mark.parametrize(
    ("file", "shown"), [("main.tf", "restrict_public_buckets"), ("main.yaml", "RestrictPublicBuckets")]
)
def test_the_attribute_is_that_of_the_part_that_failed_in_the_words_of_its_file(file: str, shown: str):
    rule = next(rule for rule in rule_fixtures.rules().rules if rule.id == "bucket-opened-to-public")
    rule = rule._replace(message="{attribute}")
    (found,), _ = rule_fixtures.judge(rule, rule_fixtures.load({file: HALF[file]}))
    assert found.message == shown
    assert found.attribute == "public_access_block.restrict_public_buckets"
