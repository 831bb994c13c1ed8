"""What learns and predicts: the buckets that feed it or hold what it makes, the roles that it runs with.

Both are told by reference, never by name: a reference, or the bucket's own name in `s3://…` or an ARN.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from iacguard.model.graph import Edge, Resource
from iacguard.model.value import Choice, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import EMPTY, World, force

if TYPE_CHECKING:
    from iacguard.vocabulary.lens import Lens, RootView

WORKLOAD = re.compile(
    r"(aws|awscc)_(sagemaker|bedrock|bedrockagent|bedrockagentcore|comprehend|kendra|s3vectors)_"
    r"|aws_batch_job_definition$|aws_emr_cluster$|aws_emrserverless_application$|aws_emrcontainers_virtual_cluster$"
)
"""Types whose data and roles are those of machine learning."""

SERVICES = ("sagemaker", "bedrock", "bedrock-agentcore", "batch", "elasticmapreduce", "emr-serverless", "glue")
"""Services that a role for machine learning is trusted by."""

USES = (
    ("input", re.compile(r"input|dataset|channel|training_data|data_source|documents", re.I)),
    ("capture", re.compile(r"capture|monitoring|logging|recording", re.I)),
    ("output", re.compile(r"output|checkpoint|artifact|profiler|debug|tensor_?board|offline_store", re.I)),
    ("model", re.compile(r"model|container|image", re.I)),
    ("environment", re.compile(r"environment|hyper_?parameters|container_properties", re.I)),
)
"""What a bucket is for, by the names of the attributes on the way to the reference; the first that fits."""

BUCKET = re.compile(r"(?:s3[an]?://|arn:aws[\w-]*:s3:::)([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])")

KEPT_ASIDE = ("aws_s3_bucket", "aws_cloudtrail", "aws_codepipeline", "aws_lambda_function", "aws_flow_log", "aws_lb")
"""What refers to buckets for logs, code and pipelines: a role that may read such a bucket proves nothing."""


class Use(NamedTuple):
    """That a resource of machine learning uses a bucket: what for, where it says so, and whether it exists."""

    what: str
    at: Value
    when: Value


class Uses:
    """All uses of buckets in a graph, worked out once."""

    def __init__(self, lens: Lens) -> None:
        self.lens = lens
        self.by_bucket: dict[int, list[Use]] = {}
        self.by_name: dict[str, list[Use]] = {}
        self.roles: dict[int, list[Value]] = {}
        for resource in lens.graph.resources:
            if WORKLOAD.match(resource.type):
                self._read(resource)

    def _read(self, resource: Resource) -> None:
        for path, value in _walk(resource.body):
            for reference in value.refs:
                for target in self.lens.graph.resolve(reference):
                    if target.type == "aws_s3_bucket":
                        use = Use(_what(path), value, resource.when)
                        self.by_bucket.setdefault(id(target), []).append(use)
                    elif target.type == "aws_iam_role":
                        self.roles.setdefault(id(target), []).append(resource.when)
            text = value.data.prefix if isinstance(value.data, Unknown) else value.data
            if isinstance(text, str) and not value.refs:
                for name in BUCKET.findall(text):
                    self.by_name.setdefault(name, []).append(Use(_what(path), value, resource.when))

    def of(self, view: RootView) -> list[Use]:
        """The uses of a bucket, by reference or by its own name."""
        found = list(self.by_bucket.get(id(view.resource), ()))
        name = force(view.select("bucket", Value(None, view.resource.span), EMPTY), EMPTY)
        if isinstance(name.data, str):
            found += self.by_name.get(name.data, ())
        return found


def _uses(lens: Lens) -> Uses:
    known: Uses | None = lens.memo.get("ml uses")
    if known is None:
        known = lens.memo["ml uses"] = Uses(lens)
    return known


def _walk(value: Value, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Value]]:
    """Every value in a body with the names on the way to it."""
    yield path, value
    inside = value.decoded or value
    data = inside.data
    if isinstance(data, Map):
        for name, item in data.items.items():
            yield from _walk(item, (*path, name))
    elif isinstance(data, Seq):
        for item in [*data.items, *(possible.value for possible in data.maybe)]:
            yield from _walk(item, path)
    elif isinstance(data, Choice):
        for option in data.options.values():
            yield from _walk(option, path)


def _what(path: tuple[str, ...]) -> str:
    text = "/".join(path)
    return next((what for what, pattern in USES if pattern.search(text)), "other")


def feeds_ml(view: RootView, world: World) -> Value:
    """Whether something that learns or predicts reads from a bucket or writes to it, itself or through its role."""
    lens = view.lens
    unsure: Value | None = None
    for use in _uses(lens).of(view):
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
    for use in _uses(view.lens).of(view):
        when = force(use.when, world)
        if when.data is True:
            items.setdefault(use.what, Value(use.what, use.at.span))
        elif when.data is not False:
            maybe.append(Possible(Value(use.what, use.at.span), when))
    if not _kept_aside(view):
        reached = _through_role(view, world)
        if reached.data is True:
            items.setdefault("access", Value("access", reached.span))
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
    roles = _uses(lens).roles
    unsure: Value | None = None
    for role in lens.graph.by_type.get("aws_iam_role", ()):
        whens = [force(when, world) for when in roles.get(id(role), ())]
        if not whens or all(when.data is False for when in whens):
            continue
        statements = force(lens.ask(role, "statements", world), world)
        if not isinstance(statements.data, Seq):
            continue
        for entry in statements.data.items:
            named = _names(view, force(entry, world), world)
            if named is not None and any(when.data is True for when in whens):
                return Value(True, named.span)
            if named is not None:
                unsure = unsure or whens[0]
    return unsure if unsure is not None else Value(False, view.resource.span)


def _names(view: RootView, statement: Value, world: World) -> Value | None:
    """The resource of an allowing statement that is this bucket or what is in it."""
    inside = statement.data
    if not hasattr(inside, "select") or force(inside.select("effect", statement, world), world).data != "Allow":
        return None
    resources = force(inside.select("resources", statement, world), world)
    if not isinstance(resources.data, Seq):
        return None
    name = force(view.select("bucket", Value(None, view.resource.span), world), world).data
    for entry in resources.data.items:
        target = force(entry, world)
        if any(one is view.resource for ref in target.refs for one in view.lens.graph.resolve(ref)):
            return target
        if isinstance(target.data, str) and isinstance(name, str) and name in BUCKET.findall(target.data):
            return target
    return None


def serves_ml(view: RootView, world: World) -> Value:
    """Whether a role is one of machine learning: its services trust it, or something that learns runs with it."""
    unsure: Value | None = None
    for when in _uses(view.lens).roles.get(id(view.resource), ()):
        decided = force(when, world)
        if decided.data is True:
            return Value(True, view.resource.span)
        unsure = unsure or (decided if decided.data is not False else None)
    trust = force(view.select("trust", Value(None, view.resource.span), world), world)
    if isinstance(trust.data, Seq):
        for entry in trust.data.items:
            statement = force(entry, world)
            if not hasattr(statement.data, "select"):
                continue
            principals = force(statement.data.select("principals", statement, world), world)
            for principal in principals.data.items if isinstance(principals.data, Seq) else ():
                one = force(principal, world)
                if isinstance(one.data, str) and one.data.split(".")[0] in SERVICES and "amazonaws.com" in one.data:
                    return Value(True, one.span or trust.span)
        if trust.data.rest is not None:
            unsure = unsure or Value(trust.data.rest, trust.span)
    return unsure if unsure is not None else Value(False, view.resource.span)
