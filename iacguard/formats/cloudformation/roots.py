"""Which templates are roots: those that no other template nests."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from iacguard.formats.above import roots_above
from iacguard.formats.cloudformation.locating import uploaded
from iacguard.formats.cloudformation.template import SUFFIXES
from iacguard.formats.cloudformation.templates import Templates
from iacguard.model.tree import UnreadableError, join

_WORDS = (b"TemplateURL", b"Location")
_LOCATION = re.compile(r"""(?:TemplateURL|Location|aws:asset:path)["']?\s*:""").finditer
_PATH = re.compile(r"[\w./\\-]+\.(?:ya?ml|json|template)\b").search
_FAR = 400
"""Characters after the word within which the path stands, also in the pieces of a Fn::Join."""


def roots(templates: Templates, wanted: list[str]) -> list[str]:
    """The templates through which the named files seem to be deployed, in order."""
    callers: dict[str, set[str]] = {}
    wanted = [path for path in wanted if templates.load(path) is not None]
    for path in _everywhere(templates) if wanted else ():
        for target in _nested(templates, path):
            if target != path:
                callers.setdefault(target, set()).add(path)
    out: set[str] = set()
    for path in wanted:
        out |= roots_above(path, lambda called: callers.get(called, ()), lambda _: False)
    return sorted(out)


def _nested(templates: Templates, path: str) -> set[str]:
    """The local templates that a file may name as nested, found in its text."""
    try:
        data = templates.tree.read_bytes(path)
    except UnreadableError:
        return set()
    if not any(word in data for word in _WORDS):
        return set()
    text = data.decode("utf-8", "replace")
    named = (_PATH(text, at.end(), at.end() + _FAR) for at in _LOCATION(text))
    found = {_local(templates, path, target[0]) for target in named if target is not None}
    return {target for target in found if target is not None}


def _local(templates: Templates, home: str, target: str) -> str | None:
    path = join(posixpath.dirname(home), target)
    return path if path is not None and templates.tree.is_file(path) else uploaded(templates.tree, home, target)


def _everywhere(templates: Templates) -> Iterator[str]:
    """Every file of the tree, as far as it is searched, that may be a template."""
    tree = templates.tree
    for directory in tree.directories(tree.home):
        for name, is_directory in tree.listing(directory):
            if not is_directory and name.endswith(SUFFIXES):
                yield posixpath.join(directory, name)
