"""What azapi sends to Azure is seen as what azurerm declares, attribute by attribute."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from iacguard.formats.base import Inputs
from iacguard.formats.state import load as load_state
from iacguard.formats.terraform.format import load
from iacguard.model.graph import Resource, ResourceGraph
from iacguard.model.tree import Tree
from iacguard.model.value import Seq, Unknown, Value
from iacguard.model.world import EMPTY, World
from iacguard.vocabulary import tables
from iacguard.vocabulary.seeing import lens
from tests.rules.rule_fixtures import vocabulary

HUB = "azurerm_ai_foundry"
WRITTEN = {name: spec for name, spec in tables.written_tables("azure").items() if "arm" in spec}


def placed() -> Iterator[Any]:
    for name, spec in WRITTEN.items():
        for path, meaning in spec["attributes"].items():
            if meaning and meaning.get("arm"):
                yield pytest.param(name, path, meaning["arm"], id=f"{name}.{path}")


def declared(text: str) -> Resource:
    found = load(Tree.of({"main.tf": text}), ["main.tf"], Inputs(), vocabulary())
    return next(one for one in found.resources if one.type.startswith(("azurerm_", "azapi_")))


def asked(resource: Resource, path: str, world: World = EMPTY) -> Value:
    seen = lens(ResourceGraph([resource]), vocabulary())
    value = seen.view(resource)
    for name in path.split("."):
        value = (getattr(value, "view", None) or value.data).select(name, value, world)
    return value


def azapi(name: str, place: str = "", value: Any = None, extra: str = "") -> str:
    """A resource of Azure's own API with a value at a place, and what tells its type from others there."""
    spec = WRITTEN[name]
    body: dict[str, Any] = {}
    given = [(path, words[-1]) for path, words in spec.get("arm_where", {}).items()]
    beside = [(place[1:], value)] if place.startswith("/") else []
    for path, one in given + ([(place.strip("!?"), value)] if place and not beside else []):
        level, *steps = body, *path.split(".")
        for step in steps[:-1]:
            if step.endswith("[]"):
                level[step[:-2]] = [inner := {}]
                level = inner
            else:
                level = level.setdefault(step, {})
        level[steps[-1]] = one
    lines = [f"  {key} = {json.dumps(one)}" for key, one in beside]
    return "\n".join([
        'resource "azapi_resource" "it" {', f'  type = "{spec["arm"]}@2025-06-01"', *lines,
        f"  body = {json.dumps(body)}", extra, "}", "",
    ])  # fmt: skip


VALUES: dict[str, Any] = {"str": "word", "int": 3, "num": 3, "list": ["word"], "bool": False}


@pytest.mark.parametrize(("name", "path", "place"), list(placed()))
def test_an_attribute_is_read_where_the_api_has_it(name: str, path: str, place: str) -> None:
    table = vocabulary().type(name)
    node = table.find(path) if table is not None else None
    assert node is not None, f"azurerm has no {name}.{path}"
    if node.kind in ("block", "blocks"):
        seen = asked(declared(azapi(name, place, {"keyName": "own"})), f"{path}")
        assert seen.data is not None
        return
    wanted = VALUES[node.kind]
    where = {path: words[-1] for path, words in WRITTEN[name].get("arm_where", {}).items()}
    given = "word" if "[]" in place else where.get(place, not wanted if place.startswith("!") else wanted)
    seen = asked(declared(azapi(name, place, given)), path).data
    assert ([one.data for one in seen.items] if isinstance(seen, Seq) else seen) == where.get(place, wanted)


@pytest.mark.parametrize(("name", "path", "place"), list(placed()))
def test_what_is_not_set_is_the_default(name: str, path: str, place: str) -> None:
    seen = asked(declared(azapi(name)), path)
    other = asked(declared(f'resource "{name}" "it" {{\n}}\n'), path)
    if place.endswith("?"):
        assert isinstance(seen.data, Unknown)
    elif place not in WRITTEN[name].get("arm_where", {}):
        assert seen.data == other.data or (isinstance(other.data, Seq) and not seen.data.items) or hasattr(seen, "view")
        assert seen.span is not None and seen.span.line <= 3


def test_switches_are_words_or_booleans() -> None:
    for word, wanted in (("Enabled", True), ("disabled", False), (True, True)):
        text = azapi("azurerm_search_service", "properties.publicNetworkAccess", word)
        assert asked(declared(text), "public_network_access_enabled").data is wanted


