"""The files of a folder of rules: what is a rule, and what only looks like one and would be passed over in silence."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from iacguard.model.report import ERROR, Diagnostic
from iacguard.model.source import Source
from iacguard.policy import definitions
from iacguard.policy.coded import FILE as CODE

RULE = "rule.yaml"
MAX_BYTES = 1_000_000
"""Size of a file of rules."""


class Folder(NamedTuple):
    """The rule.yaml files below a folder in the order of their paths, and what is wrong there."""

    rules: list[Path]
    faults: list[Diagnostic]


def walk(folder: Path) -> Folder:
    """Every rule below a folder, through links as well; each place once."""
    found = Folder([], [])
    seen: set[str] = set()

    def unreadable(error: OSError) -> None:
        why = error.strerror or str(error)
        _fault(found, f"this folder of rules cannot be read: {why}", Path(error.filename or folder), "mend its rights")

    for place, names, files in os.walk(folder, onerror=unreadable, followlinks=True):
        real = os.path.realpath(place)
        if real in seen:
            names.clear()
            continue
        seen.add(real)
        names.sort()
        if RULE in (*files, *names):
            found.rules.append(Path(place) / RULE)
        for name in sorted({*files, *names} - {RULE}):
            _look(found, Path(place) / name, RULE in files)
    return found


def _look(found: Folder, path: Path, beside: bool) -> None:
    """Note a file whose name is almost that of a file of rules."""
    stem, suffix = path.stem.lower(), path.suffix.lower()
    if stem == "rule" and suffix in (".yaml", ".yml", ".json") and path.name != RULE and not beside:
        _fault(found, f"{path.name} is not read as a rule", path, f"name it {RULE}")
    elif stem == "definitions" and suffix in (".yaml", ".yml") and path.name != definitions.FILE:
        _fault(found, f"{path.name} is not read as definitions", path, f"name it {definitions.FILE}")
    elif path.name == CODE and not beside:
        _fault(found, f"this {CODE} has no {RULE} beside it", path, f"add a {RULE} that says what it is about")


def _fault(found: Folder, message: str, path: Path, cure: str) -> None:
    found.faults.append(Diagnostic(ERROR, "rule", message, path=str(path), cure=cure))


def read(path: Path) -> Source | Diagnostic:
    """The text of a file of rules, or why it cannot be read."""
    why, cure = "", ""
    try:
        if path.exists() and not path.is_file():
            why, cure = "it is a directory or a device", "make it a file"
        elif path.stat().st_size > MAX_BYTES:
            why, cure = f"it has more than {MAX_BYTES:,} bytes", "split it, or is it the file that you mean?"
        else:
            return Source(str(path), path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        why, cure = f"it is not UTF-8 text (byte {error.start})", "save it as UTF-8"
    except OSError as error:
        why = (error.strerror or "the system refuses").lower()
    return Diagnostic(ERROR, "rule", f"this file of rules cannot be read: {why}", path=str(path), cure=cure)
