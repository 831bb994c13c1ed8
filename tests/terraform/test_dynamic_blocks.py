"""Dynamic blocks make what a `for` over the same makes, beside the static ones, in both languages."""

from __future__ import annotations

import json
from typing import Any

import pytest

from iacguard.formats.base import Inputs
from iacguard.formats.terraform.format import load
from iacguard.model.tree import Tree
from iacguard.model.value import Map, Seq, Value
from iacguard.vocabulary.tables import Vocabulary

COLLECTIONS = (
    "[]", '["a", "b"]', 'toset(["b", "a", "b"])', '{ x = "a", y = "b" }', 'tomap({ y = "b" })', "[{ port = 22 }, null]",
    '[for p in [80, 443] : p if p > 100]', 'true ? ["a"] : null', '{ for k in ["p", "q"] : k => [k] }',
)  # fmt: skip
HCL = """
resource "aws_security_group" "g" {
  ingress {
    key = "static"
  }
  dynamic "ingress" {
    for_each = %s
%s    content {
      key   = %s.key
      value = %s.value
      dynamic "deep" {
        for_each = { k = %s.key }
        content {
          key = "${deep.key}-${deep.value == null}"
        }
      }
    }
  }
}
"""


def hcl(collection: str, iterator: str) -> dict[str, str | bytes]:
    name = iterator or "ingress"
    line = f"    iterator = {iterator}\n" if iterator else ""
    return {"main.tf": HCL % (collection, line, name, name, name)}


def as_json(collection: str, iterator: str, static: Any) -> dict[str, str | bytes]:
    name = iterator or "ingress"
    deep = {"for_each": {"k": f"${{{name}.key}}"}, "content": [{"key": "${deep.key}-${deep.value == null}"}]}
    content = {"key": f"${{{name}.key}}", "value": f"${{{name}.value}}", "dynamic": {"deep": deep}}
    made = {"for_each": f"${{{collection}}}", **({"iterator": iterator} if iterator else {}), "content": content}
    body = {"ingress": static, "dynamic": {"ingress": [made]}}
    return {"main.tf.json": json.dumps({"resource": {"aws_security_group": {"g": body}}})}


def plain(value: Value) -> Any:
    data = value.data
    if isinstance(data, Map):
        return {name: plain(item) for name, item in data.items.items()}
    if isinstance(data, Seq):
        assert not data.maybe and data.rest is None
        return [plain(item) for item in data.items]
    return data


def made(files: dict[str, str | bytes], kind: str, name: str) -> Any:
    found = load(Tree.of(files), list(files), Inputs(), Vocabulary({}))
    assert not found.diagnostics, [fault.message for fault in found.diagnostics]
    [resource] = [resource for resource in found.resources if resource.type == kind]
    return plain(resource.body.data.items[name])


@pytest.mark.parametrize("iterator", ["", "rule"])
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_dynamic_blocks_are_what_for_makes(collection: str, iterator: str) -> None:
    each = '{ key = k, value = v, deep = [{ key = "k-${k == null}" }] }'
    text = f'output "o" {{\n  value = concat([{{ key = "static" }}], [for k, v in {collection} : {each}])\n}}\n'
    wanted = made({"main.tf": text}, "terraform_output", "value")
    assert made(hcl(collection, iterator), "aws_security_group", "ingress") == wanted
    for static in ({"key": "static"}, [{"key": "static"}]):
        assert made(as_json(collection, iterator, static), "aws_security_group", "ingress") == wanted


def test_others_see_static_and_dynamic_blocks_of_json_together() -> None:
    files = as_json('["a"]', "", {"key": "static"})
    files["out.tf"] = 'output "keys" {\n  value = aws_security_group.g.ingress[*].key\n}\n'
    assert made(files, "terraform_output", "value") == ["static", 0]
