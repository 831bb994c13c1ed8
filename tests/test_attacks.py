"""Whatever a file says, a scan ends with a report that accounts for it: broken copies of files, and known attacks."""

import random
from pathlib import Path

import pytest

from iacguard import formats, pipeline
from iacguard.formats.base import Inputs
from iacguard.model.graph import ResourceGraph
from iacguard.model.tree import Tree
from iacguard.policy import catalogue, selection
from iacguard.policy.judge import Judge
from iacguard.vocabulary import tables
from tests.conftest import EXAMPLES

FIXTURES = Path(__file__).parent.parent / "fixtures"
VOCABULARY = tables.load()
CATALOGUE = catalogue.load()
RULES = selection.select(CATALOGUE, "all")
FILES = sorted(
    path
    for path in FIXTURES.rglob("*")
    if path.is_file() and formats.is_subject(path.name) and path.stat().st_size < 9000
)
PIECES = [
    "{", "}", "[", "]", "(", ")", '"', "'", "${", "%{", "}}", "\n", "\t", "\0", "#", "/*", "<<EOT\n", "=", ":",
    "- ", "!Ref ", "Fn::If", "null", "true", "1e999", "-", "9" * 5000, "\ufeff", "\u202e", "&a [*a]", "<<: *a",
    "each.key",
    "count.index", "...", "for x in ", "? 1 :", "[*]", ".0", "!Sub '${", "\\u", "AWS::NoValue", "local.", "module.",
    "var.", "data.",
]  # fmt: skip


