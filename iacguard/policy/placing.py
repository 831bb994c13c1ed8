"""From a judgement to a finding: where it points, what it says, when it holds, and what makes it the same tomorrow."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from iacguard.model.graph import Resource
from iacguard.model.report import SEVERITIES, Finding, Related, fingerprint
from iacguard.model.source import Span
from iacguard.model.value import SENSITIVE, Choice, Error, Map, Seq, Unknown, Value
from iacguard.model.world import EMPTY, World, force
from iacguard.policy.judgement import Judgement
from iacguard.policy.rule import Expression, Rule

INSTALLED = ".terraform/"
"""Where terraform init keeps modules of others: code there is not the user's to change."""
ROOT = "the root directory"
"""What a message calls the directory whose address is a dot."""
_MODULES = re.compile(r"(?:module[.][\w-]+(?:\[(?:\"[^\"]*\"|[^\]]*)\])?[.])+")
_PATH = re.compile(r"\bresource\.([a-z_]\w*\b(?!\()(?:\.[a-z_]\w*\b(?!\())*)")


def finding(rule: Rule, severity: str, resource: Resource, seen: Value, judgement: Judgement) -> Finding:
    """The finding of one judgement that is not a pass."""
    chosen = _at(rule.at, seen) if rule.at else None
    value = chosen if chosen is not None and chosen.span is not None else judgement.value
    span = _primary(value.span or resource.span, resource)
    attribute = rule.at or (_attribute(rule, judgement.part) if rule.require else path_of(judgement.value, resource))
    address = str(resource.address)
    unsure = judgement.verdict != "fail"
    construct = _construct(resource)
    return Finding(
        rule=rule.id, severity=severity, practices=rule.practices, verdict="unsure" if unsure else "fail",
        address=address, addresses=(address,), type=resource.native_type, span=span,
        message=judgement.message or _message(rule, resource, value, chosen, _spelled(attribute, seen, resource)),
        reason=_reason(judgement.value) if unsure else "",
        when=() if unsure else _when(judgement.worlds),
        attribute=attribute, related=_related(value, span, resource), scope=resource.address.scope,
        fingerprint=fingerprint(rule.id, resource.span.source.path, str(resource.address.static), attribute),
        extra={"construct": construct} if construct else {},
    )  # fmt: skip


def _construct(resource: Resource) -> str:
    """The path of the CDK construct that a resource comes from: what its author knows it by."""
    meta = resource.meta.data
    metadata = meta.items.get("Metadata") if isinstance(meta, Map) else None
    path = metadata.data.items.get("aws:cdk:path") if metadata is not None and isinstance(metadata.data, Map) else None
    return path.data if path is not None and isinstance(path.data, str) else ""


def _at(path: str, seen: Value) -> Value:
    """The value at a path that the rule names; the nearest enclosing thing where it is not set."""
    value = seen
    for name in path.split("."):
        view = getattr(value, "view", None) or value.data
        select = getattr(view, "select", None)
        if select is None:
            break
        inner = force(select(name, value, EMPTY), EMPTY)
        if isinstance(inner.data, Error):
            break
        value = inner if inner.span is not None else Value(inner.data, value.span, inner.refs)
    return value


def _attribute(rule: Rule, part: int) -> str:
    return next(iter(_paths(rule.require[part])), "")


def _spelled(path: str, seen: Value, resource: Resource) -> str:
    """What the files call the last attribute of a path."""
    name = path.rpartition(".")[2]
    table = seen.data.lens.vocabulary.type(resource.type) if resource.format != "tf" else None
    node = table.find(path) if table is not None else None
    return node.cfn[-1] if node is not None and node.cfn else name


def _paths(expression: Expression) -> list[str]:
    """The attributes of the resource that an expression asks for, without the functions called on them."""
    return [found[1] for found in _PATH.finditer(expression.text)]


def path_of(value: Value, resource: Resource) -> str:
    """The dotted path at which a resource holds a value, without indices; "" where it does not."""
    stack = [(resource.body, "")]
    while stack:
        here, path = stack.pop()
        if here is value or here is value.origin:
            return path
        data = here.data
        if isinstance(data, Map):
            stack += [(inner, f"{path}.{name}" if path else name) for name, inner in data.items.items()]
        elif isinstance(data, Seq):
            stack += [(inner, path) for inner in (*data.items, *(p.value for p in data.maybe))]
        elif isinstance(data, Choice):
            stack += [(inner, path) for inner in data.options.values()]
    return ""


