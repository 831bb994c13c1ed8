"""Which conditions of a statement say who may ask."""

from __future__ import annotations

import json

import pytest

from tests.vocabulary.scenes import look, made

NARROW = [
    {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}},
    {"stringlike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}},
    {"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "192.0.2.0/24"]}},
    {"ForAnyValue:StringEquals": {"aws:PrincipalOrgPaths": ["o-a1b2c3d4e5/*"]}},
    {"Bool": {"aws:SecureTransport": "true"}, "StringEquals": {"aws:SourceVpce": "vpce-0a1b2c3d"}},
]
WIDE = [
    {},
    {"Bool": {"aws:SecureTransport": "true"}},
    {"Bool": {"AWS:MultiFactorAuthPresent": True}},
    {"NumericGreaterThanEquals": {"s3:TlsVersion": 1.2}},
    {"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}},
    {"ForAllValues:StringEquals": {"aws:PrincipalOrgPaths": ["o-a1b2c3d4e5/*"]}},
    {"StringNotEquals": {"aws:PrincipalAccount": "111122223333"}},
    {"NotIpAddress": {"aws:SourceIp": "192.0.2.1/32"}},
    {"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/0"]}},
    {"StringLike": {"aws:PrincipalArn": "*"}},
    {"Null": {"aws:PrincipalArn": "false"}},
]


def _narrowed(condition):
    statement = {"Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*", "Condition": condition}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    return look(made("aws_kms_key", "tf", {"policy": document})).ask("aws_kms_key.x", "key_policy.0.narrowed")


@pytest.mark.parametrize("condition", NARROW, ids=json.dumps)
def test_a_condition_that_keeps_somebody_out(condition):
    assert _narrowed(condition) is True


@pytest.mark.parametrize("condition", WIDE, ids=json.dumps)
def test_a_condition_that_keeps_nobody_out(condition):
    assert _narrowed(condition) is False
