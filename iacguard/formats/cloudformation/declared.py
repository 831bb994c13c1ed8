"""What a template itself declares, as resources that rules may target.

| type | attributes |
|---|---|
| template_parameter | name, type, default, has_default, description, sensitive, validated, used, allowed_values |
| template_output | name, value, description, export |
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from iacguard.formats.cloudformation.parameters import Constraints
from iacguard.model.graph import Resource
from iacguard.model.source import Span
from iacguard.model.value import Map, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack

_NARROWING = ("AllowedValues", "AllowedPattern", "MinLength", "MaxLength", "MinValue", "MaxValue")
_FREE = ("String", "CommaDelimitedList")


def declarations(stack: Stack) -> list[Resource]:
    """The parameters and outputs of a template; once for each file, whoever nests it."""
    done = stack.deployment.declared
    if stack.template.path in done:
        return []
    done.add(stack.template.path)
    section = stack.template.section("Parameters")
    words = _words(stack) if section.items else {}
    return [_parameter(stack, name, written, words[name] > 1) for name, written in section.items.items()]


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


def _words(stack: Stack) -> Counter[str]:
    """How often each word occurs in a template."""
    return Counter(re.findall(r"[A-Za-z0-9]+", stack.template.source.text))


def _resource(stack: Stack, type: str, name: str, items: dict[str, Value], header: Span, written: Value) -> Resource:
    end = written.span.end if written.span is not None else header.end
    block = Span(header.source, header.start, max(header.end, end))
    return Resource(
        stack.address(name), type, "tf", Value(Map(items), header), header, block=block, calls=stack.calls,
        native_type="Parameter",
    )  # fmt: skip
