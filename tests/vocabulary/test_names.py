"""What types and attributes are called in each language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacguard.model.source import Source
from iacguard.policy.judge import Judge
from iacguard.policy.rule import read
from iacguard.vocabulary.nodes import awscc_name, pascal, snake
from iacguard.vocabulary.tables import by_rule
from iacguard.vocabulary.versions import older
from tests.vocabulary.scenes import lift, scene, vocabulary


@pytest.mark.parametrize(
    ("native", "common"),
    [
        ("AWS::SageMaker::NotebookInstance", "aws_sagemaker_notebook_instance"),
        ("awscc_sagemaker_endpoint_config", "aws_sagemaker_endpoint_configuration"),
        ("awscc_s3_bucket", "aws_s3_bucket"),
        ("awscc_bedrockagentcore_browser_custom", "aws_bedrockagentcore_browser"),
        ("awscc_opensearchservice_domain", "aws_opensearch_domain"),
        ("AWS::SageMaker::Cluster", "awscc_sagemaker_cluster"),
        ("awscc_sagemaker_cluster", "awscc_sagemaker_cluster"),
        ("AWS::IAM::Policy", "awscc_iam_policy"),
        ("AWS::Nobody::Knows2Much", "awscc_nobody_knows_2_much"),
        ("Custom::Thing", "custom_thing"),
        ("Acme::Ml::Job", "acme_ml_job"),
        ("aws_never_heard_of", "aws_never_heard_of"),
        ("google_vertex_ai_index", "google_vertex_ai_index"),
    ],
)
def test_names_are_total(native, common):
    assert vocabulary().common(native) == common


@pytest.mark.parametrize("name", vocabulary().names())
def test_the_common_name_of_every_cloudformation_type_leads_back(name):
    for native in set(vocabulary().type(name).cfn) - {"AWS::FSx::FileSystem"}:
        found = vocabulary().common(native)
        assert native in vocabulary().type(found).cfn
        assert vocabulary().common(by_rule(native)) == found


@pytest.mark.parametrize(
    ("kind", "common"),
    [
        ("LUSTRE", "aws_fsx_lustre_file_system"),
        ("WINDOWS", "aws_fsx_windows_file_system"),
        ("ONTAP", "aws_fsx_ontap_file_system"),
        ("OPENZFS", "aws_fsx_openzfs_file_system"),
    ],
)
def test_one_native_type_is_several_common_ones_by_what_it_says(kind, common):
    assert vocabulary().common("AWS::FSx::FileSystem", lift({"FileSystemType": kind})) == common
    assert vocabulary().common("awscc_fsx_file_system", lift({"file_system_type": kind})) == common


@pytest.mark.parametrize(
    ("cloudformation", "awscc"),
    [
        ("Arn", "arn"), ("GlobalReplicationGroupDescription", "global_replication_group_description"),
        ("S3Bucket", "s3_bucket"), ("AWS99Thing", "aws99_thing"), ("FSxLustre", "fsx_lustre"),
        ("CloudWatchLogsLogGroupArn", "cloudwatch_logs_log_group_arn"), ("VolumeSizeInGB", "volume_size_in_gb"),
        ("Ipv6CidrBlock", "ipv_6_cidr_block"), ("EnableDns64", "enable_dns_64"),
        ("KMSMasterKeyID", "kms_master_key_id"), ("SSEAlgorithm", "sse_algorithm"),
    ],
)  # fmt: skip
def test_awscc_spells_digits_apart(cloudformation, awscc):
    assert awscc_name(cloudformation) == awscc


@given(st.lists(st.from_regex(r"[a-z]{2,8}", fullmatch=True), min_size=1, max_size=5))
def test_terraforms_spelling_comes_back_from_cloudformations(words):
    name = "_".join(words)
    assert snake(pascal(name)) == name
    assert awscc_name(pascal(name)) == name


@pytest.mark.parametrize(
    ("constraint", "before"),
    [
        ("~> 5.0", 6), ("~> 5.31.0", 6), ("5.31.0", 6), ("= 5.31.0", 6), (">= 4.0, < 6.0", 6), ("< 6", 6),
        ("<= 5.99", 6), (">= 5.0, < 5.40", 6),
    ],
)  # fmt: skip
def test_constraints_that_allow_only_older_versions(constraint, before):
    assert older(constraint, before)


@pytest.mark.parametrize("constraint", ["", ">= 5.0", "~> 6.0", "~> 5", "6.1.0", "< 7", "!= 5.0.0", "<= 6.0", "latest"])
def test_constraints_that_allow_version_6(constraint):
    assert not older(constraint, 6)


@pytest.mark.parametrize("name", ["AWS::S3::Bucket", "awscc_s3_bucket", "aws_s3_bucket"])
def test_a_rule_may_name_a_type_by_any_of_its_names(name):
    rule, faults = read(Source("rule.yaml", RULE.replace("TYPE", name)), "unversioned", "versioning", "")
    assert not faults
    seen = scene(
        main_tf='resource "aws_s3_bucket" "a" {\n}\nresource "awscc_s3_bucket" "b" {\n}\n',
        stack_yaml="Resources:\n  C: {Type: AWS::S3::Bucket}\n",
    )
    judged = Judge(seen.graph, vocabulary()).judge([rule], {})
    assert not judged.diagnostics
    assert len(judged.findings) == 3


RULE = """
summary: Bucket without versions
severity: low
practices: [security]
resources: [TYPE]
require: size(resources('TYPE')) > 2 && resource.versioning.versioning_configuration.status == 'Enabled'
message: no versions
why: because
fix: do it
"""
