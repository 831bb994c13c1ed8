"""Pseudo parameters: what CloudFormation itself knows when it deploys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iacguard.model.combine import Input
from iacguard.model.source import Span
from iacguard.model.value import Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack


def pseudo(name: str, stack: Stack, span: Span | None) -> Value | None:
    """The value of a pseudo parameter; None where there is none of this name."""
    inputs = stack.deployment.inputs
    short = name.removeprefix("AWS::")
    if short == "NoValue":
        return Value(None, span)
    if short in ("Region", "AccountId"):
        known = inputs.region if short == "Region" else inputs.account
        option = "region" if short == "Region" else "account"
        return Value(known or Unknown(f"the {option} is not given", Named(name), "string", True), span)
    if short in ("Partition", "URLSuffix"):
        return Value(_of_partition(short, inputs.region), span)
    if short == "NotificationARNs":
        return Value(Unknown(f"{name} is known when it is deployed", stack.symbol(name), "list", True), span)
    if short == "StackName" and not stack.path and stack.deployment.environment.stack_name:
        return Value(stack.deployment.environment.stack_name, span)
    if short in ("StackName", "StackId"):
        prefix = "arn:" if short == "StackId" else ""
        symbol = Input(stack.prefix + name) if short == "StackName" else stack.symbol(name)
        return Value(Unknown(f"{name} is known when it is deployed", symbol, "string", True, prefix), span)
    return None


_NAMES = {"AWS::AccountId": re.compile(r"\d{12}"), "AWS::Region": re.compile(r"[a-z]{2,4}(-[a-z]+)+-\d")}


class Named(Input):
    """The symbol of an account or a region, whose names have a form."""

    __slots__ = ()

    def allows(self, text: str) -> bool:
        """Whether there may be one of this name."""
        return _NAMES[str(self)].fullmatch(text) is not None


class OfPartition(Input):
    """The symbol of what the partition decides; `options` is its text in each of the public partitions."""

    __slots__ = ("options",)

    options: dict[str, str]


def _of_partition(short: str, region: str) -> str | Unknown:
    """The partition, and the domain of its services, follow from the region."""
    if region:
        partition, suffix = _partition(region)
        return partition if short == "Partition" else suffix
    symbol = OfPartition(f"AWS::{short}")
    names = {"aws": "amazonaws.com", "aws-cn": "amazonaws.com.cn", "aws-us-gov": "amazonaws.com"}
    symbol.options = {name: name if short == "Partition" else suffix for name, suffix in names.items()}
    return Unknown("the region is not given", symbol, "string", True, "aws" if short == "Partition" else "")


def _partition(region: str) -> tuple[str, str]:
    if region.startswith("cn-"):
        return "aws-cn", "amazonaws.com.cn"
    if region.startswith("us-gov-"):
        return "aws-us-gov", "amazonaws.com"
    if region.startswith("us-isob-"):
        return "aws-iso-b", "sc2s.sgov.gov"
    if region.startswith("us-iso-"):
        return "aws-iso", "c2s.ic.gov"
    if region.startswith("eusc-"):
        return "aws-eusc", "amazonaws.eu"
    return "aws", "amazonaws.com"
