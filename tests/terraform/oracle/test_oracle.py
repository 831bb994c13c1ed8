"""Every case evaluates to what Terraform evaluates it to, or to what `differences.txt` gives a reason for."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import oracle_cases as programs
import oracle_ours as ours
import oracle_terraform as terraform
from oracle_cases import Answer

CASES = programs.everything()
ANSWERS: dict[str, Answer] = json.loads((programs.HERE / "answers.json").read_text())
DIFFERENCES = programs.differences()
SECTIONS = list(dict.fromkeys(case.section for case in CASES))


@pytest.fixture(scope="session")
def found() -> dict[str, Answer]:
    texts = [case.text for case in CASES]
    return dict(zip(texts, ours.ask(texts), strict=True))


@pytest.mark.parametrize("section", SECTIONS)
def test_as_terraform(section: str, found: dict[str, Answer]) -> None:
    texts = [case.text for case in CASES if case.section == section and case.text not in DIFFERENCES]
    wrong = [programs.disagreement(text, ANSWERS[text], found[text]) for text in texts]
    assert not (lines := [line for line in wrong if line]), "\n".join(lines)


def test_differences_are_differences(found: dict[str, Answer]) -> None:
    """What agrees needs no excuse, and an excuse needs a case."""
    for text in DIFFERENCES:
        assert programs.disagreement(text, ANSWERS[text], found[text]), f"{text} agrees: strike it from differences.txt"


def test_every_case_has_an_answer() -> None:
    assert {case.text for case in CASES} == set(ANSWERS), "record the answers: python tools/record_oracle.py"


@pytest.mark.skipif(not terraform.AVAILABLE, reason="terraform is not installed")
def test_recorded_answers_are_terraforms() -> None:
    every = 10 if os.environ.get("IACGUARD_TEST_QUICK") else 1
    for failing in (False, True):
        texts = [text for text in sorted(ANSWERS) if ("error" in ANSWERS[text]) is failing][::every]
        fresh = dict(zip(texts, terraform.ask(texts), strict=True))
        wrong = [text for text in texts if fresh[text] != ANSWERS[text]]
        assert not wrong, f"Terraform answers otherwise now; record again: {wrong[:5]}"
