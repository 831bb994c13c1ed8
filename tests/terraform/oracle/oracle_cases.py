"""Cases as programs: one output a case, in batches that Terraform plans at once."""

from __future__ import annotations

import re
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


ODD = (
    "null", '"x"', '""', "7", "-1", "0.5", "true", "[]", '["x"]', "[1, null]", "{}", "{ k = 1 }", "local.u_text",
    "local.u_number", "local.u_list", "local.u_map", "local.u_any", "[local.u_text]", "{ k = local.u_text }",
    "local.secret", "local.mixed", "local.set",
)  # fmt: skip
"""What stands in turn for each argument of the calls in `sweep.txt`."""


def sweep() -> list[Case]:
    """The calls of `sweep.txt` with right and wrong arguments."""
    found: list[Case] = []
    for entry in entries(HERE / "sweep.txt"):
        if entry.startswith("# "):
            continue
        name, *args = entry.split(" | ")
        calls = [args, args[:-1], [*args, '"more"'], [f"sensitive({args[0]})", *args[1:]]]
        calls += [[*args[:n], odd, *args[n + 1 :]] for n in range(len(args)) for odd in ODD]
        found += [Case(f"sweep: {name}", f"{name}({', '.join(call)})") for call in calls]
        found.append(Case(f"sweep: {name}", f"issensitive({name}({', '.join([f'sensitive({args[0]})', *args[1:]])}))"))
    return found


def everything() -> list[Case]:
    """The cases of all files, each once."""
    written = [case for path in sorted((HERE / "cases").glob("*.txt")) for case in read(path)]
    return list({case.text: case for case in [*written, *sweep()]}.values())


def program(texts: dict[str, str], size: int = 60) -> dict[str, str]:
    """A module with one output a case, `size` of them a file.

    A case `type; attribute; … <- expression` is what a variable of that type makes of the expression.
    """
    typed = {name: text.split(" <- ", 1) for name, text in texts.items() if " <- " in text}
    outputs = [
        f"output {name} {{\n  sensitive = true\n  value = {'module.typed.' + name if name in typed else text}\n}}\n"
        for name, text in texts.items()
    ]
    files = {f"cases{n}.tf": "".join(outputs[n : n + size]) for n in range(0, len(outputs), size)}
    if typed:
        files["typed.tf"] = _call({name: given for name, (_, given) in typed.items()})
        files["typed/typed.tf"] = "".join(_variable(name, declared) for name, (declared, _) in typed.items())
    return {"prelude.tf": PRELUDE, **files}


def _call(arguments: dict[str, str]) -> str:
    lines = [f"  {name} = {text}\n" for name, text in arguments.items() if text != "nothing"]
    return f'module typed {{\n  source = "./typed"\n{"".join(lines)}}}\n'


def _variable(name: str, declared: str) -> str:
    type, *attributes = declared.split("; ")
    body = "".join(f"  {line}\n" for line in [f"type = {type}", *attributes])
    return f"variable {name} {{\n{body}}}\noutput {name} {{\n  sensitive = true\n  value = var.{name}\n}}\n"


def case_at(source: str, line: int) -> str:
    """The name of the case that stands at a line of a file, counted from 1."""
    before = "\n".join(source.split("\n")[:line])
    found = re.findall(r"^(?:(?:output|variable) (case\d+) \{| {2}(case\d+) = .*)$", before, re.MULTILINE)
    return max(found[-1]) if found else ""


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


def known(answer: Answer) -> Any:
    """Where an answer is unknown; False for a part in which nothing is."""
    return _trimmed(answer.get("unknown", False))


def _trimmed(mask: Any) -> Any:
    if isinstance(mask, dict):
        parts = {name: _trimmed(part) for name, part in mask.items()}
        return {name: part for name, part in parts.items() if part} or False
    if isinstance(mask, list):
        items = [_trimmed(part) for part in mask]
        return items if any(items) else False
    return mask


def disagreement(text: str, theirs: Answer, answer: Answer) -> str:
    """How an answer differs from Terraform's; empty where it does not. An error is equal to any error."""
    same = (
        "error" in answer
        if "error" in theirs
        else {**answer, "unknown": known(answer)} == {**theirs, "unknown": known(theirs)}
    )
    return "" if same else f"{text}\n    terraform: {theirs}\n    iacguard:  {answer}"
