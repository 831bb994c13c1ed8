"""The same infrastructure in the other spelling: HCL as Terraform's JSON, a YAML template as a JSON template."""

from __future__ import annotations

import json
from typing import Any

import yaml

from iacguard.formats.terraform.ast import (
    Block,
    Body,
    Expression,
    ListExpression,
    Literal,
    Name,
    ObjectExpression,
    Template,
)
from iacguard.formats.terraform.json_syntax import SHAPES
from iacguard.formats.terraform.parser import parse
from iacguard.model.source import Source


def terraform_json(text: str) -> str:
    """An HCL file in the JSON syntax."""
    body, diagnostics = parse(Source("main.tf", text))
    assert not diagnostics
    return json.dumps(_body(body, ""), indent=2)


def _body(body: Body, kind: str) -> dict[str, Any]:
    shape = SHAPES.get(kind)
    bare = shape.references | shape.literal if shape is not None else frozenset()
    out = {name: _expression(found.expression, name in bare) for name, found in body.attributes.items()}
    for block in body.blocks:
        _add(out, block)
    return out


def _add(out: dict[str, Any], block: Block) -> None:
    *parents, last = [block.type, *block.labels]
    for name in parents:
        out = out.setdefault(name, {})
        if isinstance(out, list):  # several blocks of one name share their labels
            out.append({})
            out = out[-1]
    made = _body(block.body, block.type)
    known = out.get(last)
    if known is None:
        out[last] = made
    else:
        out[last] = [*(known if isinstance(known, list) else [known]), made]


def _expression(node: Expression, bare: bool) -> Any:
    plain = isinstance(node, ObjectExpression) and all(isinstance(key, (Name, Literal)) for key, _ in node.items)
    if bare and isinstance(node, ListExpression):
        return [_expression(item, True) for item in node.items]
    if bare and not plain:
        return node.value if isinstance(node, Literal) else node.text
    if isinstance(node, Literal):
        return _escaped(node.value) if isinstance(node.value, str) else node.value
    if isinstance(node, ListExpression):
        return [_expression(item, False) for item in node.items]
    if isinstance(node, ObjectExpression) and plain:
        return {_key(key): _expression(value, bare) for key, value in node.items}
    if isinstance(node, Template) and not node.text.startswith("<<"):
        return node.text[1:-1].replace('\\"', '"').replace("\\n", "\n")
    text = node.text if not node.text.startswith("<<") else f"{node.text}\n"
    return "${" + text + "}"


def _key(node: Expression) -> str:
    return str(node.value) if isinstance(node, Literal) else node.text


def _escaped(text: str) -> str:
    return text.replace("${", "$${").replace("%{", "%%{")


class _Loader(yaml.SafeLoader):
    """CloudFormation's YAML as the JSON that it stands for."""


def _function(loader: _Loader, suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _function)
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def template_json(text: str) -> str:
    """A YAML template as JSON."""
    return json.dumps(yaml.load(text, _Loader), indent=2)
