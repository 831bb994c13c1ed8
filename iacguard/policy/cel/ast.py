"""The syntax tree of CEL."""

from __future__ import annotations

from typing import Any

NONE: frozenset[int] = frozenset()


class Node:
    """What every node has: offsets into its text. A fault of it is shown at `at`; it was read from `start` to `end`."""

    __slots__ = ("at", "end", "start")

    at: int
    start: int
    end: int

    def __repr__(self) -> str:
        parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{type(self).__name__}({parts})"


class Lit(Node):
    """A number, text, byte string, bool or null."""

    __slots__ = ("value",)

    def __init__(self, at: int, start: int, end: int, value: Any) -> None:
        self.at = at
        self.start = start
        self.end = end
        self.value = value


class Ident(Node):
    """A variable, a type or a package. A leading dot in `name` asks for the outermost one of this name."""

    __slots__ = ("name",)

    def __init__(self, at: int, start: int, end: int, name: str) -> None:
        self.at = at
        self.start = start
        self.end = end
        self.name = name


class Select(Node):
    """`operand.name`, or `operand.?name`."""

    __slots__ = ("name", "operand", "optional")

    def __init__(self, at: int, start: int, end: int, operand: Any, name: str, optional: bool = False) -> None:
        self.at = at
        self.start = start
        self.end = end
        self.operand = operand
        self.name = name
        self.optional = optional


class Index(Node):
    """`operand[key]`, or `operand[?key]`."""

    __slots__ = ("key", "operand", "optional")

    def __init__(self, at: int, start: int, end: int, operand: Any, key: Any, optional: bool = False) -> None:
        self.at = at
        self.start = start
        self.end = end
        self.operand = operand
        self.key = key
        self.optional = optional


class Call(Node):
    """`name(args)`, or `target.name(args)`."""

    __slots__ = ("args", "name", "target")

    def __init__(self, at: int, start: int, end: int, target: Any, name: str, args: tuple[Any, ...]) -> None:
        self.at = at
        self.start = start
        self.end = end
        self.target = target
        self.name = name
        self.args = args


class Unary(Node):
    """`!x` or `-x`."""

    __slots__ = ("operand", "operator")

    def __init__(self, at: int, start: int, end: int, operator: str, operand: Any) -> None:
        self.at = at
        self.start = start
        self.end = end
        self.operator = operator
        self.operand = operand


class Logic(Node):
    """Two or more operands joined by `&&`, or by `||`."""

    __slots__ = ("operands", "operator")

    def __init__(self, at: int, start: int, end: int, operator: str, operands: tuple[Any, ...]) -> None:
        self.at = at
        self.start = start
        self.end = end
        self.operator = operator
        self.operands = operands


class Binary(Node):
    """Two operands and what stands between them: a comparison, `in`, or arithmetic."""

    __slots__ = ("left", "operator", "right")

    def __init__(self, at: int, start: int, end: int, operator: str, left: Any, right: Any) -> None:
        self.at = at
        self.start = start
        self.end = end
        self.operator = operator
        self.left = left
        self.right = right


class Ternary(Node):
    """`condition ? then : otherwise`."""

    __slots__ = ("condition", "otherwise", "then")

    def __init__(self, at: int, start: int, end: int, condition: Any, then: Any, otherwise: Any) -> None:
        self.at = at
        self.start = start
        self.end = end
        self.condition = condition
        self.then = then
        self.otherwise = otherwise


class ListLit(Node):
    """`[a, ?b]`; `optional` are the positions that have a question mark."""

    __slots__ = ("items", "optional")

    def __init__(self, at: int, start: int, end: int, items: tuple[Any, ...], optional: frozenset[int] = NONE) -> None:
        self.at = at
        self.start = start
        self.end = end
        self.items = items
        self.optional = optional


class MapLit(Node):
    """`{k: v, ?k: v}`; `optional` are the positions that have a question mark."""

    __slots__ = ("items", "optional")

    def __init__(
        self, at: int, start: int, end: int, items: tuple[tuple[Any, Any], ...], optional: frozenset[int] = NONE
    ) -> None:
        self.at = at
        self.start = start
        self.end = end
        self.items = items
        self.optional = optional


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
