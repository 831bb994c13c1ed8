"""Which buckets machine learning uses, and which roles it runs with: told by reference, or by a bucket's own name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iacguard.model.value import Choice, Map, Seq, Unknown, Value
from iacguard.model.world import World, endings
from iacguard.vocabulary.branches import both, branches
from iacguard.vocabulary.derived.looking import ask
from iacguard.vocabulary.lens import Lens, RootView

WORKLOAD = re.compile(
    r"(aws|awscc)_(sagemaker|bedrock|bedrockagent|bedrockagentcore|comprehend|kendra|s3vectors)_"
    r"|aws_batch_job_definition$|aws_emr_cluster$|aws_emrserverless_application$|aws_emrcontainers_virtual_cluster$"
)
"""Types whose data and roles are those of machine learning."""

SCRIPT = "script"
"""The use of a bucket that holds what machines run when they start: neither data nor models."""

USES = (
    (SCRIPT, re.compile(r"life_?cycle_?config/source_?s3_?uri", re.I)),
    ("answers", re.compile(r"async_?inference|transform_?output", re.I)),
    ("input", re.compile(r"input|dataset|channel|training_data|data_source|documents", re.I)),
    ("capture", re.compile(r"capture|monitoring|logging|recording", re.I)),
    ("output", re.compile(r"output|checkpoint|artifact|profiler|debug|tensor_?board|offline_store", re.I)),
    ("environment", re.compile(r"environment|hyper_?parameters|container_?properties", re.I)),
    ("model", re.compile(r"model|container|image", re.I)),
)
"""What a bucket is for, by the names of the attributes on the way to the reference; the first that fits."""

PLACE = r"(?i)s3|uri$|url$|bucket|location|configs?$|containers?$|environment|definition|source|channel"
"""Names of attributes that may hold the place of data, themselves or further in."""

SCHEME = r"(?:s3[an]?://|arn:aws[\w-]*:s3:::)"
BUCKET = re.compile(SCHEME + r"([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])")
BEGUN = SCHEME + r"([a-z0-9.-]*)(/?)"


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
        elif isinstance(data, Unknown) and (not path or re.search(PLACE, path[-1])):
            self._begun(use, data)

    def _begun(self, use: Use, data: Unknown) -> None:
        """A place of which the beginning is known, or nothing."""
        begun = re.match(BEGUN, data.prefix)
        if begun is not None and begun.group(2):
            self.by_name.setdefault(begun.group(1), []).append(use)
        elif begun is not None or not data.prefix or any(s.startswith(data.prefix) for s in ("s3://", "arn:aws:s3:::")):
            perhaps = Value(Unknown(f"what it uses is not known: {data.why}", pending=data.pending), use.at.span)
            begins = begun.group(1) if begun is not None else ""
            self.open.append(use._replace(when=both(use.when, perhaps), begins=begins))

    def of(self, view: RootView, world: World) -> list[Use]:
        """The uses of a bucket: by reference, by its own name, and perhaps by what is not known in its own root."""
        found = list(self.by_bucket.get(id(view.resource), ()))
        name, scope = name_of(view, world), view.resource.address.scope
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
        taken = {name_of(view, world).data for view in buckets}
        why = Unknown(f"its own name is not known: {name.data.why}", pending=name.data.pending)
        return [
            use._replace(when=both(use.when, Value(why, name.span)), begins=named)
            for named, uses in self.by_name.items()
            if named not in taken
            for use in uses
        ]


def name_of(view: RootView, world: World) -> Value:
    """What a bucket is called; null where a name is made up."""
    return ask(view, "bucket", world)


def uses(lens: Lens) -> Uses:
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
        if any(map(_may_tell, endings(inside))):
            for option, there in branches(inside, when):
                yield from _leaves(option, path, there)
    else:
        yield path, inside, when
    if isinstance(data, (Map, Seq)) and data.rest is not None:
        yield path, Value(data.rest, inside.span), when


def _may_tell(value: Value) -> bool:
    """Whether one option of a choice may say something of buckets or roles: most choices are of something else."""
    data = value.data
    if isinstance(data, str):
        return bool(value.refs) or "s3" in data or value.decoded is not None
    return not (data is None or isinstance(data, (bool, int, float)))


def _what(path: tuple[str, ...]) -> str:
    text = "/".join(path)
    return next((what for what, pattern in USES if pattern.search(text)), "other")
