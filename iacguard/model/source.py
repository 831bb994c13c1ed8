"""One file's text with its line table, and places in it."""

from __future__ import annotations

from bisect import bisect_right


class Source:
    """The text of one file.

    `path` is relative to the scan root, with forward slashes. Offsets are characters of `text`
    (a byte order mark is stripped before). `comments` are the (start, end) offsets of comments, filled by
    whoever parsed the text, in order; suppressions are read from them. `marked` says whether the file began with a byte
    order mark, for those who hash what is on disk.
    """

    __slots__ = ("_starts", "comments", "marked", "path", "text")

    def __init__(self, path: str, text: str, marked: bool = False) -> None:
        self.path = path
        self.text = text
        self.marked = marked
        self.comments: list[tuple[int, int]] = []
        self._starts: list[int] | None = None

    def __repr__(self) -> str:
        return f"Source({self.path!r})"

    @property
    def starts(self) -> list[int]:
        """The offset at which each line begins; made when first asked for."""
        if self._starts is None:
            starts = [0]
            at = self.text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
            self._starts = starts
        return self._starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1, columns in characters."""
        row = bisect_right(self.starts, offset)
        return row, offset - self.starts[row - 1] + 1

    def offset(self, line: int, column: int = 1) -> int:
        """The inverse of `position`; a line past the end gives the end of the text."""
        starts = self.starts
        return starts[line - 1] + column - 1 if line <= len(starts) else len(self.text)

    def line(self, number: int) -> str:
        """The text of one line, counted from 1, without its line break."""
        starts = self.starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")


class Span:
    """A stretch of a source: `start` inclusive, `end` exclusive, in characters.

    Expressions of a parsed language derive from it, so that a value's place is the expression itself.
    """

    __slots__ = ("end", "source", "start")

    def __init__(self, source: Source, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end

    @property
    def line(self) -> int:
        """The line on which the span begins, counted from 1."""
        return self.source.position(self.start)[0]

    @property
    def text(self) -> str:
        """The text between `start` and `end`."""
        return self.source.text[self.start : self.end]

    @property
    def place(self) -> tuple[str, int, int]:
        """Path, start and end: what makes two spans the same place."""
        return self.source.path, self.start, self.end

    def __str__(self) -> str:
        line, column = self.source.position(self.start)
        return f"{self.source.path}:{line}:{column}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"
