"""An expression evaluated with its eyes open: what each part of it gave, where that stands, and why it is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from iacguard.model.value import SENSITIVE, Error, Map, Seq, Unknown, Value
from iacguard.policy.cel import compiler
from iacguard.policy.cel.ast import Lit
from iacguard.policy.cel.kinds import data_of, described
from iacguard.policy.cel.parser import parse
from iacguard.policy.cel.scope import Closure, Env, Scope

MAX_STEPS = 10_000
"""Evaluations of parts that are kept; what comes later is not."""


class Step:
    """One evaluation of a part of an expression.

    `text` is the part as it is written, from `start` to `end` of the expression (or of the definition that it stands
    in); `elements` are the variables of macros that were in force; `steps` are the evaluations of its own parts, in
    their order. What was not evaluated, because another part decided, is not there.
    """

    __slots__ = ("elements", "end", "literal", "start", "steps", "text", "value")

    def __init__(self, text: str, start: int, end: int, literal: bool, elements: dict[str, Value]) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.literal = literal
        self.elements = elements
        self.value = Value(None)
        self.steps: list[Step] = []

    def __repr__(self) -> str:
        return f"<Step {self.text} = {shown(self.value)}>"

    @property
    def why(self) -> str:
        """Why the value is unknown or an error; empty where it is known."""
        data = self.value.data
        return data.why if isinstance(data, (Unknown, Error)) else ""

    def rows(self, depth: int = 0) -> Iterator[tuple[int, Step]]:
        """This step and all below it, each with how deep it lies; literals, which say nothing, are left out."""
        yield depth, self
        for step in self.steps:
            if not step.literal:
                yield from step.rows(depth + 1)


def trace(text: str, scope: Scope, env: Env, texts: Mapping[str, str] | None = None) -> Step:
    """The evaluation of an expression; the first step is that of the whole. `texts` are those of definitions.

    Raises CelSyntaxError and CelTypeError, as when an expression is loaded.
    """
    recorder = _Recorder(text, texts or {})
    made = compiler.program(parse(text), scope.watched(recorder.watch))
    whole = recorder.enter(text, 0, len(text), False, {})
    whole.value = made(env)
    inner = whole.steps[0] if len(whole.steps) == 1 else whole
    return inner if inner.value is whole.value else whole


class _Recorder:
    """Collects steps while closures run inside each other."""

    def __init__(self, text: str, texts: Mapping[str, str]) -> None:
        self.text = text
        self.texts = texts
        self.open: list[Step] = []
        self.count = 0

    def enter(self, text: str, start: int, end: int, literal: bool, elements: dict[str, Value]) -> Step:
        step = Step(text[start:end], start, end, literal, elements)
        self.open.append(step)
        return step

    def watch(self, node: Any, closure: Closure, scope: Scope) -> Closure:
        """A closure that notes what it gives."""
        text = self.texts.get(scope.defining[-1], "") if scope.defining else self.text
        slots = [(name, slot) for name, slot in scope.local.items() if name[0] != "@"]
        literal = isinstance(node, Lit)

        def watched(env: Env) -> Value:
            self.count += 1
            if self.count > MAX_STEPS:
                return closure(env)
            elements = {name: env[slot] for name, slot in slots if slot < len(env)}
            parent = self.open[-1]
            step = self.enter(text, node.start, node.end, literal, elements)
            try:
                step.value = closure(env)
            finally:
                self.open.pop()
            if not _again(parent, step):
                parent.steps.append(step)
            return step.value

        return watched


def _again(parent: Step, step: Step) -> bool:
    """Whether a macro asks its deciding element once more, for the place of the answer."""
    if not parent.steps:
        return False
    last = parent.steps[-1]
    same = last.start == step.start and last.end == step.end and last.elements.keys() == step.elements.keys()
    return same and bool(step.elements) and all(step.elements[name] is last.elements[name] for name in step.elements)


def shown(value: Value, limit: int = 60) -> str:
    """A value in a few words, as an expression would write it; nothing of what is sensitive."""
    if SENSITIVE in value.marks:
        return "(sensitive)"
    text = _shown(value.data, limit)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _shown(data: Any, limit: int) -> str:
    if data is None or data.__class__ is bool:
        return {None: "null", True: "true", False: "false"}[data]
    if isinstance(data, Unknown):
        return "unknown"
    if isinstance(data, Error):
        return "error"
    if data.__class__ is str:
        return repr(data)
    if isinstance(data, Seq):
        rest = ["…"] if data.maybe or data.rest is not None else []
        return f"[{', '.join([*(shown(item, limit) for item in data.items[:limit]), *rest])}]"
    if isinstance(data, Map):
        pairs = [
            f"{_shown(data_of(key), limit)}: {shown(item, limit)}" for key, item in list(data.items.items())[:limit]
        ]
        return f"{{{', '.join([*pairs, *(['…'] if data.rest is not None else [])])}}}"
    resource = getattr(data, "resource", None)
    if resource is not None:
        return str(resource.address) if hasattr(data, "lens") else f"a block of {resource.address}"
    return str(data) if isinstance(data, (int, float)) else described(data)
