"""What a security group protects: whatever carries it on a network card."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iacguard.model.graph import Resource, walk
from iacguard.model.value import Map, Possible, Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.vocabulary.derived.looking import ask
from iacguard.vocabulary.lens import Lens, RootView

GROUPS = frozenset({
    "aws_security_group", "aws_default_security_group", "aws_security_group_rule",
    "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule",
})  # fmt: skip
"""What refers to a group to let its members in, and does not carry it."""
PASSED_ON = frozenset({"terraform_module_call", "terraform_variable"})
OUTPUTS = frozenset({"terraform_output", "template_output"})
_CARRIES = r"(?i)security_?groups?(_?ids?)?\Z"
"""Names of the attributes that hold the groups of a network card."""


def carried_by(view: RootView, world: World) -> Value:
    """The types of what carries a security group; an output of the root among them, for others may read it."""
    items: list[Value] = []
    maybe: list[Possible] = []
    if "rule" in view.resource.type:
        return _of_its_group(view, world)
    for edge in view.lens.graph.incoming(view.resource):
        source = edge.source
        if source.type in GROUPS or source.type in PASSED_ON or (source.type in OUTPUTS and source.address.modules):
            continue
        carrier = Value(source.type, edge.value.span)
        when = force(source.when, world)
        if when.data is True:
            items.append(carrier)
        elif when.data is not False:
            maybe.append(Possible(carrier, when))
    rest = next(
        (Unknown(f"{h.address} may use it, and {h.why}") for h in view.lens.graph.holes_at(view.resource)), None
    )
    return Value(Seq(items, maybe, rest or _unplaced(view)), view.resource.span)


def _of_its_group(view: RootView, world: World) -> Value:
    """What carries the group that a rule belongs to; nothing is known to, where the group is not in these files."""
    group = ask(view, "security_group_id", world)
    for reference in group.refs:
        for target in view.lens.graph.resolve(reference):
            return view.lens.ask(target, "carried_by", world)
    asked = isinstance(group.data, Unknown) and group.data.pending is not None
    rest = group.data if asked else None
    return Value(Seq((), (), rest), group.span or view.resource.span)


def _unplaced(view: RootView) -> Unknown | None:
    """Why something that nobody can place may carry the group: its own groups are not known."""
    lens = view.lens
    known: dict[object, Unknown] | None = lens.memo.get("carriers of unknown groups")
    if known is None:
        known = lens.memo["carriers of unknown groups"] = dict(_open_carriers(lens))
    return known.get(view.resource.address.scope)


def _open_carriers(lens: Lens) -> Iterator[tuple[object, Unknown]]:
    for resource in lens.graph.resources:
        if resource.type not in GROUPS and resource.deployed and any(map(_unknown, _carried(resource))):
            yield resource.address.scope, Unknown(f"{resource.address} may carry it")


def _carried(resource: Resource) -> Iterator[Value]:
    """The values of a resource that hold security groups."""
    for value in walk(resource.body):
        if isinstance(value.data, Map):
            yield from (inner for name, inner in value.data.items.items() if re.fullmatch(_CARRIES, name))


def _unknown(groups: Value) -> bool:
    """Whether a list of groups holds, or may hold, one that no reference places."""
    return any(
        (isinstance(value.data, Unknown) and not value.refs) or (isinstance(value.data, Seq) and value.data.rest)
        for value in walk(groups)
    )
