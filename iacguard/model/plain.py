"""Values without unknowns and Python's own data, one made from the other."""

from __future__ import annotations

from typing import Any

from iacguard.model.value import Map, Seq, Value


def plain(value: Value) -> Any:
    """A value as dicts, lists and scalars; what is not known in it stays the object that says so."""
    data = value.data
    if isinstance(data, Map):
        return {name: plain(inner) for name, inner in data.items.items()}
    return [plain(inner) for inner in data.items] if isinstance(data, Seq) else data


def lift(data: Any) -> Value:
    """Dicts, lists and scalars as a Value without a place."""
    if isinstance(data, dict):
        return Value(Map({str(name): lift(inner) for name, inner in data.items()}))
    return Value(Seq([lift(inner) for inner in data])) if isinstance(data, (list, tuple)) else Value(data)
