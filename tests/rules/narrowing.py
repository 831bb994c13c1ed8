"""The same infrastructure, one part of it under an input that nobody gave a value: what was wrong is wrong under it.

A failure may become one that holds under a condition; it may not be lost, and it may not become unsure.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

from iacguard.formats.terraform.ast import Attribute, Block, Body
from iacguard.formats.terraform.parser import parse
from iacguard.model.source import Source, Span

Files = dict[str, str]
Path = tuple[Any, ...]

META = frozenset({"count", "for_each", "provider", "depends_on", "lifecycle", "provisioner", "connection", "timeouts"})
"""Of the language, not of the resource: written as it is."""

ASKED = '\nvariable "asked" {\n  type = bool\n}\n'
PARAMETER = {"Asked": {"Type": "String", "AllowedValues": ["yes", "no"]}}
CONDITION = {"IfAsked": {"Fn::Equals": [{"Ref": "Asked"}, "yes"]}}


def terraform(text: str) -> Iterator[tuple[str, Files]]:
    """An HCL file with one attribute, block or resource under `var.asked`."""
    body, faults = parse(Source("main.tf", text))
    assert not faults
    for resource in body.blocks:
        if resource.type != "resource":
            continue
        if not resource.body.attributes.keys() & {"count", "for_each"}:
            yield ".".join(resource.labels), {"main.tf": _counted(text, resource) + ASKED}
        for part in _parts(resource.body):
            said = text[part.start : part.end]
            if isinstance(part, Attribute):
                name, value = part.name, part.expression
                changed = _replaced(text, value, f"var.asked ? {text[value.start : value.end]} : null")
            else:
                name, inside = part.type, said[said.index("{") :]
                made = f'dynamic "{name}" {{\n  for_each = var.asked ? [1] : []\n  content {inside}\n}}'
                changed = _replaced(text, part, made)
            yield f"{'.'.join(resource.labels)}.{name}", {"main.tf": changed + ASKED}


def _parts(body: Body) -> Iterator[Attribute | Block]:
    for attribute in body.attributes.values():
        if attribute.name not in META and "<<" not in attribute.expression.text:
            yield attribute
    for block in body.blocks:
        if block.type not in META and block.type != "dynamic" and not block.labels:
            yield block
            yield from _parts(block.body)


def _counted(text: str, resource: Block) -> str:
    """The resource there once if asked for, and who refers to it refers to that one."""
    pointing = re.compile(rf"(?<![\w.-]){re.escape('.'.join(resource.labels))}(?=\.)")
    start = resource.body.start
    before, after = (pointing.sub(r"\g<0>[0]", part) for part in (text[:start], text[start:]))
    return f"{before}\n  count = var.asked ? 1 : 0\n{after}"


def _replaced(text: str, span: Span, by: str) -> str:
    return text[: span.start] + by + text[span.end :]


def template(written: Any) -> Iterator[tuple[str, Files]]:
    """A template with one property or resource under the condition `IfAsked`."""
    for name, resource in written["Resources"].items():
        if not isinstance(resource, dict):
            continue
        if "Condition" not in resource:
            yield name, _changed(written, ("Resources", name, "Condition"), "IfAsked")
        for path, value in _values(resource.get("Properties", {}), ("Resources", name, "Properties")):
            choice = {"Fn::If": ["IfAsked", value, {"Ref": "AWS::NoValue"}]}
            yield ".".join(map(str, path[1:])), _changed(written, path, choice)


def _values(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Everything below the properties of a resource, as far as no function makes it."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        called = isinstance(inner, dict) and len(inner) == 1 and re.match("Ref$|Fn::", next(iter(inner)))
        if isinstance(inner, (dict, list)) and not called:
            yield from _values(inner, (*path, key))
        yield (*path, key), inner


def _changed(written: Any, path: Path, by: Any) -> Files:
    made = copy.deepcopy(written)
    target: Any = made
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = by
    for section, more in (("Conditions", CONDITION), ("Parameters", PARAMETER)):
        made[section] = {**made.get(section, {}), **more}
    return {"template.json": json.dumps(made)}
