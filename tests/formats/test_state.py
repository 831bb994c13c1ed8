"""States become the resources that are deployed."""

from __future__ import annotations

import json

from iacguard.formats import state
from iacguard.formats.base import Inputs
from iacguard.model.tree import Tree
from iacguard.model.value import SENSITIVE, Value
from iacguard.vocabulary.tables import Vocabulary


class Same(Vocabulary):
    def common(self, native: str, body: Value | None = None) -> str:
        return native


def test_instances_marks_and_dependencies() -> None:
    instance = {
        "index_key": "eu",
        "attributes": {"identifier": "features", "password": "x"},
        "sensitive_attributes": [[{"type": "get_attr", "value": "password"}]],
        "dependencies": ["module.n.aws_subnet.s"],
    }
    declared = {
        "module": "module.m",
        "mode": "managed",
        "type": "aws_db_instance",
        "name": "d",
        "instances": [instance],
    }
    text = json.dumps({"version": 4, "resources": [declared]})
    loaded = state.load(Tree.of({"a.tfstate": text}), ["a.tfstate"], Inputs(), Same({}))
    [found] = loaded.resources
    assert str(found.address) == 'module.m.aws_db_instance.d["eu"]'
    assert found.body.data.items["password"].marks == {SENSITIVE}
    assert not found.body.data.items["identifier"].marks
    assert [str(reference.target) for reference in found.body.refs] == ["module.n.aws_subnet.s"]


def test_other_versions_and_broken_files_are_diagnostics() -> None:
    files: dict[str, str | bytes] = {"a.tfstate": '{"version": 3}', "b.tfstate": "{"}
    loaded = state.load(Tree.of(files), files, Inputs(), Same({}))
    assert [record.status for record in loaded.files] == ["failed", "failed"]
    assert len(loaded.diagnostics) == 2
