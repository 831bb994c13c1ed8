"""Random resources as files spell them, and random rules about their attributes."""

import random

from iacguard.model.value import Map, Seq, Value
from iacguard.vocabulary.nodes import Node

WORDS = ["a", "arn:aws:kms:x", "Enabled", "Disabled", "ml.p4d.24xlarge", "10.0.0.0/8", ""]
KINDS = ("str", "int", "num", "bool", "list", "tags", "map", "block", "blocks")
TYPES = (
    "aws_sagemaker_notebook_instance", "aws_security_group", "aws_instance", "aws_s3_bucket", "aws_iam_role",
    "aws_sagemaker_endpoint_configuration", "aws_eks_node_group", "aws_batch_compute_environment",
)  # fmt: skip


def usable(node: Node, format: str) -> bool:
    """Whether a body in a format is easily written for an attribute."""
    plain = node.cfn is not None and len(node.cfn) == 1 and "[" not in node.cfn[0]
    return node.kind in KINDS and (format == "tf" or plain)


class Resources:
    """Writes bodies in one format, and rules about what may stand in them."""

    def __init__(self, rng: random.Random, top: Node, format: str) -> None:
        self.rng = rng
        self.format = format
        known = [node for node in top.kids.values() if usable(node, format)]
        self.chosen = rng.sample(known, min(len(known), 4))
        self.count = 0

    def body(self) -> Value:
        """The body of a resource."""
        return Value(Map(self.items(self.chosen)))

    def items(self, nodes) -> dict[str, Value]:
        items = {}
        for node in nodes:
            if self.rng.random() < 0.75:
                name = node.name if self.format == "tf" else node.cfn[0]
                items[name] = self.written(node)
        return items

    def kids(self, node: Node) -> list[Node]:
        """The attributes of a block that bodies and rules speak of: always the same few."""
        return [kid for kid in node.kids.values() if usable(kid, self.format)][:3]

    def written(self, node: Node) -> Value:
        """What a file says of an attribute."""
        rng, kind = self.rng, node.kind
        if rng.random() < 0.1:
            return Value(None)
        if kind in ("int", "num"):
            return Value(rng.choice([5, 20, "5", 0]))
        if kind == "bool":
            return Value(rng.choice([True, False, "true", "false"]))
        if kind == "list":
            texts = Seq([Value(rng.choice(WORDS)) for _ in range(rng.randint(0, 3))])
            return Value(texts) if rng.random() < 0.8 else Value(rng.choice(WORDS))
        if kind in ("tags", "map"):
            return self.tags(kind)
        if kind == "block":
            inner = Value(Map(self.items(self.kids(node))))
            return Value(Seq([inner])) if self.format == "tf" else inner
        if kind == "blocks":
            return Value(Seq([Value(Map(self.items(self.kids(node)))) for _ in range(rng.randint(0, 2))]))
        return Value(rng.choice(WORDS))

    def tags(self, kind: str) -> Value:
        pairs = [(key, Value(self.rng.choice(WORDS))) for key in ("Owner", "Team") if self.rng.random() < 0.6]
        if self.format == "tf" or kind == "map":
            return Value(Map(dict(pairs)))
        return Value(Seq([Value(Map({"Key": Value(key), "Value": value})) for key, value in pairs]))

    def condition(self, depth: int) -> str:
        """A condition about the resource."""
        rng = self.rng
        if depth <= 0 or rng.random() < 0.2:
            node = rng.choice(self.chosen)
            return self.asked(f"resource.{node.name}", node)
        one, two = self.condition(depth - 1), self.condition(depth - 1)
        return rng.choice([f"({one} && {two})", f"({one} || {two})", f"!({one})", f"({one} ? {two} : false)"])

    def asked(self, path: str, node: Node) -> str:
        """A question to an attribute."""
        rng, kind = self.rng, node.kind
        word = repr(rng.choice(WORDS))
        if kind in ("int", "num"):
            asks = [f"{path} == 5", f"{path} > 5", f"{path} <= 20", f"{path} != null", f"{path} in [5, 20]"]
        elif kind == "bool":
            asks = [f"{path} == true", f"{path} != true", f"{path} == false", f"{path} == null"]
        elif kind == "list":
            asks = [
                f"{word} in {path}", f"size({path}) > 0", f"{path}.exists(x, x == {word})", f"{path} == null",
                f"{path}.all(x, x.startsWith('a'))", f"{path}.exists_one(x, x != {word})", f"size({path}) == 1",
            ]  # fmt: skip
        elif kind in ("tags", "map"):
            asks = [
                f"'Owner' in {path}", f"{path}.Owner == {word}", f"has({path}.Team)", f"size({path}) > 1",
                f"{path}.exists(k, k == 'Team')", f"{path}.all(k, v, v != {word})", f"{path}.Owner != null",
            ]  # fmt: skip
        elif kind == "block":
            asks = [f"{path} == null", f"{path} != null", *self.inside(path, node), *self.inside(path, node)]
        elif kind == "blocks":
            asks = [f"size({path}) > 0", f"size({path}) == 1", *self.each(path, node), *self.each(path, node)]
        else:
            asks = [
                f"{path} == {word}", f"{path} != {word}", f"{path} == null", f"{path} in ['a', {word}]",
                f"{path}.startsWith('arn')", f"{path}.matches('^[a-m]')", f"{path} != null", f"has({path})",
            ]  # fmt: skip
        return rng.choice(asks)

    def inside(self, path: str, node: Node) -> list[str]:
        kids = self.kids(node)
        return [self.asked(f"{path}.{kid.name}", kid) for kid in kids]

    def each(self, path: str, node: Node) -> list[str]:
        kids = self.kids(node)
        if not kids:
            return []
        self.count += 1
        kid, name = self.rng.choice(kids), f"b{self.count}"
        asked = self.asked(f"{name}.{kid.name}", kid)
        return [f"{path}.{macro}({name}, {asked})" for macro in ("exists", "all", "exists_one")]


