"""A report turned into text: `named("sarif").render(report, options)`, pure.

A file in `forms/` is a reporter, under its own name with hyphens; nothing is imported before it is asked for.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from iacguard.model.report import Report
    from iacguard.reporters.options import Options

WITH_ALL_TEXTS = frozenset({"sarif"})
"""Reporters that describe every rule in force, found or not, and so need the texts of all."""


class Reporter(Protocol):
    """What a module in `forms/` offers."""

    def render(self, report: Report, options: Options = ...) -> str:
        """The whole document, ending in a line break (or empty); the same bytes for the same report."""
        ...


def names() -> list[str]:
    """The names that `named` knows, sorted."""
    found = os.listdir(os.path.join(os.path.dirname(__file__), "forms"))
    return sorted(file[:-3].replace("_", "-") for file in found if file.endswith(".py") and file != "__init__.py")


def named(name: str) -> Reporter:
    """The reporter of that name.

    Raises ValueError, which lists the names, where there is none.
    """
    known = names()
    if name not in known:
        raise ValueError(f"there is no report format {name!r}; known are {', '.join(known)}")
    from importlib import import_module

    return cast(Reporter, import_module(f"iacguard.reporters.forms.{name.replace('-', '_')}"))
