"""The kinds of data that CEL knows beside Python's own, and the type that each value has."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from iacguard.model.value import Map, Seq, Unknown, Value


class CelType:
    """A type as a value: what `type(x)` gives and what `int` or `list` names."""

    __slots__ = ("name",)
    cel_type: CelType

    def __init__(self, name: str) -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CelType) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"CelType({self.name!r})"


BOOL, BYTES, DOUBLE, INT, LIST, MAP, NULL, STRING, TYPE, UINT = (
    CelType(name) for name in ("bool", "bytes", "double", "int", "list", "map", "null_type", "string", "type", "uint")
)
TIMESTAMP, DURATION = CelType("google.protobuf.Timestamp"), CelType("google.protobuf.Duration")
OPTIONAL, IP, CIDR = CelType("optional_type"), CelType("net.IP"), CelType("net.CIDR")
CelType.cel_type = TYPE
NAMED = {
    kind.name: kind
    for kind in (
        BOOL, BYTES, DOUBLE, INT, LIST, MAP, NULL, STRING, TYPE, UINT, TIMESTAMP, DURATION, OPTIONAL, IP, CIDR,
    )
}  # fmt: skip
"""The types that an expression names."""


class Uint(int):
    """An unsigned integer of 64 bits; a plain int is signed."""

    __slots__ = ()
    cel_type = UINT

    def __repr__(self) -> str:
        return f"{int(self)}u"


class Moment:
    """What Timestamp and Duration share: a whole number of nanoseconds, compared within its own kind."""

    __slots__ = ("nanos",)

    def __init__(self, nanos: int) -> None:
        self.nanos = nanos

    def __eq__(self, other: object) -> bool:
        return other.__class__ is self.__class__ and other.nanos == self.nanos

    def __hash__(self) -> int:
        return hash((self.__class__, self.nanos))

    def __lt__(self, other: Moment) -> bool:
        return self.nanos < other.nanos

    def __le__(self, other: Moment) -> bool:
        return self.nanos <= other.nanos

    def __gt__(self, other: Moment) -> bool:
        return self.nanos > other.nanos

    def __ge__(self, other: Moment) -> bool:
        return self.nanos >= other.nanos

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.nanos})"


class Timestamp(Moment):
    """A point in time: nanoseconds since 1970-01-01T00:00:00Z."""

    __slots__ = ()
    cel_type = TIMESTAMP


class Duration(Moment):
    """A stretch of time in nanoseconds."""

    __slots__ = ()
    cel_type = DURATION


class Optional:
    """A value that may be absent: `value` is None for optional.none()."""

    __slots__ = ("value",)
    cel_type = OPTIONAL

    def __init__(self, value: Value | None) -> None:
        self.value = value

    def __repr__(self) -> str:
        return f"Optional({self.value!r})"


class LiteralMap(Map):
    """A map that an expression made: there a missing key is an error, not null, and null is a value like others."""

    __slots__ = ()


class Flag:
    """true or false as the key of a map: for Python True and 1 are one key."""

    __slots__ = ("value",)

    def __init__(self, value: bool) -> None:
        self.value = value

    def __repr__(self) -> str:
        return str(self.value).lower()


_TRUE, _FALSE = Flag(True), Flag(False)
NUMBERS: frozenset[type[Any]] = frozenset((int, float, Uint, Decimal))
"""The classes of numbers. A Decimal is a number with a fraction as a file writes it, and counts as a double."""


def aligned(a: Any, b: Any) -> tuple[Any, Any]:
    """Two numbers for comparison: where one is a double and the other is not, both are."""
    if a.__class__ is b.__class__ or not (a.__class__ in _FRACTIONS or b.__class__ in _FRACTIONS):
        return a, b
    try:
        return float(a), float(b)
    except OverflowError:
        return a, b


_FRACTIONS: frozenset[type[Any]] = frozenset((float, Decimal))
KEYS = frozenset((str, int, Uint))


def key_of(data: Any) -> Any:
    """What `data` is in the dictionary of a map; None for what is no key. 1, 1u and 1.0 are equal, hence one key."""
    kind = data.__class__
    if kind in KEYS:
        return data
    if kind is bool:
        return _TRUE if data else _FALSE
    if kind in NUMBERS and data == data and data == data // 1:
        return int(data)
    return None


def data_of(key: Any) -> Any:
    """The inverse of `key_of`."""
    return key.value if key.__class__ is Flag else key


_OF_CLASS: dict[type, CelType] = {
    type(None): NULL, bool: BOOL, int: INT, float: DOUBLE, Decimal: DOUBLE, str: STRING, bytes: BYTES, Seq: LIST,
    Map: MAP,
}  # fmt: skip
_OF_UNKNOWN = {"string": STRING, "bool": BOOL, "list": LIST, "set": LIST, "tuple": LIST, "map": MAP, "object": MAP}


def type_of(data: Any) -> CelType | Unknown:
    """The type of a value; the Unknown itself where its refinements do not tell. A resource or block is a map."""
    found = _OF_CLASS.get(data.__class__)
    if found is not None:
        return found
    if isinstance(data, Unknown):
        return _OF_UNKNOWN.get(data.type or "", data) if data.not_null and data.pending is None else data
    return getattr(data, "cel_type", MAP)


_WORDS = {"string": "text", "bytes": "byte string", "bool": "truth value", "int": "number", "double": "number"}


def described(data: Any) -> str:
    """A value's kind in the words of a message, with its article."""
    if data is None:
        return "null"
    kind = type_of(data)
    name = kind.name if isinstance(kind, CelType) else "value that is unknown"
    word = _WORDS.get(name, name.rpartition(".")[2])
    return f"an {word}" if word[0] in "aeiouI" and word != "uint" else f"a {word}"
