"""What a module plans, as `terraform show -json` would print it: what is known, what is known after apply, and which
references the configuration makes."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from iacguard.formats.base import Loaded
from iacguard.model.graph import Resource
from iacguard.model.value import SENSITIVE, Choice, Map, Reference, Seq, Unknown, Value
from iacguard.vocabulary.nodes import Type
from iacguard.vocabulary.tables import Vocabulary


class UndecidedError(Exception):
    """Something depends on an input that nobody set; no plan can be made before it is."""


def plan(loaded: Loaded, vocabulary: Vocabulary) -> str:
    """The plan that creates all resources."""
    changes, declared = [], []
    for resource in loaded.resources:
        address = resource.address
        if address.mode not in ("managed", "data") or resource.type.startswith(("terraform_", "project")):
            continue
        if resource.when.data is not True:
            raise UndecidedError
        after, unknown, sensitive = _parts(resource.body)
        _fill_in(after, unknown, vocabulary.type(resource.type))
        change = {"actions": ["create"], "before": None, "after": after, "after_unknown": unknown}
        name = {"mode": address.mode, "type": address.type, "name": address.name}
        changes.append({"address": str(address), **name, "change": {**change, "after_sensitive": sensitive}})
        declared.append((address, {**name, "address": _own(resource), "expressions": _expressions(resource.body)}))
    module: dict[str, Any] = {"resources": [], "module_calls": {}}
    for address, item in declared:
        inside = module
        for step in address.modules:
            inside = inside["module_calls"].setdefault(step.name, {"module": {"resources": [], "module_calls": {}}})
            inside = inside["module"]
        if item not in inside["resources"]:
            inside["resources"].append(item)
    document = {"format_version": "1.2", "resource_changes": changes, "configuration": {"root_module": module}}
    return json.dumps(document, indent=1, default=float)


def _fill_in(after: dict[str, Any], unknown: dict[str, Any], type: Type | None) -> None:
    """What providers say of what is not written: null, or that they fill it in."""
    for number, (name, node) in enumerate(sorted(type.top.kids.items()) if type is not None else ()):
        if {name, node.was} & {*after, *unknown} or node.kind.startswith("block"):
            continue
        if type is not None and (name in type.computed or number % 2):
            unknown[name] = True
        else:
            after[name] = None
    for name in type.computed if type is not None else ():
        if after.get(name) is None:
            unknown[name] = True


def _own(resource: Resource) -> str:
    address = resource.address
    return f"{'data.' if address.mode == 'data' else ''}{address.type}.{address.name}"


def _parts(value: Value) -> tuple[Any, Any, Any]:
    """What is there after the plan, what is known after apply alone, and what is sensitive."""
    data = value.data
    hidden = SENSITIVE in value.marks
    if isinstance(data, Choice):
        raise UndecidedError
    if isinstance(data, Unknown):
        if "has no default" in data.why:
            raise UndecidedError
        return None, True, hidden
    if isinstance(data, Map):
        if data.rest is not None:
            raise UndecidedError
        parts = {name: _parts(item) for name, item in data.items.items()}
        return (
            {name: part[0] for name, part in parts.items() if part[1] is not True},
            {name: part[1] for name, part in parts.items() if part[1] is not False},
            hidden or {name: part[2] for name, part in parts.items() if part[2]},
        )
    if isinstance(data, Seq):
        if data.rest is not None or data.maybe:
            raise UndecidedError
        rows = [_parts(item) for item in data.items]
        return [row[0] for row in rows], [row[1] for row in rows], hidden or [row[2] for row in rows]
    return float(data) if isinstance(data, Decimal) else data, False, hidden


def _expressions(value: Value) -> dict[str, Any]:
    """What the configuration says of a body: the references of each argument, blocks as lists."""
    assert isinstance(value.data, Map)
    out: dict[str, Any] = {}
    for name, item in value.data.items.items():
        rows = item.data.items if isinstance(item.data, Seq) else ()
        if rows and all(isinstance(row.data, Map) for row in rows):
            out[name] = [_expressions(row) for row in rows]
        else:
            found = dict.fromkeys(text for reference in _references(item) for text in _spelled(reference))
            out[name] = {"references": list(found)} if found else {"constant_value": None}
    return out


def _references(value: Value) -> list[Reference]:
    data = value.data
    inside = data.items.values() if isinstance(data, Map) else data.items if isinstance(data, Seq) else ()
    return [*value.refs, *(reference for item in inside for reference in _references(item))]


def _spelled(reference: Reference) -> list[str]:
    whole = str(reference.target._replace(scope="", modules=()))
    return [".".join((whole, *reference.path)), whole] if reference.path else [whole]
