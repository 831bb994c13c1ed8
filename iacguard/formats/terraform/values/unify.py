"""Which type several types can be converted to, and which conversions there are; as Terraform's type system has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from iacguard.formats.terraform.values.types import (
    ANY,
    COLLECTIONS,
    PRIMITIVES,
    STRUCTURES,
    Type,
    list_of,
    map_of,
    object_of,
    set_of,
    tuple_of,
)

_COLLECTION: dict[str, Callable[[Type], Type]] = {"list": list_of, "set": set_of, "map": map_of}


def unify(types: Sequence[Type]) -> Type | None:
    """The type that all can be converted to; None where there is none."""
    if not types:
        return None
    first = types[0]
    if all(type == first for type in types):
        return first
    kinds = {str(type) for type in types}
    same = kinds - {"any"}
    if len(same) == 1 and same & (COLLECTIONS | STRUCTURES):
        return ANY if "any" in kinds else _unify_same(same.pop(), types)
    if {"object", "tuple"} <= kinds:
        return None
    found = None
    if kinds <= {"map", "object", "any"}:
        found = _as_collection("object", "map", types)
    elif kinds <= {"list", "tuple", "any"}:
        found = _as_collection("tuple", "list", types)
    return found or _preferred(types)


def _unify_same(kind: str, types: Sequence[Type]) -> Type | None:
    if kind in COLLECTIONS:
        inner = unify([type.inner for type in types])
        return _COLLECTION[kind](inner) if inner is not None else None
    if kind == "object":
        names = types[0].attributes.keys()
        if any(type.attributes.keys() != names for type in types):
            return _to_collection(types)
        attributes = {name: unify([type.attributes[name] for type in types]) for name in names}
        return None if None in attributes.values() else object_of(attributes)  # type: ignore[arg-type]
    if len({len(type.elements) for type in types}) > 1:
        return _to_collection(types)
    elements = [unify(column) for column in zip(*(type.elements for type in types), strict=True)]
    return None if None in elements else tuple_of(elements)  # type: ignore[arg-type]


def _to_collection(types: Sequence[Type]) -> Type | None:
    """The map or list that takes all objects or tuples."""
    inner = unify([part for type in types for part in (*type.attributes.values(), *type.elements)])
    if inner is None:
        return None
    found = map_of(inner) if types[0] == "object" else list_of(inner)
    return found if all(convertible(type, found) for type in types) else None


def _as_collection(structure: str, collection: str, types: Sequence[Type]) -> Type | None:
    """Objects among maps are maps in disguise, tuples among lists are lists."""
    inside = _to_collection([type for type in types if str(type) == structure])
    if inside is None:
        return None
    found = unify([inside if str(type) == structure else type for type in types])
    return found if found is not None and str(found) == collection else None


def _preferred(types: Sequence[Type]) -> Type | None:
    """One of the types, the more general first, to which all others convert."""
    for index in _order(types):
        wanted = types[index]
        if all(type == wanted or convertible(type, wanted) for type in types):
            return wanted
    return None


def _order(types: Sequence[Type]) -> list[int]:
    """Indices of types, those first that are more general than others."""
    count = len(types)
    below: list[list[int]] = [[] for _ in types]
    above = [0] * count
    for i in range(count):
        for j in range(i + 1, count):
            order = _compare(types[i], types[j])
            if order:
                low, high = (i, j) if order < 0 else (j, i)
                below[low].append(high)
                above[high] += 1
    queue = [i for i in range(count) if above[i] == 0]
    for i in queue:
        for j in below[i]:
            above[j] -= 1
            if above[j] == 0:
                queue.append(j)
    return queue


_RANK = {"list": 0, "tuple": 1, "set": 2}


def _compare(a: Type, b: Type) -> int:
    """Below 0 where `a` is the more general, above 0 where `b` is, 0 where neither."""
    x, y = str(a), str(b)
    if "any" in (x, y):
        return (x == "any") - (y == "any")
    if x in PRIMITIVES and y in PRIMITIVES:
        return (y == "string") - (x == "string") if "string" in (x, y) else 0
    if x == y and x in COLLECTIONS:
        return _compare(a.inner, b.inner)
    if x == y:
        return _compare_structures(a, b)
    if x in _RANK and y in _RANK:
        return -1 if _RANK[x] < _RANK[y] else 1
    if {x, y} == {"map", "object"}:
        return -1 if x == "map" else 1
    return 0


def _compare_structures(a: Type, b: Type) -> int:
    if a.attributes.keys() != b.attributes.keys() or len(a.elements) != len(b.elements):
        return 0
    orders = {_compare(a.attributes[name], b.attributes[name]) for name in a.attributes}
    orders |= {_compare(x, y) for x, y in zip(a.elements, b.elements, strict=True)}
    less, more = min(orders, default=0) < 0, max(orders, default=0) > 0
    return 0 if less and more else -1 if less else 1 if more else 0


def convertible(source: Type, target: Type) -> bool:
    """Whether a value of one type may be converted to another; the value itself may still refuse."""
    x, y = str(source), str(target)
    if y == "any" or x == "any":
        return True
    if x in PRIMITIVES and y in PRIMITIVES:
        return x == y or "string" in (x, y)
    if x == y and x in STRUCTURES:
        return _structures(source, target)
    if y == "list" or y == "set":
        return _into_sequence(source, target)
    if y == "map":
        if x == "object":
            return _parts(list(source.attributes.values()), target.inner)
        return x == "map" and convertible(source.inner, target.inner)
    if y == "object" and x == "map":
        return all(
            name in target.optional or convertible(source.inner, inner) for name, inner in target.attributes.items()
        )
    return False


def _structures(source: Type, target: Type) -> bool:
    if target == "tuple":
        return len(source.elements) == len(target.elements) and all(
            convertible(a, b) for a, b in zip(source.elements, target.elements, strict=True)
        )
    return all(
        convertible(source.attributes[name], inner) if name in source.attributes else name in target.optional
        for name, inner in target.attributes.items()
    )


def _into_sequence(source: Type, target: Type) -> bool:
    kind = str(source)
    if kind == "tuple":
        return _parts(source.elements, target.inner)
    return kind in ("list", "set") and convertible(source.inner, target.inner)


def _parts(parts: Sequence[Type], inner: Type) -> bool:
    """Whether all parts of a structure can be elements of a collection."""
    if not parts:
        return True
    if inner == "any":
        found = unify(parts)
        if found is None:
            return False
        inner = found
    return all(convertible(part, inner) for part in parts)
