"""Resources that need each other, of which Terraform plans none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from iacguard.model.circles import Needs, certain, circles
from iacguard.model.graph import Resource
from iacguard.model.report import ERROR, Diagnostic

if TYPE_CHECKING:
    from iacguard.formats.terraform.root import Root

MODES = ("managed", "data")


def reported(root: Root, resources: Iterable[Resource]) -> None:
    """Say of each circle where it begins; instances of a resource count as one, as for Terraform.

    What inputs decide may be none. A resource that refers to itself alone is said where that is evaluated.
    """
    needs: Needs = {}
    for resource in resources:
        if resource.address.mode in MODES and resource.block is not None:
            found = needs.setdefault(str(resource.address.static), {})
            for value in certain(resource.body):
                for reference in value.refs:
                    if reference.target.mode in MODES:
                        found.setdefault(str(reference.target.static), value)
    for circle in circles(needs):
        if len(circle) > 1:
            place = needs[circle[0]][circle[1]].span
            message = f"{', '.join(circle)} need each other: Terraform plans none of them"
            root.diagnostics.append(
                Diagnostic(ERROR, "cycle", message, place, path=root.scope, cure="break the circle")
            )
