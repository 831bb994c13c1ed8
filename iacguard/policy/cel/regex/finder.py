"""Where a pattern matches, with its groups: the first way through it that leads to a match, as Perl and RE2 choose it.

No pair of instruction and place is tried twice, so that the time grows with the text alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from iacguard.policy.cel.regex import engine
from iacguard.policy.cel.regex.program import ASSERT, CHAR, MATCH, SAVE, SPLIT, TEXT_EDGE, holds, program, side

MAX_STEPS = 60_000
"""Steps that finding may take in one text."""

Span = tuple[int, int] | None


def groups(pattern: str) -> int:
    """How many groups in parentheses a pattern has. Raises PatternError."""
    return program(pattern).groups


def find_all(pattern: str, text: str, limit: int = -1) -> Iterator[list[Span]]:
    """The spans of each match: the whole, then its groups (None: took no part). Raises ValueError."""
    if not engine.search(text, pattern):
        return
    finder = _Finder(engine.matcher(pattern), text)
    at = 0
    while limit and at <= len(text):
        places = finder.find(at)
        if places is None:
            return
        spans: list[Span] = []
        for group in range(finder.code.groups + 1):
            start, end = places.get(2 * group), places.get(2 * group + 1)
            spans.append((start, end) if start is not None and end is not None else None)
        yield spans
        limit -= 1
        start, end = places[0], places[1]
        at = end if end > start else end + 1


class _Finder:
    def __init__(self, matcher: engine.Matcher, text: str) -> None:
        self.matcher = matcher
        self.code = matcher.code
        self.text = text
        self.left = MAX_STEPS

    def find(self, begin: int) -> dict[int, int] | None:
        """The places of the first match at or after `begin`."""
        seen: set[int] = set()
        begins, text = self.matcher.begins, self.text
        for start in range(begin, len(text) + 1):
            if start < len(text) and not begins(text[start]):
                continue
            found = self.match(start, seen)
            if found is not None:
                return found
        return None

    def match(self, start: int, seen: set[int]) -> dict[int, int] | None:
        code, text, width = self.code.code, self.text, len(self.text) + 1
        todo: list[tuple[int, int, dict[int, int]]] = [(self.code.start, start, {0: start})]
        while todo:
            at, place, places = todo.pop()
            while True:
                key = at * width + place
                if key in seen:
                    break
                seen.add(key)
                self.left -= 1
                if self.left < 0:
                    raise ValueError("this pattern takes too many steps on this text")
                step = code[at]
                if step.kind == CHAR:
                    if place >= len(text) or text[place] not in step.data:
                        break
                    place += 1
                elif step.kind == SPLIT:
                    todo.append((step.b, place, places))
                elif step.kind == SAVE:
                    places = {**places, step.data: place}
                elif step.kind == MATCH:
                    return {**places, 1: place}
                elif step.kind == ASSERT and not self.holds(step.data, place):
                    break
                at = step.a
        return None

    def holds(self, kind: int, place: int) -> bool:
        before = side(self.text[place - 1]) if place else TEXT_EDGE
        after = side(self.text[place]) if place < len(self.text) else TEXT_EDGE
        return holds(kind, before, after)
