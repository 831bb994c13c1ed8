"""The same infrastructure said in a roundabout way: through locals, inputs, conditions, modules and functions.

Each way keeps what the text means, so that no finding may come or go.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from iacguard.formats.terraform.ast import Block, Body, Call, Expression, ListExpression, Literal, ObjectExpression
from iacguard.formats.terraform.parser import parse
from iacguard.model.source import Source
from tests.rules.rewriting import template_json

Files = dict[str, str]

_BY_ITSELF = re.compile(r"^(terraform|provider|variable|module|output)\b", re.M)
_LITERAL_BLOCKS = frozenset({"lifecycle", "connection", "provisioner", "timeouts"})
_META = frozenset({"count", "for_each", "provider", "depends_on"})


def _parsed(text: str) -> list[Block]:
    body, diagnostics = parse(Source("main.tf", text))
    assert not diagnostics
    return [block for block in body.blocks if block.type == "resource"]


def literals(text: str) -> Iterator[Literal]:
    """The literals of one line in the bodies of resources, where Terraform would take any expression."""
    for block in _parsed(text):
        yield from (found for found in _of_body(block.body) if "\n" not in found.text)


def _of_body(body: Body) -> Iterator[Literal]:
    for name, attribute in body.attributes.items():
        if name not in _META:
            yield from _of_expression(attribute.expression)
    for block in body.blocks:
        if block.type not in _LITERAL_BLOCKS:
            yield from _of_body(block.body)


def _of_expression(node: Expression) -> Iterator[Literal]:
    if isinstance(node, Literal):
        yield node
    elif isinstance(node, ListExpression):
        for item in node.items:
            yield from _of_expression(item)
    elif isinstance(node, ObjectExpression):
        for _, value in node.items:
            yield from _of_expression(value)
    elif isinstance(node, Call) and node.name == "jsonencode":
        yield from _of_expression(node.args[0])


def _spliced(text: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _through_locals(text: str) -> Files:
    found = list(literals(text))
    lines = "\n".join(f"  said_{number} = {literal.text}" for number, literal in enumerate(found))
    edits = [(literal.start, literal.end, f"local.said_{number}") for number, literal in enumerate(found)]
    return {"main.tf": _spliced(text, edits) + f"\nlocals {{\n{lines}\n}}\n"}


def _through_variables(text: str) -> Files:
    found = list(literals(text))
    declared = "".join(
        f'\nvariable "said_{number}" {{\n  description = "Said here"\n  type = {_type(literal.value)}\n'
        f"  default = {literal.text}\n}}\n"
        for number, literal in enumerate(found)
    )
    edits = [(literal.start, literal.end, f"var.said_{number}") for number, literal in enumerate(found)]
    return {"main.tf": _spliced(text, edits) + declared}


def _type(value: Any) -> str:
    return "any" if value is None else {bool: "bool", str: "string"}.get(type(value), "number")


def _through_conditions(text: str) -> Files:
    edits = [(one.start, one.end, f"(local.always ? {one.text} : null)") for one in literals(text)]
    return {"main.tf": _spliced(text, edits) + "\nlocals {\n  always = true\n}\n"}


def _through_alike_branches(text: str) -> Files:
    """Both branches the same, and nobody knows which it will be."""
    edits = [(one.start, one.end, f"(var.either ? {one.text} : {one.text})") for one in literals(text)]
    return {"main.tf": _spliced(text, edits) + '\nvariable "either" {\n  description = "Either"\n  type = bool\n}\n'}


def _through_functions(text: str) -> Files:
    edits = [
        (one.start, one.end, f"try(local.nothing.at.all, {one.text})" if number % 2 else f"coalesce(null, {one.text})")
        for number, one in enumerate(literals(text))
        if one.value is not None and one.value != ""
    ]
    return {"main.tf": _spliced(text, edits) + "\nlocals {\n  nothing = {}\n}\n"}


def _through_merged_objects(text: str) -> Files:
    """Only objects of literals: those of arguments that are maps."""
    objects = [
        attribute.expression
        for block in _parsed(text)
        for name, attribute in block.body.attributes.items()
        if name not in _META and isinstance(attribute.expression, ObjectExpression)
    ]
    return {"main.tf": _spliced(text, [(one.start, one.end, f"merge({{}}, {one.text})") for one in objects])}


def _through_dynamic_blocks(text: str) -> Files:
    nested = [
        block
        for resource in _parsed(text)
        for block in resource.body.blocks
        if block.type not in _LITERAL_BLOCKS | {"dynamic"}
    ]
    return {"main.tf": _spliced(text, [(block.start, block.end, _dynamic(block)) for block in nested])}


def _dynamic(block: Block) -> str:
    content = block.text[block.text.index("{") :]
    return f'dynamic "{block.type}" {{\n  for_each = [1]\n  content {content}\n}}'


def _through_module(text: str) -> Files:
    """Only where the file says nothing that a module must not."""
    if _BY_ITSELF.search(text):
        return {"main.tf": text}
    return {"main.tf": 'module "inner" {\n  source = "./inner"\n}\n', "inner/main.tf": text}


def _through_outputs(text: str) -> Files:
    found = list(literals(text))
    said = "".join(f'output "said_{number}" {{\n  value = {one.text}\n}}\n' for number, one in enumerate(found))
    edits = [(one.start, one.end, f"module.said.said_{number}") for number, one in enumerate(found)]
    called = '\nmodule "said" {\n  source = "./said"\n}\n'
    return {"main.tf": _spliced(text, edits) + called, "said/main.tf": said}


def _through_arguments(text: str) -> Files:
    """Only where the file may be a module."""
    if _BY_ITSELF.search(text):
        return {"main.tf": text}
    found = list(literals(text))
    given = "".join(f"  said_{number} = {literal.text}\n" for number, literal in enumerate(found))
    declared = "".join(f'\nvariable "said_{number}" {{}}\n' for number in range(len(found)))
    edits = [(literal.start, literal.end, f"var.said_{number}") for number, literal in enumerate(found)]
    call = f'module "inner" {{\n  source = "./inner"\n{given}}}\n'
    return {"main.tf": call, "inner/main.tf": _spliced(text, edits) + declared}


def _instances(argument: str, key: str) -> Callable[[str], Files]:
    """Every resource with the one instance that `argument` makes."""

    def through(text: str) -> Files:
        single = [block for block in _parsed(text) if not block.body.attributes.keys() & {"count", "for_each"}]
        made = _spliced(text, [(block.body.start, block.body.start, f"\n  {argument}\n") for block in single])
        for address in (".".join(block.labels) for block in single):
            made = re.sub(rf"(?<![\w.-]){re.escape(address)}(?=[.\n\s,)\]}}])", rf"{address}[{key}]", made)
        return {"main.tf": made}

    return through


TERRAFORM: dict[str, Callable[[str], Files]] = {
    "locals": _through_locals,
    "variables": _through_variables,
    "conditions": _through_conditions,
    "alike branches": _through_alike_branches,
    "functions": _through_functions,
    "merged objects": _through_merged_objects,
    "dynamic blocks": _through_dynamic_blocks,
    "a module": _through_module,
    "outputs": _through_outputs,
    "arguments": _through_arguments,
    "count": _instances("count = 1", "0"),
    "for_each": _instances('for_each = toset(["eu"])', '"eu"'),
}

_FUNCTION = re.compile(r"Fn::|Ref$|Condition$")


def _rewritten(template: Any, make: Callable[[Any], Any]) -> Any:
    """A template in which the literals of all properties are made anew."""

    def walk(value: Any) -> Any:
        if isinstance(value, dict):
            called = len(value) == 1 and _FUNCTION.match(next(iter(value)))
            return value if called else {key: walk(inner) for key, inner in value.items()}
        return [walk(item) for item in value] if isinstance(value, list) else make(value)

    resources = {
        name: {**body, "Properties": walk(body["Properties"])} if "Properties" in body else body
        for name, body in template["Resources"].items()
    }
    return {**template, "Resources": resources}


def _through_mappings(template: Any) -> Any:
    said: dict[str, Any] = {}

    def make(value: Any) -> Any:
        key = f"Said{len(said)}"
        said[key] = {"Value": value}
        return {"Fn::FindInMap": ["Said", key, "Value"]}

    made = _rewritten(template, make)
    return {**made, "Mappings": {**made.get("Mappings", {}), "Said": said}} if said else made


def _through_parameters(template: Any) -> Any:
    said: dict[str, Any] = {}

    def make(value: Any) -> Any:
        if not isinstance(value, str) or not value:
            return value
        key = f"Said{len(said)}"
        said[key] = {"Type": "String", "Default": value, "AllowedValues": [value]}
        return {"Ref": key}

    made = _rewritten(template, make)
    return {**made, "Parameters": {**made.get("Parameters", {}), **said}} if said else made


def _through_if(template: Any) -> Any:
    made = _rewritten(template, lambda value: {"Fn::If": ["Always", value, {"Ref": "AWS::NoValue"}]})
    return {**made, "Conditions": {**made.get("Conditions", {}), "Always": {"Fn::Equals": ["a", "a"]}}}


def _through_alike_options(template: Any) -> Any:
    """Both options the same, and nobody knows which it will be."""
    made = _rewritten(template, lambda value: {"Fn::If": ["IfEither", value, value]})
    parameter = {"Either": {"Type": "String", "Description": "Either", "AllowedValues": ["yes", "no"]}}
    condition = {"IfEither": {"Fn::Equals": [{"Ref": "Either"}, "yes"]}}
    return {
        **made,
        "Parameters": {**made.get("Parameters", {}), **parameter},
        "Conditions": {**made.get("Conditions", {}), **condition},
    }


def _through_sub(template: Any) -> Any:
    return _rewritten(template, lambda v: {"Fn::Sub": v} if isinstance(v, str) and "${" not in v else v)


def _through_join(template: Any) -> Any:
    def make(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        middle = len(value) // 2
        return {"Fn::Join": ["", [value[:middle], value[middle:]]]}

    return _rewritten(template, make)


def _through_select(template: Any) -> Any:
    return _rewritten(template, lambda value: {"Fn::Select": ["1", ["no", value]]})


TEMPLATES: dict[str, Callable[[Any], Any]] = {
    "Mappings": _through_mappings,
    "Parameters": _through_parameters,
    "Fn::If": _through_if,
    "alike options": _through_alike_options,
    "Fn::Sub": _through_sub,
    "Fn::Join": _through_join,
    "Fn::Select": _through_select,
}


def template(text: str) -> Any:
    """A YAML template as the object that its JSON holds."""
    return json.loads(template_json(text))
