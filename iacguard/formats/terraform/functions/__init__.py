"""Terraform's functions. `find` gives one by name; a function takes evaluated arguments and gives a Value."""

from __future__ import annotations

import difflib

from iacguard.formats.terraform.functions import collections, encoding, files, numbers, strings
from iacguard.formats.terraform.functions.base import Context, Function
from iacguard.formats.terraform.functions.files import render

_TABLES: tuple[dict[str, Function], ...] = (
    collections.FUNCTIONS, strings.FUNCTIONS, numbers.FUNCTIONS, encoding.FUNCTIONS, files.FUNCTIONS,
)  # fmt: skip


def find(name: str) -> Function | None:
    """The function of a name, or None."""
    return next((table[name] for table in _TABLES if name in table), None)


def unknown(name: str) -> str:
    """What to say of a function that does not exist."""
    near = difflib.get_close_matches(name, [known for table in _TABLES for known in table], 1)
    return f"there is no function {name}" + (f"; did you mean {near[0]}?" if near else "")


__all__ = ["Context", "Function", "find", "render", "unknown"]
