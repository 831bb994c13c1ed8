"""Rules whose check is Python: where they may come from, and what a broken one costs."""

from __future__ import annotations

import pytest

from iacguard.model.report import ERROR
from iacguard.policy import catalogue
from tests.rules import rule_fixtures

RULE = """
summary: Bucket with a bad name
severity: low
practices: [code]
resources: ["*"]
why: Names are read by people.
fix: Choose another one.
"""
FILES = {"main.tf": 'resource "aws_s3_bucket" "b" {\n  bucket = "bad"\n}\nvariable "bad" {}\n'}


def _judged(tmp_path, code: str, rule: str = RULE):
    home = tmp_path / "names" / "bad-name"
    home.mkdir(parents=True)
    (home / "rule.yaml").write_text(rule, encoding="utf-8")
    (home / "rule.py").write_text(code, encoding="utf-8")
    found = catalogue.read_folder(tmp_path, trusted=True)
    assert not found.diagnostics
    loaded = rule_fixtures.load(dict(FILES))
    assert loaded is not None
    return rule_fixtures.judge(found.rules[0], loaded)


def test_a_check_sees_every_resource_of_a_provider_and_points_at_a_value(tmp_path):
    code = "def check(resource, graph, params):\n    yield resource.body.data.items['bucket'], 'no such name'\n"
    findings, diagnostics = _judged(tmp_path, code)
    assert not diagnostics
    [found] = findings
    assert (found.span.line, found.message, found.attribute, found.verdict) == (2, "no such name", "bucket", "fail")


@pytest.mark.parametrize(
    "code",
    ["def check(resource, graph, params):\n    yield resource.nothing, ''\n", "1 / 0\n", "x = 1\n", "def check(:\n"],
)
def test_a_broken_check_costs_its_own_findings(tmp_path, code: str):
    findings, diagnostics = _judged(tmp_path, code)
    assert not findings
    assert [d.level for d in diagnostics] == [ERROR]


def test_a_folder_of_a_user_may_not_hold_python(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "rule.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "mine" / "rule.py").write_text("raise SystemExit", encoding="utf-8")
    found = catalogue.read_folder(tmp_path)
    assert not found.rules
    assert ["Python" in d.message for d in found.diagnostics] == [True]


def test_an_expression_and_a_check_exclude_each_other(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "rule.yaml").write_text(RULE + "require: false\n", encoding="utf-8")
    (tmp_path / "mine" / "rule.py").write_text("", encoding="utf-8")
    assert catalogue.read_folder(tmp_path, trusted=True).diagnostics


UNKNOWN_BODY = """
Resources:
  Notebook:
    Type: AWS::SageMaker::NotebookInstance
    Properties: {"Fn::Transform": {Name: AWS::Include, Parameters: {Location: "s3://platform/notebook.yaml"}}}
  Data:
    Type: AWS::S3::Bucket
    Properties: {"Fn::Transform": {Name: AWS::Include, Parameters: {Location: "s3://platform/bucket.yaml"}}}
"""
CODED = [rule for rule in catalogue.load().rules if rule.coded]


@pytest.mark.parametrize("rule", CODED, ids=[rule.id for rule in CODED])
def test_a_coded_rule_bears_a_resource_of_which_nothing_is_known(rule):
    loaded = rule_fixtures.load({"template.yaml": UNKNOWN_BODY})
    assert loaded is not None and len(loaded.resources) > 1
    _, diagnostics = rule_fixtures.judge(rule, loaded)
    assert not [diagnostic for diagnostic in diagnostics if diagnostic.level == ERROR]
