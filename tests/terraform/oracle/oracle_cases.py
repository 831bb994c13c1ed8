"""Cases as programs: one output a case, in batches that Terraform plans at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Answer = dict[str, Any]
"""`error`: the summary of what is wrong; else `value` (numbers as texts `#1.5`), `unknown` (true at what is not known,
by key), `type` where all of it is known."""
PRELUDE = (HERE / "prelude.tf").read_text()


@dataclass(frozen=True)
class Case:
    """An expression, and the section of the file that it stands in."""

    section: str
    text: str


def read(path: Path) -> list[Case]:
    """The cases of a file: one a line; `## name` begins a section, `|` continues the case of the line before."""
    cases: list[Case] = []
    section = path.stem
    for entry in entries(path):
        if entry.startswith("## "):
            section = f"{path.stem}: {entry[3:]}"
        elif not entry.startswith("# "):
            cases.append(Case(section, entry))
    return cases


def entries(path: Path) -> list[str]:
    """The lines of a file that are not empty, those that begin with `|` joined to the one before."""
    found: list[str] = []
    for line in path.read_text().split("\n"):
        if line.startswith("|"):
            found[-1] += f"\n{line[1:]}"
        elif line.strip():
            found.append(line.strip())
    return found


def everything() -> list[Case]:
    """The cases of all files, each once."""
    found = {case.text: case for path in sorted((HERE / "cases").glob("*.txt")) for case in read(path)}
    return list(found.values())


def program(texts: dict[str, str]) -> dict[str, str]:
    """A module with one output a case, each in a file of its own, so that an error is blamed on no other case."""
    outputs = {
        f"{name}.tf": f"output {name} {{\n  sensitive = true\n  value = {text}\n}}\n" for name, text in texts.items()
    }
    return {"prelude.tf": PRELUDE, **outputs}


def differences() -> dict[str, str]:
    """Cases in which we mean to differ, with the reason: `# reason` lines, each over the cases that it is for."""
    found: dict[str, str] = {}
    reason = ""
    for case in entries(HERE / "differences.txt"):
        if case.startswith("# "):
            reason = case[2:]
        else:
            found[case] = reason
    return found


def disagreement(text: str, theirs: Answer, answer: Answer) -> str:
    """How an answer differs from Terraform's; empty where it does not. An error is equal to any error."""
    known = {name: part for name, part in theirs.items() if name != "type"}
    same = "error" in answer if "error" in theirs else answer == known
    return "" if same else f"{text}\n    terraform: {theirs}\n    iacguard:  {answer}"
