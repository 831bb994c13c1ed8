"""What needs what, and where that comes back to its beginning: of such resources none can be made."""

from __future__ import annotations

from collections.abc import Iterator

from iacguard.model.value import Choice, Map, Seq, Value

Needs = dict[str, dict[str, Value]]
"""By the name of a resource: what it certainly needs, and where it says so."""


def certain(value: Value) -> Iterator[Value]:
    """A value and what is in it whatever inputs decide."""
    stack = [value]
    while stack:
        value = stack.pop()
        data = value.data
        if isinstance(data, Choice):
            continue
        yield value
        if isinstance(data, Map):
            stack.extend(data.items.values())
        elif isinstance(data, Seq):
            stack.extend(data.items)


def circles(needs: Needs) -> Iterator[list[str]]:
    """Circles without a name in common, each from the name that comes first in `needs`."""
    done: set[str] = set()
    for start in needs:
        path: list[str] = []
        todo: list[Iterator[str]] = [iter((start,))]
        while todo:
            name = next(todo[-1], None)
            if name is None:
                todo.pop()
                done.update(path[-1:])
                path = path[:-1]
            elif name in path:
                circle = path[path.index(name) :]
                done.update(circle)
                yield _from_first(circle, needs)
            elif name not in done and name in needs:
                path.append(name)
                todo.append(iter(needs[name]))


def _from_first(circle: list[str], needs: Needs) -> list[str]:
    begin = circle.index(next(name for name in needs if name in circle))
    return circle[begin:] + circle[:begin]
