"""Which root a scan has and which files it is about; nothing is opened here."""

from __future__ import annotations

import fnmatch
import itertools
import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from iacguard.model.report import ERROR, Diagnostic
from iacguard.model.tree import Tree

MAX_HOME = 300
"""Directories of a working directory that is no repository, up to which it is searched as a whole."""

MAX_FILES = 100_000
"""Files of one scan; what is beyond is named in a diagnostic, not read."""


class Subject(NamedTuple):
    """What a scan is about: files from the root, and the directories that were named (None of them: files alone).

    `known` are the files once more, for `covers`, which is asked of each resource for each rule.
    """

    files: list[str]
    directories: list[str]
    diagnostics: list[Diagnostic]
    known: frozenset[str]

    def covers(self, path: str) -> bool:
        """Whether a file was asked for: named itself, or below a named directory."""
        return path in self.known or any(not d or path == d or path.startswith(d + "/") for d in self.directories)


def root_of(paths: Sequence[Path]) -> Path:
    """The enclosing repository of all paths, else the working directory if it holds them, else what they share."""
    reals = [Path(os.path.realpath(path)) for path in paths] or [Path.cwd()]
    common = Path(os.path.commonpath([real if os.path.isdir(real) else real.parent for real in reals]))
    for directory in (common, *common.parents):
        if os.path.exists(directory / ".git"):
            return directory
    here = Path(os.path.realpath(Path.cwd()))
    return here if common == here or here in common.parents else common


def home_of(tree: Tree, paths: Sequence[Path]) -> str:
    """Where to search for what belongs to `paths`, from the root: a repository, or a directory of modest size, whole.

    A working directory that is neither, such as somebody's home, holds the files of many projects.
    """
    if tree.root is None or os.path.exists(tree.root / ".git"):
        return ""
    named = [relative for path in paths if (relative := _relative(tree.root, path)) is not None]
    directories = [path if tree.is_directory(path) else os.path.dirname(path) for path in named]
    common = os.path.commonpath(directories) if directories and all(directories) else ""
    everywhere = tree.directories("")
    crowded = bool(common) and next(itertools.islice(everywhere, MAX_HOME, None), None) is not None
    return common if crowded else ""


def subject(
    tree: Tree, root: Path, paths: Sequence[Path], wanted: Callable[[str], bool], exclude: Sequence[str]
) -> Subject:
    """The files below `paths` that some format may claim, from the root, in order."""
    files: dict[str, None] = {}
    directories: list[str] = []
    diagnostics: list[Diagnostic] = []
    for path in paths:
        relative = _relative(root, path)
        if relative is None:
            cure = "name a wider root with --root"
            diagnostics.append(Diagnostic(ERROR, "outside", "it lies outside the scan root", path=str(path), cure=cure))
        elif os.path.isdir(path):
            directories.append(relative)
            found, closed = _below(tree, relative, wanted, exclude)
            files.update(dict.fromkeys(found))
            diagnostics += closed
        else:
            fault = _fault(path)
            if fault is None:
                files[relative] = None
            else:
                diagnostics.append(fault)
    subjects = sorted(files)
    if len(subjects) > MAX_FILES:
        message = f"{len(subjects)} files are more than the {MAX_FILES} of one scan; the rest was not read"
        diagnostics.append(Diagnostic(ERROR, "limit", message, path=subjects[MAX_FILES], cure="scan parts of the tree"))
        subjects = subjects[:MAX_FILES]
    return Subject(subjects, directories, diagnostics, frozenset(subjects))


def excluded(path: str, globs: Iterable[str]) -> bool:
    """Whether globs over paths from the root leave a path out; a directory's name leaves out what is below it."""
    return any(fnmatch.fnmatchcase(path, glob) or fnmatch.fnmatchcase(path, glob.rstrip("/") + "/*") for glob in globs)


def _relative(root: Path, path: Path) -> str | None:
    """The path from the root with forward slashes: a symbolic link keeps its own name; None where it lies outside."""
    directory = os.path.isdir(path)
    parent = Path(os.path.realpath(path if directory else path.parent))
    real = parent if directory else parent / path.name
    try:
        relative = real.relative_to(root).as_posix()
    except ValueError:
        return None
    return "" if relative == "." else relative


def _fault(path: Path) -> Diagnostic | None:
    """What keeps a named file from being looked at."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        cure = "check the spelling; paths are relative to the working directory"
        return Diagnostic(ERROR, "missing", "there is no such file or directory", path=str(path), cure=cure)
    except OSError as error:
        return Diagnostic(ERROR, "unreadable", f"cannot be read: {(error.strerror or '').lower()}", path=str(path))
    return None


def _below(
    tree: Tree, directory: str, wanted: Callable[[str], bool], exclude: Sequence[str]
) -> tuple[list[str], list[Diagnostic]]:
    """The files below a directory, and an error for each directory of which nobody knows what is in it."""
    found: list[str] = []
    closed: list[Diagnostic] = []
    for current in tree.directories(directory, partial(excluded, globs=exclude)):
        prefix = f"{current}/" if current else ""
        files = [prefix + name for name, is_directory in tree.listing(current) if not is_directory]
        found += [path for path in files if wanted(path) and not excluded(path, exclude)]
        if current in tree.closed:
            message = f"what is in it cannot be read: {tree.closed[current]}"
            cure = "let your user read it, or name it under exclude in the config"
            closed.append(Diagnostic(ERROR, "unreadable", message, path=current or ".", cure=cure))
    return found, closed
