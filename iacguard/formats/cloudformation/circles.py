"""Resources that need each other, of which CloudFormation deploys none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from iacguard.model.circles import Needs, certain, circles
from iacguard.model.graph import Resource
from iacguard.model.value import Map, Seq, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack

_TAKEN_APART = "AWS::Serverless::"
"""What a transform makes several resources of, each of which needs less than the whole."""


def reported(stack: Stack, resources: Iterable[Resource]) -> None:
    """Say of each circle where it begins; what inputs decide may be none."""
    declared = [r for r in resources if r.format == "cfn" and r.when.data is True]
    declared = [r for r in declared if not r.native_type.startswith(_TAKEN_APART)]
    names = {resource.address: resource.address.name for resource in declared}
    needs: Needs = {}
    for resource in declared:
        found = needs[resource.address.name] = dict(_depends_on(resource))
        for value in certain(resource.body):
            for reference in value.refs:
                if reference.target in names:
                    found.setdefault(names[reference.target], value)
    for circle in circles(needs):
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
