"""What differs in type between the languages and means the same: each path of CloudFormation and of Terraform."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.vocabulary.scenes import look, made

POLICY = {"Statement": [{"Effect": "Allow"}]}
TEXT = json.dumps(POLICY)
OBJECT_OR_TEXT = """
aws_bedrockagent_prompt variant.additional_model_request_fields  Variants[].AdditionalModelRequestFields
aws_kms_key policy  KeyPolicy
aws_iam_role assume_role_policy  AssumeRolePolicyDocument
aws_vpc_endpoint policy  PolicyDocument
aws_ecs_service deployment_configuration.lifecycle_hook.hook_details
  DeploymentConfiguration.LifecycleHooks[].HookDetails
aws_sfn_state_machine definition  Definition
aws_opensearch_domain access_policies  AccessPolicies
aws_emr_cluster additional_info  AdditionalInfo
aws_sns_topic archive_policy  ArchivePolicy
aws_sqs_queue redrive_allow_policy  RedriveAllowPolicy
aws_sqs_queue redrive_policy  RedrivePolicy
"""
FLAG_OR_TEXT = """
aws_launch_template block_device_mappings.ebs.delete_on_termination
  LaunchTemplateData.BlockDeviceMappings[].Ebs.DeleteOnTermination
aws_launch_template block_device_mappings.ebs.encrypted  LaunchTemplateData.BlockDeviceMappings[].Ebs.Encrypted
aws_launch_template ebs_optimized  LaunchTemplateData.EbsOptimized
aws_launch_template network_interfaces.associate_carrier_ip_address
  LaunchTemplateData.NetworkInterfaces[].AssociateCarrierIpAddress
aws_launch_template network_interfaces.associate_public_ip_address
  LaunchTemplateData.NetworkInterfaces[].AssociatePublicIpAddress
aws_launch_template network_interfaces.delete_on_termination
  LaunchTemplateData.NetworkInterfaces[].DeleteOnTermination
aws_launch_template network_interfaces.primary_ipv6  LaunchTemplateData.NetworkInterfaces[].PrimaryIpv6
aws_redshift_cluster encrypted  Encrypted
aws_vpc_endpoint dns_options.private_dns_only_for_inbound_resolver_endpoint
  DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint
"""
NUMBER_OR_TEXT = """
aws_instance network_interface.device_index  NetworkInterfaces[].DeviceIndex
aws_autoscaling_group desired_capacity  DesiredCapacity
aws_autoscaling_group max_size  MaxSize
aws_autoscaling_group min_size  MinSize
aws_efs_access_point posix_user.gid  PosixUser.Gid
aws_efs_access_point posix_user.uid  PosixUser.Uid
aws_efs_access_point root_directory.creation_info.owner_gid  RootDirectory.CreationInfo.OwnerGid
aws_efs_access_point root_directory.creation_info.owner_uid  RootDirectory.CreationInfo.OwnerUid
aws_db_instance allocated_storage  AllocatedStorage
aws_db_instance port  Port
aws_sns_topic signature_version  SignatureVersion
aws_ecs_service deployment_configuration.bake_time_in_minutes  DeploymentConfiguration.BakeTimeInMinutes
aws_ecs_service deployment_configuration.canary_configuration.canary_bake_time_in_minutes
  DeploymentConfiguration.CanaryConfiguration.CanaryBakeTimeInMinutes
aws_ecs_service deployment_configuration.linear_configuration.step_bake_time_in_minutes
  DeploymentConfiguration.LinearConfiguration.StepBakeTimeInMinutes
aws_appautoscaling_policy predictive_scaling_policy_configuration.metric_specification.target_value
  PredictiveScalingPolicyConfiguration.MetricSpecifications[].TargetValue
aws_appautoscaling_policy step_scaling_policy_configuration.step_adjustment.metric_interval_lower_bound
  StepScalingPolicyConfiguration.StepAdjustments[].MetricIntervalLowerBound
aws_appautoscaling_policy step_scaling_policy_configuration.step_adjustment.metric_interval_upper_bound
  StepScalingPolicyConfiguration.StepAdjustments[].MetricIntervalUpperBound