def mutated(text, chance):
    """A copy that is broken in one to four places."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text) + 1)
        kind = chance.randrange(5)
        end = min(len(text), at + chance.randint(1, 40))
        if kind == 0:
            text = text[:at] + text[end:]
        elif kind == 1:
            text = text[:at] + chance.choice(PIECES) + text[at:]
        elif kind == 2:
            text = text[:at] + chance.choice(PIECES) + text[end:]
        elif kind == 3:
            text = text[:at] + text[at:end] * 2 + text[end:]
        else:
            text = text[:at]
    return text


def judged(files):
    """What the whole way makes of some files."""
    tree = Tree.of(files)
    subjects = [path for path in files if formats.is_subject(path)]
    loaded = pipeline.gather(tree, subjects, Inputs(), VOCABULARY)
    found = Judge(ResourceGraph(loaded.resources, loaded.holes), VOCABULARY).judge(
        RULES, CATALOGUE.definitions, checked=False
    )
    return loaded, found


def accounted(files):
    loaded, found = judged(files)
    crashed = [d.message for d in found.diagnostics if d.code == "rule-crash"]
    assert not crashed
    records = {record.path: record for record in loaded.files}
    assert {path for path in files if formats.is_subject(path)} <= records.keys()
    for record in records.values():
        told = [d for d in loaded.diagnostics if d.file == record.path and d.level == "error"]
        assert record.status != "failed" or told, f"{record.path} failed without a word"
        assert record.status == "parsed" or record.reason
    for finding in found.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(finding.span.source.text)
    return loaded


@pytest.mark.parametrize("seed", range(max(EXAMPLES, 25)))
def test_broken_files_are_accounted_for(seed):
    chance = random.Random(seed)
    chosen = chance.sample(FILES, 3)
    files = {f"{n}/{path.name}": mutated(path.read_text(), chance) for n, path in enumerate(chosen)}
    accounted(files)


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
)
BUCKET = "Resources:\n  X:\n    Type: AWS::S3::Bucket\n"
ATTACKS = {
    "alias-bomb.yaml": BOMB + "Resources:\n  A: {Type: AWS::S3::Bucket, Properties: {Tags: *i}}\n",
    "nested.json": '{"Resources": {"A": ' + "[" * 100_000 + "}",
    "nested.yaml": "Resources: " + "[" * 100_000,
    "nested.tf": "locals {\n  a = " + "[" * 100_000 + "\n}\n",
    "nested-call.tf": "locals {\n  a = " + "abs(" * 50_000 + "1" + ")" * 50_000 + "\n}\n",
    "nested-template.tf": 'locals {\n  a = "' + "${" * 20_000 + '"\n}\n',
    "sums.tf": "locals {\n  a = " + "1 + " * 50_000 + "1\n}\n",
    "chain.tf": "locals {\n" + "".join(f"  a{n} = local.a{n + 1}\n" for n in range(3000)) + "  a3000 = 1\n}\n",
    "count.tf": 'resource "aws_s3_bucket" "b" {\n  count = 1e9\n}\n',
    "big-number.tf": 'resource "aws_s3_bucket" "b" {\n  bucket = ' + "9" * 4300 + "\n}\n",
    "huge-exponent.tf": "locals {\n  a = 1e999999999\n  b = pow(10, 999999999)\n  c = 1e999999 * 1e999999\n}\n",
    "format.tf": 'locals {\n  a = format("%999999999d", 1)\n'
    '  b = join("", [for i in range(100000) : "xxxxxxxxxxxxxxxxxxxxxx"])\n}\n',
    "explosion.tf": "locals {\n  a = [for x in range(1000) : [for y in range(1000) : [for z in range(1000) : x]]]\n}\n",
    "product.tf": "locals {\n  a = setproduct(range(1000), range(1000), range(1000))\n}\n",
    "doubling.tf": 'locals {\n  a0 = "xxxxxxxxxx"\n'
    + "".join(f'  a{n + 1} = "${{local.a{n}}}${{local.a{n}}}"\n' for n in range(60))
    + "}\n",
    "list-doubling.tf": "locals {\n  a0 = [1, 2]\n"
    + "".join(f"  a{n + 1} = concat(local.a{n}, local.a{n})\n" for n in range(60))
    + "}\n",
    "nested-doubling.tf": "locals {\n  a0 = [1]\n"
    + "".join(f"  a{n + 1} = [local.a{n}, local.a{n}]\n" for n in range(60))
    + "  text = jsonencode(local.a60)\n}\n",
    "join.tf": 'locals {\n  a = join("' + "x" * 1000 + '", range(1024))\n  b = join(local.a, range(1024))\n}\n',
    "self.tf": 'module "self" {\n  source = "./."\n}\n',
    "local-cycle.tf": "locals {\n  a = local.b\n  b = local.a\n}\n",
    "division.tf": 'locals {\n  a = 1 / 0\n  b = [1][5]\n  c = abs("x")\n  d = nothing(1)\n  e = abs(1, 2)\n}\n',
    "regex.tf": 'locals {\n  a = regexall("(a+)+$", "' + "a" * 5000 + '!")\n  b = replace("x", "/(x+x+)+y/", "")\n}\n',
    "type-is-a-map.yaml": "Resources:\n  A:\n    Type: {a: b}\n  B:\n    Type: [x]\n  C: 7\n",
    "resources-is-a-list.yaml": "AWSTemplateFormatVersion: 2010-09-09\nResources:\n  - Type: AWS::S3::Bucket\n",
    "cyclic-ref.yaml": "Conditions:\n  A: !Condition B\n  B: !Not [!Condition A]\n"
    + BUCKET
    + "    Condition: A\n    Properties: {BucketName: !Ref X}\n",
    "open-sub.yaml": BUCKET + "    Properties: {BucketName: !Sub 'a-${AWS::Region'}\n",
    "unknown-intrinsic.yaml": BUCKET + "    Properties: {BucketName: !Nonsense x}\n",
    "missing-nested.yaml": "Resources:\n  X:\n    Type: AWS::CloudFormation::Stack\n"
    "    Properties: {TemplateURL: ./no.yaml}\n",
    "self-nested.yaml": "Resources:\n  X:\n    Type: AWS::CloudFormation::Stack\n"
    "    Properties: {TemplateURL: ./self-nested.yaml}\n",
    "foreach.yaml": "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::A:\n    - X\n    - ["
    + ", ".join(f"a{n}" for n in range(3000))
    + "]\n    - ${X}: {Type: AWS::S3::Bucket}\n",
    "plan.json": '{"format_version": "1.2", "resource_changes": [{"address": "x["}, 7, null, {"change": []}]}',
    "plan-deep.json": '{"format_version": "1.2", "resource_changes": ' + "[" * 5000 + "]" * 5000 + "}",
    "null.tf.json": "null",
    "wrong.tf.json": '{"resource": [[{"a": 1}], 3], "locals": "x", "module": {"m": [{"source": 3}]}}',
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_attacks_end_in_a_report(name):
    files = {name: ATTACKS[name], "sound/main.tf": 'resource "aws_kms_key" "k" {\n  enable_key_rotation = true\n}\n'}
    loaded = accounted(files)
    assert any(str(resource.address) == "aws_kms_key.k" for resource in loaded.resources), "the other file was lost"


def test_modules_that_call_each_other_in_a_circle_are_told():
    files = {f"{n}/main.tf": f'module "next" {{\n  source = "../{(n + 1) % 3}"\n}}\n' for n in range(3)}
    loaded = accounted(files)
    assert any(d.level == "error" for d in loaded.diagnostics)
