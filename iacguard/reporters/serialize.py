"""JSON as every format of ours writes it: in ASCII, a record a line, the same bytes for the same data."""

from __future__ import annotations

import json
from typing import Any

from iacguard.reporters import sanitize

_ENCODER = json.JSONEncoder(ensure_ascii=True, allow_nan=False)


def line(data: Any) -> str:
    """On one line, with its line break."""
    return sanitize.json_text(_ENCODER.encode(data)) + "\n"


def document(data: Any, spread: tuple[str, ...] = ()) -> str:
    """For reading, searching and comparing: objects over several lines, but records, the items of lists, on one each.

    The items of the lists that stand under a name in `spread` are objects of the document rather than records.
    """
    return sanitize.json_text("".join(_parts(data, "", "\n", spread))) + "\n"


def _parts(data: Any, name: str, newline: str, spread: tuple[str, ...]) -> list[str]:
    deeper = newline + "  "
    if isinstance(data, dict) and any(isinstance(value, (dict, list)) and value for value in data.values()):
        items = [[_ENCODER.encode(key), ": ", *_parts(value, key, deeper, spread)] for key, value in data.items()]
        return _joined("{", items, "}", newline)
    if isinstance(data, list) and any(isinstance(item, (dict, list)) for item in data):
        items = [_parts(item, "", deeper, spread) if name in spread else [_ENCODER.encode(item)] for item in data]
        return _joined("[", items, "]", newline)
    return [_ENCODER.encode(data)]


def _joined(opening: str, items: list[list[str]], closing: str, newline: str) -> list[str]:
    out = [opening]
    for number, item in enumerate(items):
        out += [f"{newline}  " if number == 0 else f",{newline}  ", *item]
    return [*out, newline, closing]
