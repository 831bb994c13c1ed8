"""Ask Terraform every case again and write down what it says: `python tools/record_oracle.py`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "terraform" / "oracle"))

import oracle_cases as programs
import oracle_terraform as terraform

ANSWERS = programs.HERE / "answers.json"


def main() -> None:
    """Write the answers, one a line, in the order of the cases' texts."""
    texts = sorted(case.text for case in programs.everything())
    found = dict(zip(texts, terraform.ask(texts), strict=True))
    rows = ",\n".join(f"{json.dumps(text)}: {json.dumps(found[text], sort_keys=True)}" for text in texts)
    ANSWERS.write_text(f"{{\n{rows}\n}}\n")
    print(f"{len(texts)} answers, {sum('error' in a for a in found.values())} of them errors")


if __name__ == "__main__":
    main()
