"""A resource as rules see it, row by row: what `iacguard inspect` prints, and what one writes a rule against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from iacguard.model.graph import Resource
from iacguard.model.source import Span
from iacguard.model.value import SENSITIVE, Choice, Error, Hollow, Map, Seq, Unknown, Value
from iacguard.model.world import EMPTY
from iacguard.vocabulary.lens import Lens, RootView
from iacguard.vocabulary.nodes import Node

MAX_DEPTH = 12
HIDDEN = "(sensitive)"


class Row(NamedTuple):
    """One attribute. `how` is written, default, derived, unknown, choice or error; `note` says why."""

    path: str
    value: Any
    how: str
    note: str
    span: Span | None
    refs: tuple[str, ...]


class Inspected(NamedTuple):
    """A resource: its names, where it stands, under which inputs it exists, and its attributes."""

    address: str
    type: str
    native_type: str
    span: Span
    exists: str
    rows: tuple[Row, ...]
    incoming: tuple[str, ...]
    outgoing: tuple[str, ...]


def inspect(lens: Lens, resource: Resource, everything: bool = False) -> Inspected:
    """All that is set, derived or has a default; with `everything`, what is null as well."""
    seen = lens.view(resource)
    view: RootView = seen.data
    rows: list[Row] = []
    for name in [*view.node.kids, *view.type.derived]:
        derived = name in view.type.derived
        rows += _rows(name, view.select(name, seen, EMPTY), resource, "derived" if derived else "", MAX_DEPTH)
    if not everything:
        rows = [row for row in rows if row.value is not None or row.how in ("unknown", "choice", "error")]
    graph = lens.graph
    return Inspected(
        str(resource.address), resource.type, resource.native_type, resource.span, _exists(resource.when), tuple(rows),
        tuple(dict.fromkeys(str(edge.source.address) for edge in graph.incoming(resource))),
        tuple(dict.fromkeys(str(edge.target.address) for edge in graph.outgoing(resource))),
    )  # fmt: skip


def _exists(when: Value) -> str:
    if when.data is True:
        return "always"
    if isinstance(when.data, Choice):
        labels = [label for label, option in when.data.options.items() if option.data is True]
        return f"when {when.data.atom} is {' or '.join(labels)}" if labels else f"depends on {when.data.atom}"
    return when.data.why if isinstance(when.data, Unknown) else "never"


def _rows(path: str, value: Value, resource: Resource, how: str, depth: int) -> Iterator[Row]:
    data = value.data
    span = value.span or resource.span
    refs = tuple(dict.fromkeys(".".join((str(r.target), *r.path)) for r in value.refs))
    written = how or ("default" if span.place == resource.span.place else "written")
    if SENSITIVE in value.marks:
        yield Row(path, HIDDEN, written, "", span, refs)
    elif value.__class__ is Hollow or data is None:
        yield Row(path, None, written, "", span, refs)
    elif isinstance(data, Unknown):
        yield Row(path, None, "unknown", _known_part(data), span, refs)
    elif isinstance(data, Choice):
        yield Row(path, None, "choice", f"depends on {data.atom}", span, refs)
        for label, option in data.options.items():
            yield from _rows(f"{path}[{data.atom} is {label}]", option, resource, how, depth - 1)
    elif isinstance(data, Error):
        yield Row(path, None, "error", data.why, span, refs)
    elif depth > 0 and (hasattr(data, "select") or isinstance(data, (Map, Seq))):
        yield from _inside(path, value, resource, how, depth)
    else:
        yield Row(path, data, written, "", span, refs)


def _inside(path: str, value: Value, resource: Resource, how: str, depth: int) -> Iterator[Row]:
    data = value.data
    if isinstance(data, Seq):
        if data.is_empty:
            yield Row(path, [], how or "written", "", value.span or resource.span, ())
        for number, item in enumerate(data.items):
            yield from _rows(f"{path}[{number}]", item, resource, how, depth - 1)
        for possible in data.maybe:
            yield from _rows(f"{path}[perhaps]", possible.value, resource, how, depth - 1)
    elif isinstance(data, Map):
        for name, item in data.items.items():
            yield from _rows(f"{path}.{name}", item, resource, how, depth - 1)
    else:
        yield from _block(path, value, data, resource, how, depth)
    rest = getattr(data, "rest", None)
    if rest is not None:
        yield Row(f"{path}[…]", None, "unknown", rest.why, value.span or resource.span, ())


def _block(path: str, value: Value, view: Any, resource: Resource, how: str, depth: int) -> Iterator[Row]:
    """A block by its attributes; what only answers questions has none that could be listed."""
    node: Node | None = getattr(view, "node", None)
    for name in node.kids if node is not None else ():
        yield from _rows(f"{path}.{name}", view.select(name, value, EMPTY), resource, how, depth - 1)


def _known_part(data: Unknown) -> str:
    """Why it is unknown, and what is known of it all the same."""
    known = [f"begins with {data.prefix!r}"] if data.prefix else []
    known += [f"then has {piece!r}" for piece in data.tail[:-1]]
    known += [f"ends in {piece!r}" for piece in data.tail[-1:] if piece]
    if data.not_null and not known:
        known.append("is not null")
    if data.low is not None or data.high is not None:
        known.append(f"between {data.low} and {data.high}")
    return f"{data.why} ({', '.join(known)})" if known else data.why
