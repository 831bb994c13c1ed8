"""Where the characters of a text stand in the file that it was read from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from iacguard.model.source import Source, Span

NOWHERE = -1


class Places:
    """Runs of a text that stand in a source without a break, by where each begins in either.

    A run that begins at `NOWHERE` stands in no file: `outer` is the place of what is in it.
    """

    __slots__ = ("_ours", "_theirs", "outer", "source")

    def __init__(self, source: Source, runs: Iterable[tuple[int, int]], outer: Span | None) -> None:
        self.source = source
        self.outer = outer
        self._ours: list[int] = []
        self._theirs: list[int] = []
        for ours, theirs in runs:
            self._ours.append(ours)
            self._theirs.append(theirs)

    def span(self, start: int, end: int) -> Span | None:
        """The place of the characters from `start` to `end` of the text."""
        first, last = self._place(start)[0], self._place(max(start, end - 1))[1]
        if first == NOWHERE:
            return self.outer
        return Span(self.source, first, max(first + 1, last))

    def _place(self, at: int) -> tuple[int, int]:
        """Where a character begins and ends; what was put in stands in the gap between its neighbours."""
        run = bisect_right(self._ours, at) - 1
        if run < 0:
            return NOWHERE, NOWHERE
        if self._theirs[run] != NOWHERE:
            found = self._theirs[run] + at - self._ours[run]
            return found, found + 1
        if run == 0 or run + 1 == len(self._ours) or NOWHERE in (self._theirs[run - 1], self._theirs[run + 1]):
            return NOWHERE, NOWHERE
        return self._theirs[run - 1] + self._ours[run] - self._ours[run - 1], self._theirs[run + 1]

    def runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """The runs of a part of the text, counted from its own beginning."""
        inside = [
            (ours - start, theirs) for ours, theirs in zip(self._ours, self._theirs, strict=True) if start < ours < end
        ]
        return [(0, self._place(start)[0]), *inside]


class Placed(str):
    """A text with the runs in which it stands in `source`."""

    runs: list[tuple[int, int]]
    source: Source


def placed(text: str, places: Places, start: int, end: int) -> Placed:
    """A part of a text, which keeps its places."""
    part = Placed(text[start:end])
    part.runs = places.runs(start, end)
    part.source = places.source
    return part


def places_of(text: str, span: Span | None) -> Places | None:
    """The places of a text that was read at `span`: as it stands there, or line by line below an indentation.

    None where it is written otherwise there, escaped or folded.
    """
    if span is None:
        return None
    at = span.source.text.find(text, span.start, span.end)
    if at >= 0:
        return Places(span.source, [(0, at)], span)
    runs = _line_by_line(text, span) if "\n" in text else None
    return Places(span.source, runs, span) if runs is not None else None


def _line_by_line(text: str, span: Span) -> list[tuple[int, int]] | None:
    """The runs of a block whose lines are all indented by as much: YAML's `|`, HCL's `<<-`."""
    source = span.source.text
    at = source.find("\n", span.start, span.end) + 1
    indent: int | None = None
    runs: list[tuple[int, int]] = []
    ours = 0
    for line in text.split("\n"):
        if at == 0 or at > span.end:
            return runs if not text[ours:].strip() else None
        end = source.find("\n", at)
        end = len(source) if end < 0 else end
        written = source[at:end].rstrip("\r")
        if line.strip():
            missing = len(written) - len(line)
            if indent is None:
                indent = missing
            if missing != indent or written[:missing].strip() or not written.endswith(line):
                return None
            runs.append((ours, at + missing))
        else:
            runs.append((ours, at))
        ours += len(line) + 1
        at = end + 1
    return runs
