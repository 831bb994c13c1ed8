"""What lies in the repository: tests, linters and readmes that should, state, plans and weights that should not."""

from __future__ import annotations

import itertools
import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from iacguard.formats.project.ignored import Repository
from iacguard.model.secrets import may_be_secret, names_a_secret
from iacguard.model.source import Source, Span
from iacguard.model.tree import SKIPPED, Tree, UnreadableError
from iacguard.model.value import Map, Seq, Value

MAX_ENTRIES = 50_000
"""Directory entries that one scan looks at."""
MAX_OPENED = 200
"""Tests in Go that are opened to see what they test; of more than that, the name decides."""
WORTH_A_LOOK = 1_000_000
"""Bytes below which weights and data are small enough to lie in a repository."""

_KINDS = {
    "state": re.compile(r".*\.tfstate(?:\.\d+)?(?:\.backup)?\Z"),
    "plan": re.compile(r"(?:.*\.tfplan|tfplan|tfplan\.binary|plan\.out|plan\.tfplan)\Z"),
    "variables": re.compile(r".*\.tfvars\Z"),
    "weights": re.compile(
        r".*\.(?:pt|pth|ckpt|safetensors|onnx|h5|hdf5|pkl|joblib|gguf|keras|pb|tflite)\Z|model\.tar\.gz\Z"
    ),
    "data": re.compile(r".*\.(?:csv|tsv|parquet|jsonl|arrow|npy|npz|feather|orc|avro)(?:\.gz)?\Z"),
}
_TESTS = re.compile(
    r".*\.tftest\.(?:hcl|json)\Z|.*_test\.go\Z|\.taskcat\.ya?ml\Z|.*\.guard\Z|kitchen\.ya?ml\Z|\.kitchen\.ya?ml\Z"
    r"|test_.*\.py\Z|.*_test\.py\Z|.*\.bats\Z|.*_test\.rego\Z"
)
_INFRASTRUCTURE = re.compile(
    r".*(?:\.tftest\.(?:hcl|json)|_test\.go|\.taskcat\.ya?ml|\.guard|kitchen\.ya?ml|_test\.rego)\Z"
)
"""Of those, the ones that can only be about infrastructure."""
_LINTERS = re.compile(
    r"\.tflint\.hcl\Z|\.cfnlintrc(?:\.ya?ml)?\Z|\.checkov\.ya?ml\Z|\.?tfsec\.(?:ya?ml|json)\Z|trivy\.yaml\Z"
    r"|\.iacguard\.ya?ml\Z|\.pre-commit-config\.ya?ml\Z|kics\.config\Z|\.cfn_nag\.yml\Z"
)
_AUTOMATION = re.compile(
    r"atlantis\.ya?ml\Z|digger\.ya?ml\Z|env0\.ya?ml\Z|env0\.workflow\.ya?ml\Z|\.spacelift\Z|terramate\.tm\.hcl\Z"
)
_ASSIGNMENT = r"(?m)^[ \t]*(?P<name>\w+)[ \t]*=[ \t]*\"(?P<value>[^\"\n]+)\""


class Found(NamedTuple):
    """One file or directory that matters."""

    path: str
    kind: str


def walk(tree: Tree) -> Iterator[tuple[str, str, bool]]:
    """(directory, name, is a directory) of everything that is searched in the tree, as far as MAX_ENTRIES reach."""
    directories = tree.directories(tree.home, skipped=SKIPPED | {"site-packages"})
    entries = ((directory, *entry) for directory in directories for entry in tree.listing(directory))
    return itertools.islice(entries, MAX_ENTRIES)


class Files:
    """What the walk through a repository met."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.tests: list[str] = []
        self.infrastructure_tests: list[str] = []
        self.linters: list[str] = []
        self.automation: list[str] = []
        self.readmes: dict[str, str] = {}
        self.terragrunt = False
        self.opened = 0
        self.yaml: list[str] = []
        self.scripts: dict[str, list[str]] = {}
        self.strays: list[Found] = []
        for directory, name, is_directory in walk(tree):
            self._note(directory, name, is_directory)

    def _note(self, directory: str, name: str, is_directory: bool) -> None:
        path = posixpath.join(directory, name)
        if is_directory:
            if name == ".terraform":
                self.strays.append(Found(path, "plugins"))
            elif name == ".spacelift":
                self.automation.append(path)
            return
        if name.lower().startswith("readme"):
            self.readmes.setdefault(directory, path)
        if _TESTS.match(name):
            self.tests.append(path)
        if _INFRASTRUCTURE.match(name) and (not name.endswith(".go") or self._drives_terraform(path)):
            self.infrastructure_tests.append(path)
        if name.endswith((".yml", ".yaml")):
            self.yaml.append(path)
        elif name.endswith((".sh", ".bash", ".ps1", ".py")):
            self.scripts.setdefault(name, []).append(path)
        if directory == self.tree.home and _LINTERS.match(name):
            self.linters.append(path)
        if directory == self.tree.home and _AUTOMATION.match(name):
            self.automation.append(path)
        self.terragrunt = self.terragrunt or name in ("terragrunt.hcl", "root.hcl")
        kind = next((kind for kind, pattern in _KINDS.items() if pattern.match(name)), None)
        if kind is not None:
            self.strays.append(Found(path, kind))

    def _drives_terraform(self, path: str) -> bool:
        """Whether a test in Go is about infrastructure and not about the program beside it."""
        self.opened += 1
        if self.opened > MAX_OPENED:
            return True
        try:
            return "terra" in self.tree.read(path).text
        except UnreadableError:
            return False


def strays(files: Files) -> list[tuple[str, Map, Span]]:
    """(path, attributes, place) of what the repository carries and, mostly, should not."""
    repository = Repository(files.tree)
    out = []
    for path, kind in sorted(files.strays):
        size = files.tree.size(path)
        if kind in ("weights", "data") and size < WORTH_A_LOOK:
            continue
        if not repository.holds(path, kind == "plugins"):
            continue
        source = _source(files.tree, path, kind)
        span = Span(source, 0, max(source.text.find("\n"), 0) or len(source.text))
        items = {"path": Value(path, span), "kind": Value(kind, span), "size": Value(size, span)}
        items["secret"] = _secret(source, span) if kind == "variables" else Value(None, span)
        out.append((path, Map(items), span))
    return out


def _source(tree: Tree, path: str, kind: str) -> Source:
    """The text to point into; empty for what is no text or too large to be read for this."""
    try:
        return tree.read(path) if kind in ("variables", "state") else Source(path, "")
    except UnreadableError:
        return Source(path, "")


def _secret(source: Source, span: Span) -> Value:
    """The name of the first variable that is given a secret."""
    for found in re.finditer(_ASSIGNMENT, source.text):
        if names_a_secret(found["name"]) and may_be_secret(found["value"]):
            return Value(found["name"], Span(source, found.start("name"), found.end("name")))
    return Value(None, span)


def texts(paths: list[str], span: Span) -> Value:
    """Paths as a list."""
    return Value(Seq([Value(path, span) for path in sorted(paths)]), span)
