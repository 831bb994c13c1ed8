"""CloudFormation's own answers: `describe-stack-resources` and `describe-stack-resource-drifts`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from iacguard.drift import findings
from iacguard.drift.paths import follow
from iacguard.model.graph import Resource
from iacguard.model.report import Finding
from iacguard.model.source import Span
from iacguard.model.value import SENSITIVE, Choice, Unknown

GONE = frozenset({"DELETE_COMPLETE", "DELETED"})


def is_answer(data: Any) -> bool:
    """Whether a JSON document is one of the two answers."""
    return isinstance(data, dict) and any(
        isinstance(data.get(k), list) for k in ("StackResources", "StackResourceDrifts")
    )


def rows(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The resources of an answer; rows without a logical id are passed over."""
    found = data.get("StackResourceDrifts") or data.get("StackResources") or []
    return [row for row in found if isinstance(row, dict) and isinstance(row.get("LogicalResourceId"), str)]


def compare(declared: Iterable[Resource], data: dict[str, Any], answer: Span) -> list[Finding]:
    """Findings of one answer against the template that shares most of its logical ids; `answer` is its place."""
    chosen = _template(list(declared), rows(data))
    by_id = {resource.address.name: resource for resource in chosen}
    out: list[Finding] = []
    deployed = set()
    for row in rows(data):
        name = row["LogicalResourceId"]
        resource = by_id.get(name)
        status = row.get("StackResourceDriftStatus") or row.get("ResourceStatus") or ""
        if resource is None:
            if status not in GONE:
                out.append(findings.undeclared(name, str(row.get("ResourceType", "")), answer))
            continue
        if status not in GONE:
            deployed.add(name)
            out += [_property(resource, d) for d in row.get("PropertyDifferences") or [] if _certain(resource, d)]
    whole = "StackResources" in data
    for name, resource in by_id.items():
        gone = any(row["LogicalResourceId"] == name for row in rows(data)) or whole
        if name not in deployed and gone and resource.when.data is True:
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
    expected, actual = difference.get("ExpectedValue"), difference.get("ActualValue")
    span = value.span if value is not resource.body else resource.span
    return findings.differs(resource, ".".join(path), span, expected, actual, secret)


def _steps(pointer: str) -> list[str]:
    """`/Policies/0/PolicyName` as its steps."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/") if step]
