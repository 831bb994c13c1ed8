"""Types as they are known before an expression runs: terms with variables, and what may stand for what."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any


class Static:
    """A type: a name and its parameters. Beside the type: `to` is the resource type that a text of this type names,
    `path` the attribute of the tables, `type.a.b`, that it is the type of.

    Names are those of CEL, and: dyn (anything), nullable (its parameter, or null), number (int or double as the file
    has it), message (a resource or block; its parameter is the table), facts (of an instance type), var (to be found).
    """

    __slots__ = ("args", "name", "path", "to")

    def __init__(self, name: str, *args: Any, to: str = "", path: str = "") -> None:
        self.name = name
        self.args = args
        self.to = to
        self.path = path

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Static) and self.name == other.name and self.args == other.args

    def __hash__(self) -> int:
        return hash((self.name, self.args))

    def __repr__(self) -> str:
        return f"{self.name}({', '.join(map(repr, self.args))})" if self.args else self.name


DYN, NULL, BOOL, INT, UINT, DOUBLE, NUMBER, STRING, BYTES = (
    Static(name) for name in ("dyn", "null_type", "bool", "int", "uint", "double", "number", "string", "bytes")
)
TIMESTAMP, DURATION = Static("timestamp"), Static("duration")
FACTS = Static("facts")
_NUMERIC = frozenset(("int", "uint", "double", "number"))
_NEVER_NULL = frozenset(("bool", "int", "uint", "double", "number", "string", "bytes", "list", "map", "type", "facts"))
_fresh = count()


def list_of(item: Static) -> Static:
    """list(item)."""
    return Static("list", item)


def map_of(key: Static, value: Static) -> Static:
    """map(key, value)."""
    return Static("map", key, value)


def optional_of(item: Static) -> Static:
    """optional_type(item)."""
    return Static("optional_type", item)


def nullable(inner: Static) -> Static:
    """`inner` or null."""
    return inner if inner.name in ("nullable", "dyn") else Static("nullable", inner, to=inner.to)


def variable() -> Static:
    """A type that is to be found."""
    return Static("var", next(_fresh))


def bare(kind: Static) -> Static:
    """A type without its null."""
    return kind.args[0] if kind.name == "nullable" else kind


class Unifier:
    """What the variables of types stand for."""

    def __init__(self) -> None:
        self.bound: dict[int, Static] = {}

    def seen(self, kind: Static) -> Static:
        """A type with the outermost variable replaced by what it stands for."""
        while kind.name == "var" and kind.args[0] in self.bound:
            kind = self.bound[kind.args[0]]
        return kind

    def final(self, kind: Static) -> Static:
        """A type without variables; one that nothing decides is dyn."""
        kind = self.seen(kind)
        if kind.name == "var":
            return DYN
        if kind.name == "message" or not kind.args:
            return kind
        args = (self.final(arg) if isinstance(arg, Static) else arg for arg in kind.args)
        return Static(kind.name, *args, to=kind.to)

    def fits(self, given: Static, wanted: Static) -> bool:
        """Whether a value of one type may stand where another is wanted; variables are bound by it."""
        given, wanted = self.seen(given), self.seen(wanted)
        if given.name == "var" or wanted.name == "var":
            return self._bind(given, wanted)
        if given.name == "dyn" or wanted.name == "dyn":
            return True
        if wanted.name == "nullable":
            return given.name == "null_type" or self.fits(bare(given), wanted.args[0])
        if given.name == "nullable":
            return self.fits(given.args[0], wanted) or wanted.name == "null_type"
        if given.name == "null_type":
            return wanted.name not in _NEVER_NULL
        if wanted.name == "null_type":
            return given.name == "message"
        if "number" in (given.name, wanted.name):
            return given.name in _NUMERIC and wanted.name in _NUMERIC
        if given.name == wanted.name == "type":
            return True
        if given.name == "message" or given.name != wanted.name or len(given.args) != len(wanted.args):
            return given == wanted
        return all(self.fits(a, b) for a, b in zip(given.args, wanted.args, strict=True))

    def _bind(self, given: Static, wanted: Static) -> bool:
        variable, other = (wanted, given) if wanted.name == "var" else (given, wanted)
        if variable == other:
            return True
        if self._inside(variable, other):
            return False
        self.bound[variable.args[0]] = other
        return True

    def _inside(self, variable: Static, kind: Static) -> bool:
        kind = self.seen(kind)
        return kind == variable or (
            kind.name != "message" and any(self._inside(variable, a) for a in kind.args if isinstance(a, Static))
        )

    def agrees(self, given: Iterable[Static], wanted: Iterable[Static]) -> bool:
        """Whether arguments fit parameters. A variable of several parameters becomes the most general of them."""
        for a, b in zip(given, wanted, strict=True):
            if b.name == "var" and b.args[0] in self.bound:
                before = self.bound[b.args[0]]
                if not (self.fits(a, before) or self.fits(before, a)):
                    return False
                self.bound[b.args[0]] = self.general(before, a)
            elif not self._agrees(a, b):
                return False
        return True

    def _agrees(self, given: Static, wanted: Static) -> bool:
        """`fits`, where the variables inside of a parameter may be met again."""
        given, inner = bare(self.seen(given)), self.seen(wanted)
        same = given.name == inner.name and given.name not in ("message", "var")
        if same and given.args and len(given.args) == len(inner.args):
            return self.agrees(given.args, inner.args)
        return self.fits(given, wanted)

    def general(self, a: Static, b: Static) -> Static:
        """Of two types of which one fits the other the more general; dyn where neither does."""
        a, b = self.seen(a), self.seen(b)
        if self._covers(a, b):
            return a
        return b if self._covers(b, a) else DYN

    def _covers(self, a: Static, b: Static) -> bool:
        a, b = self.seen(a), self.seen(b)
        if a.name == "dyn" or a == b:
            return True
        if b.name == "var":
            return self.fits(b, a)
        if b.name == "dyn" or a.name == "var":
            return False
        if a.name == "nullable":
            return b.name == "null_type" or self._covers(a.args[0], bare(b))
        if b.name == "null_type":
            return a.name not in _NEVER_NULL
        if a.name == "number":
            return b.name in _NUMERIC
        if a.name == "message" or a.name != b.name or len(a.args) != len(b.args):
            return False
        return all(self._covers(x, y) for x, y in zip(a.args, b.args, strict=True))


_WORDS = {
    "string": "a text", "int": "a whole number", "uint": "an unsigned number", "double": "a double",
    "number": "a number", "bool": "true or false", "bytes": "a byte string", "null_type": "null", "list": "a list",
    "map": "a map", "timestamp": "a timestamp", "duration": "a duration", "type": "a type",
    "optional_type": "an optional", "facts": "the facts of an instance type", "dyn": "anything",
    "net.IP": "an IP address", "net.CIDR": "a network",
}  # fmt: skip


def described(kind: Static) -> str:
    """A type in the words of a message, with its article."""
    kind = bare(kind)
    if kind.name == "message":
        return f"the block {kind.args[0].name}" if hasattr(kind.args[0], "kind") else "a resource"
    if kind.name == "list" and isinstance(kind.args[0], Static) and kind.args[0].name == "message":
        return "a list of blocks"
    return _WORDS.get(kind.name, f"a value of type {kind.name}")
