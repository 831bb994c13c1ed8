"""What the languages spell differently: texts that hold JSON, numbers and booleans as texts, tags, hoisted blocks."""

from __future__ import annotations

import json

import pytest

from iacguard.vocabulary import tables
from iacguard.vocabulary.nodes import Type, pascal
from tests.vocabulary.scenes import (
    UNKNOWN,
    cloudformation,
    either,
    lift,
    look,
    made,
    scene,
    terraform,
    unknown,
    vocabulary,
)

DOCUMENT = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]}
JSON_TYPES = [
    (name, path)
    for name in vocabulary().names()
    for path in (vocabulary().type(name) or Type(name)).paths()
    if "." not in path and (node := (vocabulary().type(name) or Type(name)).find(path)) and node.kind == "json"
    if node.cfn is not None and len(node.cfn) == 1
]


@pytest.mark.parametrize(("type", "path"), JSON_TYPES)
def test_a_document_is_a_text_or_an_object(type, path):
    node = vocabulary().type(type).find(path)
    place = node.cfn[0]
    for body, format in (
        ({path: json.dumps(DOCUMENT)}, "tf"),
        ({path: DOCUMENT}, "tf"),
        ({place: DOCUMENT}, "cfn"),
        ({place: json.dumps(DOCUMENT)}, "cfn"),
    ):
        assert look(made(type, format, body)).ask(f"{type}.x", path) == DOCUMENT


@pytest.mark.parametrize(
    "text",
    [
        "jsonencode({ Statement = [{ Effect = \"Allow\", Action = var.action }] })",
        "<<-EOT\n  {\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"${var.action}\"}]}\n  EOT\n",
        "templatefile(\"policy.json\", { action = var.action })",
        "data.aws_iam_policy_document.p.json",
    ],
)  # fmt: skip
def test_a_document_with_an_unknown_part_is_read_around_it(text):
    policy = '{"Statement": [{"Effect": "Allow", "Action": "${action}"}]}'
    main = f"""
variable "action" {{}}
data "aws_iam_policy_document" "p" {{
  statement {{
    actions = [var.action]
  }}
}}
resource "aws_kms_key" "k" {{
  policy = {text}
}}
"""
    found = scene(main_tf=main, policy_json=policy).ask("aws_kms_key.k", "policy.Statement.0")
    assert found["Effect"] == "Allow"
    assert found["Action"] in (UNKNOWN, [UNKNOWN])


def test_a_document_under_conditions_is_decided_by_them():
    document = either("var.strict", true=json.dumps(DOCUMENT), false={"Statement": []})
    seen = look(made("aws_kms_key", "tf", {"policy": document}))
    value = seen.value("aws_kms_key.x", "policy")
    assert value.data.pending is not None


def test_a_text_that_is_no_json_is_an_error():
    assert look(made("aws_kms_key", "tf", {"policy": "plain"})).ask("aws_kms_key.x", "policy").startswith("error")


@pytest.mark.parametrize("spelling", ["resourceRequirements", "ResourceRequirements"])
def test_objects_in_texts_are_read_in_any_case_as_go_does(spelling):
    gpu = {spelling: [{"type": "GPU", "value": "4"}], "Image": "train:1"}
    seen = look(made("aws_batch_job_definition", "tf", {"container_properties": json.dumps(gpu)}))
    address = "aws_batch_job_definition.x"
    assert seen.ask(address, "container_properties.resourceRequirements.0") == {"type": "GPU", "value": "4"}
    assert seen.ask(address, "container_properties.image") == "train:1"


def test_objects_of_cloudformation_are_read_by_the_names_in_terraforms_texts():
    seen = cloudformation("""
  Train:
    Type: AWS::Batch::JobDefinition
    Properties:
      ContainerProperties:
        ResourceRequirements:
          - {Type: GPU, Value: "4"}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: serve
          Privileged: true
""")
    assert seen.ask("Train", "container_properties.resourceRequirements") == [{"type": "GPU", "value": "4"}]
    assert seen.ask("Task", "container_definitions.0.privileged") is True
    text = 'jsonencode([{ name = "serve", privileged = true }])'
    task = terraform('resource "aws_ecs_task_definition" "t" {\n  container_definitions = ' + text + "\n}\n")
    assert task.ask("aws_ecs_task_definition.t", "container_definitions.0.privileged") is True


