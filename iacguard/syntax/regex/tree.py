"""What a regular expression is made of, and what is wrong with a text that is none."""

from __future__ import annotations

from typing import NamedTuple

from iacguard.syntax.regex.charset import Charset

BEGIN, END, BEGIN_LINE, END_LINE, BOUNDARY, INSIDE = range(6)
"""What stands between characters: the begin and end of the text, of a line, the edge of a word, and no edge."""


class PatternError(ValueError):
    """A text that is no regular expression; `at` is the offset of the fault."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


class UnsupportedError(PatternError):
    """A text that may well be a regular expression of RE2, but one that is not searched for here."""


class One(NamedTuple):
    """One character of a set."""

    charset: Charset


class Sequence(NamedTuple):
    """One after the other."""

    parts: tuple[Node, ...]


class Either(NamedTuple):
    """The first that leads to a match."""

    options: tuple[Node, ...]


class Repeat(NamedTuple):
    """From `least` to `most` times (None: without end), as often as possible or, if not greedy, as rarely."""

    part: Node
    least: int
    most: int | None
    greedy: bool


class Group(NamedTuple):
    """A part whose place is remembered."""

    part: Node
    number: int


class Assertion(NamedTuple):
    """A condition on what stands on both sides."""

    kind: int


Node = One | Sequence | Either | Repeat | Group | Assertion


def within(node: Node) -> tuple[Node, ...]:
    """The parts that a part is made of."""
    if isinstance(node, Sequence):
        return node.parts
    if isinstance(node, Either):
        return node.options
    return (node.part,) if isinstance(node, (Repeat, Group)) else ()
