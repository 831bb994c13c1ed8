"""What Terraform itself declares, as resources that rules may target.

| type | attributes |
|---|---|
| terraform_variable | name, type (its text), default, has_default, description, sensitive, nullable, validated, used |
| terraform_output | name, value, description, sensitive, in_module |
| terraform_module_call | name, source, version, local, depth (1 in a root) |
| terraform_provider | name, alias, in_module, and what is written |
| terraform_backend | type, and what is written |
| terraform_settings | required_version, required_providers ({name: {source, version}}), backend (type or null), root |
| terraform_moved, terraform_removed, terraform_import, terraform_check | what is written |
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from iacguard.formats.terraform import ast
from iacguard.formats.terraform.values.shared import shared
from iacguard.formats.terraform.variables import constant
from iacguard.model.graph import Resource
from iacguard.model.source import Span
from iacguard.model.tree import Tree, UnreadableError
from iacguard.model.value import Error, Map, Seq, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.terraform.instance import ModuleInstance

_NAMED = r"\bvar\.([\w-]+)"


def declarations(instance: ModuleInstance) -> list[Resource]:
    """The language-level resources of a module instance; once for each directory, whoever calls it."""
    done = instance.root.reported
    key = (instance.module.directory, -1, "declarations")
    if key in done:
        return []
    done.add(key)
    out = [_variable(instance, name, block) for name, block in instance.module.variables.items()]
    out += [_output(instance, name, block) for name, block in instance.module.outputs.items()]
    out += [_call(instance, name, block) for name, block in instance.module.calls.items()]
    out += [_provider(instance, name, block) for name, block in instance.module.providers.items()]
    out += [
        _resource(instance, f"terraform_{block.type}", str(n), block, written(block.body))
        for n, block in enumerate(instance.module.others)
        if block.type in ("moved", "removed", "import", "check")
    ]
    return out + _settings(instance)


def _resource(instance: ModuleInstance, type: str, name: str, block: ast.Block, items: dict[str, Value]) -> Resource:
    address = instance.address("managed", type, name)
    return Resource(
        address, type, "tf", shared(Value(Map(items), block.header)), block.header, block=block, calls=instance.calls
    )


def written(body: ast.Body) -> dict[str, Value]:
    """Attributes as literals, or as the text of what they refer to."""
    out = {name: spelled(attribute.expression) for name, attribute in body.attributes.items()}
    for block in body.blocks:
        labels = {"type": Value(block.labels[0], block.header)} if block.labels else {}
        known = out.setdefault(block.type, Value(Seq([]), block.header))
        if isinstance(known.data, Seq):
            inner = Value(Map({**labels, **written(block.body)}), block.header)
            out[block.type] = Value(Seq([*known.data.items, inner]), known.span)
    return out


def spelled(e: ast.Expression) -> Value:
    """An expression of the language itself: literals as they are, references and all else as their text."""
    if isinstance(e, ast.Literal):
        return Value(e.value, e)
    if isinstance(e, ast.ListExpression):
        return Value(Seq([spelled(item) for item in e.items]), e)
    if isinstance(e, ast.ObjectExpression):
        return Value(Map({key.text.strip('"'): spelled(value) for key, value in e.items}), e)
    text = e.text
    quoted = text.startswith('"') and text.endswith('"') and not isinstance(e, (ast.Binary, ast.Conditional))
    return Value(text[1:-1] if quoted else text, e)


def _variable(instance: ModuleInstance, name: str, block: ast.Block) -> Resource:
    attributes = block.body.attributes
    items = {k: spelled(a.expression) for k, a in attributes.items() if k not in ("default", "type")}
    items["name"] = Value(name, block.header)
    if "type" in attributes:
        items["type"] = Value(attributes["type"].expression.text.strip('"'), attributes["type"].expression)
    if "default" in attributes:
        default = constant(attributes["default"].expression, instance)
        items["default"] = default if not isinstance(default.data, Error) else Value(Unknown(default.data.why))
    items["has_default"] = Value("default" in attributes, block.header)
    items["validated"] = Value(any(b.type == "validation" for b in block.body.blocks), block.header)
    shared = instance.root.tree.is_link(block.header.source.path)  # it is declared for others too
    items["used"] = Value(shared or name in _used(instance), block.header)
    return _resource(instance, "terraform_variable", name, block, items)


def _used(instance: ModuleInstance) -> frozenset[str]:
    """The variables that any file of the module names, also those that could not be parsed."""
    module, tree = instance.module, instance.root.tree
    if module.variables_used is None:
        texts = [_text(tree, record.path) for record in module.files]
        module.variables_used = frozenset(name for text in texts for name in re.findall(_NAMED, text))
    return module.variables_used


def _text(tree: Tree, path: str) -> str:
    try:
        return tree.read(path).text
    except UnreadableError:
        return ""


def _output(instance: ModuleInstance, name: str, block: ast.Block) -> Resource:
    items = {k: spelled(a.expression) for k, a in block.body.attributes.items() if k != "value"}
    items["name"] = Value(name, block.header)
    items["in_module"] = Value(bool(instance.path), block.header)
    if "value" in block.body.attributes:
        items["value"] = instance.output(name, block.header)
    return _resource(instance, "terraform_output", name, block, items)


def _call(instance: ModuleInstance, name: str, block: ast.Block) -> Resource:
    items: dict[str, Value] = {
        k: spelled(block.body.attributes[k].expression) for k in ("source", "version") if k in block.body.attributes
    }
    items["name"] = Value(name, block.header)
    source = items["source"].data if "source" in items else ""
    local = isinstance(source, str) and source.startswith((".", "/"))
    items["local"] = Value(local, block.header)
    items["depth"] = Value(len(instance.path) + 1, block.header)
    return _resource(instance, "terraform_module_call", name, block, items)


def _provider(instance: ModuleInstance, name: str, block: ast.Block) -> Resource:
    items = written(block.body)
    items["name"] = Value(name.split(".")[0], block.header)
    items["in_module"] = Value(bool(instance.path), block.header)
    return _resource(instance, "terraform_provider", name, block, items)


def _settings(instance: ModuleInstance) -> list[Resource]:
    """What all `terraform` blocks of a directory say together, and its backend."""
    module = instance.module
    items: dict[str, Value] = {}
    providers: dict[str, Value] = {}
    out: list[Resource] = []
    for block in module.settings:
        items.update({name: spelled(a.expression) for name, a in block.body.attributes.items()})
        for inner in block.body.blocks:
            if inner.type == "required_providers":
                providers.update({n: _provider_spec(a.expression) for n, a in inner.body.attributes.items()})
            elif inner.type in ("backend", "cloud"):
                kind = inner.labels[0] if inner.labels else "cloud"
                items["backend"] = Value(kind, inner.header)
                backend = {**written(inner.body), "type": Value(kind, inner.header)}
                out.append(_resource(instance, "terraform_backend", kind, inner, backend))
    first = next(
        iter([*module.settings, *module.providers.values(), *module.resources.values(), *module.calls.values()]), None
    )
    if first is None:
        return out
    unread = Unknown("it may be in what could not be read") if module.incomplete else None
    if unread is not None:
        for name in ("backend", "required_version"):
            items.setdefault(name, Value(unread, first.header))
    items["required_providers"] = Value(Map(providers, unread), first.header)
    items["root"] = Value(not instance.path and module.is_root_like, first.header)
    span: Span = module.settings[0].header if module.settings else first.header
    block = module.settings[0] if module.settings else first
    address = instance.address("managed", "terraform_settings", "terraform")
    out.append(
        Resource(address, "terraform_settings", "tf", Value(Map(items), span), span, block=block, calls=instance.calls)
    )
    return out


def _provider_spec(e: ast.Expression) -> Value:
    found = spelled(e)
    return found if isinstance(found.data, Map) else Value(Map({"version": found}), e)
