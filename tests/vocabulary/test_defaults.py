"""What an attribute is that nobody wrote: its default in that language and version, else null, at the nearest place."""

from __future__ import annotations

import pytest

from iacguard.model.value import Hollow, Unknown
from tests.vocabulary.scenes import UNKNOWN, look, made, terraform, vocabulary


def absent(type, path, format="tf", **more):
    return look(made(type, format, {}, **more)).ask(f"{type}.x", path)


@pytest.mark.parametrize(
    ("type", "path", "terraform", "cloudformation"),
    [
        ("aws_sagemaker_notebook_instance", "direct_internet_access", "Enabled", "Enabled"),
        ("aws_sagemaker_notebook_instance", "root_access", "Enabled", "Enabled"),
        ("aws_sagemaker_notebook_instance", "volume_size", 5, 5),
        ("aws_sagemaker_notebook_instance", "platform_identifier", "notebook-al2023-v1", "notebook-al2023-v1"),
        ("aws_sagemaker_domain", "app_network_access_type", "PublicInternetOnly", "PublicInternetOnly"),
        ("aws_sagemaker_domain", "retention_policy.home_efs_file_system", "Retain", "Retain"),
        ("aws_sagemaker_domain", "tag_propagation", "DISABLED", "DISABLED"),
        ("aws_sagemaker_endpoint_configuration", "data_capture_config.enable_capture", False, False),
        ("aws_sagemaker_model", "enable_network_isolation", False, False),
        ("aws_kms_key", "enable_key_rotation", False, False),
        ("aws_kms_key", "deletion_window_in_days", 30, 30),
        ("aws_kms_key", "is_enabled", True, True),
        ("aws_kms_key", "customer_master_key_spec", "SYMMETRIC_DEFAULT", "SYMMETRIC_DEFAULT"),
        ("aws_ecr_repository", "image_tag_mutability", "MUTABLE", "MUTABLE"),
        ("aws_eks_cluster", "vpc_config.endpoint_public_access", True, True),
        ("aws_eks_cluster", "vpc_config.public_access_cidrs", ["0.0.0.0/0"], ["0.0.0.0/0"]),
        ("aws_eks_cluster", "enabled_cluster_log_types", None, None),
        ("aws_eks_node_group", "capacity_type", "ON_DEMAND", "ON_DEMAND"),
        ("aws_eks_node_group", "disk_size", 20, 20),
        ("aws_eks_node_group", "taint", [], []),
        ("aws_cloudwatch_log_group", "retention_in_days", 0, None),
        ("aws_cloudtrail", "enable_logging", True, UNKNOWN),
        ("aws_cloudtrail", "include_global_service_events", True, UNKNOWN),
        ("aws_cloudtrail", "is_multi_region_trail", False, False),
        ("aws_db_instance", "backup_retention_period", 0, 1),
        ("aws_db_instance", "storage_encrypted", False, False),
        ("aws_db_instance", "publicly_accessible", False, UNKNOWN),
        ("aws_redshift_cluster", "encrypted", True, True),
        ("aws_dynamodb_table", "billing_mode", "PROVISIONED", "PROVISIONED"),
        ("aws_kinesis_stream", "encryption_type", "NONE", "NONE"),
        ("aws_kinesis_stream", "retention_period", 24, 24),
        ("aws_msk_cluster", "encryption_info.encryption_in_transit.client_broker", "TLS", "TLS"),
        ("aws_msk_cluster", "encryption_info.encryption_in_transit.in_cluster", True, True),
        ("aws_opensearch_domain", "domain_endpoint_options.enforce_https", True, False),
        ("aws_opensearch_domain", "encrypt_at_rest.enabled", False, False),
        ("aws_secretsmanager_secret", "recovery_window_in_days", 30, None),
        ("aws_glue_job", "timeout", UNKNOWN, UNKNOWN),
        ("aws_lambda_function", "timeout", 3, 3),
        ("aws_launch_template", "network_interfaces", [], []),
        ("aws_launch_template", "metadata_options.http_tokens", "optional", "optional"),
        ("aws_s3_bucket", "force_destroy", False, False),
        ("aws_s3_bucket", "versioning.versioning_configuration.status", "Disabled", "Disabled"),
        ("aws_s3_bucket", "public_access_block.block_public_acls", False, False),
        ("aws_vpc_endpoint", "vpc_endpoint_type", "Gateway", "Gateway"),
    ],
)  # fmt: skip
def test_defaults_by_language(type, path, terraform, cloudformation):
    assert absent(type, path) == terraform
    assert absent(type, path, "cfn") == cloudformation
    assert absent(type, path, "awscc") == cloudformation


