"""The tables that a wheel carries: what judging needs of the rules, and the vocabulary as one JSON text a type."""

from __future__ import annotations

from typing import Any

from iacguard.policy.catalogue import compile_rules
from iacguard.vocabulary.tables import compile_tables


def compiled() -> dict[str, Any]:
    """Rules and vocabulary as plain data. Raises ValueError where a built-in table or rule is malformed."""
    return {"rules": compile_rules(), "vocabulary": compile_tables()}
