"""The tables that a wheel carries: what judging needs of the rules, their texts, and the vocabulary."""

from __future__ import annotations

from typing import Any

from iacguard.policy import catalogue, compiling
from iacguard.vocabulary.tables import compile_tables


def compiled() -> dict[str, Any]:
    """The content of each file below `iacguard/compiled/`, by name, as plain data.

    Raises ValueError where a built-in rule or table is malformed.
    """
    home = catalogue.built_in_folder()
    if home is None:
        raise ValueError("there are no built-in rules")
    found = catalogue.read_folder(home, trusted=True)
    if found.diagnostics:
        raise ValueError("; ".join(f"{d.span or d.path}: {d.message}" for d in found.diagnostics))
    return {
        "rules": compiling.encode(found.rules, found.definitions),
        "texts": compiling.texts(found.rules),
        "vocabulary": compile_tables(),
    }
