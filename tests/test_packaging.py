"""A wheel built from here, installed elsewhere, finds its rules; the compiled road and the working copy agree."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from iacguard.compile import compiled
from iacguard.policy import catalogue, compiling
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


def test_two_builds_are_the_same_bytes(wheels):
    assert len({hashlib.sha256(wheel.read_bytes()).hexdigest() for wheel in wheels}) == 1


def test_the_wheel_carries_every_rule_folder_and_nothing_else(wheels):
    names = zipfile.ZipFile(wheels[0]).namelist()
    ours = {str(path.parent.relative_to(ROOT)) for path in (ROOT / "rules").glob("*/*/rule.yaml")}
    theirs = {name.removeprefix("iacguard/").rpartition("/")[0] for name in names if name.endswith("/rule.yaml")}
    assert theirs == ours
    assert {f"iacguard/compiled/{name}.json" for name in compiled()} <= set(names)
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


def test_both_roads_to_the_rules_agree():
    read = catalogue.read_folder(catalogue.built_in_folder(), trusted=True)
    tables = compiled()
    decoded, definitions = compiling.decode(tables["rules"], catalogue.built_in_folder())
    assert {n: d.text for n, d in definitions.items()} == {n: d.text for n, d in read.definitions.items()}
    plain = {rule.id: rule for rule in read.rules}
    for rule in decoded:
        source = plain.pop(rule.id)
        for name in ("summary", "severity", "practices", "resources", "message", "at", "params", "implies", "profiles"):
            assert getattr(rule, name) == getattr(source, name), f"{rule.id}: {name}"
        assert [part.text for part in rule.require] == [part.text for part in source.require]
        assert tables["texts"][rule.id] == (source.why, source.fix)
    assert not plain


def test_both_roads_to_the_vocabulary_agree():
    texts = compiled()["vocabulary"]
    assert texts == tables.compile_tables()
    assert all(isinstance(text, str) for text in texts.values())
