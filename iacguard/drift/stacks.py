"""CloudFormation's own answers: `describe-stack-resources` and `describe-stack-resource-drifts`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from iacguard.drift import findings
from iacguard.drift.paths import follow
from iacguard.model.graph import Hole, Resource
from iacguard.model.report import Finding
from iacguard.model.source import Source, Span
from iacguard.model.value import SENSITIVE, Choice, Unknown

GONE = frozenset({"DELETE_COMPLETE", "DELETED"})
_DRIFTS = "StackResourceDrifts"
_WHOLE = ("StackResources", "StackResourceSummaries")
"""Answers that name every resource of a stack."""
_NESTING = frozenset({"AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet", "AWS::Serverless::Application"})
"""What these nest stands in other stacks, whether or not it was loaded."""
_SERVERLESS = "AWS::Serverless::"


def is_answer(data: Any) -> bool:
    """Whether a JSON document is one of the answers."""
    return isinstance(data, dict) and any(isinstance(data.get(k), list) for k in (_DRIFTS, *_WHOLE))


def rows(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The resources of an answer; rows without a logical id are passed over."""
    found: list[Any] = next((data[k] for k in (_DRIFTS, *_WHOLE) if isinstance(data.get(k), list)), [])
    return [row for row in found if isinstance(row, dict) and isinstance(row.get("LogicalResourceId"), str)]


def compare(
    declared: Iterable[Resource], data: dict[str, Any], source: Source, holes: Iterable[Hole] = ()
) -> list[Finding]:
    """Findings of one answer against the template that shares most of its logical ids; `source` is the answer's."""
    chosen = _template(list(declared), rows(data))
    by_id = {resource.address.name: resource for resource in chosen}
    is_open = _is_open(chosen, holes)
    out: list[Finding] = []
    deployed = set()
    for row in rows(data):
        name = row["LogicalResourceId"]
        resource = by_id.get(name)
        status = row.get("StackResourceDriftStatus") or row.get("ResourceStatus") or ""
        if resource is None:
            if status not in GONE and not is_open and not _is_made(name, chosen):
                out.append(findings.undeclared(name, str(row.get("ResourceType", "")), _named(name, source)))
            continue
        if status not in GONE:
            deployed.add(name)
            out += [_property(resource, d) for d in row.get("PropertyDifferences") or [] if _certain(resource, d)]
    whole = _DRIFTS not in data
    for name, resource in by_id.items():
        gone = any(row["LogicalResourceId"] == name for row in rows(data)) or whole
        if name not in deployed and gone and resource.when.data is True and "*" not in name:
            out.append(findings.not_deployed(resource))
    return out


def _template(declared: list[Resource], answered: list[dict[str, Any]]) -> list[Resource]:
    """The stack of the declared resources that shares most logical ids with an answer."""
    wanted = {row["LogicalResourceId"] for row in answered}
    stacks: dict[tuple[str, tuple[str, ...]], list[Resource]] = {}
    for resource in declared:
        if resource.address.mode == "stack" and resource.deployed:
            address = resource.address
            stacks.setdefault((address.scope, tuple(step.name for step in address.modules)), []).append(resource)
    best = max(stacks.values(), key=lambda stack: len(wanted & {r.address.name for r in stack}), default=[])
    return best if wanted & {r.address.name for r in best} else []


def _is_open(stack: list[Resource], holes: Iterable[Hole]) -> bool:
    """Whether a macro, a loop or a module may declare more in a stack than is written."""
    nesting = {resource.address for resource in stack if resource.native_type in _NESTING}
    beside = {(r.address.scope, r.address.modules) for r in stack}
    return any((h.address.scope, h.address.modules) in beside and h.address not in nesting for h in holes)


def _is_made(name: str, stack: list[Resource]) -> bool:
    """Whether the serverless transform may have made a resource: it names it after one of its own."""
    serverless = [r.address.name for r in stack if r.native_type.startswith(_SERVERLESS)]
    return bool(serverless) and name.startswith(("Serverless", *serverless))


def _named(name: str, source: Source) -> Span:
    """Where an answer names a resource."""
    found = re.search(rf'"LogicalResourceId"\s*:\s*("{re.escape(name)}")', source.text)
    return Span(source, *found.span(1)) if found is not None else Span(source, 0, max(source.text.find("\n"), 1))


def _certain(resource: Resource, difference: Any) -> bool:
    """Whether a difference is one of the template: unknown is never drift."""
    if not isinstance(difference, dict) or not isinstance(difference.get("PropertyPath"), str):
        return False
    value, whole = follow(resource.body, _steps(difference["PropertyPath"]))
    return not (whole and isinstance(value.data, (Unknown, Choice)))


def _property(resource: Resource, difference: dict[str, Any]) -> Finding:
    path = _steps(difference["PropertyPath"])
    value, whole = follow(resource.body, path)
    secret = whole and SENSITIVE in value.marks
    expected, actual = _decoded(difference.get("ExpectedValue")), _decoded(difference.get("ActualValue"))
    span = value.span if value is not resource.body else resource.span
    return findings.differs(resource, ".".join(path), span, expected, actual, secret)


def _decoded(text: Any) -> Any:
    """A value of an answer, which gives objects, lists and nothing as JSON in a text."""
    try:
        data = json.loads(text) if isinstance(text, str) else text
    except (ValueError, RecursionError):
        return text
    return data if isinstance(data, (dict, list, type(None))) else text


def _steps(pointer: str) -> list[str]:
    """`/Policies/0/PolicyName` as its steps."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/") if step]
