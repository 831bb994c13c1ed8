"""Older spellings: parts that Terraform kept inside a resource before provider 4, in the words of the satellites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from iacguard.model.value import Choice, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import choose, each
from iacguard.vocabulary.nodes import Mount


def respelled(body: Map, mount: Mount) -> Value | None:
    """A part in the older spelling inside its resource, in the words of the satellite; None where it is not there."""
    sources = _sources(mount)
    for name in sources:
        written = body.items.get(name)
        if written is not None and _first(written).data.__class__ is Choice:
            return each(partial(_under, body, name, mount), _first(written))
    own = body.items.get(mount.node.name) if mount.node.name in sources else None
    made: dict[str, Any] = {}
    for path, how in mount.inline.items():
        parent, _, leaf = path.rpartition(".")
        if parent in mount.inline:
            continue
        source = how["from"]
        found = _at(Value(body), source[1:]) if source.startswith("/") else own if source == "." else _at(own, source)
        if found is None or found.data is None:
            continue
        inner = {k[len(path) + 1 :]: v for k, v in mount.inline.items() if k.startswith(path + ".")}
        target = made
        for name in parent.split(".") if parent else ():
            target = target.setdefault(name, {})
        target[leaf] = _elements(found, inner) if inner else _mapped(found, _lowered(how.get("values")))
    whole = any(how["from"] == "." for how in mount.inline.values())
    if own is not None and not whole and isinstance(_first(own).data, (Map, Unknown)):
        return _value(made, own) if isinstance(_first(own).data, Map) else _first(own)
    if not made:
        return None
    first = next(_values(made))
    if all(_may_be_null(value) for value in _values(made)):
        return Value(Unknown(first.data.why), first.span, first.refs)
    return _value(made, first)


def _may_be_null(value: Value) -> bool:
    """Whether nothing is known of a value, not even that it is there."""
    return isinstance(value.data, Unknown) and not value.data.not_null and value.decoded is None


def _under(body: Map, name: str, mount: Mount, option: Value) -> Value:
    """The part where one option of an attribute is taken; null where it is not there then."""
    return respelled(Map({**body.items, name: option}), mount) or Value(None, option.span)


def _sources(mount: Mount) -> list[str]:
    """The attributes of the resource itself that an older spelling reads."""
    paths = [how["from"] for how in mount.inline.values()]
    names = [path[1:].split(".")[0] if path.startswith("/") else mount.node.name for path in paths]
    return list(dict.fromkeys(names))


def _lowered(values: Mapping[Any, Any] | None) -> dict[str, Any]:
    return {str(key).lower(): new for key, new in (values or {}).items()}


def _first(value: Value) -> Value:
    """The single block that an old spelling has."""
    data = value.data
    if isinstance(data, Seq):
        if data.maybe and not data.items:
            return Value(Unknown("it may not be there"), data.maybe[0].value.span)
        return data.items[0] if data.items else Value(data.rest, value.span)
    return value


def _at(value: Value | None, path: str) -> Value | None:
    for name in path.split("."):
        if value is None:
            return None
        data = _first(value).data
        value = data.items.get(name) if isinstance(data, Map) else None
    return value


def _elements(value: Value, inline: Mapping[str, Any]) -> Value:
    """The elements of an old list of blocks, each with the attributes that are now called otherwise."""
    data = value.data
    if not isinstance(data, Seq):
        return value
    items = [_element(item, inline) for item in data.items]
    maybe = [Possible(_element(p.value, inline), p.why) for p in data.maybe]
    return Value(Seq(items, maybe, data.rest), value.span, value.refs)


def _element(value: Value, inline: Mapping[str, Any]) -> Value:
    data = value.data
    if not isinstance(data, Map):
        return value
    made: dict[str, Any] = dict(data.items)
    for path, how in inline.items():
        found = _at(value, how["from"])
        if found is None:
            continue
        *parents, leaf = path.split(".")
        target = made
        for name in parents:
            inner = target.get(name)
            known = _first(inner).data.items if isinstance(inner, Value) and isinstance(_first(inner).data, Map) else {}
            if not isinstance(inner, dict):
                target[name] = dict(known)
            target = target[name]
        target[leaf] = _mapped(found, _lowered(how.get("values")))
    made_value = _value(made, value)
    return Value(Map(made_value.data.items, data.rest, data.keys), value.span, value.refs)


def _mapped(value: Value, values: Mapping[str, Any]) -> Value:
    if not values or isinstance(value.data, Unknown):
        return value
    if isinstance(value.data, Choice):
        return choose(value.data.atom, {k: _mapped(v, values) for k, v in value.data.options.items()})
    return Value(values.get(str(value.data).lower(), value.data), value.span, value.refs)


def _values(made: Mapping[str, Any]) -> Iterator[Value]:
    for one in made.values():
        if isinstance(one, Value):
            yield one
        else:
            yield from _values(one)


def _value(made: Mapping[str, Any], here: Value) -> Value:
    items = {k: v if isinstance(v, Value) else _value(v, here) for k, v in made.items()}
    return Value(Map(items), here.span)
