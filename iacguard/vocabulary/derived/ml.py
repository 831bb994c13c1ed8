"""What learns and predicts: the buckets that feed it or hold what it makes, the roles that it runs with.

Both are told by reference, never by name: a reference, or the bucket's own name in `s3://…` or an ARN.
"""

from __future__ import annotations

from iacguard.model.graph import Edge
from iacguard.model.value import Possible, Seq, Unknown, Value
from iacguard.model.world import EMPTY, World, force
from iacguard.vocabulary.branches import held
from iacguard.vocabulary.derived.looking import ask
from iacguard.vocabulary.derived.reach import reached
from iacguard.vocabulary.derived.uses import SCRIPT, uses
from iacguard.vocabulary.lens import Lens, RootView

SERVICES = ("sagemaker", "bedrock", "bedrock-agentcore", "batch", "elasticmapreduce", "emr-serverless", "glue")
"""Services that a role for machine learning is trusted by."""

KEPT_ASIDE = ("aws_s3_bucket", "aws_cloudtrail", "aws_codepipeline", "aws_lambda_function", "aws_flow_log", "aws_lb")
"""What refers to buckets for logs, code and pipelines: a role that may read such a bucket proves nothing."""


def feeds_ml(view: RootView, world: World) -> Value:
    """Whether something that learns or predicts reads from a bucket or writes to it, itself or through its role."""
    lens = view.lens
    unsure: Value | None = None
    scripts: Value | None = None
    for use in uses(lens).of(view, world):
        when = force(use.when, world)
        if when.data is False:
            continue
        if use.what == SCRIPT:
            scripts = when if scripts is None or when.data is True else scripts
        elif when.data is True:
            return Value(True, use.at.span)
        else:
            unsure = unsure or when
    scripts_alone = unsure is None and scripts is not None and scripts.data is True
    if not scripts_alone and not _kept_aside(view):
        allowed = reached(view, world)
        if allowed.data is True and scripts is None:
            return allowed
        unsure = unsure or (scripts if allowed.data is True else allowed if allowed.data is not False else None)
    for hole in lens.graph.holes_at(view.resource):
        unsure = unsure or Value(Unknown(f"{hole.address} may use it, and {hole.why}"), view.resource.span)
    return unsure if unsure is not None else Value(False, view.resource.span)


def ml_uses(view: RootView, world: World) -> Value:
    """What machine learning uses a bucket for: script, input, output, answers, model, capture, environment, access."""
    items: dict[str, Value] = {}
    maybe: list[Possible] = []
    for use in uses(view.lens).of(view, world):
        when = force(use.when, world)
        if when.data is True:
            items.setdefault(use.what, Value(use.what, use.at.span))
        elif when.data is not False:
            maybe.append(Possible(Value(use.what, use.at.span), when))
    if not _kept_aside(view):
        allowed = reached(view, world)
        if allowed.data is True:
            items.setdefault("access", Value("access", allowed.span))
        elif allowed.data is not False:
            maybe.append(Possible(Value("access", allowed.span), allowed))
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


def serves_ml(view: RootView, world: World) -> Value:
    """Whether a role is one of machine learning: its services trust it, or something that learns runs with it."""
    unsure: Value | None = None
    for when in uses(view.lens).roles.get(id(view.resource), ()):
        decided = force(when, world)
        if decided.data is True:
            return Value(True, view.resource.span)
        unsure = unsure or (decided if decided.data is not False else None)
    trust = ask(view, "trust", world)
    for statement in held(trust, world):
        principals = statement
        if hasattr(statement.data, "select"):
            principals = force(statement.data.select("services", statement, world), world)
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
