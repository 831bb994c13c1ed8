"""A span as lines and columns, the way every format counts them."""

from __future__ import annotations

from typing import NamedTuple

from iacguard.model.source import Span


class Region(NamedTuple):
    """Lines and columns count from 1, columns in characters; the end column is the first one outside."""

    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def one_line(self) -> bool:
        """Whether it begins and ends on one line."""
        return self.line == self.end_line


def region(span: Span) -> Region:
    """The region of a span; line breaks at its end are left out, lest it reach into a line it has no part of."""
    source, start, end = span.source, span.start, span.end
    while end > start and source.text[end - 1 : end] in ("\n", "\r"):
        end -= 1
    return Region(*source.position(start), *source.position(max(start, end)))
