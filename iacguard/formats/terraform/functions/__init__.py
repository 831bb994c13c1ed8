"""Terraform's functions. `find` gives one by name; a function takes evaluated arguments and gives a Value."""

from __future__ import annotations

from importlib import import_module

from iacguard.formats.terraform.functions.signature import Context, Function

MODULES = (
    "queries", "lists", "strings", "maps", "conversions", "sets", "numbers", "json", "files", "formatting", "encoding",
    "networks", "patterns", "dates", "yaml", "assumptions",
)  # fmt: skip
"""The modules that hold functions, those first that programs use most."""

_KNOWN: dict[str, Function] = {}
_LEFT = list(MODULES)


def find(name: str) -> Function | None:
    """The function of a name, or None; modules are imported as far as the search has to go."""
    while name not in _KNOWN and _LEFT:
        module = import_module(f"iacguard.formats.terraform.functions.{_LEFT.pop(0)}")
        _KNOWN.update(module.FUNCTIONS)
    return _KNOWN.get(name)


def everything() -> dict[str, Function]:
    """All functions by name."""
    find("")
    return _KNOWN


def unknown(name: str) -> str:
    """What to say of a function that does not exist."""
    import difflib

    near = difflib.get_close_matches(name, everything(), 1)
    return f"there is no function {name}" + (f"; did you mean {near[0]}?" if near else "")


__all__ = ["Context", "Function", "everything", "find", "unknown"]
