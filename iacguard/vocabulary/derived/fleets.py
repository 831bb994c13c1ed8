"""Of what instance types the machines of a group are: its own list, a mix, or what its template says."""

from __future__ import annotations

from collections.abc import Iterator

from iacguard.model.graph import Resource
from iacguard.model.value import Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.vocabulary.lens import RootView

MIX = ("mixed_instances_policy", "launch_template")
KEYS = {
    "launch_template": ("id", "name"),
    "launch_template_specification": ("launch_template_id", "launch_template_name"),
}
"""By block that names a template: the attributes that do."""


def machine_types(view: RootView, world: World) -> Value:
    """The instance types that the machines of a node group or an Auto Scaling group may have.

    A list of its own goes before the template; EKS takes what it takes by default only where neither says anything.
    """
    here = Value(None, view.resource.span)
    if "instance_types" in view.node.kids:
        own = force(view.select("instance_types", here, world), world)
        written = view.native(view.node.kids["instance_types"], world)
        if written is not None and force(written, world).data is not None and own.data != Seq():
            return own
        return _of_template(view.select("launch_template", here, world), view, world) or own
    mix = within(here, view, MIX, world)
    mixed = _overrides(mix, world)
    if mixed is not None:
        return mixed
    named = within(mix, None, ("launch_template_specification",), world) if mix.data is not None else here
    found = _of_template(named, view, world) if named.data is not None else None
    return found or _of_template(view.select("launch_template", here, world), view, world) or _of_old(view, world)


def templates(view: RootView, world: World) -> Iterator[Resource]:
    """The launch templates here that a machine is started from."""
    if "launch_template" in view.node.kids:
        yield from _named(view.select("launch_template", Value(None, view.resource.span), world), view, world)


def within(value: Value, view: RootView | None, path: tuple[str, ...], world: World) -> Value:
    """What stands at a path of blocks inside a block, or inside a resource; null where one of them is missing."""
    inside = view if view is not None else getattr(value, "view", None) or value.data
    for name in path:
        if not hasattr(inside, "select"):
            return value
        value = force(inside.select(name, value, world), world)
        inside = getattr(value, "view", None) or value.data
    return value


def _named(block: Value, view: RootView, world: World) -> Iterator[Resource]:
    block = force(block, world)
    inside = getattr(block, "view", None) or block.data
    if not hasattr(inside, "select"):
        return
    for key in (key for keys in KEYS.values() for key in keys if key in inside.node.kids):
        for reference in force(inside.select(key, block, world), world).refs:
            yield from (found for found in view.lens.graph.resolve(reference) if found.type == "aws_launch_template")


def _of_template(block: Value, view: RootView, world: World) -> Value | None:
    """The type that a template says, in a list; None: there is no template, or it leaves the type open."""
    block = force(block, world)
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
    listed = within(mix, None, ("override",), world)
    if isinstance(listed.data, Unknown):
        return listed
    if not isinstance(listed.data, Seq):
        return None
    types = [within(force(item, world), None, ("instance_type",), world) for item in listed.data.items]
    named = [type for type in types if type.data is not None]
    if not named and not listed.data.maybe and listed.data.rest is None:
        return None
    rest = listed.data.rest or (Unknown("one of its overrides may not be there") if listed.data.maybe else None)
    return Value(Seq(named, (), rest), listed.span)


def _of_old(view: RootView, world: World) -> Value:
    """The type that a launch configuration says; an empty list where there is none."""
    named = force(view.select("launch_configuration", Value(None, view.resource.span), world), world)
    for reference in named.refs:
        for found in view.lens.graph.resolve(reference):
            if found.type == "aws_launch_configuration":
                type = force(view.lens.ask(found, "instance_type", world), world)
                return type if isinstance(type.data, Unknown) else Value(Seq([type]), type.span)
    return Value(Seq(), view.resource.span) if named.data is None else named
