"""Judgements of expressions over real tables: the ways in which a value is not there, in each language."""

from __future__ import annotations

import json
from typing import Any

import pytest

from iacguard.model.address import managed
from iacguard.model.graph import Hole, Resource, ResourceGraph
from iacguard.model.source import Source
from iacguard.model.value import Map, Reference, Seq, Unknown, Value
from iacguard.policy.judge import Judge
from iacguard.policy.rule import read
from tests.vocabulary.scenes import HERE, either, made, to, unknown, vocabulary

RULES = {
    "direct_internet": ("", "resource.direct_internet_access == 'Disabled'"),
    "nb_kms": ("", "resource.kms_key_id != null"),
    "endpoint_kms": (
        "!resource.production_variants.all(v, instance(v.instance_type).nvme_gb > 0)",
        "resource.kms_key_arn != null",
    ),
    "capture_kms": ("resource.data_capture_config.enable_capture", "resource.data_capture_config.kms_key_id != null"),
    "bucket_sse": ("", "resource.encryption.algorithm in ['aws:kms', 'aws:kms:dsse']"),
    "bucket_public": (
        "",
        "resource.public_access_block.block_public_acls && resource.public_access_block.block_public_policy",
    ),
    "versioning": ("", "resource.versioning.versioning_configuration.status == 'Enabled'"),
    "tls_only": (
        "",
        "resource.policy_statements.exists(s, s.effect == 'Deny' && "
        "'false' in s.condition['Bool']['aws:SecureTransport'])",
    ),
    "lt_encrypted": ("", "resource.block_device_mappings.all(b, b.ebs == null || b.ebs.encrypted)"),
    "imdsv2": ("", "resource.metadata_options.http_tokens == 'required'"),
    "efa": (
        "instance(resource.instance_type).efa",
        "resource.network_interfaces.exists(n, n.interface_type in ['efa', 'efa-only'])",
    ),
    "iam_star": ("", "!resource.statements.exists(s, s.effect == 'Allow' && '*' in s.actions && '*' in s.resources)"),
    "passrole": (
        "",
        "!resource.statements.exists(s, s.effect == 'Allow' && s.covers['iam:PassRole'] && '*' in s.resources)",
    ),
    "full_access": ("", "!resource.policy_arns.exists(p, p.endsWith('AmazonSageMakerFullAccess'))"),
    "ml_ports": ("", "!resource.open_ingress.exists(i, [22, 8888].exists(p, i.from_port <= p && p <= i.to_port))"),
    "taint": ("resource.instance_types.exists(t, instance(t).accelerators > 0)", "size(resource.taint) > 0"),
    "tags": ("", "['Owner', 'CostCenter'].all(k, k in resource.tags)"),
    "train_gpu": ("", "resource.production_variants.all(v, instance(v.instance_type).accelerators < 8)"),
    "key_rotation": ("resource.kms_key_arn != null", "ref(resource.kms_key_arn).enable_key_rotation"),
}
TYPES = {
    "nb": "aws_sagemaker_notebook_instance",
    "ec": "aws_sagemaker_endpoint_configuration",
    "b": "aws_s3_bucket",
    "lt": "aws_launch_template",
    "role": "aws_iam_role",
    "sg": "aws_security_group",
    "ng": "aws_eks_node_group",
}


def verdict(rule: str, resource: Resource, *others: Resource, holes: tuple[Hole, ...] = ()) -> str:
    """pass, fail, unsure, or fail with the inputs under which it fails."""
    when, require = RULES[rule]
    lines = [
        f"resources: [{resource.type}]",
        f"require: {json.dumps(require)}",
        *([f"when: {json.dumps(when)}"] if when else []),
    ]
    text = "summary: s\nseverity: low\npractices: [security]\nmessage: m\nwhy: w\nfix: f\n" + "\n".join(lines)
    found, faults = read(Source("rule.yaml", text), "a-rule", "family", "")
    assert found is not None, faults
    judged = Judge(ResourceGraph([resource, *others], holes), vocabulary()).judge([found], {})
    assert not judged.diagnostics
    mine = [f for f in judged.findings if f.address == str(resource.address)]
    if not mine:
        return "pass"
    if mine[0].verdict == "unsure":
        return "unsure"
    return "fail" + "".join(f" when {','.join(f'{k}={v}' for k, v in row.items())}" for row in mine[0].when)


def of(kind: str, format: str, body: Any, **more: Any) -> Resource:
    return made(TYPES[kind], format, body, **more)