"""
VPC = "broker_node_group_info.connectivity_info.vpc_connectivity.client_authentication"
VPC_CFN = "BrokerNodeGroupInfo.ConnectivityInfo.VpcConnectivity.ClientAuthentication"
SWITCHED = f"""
aws_msk_cluster {VPC}.sasl.iam  {VPC_CFN}.Sasl.Iam.Enabled
aws_msk_cluster {VPC}.sasl.scram  {VPC_CFN}.Sasl.Scram.Enabled
aws_msk_cluster {VPC}.tls  {VPC_CFN}.Tls.Enabled
aws_msk_cluster client_authentication.sasl.iam  ClientAuthentication.Sasl.Iam.Enabled
aws_msk_cluster client_authentication.sasl.scram  ClientAuthentication.Sasl.Scram.Enabled
aws_msk_cluster client_authentication.unauthenticated  ClientAuthentication.Unauthenticated.Enabled
aws_instance hibernation  HibernationOptions.Configured
aws_ecs_service force_new_deployment  ForceNewDeployment.EnableForceNewDeployment
"""
WRAPPED = """
aws_instance ipv6_addresses  Ipv6Addresses[].Ipv6Address
aws_launch_template network_interfaces.ipv4_prefixes
  LaunchTemplateData.NetworkInterfaces[].Ipv4Prefixes[].Ipv4Prefix
aws_launch_template network_interfaces.ipv6_addresses
  LaunchTemplateData.NetworkInterfaces[].Ipv6Addresses[].Ipv6Address
aws_launch_template network_interfaces.ipv6_prefixes
  LaunchTemplateData.NetworkInterfaces[].Ipv6Prefixes[].Ipv6Prefix
aws_emr_cluster applications  Applications[].Name
"""


def rows(table: str, ours: Any, theirs: Any) -> list[tuple[str, str, str, Any, Any]]:
    """(type, Terraform's path, CloudFormation's path, a value as each writes it)."""
    words = table.split()
    return [(*words[n : n + 3], ours, theirs) for n in range(0, len(words), 3)]  # type: ignore[misc]


TRAPS = [
    *rows(OBJECT_OR_TEXT, TEXT, POLICY),
    *rows(FLAG_OR_TEXT, "true", True),
    *rows(FLAG_OR_TEXT, True, "true"),
    *rows(NUMBER_OR_TEXT, 7, "7"),
    *rows(NUMBER_OR_TEXT, "7", 7),
    *rows(SWITCHED, True, True),
    *rows(SWITCHED, False, False),
    *rows(WRAPPED, ["first"], "first"),
    ("aws_sagemaker_notebook_instance_lifecycle_configuration", "on_create", "OnCreate[].Content", "aGk=", "aGk="),
    ("aws_sagemaker_notebook_instance_lifecycle_configuration", "on_start", "OnStart[].Content", "aGk=", "aGk="),
    ("aws_sagemaker_pipeline", "pipeline_definition", "PipelineDefinition.PipelineDefinitionBody", TEXT, TEXT),
    ("aws_sagemaker_pipeline", "pipeline_definition", "PipelineDefinition.PipelineDefinitionBody", TEXT, POLICY),
    ("aws_glue_job", "connections", "Connections.Connections", ["lake"], ["lake"]),
    ("aws_glue_crawler", "schedule", "Schedule.ScheduleExpression", "cron(0 1 * * ? *)", "cron(0 1 * * ? *)"),
]


def written(path: str, value: Any) -> Any:
    """A body that has the value at a path; names that end in [] hold lists."""
    for name in reversed(path.split(".")):
        value = {name[:-2]: [value]} if name.endswith("[]") else {name: value}
    return value


@pytest.mark.parametrize(("type", "path", "place", "ours", "theirs"), TRAPS)
def test_both_languages_give_one_answer(type, path, place, ours, theirs):
    *blocks, last = path.split(".")
    terraform = look(made(type, "tf", written(".".join([*(f"{name}[]" for name in blocks), last]), ours)))
    cloudformation = look(made(type, "cfn", written(place, theirs)))
    answer = cloudformation.ask(f"{type}.x", _first(cloudformation, type, path))
    assert answer == terraform.ask(f"{type}.x", _first(terraform, type, path))
    assert answer not in (None, "?", [])


def _first(seen: Any, type: str, path: str) -> str:
    """The path through the first element of each list of blocks on the way."""
    kinds = seen.lens.vocabulary.type(type)
    steps: list[str] = []
    names = path.split(".")
    for n, name in enumerate(names):
        node = kinds.find(".".join(names[: n + 1]))
        steps += [name, "0"] if node.kind == "blocks" and n < len(names) - 1 else [name]
    return ".".join(steps)
