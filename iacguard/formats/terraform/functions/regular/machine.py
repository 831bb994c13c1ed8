"""Runs expressions: by Python's engine where it cannot run away, else all ways at once, in time linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from iacguard.formats.terraform.functions.regular.nodes import (
    Chars,
    Check,
    Either,
    Group,
    Node,
    Pattern,
    Repeat,
    Row,
)
from iacguard.formats.terraform.functions.regular.program import Step, TooLongError, compiled
from iacguard.formats.terraform.functions.regular.syntax import read
from iacguard.formats.terraform.functions.regular.threads import run

BACKTRACKS = 10_000_000
"""What Python's engine may have to try at worst."""

Spans = list[tuple[int, int] | None]
"""Start and end of the match and of each group; None for a group that took no part."""


class Machine:
    """A compiled expression."""

    def __init__(self, pattern: Pattern) -> None:
        self.names = pattern.names
        self.node = pattern.node
        self.loops = _loops(pattern.node)
        self.nested = _nested(pattern.node)
        self._steps: list[Step] | None = None
        self._compiled: re.Pattern[str] | None = None

    def matches(self, text: str) -> Iterator[Spans]:
        """Matches from left to right that do not overlap. Raises TooLongError."""
        at, last = 0, -1
        while at <= len(text):
            found = self._search(text, at)
            if found is None:
                return
            start, end = found[0] or (0, 0)
            if not (start == end == last):
                yield found
            last = end
            at = end + 1 if start == end else end

    def _search(self, text: str, at: int) -> Spans | None:
        if not self.nested and max(len(text), 1) ** (self.loops + 1) <= BACKTRACKS:
            if self._compiled is None:
                self._compiled = re.compile(_python(self.node))
            match = self._compiled.search(text, at)
            if match is None:
                return None
            spans = [match.span(n) for n in range(len(self.names) + 1)]
            return [None if span == (-1, -1) else span for span in spans]
        if self._steps is None:
            self._steps = compiled(self.node)
        saved = run(self._steps, text, at, len(self.names))
        if saved is None:
            return None
        pairs = [(saved[n], saved[n + 1]) for n in range(0, len(saved), 2)]
        return [None if -1 in pair else pair for pair in pairs]


@lru_cache(512)
def machine(source: str) -> Machine:
    """The machine of an expression. Raises PatternError, UnsupportedError."""
    return Machine(read(source))


def _inside(node: Node) -> tuple[Node, ...]:
    if isinstance(node, (Row, Either)):
        return node.items
    return (node.inner,) if isinstance(node, (Group, Repeat)) else ()


def _loops(node: Node) -> int:
    """How many parts of an expression repeat without end, or often."""
    own = isinstance(node, Repeat) and (node.most is None or node.most > 10)
    return int(own) + sum(map(_loops, _inside(node)))


def _nested(node: Node, inside: bool = False) -> bool:
    """Whether something that can match in several ways repeats."""
    if inside and isinstance(node, (Repeat, Either)):
        return True
    inside = inside or (isinstance(node, Repeat) and node.most != 1)
    return any(_nested(inner, inside) for inner in _inside(node))


_CHECKS = {
    "begin": r"\A", "end": r"\Z", "line-begin": r"(?m:^)", "line-end": r"(?=\n|\Z)", "word": r"(?a:\b)",
    "no-word": r"(?a:\B)",
}  # fmt: skip


def _python(node: Node) -> str:
    """The expression as Python writes it."""
    if isinstance(node, Chars):
        body = "".join(f"{_escaped(low)}-{_escaped(high)}" for low, high in node.ranges)
        return f"(?i:[{body}])" if node.fold else f"[{body}]"
    if isinstance(node, Check):
        return _CHECKS[node.kind]
    if isinstance(node, Group):
        return f"({_python(node.inner)})"
    if isinstance(node, Row):
        return "".join(_python(item) for item in node.items)
    if isinstance(node, Either):
        return f"(?:{'|'.join(_python(item) for item in node.items)})"
    most = "" if node.most is None else node.most
    return f"(?:{_python(node.inner)}){{{node.least},{most}}}{'' if node.greedy else '?'}"


def _escaped(code: int) -> str:
    return f"\\U{code:08x}" if code > 0xFF else f"\\x{code:02x}"


__all__ = ["Machine", "Spans", "TooLongError", "machine"]