@pytest.mark.parametrize(
    ("type", "path", "ours", "theirs", "means"),
    [
        ("aws_launch_template", "ebs_optimized", "true", True, True),
        ("aws_launch_template", "network_interfaces.0.associate_public_ip_address", "false", False, False),
        ("aws_autoscaling_group", "desired_capacity", 2, "2", 2),
        ("aws_autoscaling_group", "max_size", "10", "10", 10),
        ("aws_db_instance", "allocated_storage", 100, "100", 100),
        ("aws_db_instance", "port", "5432", "5432", 5432),
        ("aws_redshift_cluster", "encrypted", "True", True, True),
        ("aws_efs_access_point", "posix_user.uid", 1000, "1000", 1000),
        ("aws_lb", "internal", True, "internal", True),
        ("aws_lb", "internal", False, "internet-facing", False),
        ("aws_sns_topic", "signature_version", 2, "2", 2),
    ],
)
def test_texts_are_what_their_attribute_is(type, path, ours, theirs, means):
    assert look(made(type, "tf", _at(path, ours))).ask(f"{type}.x", path) == means
    assert look(made(type, "cfn", _placed(type, path, theirs))).ask(f"{type}.x", path) == means


def _at(path, value):
    for name in reversed(path.split(".")):
        value = [value] if name.isdigit() else {name: value}
    return value


def _placed(type, path, value):
    steps = []
    node = vocabulary().type(type).top
    for name in path.split("."):
        if name.isdigit():
            steps.append(name)
        else:
            node = node.kids[name]
            steps += node.cfn
    return _at(".".join(steps), value)


@pytest.mark.parametrize("nonsense", ["yes please", "maybe"])
def test_a_text_that_cannot_be_what_its_attribute_is_is_an_error(nonsense):
    found = look(made("aws_kms_key", "tf", {"enable_key_rotation": nonsense})).ask(
        "aws_kms_key.x", "enable_key_rotation"
    )
    assert found.startswith("error")


@pytest.mark.parametrize(
    ("type", "tags"),
    [
        ("aws_s3_bucket", [{"Key": "Owner", "Value": "ml"}]),
        ("aws_eks_node_group", {"Owner": "ml"}),
        ("aws_batch_job_definition", {"Owner": "ml"}),
        ("aws_glue_job", {"Owner": "ml"}),
        ("aws_msk_cluster", {"Owner": "ml"}),
        ("aws_ssm_parameter", {"Owner": "ml"}),
    ],
)
def test_tags_are_a_map_whichever_way_they_are_written(type, tags):
    assert look(made(type, "cfn", {"Tags": tags})).ask(f"{type}.x", "tags") == {"Owner": "ml"}
    assert look(made(type, "tf", {"tags": {"Owner": "ml"}})).ask(f"{type}.x", "tags") == {"Owner": "ml"}


def test_a_tag_whose_key_is_unknown_opens_the_map():
    body = {"Tags": [{"Key": unknown(), "Value": "x"}, {"Key": "Owner", "Value": either("Env", dev="a", prod="b")}]}
    assert look(made("aws_s3_bucket", "cfn", body)).ask("aws_s3_bucket.x", "tags") == {
        "Owner": UNKNOWN,
        UNKNOWN: UNKNOWN,
    }


def test_dimensions_are_a_map_too():
    body = {"Dimensions": [{"Name": "EndpointName", "Value": "churn"}]}
    found = look(made("aws_cloudwatch_metric_alarm", "cfn", body)).ask("aws_cloudwatch_metric_alarm.x", "dimensions")
    assert found == {"EndpointName": "churn"}


HOISTED = """
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateName: gpu
      LaunchTemplateData: {InstanceType: p5.48xlarge, ImageId: ami-1}
  Scratch:
    Type: AWS::FSx::FileSystem
    Properties:
      FileSystemType: LUSTRE
      StorageCapacity: 1200
      KmsKeyId: alias/ml
      LustreConfiguration: {DeploymentType: PERSISTENT_2}
  Money:
    Type: AWS::Budgets::Budget
    Properties:
      Budget:
        BudgetName: gpu
        BudgetType: COST
        BudgetLimit: {Amount: 500, Unit: USD}
      NotificationsWithSubscribers:
        - Notification: {NotificationType: ACTUAL, ComparisonOperator: GREATER_THAN, Threshold: 80}
          Subscribers: [{SubscriptionType: EMAIL, Address: ml@example.com}]
  Lake:
    Type: AWS::Glue::Database
    Properties: {CatalogId: "1", DatabaseInput: {Name: features}}
  Cluster:
    Type: AWS::EKS::Cluster
    Properties:
      ResourcesVpcConfig: {SubnetIds: [a, b], EndpointPublicAccess: false}
      Logging: {ClusterLogging: {EnabledTypes: [{Type: audit}, {Type: api}]}}
  Kafka:
    Type: AWS::MSK::Cluster
    Properties: {ClientAuthentication: {Sasl: {Iam: {Enabled: true}}}}
  Machine:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: ami-1
      SecurityGroupIds: [sg-1]
      NetworkInterfaces: [{DeviceIndex: "0", AssociatePublicIpAddress: true}]
"""


