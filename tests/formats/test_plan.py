"""Plans become the resources that remain after them."""

from __future__ import annotations

import json

from iacguard.formats import plan
from iacguard.formats.base import Inputs
from iacguard.model.graph import Resource
from iacguard.model.tree import Tree
from iacguard.model.value import SENSITIVE, Map, Seq, Unknown, Value
from iacguard.vocabulary.tables import Vocabulary
from tests.rules.rule_fixtures import vocabulary


class Same(Vocabulary):
    def common(self, native: str, body: Value | None = None) -> str:
        return native


def test_after_unknown_sensitive_and_deletes() -> None:
    address = 'module.data["eu"].aws_s3_bucket.b[0]'
    change = {
        "after": {"bucket": "ml", "secret": "x", "rule": [{"n": 1}]},
        "after_unknown": {"key": True, "rule": [{"id": True}]},
        "after_sensitive": {"secret": True},
    }
    resource = {
        "address": "aws_s3_bucket.b",
        "expressions": {"key": {"references": ["aws_kms_key.k.arn", "aws_kms_key.k"]}},
    }
    text = json.dumps(
        {
            "format_version": "1.2",
            "resource_changes": [{"address": address, "change": change}, {"address": "a.b", "change": {"after": None}}],
            "configuration": {"root_module": {"module_calls": {"data": {"module": {"resources": [resource]}}}}},
        }
    )
    loaded = plan.load(Tree.of({"p.json": text, "x.json": "{}"}), ["p.json", "x.json"], Inputs(), Same({}))
    assert [record.status for record in loaded.files] == ["parsed", "skipped"]
    [found] = loaded.resources
    assert str(found.address) == address
    body = found.body.data.items
    assert isinstance(body["key"].data, Unknown)
    assert str(body["key"].refs[0].target) == 'module.data["eu"].aws_kms_key.k'
    assert body["secret"].marks == {SENSITIVE}
    rule = body["rule"].data.items[0].data.items
    assert rule["n"].data == 1
    assert isinstance(rule["id"].data, Unknown)


def test_json_that_is_no_plan_is_skipped_unread() -> None:
    files = {"tsconfig.json": '{ // comments are fine there\n  "a": 1, }', "package.json": '{"name": "x"}'}
    loaded = plan.load(Tree.of(dict(files)), list(files), Inputs(), Same({}))
    assert {record.status for record in loaded.files} == {"skipped"} and not loaded.diagnostics


def test_bytes_that_are_no_text_are_nobodys_plan_but_utf16_may_be_one() -> None:
    tree = Tree.of(
        {"index.json": b'{"vectors": "\xff\xfe\x00\x81"}', "plan.json": '{"resource_changes": []}'.encode("utf-16")}
    )
    loaded = plan.load(tree, ["index.json", "plan.json"], Inputs(), Same({}))
    assert {file.path: file.status for file in loaded.files} == {"index.json": "skipped", "plan.json": "failed"}
    assert [(found.level, found.file) for found in loaded.diagnostics] == [("error", "plan.json")]


def planned(resources: dict[str, dict[str, object]], configuration: object = None, **files: str) -> dict[str, Resource]:
    """The resources of a plan that makes some changes, by address; beside it some files."""
    rows = [{"address": address, "change": change} for address, change in resources.items()]
    document = {
        "format_version": "1.2",
        "resource_changes": rows,
        "variables": {"zone": {"value": "eu-west-1a"}},
        "configuration": {"root_module": configuration or {}},
    }
    tree = Tree.of({"plan.json": json.dumps(document, indent=1), **{f"{n}.tf": text for n, text in files.items()}})
    loaded = plan.load(tree, ["plan.json"], Inputs(), vocabulary())
    assert not loaded.diagnostics
    return {str(resource.address): resource for resource in loaded.resources}


def attribute(resource: Resource, name: str) -> Value:
    assert isinstance(resource.body.data, Map)
    return resource.body.data.items[name]


KEY = {"after": {}, "after_unknown": {"arn": True, "key_id": True}}
LATE = {"after": {"bucket": "b"}, "after_unknown": {"kms_key_id": True}}
CALLS = {
    "resources": [],
    "module_calls": {
        "keys": {
            "module": {
                "outputs": {"arn": {"expression": {"references": ["aws_kms_key.k.arn", "aws_kms_key.k"]}}},
                "resources": [],
            }
        },
        "store": {
            "expressions": {"key": {"references": ['module.keys["eu"].arn', 'module.keys["eu"]', "module.keys"]}},
            "module": {
                "resources": [
                    {
                        "address": "aws_sagemaker_notebook_instance.n",
                        "expressions": {"kms_key_id": {"references": ["var.key"]}},
                    }
                ]
            },
        },
    },
}


def test_references_are_followed_through_inputs_and_outputs() -> None:
    found = planned(
        {'module.keys["eu"].aws_kms_key.k': KEY, "module.store.aws_sagemaker_notebook_instance.n": LATE}, CALLS
    )
    key = attribute(found["module.store.aws_sagemaker_notebook_instance.n"], "kms_key_id")
    assert [(str(ref.target), ref.path) for ref in key.refs] == [('module.keys["eu"].aws_kms_key.k', ("arn",))]
    assert isinstance(key.data, Unknown) and key.data.not_null, "what a provider always fills in is not null"


