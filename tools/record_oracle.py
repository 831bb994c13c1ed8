"""Ask Terraform every case and program again and write down what it says: `python tools/record_oracle.py`."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "terraform" / "oracle"))

import oracle_cases
import oracle_fuzz
import oracle_programs
import oracle_terraform


def main() -> None:
    """Write answers and outcomes, one a line, in the order of their names."""
    texts = sorted(case.text for case in oracle_cases.everything())
    answers = dict(zip(texts, oracle_terraform.ask(texts), strict=True))
    write(oracle_cases.HERE / "answers.json", answers)
    programs = oracle_programs.everything()
    write(oracle_cases.HERE / "programs.json", {name: oracle_programs.terraforms(programs[name]) for name in programs})
    write(oracle_fuzz.RECORDED, oracle_fuzz.record(oracle_fuzz.KEPT))
    wrong = sum("error" in answer for answer in answers.values())
    print(f"{len(texts)} answers, {wrong} of them errors; {len(programs)} programs")


def write(path: Path, found: Mapping[str, Any]) -> None:
    """Put what was found into a file."""
    rows = ",\n".join(f"{json.dumps(name)}: {json.dumps(found[name], sort_keys=True)}" for name in sorted(found))
    path.write_text(f"{{\n{rows}\n}}\n")


if __name__ == "__main__":
    main()
