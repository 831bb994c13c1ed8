"""The tables: their grammar, their two layers and two roads, and that they serve every rule there is."""

from __future__ import annotations

import json
import re

import pytest

from iacguard.model.graph import DECLARED
from iacguard.policy.compiled import RuleCompiler
from iacguard.vocabulary import tables
from iacguard.vocabulary.merging import nodes
from iacguard.vocabulary.nodes import KINDS, Type
from iacguard.vocabulary.reading import TableError, read_written
from iacguard.vocabulary.tables import Vocabulary
from tests.rules import rule_fixtures
from tests.vocabulary.scenes import scene, vocabulary

RULES = rule_fixtures.rules()
EVERY = "*"


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_every_rule_asks_only_what_there_is(rule):
    compiler = RuleCompiler(RULES.definitions, vocabulary())
    compiler.compile(rule, {})
    assert not [d.message for d in compiler.diagnostics]


def asked_for() -> set[str]:
    """Every type that a rule names, under `resources` or in an expression."""
    texts = [e.text for rule in RULES.rules for e in (*rule.require, *([rule.when] if rule.when else []))]
    texts += [definition.text for definition in RULES.definitions.values()]
    named = {type for text in texts for type in re.findall(r"(?:linked\([^()]*,|resources\()\s*'([\w.]+)'", text)}
    return named | {type for rule in RULES.rules for type in rule.resources}


@pytest.mark.parametrize("type", sorted(asked_for() - DECLARED - {EVERY}))
def test_every_type_that_a_rule_names_has_a_table(type):
    known = vocabulary().type(type) is not None
    assert known or type.startswith(FREE), f"write a table for {type} in iacguard/vocabulary"


FREE = ("data.", "kubernetes_", "kubectl_", "helm_", "null_", "terraform_data", "random_", "archive_")
"""What has no tables: data sources, and providers whose objects hold what their user puts into them."""


def write(tmp_path, text):
    path = tmp_path / "some.yaml"
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("  keyz: [id]", "did you mean keys"),
        ("  attributes:\n    a: {defualt: 1}", "did you mean default"),
        ("  attributes:\n    a: {kind: text}", "'text' is not a kind"),
        ("  attributes:\n    a: {cfn: A..B}", "not a CloudFormation path"),
        ("  attributes:\n    a: {cfn: 'A[].B'}", "kind: list"),
        ("  attributes:\n    a: {default: {terraform: 1}}", "not for terraform"),
        ("  mounts:\n    a: {joins: x}", "did you mean join"),
        ("  mounts:\n    a: {join: x, inline: {b: {form: c}}}", "did you mean from"),
        ("  derived:\n    a: {kind: list, attribute: {}}", "did you mean attributes"),
    ],
)
def test_what_breaks_the_grammar_is_said_with_its_line(tmp_path, line, says):
    path = write(tmp_path, f"aws_first:\n  keys: [id]\naws_second:\n{line}\n")
    with pytest.raises(TableError) as caught:
        read_written(path)
    message = str(caught.value)
    last = 3 + line.count("\n") + 1
    assert message.startswith(f"{path}:{last}: aws_second")
    assert says in message


def test_a_misspelled_attribute_is_an_error_with_its_place(monkeypatch, tmp_path):
    folder = tmp_path / "aws"
    folder.mkdir()
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "aws.json").write_text('{"aws_thing": {"kids": {"kms_key_id": "str"}}}')
    (folder / "things.yaml").write_text("aws_thing:\n  attributes:\n    kms_key: {default: 1}\n")
    monkeypatch.setattr(tables, "HERE", tmp_path)
    with pytest.raises(TableError, match=r"things\.yaml:3: aws_thing\.kms_key: .*did you mean kms_key_id"):
        tables.compile_tables()
    (folder / "things.yaml").write_text("aws_thing:\n  attributes:\n    kms_key: {kind: str, default: 1}\n")
    assert Vocabulary(tables.compile_tables()).type("aws_thing").find("kms_key").default == 1


