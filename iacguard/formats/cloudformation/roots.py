"""Which templates are roots: those that no other template nests."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from iacguard.formats.cloudformation.template import SUFFIXES, Templates
from iacguard.model.tree import UnreadableError, join

SKIPPED = frozenset({".git", ".terraform", "node_modules", ".venv", "venv", "__pycache__", "cdk.out"})
_LOCATION = re.compile(r"""(?:TemplateURL|Location)["']?\s*:\s*["']?([\w./\\-]+\.(?:ya?ml|json|template))\b""").findall


def roots(templates: Templates, wanted: list[str]) -> list[str]:
    """The templates through which the named files are deployed, in order; those files first judged by themselves."""
    callers: dict[str, set[str]] = {}
    for path in _nearby(templates, wanted):
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
        text = templates.tree.read(path).text
    except UnreadableError:
        return set()
    if "TemplateURL" not in text and "Location" not in text:
        return set()
    found = (join(posixpath.dirname(path), target) for target in _LOCATION(text))
    return {target for target in found if target is not None}


def _nearby(templates: Templates, wanted: list[str]) -> Iterable[str]:
    """The files that may nest one of the wanted: those wanted, and what lies beside and above them."""
    found = dict.fromkeys(wanted)
    directories: dict[str, None] = {}
    for path in wanted:
        directory = posixpath.dirname(path)
        while True:
            directories[directory] = None
            if not directory:
                break
            directory = posixpath.dirname(directory)
    for directory in directories:
        for name, is_directory in templates.tree.listing(directory):
            if not is_directory and name.endswith(SUFFIXES):
                found[posixpath.join(directory, name)] = None
    return found
