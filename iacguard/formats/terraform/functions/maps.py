"""Functions over maps and objects; they keep what is known of those that are partly known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from iacguard.formats.terraform.functions.known import UnknownError, partly
from iacguard.formats.terraform.functions.signature import (
    Function,
    FunctionError,
    table,
    takes,
    texts,
)
from iacguard.formats.terraform.values.conversion import convert
from iacguard.formats.terraform.values.types import (
    ANY,
    EMPTY_OBJECT,
    EMPTY_TUPLE,
    STRING,
    STRINGS,
    ListOf,
    MapOf,
    Type,
    list_of,
    map_of,
    object_of,
    tuple_of,
    type_of,
)
from iacguard.formats.terraform.values.unify import convertible
from iacguard.model.value import Error, Map, Seq, Unknown, Value


def _merge_type(args: Sequence[Value]) -> Type:
    """The type of the first where all are alike; else the object of all attributes."""
    types: list[Type] = []
    attributes: dict[str, Type] = {}
    known = True
    for arg in args:
        type = EMPTY_OBJECT if arg.data is None and type_of(arg) == "object" else type_of(arg)
        if type == "any":
            if arg.data is not None and not isinstance(arg.data, (Map, Unknown)):
                raise FunctionError("takes maps or objects")
            known = False
            types.append(ANY)
            continue
        if type not in ("map", "object"):
            raise FunctionError("takes maps or objects")
        types.append(type)
        if type == "object":
            attributes.update(type.attributes)
        elif isinstance(arg.data, Map):
            attributes.update(dict.fromkeys(arg.data.items, type.inner))
        elif arg.data is not None:
            known = False
    if not types:
        return EMPTY_OBJECT
    if ANY not in types and all(type == types[0] for type in types):
        return types[0]
    return object_of(attributes) if known else ANY


def _merge(*args: Value) -> Any:
    type = _merge_type(args)
    items: dict[str, Value] = {}
    keys: dict[str, Any] = {}
    rest: Unknown | None = None
    for arg in args:
        data = arg.data
        if data is None:
            continue
        if isinstance(data, Unknown):
            data = _known_keys(arg)
        if data.rest is not None:
            later = data.rest
            items = {k: Value(Unknown(later.why), v.span, v.refs) for k, v in items.items()}
            rest = rest or later
        items.update(data.items.items())
        keys.update(data.keys or {})
    rest = Unknown(rest.why, rest.symbol) if rest is not None else None
    return MapOf(items, type.inner, rest, keys) if type == "map" else Map(items, rest, keys)


def _known_keys(arg: Value) -> Map:
    """An unknown as what can be said of its keys: an object has those of its type."""
    type = type_of(arg)
    if type == "object":
        return Map(
            {name: Value(_part(arg.data, name, inner), arg.span, arg.refs) for name, inner in type.attributes.items()}
        )
    return Map({}, arg.data)


def _part(data: Unknown, name: str, type: Type) -> Unknown:
    from iacguard.formats.terraform.access import below

    return below(data, name, type)


def _keys_type(args: Sequence[Value]) -> Type:
    type = type_of(args[0])
    if type == "map":
        return STRINGS
    if type == "object":
        return tuple_of([STRING] * len(type.attributes)) if type.attributes else EMPTY_TUPLE
    if not isinstance(args[0].data, (Map, Unknown)) or type != "any":
        raise FunctionError("takes a map or an object")
    return ANY


def _keys(value: Value) -> Any:
    data = value.data
    type = type_of(value)
    if isinstance(data, Unknown):
        if type != "object":
            raise UnknownError(data)
        return Seq([Value(name) for name in sorted(type.attributes)])
    pairs = sorted((name, item.span) for name, item in data.items.items())
    names = [Value(name, (data.keys or {}).get(name) or span) for name, span in sorted(pairs, key=lambda pair: pair[0])]
    return ListOf(names, STRING, (), data.rest) if type == "map" else Seq(names, (), data.rest)


def _values_type(args: Sequence[Value]) -> Type:
    type = type_of(args[0])
    if type == "map":
        return list_of(type.inner)
    if type == "object":
        return tuple_of([type.attributes[name] for name in sorted(type.attributes)])
    if not isinstance(args[0].data, (Map, Unknown)) or type != "any":
        raise FunctionError("takes a map or an object")
    return ANY


def _values(value: Value) -> Any:
    data = value.data
    if isinstance(data, Unknown):
        raise UnknownError(data)
    found = dict(data.items.items())
    items = [found[name] for name in sorted(found)]
    return ListOf(items, data.inner, (), data.rest) if isinstance(data, MapOf) else Seq(items, (), data.rest)


def _lookup_type(args: Sequence[Value]) -> Type:
    type = type_of(args[0])
    if type == "map":
        if len(args) == 3:
            default = convert(args[2], type.inner)
            if isinstance(default.data, Error) or not convertible(type_of(args[2]), type.inner):
                raise FunctionError("the default must have the type of the map's elements")
        return type.inner
    key = args[1].data
    if type == "any" and isinstance(args[0].data, (Map, Unknown)):
        return ANY
    if type != "object":
        raise FunctionError("takes a map or an object")
    if isinstance(key, Unknown):
        return ANY
    if key in type.attributes:
        return type.attributes[key]
    if len(args) == 3:
        return type_of(args[2])
    raise FunctionError(f"there is no key {key!r}")


def _lookup(collection: Value, key: Value, default: Value | None = None) -> Any:
    data = collection.data
    if isinstance(data, Unknown):
        return _lookup_unknown(collection, key, default)
    if isinstance(key.data, Unknown) and (data.items or data.rest is not None):
        raise UnknownError(key.data)
    found = data.items.get(key.data)
    if found is not None:
        return found
    if data.rest is not None:
        raise UnknownError(data.rest)
    if default is None:
        raise FunctionError(f"there is no key {key.data!r}")
    return convert(default, data.inner) if isinstance(data, MapOf) else default


def _lookup_unknown(collection: Value, key: Value, default: Value | None) -> Any:
    data, type = collection.data, type_of(collection)
    if type == "object" and isinstance(key.data, str):
        return _part(data, key.data, type.attributes[key.data]) if key.data in type.attributes else default
    raise UnknownError(data)


def _zipmap_type(args: Sequence[Value]) -> Type:
    type = type_of(args[1])
    if type == "list":
        return map_of(type.inner)
    if type != "tuple":
        raise FunctionError("the values must be a list")
    if partly(args[0]) is not None:
        return ANY
    names = texts(args[0])
    if len(names) != len(type.elements):
        raise FunctionError(f"there are {len(names)} keys and {len(type.elements)} values")
    return object_of(dict(zip(names, type.elements, strict=True)))


def _zipmap(keys: Value, values: Value) -> Any:
    why = partly(keys)
    if why is not None:
        raise UnknownError(why)
    names, items = texts(keys), values.data.items
    if len(names) != len(items):
        raise FunctionError(f"there are {len(names)} keys and {len(items)} values")
    marks = frozenset[str]().union(*(item.marks for item in keys.data.items))
    found = dict(zip(names, items, strict=True))
    data = MapOf(found, values.data.inner) if isinstance(values.data, ListOf) else Map(found)
    return Value(data, marks=marks)


def _transpose(value: Value) -> Any:
    why = partly(value)
    if why is not None:
        raise UnknownError(why)
    out: dict[str, list[str]] = {}
    for name, items in value.data.items.items():
        if items.data is None:
            raise FunctionError("a list cannot be null")
        for text in texts(items):
            out.setdefault(text, []).append(name)
    lists = {name: Value(ListOf([Value(text) for text in sorted(found)], STRING)) for name, found in out.items()}
    return MapOf(lists, STRINGS)


FUNCTIONS = table(
    Function("merge", (takes(ANY, "numo"),), _merge_type, _merge, many=True, least=0, lazy=True),
    Function("keys", (takes(ANY, "umo"),), _keys_type, _keys, lazy=True),
    Function("values", (takes(ANY, "mo"),), _values_type, _values, lazy=True),
    Function("lookup", (takes(ANY, "umo"), takes(STRING, "um"), takes(ANY, "nubo")), _lookup_type, _lookup, least=2,
             not_null=False, lazy=True),
    Function("zipmap", (takes(STRINGS, "m"), takes(ANY, "m")), _zipmap_type, _zipmap),
    Function("transpose", (takes(map_of(STRINGS)),), map_of(STRINGS), _transpose),
)  # fmt: skip
