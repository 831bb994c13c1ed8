"""Terraform itself, asked what programs evaluate to. Offline: only what needs no provider."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from decimal import Context, Decimal
from pathlib import Path
from typing import Any

from oracle_cases import Answer, case_at, program

AVAILABLE = shutil.which("terraform") is not None
ENVIRONMENT = {
    **{name: text for name, text in os.environ.items() if not name.startswith("TF_")},
    "TF_CLI_CONFIG_FILE": os.devnull,
    "CHECKPOINT_DISABLE": "1",
    "TF_IN_AUTOMATION": "1",
}


EXACT = Context(prec=2_000)


def run(directory: Path, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """One command of terraform, which reads a text."""
    return subprocess.run(
        ["terraform", *arguments],
        cwd=directory,
        env=ENVIRONMENT,
        input=text,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def write(directory: Path, files: Mapping[str, str]) -> None:
    """Put files below a directory."""
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


class CrashError(Exception):
    """Terraform itself came down."""


def plan(directory: Path, *arguments: str) -> tuple[Any, list[Any]]:
    """The plan as JSON, numbers exact, or None; and the errors, each as terraform's own JSON. Raises CrashError."""
    done = run(directory, "plan", "-json", "-input=false", "-refresh=false", "-out=plan.bin", *arguments)
    if "TERRAFORM CRASH" in done.stdout + done.stderr:
        raise CrashError
    errors = []
    for line in done.stdout.splitlines():
        message = json.loads(line)
        if message.get("@level") == "error":
            errors.append(message["diagnostic"])
    if done.returncode != 0:
        return None, errors
    shown = run(directory, "show", "-json", "plan.bin")
    return loads(shown.stdout), errors


def evaluates(files: Mapping[str, str], expression: str) -> bool:
    """Whether an expression has a value in a root before anything of it is made, with the inputs that there are."""
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder)
        write(directory, files)
        if run(directory, "init", "-input=false").returncode != 0:
            return False
        return run(directory, "console", text=expression).returncode == 0


def loads(text: str) -> Any:
    """JSON with every number as the text `#…`, so that it is written and compared exactly."""
    return json.loads(text, parse_float=number, parse_int=number)


def number(digits: str) -> str:
    """The one spelling of a number."""
    found = Decimal(digits)
    whole = found == found.to_integral_value()
    return f"#{int(found)}" if whole and abs(found.adjusted()) < 400 else f"#{found.normalize(EXACT)}"


def ask(texts: list[str]) -> list[Answer]:
    """What each expression is, planned in as few runs as its errors allow."""
    names = {f"case{n}": text for n, text in enumerate(texts)}
    answers: dict[str, Answer] = {}
    for _ in range(100):
        left = {name: text for name, text in names.items() if name not in answers}
        files = program(left)
        with tempfile.TemporaryDirectory() as folder:
            directory = Path(folder)
            write(directory, files)
            if run(directory, "init", "-input=false").returncode == 0:
                planned, errors = plan(directory)
                if planned is not None:
                    answers.update({name: answer(planned, name) for name in left})
                    return [answers[name] for name in names]
                answers.update(_blamed(errors, files))
            else:
                answers.update(_misread(json.loads(run(directory, "validate", "-json").stdout)["diagnostics"], files))
    raise AssertionError("terraform finds no end of errors")


def _blamed(errors: list[Any], files: Mapping[str, str]) -> dict[str, Answer]:
    """The errors by the case in whose lines they are, or that they name."""
    found: dict[str, Answer] = {}
    for error in errors:
        place = error.get("range")
        names = re.findall(r'"(case\d+)"', error["detail"])
        if place and not names:
            names = [case_at(files[place["filename"]], place["start"]["line"])]
        found.update((name, {"error": error["summary"]}) for name in names)
    assert found and "" not in found, errors
    return found


def _misread(errors: list[Any], files: Mapping[str, str]) -> dict[str, Answer]:
    """The first syntax error of each file, since those after it may be its consequence."""
    first: dict[str, Any] = {}
    for error in errors:
        place = error["range"]
        known = first.get(place["filename"])
        if known is None or place["start"]["byte"] < known["range"]["start"]["byte"]:
            first[place["filename"]] = error
    return _blamed(list(first.values()), files)


def answer(planned: Any, name: str) -> Answer:
    change = planned["output_changes"][name]
    shown = planned["planned_values"]["outputs"].get(name, {})
    answer: Answer = {}
    if "after" in change:
        answer["value"] = change["after"]
    unknown = change["after_unknown"]
    if unknown:
        answer["unknown"] = unknown
    if "type" in shown:
        answer["type"] = shown["type"]
    return answer
