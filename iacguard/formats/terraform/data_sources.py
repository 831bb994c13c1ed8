"""Data sources that need no cloud: policy documents, templates, local files, region and account from the inputs."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from iacguard.formats.terraform.bodies import blocks
from iacguard.model.combine import made
from iacguard.model.tree import UnreadableError, join
from iacguard.model.value import Map, Possible, Seq, Unknown, Value
from iacguard.model.world import choose

if TYPE_CHECKING:
    from iacguard.formats.terraform.resources import ResourceInstance

_LISTS = (
    ("actions", "Action"),
    ("not_actions", "NotAction"),
    ("resources", "Resource"),
    ("not_resources", "NotResource"),
)


def attribute(resource: ResourceInstance, name: str) -> Value | None:
    """What can be known of a data source's attribute; None: nothing more than that it is read later."""
    type = resource.declaration.type
    if type == "aws_iam_policy_document" and name in ("json", "minified_json"):
        return _policy_json(resource)
    inputs = resource.declaration.instance.root.inputs
    if type == "aws_caller_identity" and name == "account_id" and inputs.account:
        return Value(inputs.account)
    if type == "aws_region" and name in ("name", "region", "id"):
        region = inputs.region or resource.declaration.instance.root.region(resource.declaration)
        return Value(region) if region else None
    if type == "aws_partition" and name in ("partition", "id", "dns_suffix"):
        return _partition(resource, "partition" if name == "id" else name)
    if type == "local_file" and name == "content":
        return _local_file(resource)
    if type == "template_file" and name == "rendered":
        return _template(resource)
    return None


PARTITIONS = {"aws": "amazonaws.com", "aws-cn": "amazonaws.com.cn", "aws-us-gov": "amazonaws.com"}
"""The public partitions of AWS and the domains of their services."""


def _partition(resource: ResourceInstance, name: str) -> Value:
    """The partition, or the domain of its services: that of the region, else a choice, since most texts hold either."""
    root = resource.declaration.instance.root
    region = root.inputs.region or root.region(resource.declaration)
    texts = {partition: partition if name == "partition" else domain for partition, domain in PARTITIONS.items()}
    if region:
        return Value(
            texts["aws-cn" if region.startswith("cn-") else "aws-us-gov" if region.startswith("us-gov-") else "aws"]
        )
    return choose("aws_partition", {partition: Value(text) for partition, text in texts.items()})


def _local_file(resource: ResourceInstance) -> Value | None:
    instance = resource.declaration.instance
    written = resource.declaration.block.body.attributes.get("filename")
    path = instance.evaluate(written.expression, resource.scope).data if written is not None else None
    inside = join(instance.root.scope, path) if isinstance(path, str) and not path.startswith("/") else None
    if inside is None:
        return None
    try:
        return Value(instance.root.tree.read(posixpath.normpath(inside)).text)
    except UnreadableError:
        return None


def _template(resource: ResourceInstance) -> Value | None:
    from iacguard.formats.terraform.functions.render import rendered

    attributes = resource.declaration.block.body.attributes
    if "template" not in attributes:
        return None
    instance = resource.declaration.instance
    text = instance.evaluate(attributes["template"].expression, resource.scope)
    given = instance.evaluate(attributes["vars"].expression, resource.scope) if "vars" in attributes else Value(Map({}))
    if not isinstance(text.data, str) or not isinstance(given.data, Map) or given.data.rest is not None:
        return None
    return rendered(text.data, "", dict(given.data.items.items()), instance)


def _policy_json(resource: ResourceInstance) -> Value:
    """The document as JSON: its text is not worked out, its structure is."""
    header = resource.declaration.block.header
    structure = document(resource)
    why = "a rendered policy document"
    return Value(Unknown(why, resource.symbol("json"), "string", True, "{"), header, structure.refs, decoded=structure)


