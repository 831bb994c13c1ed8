"""What a security group lets in, from every spelling, as rows in one."""

from __future__ import annotations

from collections.abc import Iterator

from iacguard.model.graph import Resource
from iacguard.model.value import Error, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.vocabulary.derived.looking import ask
from iacguard.vocabulary.lens import RootView

FIELDS = {
    "ingress": {
        "cidr_blocks": "cidr_blocks",
        "ipv6_cidr_blocks": "ipv6_cidr_blocks",
        "prefix_list_ids": "prefix_list_ids",
        "security_groups": "security_groups",
        "protocol": "protocol",
        "self": "self",
    },
    "aws_security_group_rule": {
        "cidr_blocks": "cidr_blocks",
        "ipv6_cidr_blocks": "ipv6_cidr_blocks",
        "prefix_list_ids": "prefix_list_ids",
        "security_groups": "source_security_group_id",
        "protocol": "protocol",
        "self": "self",
    },
    "aws_vpc_security_group_ingress_rule": {
        "cidr_blocks": "cidr_ipv4",
        "ipv6_cidr_blocks": "cidr_ipv6",
        "prefix_list_ids": "prefix_list_id",
        "security_groups": "referenced_security_group_id",
        "protocol": "ip_protocol",
    },
}
"""By spelling: what the fields of a row are called there."""

LISTS = ("cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups")
PORTS = {"from_port": 0, "to_port": 65535}
"""The two ends of a range, and what they are where every protocol is let in."""

EVERY_PROTOCOL = ("-1", "all", -1)
ANYONE = ("0.0.0.0/0", "::/0")


def own_ingress(view: RootView, world: World) -> Value:
    """The ingress rules that a resource declares itself: the blocks of a security group, or the one rule that it is."""
    spelling = view.resource.type
    if spelling == "aws_security_group_rule":
        direction = ask(view, "type", world)
        if isinstance(direction.data, Unknown):
            row = _row(view.lens.view(view.resource), spelling, world)
            return Value(Seq((), [Possible(row, direction)]), view.resource.span)
        if direction.data != "ingress":
            return Value(Seq(), view.resource.span)
    if spelling in FIELDS:
        return Value(Seq([_row(view.lens.view(view.resource), spelling, world)]), view.resource.span)
    written = ask(view, "ingress", world)
    span = written.span or view.resource.span
    if isinstance(written.data, Unknown):
        return Value(Seq((), (), written.data), span)
    if not isinstance(written.data, Seq):
        return Value(Seq(), span)
    items = [_row(force(block, world), "ingress", world) for block in written.data.items]
    return Value(Seq(items, [_possible(p, world) for p in written.data.maybe], written.data.rest), span)


def effective_ingress(view: RootView, world: World) -> Value:
    """All ingress rules of a security group: inside it, and declared apart in either of Terraform's ways."""
    items: list[Value] = []
    maybe: list[Possible] = []
    inline = own_ingress(view, world)
    items += inline.data.items
    maybe += inline.data.maybe
    for rule, type, when in _apart(view, world):
        row = _row(view.lens.view(rule), type, world)
        if when.data is True:
            items.append(row)
        else:
            maybe.append(Possible(row, when))
    return Value(Seq(items, maybe, inline.data.rest or _unseen(view)), inline.span)


def _possible(possible: Possible, world: World) -> Possible:
    return Possible(_row(force(possible.value, world), "ingress", world), force(possible.why, world))


def _apart(view: RootView, world: World) -> Iterator[tuple[Resource, str, Value]]:
    """Rules declared beside a group, each with whether it is one of its ingress rules in this world."""
    for type in ("aws_security_group_rule", "aws_vpc_security_group_ingress_rule"):
        for satellite in view.lens.mounts.of(view.resource, type, "security_group_id")[0]:
            when = force(satellite.when, world)
            if type == "aws_security_group_rule" and when.data is True:
                direction = force(view.lens.ask(satellite.resource, "type", world), world)
                if isinstance(direction.data, Unknown):
                    when = direction
                elif direction.data != "ingress":
                    continue
            if when.data is not False:
                yield satellite.resource, type, when


