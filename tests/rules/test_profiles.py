"""What the named profiles promise."""

from __future__ import annotations

import pytest

from iacguard.policy import selection
from tests.rules import rule_fixtures

RULES = rule_fixtures.rules()
AI_SECURITY_CONTROLS = (
    "Bedrock.1",
    *(f"BedrockAgentCore.{n}" for n in range(1, 8)),
    *(f"SageMaker.{n}" for n in (1, 2, 3, 4, 5, *range(8, 26))),
)
"""AWS Security Hub, standard AI Security Best Practices 1.0.0."""


@pytest.mark.parametrize("control", AI_SECURITY_CONTROLS)
def test_every_control_of_the_ai_security_standard_has_its_rule(control):
    rules = [rule for rule in RULES.rules if control in rule.references]
    assert rules
    assert all(selection.in_profile(rule, "aws-ai-security") for rule in rules)


def test_there_are_31_controls():
    assert len(AI_SECURITY_CONTROLS) == 31


@pytest.mark.parametrize("profile", ["aws-ai-security", "fsbp", "well-architected-ml"])
def test_a_profile_of_a_source_holds_what_refers_to_it(profile):
    rules = selection.select(RULES, profile)
    assert len(rules) > 20
    assert all(rule.references for rule in rules)


def test_profiles_grow():
    sizes = [len(selection.select(RULES, name)) for name in ("minimal", "", "strict", "all")]
    assert sizes == sorted(set(sizes))
    assert set(selection.profiles(RULES)) >= {
        "all", "aws-ai-security", "default", "fsbp", "minimal", "regulated", "strict", "well-architected-ml",
    }  # fmt: skip


def test_each_of_the_ten_practices_has_rules_by_default():
    practices = {practice for rule in selection.select(RULES) for practice in rule.practices}
    assert practices >= set(rule_fixtures.PRACTICES)


def test_rules_are_found_and_switched_on_by_control():
    for control in AI_SECURITY_CONTROLS:
        found = RULES.find(control)
        assert found is not None and control in found.references
        assert found.id in {rule.id for rule in selection.select(RULES, "minimal", enable=[control])}
