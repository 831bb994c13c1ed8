"""Terraform's types, and the values that carry one which their data alone does not show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from iacguard.model.value import NO_MARKS, Choice, Map, Reference, Seq, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.terraform import ast
    from iacguard.model.source import Span


class Type(str):
    """A type is the name of its kind (so it stands where a name does, in `Unknown.type`) and what it is made of.

    Kinds are string, number, bool, list, set, map, object, tuple, and any where the type is not known. `inner` is the
    element type of a list, set or map; `elements` are those of a tuple; `attributes` those of an object. In a type
    constraint `optional` names the attributes that may be left out, each with its default expression or None. `length`
    is how many elements a list has that was made of a tuple; it is no part of the type.
    """

    __slots__ = ("attributes", "elements", "inner", "length", "optional")

    inner: Type
    elements: tuple[Type, ...]
    attributes: Mapping[str, Type]
    optional: Mapping[str, ast.Expression | None]
    length: int | None

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Type):
            return str.__eq__(self, other) if isinstance(other, str) else NotImplemented
        if not str.__eq__(self, other):
            return False
        if self in COLLECTIONS:
            return self.inner == other.inner
        if self in STRUCTURES:
            return self.elements == other.elements and self.attributes == other.attributes
        return True

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__

    def __repr__(self) -> str:
        if self in COLLECTIONS:
            return f"{self}({self.inner!r})"
        if self in STRUCTURES:
            inside = self.elements if str.__eq__(self, "tuple") else dict(self.attributes)
            return f"{self}({inside!r})"
        return str(self)


COLLECTIONS = frozenset({"list", "set", "map"})
STRUCTURES = frozenset({"object", "tuple"})
PRIMITIVES = frozenset({"string", "number", "bool"})


def _type(
    kind: str,
    inner: Type | None = None,
    elements: tuple[Type, ...] = (),
    attributes: Mapping[str, Type] | None = None,
    optional: Mapping[str, ast.Expression | None] | None = None,
) -> Type:
    made = Type(kind)
    if inner is not None:
        made.inner = inner
    made.elements = elements
    made.attributes = attributes or {}
    made.optional = optional or {}
    made.length = None
    return made


ANY = _type("any")
STRING = _type("string")
NUMBER = _type("number")
BOOL = _type("bool")
EMPTY_TUPLE = _type("tuple")
EMPTY_OBJECT = _type("object")


def list_of(inner: Type) -> Type:
    """`list(inner)`."""
    return _type("list", inner)


def sized(type: Type, length: int) -> Type:
    """A list or map type of which so many elements are known to be there, unless it is null."""
    made = _type(str(type), type.inner)
    made.length = length
    return made


def set_of(inner: Type) -> Type:
    """`set(inner)`."""
    return _type("set", inner)


def map_of(inner: Type) -> Type:
    """`map(inner)`."""
    return _type("map", inner)


def tuple_of(elements: Sequence[Type]) -> Type:
    """`tuple([…])`."""
    return _type("tuple", elements=tuple(elements))


def object_of(attributes: Mapping[str, Type], optional: Mapping[str, ast.Expression | None] | None = None) -> Type:
    """`object({…})`."""
    return _type("object", attributes=attributes, optional=optional)


STRINGS = list_of(STRING)
LIST = list_of(ANY)
SET = set_of(ANY)
MAP = map_of(ANY)
KNOWN: Mapping[str, Type] = {
    "string": STRING, "number": NUMBER, "bool": BOOL, "list": LIST, "set": SET, "map": MAP,
}  # fmt: skip
"""The type that the name of a kind alone means, in Unknowns that others made."""


class ListOf(Seq):
    """A list, whose elements are of one type; a Seq as such is a tuple."""

    __slots__ = ("inner",)

    def __init__(self, items: Sequence[Value], inner: Type, maybe: Any = (), rest: Unknown | None = None) -> None:
        super().__init__(items, maybe, rest)
        self.inner = inner


class SetOf(Seq):
    """A set: no element twice, in Terraform's order; what is not known may be equal to another, hence in `maybe`."""

    __slots__ = ("inner",)

    def __init__(self, items: Sequence[Value], inner: Type, maybe: Any = (), rest: Unknown | None = None) -> None:
        super().__init__(items, maybe, rest)
        self.inner = inner


class MapOf(Map):
    """A map, whose elements are of one type; a Map as such is an object."""

    __slots__ = ("inner",)

    def __init__(
        self,
        items: Mapping[str, Value],
        inner: Type,
        rest: Unknown | None = None,
        keys: Mapping[str, Span] | None = None,
    ) -> None:
        super().__init__(items, rest, keys)
        self.inner = inner


class Null(Value):
    """A null of a type, as a conversion makes it; null as written has none."""

    __slots__ = ("type",)

    def __init__(
        self,
        type: Type,
        span: Span | None = None,
        refs: tuple[Reference, ...] = (),
        origin: Value | None = None,
        marks: frozenset[str] = NO_MARKS,
    ) -> None:
        super().__init__(None, span, refs, origin, marks)
        self.type = type

    def used_at(self, span: Span | None) -> Value:
        return Null(self.type, span, self.refs, self, self.marks)


def placed(
    value: Value,
    span: Span | None,
    refs: tuple[Reference, ...],
    origin: Value | None,
    marks: frozenset[str],
) -> Value:
    """A value, typed null or other, at another place with other things that it carries."""
    if isinstance(value, Null):
        return Null(value.type, span, refs, origin, marks)
    return Value(value.data, span, refs, origin, marks, value.decoded)


def type_of(value: Value) -> Type:
    """The type of a value; `ANY` for what may have any: an Unknown without type, a part that may grow."""
    data = value.data
    if isinstance(data, bool):
        return BOOL
    if isinstance(data, str):
        return STRING
    if isinstance(data, (int, Decimal, float)):
        return NUMBER
    if isinstance(data, Unknown):
        return type_of_unknown(data)
    if data is None:
        return value.type if isinstance(value, Null) else ANY
    if isinstance(data, Seq):
        return _type_of_sequence(data)
    if isinstance(data, MapOf):
        return map_of(data.inner)
    if isinstance(data, Map):
        if data.rest is not None:
            return ANY
        return object_of({name: type_of(item) for name, item in data.items.items()})
    if isinstance(data, Choice):
        found = [type_of(option) for option in data.options.values()]
        return found[0] if all(one == found[0] for one in found) else ANY
    return ANY


def _type_of_sequence(data: Seq) -> Type:
    if isinstance(data, ListOf):
        return list_of(data.inner)
    if isinstance(data, SetOf):
        return set_of(data.inner)
    if data.rest is not None or data.maybe:
        return ANY
    return tuple_of([type_of(item) for item in data.items])


def type_of_unknown(data: Unknown) -> Type:
    """The type that an Unknown certainly has."""
    kind = data.type
    if kind is None:
        return ANY
    return kind if isinstance(kind, Type) else KNOWN.get(kind, ANY)


def as_json(type: Type) -> Any:
    """A type as Terraform's JSON writes it."""
    if type in COLLECTIONS:
        return [str(type), as_json(type.inner)]
    if type == "tuple":
        return ["tuple", [as_json(element) for element in type.elements]]
    if type == "object":
        return ["object", {name: as_json(attribute) for name, attribute in type.attributes.items()}]
    return "dynamic" if type == "any" else str(type)
