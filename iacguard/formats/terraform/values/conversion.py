"""Values under types: what Terraform converts where a type is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from iacguard.formats.terraform.values.choices import depends
from iacguard.formats.terraform.values.numbers import parse, show
from iacguard.formats.terraform.values.ordering import set_value
from iacguard.formats.terraform.values.refine import collapsed
from iacguard.formats.terraform.values.types import (
    ANY,
    BOOL,
    COLLECTIONS,
    NUMBER,
    PRIMITIVES,
    STRING,
    STRUCTURES,
    ListOf,
    MapOf,
    Null,
    SetOf,
    Type,
    list_of,
    map_of,
    object_of,
    set_of,
    sized,
    tuple_of,
    type_of,
    type_of_unknown,
)
from iacguard.formats.terraform.values.unify import convertible, unify
from iacguard.model.value import Choice, Error, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import choose

NOT_ALIKE = "its elements have no type in common"
_ARTICLES = {"object": "an object", "any": "a value"}


def required(type: Type) -> str:
    """What to say where a value of another type stands."""
    return f"{_ARTICLES.get(str(type), f'a {type}')} is required"


def convert(value: Value, type: Type) -> Value:
    """The value under a type; its data is an Error where it cannot be."""
    data = value.data
    if type is ANY or isinstance(data, Error):
        return value
    kind = str(type)
    if isinstance(data, Choice):
        options = {label: convert(option, type) for label, option in data.options.items()}
        return same(value, choose(data.atom, options).data)
    if data is None:
        return _null(value, type)
    if isinstance(data, Unknown):
        return _unknown(value, data, type)
    if kind in PRIMITIVES:
        return _primitive(value, data, kind)
    if kind == "any":
        return value
    if kind == "set" and isinstance(data, Seq):
        settled = depends(value)
        if isinstance(settled.data, Choice):
            return convert(settled, type)
    if not convertible(type_of(value), type):
        return same(value, Error(_mismatch(data, type)))
    if kind == "object":
        return _object(value, data, type)
    if kind == "map":
        return _map(value, data, type)
    if not isinstance(data, Seq):
        return same(value, Error(required(type)))
    return _tuple(value, data, type) if kind == "tuple" else _sequence(value, data, type)


def to_string(value: Value) -> Value:
    """`convert(value, STRING)`."""
    return value if value.data.__class__ is str else convert(value, STRING)


def to_number(value: Value) -> Value:
    """`convert(value, NUMBER)`."""
    return value if value.data.__class__ is int else convert(value, NUMBER)


def to_bool(value: Value) -> Value:
    """`convert(value, BOOL)`."""
    return value if value.data.__class__ is bool else convert(value, BOOL)


def same(value: Value, data: Any) -> Value:
    """Other data at the place of a value, with what it carries."""
    if isinstance(value, Null):
        return value.holding(data)
    return value.holding(data, value.decoded)


def _null(value: Value, type: Type) -> Value:
    given = type_of(value)
    if not convertible(given, type):
        return same(value, Error(required(type)))
    return Null(_filled(given, type), value.span, value.refs, value.origin, value.marks)


def _unknown(value: Value, data: Unknown, type: Type) -> Value:
    given = type_of_unknown(data)
    if not convertible(given, type):
        return same(value, Error(required(type)))
    wanted = _filled(given, type)
    if given == wanted:
        return value
    if wanted in COLLECTIONS and given in STRUCTURES:
        count = len(given.elements) + len(given.attributes)
        wanted = sized(wanted, count) if wanted != "set" or count == 0 else wanted
    low, high = _lengths(given, wanted, data) if data.not_null else (None, None)
    prefix, tail = (data.prefix, data.tail) if wanted == "string" else ("", ())
    symbol = data.symbol if given == "any" or given == "string" else None
    return same(value, collapsed(Unknown(data.why, symbol, wanted, data.not_null, prefix, low, high, tail=tail)))


def _lengths(given: Type, wanted: Type, data: Unknown) -> tuple[float | None, float | None]:
    """What is known of the length of a collection that is made of another."""
    if wanted not in COLLECTIONS:
        return None, None
    if given in COLLECTIONS:
        return (min(data.low or 0, 1) if wanted == "set" else data.low), data.high
    if given == "any":
        return None, None
    count = len(given.elements) + len(given.attributes)
    return (min(count, 1) if wanted == "set" else count), count


def _filled(given: Type, wanted: Type) -> Type:
    """A type constraint with what a value's type says where it leaves the type open."""
    if given == "any":
        return wanted
    if wanted == "any":
        return given
    if wanted == "object" and wanted.optional:
        wanted = object_of(wanted.attributes)
    if str(wanted) in COLLECTIONS:
        make = {"list": list_of, "set": set_of, "map": map_of}[str(wanted)]
        return make(_filled(_inner(given) or ANY, wanted.inner))
    if wanted == "object":
        if given == "map":
            return object_of({name: _filled(given.inner, inner) for name, inner in wanted.attributes.items()})
        attributes = given.attributes
        return object_of({name: _filled(attributes.get(name, ANY), inner) for name, inner in wanted.attributes.items()})
    if wanted == "tuple":
        pairs = zip(given.elements, wanted.elements, strict=False)
        return tuple_of([_filled(a, b) for a, b in pairs])
    return wanted


