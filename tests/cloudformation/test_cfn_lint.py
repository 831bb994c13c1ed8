"""cfn-lint's findings in our report: the same as its own, from one engine, and never its import without need."""

import importlib.util

import pytest

from iacguard.formats.base import Inputs
from iacguard.formats.cloudformation import cfn_lint
from iacguard.model.report import ERROR
from iacguard.model.tree import Tree

BUCKET = """Resources:
  Models:
    Type: AWS::S3::Bucket
    Properties:
      BucketNam: models
      VersioningConfiguration: {Status: Sometimes}
"""
NOTEBOOK = """{"Resources": {"Exploration": {
  "Type": "AWS::SageMaker::NotebookInstance",
  "Properties": {"InstanceType": "ml.t3.medium", "RoleArn": {"Ref": "Nowhere"}}
}}}
"""
UNUSED = "Parameters: {Env: {Type: String}}\nResources: {Models: {Type: 'AWS::S3::Bucket'}}\n"
FILES = {"bucket.yaml": BUCKET, "notebook.json": NOTEBOOK, "unused.yaml": UNUSED, "values.yaml": "a: 1\n"}


@pytest.fixture
def installed():
    pytest.importorskip("cfnlint")


def lint(files=FILES, **inputs):
    return cfn_lint.lint(Tree.of(dict(files)), list(files), Inputs(**inputs))


@pytest.fixture(scope="module")
def linted():
    """One run over all of them, and over a text that cannot be read."""
    pytest.importorskip("cfnlint")
    broken = 'AWSTemplateFormatVersion: "2010-09-09\nResources: {'
    return lint({**FILES, "again.yaml": BUCKET, "broken.yaml": broken})


def test_findings_stand_at_the_offending_words(linted):
    assert not linted.diagnostics, "what cannot be read is left to whoever reads it"
    rows = {(f.rule, f.severity, f.span.source.path, f.span.line, f.address, f.type) for f in linted.findings}
    assert ("cfn-lint/E3002", "high", "bucket.yaml", 5, "Models", "AWS::S3::Bucket") in rows
    assert ("cfn-lint/E3030", "high", "bucket.yaml", 6, "Models", "AWS::S3::Bucket") in rows
    assert ("cfn-lint/W2001", "low", "unused.yaml", 1, "Parameters", "template") in rows
    assert any(path == "notebook.json" and line == 3 for _, _, path, line, _, _ in rows)
    assert {f.span.text for f in linted.findings if f.rule == "cfn-lint/E3002"} == {"BucketNam"}
    assert {info.id for info in linted.rules} == {f.rule for f in linted.findings}
    assert all(info.summary and info.why and info.family == "cfn-lint" for info in linted.rules)


def test_long_lists_of_what_is_allowed_are_cut(installed):
    text = NOTEBOOK.replace("ml.t3.medium", "ml.t3.mediumish")
    (found,) = [f for f in lint({"notebook.json": text}).findings if f.rule == "cfn-lint/E3030"]
    assert found.message.startswith("'ml.t3.mediumish' is not one of ['ml.") and found.message.endswith("', …")
    assert len(found.message) <= cfn_lint.MAX_MESSAGE + len(", …")


def test_one_engine_for_many_templates_says_what_a_fresh_one_says(linted):
    from cfnlint.api import lint as fresh

    for path, text in FILES.items():
        if path == "values.yaml":
            continue
        expected = sorted((f"cfn-lint/{m.rule.id}", m.linenumber, m.message) for m in fresh(text))
        got = sorted((f.rule, f.span.line, f.message) for f in linted.findings if f.span.source.path == path)
        assert got == expected
    first, again = (
        [(f.rule, f.span.start, f.message) for f in linted.findings if f.span.source.path == path]
        for path in ("bucket.yaml", "again.yaml")
    )
    assert first == again


def test_the_project_chooses_among_rules_and_cannot_bring_its_own(installed, tmp_path, monkeypatch):
    config = "ignore_checks: [E3002, W]\nappend_rules: [rules]\n"
    evil = "raise SystemExit('code of the scanned tree ran')\n"
    (tmp_path / ".cfnlintrc").write_text(config)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "evil.py").write_text(evil)
    monkeypatch.chdir(tmp_path)
    ids = {f.rule for f in lint({**FILES, ".cfnlintrc": config, "rules/evil.py": evil}).findings}
    assert "cfn-lint/E3030" in ids and "cfn-lint/E3002" not in ids and not any("/W" in id for id in ids)


def test_fingerprints_tell_equal_findings_apart_and_survive_moved_lines(installed):
    tags = BUCKET + "      Tags: [{Kei: a, Value: b}, {Kei: c, Value: d}]\n"
    before = [f.fingerprint for f in lint({"t.yaml": tags}).findings]
    after = [f.fingerprint for f in lint({"t.yaml": "\n\n" + tags}).findings]
    assert before == after and len(set(before)) == len(before) > 2


def test_a_crash_loses_one_template(installed, monkeypatch):
    import cfnlint.runner.template as runner

    real = runner.run_template_by_data

    def crashing(template, config, rules):
        if "Exploration" in template["Resources"]:
            raise KeyError("oops")
        return real(template, config, rules)

    monkeypatch.setattr(runner, "run_template_by_data", crashing)
    linted = lint()
    assert [(d.level, d.file, "KeyError" in d.message) for d in linted.diagnostics] == [(ERROR, "notebook.json", True)]
    assert any(f.span.source.path == "bucket.yaml" for f in linted.findings)


def test_without_it_the_command_that_installs_it_is_named(monkeypatch):
    monkeypatch.setattr(cfn_lint, "find_spec", lambda name: None)
    linted = lint()
    assert not linted.findings
    assert [(d.level, d.cure) for d in linted.diagnostics] == [(ERROR, "pip install 'iacguard[cfn-lint]'")]
    assert importlib.util.find_spec("iacguard")
