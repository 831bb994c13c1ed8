"""What a bucket comes to: encryption, versions, who may read it in public, and what its policy says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iacguard.model.value import Error, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.vocabulary.branches import held
from iacguard.vocabulary.derived.policies import statements_of

if TYPE_CHECKING:
    from iacguard.vocabulary.lens import RootView

FLAGS = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
PUBLIC_ACLS = (
    "public-read",
    "public-read-write",
    "authenticated-read",
    "PublicRead",
    "PublicReadWrite",
    "AuthenticatedRead",
)
SERVICE_ALGORITHM = "AES256"
"""S3 encrypts every new object with its own keys since January 2023 (S3 user guide, default encryption)."""


def encryption(view: RootView, world: World) -> Value:
    """The algorithm that new objects are encrypted with, and the customer's key if there is one."""
    span = view.resource.span
    part = _ask(view, "server_side_encryption_configuration", world)
    if isinstance(part.data, Unknown):
        return part
    rules = _inside(part, "rule", world)
    if not isinstance(rules.data, Seq):
        return (
            rules
            if isinstance(rules.data, (Unknown, Error))
            else _row(Value(SERVICE_ALGORITHM, span), Value(None, span))
        )
    rule = next(held(rules, world), None)
    if rule is None:
        return _row(Value(SERVICE_ALGORITHM, span), Value(None, span))
    if isinstance(rule.data, Unknown):
        return rule
    applied = _inside(rule, "apply_server_side_encryption_by_default", world)
    algorithm = _inside(applied, "sse_algorithm", world)
    key = _inside(applied, "kms_master_key_id", world)
    if algorithm.data is None:
        algorithm = Value(SERVICE_ALGORITHM, algorithm.span)
    return _row(algorithm, key)


def _row(algorithm: Value, key: Value) -> Value:
    return Value(Map({"algorithm": algorithm, "key": key}), algorithm.span)


def _ask(view: RootView, name: str, world: World) -> Value:
    return force(view.select(name, Value(None, view.resource.span), world), world)


def _inside(block: Value, name: str, world: World) -> Value:
    """An attribute of a block that may not be there."""
    inside = getattr(block, "view", None) or block.data
    if hasattr(inside, "select"):
        return force(inside.select(name, block, world), world)
    return block if isinstance(block.data, (Unknown, Error)) else Value(None, block.span)


def versions(view: RootView, world: World) -> Value:
    """Enabled, Suspended or Disabled, wherever it is declared."""
    part = _ask(view, "versioning", world)
    status = _inside(_inside(part, "versioning_configuration", world), "status", world)
    return status if status.data is not None else Value("Disabled", status.span or view.resource.span)


def public_access(view: RootView, world: World) -> Value:
    """Whether public access is blocked as a whole, the canned ACL, and whether policy or ACL grant something to all.

    A bucket that says nothing is blocked: the service does so for new ones since April 2023 (S3 user guide, Block
    Public Access).
    """
    blocked = _blocked(view, world)
    acl = _inside(_ask(view, "acl", world), "acl", world)
    row = {"blocked": blocked, "acl": acl, "granted": _granted(view, blocked, acl, world)}
    return Value(Map(row), blocked.span or view.resource.span)


def _blocked(view: RootView, world: World) -> Value:
    part = _ask(view, "public_access_block", world)
    if isinstance(part.data, Unknown):
        return part
    if not hasattr(part.data, "select"):
        return Value(True, part.span or view.resource.span)
    unsure: Value | None = None
    for flag in FLAGS:
        value = _inside(part, flag, world)
        if value.data is False:
            return value
        if value.data is not True:
            unsure = unsure or value
    return unsure if unsure is not None else Value(True, part.span)


def _granted(view: RootView, blocked: Value, acl: Value, world: World) -> Value:
    """Whether somebody outside is let in and nothing holds him back."""
    if blocked.data is True:
        return Value(False, blocked.span)
    part = _ask(view, "public_access_block", world)
    ignored = _inside(part, "ignore_public_acls", world)
    if acl.data in PUBLIC_ACLS and ignored.data is False:
        return Value(True, acl.span)
    restricted = _inside(part, "restrict_public_buckets", world)
    statements = _ask(view, "policy_statements", world)
    unsure = next((v for v in (blocked, acl, ignored, restricted, statements) if isinstance(v.data, Unknown)), None)
    if isinstance(statements.data, Seq):
        for entry in statements.data.items:
            opened = _open_to_all(force(entry, world), world)
            if opened is not None and restricted.data is False:
                return opened
        if statements.data.rest is not None:
            unsure = unsure or Value(statements.data.rest, statements.span)
        unsure = unsure or next((p.why for p in statements.data.maybe), None)
    return unsure if unsure is not None else Value(False, blocked.span)


def _open_to_all(statement: Value, world: World) -> Value | None:
    """A statement that allows something to everybody without any condition; the place of its principal."""
    inside = statement.data
    if not hasattr(inside, "select"):
        return None
    if force(inside.select("effect", statement, world), world).data != "Allow":
        return None
    condition = force(inside.select("condition", statement, world), world)
    if not isinstance(condition.data, Map) or condition.data.items or condition.data.rest is not None:
        return None
    principals = force(inside.select("principals", statement, world), world)
    if isinstance(principals.data, Seq):
        for entry in principals.data.items:
            if force(entry, world).data == "*":
                return Value(True, entry.span or principals.span)
    return None


def policy_statements(view: RootView, world: World) -> Value:
    """The statements of the policy of a bucket, or of what else has one apart, in the words of a role's."""
    part = _ask(view, "policy", world)
    if isinstance(part.data, Unknown):
        return Value(Seq((), (), part.data), part.span or view.resource.span)
    name = next(name for name in ("policy", "resource_policy") if name in view.node.kids["policy"].kids)
    document = _inside(part, name, world)
    found = statements_of(document, view.lens, world)
    return Value(Seq(found.items, [Possible(p.value, p.why) for p in found.maybe], found.rest), document.span)