def test_what_no_table_says_is_not_known_and_no_default() -> None:
    resource = declared(azapi("azurerm_cognitive_account"))
    assert isinstance(asked(resource, "dynamic_throttling_enabled").data, Unknown)
    assert asked(resource, "tags").data is None


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("var.body", Unknown), ("{ properties = var.body }", Unknown), ("{}", True), ("null", True),
        ('{ properties = merge(var.body, { publicNetworkAccess = "Disabled" }) }', False),
        ('jsonencode({ properties = { publicNetworkAccess = "Disabled" } })', False),
        ('"{\\"properties\\": {\\"publicNetworkAccess\\": \\"Disabled\\"}}"', False),
    ],
)  # fmt: skip
def test_a_body_is_an_object_or_a_text_and_may_be_unknown(body: str, told: Any) -> None:
    text = 'variable "body" {}\nresource "azapi_resource" "it" {\n  type = "Microsoft.Search/searchServices@1"\n'
    seen = asked(declared(f"{text}  body = {body}\n}}\n"), "public_network_access_enabled").data
    assert isinstance(seen, told) if isinstance(told, type) else seen is told


def test_an_input_that_decides_is_a_choice() -> None:
    body = '{ properties = { publicNetworkAccess = var.closed ? "Disabled" : "Enabled" } }'
    text = 'variable "closed" { type = bool }\n' + azapi("azurerm_search_service").replace(
        "body = {}", f"body = {body}"
    )
    choice = asked(declared(text), "public_network_access_enabled").data
    assert {label: option.data for label, option in choice.options.items()} == {"true": False, "false": True}


@pytest.mark.parametrize(
    ("kind", "type"),
    [
        ('"Hub"', "azurerm_ai_foundry"), ('"Default"', "azurerm_machine_learning_workspace"),
        ("null", "azurerm_machine_learning_workspace"), ('"Project"', "azapi_resource"), ("var.kind", "azapi_resource"),
    ],
)  # fmt: skip
def test_one_type_of_the_api_may_be_several(kind: str, type: str) -> None:
    text = f'variable "kind" {{}}\nresource "azapi_resource" "it" {{\n  body = {{ kind = {kind} }}\n'
    assert declared(text + '  type = "microsoft.machinelearningservices/Workspaces@1"\n}\n').type == type


@pytest.mark.parametrize(
    ("kinds", "type"), [('"Hub" : "Hub"', "azurerm_ai_foundry"), ('"Hub" : null', "azapi_resource")]
)
def test_a_body_that_an_input_decides_has_the_type_of_all_that_it_may_be(kinds: str, type: str) -> None:
    one, other = kinds.split(" : ")
    text = 'variable "asked" { type = bool }\nresource "azapi_resource" "it" {\n  body = var.asked ? '
    bodies = f"{{ kind = {one} }} : {{ kind = {other} }}"
    assert declared(f'{text}{bodies}\n  type = "{WRITTEN[HUB]["arm"]}@1"\n}}\n').type == type


def test_a_body_that_is_sent_or_not_has_its_type() -> None:
    text = azapi("azurerm_machine_learning_compute_cluster").replace("body = {", "body = var.asked ? {")
    text = 'variable "asked" { type = bool }\n' + text.replace("}}\n", "}} : null\n")
    assert declared(text).type == "azurerm_machine_learning_compute_cluster"


def test_the_identity_stands_beside_the_body_or_in_it() -> None:
    beside = declared(azapi("azurerm_cognitive_account", extra='  identity {\n    type = "SystemAssigned"\n  }'))
    within = declared(azapi("azurerm_cognitive_account", "identity.type", "SystemAssigned"))
    assert asked(beside, "identity.type").data == asked(within, "identity.type").data == "SystemAssigned"


def test_a_state_keeps_the_type_beside_the_body() -> None:
    body = {"type": ["object", {}], "value": {"properties": {"publicNetworkAccess": "Disabled"}}}
    attributes = {"type": "Microsoft.Search/searchServices@1", "body": body}
    one = {"mode": "managed", "type": "azapi_resource", "name": "it", "instances": [{"attributes": attributes}]}
    tree = Tree.of({"a.tfstate": json.dumps({"version": 4, "resources": [one]})})
    (resource,) = load_state(tree, ["a.tfstate"], Inputs(), vocabulary()).resources
    assert (resource.type, resource.native_type) == ("azurerm_search_service", "azapi_resource")
    assert asked(resource, "public_network_access_enabled").data is False