def document(resource: ResourceInstance) -> Value:
    """The policy that an aws_iam_policy_document renders, source and override documents included."""
    block, scope = resource.declaration.block, resource.scope
    found = blocks("statement", block.body.blocks, scope).data
    items = [_statement(value) for value in found.items]
    maybe = [Possible(_statement(p.value), p.why) for p in found.maybe]
    rest = found.rest
    refs = list(dict.fromkeys(r for v in items for r in v.refs))
    instance = resource.declaration.instance
    for name in ("source_policy_documents", "override_policy_documents", "source_json", "override_json"):
        attribute = block.body.attributes.get(name)
        if attribute is None:
            continue
        value = instance.evaluate(attribute.expression, scope)
        for part in value.data.items if isinstance(value.data, Seq) else [value]:
            merged = _statements(part)
            items = _overridden(items, merged.items) if name.startswith("override") else [*merged.items, *items]
            maybe += merged.maybe
            rest = rest or merged.rest
        if isinstance(value.data, Seq):
            rest = rest or value.data.rest
    version = Value("2012-10-17", block.header)
    statements = Value(Seq(items, maybe, rest), block.header)
    return Value(Map({"Version": version, "Statement": statements}), block.header, tuple(refs))


def _statements(part: Value) -> Seq:
    from iacguard.syntax.json import decode_text

    decoded = part.decoded or decode_text(part)
    if decoded is None or not isinstance(decoded.data, Map):
        if part.data is None:
            return Seq()
        why = part.data.why if isinstance(part.data, Unknown) else "a source document is not known"
        return Seq((), (), Unknown(why))
    found = decoded.data.items.get("Statement")
    if found is None:
        return Seq()
    return found.data if isinstance(found.data, Seq) else Seq([found])


def _overridden(items: list[Value], others: object) -> list[Value]:
    """Statements with the same Sid are replaced; others are added."""
    out = list(items)
    for other in others:  # type: ignore[attr-defined]
        sid = _sid(other)
        same = next((n for n, item in enumerate(out) if sid and _sid(item) == sid), None)
        if same is None:
            out.append(other)
        else:
            out[same] = other
    return out


def _sid(statement: Value) -> str:
    data = statement.data
    found = data.items.get("Sid") if isinstance(data, Map) else None
    return found.data if found is not None and isinstance(found.data, str) else ""


def _statement(value: Value) -> Value:
    """A statement block in the spelling of the JSON document."""
    data = value.data
    assert isinstance(data, Map)
    items: dict[str, Value] = {"Effect": data.items.get("effect", Value("Allow", value.span))}
    if items["Effect"].data is None:
        items["Effect"] = Value("Allow", value.span)
    if "sid" in data.items:
        items["Sid"] = data.items["sid"]
    for ours, theirs in _LISTS:
        found = data.items.get(ours)
        if found is not None and found.data is not None:
            items[theirs] = found
    for ours, theirs in (("principals", "Principal"), ("not_principals", "NotPrincipal")):
        if ours in data.items:
            items[theirs] = _principals(data.items[ours])
    if "condition" in data.items:
        items["Condition"] = _conditions(data.items["condition"])
    refs = tuple(dict.fromkeys(r for v in items.values() for r in v.refs))
    return Value(Map(items, None, data.keys), value.span, refs)


def _principals(value: Value) -> Value:
    items: dict[str, Value] = {}
    rest = value.data.rest
    for block in value.data.items:
        kind, names = block.data.items.get("type"), block.data.items.get("identifiers")
        if kind is None or names is None:
            continue
        if not isinstance(kind.data, str):
            rest = rest or Unknown("what kind a principal is is not known")
            continue
        items[kind.data] = _joined(items.get(kind.data), names)
    if set(items) == {"*"}:
        return Value("*", value.span)
    if value.data.maybe:
        rest = rest or Unknown("a principal depends on an input")
    return Value(Map(items, rest), value.span)


def _joined(known: Value | None, names: Value) -> Value:
    if known is None:
        return names
    if isinstance(known.data, Seq) and isinstance(names.data, Seq):
        data = Seq([*known.data.items, *names.data.items], (), known.data.rest or names.data.rest)
        return made(data, known.span, (known, names))
    return names


def _conditions(value: Value) -> Value:
    operators: dict[str, dict[str, Value]] = {}
    rest = value.data.rest
    for block in value.data.items:
        test, name, values = (block.data.items.get(k) for k in ("test", "variable", "values"))
        if test is None or name is None or values is None:
            continue
        if not isinstance(test.data, str) or not isinstance(name.data, str):
            rest = rest or Unknown("a condition is not known")
            continue
        operators.setdefault(test.data, {})[name.data] = values
    if value.data.maybe:
        rest = rest or Unknown("a condition depends on an input")
    return Value(Map({test: Value(Map(keys), value.span) for test, keys in operators.items()}, rest), value.span)
