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
EVERYBODY = ("/global/AllUsers", "/global/AuthenticatedUsers")
"""How the groups end that ACLs call everybody, and everybody with an account of AWS."""

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
    row = {"blocked": blocked, "acl": acl, "granted": _granted(view, acl, world)}
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


def _granted(view: RootView, acl: Value, world: World) -> Value:
    """Whether an ACL or a policy lets everybody in, and nothing that is written here holds them back.

    The service refuses both for a new bucket until its block is opened; whoever writes them will open it.
    """
    part = _ask(view, "public_access_block", world)
    ignored = _inside(part, "ignore_public_acls", world)
    restricted = _inside(part, "restrict_public_buckets", world)
    unsure: Value | None = None
    for opened, held_back in ((_by_acl(view, acl, world), ignored), (_by_policy(view, world), restricted)):
        if opened.data is False or held_back.data is True:
            continue
        doubt = next((value for value in (opened, held_back) if isinstance(value.data, Unknown)), None)
        if doubt is None:
            return opened
        unsure = unsure or doubt
    return unsure if unsure is not None else Value(False, view.resource.span)


def _by_acl(view: RootView, acl: Value, world: World) -> Value:
    """Whether the canned ACL or a grant of the ACL is for everybody."""
    if acl.data in PUBLIC_ACLS:
        return Value(True, acl.span)
    grants = _inside(_inside(_ask(view, "acl", world), "access_control_policy", world), "grant", world)
    unsure = next((value for value in (acl, grants) if isinstance(value.data, Unknown)), None)
    for grant in held(grants, world) if isinstance(grants.data, Seq) else ():
        uri = _inside(_inside(grant, "grantee", world), "uri", world)
        if isinstance(uri.data, str) and uri.data.endswith(EVERYBODY):
            return Value(True, uri.span)
        unsure = unsure or (uri if isinstance(uri.data, Unknown) else None)
    return unsure if unsure is not None else Value(False, acl.span)


def _by_policy(view: RootView, world: World) -> Value:
    """Whether a statement of the policy is for everybody."""
    statements = _ask(view, "policy_statements", world)
    data = statements.data
    if not isinstance(data, Seq):
        return statements if isinstance(data, Unknown) else Value(False, statements.span)
    unsure = Value(data.rest, statements.span) if data.rest is not None else None
    for entry in data.items:
        opened = _open_to_all(force(entry, world), world)
        if opened.data is True:
            return opened
        unsure = unsure or (opened if opened.data is not False else None)
    for possible in data.maybe:
        if _open_to_all(force(possible.value, world), world).data is not False:
            unsure = unsure or force(possible.why, world)
    return unsure if unsure is not None else Value(False, statements.span)


def _open_to_all(statement: Value, world: World) -> Value:
    """Whether a statement allows something to everybody, whatever it asks of the way; points at its principal."""
    no = Value(False, statement.span)
    if not hasattr(statement.data, "select"):
        return statement if isinstance(statement.data, Unknown) else no
    effect, limited, principals = (_inside(statement, name, world) for name in ("effect", "narrowed", "principals"))
    if effect.data not in ("Allow",) and not isinstance(effect.data, Unknown):
        return no
    everybody = _is_everybody(principals, world)
    parts = (everybody, limited, effect)
    if everybody.data is False or limited.data is True:
        return no
    return next((part for part in parts if isinstance(part.data, Unknown)), everybody)


def _is_everybody(principals: Value, world: World) -> Value:
    data = principals.data
    if not isinstance(data, Seq):
        return principals if isinstance(data, Unknown) else Value(False, principals.span)
    unsure = Value(data.rest, principals.span) if data.rest is not None else None
    for entry in data.items:
        principal = force(entry, world)
        if principal.data == "*":
            return Value(True, principal.span or principals.span)
        if isinstance(principal.data, Unknown) and not principal.data.prefix:
            unsure = unsure or principal
    return unsure if unsure is not None else Value(False, principals.span)


def policy_statements(view: RootView, world: World) -> Value:
    """The statements of the policy of a bucket, or of what else has one apart, in the words of a role's."""
    part = _ask(view, "policy", world)
    if isinstance(part.data, Unknown):
        return Value(Seq((), (), part.data), part.span or view.resource.span)
    name = next(name for name in ("policy", "resource_policy") if name in view.node.kids["policy"].kids)
    document = _inside(part, name, world)
    found = statements_of(document, view.lens, world)
    return Value(Seq(found.items, [Possible(p.value, p.why) for p in found.maybe], found.rest), document.span)
