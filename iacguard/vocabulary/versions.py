"""What a version constraint allows, as far as defaults depend on it."""

from __future__ import annotations

import re

_CLAUSE = r"(~>|>=|<=|!=|=|<|>)?\s*v?(\d+)((?:\.\d+)*)"


def older(constraint: str, major: int) -> bool:
    """Whether a constraint of Terraform's spelling allows no version of `major` or after it; one without end does."""
    for clause in constraint.split(","):
        found = re.match(_CLAUSE, clause.strip())
        if found is None:
            continue
        operator, first, rest = found.group(1) or "=", int(found.group(2)), found.group(3)
        if operator in ("=", "<=") and first < major:
            return True
        if operator == "~>" and rest and first < major:
            return True
        if operator == "<" and (first < major or (first == major and not rest.strip(".0"))):
            return True
    return False
