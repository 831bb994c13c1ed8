"""Terraform and OpenTofu as a format: files in, resources out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from iacguard.formats.base import Inputs, Loaded, isolated
from iacguard.formats.terraform.module import Modules
from iacguard.formats.terraform.root import Root
from iacguard.formats.terraform.roots import roots
from iacguard.model.report import FileRecord
from iacguard.model.tree import Tree
from iacguard.vocabulary.tables import Vocabulary


def load(tree: Tree, paths: Iterable[str], inputs: Inputs, vocabulary: Vocabulary) -> Loaded:
    """The resources of the roots through which the named files are used."""
    wanted = list(paths)
    modules = Modules(tree)
    loaded = Loaded()
    asked = sorted({posixpath.dirname(path) for path in wanted})
    visited: set[str] = set(asked)
    for scope in roots(modules, asked):
        root = Root(modules, scope, inputs, vocabulary)
        with isolated(loaded.diagnostics, scope):
            loaded.resources += root.load()
        loaded.holes += root.holes
        loaded.diagnostics += root.diagnostics
        visited |= root.visited
    records: dict[str, FileRecord] = {}
    for directory in sorted(visited):
        module = modules.load(directory)
        loaded.diagnostics += module.diagnostics
        records.update({record.path: record for record in module.files})
    loaded.files = [
        records.get(p) or FileRecord(p, "terraform", "failed", "was not read") for p in sorted({*wanted, *records})
    ]
    return loaded
