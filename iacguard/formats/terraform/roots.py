"""Which directories are roots: those that nobody calls, and those that say that they are."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import partial

from iacguard.formats.above import roots_above
from iacguard.formats.terraform.module import Modules, is_terraform
from iacguard.model.tree import Tree, UnreadableError, join

NO_CALLERS = ("examples", "example", "test", "tests")
"""Directories whose calls do not make a module private: a published module is judged on its own defaults too."""
_LOCAL = r'"(\.\.?/[^"\n]*)"'


def directories(tree: Tree) -> list[str]:
    """Every directory of the tree, as far as it is searched, that holds Terraform."""
    return sorted(
        directory
        for directory in tree.directories(tree.home)
        if any(not is_directory and is_terraform(name) for name, is_directory in tree.listing(directory))
    )


class Callers:
    """Which directories call which, found by a search for quoted local paths; only what is found is parsed."""

    def __init__(self, modules: Modules) -> None:
        self.modules = modules
        everywhere = directories(modules.tree)
        known = set(everywhere)
        self._perhaps: dict[str, list[str]] = {}
        for directory in everywhere:
            if any(part in NO_CALLERS for part in directory.split("/")):
                continue
            for source in self._quoted(directory):
                target = join(directory, source)
                if target in known and target != directory:
                    self._perhaps.setdefault(target or "", []).append(directory)

    def _quoted(self, directory: str) -> Iterator[str]:
        tree = self.modules.tree
        for name, is_directory in tree.listing(directory):
            if is_directory or not is_terraform(name):
                continue
            try:
                text = tree.read(posixpath.join(directory, name)).text
            except UnreadableError:
                continue
            if '"./' in text or '"../' in text:
                yield from re.findall(_LOCAL, text)

    def of(self, directory: str) -> list[str]:
        """The directories that call this one as a module."""
        return [
            caller
            for caller in dict.fromkeys(self._perhaps.get(directory, ()))
            if any(join(caller, source) == directory for _, source in self.modules.load(caller).sources())
        ]


def roots(modules: Modules, asked: Iterable[str]) -> list[str]:
    """The roots through which the asked directories are judged, in order."""
    callers = Callers(modules)
    out: set[str] = set()
    for directory in asked:
        out |= roots_above(directory, callers.of, partial(_is_root, modules))
    return sorted(out)


def _is_root(modules: Modules, directory: str) -> bool:
    """Whether a directory says that it is one, by files of values or by what it configures."""
    files = [name for name, is_directory in modules.tree.listing(directory) if not is_directory]
    return any(name.endswith((".tfvars", ".tfvars.json")) for name in files) or modules.load(directory).is_root_like
