"""The configuration that a plan was made of: its lines, and what the plan does not know or keep.

It is the directory of the plan or one above it, else the only one that declares all that the plan names. It is
evaluated with the plan's own variables; where the two differ, the plan is right.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import Any

from iacguard.formats.base import Inputs
from iacguard.formats.json_tree import field, members
from iacguard.formats.terraform.ast import Expression
from iacguard.formats.terraform.module import Module, Modules
from iacguard.formats.terraform.root import Root
from iacguard.formats.terraform.roots import directories
from iacguard.model.address import Address
from iacguard.model.graph import Resource
from iacguard.model.source import Span
from iacguard.model.tree import Tree
from iacguard.model.value import Choice, Error, Map, Seq, Unknown, Value
from iacguard.vocabulary.tables import Vocabulary

MAX_SEARCHED = 200
"""Directories beyond which a tree is not searched for the configuration of a plan."""


def declared(
    tree: Tree, path: str, root: Expression, addresses: Iterable[Address], inputs: Inputs, vocabulary: Vocabulary
) -> dict[Address, Resource]:
    """What the configuration of a plan declares, by address; nothing where it is not found."""
    modules = Modules(tree)
    directory = _directory(modules, path, {_name(address) for address in addresses})
    if directory is None:
        return {}
    top = Root(modules, directory, inputs, vocabulary, path)
    for name, row in members(field(root, "variables")).items():
        value = field(row, "value")
        if value is not None:
            top.assignments[name] = value
    try:
        return {resource.address: resource for resource in top.load()}
    except RecursionError:
        return {}


def _name(address: Address) -> Any:
    """What the root module itself declares of an address: a module call, else the resource."""
    return address.modules[0].name if address.modules else (address.mode, address.type, address.name)


def _directory(modules: Modules, path: str, names: set[Any]) -> str | None:
    if not names:
        return None
    above = next((d for d in _above(path) if _declares(modules.load(d), names)), None)
    if above is not None:
        return above
    everywhere = directories(modules.tree)
    if len(everywhere) > MAX_SEARCHED:
        return None
    found = [directory for directory in everywhere if _declares(modules.load(directory), names)]
    return found[0] if len(found) == 1 else None


def _above(path: str) -> Iterator[str]:
    """The directories that hold a file, the nearest first."""
    directory = posixpath.dirname(path)
    yield directory
    while directory:
        directory = posixpath.dirname(directory)
        yield directory


def _declares(module: Module, names: set[Any]) -> bool:
    return all(name in (module.calls if isinstance(name, str) else module.resources) for name in names)


def placed(resource: Resource, written: Resource | None) -> Resource:
    """A planned resource at the lines of its declaration."""
    if written is None:
        return resource
    body = united(resource.body, written.body, written.span)
    return Resource(
        resource.address, resource.type, resource.format, body, written.span, native_type=resource.native_type,
        block=written.block, meta=written.meta, calls=written.calls, provider_version=written.provider_version,
    )  # fmt: skip


def united(planned: Value, written: Value | None, place: Span | None) -> Value:
    """A planned value where it is written; what the plan does not know is as the configuration has it.

    `place` is the nearest thing that is written around it.
    """
    if written is None or isinstance(written.data, Error):
        return _moved(planned, place)
    data, other = planned.data, written.data
    span = written.span or place
    refs = written.refs
    marks = planned.marks | written.marks
    if isinstance(data, Unknown):
        if other is None:
            return _moved(planned, span)
        return Value(other, span, refs, written.origin, marks, written.decoded or planned.decoded)
    if isinstance(data, Map):
        items = other.items if isinstance(other, Map) else {}
        found = {name: united(item, items.get(name), span) for name, item in data.items.items()}
        found.update((name, item) for name, item in items.items() if name not in found and item.data is not None)
        rest = data.rest if isinstance(other, Map) and other.rest is not None else None
        return Value(Map(found, rest, getattr(other, "keys", None)), span, refs, written.origin, marks)
    if isinstance(data, Seq):
        partners = _partners(data.items, other.items if isinstance(other, Seq) else ())
        seq = [united(item, one, span) for item, one in zip(data.items, partners, strict=True)]
        return Value(Seq(seq), span, refs, written.origin, marks)
    decoded = written.decoded if data == other else None
    return Value(data, span, refs, written.origin, marks, decoded)


def _moved(value: Value, place: Span | None) -> Value:
    """A value of the plan alone, at the nearest place of the configuration; where the plan has it is its origin."""
    data = value.data
    if isinstance(data, Map):
        data = Map({name: _moved(item, place) for name, item in data.items.items()}, data.rest)
    elif isinstance(data, Seq):
        data = Seq([_moved(item, place) for item in data.items], data.maybe, data.rest)
    return Value(data, place, value.refs, value, value.marks, value.decoded)


def _partners(planned: Iterable[Value], written: Iterable[Value]) -> Iterator[Value | None]:
    """For each element of a plan the first one of the configuration that may be it: a plan orders sets anew."""
    left = list(written)
    for item in planned:
        at = next((n for n, one in enumerate(left) if _may_be(item.data, one.data)), None)
        yield left.pop(at) if at is not None else None


def _may_be(planned: Any, written: Any) -> bool:
    if isinstance(planned, Unknown) or isinstance(written, (Unknown, Choice)):
        return True
    if isinstance(planned, Map) and isinstance(written, Map):
        both = [(planned.items[name].data, item.data) for name, item in written.items.items() if name in planned.items]
        return all(_may_be(one, other) for one, other in both)
    if isinstance(planned, Seq) and isinstance(written, Seq):
        if written.rest is None and not written.maybe and len(planned.items) != len(written.items):
            return False
        return all(any(_may_be(item.data, one.data) for one in written.items) or written.rest for item in planned.items)
    if isinstance(planned, (Map, Seq)) or isinstance(written, (Map, Seq)):
        return False
    return planned == written or str(planned).lower() == str(written).lower() or written is None