KEY = made("aws_kms_key", "tf", {"enable_key_rotation": True}, "k")
DENY = {"Statement": [{"Effect": "Deny", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}


def allow(**more: Any) -> dict[str, Any]:
    return {"Statement": {"Effect": "Allow", "Action": ["s3:Get*"], "Resource": "*", **more}}


def policy(role: Resource, document: Any) -> Resource:
    return made("aws_iam_role_policy", "tf", {"role": to(role), "policy": document}, "p")


def satellite(parent: Resource, suffix: str, **body: Any) -> Resource:
    return made(f"aws_s3_bucket_{suffix}", "tf", {"bucket": to(parent), **body}, suffix)


TF, CFN, AWSCC = "tf", "cfn", "awscc"
KMS = [{"apply_server_side_encryption_by_default": [{"sse_algorithm": "aws:kms"}]}]
SIMPLE = [
    ("direct_internet", of("nb", TF, {"instance_type": "ml.m5.large"}), "fail"),
    ("direct_internet", of("nb", TF, {"direct_internet_access": unknown()}), "unsure"),
    ("nb_kms", of("nb", TF, {"kms_key_id": to(KEY)}), "pass"),
    ("nb_kms", of("nb", TF, {"kms_key_id": unknown(symbol="var.k")}), "unsure"),
    ("nb_kms", of("nb", TF, {"kms_key_id": ""}), "fail"),
    ("nb_kms", of("nb", CFN, {"KmsKeyId": either("IsProd", true=to(KEY), false=None)}), "fail when IsProd=false"),
    ("nb_kms", of("nb", CFN, {"KmsKeyId": either("IsProd", true=to(KEY), false="alias/x")}), "pass"),
    (
        "nb_kms",
        of(
            "nb",
            CFN,
            {"KmsKeyId": either("IsProd", true=to(KEY), false=None)},
            when=either("IsProd", true=True, false=False),
        ),
        "pass",
    ),
    ("versioning", of("b", CFN, {"VersioningConfiguration": {"Status": "Enabled"}}), "pass"),
    ("versioning", of("b", TF, {"bucket": "x"}), "fail"),
    (
        "bucket_sse",
        of(
            "b",
            CFN,
            {
                "BucketEncryption": {
                    "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
                }
            },
        ),
        "fail",
    ),
    ("bucket_public", of("b", TF, {"bucket": "x"}), "fail"),
    (
        "bucket_sse",
        of(
            "b",
            AWSCC,
            {
                "bucket_encryption": {
                    "server_side_encryption_configuration": [
                        {"server_side_encryption_by_default": {"sse_algorithm": "aws:kms"}}
                    ]
                }
            },
        ),
        "pass",
    ),
    ("versioning", of("b", AWSCC, {"versioning_configuration": {"status": "Enabled"}}), "pass"),
    ("tags", of("b", AWSCC, {"tags": [{"key": "Owner", "value": "x"}]}), "fail"),
    ("versioning", of("b", TF, {"versioning": [{"enabled": True}]}), "pass"),
    (
        "endpoint_kms",
        of("ec", AWSCC, {"kms_key_id": "k", "production_variants": [{"instance_type": "ml.m5.large"}]}),
        "pass",
    ),
    ("endpoint_kms", of("ec", CFN, {"ProductionVariants": [{"InstanceType": "ml.m5.large"}]}), "fail"),
    ("imdsv2", of("lt", AWSCC, {"launch_template_data": {"metadata_options": {"http_tokens": "required"}}}), "pass"),
    (
        "imdsv2",
        of(
            "lt",
            CFN,
            {"LaunchTemplateData": either("IsProd", true={"MetadataOptions": {"HttpTokens": "required"}}, false={})},
        ),
        "fail when IsProd=false",
    ),
    ("capture_kms", of("ec", TF, {"data_capture_config": [{"enable_capture": True}]}), "fail"),
    ("capture_kms", of("ec", CFN, {"DataCaptureConfig": {"EnableCapture": "true", "KmsKeyId": "k"}}), "pass"),
    # capture in prod alone, a key in prod alone: candidates that know nothing of each other would report a failure
    (
        "capture_kms",
        of(
            "ec",
            CFN,
            {
                "DataCaptureConfig": {
                    "EnableCapture": either("IsProd", true=True, false=False),
                    "KmsKeyId": either("IsProd", true="k", false=None),
                }
            },
        ),
        "pass",
    ),
    (
        "train_gpu",
        of("ec", TF, {"production_variants": [{"instance_type": "ml.p4d.24xlarge"}, {"instance_type": unknown()}]}),
        "fail",
    ),
    (
        "train_gpu",
        of("ec", TF, {"production_variants": [{"instance_type": "ml.m5.large"}, {"instance_type": unknown()}]}),
        "unsure",
    ),
    ("train_gpu", of("ec", CFN, {"ProductionVariants": [{"InstanceType": "ml.m5.large"}]}), "pass"),
    ("tags", of("ec", TF, {"kms_key_arn": "x"}), "fail"),
    (
        "tags",
        of(
            "ec",
            CFN,
            {
                "Tags": [
                    {"Key": "Owner", "Value": "a"},
                    {"Key": "CostCenter", "Value": either("IsProd", true="x", false=None)},
                ]
            },
        ),
        "fail when IsProd=false",
    ),
    (
        "lt_encrypted",
        of("lt", TF, {"block_device_mappings": [{"ebs": [{"encrypted": "true"}]}, {"ebs": [{}]}]}),
        "fail",
    ),
    (
        "lt_encrypted",
        of("lt", CFN, {"LaunchTemplateData": {"BlockDeviceMappings": [{"Ebs": {"Encrypted": True}}]}}),
        "pass",
    ),
    ("imdsv2", of("lt", TF, {"instance_type": "p5.48xlarge"}), "fail"),
    ("imdsv2", of("lt", CFN, {"LaunchTemplateData": {"MetadataOptions": {"HttpTokens": "required"}}}), "pass"),
    ("efa", of("lt", TF, {"instance_type": "p5.48xlarge", "network_interfaces": []}), "fail"),
    (
        "efa",
        of(
            "lt",
            CFN,
            {"LaunchTemplateData": {"InstanceType": "p5.48xlarge", "NetworkInterfaces": [{"InterfaceType": "efa"}]}},
        ),
        "pass",
    ),
    ("iam_star", of("role", TF, {"inline_policy": [{"policy": json.dumps(allow(Action="*"))}]}), "fail"),
    (
        "iam_star",
        of(
            "role",
            CFN,
            {"Policies": [{"PolicyDocument": allow(Action=[unknown()], Resource=unknown(prefix="arn:aws:s3:::"))}]},
        ),
        "pass",
    ),
    (
        "iam_star",
        of(
            "role",
            CFN,
            {"Policies": [{"PolicyDocument": either("IsProd", true=allow(Resource="arn:x"), false=allow(Action="*"))}]},
        ),
        "fail when IsProd=false",
    ),
    (
        "ml_ports",
        of("sg", TF, {"ingress": [{"from_port": "8000", "to_port": 9000, "cidr_blocks": ["10.0.0.0/8", "0.0.0.0/0"]}]}),
        "fail",
    ),
    (
        "ml_ports",
        of("sg", CFN, {"SecurityGroupIngress": [{"FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/0"}]}),
        "pass",
    ),
    (
        "taint",
        of(
            "ng",
            TF,
            {"instance_types": ["g5.xlarge"], "taint": Value(Seq((), (), Unknown("a loop over var.taints")), HERE)},
        ),
        "unsure",
    ),
    ("taint", of("ng", TF, {"instance_types": ["g5.xlarge"], "taint": [{"key": "gpu"}]}), "pass"),
    (
        "tags",
        of(
            "nb",
            TF,
            {
                "tags": Value(
                    Map({"Owner": Value("a", HERE), "CostCenter": Value("b", HERE)}, Unknown("var.tags")), HERE
                )
            },
        ),
        "pass",
    ),
    ("tags", of("nb", TF, {"tags": Value(Map({"Owner": Value("a", HERE)}, Unknown("var.tags")), HERE)}), "unsure"),
]


@pytest.mark.parametrize(
    ("rule", "resource", "expected"), SIMPLE, ids=[f"{n}-{case[0]}" for n, case in enumerate(SIMPLE)]
)
def test_a_resource_alone(rule, resource, expected):
    assert verdict(rule, resource) == expected


BUCKET = of("b", TF, {"bucket": "x"})
STACKED = of("b", CFN, {})
ROLE = of("role", TF, {"assume_role_policy": "{}"})
ENDPOINT = of("ec", TF, {"kms_key_arn": to(KEY, "arn")})
TOGETHER = [
    ("bucket_sse", BUCKET, (satellite(BUCKET, "server_side_encryption_configuration", rule=KMS),), "pass"),
    ("tls_only", BUCKET, (satellite(BUCKET, "policy", policy=json.dumps(DENY)),), "pass"),
    (
        "tls_only",
        STACKED,
        (made("aws_s3_bucket_policy", CFN, {"Bucket": to(STACKED), "PolicyDocument": DENY}, "p"),),
        "pass",
    ),
    ("tls_only", BUCKET, (), "fail"),
    ("passrole", ROLE, (policy(ROLE, allow(Action=["iam:Pass*"])),), "fail"),
    ("iam_star", ROLE, (policy(ROLE, allow(Action=["iam:PassRole"])),), "pass"),
    (
        "full_access",
        ROLE,
        (
            made(
                "aws_iam_role_policy_attachment",
                TF,
                {"role": to(ROLE), "policy_arn": "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"},
                "a",
            ),
        ),
        "fail",
    ),
    ("key_rotation", ENDPOINT, (KEY,), "pass"),
]


@pytest.mark.parametrize(("rule", "resource", "others", "expected"), TOGETHER)
def test_resources_together(rule, resource, others, expected):
    assert verdict(rule, resource, *others) == expected


def test_a_hole_makes_absence_no_knowledge():
    hole = Hole(managed("", "", ""), "its source is not there", HERE, (Reference(BUCKET.address),))
    assert verdict("bucket_public", BUCKET, holes=(hole,)) == "unsure"
    assert verdict("versioning", BUCKET, holes=(hole,)) == "unsure"