@pytest.mark.parametrize(
    ("constraint", "encrypted", "public"),
    [("~> 5.0", UNKNOWN, True), (">= 5.0, < 6.0", UNKNOWN, True), ("~> 6.2", True, False), (">= 5.0", True, False)],
)
def test_defaults_by_version_of_the_provider(constraint, encrypted, public):
    redshift = "aws_redshift_cluster"
    assert absent(redshift, "encrypted", provider_version=constraint) == encrypted
    assert absent(redshift, "publicly_accessible", provider_version=constraint) == public


@pytest.mark.parametrize(
    ("constraint", "public"), [("~> 3.117", False), ("< 4.0", False), ("~> 4.14", True), ("", True)]
)
def test_a_workspace_of_azure_was_closed_before_version_4(constraint, public):
    workspace = "azurerm_machine_learning_workspace"
    assert absent(workspace, "public_network_access_enabled", provider_version=constraint) is public


def test_the_version_in_force_is_that_of_the_configuration():
    text = """
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.0" }
  }
}
resource "aws_redshift_cluster" "w" {
  cluster_identifier = "w"
}
"""
    assert terraform(text).ask("aws_redshift_cluster.w", "encrypted") == UNKNOWN
    assert terraform(text.replace("5.0", "6.0")).ask("aws_redshift_cluster.w", "encrypted") is True


@pytest.mark.parametrize("name", vocabulary().names())
def test_every_default_is_of_its_kind(name):
    kinds = {"bool": bool, "int": (int, float), "num": (int, float), "list": list, "str": str}
    type = vocabulary().type(name)
    for path in type.paths():
        node = type.find(path)
        written = node.default.values() if isinstance(node.default, dict) else [node.default]
        for default in written:
            assert default in (None, "?") or isinstance(default, kinds[node.kind]), (path, default)


def test_a_block_that_is_not_there_is_null_and_still_has_its_attributes_defaults():
    scene = look(made("aws_sagemaker_endpoint_configuration", "tf", {}))
    block = scene.value("aws_sagemaker_endpoint_configuration.x", "data_capture_config")
    assert isinstance(block, Hollow)
    assert block.data is None


def test_what_the_service_decides_says_so():
    value = look(made("aws_instance", "tf", {})).value("aws_instance.x", "instance_initiated_shutdown_behavior")
    assert isinstance(value.data, Unknown)
    assert value.data.why == "the service decides it where it is not set"


@pytest.mark.parametrize("type", ["aws_sagemaker_notebook_instance", "aws_ebs_volume"])
def test_an_empty_text_refers_to_nothing(type):
    assert look(made(type, "tf", {"kms_key_id": ""})).ask(f"{type}.x", "kms_key_id") is None
    assert look(made(type, "cfn", {"KmsKeyId": ""})).ask(f"{type}.x", "kms_key_id") is None


def test_an_empty_text_that_refers_to_nothing_anyway_stays():
    assert look(made("aws_kms_key", "tf", {"description": ""})).ask("aws_kms_key.x", "description") == ""


def test_the_place_of_what_is_absent_is_the_nearest_thing_that_is_written():
    scene = terraform('resource "aws_eks_cluster" "ml" {\n  name = "ml"\n  vpc_config {\n    subnet_ids = []\n  }\n}\n')
    assert scene.line("aws_eks_cluster.ml", "vpc_config.endpoint_public_access") == "vpc_config {"
    assert scene.line("aws_eks_cluster.ml", "role_arn") == 'resource "aws_eks_cluster" "ml" {'
