"""The syntax tree of CEL.

Every node has three offsets into its text: `at`, where a fault of this operation is shown; `start` and `end`, the
stretch that it was read from.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Lit(NamedTuple):
    """A number, text, byte string, bool or null."""

    at: int
    start: int
    end: int
    value: Any


class Ident(NamedTuple):
    """A variable, a type or a package. A leading dot in `name` asks for the outermost one of this name."""

    at: int
    start: int
    end: int
    name: str


class Select(NamedTuple):
    """`operand.name`, or `operand.?name`."""

    at: int
    start: int
    end: int
    operand: Any
    name: str
    optional: bool = False


class Index(NamedTuple):
    """`operand[key]`, or `operand[?key]`."""

    at: int
    start: int
    end: int
    operand: Any
    key: Any
    optional: bool = False


class Call(NamedTuple):
    """`name(args)`, or `target.name(args)`."""

    at: int
    start: int
    end: int
    target: Any
    name: str
    args: tuple[Any, ...]


class Unary(NamedTuple):
    """`!x` or `-x`."""

    at: int
    start: int
    end: int
    operator: str
    operand: Any


class Logic(NamedTuple):
    """Two or more operands joined by `&&`, or by `||`."""

    at: int
    start: int
    end: int
    operator: str
    operands: tuple[Any, ...]


class Binary(NamedTuple):
    """Two operands and what stands between them: a comparison, `in`, or arithmetic."""

    at: int
    start: int
    end: int
    operator: str
    left: Any
    right: Any


class Ternary(NamedTuple):
    """`condition ? then : otherwise`."""

    at: int
    start: int
    end: int
    condition: Any
    then: Any
    otherwise: Any


class ListLit(NamedTuple):
    """`[a, ?b]`; `optional` are the positions that have a question mark."""

    at: int
    start: int
    end: int
    items: tuple[Any, ...]
    optional: frozenset[int] = frozenset()


class MapLit(NamedTuple):
    """`{k: v, ?k: v}`; `optional` are the positions that have a question mark."""

    at: int
    start: int
    end: int
    items: tuple[tuple[Any, Any], ...]
    optional: frozenset[int] = frozenset()


Node = Lit | Ident | Select | Index | Call | Unary | Logic | Binary | Ternary | ListLit | MapLit


def children(node: Any) -> tuple[Any, ...]:
    """The nodes directly below one, in the order of the text."""
    if isinstance(node, (Select, Unary)):
        return (node.operand,)
    if isinstance(node, Index):
        return node.operand, node.key
    if isinstance(node, Call):
        return (*((node.target,) if node.target is not None else ()), *node.args)
    if isinstance(node, Logic):
        return node.operands
    if isinstance(node, Binary):
        return node.left, node.right
    if isinstance(node, Ternary):
        return node.condition, node.then, node.otherwise
    if isinstance(node, ListLit):
        return node.items
    if isinstance(node, MapLit):
        return tuple(part for pair in node.items for part in pair)
    return ()


def dotted(node: Any) -> str:
    """The name that a chain of plain selections spells, `a.b.c`; empty for anything else."""
    parts: list[str] = []
    while isinstance(node, Select) and not node.optional:
        parts.append(node.name)
        node = node.operand
    return ".".join((node.name, *reversed(parts))) if isinstance(node, Ident) else ""