def _inner(given: Type) -> Type | None:
    if given in COLLECTIONS:
        return given.inner
    return unify([*given.elements, *given.attributes.values()])


def _primitive(value: Value, data: Any, kind: str) -> Value:
    if isinstance(data, bool):
        if kind == "bool":
            return value
        return same(value, ("true" if data else "false") if kind == "string" else Error("a number is required"))
    if isinstance(data, (int, Decimal, float)):
        if kind == "number":
            return value
        return same(value, show(data) if kind == "string" else Error("a bool is required"))
    if not isinstance(data, str):
        return same(value, Error(f"a {kind} is required"))
    if kind == "string":
        return value
    if kind == "bool":
        found: Any = {"true": True, "1": True, "false": False, "0": False}.get(data)
    else:
        found = parse(data)
    return same(value, Error(f"a {kind} is required") if found is None else found)


def _mismatch(data: Any, type: Type) -> str:
    if isinstance(data, Map) and type == "object" and data.rest is None and not isinstance(data, MapOf):
        missing = [n for n in type.attributes if n not in data.items and n not in type.optional]
        if missing:
            return f"the attribute {missing[0]} is required"
        for name, inner in type.attributes.items():
            found = data.items.get(name)
            if found is not None and not convertible(type_of(found), inner):
                return f"attribute {name}: {required(inner)}"
    if isinstance(data, Seq) and type == "tuple":
        return f"a tuple of {len(type.elements)} elements is required"
    return _wrong_element(data, type) or required(type)


def _wrong_element(data: Any, type: Type) -> str:
    """Which element of a collection is not what the type asks for, as Terraform names it; "" where none is."""
    if isinstance(data, Seq) and type in ("list", "set"):
        elements: Iterable[tuple[Any, Value]] = enumerate(data.items)
    elif isinstance(data, Map) and type == "map":
        elements = data.items.items()
    else:
        return ""
    for name, found in elements:
        if not convertible(type_of(found), type.inner):
            named = f'"{name}"' if isinstance(name, str) else name
            return f"element {named}: {_mismatch(found.data, type.inner)}"
    return ""


def _converted(items: Iterable[Value], type: Type) -> tuple[list[Value], Error | None]:
    found = [convert(item, type) for item in items]
    return found, next((item.data for item in found if isinstance(item.data, Error)), None)


def _element(type: Type, items: Iterable[Value]) -> Type | None:
    """The element type of a collection: the one asked for, or that to which all elements convert."""
    if type.inner != "any":
        return type.inner
    types = [type_of(item) for item in items]
    return unify(types) if types else ANY


def _sequence(value: Value, data: Seq, type: Type) -> Value:
    """A list or a set out of a list, a set or a tuple."""
    wanted = type.inner
    if isinstance(data, (ListOf, SetOf)) and wanted == "any":
        wanted = data.inner
    maybe = [possible.value for possible in data.maybe]
    inner = _element(list_of(wanted), [*data.items, *maybe])
    if inner is None or (inner == "any" and _partly_null(data)):
        return same(value, Error(NOT_ALIKE))
    items, wrong = _converted(data.items, inner)
    others, also = _converted(maybe, inner)
    if wrong or also:
        return same(value, wrong or also)
    alike = _alike(items, inner, str(type))
    if alike is None:
        return same(value, Error(NOT_ALIKE))
    items, inner = alike
    perhaps = [Possible(other, possible.why) for other, possible in zip(others, data.maybe, strict=True)]
    if type == "set":
        return _as_set(value, items, inner, perhaps, data.rest)
    return same(value, ListOf(items, inner, perhaps, data.rest))


def _as_set(value: Value, items: list[Value], inner: Type, maybe: list[Possible], rest: Unknown | None) -> Value:
    """A set: which elements it has is as secret as they are, so that their marks become its own."""
    marks = frozenset[str]().union(*(item.marks for item in items))
    if marks:
        items = [Value(i.data, i.span, i.refs, i.origin) if i.marks else i for i in items]
        value = Value(None, value.span, value.refs, value.origin, value.marks | marks)
    return same(value, set_value(items, inner, maybe, rest))


