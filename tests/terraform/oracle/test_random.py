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


def test_recorded_programs() -> None:
    """The same programs everywhere, whether Terraform is there or not."""
    assert not list(oracle_fuzz.check(oracle_fuzz.KEPT, oracle_fuzz.recorded))


@pytest.mark.skipif(not oracle_terraform.AVAILABLE, reason="terraform is not installed")
def test_programs_that_terraform_runs() -> None:
    """`IACGUARD_EXAMPLES=5000` asks for as many programs; half of them of more shapes."""
    wrong: list[str] = []
    for start in (100_000, oracle_fuzz.WIDE + 100_000):
        seeds = list(range(start, start + EXAMPLES // 2))
        for first in range(0, len(seeds), 25):
            wrong += oracle_fuzz.check(seeds[first : first + 25])
    assert not wrong, "\n".join(wrong)
