"""The resources of a template in the awscc provider's spelling."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from iacguard.formats.base import Loaded
from iacguard.model.graph import Resource
from iacguard.model.value import Choice, Map, Possible, Reference, Seq, Value
from iacguard.vocabulary.nodes import Node, awscc_name
from tests.rules.rule_fixtures import vocabulary

FREE = ("Tags", "ModelPackageGroupPolicy", "ResourcePolicy", "PolicyDocument")
"""Properties whose objects have keys of their own."""


def awscc(loaded: Loaded) -> Loaded:
    """What was loaded from templates, as if the awscc provider had made it."""
    loaded.resources = [_respelled(one) if one.native_type.startswith("AWS::") else one for one in loaded.resources]
    return loaded


def _respelled(resource: Resource) -> Resource:
    if not resource.deployed:
        return resource
    _, service, name = resource.native_type.split("::")
    known = vocabulary().type(resource.type)
    made = copy.copy(resource)
    made.format = "awscc"
    made.native_type = f"awscc_{service.lower()}_{awscc_name(name)}"
    made.body = _value(resource.body, {*FREE, *(_free(known.top) if known is not None else ())})
    made.memo = {}
    return made


def _free(node: Node) -> Iterator[str]:
    """The properties whose keys are the user's."""
    for kid in node.kids.values():
        if kid.cfn and kid.kind in ("json", "map"):
            yield kid.cfn[-1]
        yield from _free(kid)


def _value(value: Value, free: set[str]) -> Value:
    data = value.data
    if isinstance(data, Map):
        items = {
            awscc_name(key): inner if key in free and isinstance(inner.data, Map) else _value(inner, free)
            for key, inner in data.items.items()
        }
        keys = {awscc_name(key): span for key, span in (data.keys or {}).items()}
        data = Map(items, data.rest, keys)
    elif isinstance(data, Seq):
        maybe = [Possible(_value(one.value, free), one.why) for one in data.maybe]
        data = Seq([_value(item, free) for item in data.items], maybe, data.rest)
    elif isinstance(data, Choice):
        data = Choice(data.atom, {label: _value(option, free) for label, option in data.options.items()})
    refs = tuple(Reference(ref.target, tuple(awscc_name(str(step)) for step in ref.path)) for ref in value.refs)
    return Value(data, value.span, refs, value.origin, value.marks, value.decoded)
