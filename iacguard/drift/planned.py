"""A plan's own account of drift: what changed outside of Terraform since the last apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from iacguard.drift import findings
from iacguard.drift.paths import follow
from iacguard.model.graph import Resource
from iacguard.model.report import Finding
from iacguard.model.source import Source, Span
from iacguard.model.value import Map, Value


def compare(declared: Iterable[Resource], data: dict[str, Any], source: Source, path: str) -> list[Finding]:
    """Findings of `resource_drift`, at the lines of the declarations where they are given."""
    by_address = {str(resource.address): resource for resource in declared}
    out: list[Finding] = []
    for row in data.get("resource_drift") or []:
        change = row.get("change") if isinstance(row, dict) else None
        if not isinstance(change, dict) or not isinstance(row.get("address"), str):
            continue
        address = row["address"]
        resource = by_address.get(address) or _stand_in(row, source, path)
        if change.get("after") is None:
            out.append(findings.not_deployed(resource))
            continue
        hidden = change.get("before_sensitive"), change.get("after_sensitive")
        for steps, before, after in _changed(change.get("before"), change.get("after")):
            secret = any(_secret(mask, steps) for mask in hidden)
            out.append(findings.differs(resource, _printed(steps), _span(resource, steps), before, after, secret))
    return out


def _stand_in(row: dict[str, Any], source: Source, path: str) -> Resource:
    """A resource whose declaration is not among the files: it stands where the plan names it."""
    from iacguard.model.address import parse

    at = max(source.text.find(f'"{row["address"]}"'), 0)
    span = Span(source, at, at + len(row["address"]) + 2)
    address = parse(row["address"], path)
    return Resource(address, address.type, "tf", Value(Map({}), span), span)


def _changed(before: Any, after: Any, steps: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any, Any]]:
    if isinstance(before, dict) and isinstance(after, dict):
        for name in sorted({*before, *after}):
            yield from _changed(before.get(name), after.get(name), (*steps, name))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _changed(one, other, (*steps, number))
    elif before != after:
        yield steps, before, after


def _secret(mask: Any, steps: tuple[Any, ...]) -> bool:
    for step in steps:
        if mask is True:
            return True
        if isinstance(mask, dict):
            mask = mask.get(step)
        elif isinstance(mask, list) and isinstance(step, int) and step < len(mask):
            mask = mask[step]
        else:
            return False
    return bool(mask)


def _printed(steps: tuple[Any, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")


def _span(resource: Resource, steps: tuple[Any, ...]) -> Span:
    """The nearest thing on the way to an attribute that is written."""
    value, _ = follow(resource.body, steps)
    return value.span if value is not resource.body and value.span is not None else resource.span
