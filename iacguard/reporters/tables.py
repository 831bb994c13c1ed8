"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from iacguard.reporters.sanitize import markdown_cell


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table of cells that are sanitized Markdown already; empty without rows."""
    cells = [tuple(map(markdown_cell, row)) for row in rows]
    lines = [head, ("---",) * len(head), *cells] if cells else []
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