def _unseen(view: RootView) -> Unknown | None:
    for hole in view.lens.graph.holes_at(view.resource):
        return Unknown(f"{hole.address} may open a port, and {hole.why}")
    for type in ("aws_security_group_rule", "aws_vpc_security_group_ingress_rule"):
        for satellite in view.lens.mounts.of(view.resource, type, "security_group_id")[1]:
            return Unknown(f"{satellite.resource.address} may open a port of it")
    return None


def _row(block: Value, spelling: str, world: World) -> Value:
    """One rule in the words of an inline block."""
    if not hasattr(block.data, "select"):
        return block
    row: dict[str, Value] = {}
    for ours, theirs in FIELDS[spelling].items():
        value = block.data.select(theirs, block, world)
        row[ours] = _listed(force(value, world)) if ours in LISTS else value
    protocol = force(row["protocol"], world)
    for name in PORTS:
        row[name] = _port(name, block.data.select(name, block, world), protocol, world)
    row.setdefault("self", Value(False, block.span))
    return Value(Map(row), block.span, block.refs)


def _port(name: str, written: Value, protocol: Value, world: World) -> Value:
    """The first or last port: as written, unless every protocol is let in; between the two where that is not known."""
    whole = PORTS[name]
    if isinstance(protocol.data, Unknown):
        port = force(written, world).data
        low, high = (0, port) if name == "from_port" else (port, whole)
        known = isinstance(port, int) and not isinstance(port, bool)
        why = protocol.data
        bounds = {"low": low, "high": high} if known else {"low": 0, "high": 65535}
        return Value(Unknown(why.why, type="number", pending=why.pending, **bounds), written.span or protocol.span)
    if isinstance(protocol.data, Error) or protocol.data not in EVERY_PROTOCOL:
        return written
    return Value(whole, protocol.span)


def _listed(value: Value) -> Value:
    data = value.data
    if data is None:
        return Value(Seq(), value.span)
    if isinstance(data, (Seq, Error)) or (isinstance(data, Unknown) and data.type in (None, "list", "set", "tuple")):
        return value
    if isinstance(data, Unknown) and not data.not_null:
        return Value(Seq((), (), data), value.span, value.refs)
    return Value(Seq([value]), value.span, value.refs)


def open_ingress(view: RootView, world: World) -> Value:
    """The ingress rules that anybody may use."""
    rules = effective_ingress(view, world)
    items: list[Value] = []
    maybe: list[Possible] = []
    for row in rules.data.items:
        opened = _open(row, world)
        if opened.data is True:
            items.append(row)
        elif opened.data is not False:
            maybe.append(Possible(row, opened))
    for possible in rules.data.maybe:
        opened = _open(possible.value, world)
        if opened.data is not False:
            sure = force(possible.why, world).data is True and opened.data is not True
            maybe.append(possible._replace(why=opened) if sure else possible)
    return Value(Seq(items, maybe, rules.data.rest), rules.span)


def _open(row: Value, world: World) -> Value:
    """Whether a rule lets anybody in: true, false, or the unknown that keeps it from being said."""
    if not isinstance(row.data, Map):
        return row
    unsure: Value | None = None
    for name in ("cidr_blocks", "ipv6_cidr_blocks"):
        listed = row.data.items[name]
        if not isinstance(listed.data, Seq):
            unsure = unsure or listed
            continue
        for entry in listed.data.items:
            cidr = force(entry, world)
            if cidr.data in ANYONE:
                return Value(True, cidr.span)
            if isinstance(cidr.data, Unknown) and not (cidr.data.prefix and _closed(cidr.data.prefix)):
                unsure = unsure or cidr
        for possible in listed.data.maybe:
            cidr = force(possible.value, world)
            if cidr.data in ANYONE or isinstance(cidr.data, Unknown):
                why = force(possible.why, world)
                if why.data is True and cidr.data in ANYONE:
                    return Value(True, cidr.span)
                if why.data is not False:
                    unsure = unsure or (cidr if why.data is True else why)
        if listed.data.rest is not None:
            unsure = unsure or Value(listed.data.rest, listed.span)
    return unsure if unsure is not None else Value(False)


def _closed(prefix: str) -> bool:
    """Whether a text that begins like this cannot be everybody."""
    return not any(cidr.startswith(prefix) for cidr in ANYONE)
