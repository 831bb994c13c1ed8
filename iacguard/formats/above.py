"""From what is asked about up to the roots through which it is deployed."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def roots_above(start: str, callers: Callable[[str], Iterable[str]], is_root: Callable[[str], bool]) -> set[str]:
    """The roots that reach `start` by way of callers: what nobody calls, and what says that it is one.

    `start` itself where calls go in a circle.
    """
    found: set[str] = set()
    seen: set[str] = set()
    todo = [start]
    while todo:
        current = todo.pop()
        if current in seen:
            continue
        seen.add(current)
        above = list(callers(current))
        if not above or is_root(current):
            found.add(current)
        todo += above
    return found or {start}
