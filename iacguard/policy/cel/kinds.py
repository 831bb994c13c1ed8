"""The kinds of data that CEL knows beside Python's own, and the type that each value has."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from iacguard.model.value import Map, Seq, Unknown


class CelType:
    """A type as a value: what `type(x)` gives and what `int` or `list` names."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CelType) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"CelType({self.name!r})"


BOOL, BYTES, DOUBLE, INT, LIST, MAP, NULL, STRING, TYPE = (
    CelType(name) for name in ("bool", "bytes", "double", "int", "list", "map", "null_type", "string", "type")
)
NAMED = {kind.name: kind for kind in (BOOL, BYTES, DOUBLE, INT, LIST, MAP, NULL, STRING, TYPE)}
"""The types that an expression names."""

_OF_CLASS: dict[type, CelType] = {
    type(None): NULL, bool: BOOL, int: INT, float: DOUBLE, Decimal: DOUBLE, str: STRING, bytes: BYTES, Seq: LIST,
    Map: MAP, CelType: TYPE,
}  # fmt: skip
_OF_UNKNOWN = {"string": STRING, "bool": BOOL, "list": LIST, "set": LIST, "tuple": LIST, "map": MAP, "object": MAP}


def type_of(data: Any) -> CelType | Unknown:
    """The type of a value; the Unknown itself where its refinements do not tell. A block is a map."""
    found = _OF_CLASS.get(data.__class__)
    if found is not None:
        return found
    if isinstance(data, Unknown):
        return _OF_UNKNOWN.get(data.type or "", data) if data.not_null and data.pending is None else data
    return MAP
