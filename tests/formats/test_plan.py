"""Plans become the resources that remain after them."""

from __future__ import annotations

import json

from iacguard.formats import plan
from iacguard.formats.base import Inputs
from iacguard.model.tree import Tree
from iacguard.model.value import SENSITIVE, Unknown, Value
from iacguard.vocabulary.tables import Vocabulary


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
