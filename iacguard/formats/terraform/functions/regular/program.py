"""An expression as steps of a machine."""

from __future__ import annotations

from typing import NamedTuple

from iacguard.formats.terraform.functions.regular.nodes import Chars, Check, Either, Group, Node, Repeat, Row

MAX_PROGRAM = 20_000
"""Steps beyond which an expression is refused."""


class TooLongError(Exception):
    """A search that takes too many steps."""


class Step(NamedTuple):
    """`chars` and `check` go on to the next step, `split` to both, the first preferred; `save` notes a place."""

    kind: str
    chars: Chars | None = None
    first: int = 0
    second: int = 0
    place: str = ""


def compiled(node: Node) -> list[Step]:
    """The steps of an expression; the last is `match`. Raises TooLongError."""
    compiler = _Compiler()
    compiler.emit(node)
    compiler.add(Step("match"))
    return compiler.steps


class _Compiler:
    def __init__(self) -> None:
        self.steps: list[Step] = []

    def add(self, step: Step) -> int:
        if len(self.steps) >= MAX_PROGRAM:
            raise TooLongError
        self.steps.append(step)
        return len(self.steps) - 1

    def emit(self, node: Node) -> None:
        if isinstance(node, Chars):
            self.add(Step("chars", node))
        elif isinstance(node, Check):
            self.add(Step("check", place=node.kind))
        elif isinstance(node, Group):
            self.add(Step("save", first=2 * node.number))
            self.emit(node.inner)
            self.add(Step("save", first=2 * node.number + 1))
        elif isinstance(node, Row):
            for item in node.items:
                self.emit(item)
        elif isinstance(node, Either):
            self.either(node)
        else:
            self.repeat(node)

    def either(self, node: Either) -> None:
        ends = []
        for item in node.items[:-1]:
            fork = self.add(Step("split"))
            self.emit(item)
            ends.append(self.add(Step("split")))
            self.steps[fork] = Step("split", first=fork + 1, second=len(self.steps))
        self.emit(node.items[-1])
        for end in ends:
            self.steps[end] = Step("split", first=len(self.steps), second=len(self.steps))

    def repeat(self, node: Repeat) -> None:
        for _ in range(node.least):
            self.emit(node.inner)
        forks = []
        for _ in range(1 if node.most is None else node.most - node.least):
            forks.append(self.add(Step("split")))
            self.emit(node.inner)
        if node.most is None:
            self.add(Step("split", first=forks[0], second=forks[0]))
        for fork in forks:
            inner, after = fork + 1, len(self.steps)
            self.steps[fork] = Step(
                "split", first=inner if node.greedy else after, second=after if node.greedy else inner
            )
