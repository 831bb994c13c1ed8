"""One root template with all that it nests: its inputs, its limits, and the resources that come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from iacguard.formats.cloudformation import cdk
from iacguard.model.diagram import Diagrams
from iacguard.model.graph import Hole
from iacguard.model.report import ERROR, Diagnostic
from iacguard.model.source import Span
from iacguard.model.value import Value

if TYPE_CHECKING:
    from iacguard.formats.base import Inputs
    from iacguard.formats.cloudformation.exports import Exports
    from iacguard.formats.cloudformation.given import Given
    from iacguard.formats.cloudformation.stack import Stack
    from iacguard.formats.cloudformation.templates import Templates
    from iacguard.vocabulary.tables import Vocabulary

MAX_STEPS = 2_000_000
"""Nodes evaluated for one root template, however it nests."""
MAX_STACKS = 2_000
"""Nested stacks of one root template."""
MAX_DESCENT = 10
"""How many names deep evaluation goes before it puts the next off."""


class Deferred(Exception):  # noqa: N818 - no error: a request to evaluate something else first
    """A name that has to be evaluated before the one that was asked for."""

    def __init__(self, stack: Stack, node: tuple[str, ...], work: Callable[[], Any], span: Span | None) -> None:
        super().__init__()
        self.stack = stack
        self.node = node
        self.work = work
        self.span = span

    @property
    def key(self) -> tuple[int, tuple[str, ...]]:
        """What makes two requests the same."""
        return id(self.stack), self.node


class ExhaustedError(Exception):
    """A root template has spent its steps."""


class Deployment:
    """A root template, evaluated with all that it nests. `scope` is its path in the tree."""

    def __init__(
        self,
        templates: Templates,
        scope: str,
        inputs: Inputs,
        given: Given,
        vocabulary: Vocabulary,
        exports: Exports,
    ) -> None:
        self.templates = templates
        self.tree = templates.tree
        self.scope = scope
        self.environment = cdk.environment(templates.tree, scope)
        self.inputs = self.environment.inputs(inputs)
        self.given = given
        self.vocabulary = vocabulary
        self.exports = exports
        self.root: Stack | None = None
        self.diagnostics: list[Diagnostic] = []
        self.holes: list[Hole] = []
        self.diagrams = Diagrams()
        self.visited: set[str] = {scope}
        self.declared: set[str] = set()
        self.stacks = 0
        self.max_stacks = MAX_STACKS
        self._left = MAX_STEPS
        self._depth = 0
        self._reported: set[tuple[str, int, str]] = set()

    def report(self, diagnostic: Diagnostic) -> None:
        """Keep a diagnostic, once for each place."""
        span = diagnostic.span
        key = (span.source.path, span.start, diagnostic.message) if span is not None else ("", 0, diagnostic.message)
        if key not in self._reported:
            self._reported.add(key)
            self.diagnostics.append(diagnostic)

    def step(self, node: Value) -> None:
        """Count one step. Raises ExhaustedError when there are none left."""
        self._left -= 1
        if self._left < 0:
            message = f"more than {MAX_STEPS:,} steps of evaluation"
            self.report(Diagnostic(ERROR, "budget", message, node.span, path=self.scope, cure="split the template"))
            raise ExhaustedError

    # ---- order of evaluation

    @contextmanager
    def descent(
        self, stack: Stack, node: tuple[str, ...], work: Callable[[], Any], span: Span | None
    ) -> Iterator[None]:
        """One name deeper. Raises Deferred where that would be too deep for Python's own stack."""
        if self._depth >= MAX_DESCENT:
            raise Deferred(stack, node, work, span)
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def settle(self, work: Callable[[], Any]) -> Any:
        """The result of `work`; names that it puts off are evaluated first, without recursion."""
        waiting: list[Deferred] = []
        while True:
            depth, self._depth = self._depth, 0
            try:
                if not waiting:
                    return work()
                asked = waiting[-1]
                asked.stack.once(asked.node, asked.work, asked.span)
                waiting.pop()
            except Deferred as deferred:
                if any(deferred.key == one.key for one in waiting):
                    deferred.stack.remember(deferred.node, deferred.stack.circle(deferred.node, deferred.span))
                else:
                    waiting.append(deferred)
            finally:
                self._depth = depth
