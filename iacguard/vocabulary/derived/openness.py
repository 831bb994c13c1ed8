"""Whom a bucket lets in: its block against public access, its ACL, and its policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from iacguard.model.value import Map, Seq, Unknown, Value, may_say
from iacguard.model.world import World, force
from iacguard.vocabulary.branches import held
from iacguard.vocabulary.derived.looking import ask, inside
from iacguard.vocabulary.lens import RootView

FLAGS = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
READ_ACLS = ("public-read", "PublicRead", "authenticated-read", "AuthenticatedRead")
WRITE_ACLS = ("public-read-write", "PublicReadWrite")
READ_PERMISSIONS = ("READ", "READ_ACP")
EVERYBODY = ("/global/AllUsers", "/global/AuthenticatedUsers")
"""How the groups end that ACLs call everybody, and everybody with an account of AWS."""
CHANGES = ("s3:PutObject", "s3:DeleteObject", "s3:PutObjectAcl", "s3:PutBucketPolicy", "s3:PutBucketAcl")
"""What takes more than reading; one of each kind is enough to tell a policy that lets strangers write."""


def public_access(view: RootView, world: World) -> Value:
    """Whether public access is blocked as a whole, the canned ACL, and what policy and ACL grant to all.

    `named` asks of the grants alone, `granted` whether nothing that is written here holds them back, `changeable` the
    same of more than reading. A bucket that says nothing is blocked: the service does so for new ones since April 2023
    (S3 user guide, Block Public Access).
    """
    blocked = _blocked(view, world)
    acl = inside(ask(view, "acl", world), "acl", world)
    by_acl, by_policy = _by_acl(view, acl, False, world), _by_policy(view, False, world)
    changing = (_by_acl(view, acl, True, world), _by_policy(view, True, world))
    row = {
        "blocked": blocked,
        "acl": acl,
        "named": _either((by_acl, by_policy), Value(False, view.resource.span)),
        "granted": _held_back(view, by_acl, by_policy, world),
        "changeable": _held_back(view, *changing, world),
    }
    return Value(Map(row), blocked.span or view.resource.span)


def _either(answers: Iterable[Value], otherwise: Value) -> Value:
    """The first answer that is true, else one that is unknown (an input's first: it can be asked), else `otherwise`."""
    unsure: list[Value] = []
    for answer in answers:
        if answer.data is True:
            return answer
        if answer.data is not False:
            unsure.append(answer)
    return max(unsure, key=_can_be_asked, default=otherwise)


def _can_be_asked(answer: Value) -> bool:
    return answer.data.__class__ is Unknown and answer.data.pending is not None


def _blocked(view: RootView, world: World) -> Value:
    part = ask(view, "public_access_block", world)
    if isinstance(part.data, Unknown):
        return part
    if not hasattr(part.data, "select"):
        return Value(True, part.span or view.resource.span)
    unsure: Value | None = None
    for flag in FLAGS:
        value = inside(part, flag, world)
        if value.data is False:
            return value
        if value.data is not True:
            unsure = unsure or value
    return unsure if unsure is not None else Value(True, part.span)


def _held_back(view: RootView, by_acl: Value, by_policy: Value, world: World) -> Value:
    """Whether an ACL or a policy lets everybody in, and nothing that is written here holds them back.

    The service refuses both for a new bucket until its block is opened; whoever writes them will open it.
    """
    part = ask(view, "public_access_block", world)
    flags = (inside(part, "ignore_public_acls", world), inside(part, "restrict_public_buckets", world))
    effective = [
        flag if opened.data is True and isinstance(flag.data, Unknown) else opened
        for opened, flag in zip((by_acl, by_policy), flags, strict=True)
        if flag.data is not True
    ]
    return _either(effective, Value(False, view.resource.span))


def _by_acl(view: RootView, acl: Value, changing: bool, world: World) -> Value:
    """Whether the canned ACL or a grant of the ACL is for everybody; `changing`: and for more than reading."""
    if acl.data in WRITE_ACLS or (acl.data in READ_ACLS and not changing):
        return Value(True, acl.span)
    grants = inside(inside(ask(view, "acl", world), "access_control_policy", world), "grant", world)
    answers = [Value(part.data, part.span) for part in (acl, grants) if isinstance(part.data, Unknown)]
    if isinstance(grants.data, Seq):
        answers = [*(_by_grant(grant, changing, world) for grant in held(grants, world)), *answers]
    return _either(answers, Value(False, acl.span))


def _by_grant(grant: Value, changing: bool, world: World) -> Value:
    uri = inside(inside(grant, "grantee", world), "uri", world)
    permission = inside(grant, "permission", world)
    if changing and permission.data in READ_PERMISSIONS:
        return Value(False, permission.span)
    if isinstance(uri.data, str) and uri.data.endswith(EVERYBODY):
        return permission if changing and isinstance(permission.data, Unknown) else Value(True, uri.span)
    return uri if isinstance(uri.data, Unknown) else Value(False, uri.span)


def _by_policy(view: RootView, changing: bool, world: World) -> Value:
    """Whether a statement of the policy is for everybody; `changing`: and for more than reading."""
    statements = ask(view, "policy_statements", world)
    asked: Callable[[Value, World], Value] = _changes_for_all if changing else _open_to_all
    data = statements.data
    no = Value(False, statements.span)
    if not isinstance(data, Seq):
        return statements if isinstance(data, Unknown) else no
    answers = [asked(force(entry, world), world) for entry in data.items]
    answers += [
        force(possible.why, world)
        for possible in data.maybe
        if asked(force(possible.value, world), world).data is not False
    ]
    if data.rest is not None:
        answers.append(Value(data.rest, statements.span))
    return _either(answers, no)


def _changes_for_all(statement: Value, world: World) -> Value:
    opened = _open_to_all(statement, world)
    if opened.data is not True:
        return opened
    covers = inside(statement, "covers", world)
    if isinstance(covers.data, Unknown):
        return covers
    return _either((inside(covers, action, world) for action in CHANGES), Value(False, statement.span))


def _open_to_all(statement: Value, world: World) -> Value:
    """Whether a statement allows something to everybody, whatever it asks of the way; points at its principal."""
    no = Value(False, statement.span)
    if not hasattr(statement.data, "select"):
        return statement if isinstance(statement.data, Unknown) else no
    effect, limited, principals = (inside(statement, name, world) for name in ("effect", "narrowed", "principals"))
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
        if isinstance(principal.data, Unknown) and may_say(principal.data, "*"):
            unsure = unsure or principal
    return unsure if unsure is not None else Value(False, principals.span)
