"""What is written, in one spelling whatever the file's: names of decisions, and messages."""

from __future__ import annotations

from iacguard.formats.cloudformation.texts import show
from iacguard.model.value import Map, Seq, Value

MAX_LENGTH = 120


def shown(node: Value) -> str:
    """A condition as a person would write it: `Env == prod`, the same for YAML and JSON, short and long forms."""
    return _shown(node, 0)[:MAX_LENGTH]


def _shown(node: Value, depth: int) -> str:
    data = node.data
    if depth > 12:
        return "…"
    if isinstance(data, Map) and len(data.items) == 1:
        name, inner = next(iter(data.items.items()))
        if name in ("Ref", "Condition") and isinstance(inner.data, str):
            return inner.data
        if name == "Fn::GetAtt":
            return inner.data if isinstance(inner.data, str) else ".".join(_list(inner, depth))
        parts = _list(inner, depth)
        if name == "Fn::Equals" and len(parts) == 2:
            return " == ".join(sorted(parts))
        return f"{name.removeprefix('Fn::')}({', '.join(parts)})"
    if isinstance(data, Map):
        return "{" + ", ".join(f"{key}: {_shown(value, depth + 1)}" for key, value in data.items.items()) + "}"
    if isinstance(data, Seq):
        return "[" + ", ".join(_list(node, depth)) + "]"
    return repr(data) if isinstance(data, str) else show(data)


def _list(node: Value, depth: int) -> list[str]:
    if isinstance(node.data, Seq):
        return [_shown(item, depth + 1) for item in node.data.items]
    return [_shown(node, depth + 1)]
