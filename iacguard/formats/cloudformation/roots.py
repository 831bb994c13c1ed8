"""Which templates are roots: those that no other template nests."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from iacguard.formats.cloudformation.template import SUFFIXES, Templates
from iacguard.model.tree import UnreadableError, join

SKIPPED = frozenset({".git", ".terraform", "node_modules", ".venv", "venv", "__pycache__"})
_WORDS = (b"TemplateURL", b"Location")
_LOCATION = re.compile(
    r"""(?:TemplateURL|Location|aws:asset:path)["']?\s*:\s*["']?([\w./\\-]+\.(?:ya?ml|json|template))\b"""
).findall


def roots(templates: Templates, wanted: list[str]) -> list[str]:
    """The templates through which the named files are deployed, in order; those files first judged by themselves."""
    callers: dict[str, set[str]] = {}
    wanted = [path for path in wanted if templates.load(path) is not None]
    for path in _everywhere(templates) if wanted else ():
        for target in _nested(templates, path):
            if target != path:
                callers.setdefault(target, set()).add(path)
    out: set[str] = set()
    for path in wanted:
        out |= _above(path, callers)
    return sorted(out)


def _above(path: str, callers: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    seen: set[str] = set()
    todo = [path]
    while todo:
        current = todo.pop()
        if current in seen:
            continue
        seen.add(current)
        above = callers.get(current, set())
        if not above:
            found.add(current)
        todo += above
    return found or {path}


def _nested(templates: Templates, path: str) -> set[str]:
    """The local templates that a file names as nested, found in its text."""
    try:
        data = templates.tree.read_bytes(path)
    except UnreadableError:
        return set()
    if not any(word in data for word in _WORDS):
        return set()
    text = data.decode("utf-8", "replace")
    found = (join(posixpath.dirname(path), target) for target in _LOCATION(text))
    return {target for target in found if target is not None}


def _everywhere(templates: Templates) -> Iterator[str]:
    """Every file of the tree that may be a template."""
    todo = [""]
    while todo:
        directory = todo.pop()
        for name, is_directory in templates.tree.listing(directory):
            path = posixpath.join(directory, name)
            if is_directory:
                todo += [path] if name not in SKIPPED else []
            elif name.endswith(SUFFIXES):
                yield path
