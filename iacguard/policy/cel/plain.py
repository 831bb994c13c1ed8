"""Trees as plain data, for the tables of a wheel: what was parsed and checked there is not parsed again.

A scalar stands for itself, any other node is a list that begins with its mark. Places are left out: whoever shows them
parses the text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from iacguard.policy.cel.ast import (
    Binary,
    Call,
    Ident,
    Index,
    ListLit,
    Lit,
    Logic,
    MapLit,
    Node,
    Select,
    Ternary,
    Unary,
)

_SCALARS = (str, int, float, bool, type(None))


def encode(node: Any) -> Any:
    """A tree as scalars and lists. Raises TypeError for a literal that JSON cannot hold (bytes, unsigned numbers)."""
    if isinstance(node, Lit):
        if node.value.__class__ not in _SCALARS:
            raise TypeError(f"{node.value!r} is not a scalar of JSON")
        return node.value
    mark, parts = _PARTS[node.__class__]
    return [mark, *parts(node)]


def decode(data: Any) -> Node:
    """The inverse of `encode`: a tree whose nodes all stand at 0."""
    if data.__class__ is not list:
        return Lit(0, 0, 0, data)
    return _NODES[data[0]](*data[1:])


def _all(nodes: Any) -> list[Any]:
    return [encode(node) for node in nodes]


_PARTS: dict[type, tuple[str, Callable[[Any], list[Any]]]] = {
    Ident: ("$", lambda n: [n.name]),
    Select: (".", lambda n: [encode(n.operand), n.name, *([True] if n.optional else ())]),
    Index: ("[]", lambda n: [encode(n.operand), encode(n.key), *([True] if n.optional else ())]),
    Call: ("()", lambda n: [None if n.target is None else [encode(n.target)], n.name, _all(n.args)]),
    Unary: ("1", lambda n: [n.operator, encode(n.operand)]),
    Logic: ("&|", lambda n: [n.operator, _all(n.operands)]),
    Binary: ("2", lambda n: [n.operator, encode(n.left), encode(n.right)]),
    Ternary: ("?", lambda n: [encode(n.condition), encode(n.then), encode(n.otherwise)]),
    ListLit: ("[", lambda n: [_all(n.items), sorted(n.optional)]),
    MapLit: ("{", lambda n: [_all(k for k, _ in n.items), _all(v for _, v in n.items), sorted(n.optional)]),
}


def _call(target: list[Any] | None, name: str, args: list[Any]) -> Node:
    return Call(0, 0, 0, decode(target[0]) if target else None, name, tuple(map(decode, args)))


def _map(keys: list[Any], values: list[Any], optional: list[int]) -> Node:
    return MapLit(0, 0, 0, tuple(zip(map(decode, keys), map(decode, values), strict=True)), frozenset(optional))


_NODES: dict[str, Callable[..., Node]] = {
    "$": lambda name: Ident(0, 0, 0, name),
    ".": lambda operand, name, optional=False: Select(0, 0, 0, decode(operand), name, optional),
    "[]": lambda operand, key, optional=False: Index(0, 0, 0, decode(operand), decode(key), optional),
    "()": _call,
    "1": lambda operator, operand: Unary(0, 0, 0, operator, decode(operand)),
    "&|": lambda operator, operands: Logic(0, 0, 0, operator, tuple(map(decode, operands))),
    "2": lambda operator, left, right: Binary(0, 0, 0, operator, decode(left), decode(right)),
    "?": lambda condition, then, otherwise: Ternary(0, 0, 0, decode(condition), decode(then), decode(otherwise)),
    "[": lambda items, optional: ListLit(0, 0, 0, tuple(map(decode, items)), frozenset(optional)),
    "{": _map,
}
