"""Of what instance types the machines of a group are: its own list, a mix, or what its template says."""

from __future__ import annotations

from collections.abc import Iterator

from iacguard.model.graph import Resource
from iacguard.model.value import Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.vocabulary.derived.looking import ask, inside, opened
from iacguard.vocabulary.lens import RootView

KEYS = ("id", "name", "launch_template_id", "launch_template_name")
"""What names a template in a block that does."""


def machine_types(view: RootView, world: World) -> Value:
    """The instance types that the machines of a node group or an Auto Scaling group may have.

    A list of its own goes before the template; EKS takes what it takes by default only where neither says anything.
    """
    if "instance_types" in view.node.kids:
        own = ask(view, "instance_types", world)
        written = view.native(view.node.kids["instance_types"], world)
        if written is not None and force(written, world).data is not None and not _is_empty(own):
            return own
        return _of_template(ask(view, "launch_template", world), view, world) or own
    mix = inside(ask(view, "mixed_instances_policy", world), "launch_template", world)
    mixed = _overrides(mix, world)
    if mixed is not None:
        return mixed
    named = inside(mix, "launch_template_specification", world)
    found = _of_template(named, view, world) if named.data is not None else None
    return found or _of_template(ask(view, "launch_template", world), view, world) or _of_old(view, world)


def _is_empty(types: Value) -> bool:
    return isinstance(types.data, Seq) and types.data.is_empty


def templates(view: RootView, world: World) -> Iterator[Resource]:
    """The launch templates here that a machine is started from."""
    if "launch_template" in view.node.kids:
        yield from _named(ask(view, "launch_template", world), view, world)


def _named(block: Value, view: RootView, world: World) -> Iterator[Resource]:
    there = opened(block)
    for key in (key for key in KEYS if there is not None and key in there.node.kids):
        for reference in inside(block, key, world).refs:
            yield from (found for found in view.lens.graph.resolve(reference) if found.type == "aws_launch_template")


def _of_template(block: Value, view: RootView, world: World) -> Value | None:
    """The type that a template says, in a list; None: there is no template, or it leaves the type open."""
    if isinstance(block.data, Unknown):
        return block
    if block.data is None:
        return None
    found = list(_named(block, view, world))
    for template in found:
        type = force(view.lens.ask(template, "instance_type", world), world)
        if isinstance(type.data, Unknown):
            return type
        return Value(Seq([type]), type.span) if type.data is not None else None
    return Value(Unknown("its launch template is not in these files"), block.span)


def _overrides(mix: Value, world: World) -> Value | None:
    """The types of a mix, where it names any."""
    if isinstance(mix.data, Unknown):
        return mix
    listed = inside(mix, "override", world)
    if isinstance(listed.data, Unknown):
        return listed
    if not isinstance(listed.data, Seq):
        return None
    types = [inside(force(item, world), "instance_type", world) for item in listed.data.items]
    named = [type for type in types if type.data is not None]
    if not named and not listed.data.maybe and listed.data.rest is None:
        return None
    rest = listed.data.rest or (Unknown("one of its overrides may not be there") if listed.data.maybe else None)
    return Value(Seq(named, (), rest), listed.span)


def _of_old(view: RootView, world: World) -> Value:
    """The type that a launch configuration says; an empty list where there is none."""
    named = ask(view, "launch_configuration", world)
    for reference in named.refs:
        for found in view.lens.graph.resolve(reference):
            if found.type == "aws_launch_configuration":
                type = force(view.lens.ask(found, "instance_type", world), world)
                return type if isinstance(type.data, Unknown) else Value(Seq([type]), type.span)
    return Value(Seq(), view.resource.span) if named.data is None else named
