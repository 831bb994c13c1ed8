"""The JSON syntax gives the tree that HCL gives."""

from __future__ import annotations

import json

import pytest

from iacguard.formats.terraform.ast import Body
from iacguard.formats.terraform.json_syntax import parse_json, parse_variables_json
from iacguard.formats.terraform.parser import parse
from iacguard.model.source import Source
from tests.terraform.test_parser import shape


def outline(body: Body) -> object:
    return (
        {name: shape(attribute.expression) for name, attribute in body.attributes.items()},
        [(block.type, block.labels, outline(block.body)) for block in body.blocks],
    )


PAIRS = {
    "resource": (
        {
            "resource": {
                "aws_s3_bucket": {"b": {"//": "raw", "bucket": "ml-${var.env}", "depends_on": ["aws_kms_key.k"]}}
            }
        },
        'resource "aws_s3_bucket" "b" {\n bucket = "ml-${var.env}"\n depends_on = [aws_kms_key.k]\n}\n',
    ),
    "lifecycle": (
        {
            "resource": {
                "t": {"n": {"lifecycle": {"ignore_changes": ["tags"]}, "provisioner": [{"local-exec": {"a": 1}}]}}
            }
        },
        'resource "t" "n" {\n lifecycle {\n ignore_changes = [tags]\n }\n provisioner "local-exec" {\n a = 1\n }\n}\n',
    ),
    "variable": (
        {
            "variable": {
                "x": {"type": "list(string)", "default": ["$"], "validation": {"condition": "${var.x != null}"}}
            }
        },
        'variable "x" {\n type = list(string)\n default = ["$"]\n'
        ' validation {\n condition = "${var.x != null}"\n }\n}\n',
    ),
    "terraform": (
        {"terraform": [{"backend": {"s3": {"bucket": "s"}}}], "locals": {"a": 1.5, "b": None}},
        'terraform {\n backend "s3" {\n bucket = "s"\n }\n}\nlocals {\n a = 1.5\n b = null\n}\n',
    ),
    "repeated": (
        {"module": {"m": [{"source": "./a"}, {"source": "./b"}]}},
        'module "m" {\n source = "./a"\n}\nmodule "m" {\n source = "./b"\n}\n',
    ),
}


@pytest.mark.parametrize(("data", "hcl"), PAIRS.values(), ids=PAIRS)
def test_same_tree_as_hcl(data: object, hcl: str) -> None:
    ours, wrong = parse_json(Source("a.tf.json", json.dumps(data, indent=2)))
    theirs, _ = parse(Source("a.tf", hcl))
    assert not wrong
    assert outline(ours) == outline(theirs)


def test_places_survive_escapes() -> None:
    text = '{"locals": {"a": "\\u00e9\\n\\ud83d\\ude80 ${var.env} end"}}'
    body, _ = parse_json(Source("a.tf.json", text))
    node = body.blocks[0].body.attributes["a"].expression
    assert node.parts[1].text == "var.env"  # type: ignore[attr-defined]


def test_variables_are_plain_text() -> None:
    body, wrong = parse_variables_json(Source("a.tfvars.json", '{"a": "${x}", "b": {"c": [1]}}'))
    assert not wrong
    assert shape(body.attributes["a"].expression) == "${x}"


@pytest.mark.parametrize("text", ["", "[", '{"a": }', '{"a": 1,}', "[" * 100_000, '{"a', "nul", '{"resource": 3}'])
def test_bad_json_is_a_diagnostic(text: str) -> None:
    _, wrong = parse_json(Source("a.tf.json", text))
    assert len(wrong) == 1
    assert wrong[0].cure


def test_half_of_a_surrogate_pair_is_no_character() -> None:
    """As for Go, which Terraform is written in; nothing that is printed later chokes on it."""
    body, faults = parse_json(Source("main.tf.json", r'{"locals": {"a\ud83d": "x\ud83dy\ud83d\ude00z"}}'))
    [(name, attribute)] = body.blocks[0].body.attributes.items()
    assert not faults and (name, attribute.expression.value) == ("a\ufffd", "x\ufffdy\U0001f600z")  # type: ignore[attr-defined]
