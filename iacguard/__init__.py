"""iacguard: linter and policy engine for machine-learning infrastructure.

The public face. Names are imported when they are first used, so that `import iacguard` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Diagnostic", "Finding", "Report", "Request", "Resource", "ResourceGraph", "__version__", "scan"]

_HOMES = {
    "Diagnostic": "iacguard.model.report",
    "Finding": "iacguard.model.report",
    "Report": "iacguard.model.report",
    "Request": "iacguard.pipeline",
    "Resource": "iacguard.model.graph",
    "ResourceGraph": "iacguard.model.graph",
}

if TYPE_CHECKING:
    from pathlib import Path

    from iacguard.model.graph import Resource, ResourceGraph
    from iacguard.model.report import Diagnostic, Finding, Report
    from iacguard.pipeline import Request


def scan(*paths: str | Path, **options: Any) -> Report:
    """The report on files and directories; `options` are the fields of `Request`."""
    from pathlib import Path

    from iacguard.pipeline import Request, scan

    return scan(Request(tuple(Path(path) for path in paths) or (Path(),), **options))


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
