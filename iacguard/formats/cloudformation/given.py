"""What the user says of the parameters of root templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iacguard.model.report import Diagnostic
from iacguard.model.source import Source, Span
from iacguard.model.value import Value

if TYPE_CHECKING:
    from iacguard.formats.base import Inputs
    from iacguard.model.tree import Tree


class Given:
    """Values by parameter name, from `--parameters` files and `--var`; `taken` are those that a template declares."""

    def __init__(self, tree: Tree, inputs: Inputs) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.taken: set[str] = set()
        self._values: dict[str, Value] = {}
        for name, text in inputs.variables:
            source = Source(f"--var {name}", text)
            self._values[name] = Value(text, Span(source, 0, len(text)))

    def value(self, name: str) -> Value | None:
        """The value of a parameter; None where the user says nothing of it."""
        found = self._values.get(name)
        if found is not None:
            self.taken.add(name)
        return found
