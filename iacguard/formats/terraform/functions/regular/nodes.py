"""What a regular expression is made of."""

from __future__ import annotations

import sys
import unicodedata
from functools import lru_cache
from typing import NamedTuple

MOST = sys.maxunicode
Ranges = tuple[tuple[int, int], ...]


class Chars(NamedTuple):
    """One character out of ranges of code points; `fold` ignores case."""

    ranges: Ranges
    fold: bool = False

    def has(self, char: str) -> bool:
        """Whether a character is in it."""
        if self._has(ord(char)):
            return True
        return self.fold and any(len(other) == 1 and self._has(ord(other)) for other in (char.lower(), char.upper()))

    def _has(self, code: int) -> bool:
        return any(low <= code <= high for low, high in self.ranges)


class Check(NamedTuple):
    """A place without width: `begin`, `end` of the text, `line-begin`, `line-end`, `word`, `no-word`."""

    kind: str


class Group(NamedTuple):
    """What is caught under a number, from 1 up."""

    number: int
    inner: Node


class Repeat(NamedTuple):
    """`inner` from `least` to `most` times (None: without end), as often as possible if `greedy`."""

    inner: Node
    least: int
    most: int | None
    greedy: bool


class Row(NamedTuple):
    """One after another."""

    items: tuple[Node, ...]


class Either(NamedTuple):
    """The first of several that fits."""

    items: tuple[Node, ...]


Node = Chars | Check | Group | Repeat | Row | Either


class Pattern(NamedTuple):
    """A whole expression: its node, and the name of each group (None: it has none)."""

    node: Node
    names: tuple[str | None, ...]


def negated(ranges: Ranges) -> Ranges:
    """All characters that are not in some ranges."""
    out: list[tuple[int, int]] = []
    at = 0
    for low, high in sorted(ranges):
        if low > at:
            out.append((at, low - 1))
        at = max(at, high + 1)
    if at <= MOST:
        out.append((at, MOST))
    return tuple(out)


@lru_cache(16)
def category(name: str) -> Ranges:
    """The characters of a Unicode category such as L or Lu; none for a name that is no category."""
    out: list[tuple[int, int]] = []
    begin: int | None = None
    for code in range(MOST + 2):
        inside = code <= MOST and unicodedata.category(chr(code)).startswith(name)
        if inside and begin is None:
            begin = code
        elif not inside and begin is not None:
            out.append((begin, code - 1))
            begin = None
    return tuple(out)


def _span(text: str) -> Ranges:
    """Ranges as pairs of characters."""
    return tuple((ord(text[n]), ord(text[n + 1])) for n in range(0, len(text), 2))


DIGIT = _span("09")
WORD = _span("09AZ__az")
SPACE = _span("\t\n\f\r  ")
POSIX: dict[str, Ranges] = {
    "alnum": _span("09AZaz"), "alpha": _span("AZaz"), "ascii": ((0, 127),), "blank": _span("\t\t  "),
    "cntrl": ((0, 31), (127, 127)), "digit": DIGIT, "graph": _span("!~"), "lower": _span("az"), "print": _span(" ~"),
    "punct": _span("!/:@[`{~"), "space": _span("\t\r  "), "upper": _span("AZ"), "word": WORD,
    "xdigit": _span("09AFaf"),
}  # fmt: skip
CLASSES: dict[str, Ranges] = {
    "d": DIGIT, "D": negated(DIGIT), "w": WORD, "W": negated(WORD), "s": SPACE, "S": negated(SPACE),
}  # fmt: skip
ANYTHING: Ranges = ((0, MOST),)
NO_NEWLINE: Ranges = negated(((10, 10),))
