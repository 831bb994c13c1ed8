"""Where a subnet's traffic goes: through which table, by which route, to which gateway."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from iacguard.model.graph import Resource
from iacguard.model.value import Choice, Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.vocabulary.branches import held
from iacguard.vocabulary.derived.looking import ask
from iacguard.vocabulary.lens import RootView

TABLES = ("aws_route_table", "aws_default_route_table")


class Hop(NamedTuple):
    """A route table of a subnet, and the value that makes it so (an association, or the subnet's own VPC)."""

    table: Resource
    by: Value


class Unseen(NamedTuple):
    """Why the routes of a subnet are not known, and the place to say so."""

    why: str
    at: Value


def public(view: RootView, world: World) -> Value:
    """Whether a subnet's route table leads to an internet gateway.

    True points at the route, and its origin leads back over table and association.
    """
    found = _egress(view, world)
    if isinstance(found.data, Unknown):
        return found
    return Value(found.data == "internet", found.span, found.refs, found.origin)


def egress(view: RootView, world: World) -> Value:
    """`internet`, `nat`, or `none`: the widest way out that the routes of a subnet offer."""
    return _egress(view, world)


def _egress(view: RootView, world: World) -> Value:
    hops = list(_tables(view, world))
    unseen = next((hop for hop in hops if isinstance(hop, Unseen)), None)
    widest: Value | None = None
    for hop in hops:
        if isinstance(hop, Unseen):
            continue
        for route in _routes(view, hop, world):
            if isinstance(route, Unseen):
                unseen = unseen or route
                continue
            way = _way(view, route, world)
            if way.data == "internet":
                return _chained(way, hop)
            if isinstance(way.data, Unknown):
                unseen = unseen or Unseen(way.data.why, way)
            elif way.data == "nat" and widest is None:
                widest = _chained(way, hop)
    if unseen is not None:
        return Value(Unknown(unseen.why, pending=_pending(unseen.at)), unseen.at.span or view.resource.span)
    if widest is not None:
        return widest
    span = next((hop.table.span for hop in hops if isinstance(hop, Hop)), view.resource.span)
    return Value("none", span)


def _pending(value: Value) -> Choice | None:
    return value.data.pending if isinstance(value.data, Unknown) else None


def _chained(way: Value, hop: Hop) -> Value:
    """The way out with the hops to it as its origin."""
    return Value(way.data, way.span, way.refs, Value(None, hop.table.span, origin=Value(None, hop.by.span)))


def _tables(view: RootView, world: World) -> Iterator[Hop | Unseen]:
    """The route tables of a subnet: those associated with it, else its VPC's main one."""
    lens, subnet = view.lens, view.resource
    found, anywhere = lens.mounts.of(subnet, "aws_route_table_association", "subnet_id")
    here = Value(None, subnet.span)
    decided = False
    for satellite in found:
        when = force(satellite.when, world)
        if when.data is False:
            continue
        if when.data is not True:
            yield Unseen(f"{satellite.resource.address} may not exist", when)
            continue
        decided = True
        named = force(lens.ask(satellite.resource, "route_table_id", world), world)
        yield from _named(view, named)
    for hole in lens.graph.holes_at(subnet):
        yield Unseen(f"{hole.address} may associate a route table, and {hole.why}", here)
    for satellite in anywhere:
        yield Unseen(f"{satellite.resource.address} may associate a route table", Value(None, satellite.resource.span))
    if not decided:
        yield from _main(view, world)


def _named(view: RootView, named: Value) -> Iterator[Hop | Unseen]:
    targets = [t for reference in named.refs for t in view.lens.graph.resolve(reference)]
    tables = [target for target in targets if target.type in TABLES]
    if tables:
        yield from (Hop(table, named) for table in tables)
    elif any(target.type == "aws_vpc" for target in targets):
        yield from (Unseen("the main route table of its VPC is not in these files", named),)
    elif isinstance(named.data, Unknown):
        yield Unseen(named.data.why, named)
    else:
        yield Unseen("its route table is not in these files", named)


def _main(view: RootView, world: World) -> Iterator[Hop | Unseen]:
    """The main route table of the subnet's VPC; without one in these files it knows the way to the VPC alone."""
    lens = view.lens
    vpc_id = ask(view, "vpc_id", world)
    vpcs = [t for reference in vpc_id.refs for t in lens.graph.resolve(reference) if t.type == "aws_vpc"]
    if not vpcs:
        yield Unseen("which route table it uses is not in these files", vpc_id)
        return
    for vpc in vpcs:
        for type, join in (("aws_main_route_table_association", "vpc_id"),):
            for satellite in lens.mounts.of(vpc, type, join)[0]:
                when = force(satellite.when, world)
                if when.data is True:
                    named = force(lens.ask(satellite.resource, "route_table_id", world), world)
                    yield from _named(view, named)
                elif when.data is not False:
                    yield Unseen(f"{satellite.resource.address} may not exist", when)
        for satellite in lens.mounts.of(vpc, "aws_default_route_table", "default_route_table_id")[0]:
            yield Hop(satellite.resource, Value(None, vpc.span))
        yield Hop(vpc, vpc_id)
        for hole in lens.graph.holes_at(vpc):
            yield Unseen(f"{hole.address} may add a route, and {hole.why}", Value(None, vpc.span))


def _routes(view: RootView, hop: Hop, world: World) -> Iterator[Value | Unseen]:
    """The routes of a table: written inside it, and declared apart."""
    lens, table = view.lens, hop.table
    if table.type in TABLES:
        inline = force(lens.ask(table, "route", world), world)
        if isinstance(inline.data, Seq):
            for route in held(inline, world):
                yield Unseen(route.data.why, route) if isinstance(route.data, Unknown) else route
        elif isinstance(inline.data, Unknown):
            yield Unseen(inline.data.why, inline)
    found, anywhere = lens.mounts.of(table, "aws_route", "route_table_id")
    for satellite in found:
        when = force(satellite.when, world)
        if when.data is True:
            yield lens.view(satellite.resource)
        elif when.data is not False:
            yield Unseen(f"{satellite.resource.address} may not exist", when)
    for satellite in anywhere:
        yield Unseen(f"{satellite.resource.address} may be a route of its table", Value(None, satellite.resource.span))
    for hole in lens.graph.holes_at(table):
        yield Unseen(f"{hole.address} may add a route, and {hole.why}", Value(None, table.span))


def _way(view: RootView, route: Value, world: World) -> Value:
    """Where one route leads: `internet`, `nat`, `inside`, or unknown."""
    if not hasattr(route.data, "select"):
        return route if isinstance(route.data, Unknown) else Value("inside", route.span)
    gateway = force(route.data.select("gateway_id", route, world), world)
    kind = _kind(view, gateway, "aws_internet_gateway", "igw-")
    if kind is True:
        return Value("internet", gateway.span, gateway.refs)
    nat = force(route.data.select("nat_gateway_id", route, world), world)
    if _kind(view, nat, "aws_nat_gateway", "nat-") is True:
        return Value("nat", nat.span, nat.refs)
    if kind is None:
        return gateway
    return nat if isinstance(nat.data, Unknown) and not nat.refs else Value("inside", route.span)


def _kind(view: RootView, target: Value, type: str, prefix: str) -> bool | None:
    """Whether a route's target is a gateway of a type; None where nobody can say."""
    if target.data is None or target.data == "":
        return False
    resolved = [t for reference in target.refs for t in view.lens.graph.resolve(reference)]
    if resolved:
        return any(one.type == type for one in resolved)
    if isinstance(target.data, str):
        return target.data.startswith(prefix)
    if isinstance(target.data, Unknown) and target.data.prefix:
        return target.data.prefix.startswith(prefix)
    return None
