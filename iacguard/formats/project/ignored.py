"""Whether a file of the tree belongs to the repository: by git's index where it can be read, else by .gitignore."""

from __future__ import annotations

import fnmatch
import posixpath

from iacguard.model.tree import Tree, UnreadableError

INDEX = ".git/index"


class Repository:
    """What git is told of the files of one tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._index = self._read_index()
        self._patterns: dict[str, list[str]] = {}

    def _read_index(self) -> bytes | None:
        """The index, where its version writes paths in full (all but 4)."""
        try:
            data = self.tree.read_bytes(INDEX)
        except UnreadableError:
            return None
        return data if data[:4] == b"DIRC" and int.from_bytes(data[4:8], "big") < 4 else None

    def holds(self, path: str, directory: bool = False) -> bool:
        """Whether the repository carries a file, or anything below a directory.

        Without a readable index: whatever no .gitignore keeps out.
        """
        if self._index is not None:
            return path.encode() + (b"/" if directory else b"\0") in self._index
        return not self._ignored(path, directory)

    def _ignored(self, path: str, directory: bool) -> bool:
        """Git's own reading: the last pattern that matches decides; an ignored directory hides all below it."""
        parts = path.split("/")
        for depth in range(1, len(parts) + 1):
            whole = depth < len(parts) or directory
            if self._matched("/".join(parts[:depth]), whole):
                return True
        return False

    def _matched(self, path: str, directory: bool) -> bool:
        ignored = False
        above = posixpath.dirname(path)
        homes = [""] + ["/".join(above.split("/")[: n + 1]) for n in range(above.count("/") + 1) if above]
        for home in homes:
            inside = path[len(home) + 1 :] if home else path
            for pattern in self._read(home):
                negated = pattern.startswith("!")
                if _matches(pattern.lstrip("!"), inside, directory):
                    ignored = not negated
        return ignored

    def _read(self, home: str) -> list[str]:
        known = self._patterns.get(home)
        if known is None:
            try:
                lines = self.tree.read(posixpath.join(home, ".gitignore")).text.splitlines()
            except UnreadableError:
                lines = []
            known = [line.rstrip() for line in lines if line.strip() and not line.startswith("#")]
            self._patterns[home] = known
        return known


def _matches(pattern: str, path: str, directory: bool) -> bool:
    if pattern.endswith("/"):
        if not directory:
            return False
        pattern = pattern[:-1]
    anchored = "/" in pattern
    pattern = pattern.lstrip("/")
    if not anchored:
        return fnmatch.fnmatchcase(posixpath.basename(path), pattern)
    if pattern.startswith("**/"):
        tail = pattern[3:]
        return fnmatch.fnmatchcase(path, tail) or fnmatch.fnmatchcase(path, f"*/{tail}")
    return fnmatch.fnmatchcase(path, pattern.replace("/**/", "/*"))
