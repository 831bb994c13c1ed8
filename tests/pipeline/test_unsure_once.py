"""One cause of not knowing is one finding of a rule, and is told once; the counts stay those of resources."""

from __future__ import annotations

from iacguard.reporters.forms import text
from iacguard.reporters.options import Options
from tests.pipeline.test_scan import lay, scan

TEMPLATE = """
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Extra: {Type: String}
Resources:
  Features:
    Type: AWS::S3::Bucket
  Models:
    Type: AWS::S3::Bucket
%s  Runs:
    Type: AWS::S3::Bucket
  Training:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: sagemaker.amazonaws.com}, Action: "sts:AssumeRole"}]
      ManagedPolicyArns: [!Ref Extra]
"""
WAIVED = "    Metadata: {iacguard: {ignore: [{rule: untagged, reason: a sandbox}]}}\n"


def untagged(report):
    return [finding for finding in report.findings if finding.rule == "untagged"]


def test_resources_that_one_cause_leaves_open_are_one_finding(tmp_path):
    report = scan(lay(tmp_path, {"template.yaml": TEMPLATE % ""}))
    (finding,) = untagged(report)
    assert finding.verdict == "unsure" and finding.reason == "the stack may be created with tags"
    assert finding.addresses == ("Features", "Models", "Runs")
    assert [related.span.line for related in finding.related] == [8, 10]
    assert report.tallies["untagged"].unsure == 3


def test_the_causes_of_two_templates_are_two(tmp_path):
    report = scan(lay(tmp_path, {"a.yaml": TEMPLATE % "", "b.yaml": TEMPLATE % ""}))
    assert [(f.span.source.path, len(f.addresses)) for f in untagged(report)] == [("a.yaml", 3), ("b.yaml", 3)]


def test_what_each_resource_could_say_itself_stays_one_by_one(tmp_path):
    machine = "\n".join(f"  M{n}: {{Type: 'AWS::EC2::Instance', Properties: {{ImageId: ami-1}}}}" for n in range(2))
    report = scan(lay(tmp_path, {"t.yaml": TEMPLATE % "" + machine}), profile="all")
    found = [f for f in report.findings if f.rule == "imdsv1-allowed"]
    assert [finding.address for finding in found] == ["M0", "M1"]


def test_one_of_them_can_be_waved_through_alone(tmp_path):
    report = scan(lay(tmp_path, {"template.yaml": TEMPLATE % WAIVED}))
    (finding,) = untagged(report)
    assert finding.addresses == ("Features", "Runs")
    assert [gone.finding.address for gone in report.suppressed] == ["Models"]
    assert report.tallies["untagged"].unsure == 2


def test_rules_that_cannot_tell_at_one_place_say_why_once(tmp_path):
    report = scan(lay(tmp_path, {"template.yaml": TEMPLATE % ""}))
    places: dict[tuple[int, str], set[str]] = {}
    for finding in report.findings:
        if finding.verdict != "fail":
            places.setdefault((finding.span.start, finding.reason), set()).add(finding.rule)
    assert max(map(len, places.values())) > 1, "no place at which two rules cannot tell: choose another example"
    shown = text.render(report, Options(show_unsure=True))
    assert shown.count("cannot tell: ") == len(places)
    assert all(rule in shown for rules in places.values() for rule in rules)
