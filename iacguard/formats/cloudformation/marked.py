"""Values as plain Python that remembers where it was written, for programs that take no more than that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from iacguard.model.graph import walk
from iacguard.model.source import Span
from iacguard.model.value import Map, Seq, Value


class Text(str):
    """A text and the value that it was."""

    value: Value

    def __deepcopy__(self, memo: Any) -> Text:
        return self


class StandIn(Text):
    """A text that a program wants in the place of what is not known; it becomes its value again."""


class Node(dict[str, Any]):
    """An object and the value that it was."""

    value: Value

    def __deepcopy__(self, memo: Any) -> Node:
        from copy import deepcopy

        return _node({key: deepcopy(item, memo) for key, item in self.items()}, self.value)

    def copy(self) -> Node:
        """Shallow, with the mark."""
        return _node(self, self.value)


def _node(items: Mapping[str, Any], value: Value) -> Node:
    node = Node(items)
    node.value = value
    return node


def marked(value: Value) -> Any:
    """Written data as plain Python: texts and objects keep their marks."""
    data = value.data
    if isinstance(data, Map):
        return _node({key: marked(item) for key, item in data.items.items()}, value)
    if isinstance(data, Seq):
        return [marked(item) for item in data.items]
    if isinstance(data, str):
        text = Text(data)
        text.value = value
        return text
    return data


class Origin:
    """Where what has no mark comes from: a header, and mappings in which its numbers and bools may have stood."""

    def __init__(self, span: Span, *written: Map) -> None:
        self.span = span
        self.written = written

    def scalar(self, name: str, data: Any, node: Map | None) -> Value:
        """A number or bool under a name, at the place where the same stands under the same name."""
        for mapping in (node, *self.written):
            found = mapping.items.get(name) if mapping is not None else None
            if found is not None and type(found.data) is type(data) and found.data == data:
                return found
        return Value(data, self.span)

    def text(self, data: str) -> Value:
        """A text; an ARN at the place where it is written, or its last part alone, as of a managed policy."""
        last = data.rpartition("/")[2]
        for mapping in self.written if data.startswith("arn:") and last else ():
            for value in walk(Value(mapping)):
                if isinstance(value.data, str) and value.data in (data, last):
                    return Value(data, value.span)
        return Value(data, self.span)


def unmarked(made: Any, origin: Origin, name: str = "", node: Map | None = None) -> Value:
    """Plain Python as a value again: at its mark, else at the header of what it comes from."""
    if isinstance(made, StandIn):
        return made.value
    if isinstance(made, Text):
        return Value(str(made), made.value.span)
    if isinstance(made, str):
        return origin.text(made)
    if isinstance(made, dict):
        own = made.value.data if isinstance(made, Node) else None
        items = {str(key): unmarked(item, origin, str(key), own) for key, item in made.items()}
        keys = {key: span for key, span in ((own.keys or {}) if own is not None else {}).items() if key in items}
        return Value(Map(items, None, keys), made.value.span if isinstance(made, Node) else origin.span)
    if isinstance(made, (list, tuple)):
        return Value(Seq([unmarked(item, origin) for item in made]), origin.span)
    return origin.scalar(name, made, node)
