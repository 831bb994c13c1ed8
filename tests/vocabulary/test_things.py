"""Keys and their grants, disks and addresses of machines, tags."""

from __future__ import annotations

import pytest

from iacguard.model.address import managed
from iacguard.model.graph import Hole
from iacguard.model.value import Reference
from iacguard.model.world import World
from iacguard.vocabulary.nodes import awscc_name
from tests.vocabulary.scenes import HERE, UNKNOWN, cloudformation, either, look, made, terraform, to, unknown

WIDE = {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*"}]}


@pytest.mark.parametrize("format", ["tf", "cfn"])
def test_a_keys_policy_inside_it(format):
    seen = look(made("aws_kms_key", format, {"policy" if format == "tf" else "KeyPolicy": WIDE}))
    assert seen.ask("aws_kms_key.x", "key_policy.0.principals") == ["*"]


def test_a_keys_policy_beside_it():
    key = made("aws_kms_key", "tf", {})
    policy = made(
        "aws_kms_key_policy",
        "tf",
        {"key_id": to(key), "policy": WIDE},
        "p",
        when=either("var.p", true=True, false=False),
    )
    seen = look(key, policy)
    assert len(seen.ask("aws_kms_key.x", "key_policy", World({"var.p": "true"}))) == 1
    assert seen.ask("aws_kms_key.x", "key_policy", World({"var.p": "false"})) == []
    assert look(key).ask("aws_kms_key.x", "key_policy") == []


def test_an_unknown_policy_leaves_the_statements_open():
    assert look(made("aws_kms_key", "tf", {"policy": unknown()})).ask("aws_kms_key.x", "key_policy") == [UNKNOWN]


def test_what_may_set_a_keys_policy_leaves_it_open():
    key = made("aws_kms_key", "tf", {})
    somewhere = made("aws_kms_key_policy", "tf", {"key_id": unknown(), "policy": WIDE}, "p")
    assert look(key, somewhere).ask("aws_kms_key.x", "key_policy") == [UNKNOWN]
    hole = Hole(managed("", "", ""), "its source is not there", HERE, (Reference(key.address),))
    assert look(key, holes=(hole,)).ask("aws_kms_key.x", "key_policy") == [UNKNOWN]
    assert look(key, holes=(hole,)).ask("aws_kms_key.x", "grants") == [UNKNOWN]


def test_grants():
    text = """
resource "aws_kms_key" "k" {
}
resource "aws_kms_grant" "g" {
  key_id            = aws_kms_key.k.key_id
  grantee_principal = "arn:aws:iam::123456789012:role/train"
  operations        = ["Decrypt", "GenerateDataKey"]
}
"""
    grant = terraform(text).ask("aws_kms_key.k", "grants.0")
    assert grant == {
        "grantee_principal": "arn:aws:iam::123456789012:role/train",
        "operations": ["Decrypt", "GenerateDataKey"],
    }


def test_grants_under_a_condition():
    key = made("aws_kms_key", "tf", {})
    body = {"key_id": to(key), "grantee_principal": "*", "operations": ["Decrypt"]}
    grant = {"grantee_principal": "*", "operations": ["Decrypt"]}
    seen = look(key, made("aws_kms_grant", "tf", body, "g", when=either("var.g", true=True, false=False)))
    assert seen.ask("aws_kms_key.x", "grants", World({"var.g": "true"})) == [grant]
    assert seen.ask("aws_kms_key.x", "grants", World({"var.g": "false"})) == []
    seen = look(key, made("aws_kms_grant", "tf", body, "g", when=unknown()))
    assert seen.ask("aws_kms_key.x", "grants") == [["perhaps", grant]]
    seen = look(key, made("aws_kms_grant", "tf", {**body, "key_id": unknown()}, "g"))
    assert seen.ask("aws_kms_key.x", "grants") == [UNKNOWN]


MACHINE = 'resource "aws_instance" "m" {\n  instance_type = "g5.xlarge"\n%s}\n'
ROOT = "  root_block_device {\n    encrypted = true\n    volume_size = 200\n  }\n"
DATA = '  ebs_block_device {\n    device_name = "/dev/sdf"\n  }\n'


@pytest.mark.parametrize(
    ("text", "encrypted"),
    [(MACHINE % "", [False]), (MACHINE % ROOT, [True]), (MACHINE % (ROOT + DATA), [True, False])],
)
def test_disks_of_terraform(text, encrypted):
    assert [disk["encrypted"] for disk in terraform(text).ask("aws_instance.m", "disks")] == encrypted


def test_disks_of_cloudformation():
    text = (
        "  M:\n"
        "    Type: AWS::EC2::Instance\n"
        "    Properties:\n"
        "      BlockDeviceMappings:\n"
        "        - {DeviceName: /dev/xvda, Ebs: {Encrypted: true, VolumeSize: 200}}\n"
        "        - {DeviceName: /dev/sdf, Ebs: {}}\n"
    )
    assert [disk["encrypted"] for disk in cloudformation(text).ask("M", "disks")] == [True, False]
    bare = cloudformation("  M: {Type: AWS::EC2::Instance, Properties: {InstanceType: g5.xlarge}}\n")
    assert [disk["encrypted"] for disk in bare.ask("M", "disks")] == [False]


@pytest.mark.parametrize(
    ("said", "subnet", "public"),
    [("true", "", True), ("false", "", False), (None, "  map_public_ip_on_launch = true\n", True), (None, "", False)],
)
def test_addresses_of_terraform(said, subnet, public):
    attributes = "  subnet_id = aws_subnet.a.id\n" + (f"  associate_public_ip_address = {said}\n" if said else "")
    text = MACHINE % attributes + f'resource "aws_subnet" "a" {{\n  vpc_id = "vpc-1"\n{subnet}}}\n'
    assert terraform(text).ask("aws_instance.m", "public_address") is public


def test_addresses_of_cloudformation():
    card = "[{DeviceIndex: '0', AssociatePublicIpAddress: true}]"
    seen = cloudformation(f"  M: {{Type: AWS::EC2::Instance, Properties: {{NetworkInterfaces: {card}}}}}\n")
    assert seen.ask("M", "public_address") is True
    bare = cloudformation("  M: {Type: AWS::EC2::Instance, Properties: {InstanceType: g5.xlarge}}\n")
    assert bare.ask("M", "public_address") == UNKNOWN


PROVIDER = 'provider "aws" {\n  default_tags {\n    tags = { Team = "ml", Owner = "nobody" }\n  }\n}\n'
ENDPOINT = 'resource "aws_sagemaker_endpoint" "e" {\n  endpoint_config_name = "c"\n%s}\n'


@pytest.mark.parametrize("attribute", ["tags", "tags_all"])
def test_tags_of_the_provider_lie_under_the_resources_own(attribute):
    seen = terraform(PROVIDER + ENDPOINT % '  tags = { Owner = "churn" }\n')
    assert seen.ask("aws_sagemaker_endpoint.e", attribute) == {"Team": "ml", "Owner": "churn"}
    seen = terraform(PROVIDER + ENDPOINT % "")
    assert seen.ask("aws_sagemaker_endpoint.e", attribute) == {"Team": "ml", "Owner": "nobody"}


def test_no_tags_at_all_are_an_empty_map():
    configured = 'provider "aws" {\n  region = "eu-west-1"\n}\n' + ENDPOINT % ""
    assert terraform(configured).ask("aws_sagemaker_endpoint.e", "tags_all") == {}


def test_a_provider_that_is_configured_elsewhere_may_add_tags():
    assert terraform(ENDPOINT % "").ask("aws_sagemaker_endpoint.e", "tags_all") == {UNKNOWN: UNKNOWN}
    own = terraform(ENDPOINT % '  tags = { Owner = "churn" }\n')
    assert own.ask("aws_sagemaker_endpoint.e", "tags_all") == {"Owner": "churn", UNKNOWN: UNKNOWN}
    text = 'variable "tags" {}\n' + ENDPOINT % '  tags = merge(var.tags, { Owner = "churn" })\n'
    assert terraform(text).ask("aws_sagemaker_endpoint.e", "tags_all") == {"Owner": "churn", UNKNOWN: UNKNOWN}


def test_a_stack_may_add_tags_that_its_template_does_not_say():
    seen = cloudformation("  E: {Type: AWS::SageMaker::Endpoint, Properties: {Tags: [{Key: Owner, Value: churn}]}}\n")
    assert seen.ask("E", "tags_all") == {"Owner": "churn", UNKNOWN: UNKNOWN}
    assert seen.ask("E", "tags") == {"Owner": "churn"}
    assert cloudformation("  E: {Type: AWS::SageMaker::Endpoint}\n").ask("E", "tags_all") == {UNKNOWN: UNKNOWN}


def test_autoscaling_groups_spell_tags_as_blocks():
    block = '  tag {\n    key = "Owner"\n    value = "ml"\n    propagate_at_launch = true\n  }\n'
    seen = terraform('resource "aws_autoscaling_group" "g" {\n  max_size = 1\n  min_size = 0\n' + block + "}\n")
    assert seen.ask("aws_autoscaling_group.g", "tags_all") == {"Owner": "ml"}
    tag = "{Key: Owner, Value: ml, PropagateAtLaunch: true}"
    seen = cloudformation(f"  G: {{Type: AWS::AutoScaling::AutoScalingGroup, Properties: {{Tags: [{tag}]}}}}\n")
    assert seen.ask("G", "tags_all.Owner") == "ml"
    assert seen.ask("G", "tag.0.propagate_at_launch") is True


def test_awscc_writes_tags_as_a_list():
    seen = terraform('resource "awscc_s3_bucket" "b" {\n  tags = [{ key = "Owner", value = "ml" }]\n}\n')
    assert seen.ask("awscc_s3_bucket.b", "tags_all") == {"Owner": "ml"}


@pytest.mark.parametrize("format", ["cfn", "awscc"])
@pytest.mark.parametrize(
    ("mapped", "disks"),
    [({"VirtualName": "ephemeral0"}, 0), ({"NoDevice": {}}, 0), ({"NoDevice": False}, 1), ({"Ebs": {}}, 1)],
)
def test_what_maps_no_volume_is_no_disk(format, mapped, disks):
    spell = awscc_name if format == "awscc" else str
    mapping = {spell(name): value for name, value in {"DeviceName": "/dev/sdf", **mapped}.items()}
    seen = look(made("aws_instance", format, {spell("BlockDeviceMappings"): [mapping]}))
    assert len(seen.ask("aws_instance.x", "disks")) == disks
