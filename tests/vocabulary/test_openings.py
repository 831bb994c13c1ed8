"""What security groups let in, from every spelling."""

from __future__ import annotations

import pytest

from iacguard.model.world import World
from tests.vocabulary.scenes import UNKNOWN, cloudformation, either, look, made, terraform, to, unknown

GROUP = 'resource "aws_security_group" "g" {\n  name = "jupyter"\n%s}\n'
INGRESS = """
  ingress {
    from_port   = 8888
    to_port     = 8888
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
"""
BODY = "  from_port = 8888\n  to_port = 8888\n  security_group_id = aws_security_group.g.id\n"
APART = GROUP % "" + 'resource "%s" "r" {\n' + BODY + "%s}\n"
SPELLINGS = {
    "inside": GROUP % INGRESS,
    "rule": APART
    % ("aws_security_group_rule", '  type = "ingress"\n  protocol = "tcp"\n  cidr_blocks = ["0.0.0.0/0"]\n'),
    "ingress rule": APART
    % ("aws_vpc_security_group_ingress_rule", '  ip_protocol = "tcp"\n  cidr_ipv4 = "0.0.0.0/0"\n'),
    "attribute": GROUP
    % '  ingress = [{ from_port = 8888, to_port = 8888, protocol = "tcp", cidr_blocks = ["0.0.0.0/0"] }]\n',
}
STACKS = {
    "nested": (
        "  G:\n"
        "    Type: AWS::EC2::SecurityGroup\n"
        "    Properties:\n"
        "      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 8888, ToPort: 8888, CidrIp: 0.0.0.0/0}]\n"
    ),
    "apart": (
        "  G: {Type: AWS::EC2::SecurityGroup}\n"
        "  I:\n"
        "    Type: AWS::EC2::SecurityGroupIngress\n"
        "    Properties: {GroupId: !GetAtt G.GroupId, IpProtocol: tcp, FromPort: 8888, ToPort: 8888,\n"
        "      CidrIp: 0.0.0.0/0}\n"
    ),
}
OPEN = {"from_port": 8888, "to_port": 8888, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"], "self": False}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_of_terraform_gives_the_same_rows(spelling):
    seen = terraform(SPELLINGS[spelling])
    assert seen.ask("aws_security_group.g", "effective_ingress") == [OPEN]
    assert seen.ask("aws_security_group.g", "open_ingress") == [OPEN]


@pytest.mark.parametrize("spelling", STACKS)
def test_every_spelling_of_cloudformation_gives_the_same_rows(spelling):
    seen = cloudformation(STACKS[spelling])
    assert seen.ask("G", "effective_ingress") == [OPEN]
    assert seen.ask("G", "open_ingress") == [OPEN]


def test_egress_rules_are_none_of_them():
    text = SPELLINGS["rule"].replace('"ingress"', '"egress"')
    assert terraform(text).ask("aws_security_group.g", "effective_ingress") == []


@pytest.mark.parametrize("protocol", ["-1", "all"])
def test_every_protocol_means_every_port(protocol):
    text = (
        SPELLINGS["ingress rule"].replace('"tcp"', f'"{protocol}"').replace("from_port = 8888\n  to_port = 8888\n", "")
    )
    row = terraform(text).ask("aws_security_group.g", "open_ingress.0")
    assert (row["from_port"], row["to_port"]) == (0, 65535)


@pytest.mark.parametrize(
    ("cidr", "opened"),
    [("10.0.0.0/8", False), ("0.0.0.0/0", True), (unknown(), UNKNOWN), (unknown(prefix="10."), False)],
)
def test_who_is_anybody(cidr, opened):
    seen = look(
        made("aws_security_group", "tf", {"ingress": [{"from_port": 22, "to_port": 22, "cidr_blocks": [cidr]}]})
    )
    found = seen.ask("aws_security_group.x", "open_ingress")
    assert found == [] if opened is False else len(found) == 1
    assert (opened == UNKNOWN) == (
        bool(found) and found[0][0] == "perhaps" if found and isinstance(found[0], list) else False
    )


def test_ipv6_counts():
    seen = look(made("aws_security_group", "tf", {"ingress": [{"from_port": 22, "ipv6_cidr_blocks": ["::/0"]}]}))
    assert len(seen.ask("aws_security_group.x", "open_ingress")) == 1


def test_a_rule_under_a_condition_is_there_when_it_holds():
    group = made("aws_security_group", "tf", {})
    rule = made(
        "aws_vpc_security_group_ingress_rule", "tf", {"security_group_id": to(group), "cidr_ipv4": "0.0.0.0/0"}, "r",
        when=either("var.debug", true=True, false=False),
    )  # fmt: skip
    seen = look(group, rule)
    counts = {
        label: len(seen.ask("aws_security_group.x", "open_ingress", World({"var.debug": label})))
        for label in ("true", "false")
    }
    assert counts == {"true": 1, "false": 0}


def test_what_nobody_can_place_leaves_every_group_open():
    group = made("aws_security_group", "tf", {})
    rule = made(
        "aws_vpc_security_group_ingress_rule", "tf", {"security_group_id": unknown(), "cidr_ipv4": "0.0.0.0/0"}, "r"
    )
    assert look(group, rule).ask("aws_security_group.x", "open_ingress") == [UNKNOWN]


def test_a_loop_over_what_is_not_known_leaves_the_end_open():
    text = 'variable "ports" {}\n' + GROUP % (
        INGRESS
        + (
            '  dynamic "ingress" {\n'
            "    for_each = var.ports\n"
            "    content {\n"
            "      from_port = ingress.value\n"
            "    }\n"
            "  }\n"
        )
    )
    assert terraform(text).ask("aws_security_group.g", "open_ingress") == [OPEN, UNKNOWN]
