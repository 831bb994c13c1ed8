"""Resources that need each other, of which CloudFormation deploys none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from iacguard.model.graph import Resource
from iacguard.model.value import Choice, Map, Seq, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack

_TAKEN_APART = "AWS::Serverless::"
"""What a transform makes several resources of, each of which needs less than the whole."""

Needs = dict[str, dict[str, Value]]
"""By the name of a resource: what it certainly needs, and where it says so."""


def reported(stack: Stack, resources: Iterable[Resource]) -> None:
    """Say of each circle where it begins; what inputs decide may be none."""
    certain = [r for r in resources if r.format == "cfn" and r.when.data is True]
    certain = [r for r in certain if not r.native_type.startswith(_TAKEN_APART)]
    names = {resource.address: resource.address.name for resource in certain}
    needs: Needs = {}
    for resource in certain:
        found = needs[resource.address.name] = dict(_depends_on(resource))
        for value in _certain(resource.body):
            for reference in value.refs:
                if reference.target in names:
                    found.setdefault(names[reference.target], value)
    for circle in _circles(needs):
        first, following = circle[0], circle[1] if len(circle) > 1 else circle[0]
        who = f"{first} needs itself" if len(circle) == 1 else f"{', '.join(circle)} need each other"
        place = needs[first][following].span or stack.place(first)
        stack.report(f"{who}: CloudFormation does not deploy this", place, "cycle", "break the circle")


def _depends_on(resource: Resource) -> Iterator[tuple[str, Value]]:
    written = resource.meta.data.items.get("DependsOn") if isinstance(resource.meta.data, Map) else None
    if written is None:
        return
    for name in written.data.items if isinstance(written.data, Seq) else (written,):
        if isinstance(name.data, str):
            yield name.data, name


def _certain(value: Value) -> Iterator[Value]:
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


def _circles(needs: Needs) -> Iterator[list[str]]:
    """Circles without a name in common, each from the name that comes first in the template."""
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
