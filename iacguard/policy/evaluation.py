"""One expression over one resource, with every step on the way: what `iacguard eval` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from iacguard.model.graph import Resource
from iacguard.model.value import Map, Unknown, Value
from iacguard.model.world import MAX_COMBINATIONS, World
from iacguard.policy.cel.parser import CelSyntaxError
from iacguard.policy.cel.scope import CelTypeError, Scope, environment
from iacguard.policy.cel.trace import Step, trace
from iacguard.policy.compiled import SLOTS, RuleCompiler
from iacguard.policy.host import Host
from iacguard.policy.rule import Expression
from iacguard.vocabulary.tables import Vocabulary


class ExpressionError(Exception):
    """An expression that cannot be evaluated at all; `at` is the character at which it is wrong, from 0."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


class Evaluated(NamedTuple):
    """What an expression gives under some labels of inputs; none: whatever they are."""

    when: Mapping[str, str]
    step: Step


def evaluate(
    text: str, resource: Resource, host: Host, vocabulary: Vocabulary, definitions: Mapping[str, Expression]
) -> list[Evaluated]:
    """The expression over a resource, once for each combination of inputs that its value hangs on.

    Raises ExpressionError for an expression that has no meaning.
    """
    compiler = RuleCompiler(definitions, vocabulary, checked=False)
    scope = Scope(SLOTS, compiler.definitions)
    texts = {name: definition.text for name, definition in definitions.items()}
    return list(_worlds(text, resource, host, scope, texts))


def _worlds(text: str, resource: Resource, host: Host, scope: Scope, texts: Mapping[str, str]) -> Iterator[Evaluated]:
    todo = [World()]
    left = MAX_COMBINATIONS
    while todo:
        world = todo.pop(0)
        left -= 1
        env = environment(world, host, host.lens.view(resource), Value(Map({})))
        try:
            step = trace(text, scope, env, texts)
        except (CelSyntaxError, CelTypeError) as error:
            raise ExpressionError(str(error), error.at) from error
        data = step.value.data
        pending = data.pending if isinstance(data, Unknown) else None
        if pending is not None and left > len(todo):
            todo += world.split(pending)
        else:
            yield Evaluated(world.told(), step)
