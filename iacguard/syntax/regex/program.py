"""The tree of a pattern to instructions, and what follows what."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from iacguard.syntax.regex import tree
from iacguard.syntax.regex.syntax import parse
from iacguard.syntax.regex.tree import Assertion, Either, Group, Node, One, Repeat, Sequence, UnsupportedError

MAX_INSTRUCTIONS = 8_000

CHAR, SPLIT, ASSERT, SAVE, MATCH = range(5)
"""Take a character, go on at either of two places (the first is tried first), test, remember the place, be done."""

TEXT_EDGE, NEWLINE, WORD, OTHER = range(4)
"""What stands on one side of a place: nothing, a line break, a character of a word, anything else."""


class Instruction(NamedTuple):
    """One step; `a` and `b` are where it goes on, `data` its set, its assertion or the number of its place."""

    kind: int
    a: int
    b: int = 0
    data: Any = None


class Program:
    """The instructions of a pattern, from `start`; `names` has one for each group in parentheses, or None."""

    def __init__(self, pattern: str) -> None:
        parsed, self.names = parse(pattern)
        self.code: list[Instruction] = [Instruction(MATCH, 0)]
        self.start = self.emit(parsed, 0)
        self.asserts = any(step.kind == ASSERT for step in self.code)
        self.literal = _literal(parsed)

    def add(self, instruction: Instruction) -> int:
        if len(self.code) >= MAX_INSTRUCTIONS:
            raise UnsupportedError("this pattern repeats too much", 0)
        self.code.append(instruction)
        return len(self.code) - 1

    def emit(self, node: Node, then: int) -> int:
        """Instructions for a part that go on at `then`; the place where they begin. Later parts are made first."""
        if isinstance(node, One):
            return self.add(Instruction(CHAR, then, data=node.charset))
        if isinstance(node, Sequence):
            for part in reversed(node.parts):
                then = self.emit(part, then)
            return then
        if isinstance(node, Either):
            starts = [self.emit(option, then) for option in node.options]
            at = starts.pop()
            for start in reversed(starts):
                at = self.add(Instruction(SPLIT, start, at))
            return at
        if isinstance(node, Group):
            end = self.add(Instruction(SAVE, then, data=2 * node.number + 1))
            return self.add(Instruction(SAVE, self.emit(node.part, end), data=2 * node.number))
        if isinstance(node, Assertion):
            return self.add(Instruction(ASSERT, then, data=node.kind))
        return self.repeat(node, then)

    def repeat(self, node: Repeat, then: int) -> int:
        if node.most is None:
            loop = self.add(Instruction(SPLIT, 0, 0))
            body = self.emit(node.part, loop)
            self.code[loop] = self.split(body, then, node.greedy)
            # x* is (x+)?, so that a part which prefers to be empty may be it
            then, required = (
                (body, node.least - 1) if node.least else (self.add(self.split(body, then, node.greedy)), 0)
            )
        else:
            last = then
            for _ in range(node.most - node.least):
                then = self.add(self.split(self.emit(node.part, then), last, node.greedy))
            required = node.least
        for _ in range(required):
            then = self.emit(node.part, then)
        return then

    @staticmethod
    def split(part: int, then: int, greedy: bool) -> Instruction:
        return Instruction(SPLIT, part, then) if greedy else Instruction(SPLIT, then, part)


def _literal(node: Node) -> str:
    """The longest text that every match holds, as far as it is easily seen."""
    parts = node.parts if isinstance(node, Sequence) else (node,)
    best = run = ""
    for part in parts:
        single = part.charset.single if isinstance(part, One) else ""
        run = run + single if single else ""
        best = max(best, run, key=len)
    return best


def side(character: str) -> int:
    """What a character is to an assertion."""
    if character == "\n":
        return NEWLINE
    return WORD if character == "_" or (character.isascii() and character.isalnum()) else OTHER


def holds(kind: int, before: int, after: int) -> bool:
    """Whether an assertion is true between two sides."""
    if kind == tree.BEGIN:
        return before == TEXT_EDGE
    if kind == tree.END:
        return after == TEXT_EDGE
    if kind == tree.BEGIN_LINE:
        return before in (TEXT_EDGE, NEWLINE)
    if kind == tree.END_LINE:
        return after in (TEXT_EDGE, NEWLINE)
    return ((before == WORD) is not (after == WORD)) is (kind == tree.BOUNDARY)


@lru_cache(maxsize=512)
def program(pattern: str) -> Program:
    """The program of a pattern, remembered. Raises PatternError."""
    return Program(pattern)
