"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iacguard.reporters.sanitize import markdown_cell

Row = tuple[str, ...]


def table(head: Row, rows: Iterable[Row]) -> str:
    """A table of cells that are sanitized Markdown already; empty without rows."""
    lines = [_line(map(markdown_cell, row)) for row in rows]
    return "\n".join([_line(head), _line(["---"] * len(head)), *lines]) if lines else ""


def fitting(rows: Sequence[Row], room: int) -> Sequence[Row]:
    """The first rows, as many as a table holds within so many characters, its head aside."""
    for number, row in enumerate(rows):
        room -= len(_line(map(markdown_cell, row))) + 1
        if room < 0:
            return rows[:number]
    return rows


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