class Policies(Resources):
    """Writes roles, keys and security groups, and rules about what the vocabulary derives from them."""

    ASKS = {
        "aws_iam_role": (
            "resource.statements.exists(s, s.effect == 'Allow' && '*' in s.actions)",
            "resource.statements.exists(s, '*' in s.resources && s.actions.exists(a, a.startsWith('s3:')))",
            "resource.statements.all(s, s.effect == 'Allow' || size(s.condition) > 0)",
            "resource.trust.exists(s, '*' in s.principals && size(s.condition) == 0)",
            "resource.policy_arns.exists(a, a.endsWith('Access'))", "size(resource.statements) > 1",
            "size(resource.policy_arns) == 0", "resource.max_session_duration > 5",
        ),
        "aws_security_group": (
            "size(resource.open_ingress) > 0", "size(resource.effective_ingress) > 1",
            "resource.effective_ingress.exists(r, r.from_port == 22)", "'Owner' in resource.tags_all",
            "resource.ingress.exists(r, '0.0.0.0/0' in r.cidr_blocks && r.from_port <= 22 && r.to_port >= 22)",
        ),
        "aws_kms_key": (
            "resource.key_policy.exists(s, '*' in s.principals)", "resource.enable_key_rotation == true",
            "resource.deletion_window_in_days > 10", "size(resource.key_policy) > 0",
        ),
    }  # fmt: skip

    def __init__(self, rng: random.Random, type: str) -> None:
        self.rng = rng
        self.format = "tf"
        self.type = type

    def of(self, *options):
        """One of several values; an absent one is None."""
        return Value(self.rng.choice(options))

    def some(self, *options) -> Value:
        """One of several texts, or a list of them."""
        texts = [Value(self.rng.choice(options)) for _ in range(self.rng.randint(1, 2))]
        return Value(Seq(texts)) if self.rng.random() < 0.6 else texts[0]

    def statement(self) -> Value:
        rng = self.rng
        items = {
            "Effect": self.of("Allow", "Deny"), "Action": self.some("*", "s3:Get*", "s3:*", "iam:PassRole"),
            "Resource": self.some("*", "arn:aws:s3:::x"),
        }  # fmt: skip
        if rng.random() < 0.5:
            aws = Value(Map({"AWS": self.some("*", "arn:aws:iam::1:root")}))
            items["Principal"] = self.of("*") if rng.random() < 0.3 else aws
        if rng.random() < 0.3:
            items["Condition"] = Value(Map({"Bool": Value(Map({"aws:SecureTransport": self.of("true", "false")}))}))
        return Value(Map(items))

    def document(self) -> Value:
        rows = [self.statement() for _ in range(self.rng.randint(1, 2))]
        rows_value = Value(Seq(rows)) if len(rows) > 1 or self.rng.random() < 0.5 else rows[0]
        return Value(Map({"Version": Value("2012-10-17"), "Statement": rows_value}))

    def body(self) -> Value:
        rng = self.rng
        if self.type == "aws_kms_key":
            items = {"policy": self.document(), "enable_key_rotation": self.of(True, "true", False)}
            items["deletion_window_in_days"] = self.of(7, "30")
        elif self.type == "aws_iam_role":
            inline = [Value(Map({"name": self.of("a"), "policy": self.document()})) for _ in range(rng.randint(0, 2))]
            arns = self.some("arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess")
            items = {"assume_role_policy": self.document(), "inline_policy": Value(Seq(inline))}
            items |= {"managed_policy_arns": arns, "max_session_duration": self.of(3, "7")}
        else:
            items = {
                "ingress": Value(Seq([self.ingress() for _ in range(rng.randint(0, 2))])),
                "tags": self.tags("tags"),
            }
        return Value(Map({key: value for key, value in items.items() if rng.random() < 0.85}))

    def ingress(self) -> Value:
        items = {"from_port": self.of(0, 22, "22", 443), "to_port": self.of(22, "443", 65535)}
        items |= {"protocol": self.of("tcp", "-1", "udp"), "cidr_blocks": self.some("0.0.0.0/0", "10.0.0.0/8")}
        return Value(Map({key: value for key, value in items.items() if self.rng.random() < 0.9}))

    def condition(self, depth: int) -> str:
        rng = self.rng
        if depth <= 0:
            return rng.choice(self.ASKS[self.type])
        one, two = self.condition(depth - 1), self.condition(depth - 1)
        return rng.choice([f"({one} && {two})", f"({one} || {two})", f"!({one})"])
