"""Names of resources that these files declare, as ARNs: `…` stands for what nobody knows and no wildcard can be."""

from __future__ import annotations

import re

from iacguard.model.graph import Resource
from iacguard.model.value import Seq, Unknown, Value
from iacguard.model.world import EMPTY, force
from iacguard.vocabulary.lens import Lens

SOME = "…"

OF_AWS = r":iam::aws:policy/[\w+=,.@/-]+\Z"
"""The end of the ARN of a policy of AWS: the partition before it may be unknown, its name is not."""


def told(listed: Value, lens: Lens) -> Value:
    """A list of ARNs in which buckets and roles of these files have theirs."""
    data = listed.data
    if not isinstance(data, Seq):
        return listed
    items = [_role(_bucket(item, lens), lens) for item in data.items]
    return Value(Seq(items, data.maybe, data.rest), listed.span, listed.refs)


def _bucket(arn: Value, lens: Lens) -> Value:
    """The ARN of a bucket, or of what is in it."""
    if not isinstance(arn.data, Unknown) or arn.data.pending is not None:
        return arn
    bucket = _target(arn, lens, "aws_s3_bucket")
    if bucket is None:
        return arn
    inside = "" if arn.data.symbol is not None else f"/{SOME}"
    return _as(f"arn:aws:s3:::{_name(bucket, 'bucket', lens) or SOME}{inside}", arn)


def _role(arn: Value, lens: Lens) -> Value:
    """The ARN of a role."""
    if not isinstance(arn.data, Unknown) or arn.data.pending is not None or arn.data.symbol is None:
        return arn
    role = _target(arn, lens, "aws_iam_role")
    return _as(f"arn:aws:iam::{SOME}:role/{_name(role, 'name', lens) or SOME}", arn) if role is not None else arn


def of_policy(arn: Value, lens: Lens) -> Value:
    """The ARN of a managed policy of these files, which is in an account, whatever its name."""
    if not isinstance(arn.data, Unknown) or arn.data.pending is not None:
        return arn
    said = re.search(OF_AWS, arn.data.tail[-1]) if arn.data.tail else None
    if said is not None:
        return _as(f"arn:{SOME}{said.group()}", arn)
    policy = _target(arn, lens, "aws_iam_policy")
    return _as(f"arn:aws:iam::{SOME}:policy/{_name(policy, 'name', lens) or SOME}", arn) if policy is not None else arn


def _target(arn: Value, lens: Lens, type: str) -> Resource | None:
    targets = [target for reference in arn.refs for target in lens.graph.resolve(reference) if target.type == type]
    return targets[0] if targets else None


def _name(resource: Resource, attribute: str, lens: Lens) -> str | None:
    """The written name; SOME where one is made up; None where it is not known."""
    value = force(lens.ask(resource, attribute, EMPTY), EMPTY)
    if value.data is None:
        return SOME
    return value.data if isinstance(value.data, str) else None


def _as(text: str, arn: Value) -> Value:
    return Value(text, arn.span, arn.refs, arn, arn.marks)
