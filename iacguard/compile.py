"""The tables that a wheel carries: what judging needs of the rules, their texts, and the vocabulary."""

from __future__ import annotations

import json
from typing import Any

from iacguard.policy import catalogue, compiling
from iacguard.vocabulary import tables


def compiled() -> dict[str, str]:
    """The text of each file below `iacguard/compiled/`, by name; all of it is ASCII.

    Raises ValueError where a built-in rule or table is malformed.
    """
    home = catalogue.built_in_folder()
    if home is None:
        raise ValueError("there are no built-in rules")
    found = catalogue.read_folder(home, trusted=True)
    if found.diagnostics:
        raise ValueError("; ".join(f"{d.span or d.path}: {d.message}" for d in found.diagnostics))
    return {
        catalogue.RULES: _json(compiling.encode(found.rules, found.definitions)),
        catalogue.TEXTS: _json(compiling.texts(found.rules)),
        tables.FILE: tables.written_out(tables.compile_tables()),
    }


def _json(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"), sort_keys=True)
