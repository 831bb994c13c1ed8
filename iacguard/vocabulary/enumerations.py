"""The words that an attribute can be, where these are few and do not grow; made by tools/build_enumerations.py.

Terraform and CloudFormation write some of them in another case, so that words are compared without it.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from iacguard.model.nearest import nearest

FILE = Path(__file__).parent / "enumerations.json"


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def words(path: str) -> list[str]:
    """The words of `type.attribute.attribute`; none where it can be anything, or where that is not known."""
    type, _, attribute = path.partition(".")
    return _table().get(type, {}).get(attribute, [])


def never(path: str, word: str) -> str:
    """The message where an attribute is never a word, with the nearest of those it can be; else empty."""
    known = words(path)
    if not known or _plain(word) in map(_plain, known):
        return ""
    near = nearest(word, known)
    shown = ", ".join(f"'{one}'" for one in known)
    cure = f"did you mean '{near}'?" if near else f"it is one of {shown}"
    return f"{path.rpartition('.')[2]} is never '{word}'; {cure}"


def _plain(word: str) -> str:
    return re.sub(r"[-_ ]", "", word).lower()
