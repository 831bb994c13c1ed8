"""Derived attributes over templates in which something is not known: what was sure may become open, never another."""

from __future__ import annotations

import random
from typing import Any

import pytest

from iacguard.model.graph import Resource, ResourceGraph
from iacguard.model.value import Choice, Map, Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.vocabulary.seeing import lens
from tests.conftest import EXAMPLES
from tests.vocabulary.scenes import HERE, UNKNOWN, Scene, made, plain, to, vocabulary

ROLE = made("aws_iam_role", "tf", {
    "assume_role_policy": {"Statement": [{"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}}]},
    "managed_policy_arns": ["arn:aws:iam::aws:policy/AmazonS3FullAccess"],
    "inline_policy": [{"policy": {"Statement": [{"Effect": "Allow", "Action": ["s3:*"], "Resource": "*"}]}}],
})  # fmt: skip
KEY = made("aws_kms_key", "tf", {"policy": {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "kms:*"}}})
BUCKET = made(
    "aws_s3_bucket",
    "cfn",
    {
        "BucketName": "features",
        "BucketEncryption": {
            "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}]
        },
        "PublicAccessBlockConfiguration": {"BlockPublicAcls": True, "RestrictPublicBuckets": False},
        "VersioningConfiguration": {"Status": "Enabled"},
        "AccessControl": "PublicRead",
        "Tags": [{"Key": "Owner", "Value": "ml"}],
    },
)
POLICY = made(
    "aws_s3_bucket_policy",
    "cfn",
    {
        "Bucket": to(BUCKET),
        "PolicyDocument": {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"}]},
    },
)
MODEL = made(
    "aws_sagemaker_model",
    "tf",
    {"primary_container": [{"model_data_url": "s3://features/m"}], "execution_role_arn": to(ROLE)},
)
GROUP = made(
    "aws_security_group",
    "tf",
    {"ingress": [{"from_port": 22, "to_port": 22, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"]}]},
)
OPENING = made(
    "aws_vpc_security_group_ingress_rule",
    "tf",
    {"security_group_id": to(GROUP), "cidr_ipv4": "10.0.0.0/8", "ip_protocol": "-1"},
)
VPC = made("aws_vpc", "tf", {})
GATEWAY = made("aws_internet_gateway", "tf", {"vpc_id": to(VPC)})
SUBNET = made("aws_subnet", "tf", {"vpc_id": to(VPC)})
TABLE = made(
    "aws_route_table", "tf", {"vpc_id": to(VPC), "route": [{"cidr_block": "0.0.0.0/0", "gateway_id": to(GATEWAY)}]}
)
LINK = made("aws_route_table_association", "tf", {"subnet_id": to(SUBNET), "route_table_id": to(TABLE)})
MACHINE = made("aws_instance", "tf", {"subnet_id": to(SUBNET), "root_block_device": [{"encrypted": True}]})
ALL = [ROLE, KEY, BUCKET, POLICY, MODEL, GROUP, OPENING, VPC, GATEWAY, SUBNET, TABLE, LINK, MACHINE]
ASKED = {resource.type: tuple(vocabulary().type(resource.type).derived) for resource in ALL}
WEAK_ATOM = "var.weak"


def answers(resources: list[Resource], world: World) -> dict[tuple[str, str], Any]:
    """All derived attributes of all resources."""
    graph = ResourceGraph(resources)
    seen = Scene(graph, lens(graph, vocabulary()))
    found = {}
    for resource in graph.resources:
        for name in ASKED[resource.type]:
            found[resource.type, name] = plain(force(seen.lens.ask(resource, name, world), world), world)
    return found


def weakened(chooser: random.Random, kind: str) -> list[Resource]:
    """The same resources with one value unknown, or chosen between itself and null; a whole body is never chosen."""
    target = chooser.choice(ALL)
    least = 1 if kind == "chosen" and _count(target.body) > 1 else 0
    at = [chooser.randrange(least, _count(target.body))]
    if kind == "chosen" and at == [0]:
        return list(ALL)
    body = _replace(target.body, at, kind)
    twin = Resource(target.address, target.type, target.format, body, HERE, native_type=target.native_type)
    return [twin if resource is target else resource for resource in ALL]


def _count(value: Value) -> int:
    data = value.data
    inner = data.items.values() if isinstance(data, Map) else data.items if isinstance(data, Seq) else ()
    return 1 + sum(_count(one) for one in inner)


def _replace(value: Value, at: list[int], kind: str) -> Value:
    at[0] -= 1
    if at[0] == -1:
        if kind == "unknown":
            return Value(Unknown("weakened"), value.span, value.refs)
        return Value(
            Choice(WEAK_ATOM, {"as it was": value, "otherwise": Value(None, value.span)}), value.span, value.refs
        )
    data = value.data
    if isinstance(data, Map):
        return Value(Map({k: _replace(v, at, kind) for k, v in data.items.items()}), value.span, value.refs)
    if isinstance(data, Seq):
        return Value(Seq([_replace(item, at, kind) for item in data.items]), value.span, value.refs)
    return value


def agrees(before: Any, after: Any) -> bool:
    """Whether an answer is what it was, or more open."""
    if after == UNKNOWN or before == after:
        return True
    if isinstance(before, dict) and isinstance(after, dict):
        return all(key in after or UNKNOWN in after for key in before) and all(
            agrees(before.get(key), one) or (UNKNOWN in after and key == UNKNOWN)
            for key, one in after.items()
            if key != UNKNOWN
        )
    if before is None and isinstance(after, list):
        before = []  # `plain` leaves empty lists out
    if isinstance(before, list) and isinstance(after, list):
        certain = [one for one in after if one != UNKNOWN and not (isinstance(one, list) and one[:1] == ["perhaps"])]
        open_ = len(certain) < len(after)
        return all(any(agrees(old, new) for old in before) for new in certain) and (
            open_ or len(certain) == len(before)
        )
    return False


EMPTY_WORLD = World()
BEFORE = answers(ALL, EMPTY_WORLD)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_not_known_changes_no_answer_into_another(seed):
    chooser = random.Random(seed)
    for _ in range(EXAMPLES):
        after = answers(weakened(chooser, "unknown"), World())
        wrong = {key: (BEFORE[key], one) for key, one in after.items() if not agrees(BEFORE[key], one)}
        assert not wrong


@pytest.mark.parametrize("seed", range(4))
def test_a_choice_gives_each_worlds_own_answer(seed):
    chooser = random.Random(100 + seed)
    for _ in range(EXAMPLES):
        resources = weakened(chooser, "chosen")
        kept = answers(resources, World({WEAK_ATOM: "as it was"}))
        assert kept == BEFORE
