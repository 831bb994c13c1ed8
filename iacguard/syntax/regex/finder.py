"""Where a pattern matches, with its groups: the first way through it that leads to a match, as Perl and RE2 choose it.

No pair of instruction and place is tried twice, so that the time grows with the text alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from iacguard.syntax.regex import engine
from iacguard.syntax.regex.program import ASSERT, CHAR, MATCH, SAVE, SPLIT, TEXT_EDGE, holds, side

MAX_STEPS = 60_000
"""Steps that finding may take in one text, unless it is told otherwise."""

Span = tuple[int, int] | None
Spans = list[Span]
"""Begin and end of the whole match, then of each group; None for a group that took no part."""


def find_all(pattern: str, text: str, limit: int = -1, steps: int = MAX_STEPS) -> Iterator[Spans]:
    """The matches from left to right, as Go finds them: an empty one right behind another is none.

    At most `limit` of them, if that is not negative. Raises ValueError for a pattern that is none, and where finding
    takes more than so many steps.
    """
    matcher = engine.matcher(pattern)
    if not limit or not matcher.search(text):
        return
    finder = _Finder(matcher, text, steps)
    at, last = 0, -1
    while at <= len(text):
        places = finder.find(at)
        if places is None:
            return
        start, end = places[0], places[1]
        at = end if end > start else end + 1
        if end > start or start != last:
            yield finder.spans(places)
            limit -= 1
            if not limit:
                return
        last = end


class _Finder:
    def __init__(self, matcher: engine.Matcher, text: str, steps: int) -> None:
        self.matcher = matcher
        self.code = matcher.code
        self.text = text
        self.left = steps

    def spans(self, places: dict[int, int]) -> Spans:
        pairs = [(places.get(2 * group), places.get(2 * group + 1)) for group in range(len(self.code.names) + 1)]
        return [(start, end) if start is not None and end is not None else None for start, end in pairs]

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