@pytest.mark.parametrize(
    ("address", "path", "value"),
    [
        ("Template", "name", "gpu"), ("Template", "instance_type", "p5.48xlarge"), ("Template", "image_id", "ami-1"),
        ("Scratch", "storage_capacity", 1200), ("Scratch", "deployment_type", "PERSISTENT_2"),
        ("Scratch", "kms_key_id", "alias/ml"),
        ("Money", "name", "gpu"), ("Money", "limit_amount", "500"), ("Money", "notification.0.threshold", 80),
        ("Money", "notification.0.subscriber_email_addresses", ["ml@example.com"]),
        ("Lake", "name", "features"), ("Lake", "catalog_id", "1"),
        ("Cluster", "enabled_cluster_log_types", ["audit", "api"]), ("Cluster", "vpc_config.subnet_ids", ["a", "b"]),
        ("Cluster", "vpc_config.endpoint_public_access", False),
        ("Kafka", "client_authentication.sasl.iam", True),
        ("Machine", "ami", "ami-1"), ("Machine", "vpc_security_group_ids", ["sg-1"]),
        ("Machine", "associate_public_ip_address", True),
    ],
)  # fmt: skip
def test_what_cloudformation_nests_is_where_terraform_has_it(address, path, value):
    assert cloudformation(HOISTED).ask(address, path) == value


def test_a_hoisted_block_under_a_condition_is_decided_by_it():
    body = {"LaunchTemplateData": either("IsProd", true={"MetadataOptions": {"HttpTokens": "required"}}, false={})}
    value = look(made("aws_launch_template", "cfn", body)).value(
        "aws_launch_template.x", "metadata_options.http_tokens"
    )
    assert value.data.pending is not None


def test_elements_that_may_be_there_stay_so():
    types = lift({"ClusterLogging": {"EnabledTypes": [{"Type": "api"}]}})
    listed = types.data.items["ClusterLogging"].data.items["EnabledTypes"]
    listed.data.rest = unknown("a loop over what is not known").data
    seen = look(made("aws_eks_cluster", "cfn", {"Logging": types}))
    assert seen.ask("aws_eks_cluster.x", "enabled_cluster_log_types") == ["api", UNKNOWN]


def test_a_block_that_cloudformation_does_not_nest_is_there_with_its_attributes():
    rules = {
        "LifecycleConfiguration": {"Rules": [{"Status": "Enabled", "ExpirationInDays": 90}, {"Status": "Enabled"}]}
    }
    seen = look(made("aws_s3_bucket", "cfn", rules))
    assert seen.ask("aws_s3_bucket.x", "lifecycle_configuration.rule.0.expiration.days") == 90
    assert seen.ask("aws_s3_bucket.x", "lifecycle_configuration.rule.1.expiration") is None


def test_attributes_that_terraform_lacks_are_asked_for_as_awscc_spells_them():
    body = {"EnableNetworkIsolation": True, "VpcConfig": {"Subnets": ["a"]}}
    seen = look(made("aws_sagemaker_endpoint_configuration", "cfn", body))
    assert seen.ask("aws_sagemaker_endpoint_configuration.x", "enable_network_isolation") is True
    terraform_has_none = look(made("aws_sagemaker_endpoint_configuration", "tf", {}))
    assert terraform_has_none.ask("aws_sagemaker_endpoint_configuration.x", "enable_network_isolation") is None


def test_a_type_without_a_table_is_asked_by_its_own_names():
    seen = cloudformation(
        "  Thing:\n    Type: AWS::QuickSight::Theme\n    Properties: {BaseThemeId: MIDNIGHT, Ipv6Only: true}\n"
    )
    assert seen.ask("Thing", "base_theme_id") == "MIDNIGHT"
    assert seen.ask("Thing", "ipv_6_only") is True
    assert seen.ask("Thing", "no_such_thing") is None


def test_a_name_that_no_table_has_is_an_error():
    assert look(made("aws_kms_key", "tf", {})).ask("aws_kms_key.x", "rotate").startswith("error")


def test_what_the_language_adds_is_there_beside_the_attributes():
    text = 'resource "aws_s3_bucket" "b" {\n  lifecycle {\n    prevent_destroy = true\n  }\n}\n'
    assert terraform(text).ask("aws_s3_bucket.b", "lifecycle.prevent_destroy") is True
    text = "  B:\n    Type: AWS::S3::Bucket\n    DeletionPolicy: Retain\n"
    assert cloudformation(text).ask("B", "deletion_policy") == "Retain"
    assert cloudformation(text).ask("B", "update_replace_policy") is None


def test_a_tree_of_attributes_grows_only_where_it_is_asked():
    type = Type("aws_eks_cluster", json.loads(tables.compile_tables()["aws_eks_cluster"]))
    assert type.top._kids is None
    assert type.find("vpc_config") is not None
    assert type.top.kids["encryption_config"]._kids is None
    assert pascal("vpc_config") == "VpcConfig"
