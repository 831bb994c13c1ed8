"""Which directories are roots: those that nobody calls, and those that say that they are."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from iacguard.formats.terraform.module import Modules, is_terraform
from iacguard.model.tree import Tree, join

SKIPPED = frozenset({".git", ".terraform", "node_modules", ".venv", "venv", "__pycache__"})
NO_CALLERS = ("examples", "example", "test", "tests")
"""Directories whose calls do not make a module private: a published module is judged on its own defaults too."""


def directories(tree: Tree, below: str = "") -> list[str]:
    """Every directory of the tree that holds Terraform."""
    found: list[str] = []
    todo = [below]
    while todo:
        directory = todo.pop()
        entries = tree.listing(directory)
        if any(not is_directory and is_terraform(name) for name, is_directory in entries):
            found.append(directory)
        todo += [posixpath.join(directory, n) for n, is_directory in entries if is_directory and n not in SKIPPED]
    return sorted(found)


def roots(modules: Modules, asked: Iterable[str]) -> list[str]:
    """The roots through which the asked directories are judged, in order."""
    tree = modules.tree
    everywhere = directories(tree)
    callers: dict[str, set[str]] = {}
    for directory in everywhere:
        if not _counts(directory):
            continue
        for _, source in modules.load(directory).sources():
            if source.startswith(("./", "../")):
                target = join(directory, source)
                if target is not None and target != directory:
                    callers.setdefault(target, set()).add(directory)
    out: set[str] = set()
    for directory in asked:
        out |= _above(directory, callers, modules, tree)
    return sorted(out)


def _counts(directory: str) -> bool:
    return not any(part in NO_CALLERS for part in directory.split("/"))


def _above(directory: str, callers: dict[str, set[str]], modules: Modules, tree: Tree) -> set[str]:
    """The roots that reach a directory; itself where it is one, or where calls go in a circle."""
    found: set[str] = set()
    seen: set[str] = set()
    todo = [directory]
    while todo:
        current = todo.pop()
        if current in seen:
            continue
        seen.add(current)
        above = callers.get(current, set())
        if not above or _is_root(current, modules, tree):
            found.add(current)
        todo += above
    return found or {directory}


def _is_root(directory: str, modules: Modules, tree: Tree) -> bool:
    named = any(name.endswith((".tfvars", ".tfvars.json")) for name, is_dir in tree.listing(directory) if not is_dir)
    return named or modules.load(directory).is_root_like
