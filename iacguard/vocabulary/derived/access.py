"""What a role or policy allows, from every spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from iacguard.model.graph import Resource
from iacguard.model.value import Choice, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.vocabulary.derived import arns
from iacguard.vocabulary.derived.policies import join, statements_of, when_there
from iacguard.vocabulary.lens import RootView

ATTACHMENTS = (
    ("aws_iam_role_policy_attachment", "role", "policy_arn"),
    ("aws_iam_policy_attachment", "roles", "policy_arn"),
    ("aws_iam_role_policy_attachments_exclusive", "role_name", "policy_arns"),
)
"""Resources that attach a managed policy to a role: their type, the attribute that names roles, the one with ARNs."""

INLINE = (("aws_iam_role_policy", "role", "policy"), ("awscc_iam_policy", "roles", "policy_document"))
"""Resources that are a policy of a role: their type, the attribute that names roles, the document."""

AWS_MANAGED = "arn:aws:iam::aws:policy/"
_AT_THE_ROOT = r"(?:Administrator|PowerUser|ReadOnly)Access\Z|(?:Amazon|AWS|IAM)\w*FullAccess\w*\Z"
_OF_AWS = r"(?:Amazon|AWS)[A-Z]\w*\Z"
"""Names of AWS's own policies: words without hyphens, which names of companies have."""


def statements(view: RootView, world: World) -> Value:
    """All statements that a role or policy carries: inline, attached in these files, or beside it."""
    resource = view.resource
    if resource.type != "aws_iam_role":
        name = "policy" if "policy" in view.node.kids else "policy_document"
        return Value(statements_of(_ask(view, name, world), view.lens, world), resource.span)
    parts = [_inline(view, _ask(view, "inline_policy", world), world)]
    for type, role, document in INLINE:
        for satellite, when in _attached(view, type, role, world):
            found = statements_of(view.lens.ask(satellite, document, world), view.lens, world)
            parts.append(when_there(found, when))
    parts += _managed(view, world)
    parts += _unseen(view, "add a policy")
    return Value(join(parts), resource.span)


def _ask(view: RootView, name: str, world: World) -> Value:
    return view.select(name, Value(None, view.resource.span), world)


def _inline(view: RootView, inline: Value, world: World) -> Seq:
    """The statements of policies written inside a role."""
    inline = force(inline, world)
    data = inline.data
    if isinstance(data, Unknown):
        return Seq((), (), data)
    if not isinstance(data, Seq):
        return Seq()
    parts = [_of_block(view, force(block, world), world) for block in data.items]
    parts += [when_there(_of_block(view, force(p.value, world), world), force(p.why, world)) for p in data.maybe]
    return join([*parts, Seq((), (), data.rest)])


def _of_block(view: RootView, block: Value, world: World) -> Seq:
    if isinstance(block.data, Unknown):
        return Seq((), (), block.data)
    if not hasattr(block.data, "select"):
        return Seq()
    return statements_of(block.data.select("policy", block, world), view.lens, world)


def _attached(view: RootView, type: str, join: str, world: World) -> Iterator[tuple[Resource, Value]]:
    """Resources of a type that name this one, each with whether it exists in this world."""
    found, _ = view.lens.mounts.of(view.resource, type, join)
    seen: set[int] = set()
    for satellite in found:
        when = force(satellite.when, world)
        if when.data is not False and id(satellite.resource) not in seen:
            seen.add(id(satellite.resource))
            yield satellite.resource, when


def _unseen(view: RootView, might: str) -> list[Seq]:
    """What cannot be seen of a role: modules that were not loaded, satellites that may be anybody's."""
    holes = view.lens.graph.holes_at(view.resource)
    open_ = [Seq((), (), Unknown(f"{hole.address} may {might}, and {hole.why}")) for hole in holes]
    for type, role, _ in (*INLINE, *ATTACHMENTS):
        _, anywhere = view.lens.mounts.of(view.resource, type, role)
        open_ += [Seq((), (), Unknown(f"{one.resource.address} may {might}")) for one in anywhere]
    return open_


