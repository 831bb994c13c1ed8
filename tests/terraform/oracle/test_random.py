"""Random programs: what Terraform knows we know, what we know is so, and what it refuses we report."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import oracle_fuzz
import oracle_terraform

EXAMPLES = int(os.environ.get("IACGUARD_EXAMPLES", "50"))
RECORDED = 100


def test_recorded_programs() -> None:
    """The same programs everywhere, whether Terraform is there or not."""
    assert not list(oracle_fuzz.check(list(range(RECORDED)), oracle_fuzz.recorded))


@pytest.mark.skipif(not oracle_terraform.AVAILABLE, reason="terraform is not installed")
def test_programs_that_terraform_runs() -> None:
    """`IACGUARD_EXAMPLES=5000` asks for as many programs; seeds from 100,000 up."""
    wrong: list[str] = []
    for first in range(100_000, 100_000 + EXAMPLES, 25):
        wrong += oracle_fuzz.check(list(range(first, min(first + 25, 100_000 + EXAMPLES))))
    assert not wrong, "\n".join(wrong)