def _primary(span: Span, resource: Resource) -> Span:
    """The place to change: in the user's own files, else the module call; the header for a text made on the way."""
    if not span.source.path:
        return resource.span
    if INSTALLED in span.source.path:
        for call in reversed(resource.calls):
            if INSTALLED not in call.span.source.path:
                return call.span
    return span


def _message(rule: Rule, resource: Resource, value: Value, chosen: Value | None, attribute: str) -> str:
    shown = _shown(chosen if chosen is not None else value, value)
    construct = _construct(resource)
    address = f"{resource.address} ({construct})" if construct else str(resource.address)
    words = {"address": address if address != "." else ROOT, "type": resource.native_type, "attribute": attribute}
    words["name"] = resource.address.name
    return re.sub(r"\{(\w+)\}", lambda m: words.get(m.group(1), shown), rule.message)


def _shown(chosen: Value, blamed: Value) -> str:
    for value in (chosen, blamed):
        if SENSITIVE in value.marks:
            return "(sensitive)"
    decisive = _decisive(chosen)
    if isinstance(decisive.data, (str, int, float)) and not isinstance(decisive.data, bool):
        return str(decisive.data)
    text = blamed.span.text if blamed.span is not None else ""
    return text.strip("\"'") if text and "\n" not in text and len(text) < 60 else "this"


def _decisive(value: Value) -> Value:
    """What an answer was given about: the operand that stands where the answer points."""
    while isinstance(value.data, bool) and value.origin is not None and value.origin.span is value.span:
        value = value.origin
    return value


def _reason(value: Value) -> str:
    data = value.data
    return data.why if isinstance(data, (Unknown, Error)) else "the expression gives neither true nor false"


def _related(value: Value, primary: Span, resource: Resource) -> tuple[Related, ...]:
    """Where the value came from, and the module calls on the way; not a text that was made and stands in no file."""
    out: list[Related] = []
    seen = {primary.place}
    origin: Value | None = value.origin
    while origin is not None and len(out) < 10:
        if origin.span is not None and origin.span.source.path and origin.span.place not in seen:
            seen.add(origin.span.place)
            out.append(Related(origin.span, "the value comes from here"))
        origin = origin.origin
    for call in resource.calls:
        if call.span.place not in seen:
            seen.add(call.span.place)
            out.append(Related(call.span, f"called as {call.address}"))
    if resource.span.place not in seen and primary.source is not resource.span.source:
        out.append(Related(resource.span, f"{resource.address} is declared here"))
    return tuple(out)


def _when(worlds: Iterable[World]) -> tuple[dict[str, str], ...]:
    """The combinations of inputs under which it fails, without those that make no difference."""
    return tuple(world.told() for world in worlds)


def fold(findings: list[Finding]) -> list[Finding]:
    """Instances that agree become one finding, that of the first address; in the order of files and lines.

    An input of the module that declares a resource is the same one to all calls of the module.
    """
    folded: dict[Any, Finding] = {}
    for found in findings:
        when = tuple(tuple(sorted((_own(a, found), label) for a, label in row.items())) for row in found.when)
        key = (found.rule, found.verdict, found.span.place, when, found.reason)
        known = folded.get(key)
        if known is None:
            folded[key] = found
        elif found.address not in known.addresses:
            first = min(known, found, key=lambda one: one.address)
            folded[key] = first._replace(addresses=tuple(sorted((*known.addresses, found.address))))
    ordered = sorted(folded.values(), key=_order)
    return _numbered(ordered)


def _own(atom: str, found: Finding) -> str:
    """An input as the module that declares the resource calls it; that of another module as it is."""
    modules = _MODULES.match(found.address)
    prefix = modules.group() if modules is not None else ""
    return f".{atom[len(prefix) :]}" if atom.startswith(prefix) else atom


def _order(found: Finding) -> tuple[Any, ...]:
    return found.span.source.path, found.span.start, SEVERITIES.index(found.severity), found.rule, found.address


def _numbered(findings: list[Finding]) -> list[Finding]:
    """Equal fingerprints are told apart by their count."""
    counts: dict[str, int] = {}
    out = []
    for found in findings:
        count = counts[found.fingerprint] = counts.get(found.fingerprint, 0) + 1
        out.append(found._replace(fingerprint=f"{found.fingerprint}:{count}"))
    return out