def _managed(view: RootView, world: World) -> list[Seq]:
    """The statements of managed policies that are declared in these files; others leave the list open."""
    parts: list[Seq] = []
    named = policy_arns(view, world).data
    taken: set[int] = set()
    for arn, when in [*((arn, Value(True)) for arn in named.items), *((p.value, p.why) for p in named.maybe)]:
        targets = _policies(view, arn)
        for target in targets:
            if id(target) not in taken:
                taken.add(id(target))
                found = statements_of(view.lens.ask(target, "policy", world), view.lens, world)
                parts.append(when_there(found, force(target.when, world) if when.data is True else when))
        if not targets and not _of_aws(arn):
            why = _not_here(arn.data)
            parts.append(when_there(Seq((), (), why), when) if when.data is True else Seq((), (), why))
    if named.rest is not None:
        parts.append(Seq((), (), named.rest))
    for policy, when in _attached(view, "aws_iam_policy", "roles", world):
        if id(policy) not in taken:
            parts.append(when_there(statements_of(view.lens.ask(policy, "policy", world), view.lens, world), when))
    return parts


def _not_here(arn: Any) -> Unknown:
    """Why nothing is known of a policy: nobody declares it, or which it is is not known."""
    if not isinstance(arn, Unknown):
        return Unknown(f"{arn} is not in these files")
    named = ":policy/" in arn.tail[-1] if arn.tail else False
    return Unknown(f"{arn.tail[-1].lstrip(':')} is not in these files", pending=arn.pending) if named else arn


def _policies(view: RootView, arn: Value) -> list[Resource]:
    found = [t for reference in arn.refs for t in view.lens.graph.resolve(reference)]
    return [target for target in found if target.type == "aws_iam_policy"]


def _of_aws(arn: Value) -> bool:
    """Whether an ARN is that of a policy of AWS, whose statements are AWS's."""
    text = arn.data.prefix if isinstance(arn.data, Unknown) else arn.data
    return isinstance(text, str) and ":iam::aws:policy/" in text


def trust(view: RootView, world: World) -> Value:
    """The statements of a role's trust policy."""
    document = _ask(view, "assume_role_policy", world)
    return Value(statements_of(document, view.lens, world), document.span or view.resource.span)


def policy_arns(view: RootView, world: World) -> Value:
    """The ARNs of all managed policies of a role, attached by whichever route."""
    written = force(_ask(view, "managed_policy_arns", world), world)
    parts = [_list(view, written, Value(True), world)]
    for type, role, arn in ATTACHMENTS:
        for satellite, when in _attached(view, type, role, world):
            parts.append(_list(view, view.lens.ask(satellite, arn, world), when, world))
    return Value(join([*parts, *_unseen(view, "attach a policy")]), view.resource.span)


def _list(view: RootView, value: Value, when: Value, world: World) -> Seq:
    """One ARN or many, as far as this world knows."""
    value = force(value, world)
    data = value.data
    if data is None:
        return Seq()
    if not isinstance(data, Seq):
        if isinstance(data, Unknown) and data.type in ("list", "set", "tuple"):
            return Seq((), (), data)
        data = Seq([value])
    forced = [force(item, world) for item in data.items]
    items = [_arn(view, item) for item in forced if item.data is not None]
    perhaps = [(force(p.value, world), force(p.why, world)) for p in data.maybe]
    maybe = [Possible(_arn(view, item), why) for item, why in perhaps if item.data is not None]
    return when_there(Seq(items, maybe, data.rest), when)


def _arn(view: RootView, arn: Value) -> Value:
    """An ARN; that of a data source by the name under which it looks up one of AWS's own policies."""
    arn = arns.of_policy(arn, view.lens)
    if not isinstance(arn.data, Unknown):
        return arn
    for reference in arn.refs:
        for source in view.lens.graph.resolve(reference):
            if source.type == "data.aws_iam_policy" and isinstance(source.body.data, Map):
                found = source.body.data.items
                written = found.get("arn")
                if written is not None and not isinstance(written.data, Choice):
                    return Value(written.data, arn.span, arn.refs, written, arn.marks)
                name = found.get("name")
                if name is not None and isinstance(name.data, str):
                    return Value(_looked_up(name.data), arn.span, arn.refs, name, arn.marks)
    return arn


def _looked_up(name: str) -> str:
    """The ARN of the policy that a data source finds under a name: AWS's, of whatever path, or one of the account."""
    if re.match(_AT_THE_ROOT, name):
        return AWS_MANAGED + name
    return f"{AWS_MANAGED}{arns.SOME}/{name}" if re.match(_OF_AWS, name) else f"arn:aws:iam::{arns.SOME}:policy/{name}"
