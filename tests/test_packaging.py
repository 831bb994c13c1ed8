"""A wheel built from here, installed elsewhere, finds its rules; the compiled road and the working copy agree."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from iacguard.compile import compiled
from iacguard.policy import catalogue, compiling
from iacguard.policy.cel import plain
from iacguard.policy.cel.ast import Node
from iacguard.policy.cel.parser import parse
from iacguard.policy.rule import Rule
from iacguard.vocabulary import tables

ROOT = Path(__file__).parent.parent
NOTEBOOK = """\
resource "aws_sagemaker_notebook_instance" "exploration" {
  name                   = "churn-exploration"
  role_arn               = "arn:aws:iam::123456789012:role/notebook"
  instance_type          = "ml.t3.medium"
  direct_internet_access = "Enabled"
}
"""


LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "build", "dist", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis"
)


def build(target):
    """A wheel of a copy of the working copy, so that builds side by side do not meet."""
    copy = target / "copy"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(target), str(copy)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    return [build(tmp_path_factory.mktemp(name)) for name in ("first", "second")]


@pytest.fixture(scope="module")
def files():
    return compiled()


def test_two_builds_are_the_same_bytes(wheels):
    assert len({hashlib.sha256(wheel.read_bytes()).hexdigest() for wheel in wheels}) == 1


def test_the_wheel_carries_every_rule_folder_and_nothing_else(wheels, files):
    names = zipfile.ZipFile(wheels[0]).namelist()
    ours = {str(path.parent.relative_to(ROOT)) for path in (ROOT / "rules").glob("*/*/rule.yaml")}
    theirs = {name.removeprefix("iacguard/").rpartition("/")[0] for name in names if name.endswith("/rule.yaml")}
    assert theirs == ours
    assert {f"iacguard/compiled/{name}" for name in files} <= set(names)
    assert not [name for name in names if name.startswith(("tests/", "fixtures/", "tools/")) or name.endswith(".pyc")]


def test_an_installed_wheel_judges_by_its_own_rules(wheels, tmp_path):
    site = tmp_path / "site"
    zipfile.ZipFile(wheels[0]).extractall(site)
    (tmp_path / "stack").mkdir()
    (tmp_path / "stack" / "main.tf").write_text(NOTEBOOK)
    command = [sys.executable, "-m", "iacguard", "scan", "--format", "concise", "stack"]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(site)}, capture_output=True, text=True
    )
    assert done.returncode == 1, done.stderr
    assert "stack/main.tf:5:28" in done.stdout
    assert "sagemaker-notebook-direct-internet" in done.stdout


def expressions(rule):
    return [*rule.require, *([rule.when] if rule.when else [])]


def same(one, other):
    """Whether two trees differ in nothing but the places of their nodes."""
    if isinstance(one, Node):
        return type(one) is type(other) and all(same(getattr(one, s), getattr(other, s)) for s in one.__slots__)
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


def test_the_trees_of_a_wheel_are_those_of_the_texts(files):
    rules, named = compiling.decode(json.loads(files[catalogue.RULES]), None)
    parts = [*named.values(), *(part for rule in rules for part in expressions(rule))]
    trees = [part for part in parts if part.tree is not None]
    assert len(trees) > 0.9 * len(parts)
    for part in trees:
        assert same(plain.decode(part.tree), parse(part.text)), part.text


@pytest.mark.parametrize(
    "text",
    [
        "resource.name", ".resource.?name", "a[?0]", "a['b'][1.0]", "has(a.b) ? [1, ?b, null] : {'k': -1, ?'l': b}",
        "!a && -b < 2 || c in d", "x.all(i, i > 0 && i != 1 && i != true)", "size(a) + 1.5 == f()", "'é\U0001F600'",
    ],
)  # fmt: skip
def test_a_tree_goes_into_plain_data_and_back(text):
    assert same(plain.decode(json.loads(json.dumps(plain.encode(parse(text))))), parse(text))


@pytest.mark.parametrize("text", ["b'raw'", "1u"])
def test_what_plain_data_cannot_hold_is_refused(text):
    with pytest.raises(TypeError):
        plain.encode(parse(text))


def test_both_roads_to_the_rules_agree(files):
    read = catalogue.read_folder(catalogue.built_in_folder(), trusted=True)
    rules, texts = (json.loads(files[name]) for name in (catalogue.RULES, catalogue.TEXTS))
    decoded, definitions = compiling.decode(rules, catalogue.built_in_folder())
    assert {n: d.text for n, d in definitions.items()} == {n: d.text for n, d in read.definitions.items()}
    plain = {rule.id: rule for rule in read.rules}
    for rule in decoded:
        source = plain.pop(rule.id)
        for name in set(Rule._fields) - {"require", "when", "why", "fix", "places"}:
            assert getattr(rule, name) == getattr(source, name), f"{rule.id}: {name}"
        assert [part.text for part in expressions(rule)] == [part.text for part in expressions(source)]
        assert texts[rule.id] == [source.why, source.fix]
    assert not plain


def test_both_roads_to_the_vocabulary_agree(files):
    assert tables.read_in(files[tables.FILE]) == tables.compile_tables()
