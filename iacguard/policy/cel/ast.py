"""The syntax tree of CEL; every node knows where it begins in its text."""

from __future__ import annotations

from typing import Any, NamedTuple


class Lit(NamedTuple):
    """A number, text, bool or null."""

    at: int
    value: Any


class Ident(NamedTuple):
    """A variable."""

    at: int
    name: str


class Select(NamedTuple):
    """`operand.name`; `test` inside `has(…)`."""

    at: int
    operand: Any
    name: str


class Index(NamedTuple):
    """`operand[key]`."""

    at: int
    operand: Any
    key: Any


class Call(NamedTuple):
    """`name(args)`, or `target.name(args)`."""

    at: int
    target: Any
    name: str
    args: tuple[Any, ...]


class Unary(NamedTuple):
    """`!x` or `-x`."""

    at: int
    operator: str
    operand: Any


class Binary(NamedTuple):
    """Two operands and what stands between them."""

    at: int
    operator: str
    left: Any
    right: Any


class Ternary(NamedTuple):
    """`condition ? then : otherwise`."""

    at: int
    condition: Any
    then: Any
    otherwise: Any


class ListLit(NamedTuple):
    """`[a, b]`."""

    at: int
    items: tuple[Any, ...]


class MapLit(NamedTuple):
    """`{k: v}`."""

    at: int
    items: tuple[tuple[Any, Any], ...]


Node = Lit | Ident | Select | Index | Call | Unary | Binary | Ternary | ListLit | MapLit


def children(node: Any) -> tuple[Any, ...]:
    """The nodes directly below one."""
    if isinstance(node, (Select, Unary)):
        return (node.operand,)
    if isinstance(node, Index):
        return node.operand, node.key
    if isinstance(node, Call):
        return (*((node.target,) if node.target is not None else ()), *node.args)
    if isinstance(node, Binary):
        return node.left, node.right
    if isinstance(node, Ternary):
        return node.condition, node.then, node.otherwise
    if isinstance(node, ListLit):
        return node.items
    if isinstance(node, MapLit):
        return tuple(part for pair in node.items for part in pair)
    return ()
