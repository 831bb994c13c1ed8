"""Whether two values are equal, as Terraform sees it: also their types must be."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from iacguard.formats.terraform.values.ordering import key_of
from iacguard.formats.terraform.values.types import (
    COLLECTIONS,
    STRUCTURES,
    ListOf,
    MapOf,
    SetOf,
    Type,
    type_of,
    type_of_unknown,
)
from iacguard.model.value import Choice, Map, Seq, Unknown, Value

_SCALARS = (bool, str, int, float, Decimal)


def equal(left: Value, right: Value) -> bool | Unknown:
    """Whether two values are equal; the Unknown that keeps it from being known."""
    a, b = left.data, right.data
    if isinstance(a, Choice) or isinstance(b, Choice):
        return Unknown("an element depends on an input", None, "bool", True)
    if isinstance(a, Unknown):
        return _both_unknown(a, b) if isinstance(b, Unknown) else _one_unknown(a, right)
    if isinstance(b, Unknown):
        return _one_unknown(b, left)
    if a is None or b is None:
        return a is b
    if isinstance(a, _SCALARS) or isinstance(b, _SCALARS):
        if isinstance(a, (bool, str)) or isinstance(b, (bool, str)):
            return type(a) is type(b) and a == b
        return isinstance(a, _SCALARS) and isinstance(b, _SCALARS) and bool(a == b)
    return _containers(left, right)


def _both_unknown(a: Unknown, b: Unknown) -> bool | Unknown:
    return True if a.symbol is not None and a.symbol == b.symbol else a


def _one_unknown(unknown: Unknown, other: Value) -> bool | Unknown:
    known = other.data
    if known is None:
        return False if unknown.not_null else unknown
    wanted = type_of_unknown(unknown)
    if not may_be(wanted, type_of(other)) or (_of_no_type(known) and _of_a_type(wanted)):
        return False
    if isinstance(known, str) and unknown.prefix and not known.startswith(unknown.prefix):
        return False
    size = _size(known)
    if size is not None and not _within(size, unknown):
        return False
    return unknown


def _size(known: Any) -> Any:
    """A number, or the length of a collection; None of anything else."""
    if isinstance(known, (int, float, Decimal)) and not isinstance(known, bool):
        return known
    if isinstance(known, (ListOf, MapOf)) and known.rest is None and not getattr(known, "maybe", ()):
        return len(known.items)
    return None


def _within(size: Any, unknown: Unknown) -> bool:
    return (unknown.low is None or size >= unknown.low) and (unknown.high is None or size <= unknown.high)


def may_be(a: Type, b: Type) -> bool:
    """Whether two types may turn out to be the same once what they leave open is known."""
    if a == "any" or b == "any":
        return True
    if str(a) != str(b):
        return False
    if a in COLLECTIONS:
        return may_be(a.inner, b.inner)
    if a not in STRUCTURES:
        return True
    if a.attributes.keys() != b.attributes.keys() or len(a.elements) != len(b.elements):
        return False
    named = all(may_be(a.attributes[name], b.attributes[name]) for name in a.attributes)
    return named and all(may_be(x, y) for x, y in zip(a.elements, b.elements, strict=True))


def _containers(left: Value, right: Value) -> bool | Unknown:
    """Two of list, set, map, object, tuple."""
    a, b = left.data, right.data
    open_end = _open_end(a) or _open_end(b)
    if isinstance(a, Seq) is not isinstance(b, Seq):
        return False
    if _settled(a) and _settled(b) and _kind(a) is not _kind(b):
        return False
    if isinstance(a, (ListOf, SetOf, MapOf)) and isinstance(b, type(a)) and not may_be(a.inner, b.inner):
        return False
    if (_of_no_type(a) and _of_a_type(type_of(right))) or (_of_no_type(b) and _of_a_type(type_of(left))):
        return False
    if isinstance(a, SetOf) and isinstance(b, SetOf):
        return open_end or _sets(a, b)
    if isinstance(a, Seq):
        if open_end is not None:
            return open_end
        if len(a.items) != len(b.items):
            return False
        return _all(zip(a.items, b.items, strict=True))
    if open_end is None and a.items.keys() != b.items.keys():
        return False
    found = _all((a.items[name], b.items[name]) for name in a.items.keys() & b.items.keys())
    return found if found is False else open_end or found


def _kind(data: Any) -> type:
    return next(
        (kind for kind in (ListOf, SetOf, MapOf) if isinstance(data, kind)), Map if isinstance(data, Map) else Seq
    )


def _of_no_type(data: Any) -> bool:
    """Whether a collection is empty and of no type; it stays so, and equals none that is of a type."""
    if not isinstance(data, (ListOf, SetOf, MapOf)) or data.items or _open_end(data) is not None:
        return False
    return data.inner == "any"


def _of_a_type(type: Type) -> bool:
    return type in COLLECTIONS and type.inner != "any"


def _settled(data: Any) -> bool:
    """Whether it is certain what kind a collection is: one that may grow and has no type may be of another."""
    return isinstance(data, (ListOf, SetOf, MapOf)) or _open_end(data) is None


def _open_end(data: Any) -> Unknown | None:
    if data.rest is not None:
        found: Unknown = data.rest
        return found
    return Unknown("how long it is depends on an input") if getattr(data, "maybe", ()) else None


def _all(pairs: Iterable[tuple[Value, Value]]) -> bool | Unknown:
    undecided: Unknown | None = None
    for x, y in pairs:
        result = equal(x, y)
        if result is False:
            return False
        if isinstance(result, Unknown):
            undecided = undecided or result
    return undecided or True


def _sets(a: SetOf, b: SetOf) -> bool | Unknown:
    ours, theirs = ({key_of(item.data) for item in side.items} for side in (a, b))
    if None in ours or None in theirs:
        return Unknown("an element of a set is not known", None, "bool", True)
    return ours == theirs
