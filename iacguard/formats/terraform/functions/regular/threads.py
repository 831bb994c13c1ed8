"""Runs a machine's steps in time linear in the text: all ways at once, in the order of preference (Pike)."""

from __future__ import annotations

from iacguard.formats.terraform.functions.regular.program import Step, TooLongError

MAX_STEPS = 2_000_000
"""Steps for one search; beyond it the search is given up."""

Saved = tuple[int, ...]
"""Where the match and its groups begin and end, -1 where they do not."""


def run(steps: list[Step], text: str, at: int, groups: int) -> Saved | None:
    """The first match from `at` on. Raises TooLongError."""
    return _Run(steps, text).search(at, (-1,) * (2 * groups + 2))


class _Run:
    def __init__(self, steps: list[Step], text: str) -> None:
        self.steps = steps
        self.text = text
        self.left = MAX_STEPS
        self.best: Saved | None = None

    def search(self, at: int, nothing: Saved) -> Saved | None:
        threads: list[tuple[int, Saved]] = []
        for place in range(at, len(self.text) + 1):
            if self.best is None:
                threads.append((0, (place, *nothing[1:])))
            elif not threads:
                break
            following: list[tuple[int, Saved]] = []
            seen: set[int] = set()
            for start, saved in threads:
                if self.follow(start, saved, place, following, seen):
                    break
            threads = following
        return self.best

    def follow(self, start: int, saved: Saved, place: int, following: list[tuple[int, Saved]], seen: set[int]) -> bool:
        """Where one thread gets to at a place; whether it matches, which ends those less preferred."""
        stack = [(start, saved)]
        while stack:
            self.left -= 1
            if self.left < 0:
                raise TooLongError
            at, saved = stack.pop()
            if at in seen:
                continue
            seen.add(at)
            step = self.steps[at]
            if step.kind == "chars":
                if place < len(self.text) and step.chars is not None and step.chars.has(self.text[place]):
                    following.append((at + 1, saved))
            elif step.kind == "match":
                self.best = (saved[0], place, *saved[2:])
                return True
            elif step.kind == "split":
                if step.second != step.first:
                    stack.append((step.second, saved))
                stack.append((step.first, saved))
            elif step.kind == "save":
                stack.append((at + 1, (*saved[: step.first], place, *saved[step.first + 1 :])))
            elif holds(step.place, self.text, place):
                stack.append((at + 1, saved))
        return False


def holds(place: str, text: str, at: int) -> bool:
    """Whether a check holds at an offset."""
    if place == "begin":
        return at == 0
    if place == "end":
        return at == len(text)
    if place == "line-begin":
        return at == 0 or text[at - 1] == "\n"
    if place == "line-end":
        return at == len(text) or text[at] == "\n"
    before = at > 0 and _word(text[at - 1])
    after = at < len(text) and _word(text[at])
    return (before is not after) is (place == "word")


def _word(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "_")
