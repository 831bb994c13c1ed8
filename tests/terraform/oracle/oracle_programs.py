"""Whole programs: what becomes of their resources and outputs, or what is wrong and where."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

import oracle_ours
import oracle_terraform
from oracle_cases import HERE, known

from iacguard.formats.base import Inputs
from iacguard.formats.terraform.root import Root
from iacguard.model.graph import Resource
from iacguard.model.value import SENSITIVE, Map, Seq, Value

Outcome = dict[str, Any]
"""`outputs` and `resources` (those of terraform_data, by address), each an Answer, resources with `sensitive`; or
`errors`, the lines at which something is wrong."""


def everything() -> dict[str, dict[str, str]]:
    """The programs of all files, by name: `=== name` begins one, `-- path --` a file of it."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((HERE / "programs").glob("*.txt")):
        for text in re.split(r"^=== ", path.read_text(), flags=re.MULTILINE)[1:]:
            name, _, rest = text.partition("\n")
            parts = re.split(r"^-- (\S+) --\n", rest, flags=re.MULTILINE)
            found[f"{path.stem}: {name}"] = dict(zip(parts[1::2], parts[2::2], strict=True))
    return found


def terraforms(files: dict[str, str]) -> Outcome:
    """What Terraform plans."""
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder)
        oracle_terraform.write(directory, files)
        done = oracle_terraform.run(directory, "init", "-input=false", "-json")
        if done.returncode != 0:
            valid = oracle_terraform.run(directory, "validate", "-json")
            return {"errors": _places(oracle_terraform.loads(valid.stdout)["diagnostics"])}
        planned, errors = oracle_terraform.plan(directory)
    if planned is None:
        return {"errors": _places(errors)}
    outputs = {name: oracle_terraform.answer(planned, name) for name in planned.get("output_changes", {})}
    changes = [c for c in planned.get("resource_changes", []) if c["mode"] == "managed"]
    return {"outputs": outputs, "resources": {c["address"]: _planned(c["change"]) for c in changes}}


def _places(errors: list[Any]) -> list[str]:
    return sorted({_place(error["range"]) for error in errors if error.get("range")})


def _place(span: Any) -> str:
    return f"{span['filename']}:{str(span['start']['line']).removeprefix('#')}"


def _planned(change: Any) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name in ("input", "triggers_replace"):
        parts = {
            "value": change["after"].get(name),
            "unknown": change["after_unknown"].get(name, False),
            "sensitive": change["after_sensitive"].get(name, False) if change["after_sensitive"] else False,
        }
        out[name] = {part: known({"unknown": v}) if part == "sensitive" else v for part, v in parts.items() if v}
    return out


def ours(files: dict[str, str], inputs: Inputs | None = None) -> tuple[Outcome, Root]:
    """What we evaluate the same program to."""
    instance = oracle_ours.root(files, inputs)
    top = instance.root
    resources = top.load()
    faults = [*_of_modules(top), *top.diagnostics]
    if faults:
        return {"errors": sorted({f"{d.file}:{d.span.line if d.span is not None else 0}" for d in faults})}, top
    outputs = {
        name: oracle_ours.answer(instance.output(name, block)) for name, block in instance.module.outputs.items()
    }
    planned = {str(r.address): _evaluated(r) for r in resources if r.type == "terraform_data"}
    return {"outputs": outputs, "resources": planned}, top


def _of_modules(top: Root) -> list[Any]:
    return [fault for directory in sorted(top.visited) for fault in top.modules.load(directory).diagnostics]


def _evaluated(resource: Resource) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name in ("input", "triggers_replace"):
        value = resource.body.data.items.get(name, Value(None))
        found = oracle_ours.answer(value)
        parts = {"value": found.get("value"), "unknown": found.get("unknown"), "sensitive": _secret(value)}
        out[name] = {part: v for part, v in parts.items() if v}
    return out


def _secret(value: Value) -> Any:
    """Where a value is sensitive, as plans write it."""
    if SENSITIVE in value.marks:
        return True
    data = value.data
    if isinstance(data, Map):
        inner = {name: _secret(item) for name, item in data.items.items()}
        return {name: part for name, part in inner.items() if part} or False
    if isinstance(data, Seq):
        items = [_secret(item) for item in data.items]
        return items if any(items) else False
    return False


def disagreement(files: dict[str, str], theirs: Outcome, found: Outcome) -> list[str]:
    """How two outcomes differ. Of errors, one of ours must stand in the block in which one of Terraform's does."""
    if "errors" in theirs:
        places, ours_ = ({_block(files, place) for place in one.get("errors", ())} for one in (theirs, found))
        right = bool(places & ours_) or (not places and bool(ours_))
        return [] if right else [f"terraform: {theirs}\n    iacguard:  {found}"]
    lines: list[str] = []
    for part in ("outputs", "resources"):
        ours_, wanted = found.get(part, {}), theirs[part]
        for name in sorted({*ours_, *wanted}):
            a, b = _comparable(wanted.get(name)), _comparable(ours_.get(name))
            if a != b:
                lines.append(f"{name}\n    terraform: {a}\n    iacguard:  {b} {found.get('errors', '')}")
    return lines


def _block(files: dict[str, str], place: str) -> str:
    """The file and the first line of the block in which a line stands."""
    path, _, line = place.rpartition(":")
    lines = files.get(path, "").split("\n")[: int(line)]
    while len(lines) > 1 and lines[-1][:1] in (" ", "}", ""):
        lines.pop()
    return f"{path}:{len(lines)}"


def _comparable(answer: Any) -> Any:
    if not isinstance(answer, dict):
        return answer
    trimmed = {name: _trim(name, part) for name, part in answer.items()}
    return {name: part for name, part in trimmed.items() if part is not None and part != {}}


def _trim(name: str, part: Any) -> Any:
    if name in ("unknown", "sensitive"):
        return known({"unknown": part}) or None
    return _comparable(part) if name in ("input", "triggers_replace") else part
