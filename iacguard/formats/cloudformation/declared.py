"""What a template itself declares, as resources that rules may target.

| type | attributes |
|---|---|
| template_parameter | name, type, default, has_default, description, sensitive, validated, used, allowed_values |
| template_output | name, value, description, export |
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iacguard.formats.cloudformation import cdk
from iacguard.formats.cloudformation.parameters import Constraints
from iacguard.formats.cloudformation.texts import name_of
from iacguard.model.graph import Resource, walk
from iacguard.model.source import Span
from iacguard.model.value import Map, Seq, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack

_NARROWING = ("AllowedValues", "AllowedPattern", "MinLength", "MaxLength", "MinValue", "MaxValue")
_IN_TEXT = re.compile(r"\$\{([^{}.!]+)").findall
_FREE = ("String", "CommaDelimitedList")


def declarations(stack: Stack) -> list[Resource]:
    """The parameters and outputs of a template; once for each file, whoever nests it."""
    done = stack.deployment.declared
    if stack.template.path in done:
        return []
    done.add(stack.template.path)
    section = stack.template.section("Parameters")
    names = _named(stack.template.body) if section.items else set()
    return [
        _parameter(stack, name, written, name in names)
        for name, written in section.items.items()
        if not cdk.is_generated_parameter(name)
    ]


def _parameter(stack: Stack, name: str, written: Value, used: bool) -> Resource:
    data: Map = written.data
    header = stack.template.key("Parameters", name)
    plain = {"Type": "type", "Default": "default", "Description": "description", "AllowedValues": "allowed_values"}
    items = {ours: data.items[theirs] for theirs, ours in plain.items() if theirs in data.items}
    hidden = data.items.get("NoEcho")
    items["name"] = Value(name, header)
    items["has_default"] = Value("Default" in data.items, header)
    items["sensitive"] = Value(hidden is not None and hidden.data in (True, "true"), header)
    checked = Constraints(data).type not in _FREE or any(key in data.items for key in _NARROWING)
    items["validated"] = Value(checked, header)
    items["used"] = Value(used, header)
    return _resource(stack, "template_parameter", name, items, header, written)


def _named(body: Value) -> set[str]:
    """Every name that something in a template refers to."""
    names: set[str] = set()
    for value in walk(body):
        data = value.data
        if isinstance(data, Map):
            for key in ("Ref", "Fn::ValueOf"):
                inner = data.items.get(key)
                for one in (inner, *(inner.data.items[:1] if isinstance(inner.data, Seq) else ())) if inner else ():
                    names.add(name_of(one) or "")
        elif isinstance(data, str) and "${" in data:
            names.update(name.strip() for name in _IN_TEXT(data))
    return names


def _resource(stack: Stack, type: str, name: str, items: dict[str, Value], header: Span, written: Value) -> Resource:
    end = written.span.end if written.span is not None else header.end
    block = Span(header.source, header.start, max(header.end, end))
    return Resource(
        stack.address(name), type, "tf", Value(Map(items), header), header, block=block, calls=stack.calls,
        native_type="Parameter",
    )  # fmt: skip
