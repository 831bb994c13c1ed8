"""Declared resources against deployed ones, by address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from iacguard.drift import findings
from iacguard.drift.differences import differences
from iacguard.model.address import ANY, Address
from iacguard.model.graph import Hole, Resource
from iacguard.model.plain import plain
from iacguard.model.report import Finding
from iacguard.model.value import Map, Seq, Value

CHANGES_BY_ITSELF = frozenset({"tags_all", "timeouts", "depends_on"})
"""What a state keeps otherwise than it is written, without anybody having changed it."""


def compare(declared: Sequence[Resource], deployed: Iterable[Resource], holes: Iterable[Hole]) -> list[Finding]:
    """What is declared and not deployed, deployed and not declared, and attributes that differ.

    What is told of a module that is not there says too little of it, and nothing of its lifecycle.
    """
    calls = [_path(hole.address) for hole in holes if not hole.address.name]
    ours = [resource for resource in declared if resource.deployed and not _within(calls, resource)]
    theirs = _moved({str(resource.address): resource for resource in deployed if resource.deployed}, declared)
    named = {str(resource.address): resource for resource in ours}
    open_addresses = {str(r.address.static) for r in ours if _any_key(r.address) or r.when.data is not True}
    out: list[Finding] = []
    for text, resource in named.items():
        if text in theirs:
            out += attributes(resource, theirs[text])
        elif resource.when.data is True and not _any_key(resource.address):
            out.append(findings.not_deployed(resource))
    for text, resource in theirs.items():
        if text not in named and not _within(calls, resource) and str(resource.address.static) not in open_addresses:
            out.append(findings.not_declared(resource))
    return out


def _moved(deployed: dict[str, Resource], declared: Iterable[Resource]) -> dict[str, Resource]:
    """What is deployed, at the addresses to which `moved` blocks take it."""
    moves: list[tuple[str, str]] = []
    for block in declared:
        data = block.body.data
        if block.type == "terraform_moved" and isinstance(data, Map) and {"from", "to"} <= data.items.keys():
            path = block.address.in_module
            prefix = f"{path}." if path else ""
            moves.append((f"{prefix}{data.items['from'].data}", f"{prefix}{data.items['to'].data}"))
    out: dict[str, Resource] = {}
    for text, resource in deployed.items():
        for old, new in moves:
            if text == old or text.startswith((f"{old}[", f"{old}.")):
                text = new + text[len(old) :]
        out.setdefault(text, resource)
    return out


def _any_key(address: Address) -> bool:
    return any(key is ANY for key in (*(step.key for step in address.modules), address.key))


def _within(calls: Iterable[tuple[str, ...]], resource: Resource) -> bool:
    """Whether a resource is of one of the modules that are not there."""
    return any(_path(resource.address)[: len(call)] == call for call in calls if call)


def _path(address: Address) -> tuple[str, ...]:
    return tuple(step.name for step in address.modules)


def attributes(declared: Resource, deployed: Resource) -> Iterator[Finding]:
    """The attributes that differ, those aside that the lifecycle ignores."""
    ignored = _ignored(declared)
    if ignored is None or not isinstance(declared.body.data, Map):
        return
    for difference in differences(declared.body, deployed.body):
        top = difference.path.split(".")[0].split("[")[0]
        if top in CHANGES_BY_ITSELF or top in ignored:
            continue
        ours = plain(difference.declared)
        yield findings.differs(
            declared, difference.path, difference.declared.span, ours, difference.deployed, difference.secret
        )


def _ignored(resource: Resource) -> frozenset[str] | None:
    """The attributes that `lifecycle.ignore_changes` names; None: all of them."""
    meta = resource.meta.data
    lifecycle = _first(meta.items.get("lifecycle")) if isinstance(meta, Map) else None
    changes = lifecycle.items.get("ignore_changes") if lifecycle is not None else None
    if changes is None:
        return frozenset()
    if isinstance(changes.data, Seq):
        return frozenset(str(item.data).split(".")[0].split("[")[0] for item in changes.data.items)
    return None


def _first(value: Value | None) -> Map | None:
    data = value.data if value is not None else None
    if isinstance(data, Seq) and data.items:
        data = data.items[0].data
    return data if isinstance(data, Map) else None
