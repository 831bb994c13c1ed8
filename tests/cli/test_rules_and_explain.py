"""`iacguard rules` and `iacguard explain`: finding a rule by what one knows of it, and reading it."""

import json

import pytest
from click.testing import CliRunner

from iacguard.cli.explain import explain
from iacguard.cli.rules import rules
from iacguard.policy import catalogue

RULE = "sagemaker-notebook-direct-internet"


def listed(*words):
    result = CliRunner().invoke(rules, [*words, "--format", "json"])
    assert result.exit_code == 0, result.output
    return {row["id"] for row in json.loads(result.output)}


@pytest.mark.parametrize(
    "word", [RULE, f"network/{RULE}", "sagemaker-*", "CKV_AWS_122", "aws_sagemaker_notebook_instance", "notebook"]
)
def test_a_rule_is_found_by_each_of_its_names_and_by_a_part_of_its_id(word):
    assert RULE in listed(word)


def test_words_narrow_one_after_the_other():
    both = listed("network", "high")
    assert both == listed("network") & listed("high") and RULE in both
    assert listed("network", "notebook") == {id for id in listed("network") if "notebook" in id}


def test_a_family_is_not_diluted_by_ids_that_contain_its_name():
    assert listed("cost") == {rule.id for rule in catalogue.load().rules if rule.family == "cost"}


def test_words_that_mean_no_rule_are_told():
    assert CliRunner().invoke(rules, ["quantum"]).exit_code == 3
    refused = CliRunner().invoke(rules, ["--profile", "strct"])
    assert refused.exit_code == 2 and "strict" in refused.output


def test_a_rule_is_explained_to_programs_by_names():
    shown = json.loads(CliRunner().invoke(explain, [RULE, "--format", "json"]).output)
    assert {example["name"] for example in shown["bad"]} == {"bad.tf", "bad.yaml"}
    assert all(set(example) == {"name", "language", "text"} for example in shown["good"])
    tags = json.loads(CliRunner().invoke(explain, ["copied-blocks", "--format", "json"]).output)
    assert {"name", "default", "description"} == set(tags["params"][0])


def test_a_misspelt_rule_is_answered_with_the_nearest():
    refused = CliRunner().invoke(explain, [RULE.replace("notebook", "notebok")])
    assert refused.exit_code == 2 and RULE in refused.output
