"""What learns and predicts: the buckets that feed it or hold what it makes, the roles that it runs with.

Both are told by reference, never by name: a reference, or the bucket's own name in `s3://…` or an ARN.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from iacguard.model.graph import Edge
from iacguard.model.value import Choice, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import EMPTY, World, force
from iacguard.vocabulary.branches import both, branches

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
    ("environment", re.compile(r"environment|hyper_?parameters|container_?properties", re.I)),
    ("model", re.compile(r"model|container|image", re.I)),
)
"""What a bucket is for, by the names of the attributes on the way to the reference; the first that fits."""

PLACE = re.compile(r"s3|uri$|url$|bucket|location|configs?$|containers?$|environment|definition|source|channel", re.I)
"""Names of attributes that may hold the place of data, themselves or further in."""

SCHEME = r"(?:s3[an]?://|arn:aws[\w-]*:s3:::)"
BUCKET = re.compile(SCHEME + r"([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])")
BEGUN = re.compile(SCHEME + r"([a-z0-9.-]*)(/?)")

KEPT_ASIDE = ("aws_s3_bucket", "aws_cloudtrail", "aws_codepipeline", "aws_lambda_function", "aws_flow_log", "aws_lb")
"""What refers to buckets for logs, code and pipelines: a role that may read such a bucket proves nothing."""


class Use(NamedTuple):
    """That a resource of machine learning uses a bucket: what for, where it says so, whether it exists, in which root.

    `begins` is what the bucket's name begins with, where the whole is not known.
    """

    what: str
    at: Value
    when: Value
    scope: str
    begins: str = ""


class Uses:
    """All uses of buckets in a graph, worked out once.

    `open` are places where a bucket may be named that is not known; `roles` the conditions under which something runs
    with a role.
    """

    def __init__(self, lens: Lens) -> None:
        self.lens = lens
        self.by_bucket: dict[int, list[Use]] = {}
        self.by_name: dict[str, list[Use]] = {}
        self.open: list[Use] = []
        self.roles: dict[int, list[Value]] = {}
        for resource in lens.graph.resources:
            if WORKLOAD.match(resource.type):
                for path, value, when in _leaves(resource.body, (), resource.when):
                    self._read(Use(_what(path), value, when, resource.address.scope), path)

    def _read(self, use: Use, path: tuple[str, ...]) -> None:
        data = use.at.data
        targets = [target for reference in use.at.refs for target in self.lens.graph.resolve(reference)]
        for target in targets:
            if target.type == "aws_s3_bucket":
                self.by_bucket.setdefault(id(target), []).append(use)
            elif target.type == "aws_iam_role":
                self.roles.setdefault(id(target), []).append(use.when)
        if targets:
            return
        if isinstance(data, str):
            for name in BUCKET.findall(data):
                self.by_name.setdefault(name, []).append(use)
        elif isinstance(data, Unknown) and (not path or PLACE.search(path[-1])):
            self._begun(use, data)

    def _begun(self, use: Use, data: Unknown) -> None:
        """A place of which the beginning is known, or nothing."""
        begun = BEGUN.match(data.prefix)
        if begun is not None and begun.group(2):
            self.by_name.setdefault(begun.group(1), []).append(use)
        elif begun is not None or not data.prefix or any(s.startswith(data.prefix) for s in ("s3://", "arn:aws:s3:::")):
            perhaps = Value(Unknown(f"what it uses is not known: {data.why}", pending=data.pending), use.at.span)
            begins = begun.group(1) if begun is not None else ""
            self.open.append(use._replace(when=both(use.when, perhaps), begins=begins))

    def of(self, view: RootView, world: World) -> list[Use]:
        """The uses of a bucket: by reference, by its own name, and perhaps by what is not known in its own root."""
        found = list(self.by_bucket.get(id(view.resource), ()))
        name, scope = _name(view, world), view.resource.address.scope
        open_ = [use for use in self.open if use.scope == scope]
        if isinstance(name.data, str):
            found += self.by_name.get(name.data, ())
            return found + [use for use in open_ if name.data.startswith(use.begins)]
        if not isinstance(name.data, Unknown):
            return found
        prefix = name.data.prefix
        open_ += [use for use in self._of_nobody(name, world) if use.scope == scope]
        return found + [u for u in open_ if u.begins.startswith(prefix) or prefix.startswith(u.begins)]

    def _of_nobody(self, name: Value, world: World) -> list[Use]:
        """Uses by names that no bucket of these files has: those of one whose name is not known, perhaps."""
        buckets = [self.lens.view(bucket).data for bucket in self.lens.graph.by_type.get("aws_s3_bucket", ())]
        taken = {_name(view, world).data for view in buckets}
        why = Unknown(f"its own name is not known: {name.data.why}", pending=name.data.pending)
        return [
            use._replace(when=both(use.when, Value(why, name.span)), begins=named)
            for named, uses in self.by_name.items()
            if named not in taken
            for use in uses
        ]


def _name(view: RootView, world: World) -> Value:
    """What a bucket is called; null where a name is made up."""
    return force(view.select("bucket", Value(None, view.resource.span), world), world)


def _uses(lens: Lens) -> Uses:
    known: Uses | None = lens.memo.get("ml uses")
    if known is None:
        known = lens.memo["ml uses"] = Uses(lens)
    return known


def _leaves(value: Value, path: tuple[str, ...], when: Value) -> Iterator[tuple[tuple[str, ...], Value, Value]]:
    """What is no list and no map in a body: the names on the way to it, and the condition under which it is there."""
    inside = value.decoded or value
    data = inside.data
    if isinstance(data, Map):
        for name, item in data.items.items():
            yield from _leaves(item, (*path, name), when)
    elif isinstance(data, Seq):
        for item in data.items:
            yield from _leaves(item, path, when)
        for possible in data.maybe:
            yield from _leaves(possible.value, path, both(possible.why, when))
    elif isinstance(data, Choice):
        for option, there in branches(inside, when):
            yield from _leaves(option, path, there)
    else:
        yield path, inside, when
    if isinstance(data, (Map, Seq)) and data.rest is not None:
        yield path, Value(data.rest, inside.span), when


def _what(path: tuple[str, ...]) -> str:
    text = "/".join(path)
    return next((what for what, pattern in USES if pattern.search(text)), "other")


def feeds_ml(view: RootView, world: World) -> Value:
    """Whether something that learns or predicts reads from a bucket or writes to it, itself or through its role."""
    lens = view.lens
    unsure: Value | None = None
    for use in _uses(lens).of(view, world):
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
    for use in _uses(view.lens).of(view, world):
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
    unsure: Value | None = None
    for role in lens.graph.by_type.get("aws_iam_role", ()):
        whens = [force(when, world) for when in _uses(lens).roles.get(id(role), ())]
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


def _is_named(view: RootView, target: Value, world: World) -> Value:
    resolved = [one for ref in target.refs for one in view.lens.graph.resolve(ref)]
    if resolved:
        return Value(any(one is view.resource for one in resolved), target.span)
    name = _name(view, world)
    if isinstance(target.data, str):
        named = BUCKET.findall(target.data)
        if isinstance(name.data, Unknown):
            return name if named else Value(False)
        return Value(name.data in named, target.span)
    return target


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
