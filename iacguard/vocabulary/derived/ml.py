"""What learns and predicts: the buckets that feed it or hold what it makes, the roles that it runs with.

Both are told by reference, never by name: a reference, or the bucket's own name in `s3://…` or an ARN.
"""

from __future__ import annotations

import fnmatch
from typing import TYPE_CHECKING

from iacguard.model.graph import Edge
from iacguard.model.value import Possible, Seq, Unknown, Value
from iacguard.model.world import EMPTY, World, force
from iacguard.vocabulary.branches import held
from iacguard.vocabulary.derived.uses import BUCKET, name_of, uses

if TYPE_CHECKING:
    from iacguard.vocabulary.lens import Lens, RootView

SERVICES = ("sagemaker", "bedrock", "bedrock-agentcore", "batch", "elasticmapreduce", "emr-serverless", "glue")
"""Services that a role for machine learning is trusted by."""

KEPT_ASIDE = ("aws_s3_bucket", "aws_cloudtrail", "aws_codepipeline", "aws_lambda_function", "aws_flow_log", "aws_lb")
"""What refers to buckets for logs, code and pipelines: a role that may read such a bucket proves nothing."""


def feeds_ml(view: RootView, world: World) -> Value:
    """Whether something that learns or predicts reads from a bucket or writes to it, itself or through its role."""
    lens = view.lens
    unsure: Value | None = None
    for use in uses(lens).of(view, world):
        when = force(use.when, world)
        if when.data is True:
            return Value(True, use.at.span)
        if when.data is not False:
            unsure = unsure or when
    if not _kept_aside(view):
        reached = _through_role(view, world)
        if reached.data is True:
            return reached
        unsure = unsure or (reached if reached.data is not False else None)
    for hole in lens.graph.holes_at(view.resource):
        unsure = unsure or Value(Unknown(f"{hole.address} may use it, and {hole.why}"), view.resource.span)
    return unsure if unsure is not None else Value(False, view.resource.span)


def ml_uses(view: RootView, world: World) -> Value:
    """What machine learning uses a bucket for: input, output, model, capture, environment, access."""
    items: dict[str, Value] = {}
    maybe: list[Possible] = []
    for use in uses(view.lens).of(view, world):
        when = force(use.when, world)
        if when.data is True:
            items.setdefault(use.what, Value(use.what, use.at.span))
        elif when.data is not False:
            maybe.append(Possible(Value(use.what, use.at.span), when))
    if not _kept_aside(view):
        reached = _through_role(view, world)
        if reached.data is True:
            items.setdefault("access", Value("access", reached.span))
        elif reached.data is not False:
            maybe.append(Possible(Value("access", reached.span), reached))
    return Value(Seq(list(items.values()), maybe), view.resource.span)


def _kept_aside(view: RootView) -> bool:
    lens = view.lens
    edges = lens.graph.incoming(view.resource)
    return any(edge.source.type in KEPT_ASIDE or _takes_logs(lens, edge) for edge in edges)


def _takes_logs(lens: Lens, edge: Edge) -> bool:
    """Whether another bucket's logging sends to this one; a bucket's own logging refers to it as well."""
    if not edge.source.type.endswith("_bucket_logging"):
        return False
    return edge.reference in lens.ask(edge.source, "target_bucket", EMPTY).refs


def _through_role(view: RootView, world: World) -> Value:
    """Whether a role of machine learning is allowed something on this bucket by name."""
    lens = view.lens
    unsure: Value | None = None
    for role in lens.graph.by_type.get("aws_iam_role", ()):
        whens = [force(when, world) for when in uses(lens).roles.get(id(role), ())]
        runs = next((when for when in whens if when.data is True), None) or next(
            (when for when in whens if when.data is not False), None
        )
        if runs is None:
            continue
        allowed = _allowed(view, force(lens.ask(role, "statements", world), world), world)
        if allowed.data is True and runs.data is True:
            return allowed
        if allowed.data is not False:
            unsure = unsure or (runs if allowed.data is True else allowed)
    return unsure if unsure is not None else Value(False, view.resource.span)


