"""A fault of an expression is shown at its character in rule.yaml, however YAML spells the expression."""

import pytest

from iacguard.model.source import Source
from iacguard.policy.compiled import RuleCompiler
from iacguard.policy.rule import read
from iacguard.vocabulary import tables

RULE = """summary: A thing
severity: low
practices: [security]
resources: [aws_sagemaker_notebook_instance]
{}
message: "{{address}} is a thing"
why: because
fix: do not
"""


@pytest.fixture(scope="module")
def vocabulary():
    return tables.load()


@pytest.mark.parametrize(("written", "word"), [
    ("require: resource.root_acess == 'Disabled'", "root_acess"),
    ("require: 'resource.root_access == ''Disabled'' && wrong'", "wrong"),
    ('require: "resource.name == \\"a\\\\\\\\b\\" || wrong"', "wrong"),
    ("require: |\n  resource.root_access == 'Disabled' ||\n    (resource.name != null &&\n      wrong)", "wrong"),
    ("require: |-\n    true ||\n\n    wrong", "wrong"),
    ("require: >\n  resource.name == 'a'\n  || wrong", "wrong"),
    ("require:\n  - resource.name == 'a'\n  - \"!wrong\"", "wrong"),
    ("require:\n  - |\n    true &&\n    resource.volume_size == '5'", "'5'"),
    ("require: resource.name\n  == 'a' && wrong", "wrong"),
    ("when: size(resource.tags) > 'a'\nrequire: 'true'", "> 'a'"),
    ("require: resource.name ==", "=="),
    ("require: \"resource.name == 'é' && wrong\"", "wrong"),
])  # fmt: skip
def test_a_fault_is_where_it_is_written(written, word, vocabulary):
    source = Source("rule.yaml", RULE.format(written))
    rule, faults = read(source, "a-thing", "family")
    assert rule is not None, faults
    compiler = RuleCompiler({}, vocabulary)
    assert compiler.compile(rule, {}) is None
    (found,) = compiler.diagnostics
    assert found.span is not None
    here = source.text[found.span.start :]
    assert here.startswith(word) or (word == "==" and source.text[: found.span.end].endswith("==")), here
