"""What well-known modules of the registry declare, told by the arguments that they are given.

Their source is rarely in a repository, and what a reader wants to know stands in the call: whether the Kubernetes API
is public, which machines a node group starts. Only what the module passes on as it is, or defaults to in every
version since the one that is named, is known; all else is unknown. Source: variables.tf and main.tf of
terraform-aws-modules/eks/aws, versions 18 to 21.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from iacguard.model.address import Address, Step
from iacguard.model.graph import Call, Resource
from iacguard.model.source import Span
from iacguard.model.value import Map, Reference, Seq, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.terraform.module_calls import ModuleCall

Arguments = Mapping[str, Value]

_EKS = re.compile(r"(?:\A|/)terraform-aws-modules/(?:eks/aws|terraform-aws-eks(?:\.git)?)(?:\?|\Z)").search
_MAJOR = re.compile(r"\d+").search
_NEWEST = 99

_GROUP = ("instance_types", "capacity_type", "labels", "node_repair_config", "remote_access")
"""What a node group takes over as it is, null where it is not given."""
_SIZES = ("min_size", "max_size", "desired_size")


def declared(call: ModuleCall, source: str, step: Step, arguments: Arguments, when: Value) -> list[Resource]:
    """The resources of one instance of a call whose module is not in these files; none where it is not known."""
    create = arguments.get("create")
    if not _EKS(source) or not (create is None or create.data is True):
        return []
    made = _Made(call, source, step, when)
    return [made.cluster(arguments), *made.groups(arguments)]


class _Made:
    """The resources of one instance of a call."""

    def __init__(self, call: ModuleCall, source: str, step: Step, when: Value) -> None:
        self.call = call
        self.header: Span = call.block.header
        self.when = when
        self.path = (*call.caller.path, step)
        self.other = Unknown(f"the module {source.split('?')[0]} decides it, and its source is not in these files")
        self.major = self._version(source)

    def _version(self, source: str) -> int:
        """The lowest major version that the call allows; the newest where it names none, which is what init takes."""
        written = self.call.block.body.attributes.get("version")
        text = written.expression.text if written is not None else source.partition("ref=")[2]
        found = _MAJOR(text)
        return int(found.group()) if found is not None else _NEWEST

    def cluster(self, arguments: Arguments) -> Resource:
        """The cluster, as the resource of the module would be declared."""

        def given(name: str, default: object) -> Value:
            """An argument, which was called `cluster_…` before version 21."""
            found = arguments.get(name) or arguments.get(f"cluster_{name}")
            return found if found is not None and found.data is not None else self._value(default)

        access = {
            "endpoint_public_access": given("endpoint_public_access", False if self.major >= 19 else self.other),
            "public_access_cidrs": given("endpoint_public_access_cidrs", Seq([self._value("0.0.0.0/0")])),
            "endpoint_private_access": given("endpoint_private_access", True if self.major >= 19 else self.other),
        }
        logs = Seq([self._value(name) for name in ("audit", "api", "authenticator")])
        return self._resource(
            "aws_eks_cluster",
            (),
            {
                "vpc_config": self._block(access),
                "enabled_cluster_log_types": given("enabled_log_types", logs),
                "version": arguments.get("kubernetes_version") or given("version", None),
            },
            self._tags(arguments.get("tags")),
            self.header,
        )

    def groups(self, arguments: Arguments) -> Iterator[Resource]:
        """The managed node groups, as far as their names are known."""
        written = arguments.get("eks_managed_node_groups")
        groups = written.data if written is not None else None
        shared = arguments.get("eks_managed_node_group_defaults")
        defaults = shared.data if shared is not None else None
        if not isinstance(groups, Map) or not (defaults is None or isinstance(defaults, Map)):
            return
        for name, group in groups.items.items():
            if isinstance(group.data, Map):
                step = Step("eks_managed_node_group", name)
                span = (groups.keys or {}).get(name) or group.span or self.header
                yield self._group(step, _Group(group.data, defaults or Map({}), self.other), arguments, span)

    def _group(self, step: Step, group: _Group, arguments: Arguments, span: Span) -> Resource:
        items = {name: group.get(name) or Value(None, span) for name in _GROUP}
        items["ami_type"] = self._image(group, span)
        items["subnet_ids"] = group.get("subnet_ids") or arguments.get("subnet_ids") or Value(self.other, span)
        items["scaling_config"] = self._block({name: group.get(name) or Value(self.other, span) for name in _SIZES})
        taints = group.get("taints")
        items["taint"] = _listed(taints) if taints is not None else Value(Seq(), span)
        cluster = Address(self.call.caller.root.label, self.path, "managed", "aws_eks_cluster", "this", 0)
        items["cluster_name"] = Value(self.other, span, (Reference(cluster, ("name",)),))
        own = group.get("tags")
        return self._resource("aws_eks_node_group", (step,), items, self._tags(arguments.get("tags"), own), span)

    def _image(self, group: _Group, span: Span) -> Value:
        own = group.get("ami_id")
        if own is not None and own.data != "":
            return Value(self.other, span)
        default = "AL2023_x86_64_STANDARD" if self.major >= 21 else None
        return group.get("ami_type") or Value(default, span)

    def _tags(self, *written: Value | None) -> Value:
        """The tags that are given, and what the module and its provider may add."""
        items: dict[str, Value] = {}
        for value in written:
            if value is not None and isinstance(value.data, Map):
                items.update(value.data.items)
        return Value(Map(items, self.other), self.header)

    def _value(self, data: object) -> Value:
        return Value(data, self.header)

    def _block(self, items: dict[str, Value]) -> Value:
        return self._value(Seq([self._value(Map(items, self.other))]))

    def _resource(self, type: str, below: tuple[Step, ...], items: dict[str, Value], tags: Value, at: Span) -> Resource:
        call, caller = self.call, self.call.caller
        body = Map({**items, "tags": tags, "tags_all": tags}, self.other)
        return Resource(
            Address(caller.root.label, (*self.path, *below), "managed", type, "this", 0), type, "tf", Value(body, at),
            at, block=call.block, when=self.when, meta=Value(Map({}), self.header),
            calls=(*caller.calls, Call(str(Address(caller.root.label, self.path, "managed", "", "")), self.header)),
            provider_version=caller.root.provider_version(caller.module, type),
        )  # fmt: skip


class _Group:
    """The arguments of one node group over the defaults of all of them."""

    def __init__(self, own: Map, defaults: Map, other: Unknown) -> None:
        self.own = own
        self.defaults = defaults
        self.other = other

    def get(self, name: str) -> Value | None:
        """What is written, None where nothing is; unknown where the keys are not all known."""
        for data in (self.own, self.defaults):
            found = data.items.get(name)
            if found is not None:
                return found if found.data is not None else None
            if data.rest is not None:
                return Value(data.rest)
        return None


def _listed(taints: Value) -> Value:
    """Taints as blocks: a map of them by any name since version 21, a list before."""
    data = taints.data
    if not isinstance(data, Map):
        return taints
    return Value(Seq(list(data.items.values()), (), data.rest), taints.span, taints.refs)
