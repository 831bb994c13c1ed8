"""What an unknown value is all the same, where what is known of it leaves no choice."""

from __future__ import annotations

from typing import Any

from iacguard.formats.terraform.values.types import ListOf, MapOf, SetOf, type_of_unknown
from iacguard.model.value import Unknown, Value

MOST = 1024
"""Elements of a list of known length that are told apart."""


def collapsed(data: Unknown) -> Any:
    """A number between equal bounds, a collection of a length that is known; else the Unknown itself."""
    if not data.not_null or data.low is None or data.low != data.high:
        return data
    type = type_of_unknown(data)
    if type == "number":
        return data.low
    if type == "list" and data.low <= MOST:
        inner = None if type.inner == "any" else type.inner
        return ListOf([Value(Unknown(data.why, None, inner)) for _ in range(int(data.low))], type.inner)
    if type == "map" and data.low == 0:
        return MapOf({}, type.inner)
    if type == "set" and data.low == 0:
        return SetOf([], type.inner)
    return data