def _allowed(view: RootView, statements: Value, world: World) -> Value:
    """Whether statements allow something on this bucket."""
    data = statements.data
    if not isinstance(data, Seq):
        return statements
    unsure: Value | None = None
    for entry in data.items:
        named = _names(view, force(entry, world), world)
        if named.data is True:
            return named
        unsure = unsure or (named if named.data is not False else None)
    for possible in data.maybe:
        if _names(view, force(possible.value, world), world).data is not False:
            unsure = unsure or force(possible.why, world)
    if data.rest is not None:
        unsure = unsure or Value(data.rest, statements.span)
    return unsure if unsure is not None else Value(False)


def _names(view: RootView, statement: Value, world: World) -> Value:
    """Whether a statement allows something on this bucket, by its name; points at the resource that says so."""
    inside = statement.data
    if not hasattr(inside, "select"):
        return statement if isinstance(inside, Unknown) else Value(False)
    effect = force(inside.select("effect", statement, world), world)
    if effect.data not in ("Allow",) and not isinstance(effect.data, Unknown):
        return Value(False)
    if not _may_be_of_s3(force(inside.select("actions", statement, world), world), world):
        return Value(False)
    resources = force(inside.select("resources", statement, world), world)
    if not isinstance(resources.data, Seq):
        return resources if isinstance(resources.data, Unknown) else Value(False)
    unsure = Value(resources.data.rest, resources.span) if resources.data.rest is not None else None
    for entry in resources.data.items:
        named = _is_named(view, force(entry, world), world)
        if named.data is True:
            return named if effect.data == "Allow" else effect
        unsure = unsure or (named if named.data is not False else None)
    return unsure if unsure is not None else Value(False)


def _may_be_of_s3(actions: Value, world: World) -> bool:
    """Whether some action of a statement is, or may be, one of S3; without actions it names those it is not about."""
    data = actions.data
    if not isinstance(data, Seq) or data.maybe or data.rest is not None or not data.items:
        return True
    return any(_is_of_s3(force(item, world).data) for item in data.items)


def _is_of_s3(action: object) -> bool:
    text = action.prefix if isinstance(action, Unknown) else action
    if not isinstance(text, str):
        return True
    service, colon, _ = text.lower().partition(":")
    if isinstance(action, Unknown) and not colon:
        return "*" in service or "s3".startswith(service)
    return fnmatch.fnmatchcase("s3", service)


def _is_named(view: RootView, target: Value, world: World) -> Value:
    resolved = [one for ref in target.refs for one in view.lens.graph.resolve(ref)]
    if resolved:
        return Value(any(one is view.resource for one in resolved), target.span)
    name = name_of(view, world)
    if isinstance(target.data, str):
        named = BUCKET.findall(target.data)
        if isinstance(name.data, Unknown):
            return name if named else Value(False)
        return Value(name.data in named, target.span)
    return target


def serves_ml(view: RootView, world: World) -> Value:
    """Whether a role is one of machine learning: its services trust it, or something that learns runs with it."""
    unsure: Value | None = None
    for when in uses(view.lens).roles.get(id(view.resource), ()):
        decided = force(when, world)
        if decided.data is True:
            return Value(True, view.resource.span)
        unsure = unsure or (decided if decided.data is not False else None)
    trust = force(view.select("trust", Value(None, view.resource.span), world), world)
    for statement in held(trust, world):
        principals = statement
        if hasattr(statement.data, "select"):
            principals = force(statement.data.select("principals", statement, world), world)
        for one in held(principals, world):
            if isinstance(one.data, Unknown):
                unsure = unsure or (one if _may_be_service(one.data) else None)
            elif isinstance(one.data, str) and one.data.split(".")[0] in SERVICES and "amazonaws.com" in one.data:
                return Value(True, one.span or trust.span)
    return unsure if unsure is not None else Value(False, view.resource.span)


def _may_be_service(principal: Unknown) -> bool:
    """Whether an unknown principal may be a service of machine learning; nothing that begins as an ARN is."""
    known = principal.prefix
    return any(service.startswith(known) or known.startswith(service) for service in SERVICES)
