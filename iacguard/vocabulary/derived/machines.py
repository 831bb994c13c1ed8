"""Disks and addresses of machines, wherever they are written."""

from __future__ import annotations

from iacguard.model.value import Error, Map, Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.vocabulary.derived.looking import ask, opened
from iacguard.vocabulary.derived.policies import join
from iacguard.vocabulary.lens import RootView

DISK = ("encrypted", "kms_key_id", "volume_size", "volume_type")
HOST = ("VirtualName", "NoDevice", "virtual_name", "no_device")
"""What a block has, as each language spells it, where it maps no volume."""


def disks(view: RootView, world: World) -> Value:
    """The disks of an instance, the root's first; one that is not written is as the service makes it."""
    mapped = ask(view, "ebs_block_device", world)
    rows: list[Value] = []
    if view.format == "tf":
        rows.append(_disk(ask(view, "root_block_device", world), view, world))
    elif isinstance(mapped.data, Seq) and not mapped.data.items and mapped.data.rest is None:
        rows.append(_disk(Value(None, view.resource.span), view, world))
    if isinstance(mapped.data, Unknown):
        return Value(Seq(rows, (), mapped.data), mapped.span or view.resource.span)
    if isinstance(mapped.data, Seq):
        blocks = [force(block, world) for block in mapped.data.items]
        rows += [_disk(block, view, world) for block in blocks if not _of_the_host(block)]
        return Value(Seq(rows, mapped.data.maybe, mapped.data.rest), mapped.span or view.resource.span)
    return Value(Seq(rows), view.resource.span)


def _of_the_host(block: Value) -> bool:
    """Whether no volume is mapped there, but a disk of the host, or nothing."""
    written = getattr(block.data, "body", None)
    found = [written.items[name].data for name in HOST if name in written.items] if isinstance(written, Map) else []
    return any(data is not None and data is not False for data in found)


def _disk(block: Value, view: RootView, world: World) -> Value:
    """One disk; that of the image, where nothing is written, is not encrypted by these files."""
    if isinstance(block.data, (Unknown, Error)):
        return block
    span, inside = block.span or view.resource.span, opened(block)
    if inside is None:
        return Value(Map({name: Value(False if name == "encrypted" else None, span) for name in DISK}), span)
    known = [name for name in DISK if name in inside.node.kids]
    return Value(Map({name: inside.select(name, Value(None, span), world) for name in known}), span, block.refs)


def groups(view: RootView, world: World) -> Value:
    """The security groups of an instance: its own, and in CloudFormation those of its first card; empty: not said."""
    own = ask(view, "vpc_security_group_ids", world)
    card = ask(view, "first_card_groups", world)
    said = [part for part in (own, card) if part.data is not None]
    return Value(join([part.data for part in said]), said[0].span if said else view.resource.span)


def public_address(view: RootView, world: World) -> Value:
    """Whether an instance gets a public address: it says so, its card does, or its subnet gives one."""
    said = ask(view, "associate_public_ip_address", world)
    if said.data is not None:
        return said
    subnet = ask(view, "subnet_id", world)
    for reference in subnet.refs:
        for target in view.lens.graph.resolve(reference):
            if target.type == "aws_subnet":
                return view.lens.ask(target, "map_public_ip_on_launch", world)
    return Value(Unknown("its subnet is not in these files"), subnet.span or view.resource.span)
