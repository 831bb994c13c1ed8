"""What a satellite says of a parent that is declared elsewhere."""

from __future__ import annotations

import pytest

from iacguard.formats.base import Loaded
from iacguard.model.address import Address
from iacguard.model.graph import Resource
from iacguard.model.source import Source, Span
from iacguard.model.value import Map, Unknown, Value
from tests.rules import rule_fixtures

RULES = rule_fixtures.rules().rules
OPEN = """
resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = %s
  block_public_acls       = true
  block_public_policy     = %s
  ignore_public_acls      = true
  restrict_public_buckets = true
}

variable "bucket" { type = string }
resource "aws_s3_bucket" "models" { bucket = "models" }
"""


def _verdicts(text: str) -> list[tuple[str, str]]:
    rule = next(rule for rule in RULES if rule.id == "bucket-opened-to-public")
    findings, _ = rule_fixtures.judge(rule, rule_fixtures.load({"main.tf": text}))
    return [(finding.address, finding.verdict) for finding in findings]


ELSEWHERE = ["var.bucket", '"of-another-stack"', "module.lake.bucket", "data.aws_s3_bucket.x.id"]


@pytest.mark.parametrize("bucket", ELSEWHERE)
def test_a_satellite_of_an_unknown_parent_is_judged_by_what_it_says(bucket):
    at_satellite = ("aws_s3_bucket_public_access_block.this", "fail")
    assert at_satellite in _verdicts(OPEN % (bucket, "false"))
    assert at_satellite not in _verdicts(OPEN % (bucket, "true"))


@pytest.mark.parametrize("bucket", ["aws_s3_bucket.models.id", '"models"'])
def test_a_satellite_of_a_declared_parent_is_judged_there_alone(bucket):
    assert _verdicts(OPEN % (bucket, "false")) == [("aws_s3_bucket.models", "fail")]


def _mounted() -> list[tuple[str, str]]:
    """Rules, and the satellites that may say something of what they are about."""
    found = []
    for rule in RULES:
        for name in rule.resources:
            type = rule_fixtures.vocabulary().type(name)
            found += [(rule.id, m.satellite) for m in (type.mounts.values() if type else ()) if m.join]
    return found


@pytest.mark.parametrize(("id", "satellite"), _mounted())
def test_a_satellite_that_says_nothing_fails_nothing(id, satellite):
    source = Source("main.tf", f'resource "{satellite}" "x" {{}}\n')
    span = Span(source, 0, len(source.text) - 1)
    body = Value(Map({}, Unknown("it is not known")), span)
    resource = Resource(Address("", (), "managed", satellite, "x"), satellite, "tf", body, span)
    rule = next(rule for rule in RULES if rule.id == id)
    findings, diagnostics = rule_fixtures.judge(rule, Loaded([resource]))
    assert not [f"{f.verdict}: {f.message}" for f in findings]
    assert not diagnostics
