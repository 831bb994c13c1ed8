"""Where traffic may go: public subnets, and what a security group lets in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iacguard.model.graph import Resource
from iacguard.model.value import Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.vocabulary.mounts import native

if TYPE_CHECKING:
    from iacguard.vocabulary.lens import RootView

ASSOCIATIONS = ("aws_route_table_association", "awscc_ec2_subnet_route_table_association")


def public(view: RootView, world: World) -> Value:
    """Whether a subnet's route table leads to an internet gateway: true, false, or unknown with the reason.

    The finding points at the route.
    """
    graph, subnet = view.lens.graph, view.resource
    tables: list[Resource] = []
    for edge in graph.incoming(subnet):
        if edge.source.type in ASSOCIATIONS:
            tables += [e.target for e in graph.outgoing(edge.source) if e.target.type == "aws_route_table"]
    if not tables:
        return Value(Unknown("which route table it uses is not in these files"), subnet.span)
    for table in tables:
        for route in _routes(view, table, world):
            if _leads_out(view, route, world):
                return Value(True, route.span)
    if any(graph.holes_at(table) for table in tables):
        return Value(Unknown("a module that was not loaded may add a route"), tables[0].span)
    return Value(False, tables[0].span)


def _routes(view: RootView, table: Resource, world: World) -> list[Value]:
    seen = view.lens.view(table)
    routes = []
    inline = force(seen.data.select("route", seen, world), world)
    if isinstance(inline.data, Seq):
        routes += list(inline.data.items)
    for edge in view.lens.graph.incoming(table):
        if edge.source.type == "aws_route" and force(edge.source.when, world).data is not False:
            routes.append(view.lens.view(edge.source))
    return routes


def _leads_out(view: RootView, route: Value, world: World) -> bool:
    if not hasattr(route.data, "select"):
        return False
    target = force(route.data.select("gateway_id", route, world), world)
    gateways = [t for r in target.refs for t in view.lens.graph.resolve(r) if t.type == "aws_internet_gateway"]
    literal = isinstance(target.data, str) and target.data.startswith("igw-")
    return bool(gateways) or literal


def open_ingress(view: RootView, world: World) -> Value:
    """The ingress rules of a security group that any address may use, inline and declared apart."""
    items: list[Value] = []
    rest = None
    here = Value(None, view.resource.span)
    inline = force(view.select("ingress", here, world), world)
    if isinstance(inline.data, Seq):
        items += inline.data.items
        rest = inline.data.rest
    elif isinstance(inline.data, Unknown):
        rest = inline.data
    for edge in view.lens.graph.incoming(view.resource):
        source = edge.source
        kind = native(source, "type")
        if source.type == "aws_vpc_security_group_ingress_rule" or (
            source.type == "aws_security_group_rule" and kind is not None and kind.data == "ingress"
        ):
            items.append(view.lens.view(source))
    return Value(Seq(items, (), rest), view.resource.span)
