"""Whole programs become what Terraform plans of them."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import oracle_programs as programs
import oracle_terraform as terraform

PROGRAMS = programs.everything()
OUTCOMES = json.loads((programs.HERE / "programs.json").read_text())
DIFFERENCES = {
    "instances: for_each over what is not known is wrong": "an input that nobody set is no mistake here",
    "instances: count that is not known is wrong": "an input that nobody set is no mistake here",
    "instances: a precondition that does not hold": "conditions are for rules to read, not for us to enforce",
    "variables: a sensitive output must say so": "it changes no value",
    "shapes: ephemeral in a resource is refused": "which arguments are not stored is for a provider's schema to say",
    "shapes: ephemeral in an output is refused": "it changes no value",
}
"""Programs in which we mean to differ, with the reason."""


@pytest.mark.parametrize("name", PROGRAMS)
def test_as_terraform(name: str) -> None:
    found, _ = programs.ours(PROGRAMS[name])
    wrong = programs.disagreement(PROGRAMS[name], OUTCOMES[name], found)
    assert bool(wrong) is (name in DIFFERENCES), "\n".join(wrong)


def test_every_program_has_an_outcome() -> None:
    assert set(PROGRAMS) == set(OUTCOMES), "record the outcomes: python tools/record_oracle.py"


@pytest.mark.skipif(not terraform.AVAILABLE, reason="terraform is not installed")
def test_recorded_outcomes_are_terraforms() -> None:
    every = 12 if os.environ.get("IACGUARD_TEST_QUICK") else 1
    for name in list(PROGRAMS)[::every]:
        assert programs.terraforms(PROGRAMS[name]) == OUTCOMES[name], f"{name}: record it again"
