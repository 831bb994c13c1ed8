"""What a config changes of rules reaches them by every name that they have, and nothing else is let through."""

import pytest

from iacguard.policy import settings
from iacguard.policy.rule import Param, Rule

RULES = [
    Rule(id, family, "A rule", "medium", ("security",), ("aws_s3_bucket",), (), "m", params=params)
    for id, family, params in (
        ("open-bucket", "access", {"days": Param(30), "names": Param(["a"]), "any": Param(None)}),
        ("open-queue", "access", {}), ("old-image", "versioning", {}),
    )
]  # fmt: skip


def test_an_id_says_more_than_a_family_whatever_stands_first():
    found = settings.severities(RULES, {"access/open-bucket": "low", "access": "high", "old-*": "info"})
    assert found == {"open-bucket": "low", "open-queue": "high", "old-image": "info"}


def test_parameters_reach_rules_by_id_and_by_family_and_id():
    for word in ("open-bucket", "access/open-bucket"):
        found, faults = settings.params(RULES, {word: {"days": 7, "names": ["b", "c"], "any": "x"}}, "c.yaml")
        assert found == {"open-bucket": {"days": 7, "names": ["b", "c"], "any": "x"}}
        assert not faults


@pytest.mark.parametrize(("given", "message", "cure"), [
    ({"day": 7}, "open-bucket has no parameter day", "did you mean days?"),
    ({"hours": 7}, "open-bucket has no parameter hours", "it has days, names, any"),
    ({"days": "7"}, "open-bucket takes a number as days, not a text", "its default is 30"),
    ({"days": True}, "takes a number as days, not true or false", "its default is 30"),
    ({"names": "b"}, "takes a list as names, not a text", "its default is ['a']"),
])  # fmt: skip
def test_a_parameter_that_is_not_there_or_of_another_kind_is_told(given, message, cure):
    found, (fault,) = settings.params(RULES, {"open-bucket": given}, "c.yaml")
    assert found == {}
    assert message in fault.message and fault.cure == cure and fault.path == "c.yaml"