def test_what_may_be_null_in_the_end_may_be_null() -> None:
    for text in ("var.nothing", "local.key", "aws_kms_key.k.description"):
        resource = {"address": "aws_sqs_queue.q", "expressions": {"kms_master_key_id": {"references": [text]}}}
        change = {"after": {}, "after_unknown": {"kms_master_key_id": True}}
        found = planned({"aws_sqs_queue.q": change, "aws_kms_key.k": KEY}, {"resources": [resource]})
        data = attribute(found["aws_sqs_queue.q"], "kms_master_key_id").data
        assert isinstance(data, Unknown) and not data.not_null


def test_what_is_not_written_and_the_provider_fills_in_is_not_there() -> None:
    resource = {"address": "aws_sqs_queue.q", "expressions": {"name": {"constant_value": "q"}}}
    unknown = {"arn": True, "kms_master_key_id": True}
    found = planned({"aws_sqs_queue.q": {"after": {"name": "q"}, "after_unknown": unknown}}, {"resources": [resource]})
    body = found["aws_sqs_queue.q"].body.data
    assert isinstance(body, Map) and set(body.items) == {"name", "arn"}
    silent = planned({"aws_sqs_queue.q": {"after": {"name": "q"}, "after_unknown": unknown}})[
        "aws_sqs_queue.q"
    ].body.data
    assert isinstance(silent, Map) and set(silent.items) == {"name", "arn", "kms_master_key_id"}


DOCUMENT = {
    "after": {
        "statement": [{"actions": ["s3:*"], "effect": None, "sid": None, "principals": [], "condition": []}],
        "override_policy_documents": None,
    },
    "after_unknown": {"json": True, "statement": [{"resources": True}]},
}


def test_a_policy_that_is_rendered_late_is_known_by_its_statements() -> None:
    reference = "data.aws_iam_policy_document.d.json"
    row = {"address": "aws_iam_policy.p", "expressions": {"policy": {"references": [reference, reference[:-5]]}}}
    document = {"address": "data.aws_iam_policy_document.d", "expressions": {"statement": [{"resources": {}}]}}
    changes = {
        "aws_iam_policy.p": {"after": {}, "after_unknown": {"policy": True}},
        "data.aws_iam_policy_document.d": DOCUMENT,
    }
    found = planned(changes, {"resources": [row, document]})
    decoded = attribute(found["aws_iam_policy.p"], "policy").decoded
    assert decoded is not None and isinstance(decoded.data, Map)
    [statement] = decoded.data.items["Statement"].data.items
    assert {name: type(item.data).__name__ for name, item in statement.data.items.items() if item.data is not None} == {
        "Effect": "str", "Action": "Seq", "Resource": "Unknown",
    }  # fmt: skip


def test_documents_that_name_each_other_end() -> None:
    rows, changes = [], {}
    for name, other in (("a", "b"), ("b", "a")):
        address, texts = f"data.aws_iam_policy_document.{name}", [f"data.aws_iam_policy_document.{other}.json"]
        rows.append({"address": address, "expressions": {"source_policy_documents": {"references": texts}}})
        changes[address] = {"after": {}, "after_unknown": {"json": True, "source_policy_documents": [True]}}
    assert len(planned(changes, {"resources": rows})) == 2


WRITTEN = """
variable "zone" {}
locals {
  key = aws_kms_key.k.arn
}
resource "aws_kms_key" "k" {
}
resource "aws_security_group" "gpu" {
  name = "gpu-${var.zone}"
  ingress {
    from_port = 443
    to_port   = 443
  }
  ingress {
    from_port = 22
    to_port   = 22
  }
  lifecycle {
    prevent_destroy = true
  }
}
resource "aws_sqs_queue" "q" {
  kms_master_key_id = local.key
}
"""
RULES = [{"from_port": 22, "to_port": 22}, {"from_port": 443, "to_port": 443}]
CHANGES: dict[str, dict[str, object]] = {
    "aws_security_group.gpu": {"after": {"name": "gpu-eu-west-1a", "ingress": RULES, "tags": {"by": "drift"}}},
    "aws_sqs_queue.q": {"after": {}, "after_unknown": {"kms_master_key_id": True}},
    "aws_kms_key.k": KEY,
}


def test_a_plan_beside_its_configuration_has_its_lines_and_what_the_plan_does_not_keep() -> None:
    found = planned(CHANGES, main=WRITTEN)
    group = found["aws_security_group.gpu"]
    assert (group.span.source.path, group.span.line) == ("main.tf", 8)
    ingress = attribute(group, "ingress").data
    assert isinstance(ingress, Seq)
    ports = [item.data.items["from_port"] for item in ingress.items]
    assert [(port.data, port.span and port.span.line) for port in ports] == [(22, 15), (443, 11)]
    assert attribute(group, "tags").span is group.span, "what is not written stands at the header"
    assert isinstance(group.meta.data, Map) and "lifecycle" in group.meta.data.items
    key = attribute(found["aws_sqs_queue.q"], "kms_master_key_id")
    assert isinstance(key.data, Unknown) and key.data.not_null and key.span and key.span.line == 23
    assert [ref.target for ref in key.refs] == [found["aws_kms_key.k"].address]


def test_a_configuration_that_declares_something_else_is_not_that_of_the_plan() -> None:
    found = planned(CHANGES, main=WRITTEN.replace('"q"', '"other"'))
    assert {resource.span.source.path for resource in found.values()} == {"plan.json"}