def test_a_type_is_written_once(monkeypatch, tmp_path):
    for cloud in ("aws", "google"):
        (tmp_path / cloud).mkdir()
        (tmp_path / cloud / "a.yaml").write_text("aws_thing: {}\n")
    monkeypatch.setattr(tables, "HERE", tmp_path)
    with pytest.raises(TableError, match="two tables"):
        tables.written_tables()


def test_the_wheel_carries_what_the_sources_say():
    carried = Vocabulary(json.loads(json.dumps(tables.compile_tables())))
    assert carried.names() == vocabulary().names()
    for name in carried.names():
        assert _picture(carried.type(name)) == _picture(vocabulary().type(name))


def _picture(type: Type) -> list[object]:
    return [
        (path, node.kind, node.cfn, node.default, node.to, node.key, dict(node.values))
        for path in type.paths()
        if (node := type.find(path)) is not None
    ]


def test_compiling_twice_gives_the_same_text():
    assert tables.compile_tables() == tables.compile_tables()


@pytest.mark.parametrize("name", vocabulary().names())
def test_a_table_holds_together(name):
    """Kinds exist, what is referred to has a table, places of CloudFormation are places, mounts are there."""
    type = vocabulary().type(name)
    for path in type.paths():
        node = type.find(path)
        assert node is not None, path
        assert node.kind in KINDS, path
        assert not node.to or vocabulary().type(node.to) is not None, f"{path} refers to {node.to}"
        assert node.cfn is None or all(re.fullmatch(r"/|\w+(\[0?\])?", step) for step in node.cfn), path
    for mount in type.mounts.values():
        assert vocabulary().type(mount.satellite) is not None, mount.satellite
        assert not mount.join or mount.join in vocabulary().type(mount.satellite).top.kids, mount


def test_schemas_hold_no_other_types_than_the_tables():
    written = tables.written_tables()
    known = set(written) | {satellite for satellite, _ in tables.satellites(written)}
    assert set(tables.schemas()) <= known


def test_every_attribute_of_the_schema_is_in_the_compiled_type():
    for name, schema in tables.schemas().items():
        type = vocabulary().type(name)
        mounts = tuple(f"{mount}." for mount in type.mounts) + tuple(type.mounts)
        for path, _ in nodes(schema["kids"]):
            assert path.startswith(mounts) or path == "tags_all" or type.find(path) is not None, f"{name}.{path}"


def test_what_the_provider_fills_in_is_computed():
    cluster = vocabulary().type("aws_eks_cluster")
    assert {"arn", "endpoint", "platform_version", "id", "name"} <= cluster.computed
    assert "role_arn" not in cluster.computed
    assert cluster.form("arn") == "arn:{*}"
    assert vocabulary().type("google_service_account").form("email") == "{account_id}@{*}"


def test_declarations_have_the_attributes_that_their_formats_give():
    seen = scene(
        main_tf='variable "type" {\n  type = string\n  description = "d"\n  sensitive = true\n}\n'
        'output "o" {\n  value = 1\n  description = "d"\n}\nmodule "m" {\n  source = "./m"\n}\n',
        m__main_tf='resource "null_resource" "n" {\n}\n',
        stack_yaml="Parameters:\n  Env: {Type: String, AllowedValues: [a], Default: a, Description: d}\n"
        "Outputs:\n  O: {Value: 1, Description: d, Export: {Name: n}}\nResources: {B: {Type: AWS::S3::Bucket}}\n",
    )
    declared = [r for r in seen.graph.resources if r.type in DECLARED and vocabulary().type(r.type) is not None]
    assert {r.type for r in declared} >= {"terraform_variable", "template_parameter", "project", "project_root"}
    for resource in declared:
        missing = set(resource.body.data.items) - set(vocabulary().type(resource.type).top.kids)
        assert not missing, f"{resource.type} has {missing}, of which its table knows nothing"
