"""One template in every spelling: JSON, YAML with long functions, with short ones, with both."""

from __future__ import annotations

import json
from typing import Any

SPELLINGS = ("json", "long", "short", "mixed")


def text(template: Any, spelling: str) -> tuple[str, str]:
    """A file name and what is written in it."""
    if spelling == "json":
        return "template.json", json.dumps(template, indent=2)
    return "template.yaml", f"# {spelling}\n" + _block(template, spelling, 0)


def _block(value: Any, spelling: str, depth: int) -> str:
    """The outer levels as blocks, what is computed as flow collections."""
    if isinstance(value, dict) and depth < 4 and not _function(value):
        pad = "  " * depth
        lines = []
        for key, inner in value.items():
            nested = isinstance(inner, dict) and inner and depth < 3 and not _function(inner)
            written = (
                "\n" + _block(inner, spelling, depth + 1) if nested else " " + _flow(inner, spelling, depth) + "\n"
            )
            lines.append(f"{pad}{json.dumps(key)}:{written}")
        return "".join(lines)
    return _flow(value, spelling, depth)


def _function(value: dict[str, Any]) -> str:
    name = next(iter(value)) if len(value) == 1 else ""
    return name if name in ("Ref", "Condition") or (name.startswith("Fn::") and "ForEach" not in name) else ""


def _flow(value: Any, spelling: str, depth: int) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item, spelling, depth + 1) for item in value) + "]"
    if not isinstance(value, dict):
        return json.dumps(value)
    name = _function(value)
    if name and (spelling == "short" or (spelling == "mixed" and depth % 2)):
        inner = value[name]
        if not (isinstance(inner, dict) and _function(inner)):  # two tags on one node are no YAML
            if name == "Fn::GetAtt" and isinstance(inner, list) and all(isinstance(part, str) for part in inner):
                inner = ".".join(inner)
            return f"!{name.removeprefix('Fn::')} {_flow(inner, spelling, depth + 1)}"
    return "{" + ", ".join(f"{json.dumps(k)}: {_flow(v, spelling, depth + 1)}" for k, v in value.items()) + "}"