def _alike(items: list[Value], inner: Type, kind: str) -> tuple[list[Value], Type] | None:
    """Elements of one type also where the constraint leaves a part of it open, and that type; None where there is none.

    A set takes no elements that first have to be converted; nor does a map, unless of objects or collections.
    """
    if not _open(inner) or not items:
        return items, inner
    settled = [type_of(item) for item in items if not _unsettled(item)]
    found = unify([type_of(item) for item in items])
    if kind == "set" or (kind == "map" and inner not in COLLECTIONS and inner != "object"):
        only = _only(settled)
        if only is None or len(settled) == len(items):
            return None if only is None else (items, only)
    elif settled and unify(settled) is None:
        return None
    if found is None:
        return items, inner
    if len(settled) < len(items) and _open(found):
        return items, found
    items = [convert(item, found) for item in items]
    return (items, found) if _only(map(type_of, items)) is not None else None


def _partly_null(data: Seq) -> bool:
    """Whether a tuple holds nulls of no type beside what is of one that no null takes on by itself."""
    if isinstance(data, (ListOf, SetOf)) or any(map(_unsettled, data.items)):
        return False
    return any(type_of(item) != "any" for item in data.items)


def _only(types: Iterable[Type]) -> Type | None:
    """The one type that there is among some, beside those that are not known; None where there are several."""
    named = [type for type in types if type != "any"]
    if not named:
        return ANY
    return named[0] if all(type == named[0] for type in named) else None


def _unsettled(value: Value) -> bool:
    """Whether it is still open of which type a value, or a part of it, will be; that of a bare null never is any."""
    data = value.data
    if data is None:
        return False
    if isinstance(data, Choice):
        return type_of(value) == "any" or any(map(_unsettled, data.options.values()))
    if isinstance(data, Unknown):
        return _open(type_of(value))
    if not isinstance(data, (Seq, Map)):
        return False
    if data.rest is not None or (isinstance(data, Seq) and data.maybe):
        return _open(type_of(value))
    return any(map(_unsettled, data.items if isinstance(data, Seq) else data.items.values()))


def _open(type: Type) -> bool:
    """Whether a type leaves something open."""
    if type == "any":
        return True
    if type in COLLECTIONS:
        return _open(type.inner)
    return any(map(_open, (*type.elements, *type.attributes.values())))


def _tuple(value: Value, data: Seq, type: Type) -> Value:
    if isinstance(data, (ListOf, SetOf)) or data.maybe or data.rest is not None:
        return same(value, Unknown("how long it is is not known", None, type, True) if data.rest else Error(
            f"a tuple of {len(type.elements)} elements is required"))  # fmt: skip
    items = [convert(item, inner) for item, inner in zip(data.items, type.elements, strict=True)]
    wrong = next((item.data for item in items if isinstance(item.data, Error)), None)
    return same(value, wrong or Seq(items))


def _map(value: Value, data: Any, type: Type) -> Value:
    if not isinstance(data, Map):
        return same(value, Error(required(type)))
    wanted = data.inner if isinstance(data, MapOf) and type.inner == "any" else type.inner
    inner = _element(map_of(wanted), data.items.values())
    if inner is None:
        return same(value, Error(NOT_ALIKE))
    items, wrong = _converted(data.items.values(), inner)
    if wrong:
        return same(value, wrong)
    alike = _alike(items, inner, "map")
    if alike is None:
        return same(value, Error(NOT_ALIKE))
    items, inner = alike
    return same(value, MapOf(dict(zip(data.items, items, strict=True)), inner, data.rest, data.keys))


def _object(value: Value, data: Any, type: Type) -> Value:
    """Attributes that the type does not name are dropped; optional ones that are left out are null."""
    if not isinstance(data, Map):
        return same(value, Error(required(type)))
    items: dict[str, Value] = {}
    for name, inner in type.attributes.items():
        item = data.items.get(name)
        if item is None and data.rest is not None:
            item = Value(Unknown(data.rest.why), value.span)
        if item is None:
            if name not in type.optional:
                return same(value, Error(f"the attribute {name} is required"))
            items[name] = Null(_filled(ANY, inner), value.span)
            continue
        items[name] = convert(item, inner)
        if isinstance(items[name].data, Error):
            return same(value, Error(f"attribute {name}: {items[name].data.why}"))
    return same(value, Map(items, None, data.keys))
