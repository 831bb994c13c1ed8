"""The files of a scan, on disk or in memory. Nothing outside the root is ever read."""

from __future__ import annotations

import os
import posixpath
import stat
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from pathlib import Path

from iacguard.model.source import Source

MAX_BYTES = 10_000_000
"""Size above which a file is not read; also the limit that CONTRIBUTING.md names."""

SKIPPED = frozenset({
    ".git", ".hg", ".svn", ".terraform", ".terragrunt-cache", ".aws-sam", "node_modules", "__pycache__", ".venv",
    "venv", ".tox", ".mypy_cache", ".pytest_cache", ".ruff_cache",
})  # fmt: skip
"""Names of directories that hold what others made, which no search enters."""


class UnreadableError(Exception):
    """A file that cannot be read; the message says why, in words for the user."""


class Tree:
    """The files below a scan root, by paths relative to it with forward slashes.

    `Tree(root)` reads from disk, only regular files whose real path is inside the root; `Tree.of({path: text})` is in
    memory. Sources are read once and kept. `home` is the directory to which searches through all files are confined;
    `closed` are the directories that were found and could not be listed, with the system's reasons.
    """

    def __init__(self, root: Path | None) -> None:
        self.root = root
        self.home = ""
        self._real = os.path.realpath(root) if root is not None else ""
        self._memory: dict[str, str | bytes] = {}
        self._sources: dict[str, Source] = {}
        self._directories: dict[str, str] = {}
        self._listings: dict[str, list[tuple[str, bool]]] = {}
        self.closed: dict[str, str] = {}

    @classmethod
    def of(cls, files: dict[str, str | bytes]) -> Tree:
        """A tree in memory, for tests and for callers who have no disk."""
        tree = cls(None)
        tree._memory = dict(files)
        return tree

    def read(self, path: str) -> Source:
        """The source of a file.

        Raises UnreadableError: outside the root, no regular file, too large, not UTF-8, or the system's own reason.
        """
        known = self._sources.get(path)
        if known is None:
            try:
                data = self.read_bytes(path)
                text = data.decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise UnreadableError(f"not UTF-8 text (byte {error.start})") from error
            known = self._sources[path] = Source(path, text, data.startswith(BOM_UTF8))
        return known

    def read_bytes(self, path: str) -> bytes:
        """The bytes of a file, under the same conditions as `read`."""
        if self.root is None:
            data = self._memory.get(path)
            if data is None:
                raise UnreadableError("no such file")
            return data if isinstance(data, bytes) else data.encode()
        try:
            real, status = self._resolve(path)
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableError("no regular file")
            if status.st_size > MAX_BYTES:
                raise UnreadableError(f"larger than {MAX_BYTES // 1_000_000} MB")
            with open(real, "rb") as file:
                return file.read()
        except OSError as error:
            raise UnreadableError((error.strerror or "cannot be read").lower()) from error
        except ValueError as error:  # a NUL in the name
            raise UnreadableError("no valid file name") from error

    def size(self, path: str) -> int:
        """Bytes of a file; 0 where it is none or lies outside the root."""
        if self.root is None:
            data = self._memory.get(path, b"")
            return len(data)
        try:
            return os.stat(os.path.join(self._real, path)).st_size if self._inside(path) else 0
        except OSError:
            return 0

    def _resolve(self, path: str) -> tuple[str, os.stat_result]:
        """The real path of a file, inside the root, with its status. The real path of a directory is found once."""
        directory, _, name = path.rpartition("/")
        real = self._directories.get(directory)
        if real is None:
            real = self._directories[directory] = os.path.realpath(os.path.join(self._real, directory))
        found = os.path.join(real, name)
        status = os.lstat(found)
        if stat.S_ISLNK(status.st_mode):
            found = os.path.realpath(found)
            status = os.stat(found)
        if found != self._real and not found.startswith(self._real.rstrip(os.sep) + os.sep):
            raise UnreadableError("lies outside the scan root; give a wider one with --root")
        return found, status

    def is_file(self, path: str) -> bool:
        """Whether `path` names a file of this tree."""
        if self.root is None:
            return path in self._memory
        return os.path.isfile(os.path.join(self._real, path)) and self._inside(path)

    def is_directory(self, path: str) -> bool:
        """Whether `path` names a directory of this tree; "" and "." are the root."""
        if path in ("", "."):
            return True
        if self.root is None:
            return any(name.startswith(path + "/") for name in self._memory)
        return os.path.isdir(os.path.join(self._real, path)) and self._inside(path)

    def is_link(self, path: str) -> bool:
        """Whether a file is a link to another, which it shares with whoever else links to it."""
        return self.root is not None and "\0" not in path and os.path.islink(os.path.join(self._real, path))

    def leads_outside(self, path: str) -> bool:
        """Whether a path of this tree is, or goes through, a link to something beyond the root."""
        return self.root is not None and "\0" not in path and not self._inside(path)

    def directories(
        self, start: str, excluded: Callable[[str], bool] | None = None, skipped: frozenset[str] = SKIPPED
    ) -> Iterator[str]:
        """`start` and every directory below it, but what is `excluded` by its path or `skipped` by its name."""
        todo = [start]
        while todo:
            directory = todo.pop()
            yield directory
            for name, is_directory in self.listing(directory):
                path = f"{directory}/{name}" if directory else name
                if is_directory and name not in skipped and not (excluded is not None and excluded(path)):
                    todo.append(path)

    def listing(self, directory: str) -> list[tuple[str, bool]]:
        """(name, is a directory) of what a directory holds, sorted; empty where it cannot be read."""
        known = self._listings.get(directory)
        if known is None:
            known = self._listings[directory] = sorted(self._list(directory))
        return known

    def _list(self, directory: str) -> list[tuple[str, bool]]:
        if self.root is None:
            prefix = directory + "/" if directory not in ("", ".") else ""
            below = [name[len(prefix) :] for name in self._memory if name.startswith(prefix)]
            return sorted({(name.split("/")[0], "/" in name) for name in below})
        try:
            with os.scandir(os.path.join(self._real, directory)) as entries:
                return [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            self.closed[directory] = (error.strerror or "cannot be read").lower()
            return []

    def _inside(self, path: str) -> bool:
        real = os.path.realpath(os.path.join(self._real, path))
        return real == self._real or real.startswith(self._real.rstrip(os.sep) + os.sep)


def join(directory: str, relative: str) -> str | None:
    """`relative` seen from `directory`, normalised; None where it climbs out of the root. The root itself is ""."""
    path = posixpath.normpath(posixpath.join(directory, relative.replace("\\", "/")))
    if path.startswith(("../", "/")) or path == "..":
        return None
    return "" if path == "." else path
