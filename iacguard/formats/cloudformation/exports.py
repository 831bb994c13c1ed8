"""What the root templates of a scan export: an import by the same name refers to the same thing."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from iacguard.formats.cloudformation.deployment import ExhaustedError
from iacguard.model.value import Map, Reference, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.deployment import Deployment
    from iacguard.formats.cloudformation.stack import Stack


class Exports:
    """Exported outputs by name, found when the first import asks.

    An import takes the references of an export over, not its value: what is deployed under that name may be another
    version. A name that two templates export says nothing.
    """

    def __init__(self) -> None:
        self.deployments: list[Deployment] = []
        self._found: dict[str, list[tuple[Stack, str, Value]]] | None = None

    def references(self, name: str) -> tuple[Reference, ...]:
        """What an import of a name refers to."""
        if self._found is None:
            self._found = {}
            for deployment in self.deployments:
                stack = deployment.root
                if stack is not None:
                    with suppress(ExhaustedError):
                        deployment.settle(partial(self._collect, stack))
        found = self._found.get(name, [])
        if len(found) != 1:
            return ()
        stack, output, written = found[0]
        return stack.output(output, written).refs

    def _collect(self, stack: Stack) -> None:
        assert self._found is not None
        for output, written in stack.section("Outputs").items.items():
            export = written.data.items.get("Export") if isinstance(written.data, Map) else None
            named = export.data.items.get("Name") if export is not None and isinstance(export.data, Map) else None
            name = stack.evaluate(named).data if named is not None else None
            if isinstance(name, str):
                rows = self._found.setdefault(name, [])
                if not any(known is stack and known_output == output for known, known_output, _ in rows):
                    rows.append((stack, output, written))
