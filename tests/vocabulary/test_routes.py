"""Whether a subnet reaches the internet, through which hops, in either language."""

from __future__ import annotations

import pytest

from iacguard.model.world import World
from tests.vocabulary.scenes import UNKNOWN, Scene, cloudformation, scene, terraform

NETWORK = """
resource "aws_vpc" "ml" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_internet_gateway" "out" {
  vpc_id = aws_vpc.ml.id
}
resource "aws_nat_gateway" "nat" {
  subnet_id = aws_subnet.a.id
}
resource "aws_subnet" "a" {
  vpc_id = aws_vpc.ml.id
}
resource "aws_route_table" "t" {
  vpc_id = aws_vpc.ml.id
%s}
"""
ASSOCIATION = """
resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.t.id
}
"""


def route(gateway: str, table: str = "aws_route_table.t.id", more: str = "") -> str:
    """A route declared apart."""
    return (
        f'resource "aws_route" "r" {{\n  route_table_id = {table}\n  destination_cidr_block = "0.0.0.0/0"\n'
        f"  {gateway}\n{more}}}\n"
    )


INTERNET = "gateway_id = aws_internet_gateway.out.id"
NAT = "nat_gateway_id = aws_nat_gateway.nat.id"


def ways(text: str) -> tuple[object, object]:
    """Whether the subnet is public, and its widest way out."""
    seen = terraform(text)
    return seen.ask("aws_subnet.a", "public"), seen.ask("aws_subnet.a", "egress")


def inline(gateway: str) -> str:
    return f'  route {{\n    cidr_block = "0.0.0.0/0"\n    {gateway}\n  }}\n'


@pytest.mark.parametrize(("gateway", "expected"), [(INTERNET, (True, "internet")), (NAT, (False, "nat"))])
def test_routes_inside_a_table_and_apart(gateway, expected):
    assert ways(NETWORK % inline(gateway) + ASSOCIATION) == expected
    assert ways(NETWORK % "" + ASSOCIATION + route(gateway)) == expected


def test_a_table_without_routes_leads_nowhere():
    assert ways(NETWORK % "" + ASSOCIATION) == (False, "none")


def test_a_subnet_without_association_uses_its_vpcs_main_table():
    assert ways(NETWORK % inline(INTERNET)) == (False, "none")
    main = (
        'resource "aws_main_route_table_association" "m" {\n'
        "  vpc_id = aws_vpc.ml.id\n"
        "  route_table_id = aws_route_table.t.id\n"
        "}\n"
    )
    assert ways(NETWORK % inline(INTERNET) + main) == (True, "internet")
    default = (
        'resource "aws_default_route_table" "d" {\n  default_route_table_id = aws_vpc.ml.default_route_table_id\n'
        + inline(INTERNET)
        + "}\n"
    )
    assert ways(NETWORK % "" + default) == (True, "internet")
    assert ways(NETWORK % "" + route(INTERNET, "aws_vpc.ml.main_route_table_id")) == (True, "internet")


def test_an_association_comes_before_the_main_table():
    main = (
        'resource "aws_main_route_table_association" "m" {\n'
        "  vpc_id = aws_vpc.ml.id\n"
        "  route_table_id = aws_route_table.out.id\n"
        "}\n"
    )
    out = 'resource "aws_route_table" "out" {\n  vpc_id = aws_vpc.ml.id\n' + inline(INTERNET) + "}\n"
    assert ways(NETWORK % inline(NAT) + ASSOCIATION + main + out) == (False, "nat")


@pytest.mark.parametrize(
    ("gateway", "expected"),
    [
        ('gateway_id = "igw-0a1b2c3d"', (True, "internet")),
        ('gateway_id = "vgw-0a1b2c3d"', (False, "none")),
        ('nat_gateway_id = "nat-0a1b2c3d"', (False, "nat")),
        ("gateway_id = var.gateway", (UNKNOWN, UNKNOWN)),
        ('transit_gateway_id = "tgw-0a1b2c3d"', (False, "none")),
    ],
)
def test_gateways_by_their_names(gateway, expected):
    assert ways('variable "gateway" {}\n' + NETWORK % inline(gateway) + ASSOCIATION) == expected


def test_a_subnet_of_a_vpc_elsewhere_is_unknown():
    text = 'variable "vpc" {}\nresource "aws_subnet" "a" {\n  vpc_id = var.vpc\n}\n'
    assert ways(text) == (UNKNOWN, UNKNOWN)
    assert ways(text.replace("var.vpc", '"vpc-1"')) == (UNKNOWN, UNKNOWN)


def test_a_route_under_a_condition_is_there_when_it_holds():
    text = 'variable "open" {\n  type = bool\n}\n' + NETWORK % "" + ASSOCIATION
    seen = terraform(text + route(INTERNET, more="  count = var.open ? 1 : 0\n"))
    pending = seen.value("aws_subnet.a", "public").data.pending
    assert pending is not None
    found = {label: seen.ask("aws_subnet.a", "public", World({pending.atom: label})) for label in pending.options}
    assert found == {"true": True, "false": False}


def test_routes_in_a_loop_over_what_is_not_known_are_unknown():
    dynamic = (
        '  dynamic "route" {\n    for_each = var.routes\n    content {\n      gateway_id = route.value\n    }\n  }\n'
    )
    assert ways('variable "routes" {}\n' + NETWORK % dynamic + ASSOCIATION) == (UNKNOWN, UNKNOWN)


def test_a_module_that_was_not_loaded_may_add_a_route():
    call = 'module "routes" {\n  source = "registry.example/routes/aws"\n  table = aws_route_table.t.id\n}\n'
    seen: Scene = scene(main_tf=NETWORK % "" + ASSOCIATION + call)
    assert seen.ask("aws_subnet.a", "public") == UNKNOWN


def test_the_finding_points_at_the_route_and_leads_back():
    seen = terraform(NETWORK % inline(INTERNET) + ASSOCIATION)
    assert seen.line("aws_subnet.a", "public") == INTERNET
    hops = []
    value = seen.value("aws_subnet.a", "public").origin
    while value is not None and value.span is not None:
        hops.append(value.span.source.text.splitlines()[value.span.line - 1].strip())
        value = value.origin
    assert hops == ['resource "aws_route_table" "t" {', "route_table_id = aws_route_table.t.id"]


STACK = """
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Out: {Type: AWS::EC2::InternetGateway}
  Attached:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Out}
  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref A}}
  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc}}
  T: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Route:
    Type: AWS::EC2::Route
    Properties: {RouteTableId: !Ref T, DestinationCidrBlock: 0.0.0.0/0, %s}
  Association:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: !Ref A, RouteTableId: !Ref T}
"""


@pytest.mark.parametrize(
    ("gateway", "public", "way"),
    [("GatewayId: !Ref Out", True, "internet"), ("NatGatewayId: !Ref Nat", False, "nat")],
)
def test_cloudformations_routes(gateway, public, way):
    seen = cloudformation(STACK % gateway)
    assert (seen.ask("A", "public"), seen.ask("A", "egress")) == (public, way)


def test_awscc_and_aws_mixed():
    text = NETWORK % "" + route(INTERNET)
    text += """
resource "awscc_ec2_subnet_route_table_association" "a" {
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.t.id
}
"""
    assert ways(text) == (True, "internet")
