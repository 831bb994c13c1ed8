"""The Amazon States Language: the tasks of a state machine that create something of SageMaker's.

https://states-language.net; the parameters of a task are those of the API's action, in Pascal case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from iacguard.model.value import Choice, Map, Seq, Unknown, Value
from iacguard.model.world import distribute, each
from iacguard.vocabulary.branches import branches
from iacguard.vocabulary.definitions.jobs import TYPES, Job, key_span, structure

ACTION = re.compile(r":states:::(?:aws-sdk:)?sagemaker:(create\w+)")
PLACEHOLDER = re.compile(r"\$\{(\w+)\}")
MAX_DEPTH = 50


class Given(NamedTuple):
    """What the placeholders of a definition stand for; `open` if others may be given too."""

    values: Mapping[str, Value]
    open: bool

    def get(self, name: str) -> Value | None:
        """What a placeholder stands for: None where nobody gives it a meaning."""
        found = self.values.get(name)
        return Value(SUBSTITUTED) if found is None and self.open else found


SUBSTITUTED = Unknown("a part of it is substituted by what is not known", None, "string", not_null=True)


def jobs(definition: Value, substitutions: Value | None, when: Value) -> Iterator[Job]:
    """The jobs of a definition (object or text); `substitutions` are what its placeholders stand for."""
    found = substitutions.data if substitutions is not None else None
    given = Given(found.items, found.rest is not None) if isinstance(found, Map) else Given({}, found is not None)
    for machine, there in branches(structure(definition), when):
        yield from _machine(machine, given, there, 0)


def _machine(machine: Value, given: Given, when: Value, depth: int) -> Iterator[Job]:
    data = machine.data
    states = data.items.get("States") if isinstance(data, Map) else None
    if states is None or depth > MAX_DEPTH:
        return
    for whole, there in branches(states, when):
        if isinstance(whole.data, Map):
            for name, written in whole.data.items.items():
                for state, here in branches(written, there):
                    yield from _state(name, state, whole.data, given, here, depth)


def _state(name: str, state: Value, states: Map, given: Given, when: Value, depth: int) -> Iterator[Job]:
    data = state.data
    if not isinstance(data, Map):
        return
    action = _action(data.items.get("Resource"))
    if action in TYPES:
        for body, there in _bodies(data, given, when):
            yield Job(TYPES[action], action, name, body, key_span(states, name, state), there)
    inner = [data.items[key] for key in ("Iterator", "ItemProcessor") if key in data.items]
    several = data.items.get("Branches")
    if several is not None and isinstance(several.data, Seq):
        inner += several.data.items
    for machine in inner:
        for one, there in branches(machine, when):
            yield from _machine(one, given, there, depth + 1)


def _action(resource: Value | None) -> str:
    """What a task does. Where a part of its ARN is not known (the partition), the text of the file still says it."""
    if resource is None:
        return ""
    for option, _ in branches(resource, Value(True)):
        text = option.data
        if isinstance(text, Unknown):
            text = option.span.text if option.span is not None else ""
        found = ACTION.search(text) if isinstance(text, str) else None
        if found is not None:
            return found.group(1)
    return ""


def _bodies(state: Map, given: Given, when: Value) -> Iterator[tuple[Value, Value]]:
    """What a task hands over, each possibility with the condition under which it does."""
    written = next((state.items[key] for key in ("Parameters", "Arguments") if key in state.items), None)
    if written is None:
        later = state.items.get("Parameters.$")
        yield Value(Map({}), None) if later is None else Value(_later(), later.span), when
        return
    for option, there in branches(written, when):
        yield _filled(option, given) if option.data is not None else Value(Map({}), option.span), there


def _later(not_null: bool = True) -> Unknown:
    return Unknown("it is decided when the state machine runs", not_null=not_null)


def _filled(value: Value, given: Given) -> Value:
    """Parameters without what belongs to the language: paths and expressions are values of the run."""
    data = value.data
    if isinstance(data, Map):
        items: dict[str, Value] = {}
        keys = dict(data.keys or {})
        for name, inner in data.items.items():
            plain = name.removesuffix(".$")
            items[plain] = _filled(inner, given) if plain == name else Value(_later(), inner.span)
            if plain != name and name in keys:
                keys[plain] = keys.pop(name)
        return value.holding(Map(items, data.rest, keys))
    if isinstance(data, Seq):
        filled = [_filled(item, given) for item in data.items]
        return value.holding(Seq(filled, data.maybe, data.rest))
    if isinstance(data, Choice):
        return each(lambda option: _filled(option, given), value)
    if isinstance(data, str):
        return _text(value, data, given)
    return value


def _text(value: Value, text: str, given: Given) -> Value:
    if text.startswith("{%") and text.endswith("%}"):
        return Value(_later(not_null=False), value.span)
    whole = PLACEHOLDER.fullmatch(text)
    if whole is not None:
        found = given.get(whole.group(1))
        return found.used_at(value.span) if found is not None else value
    known = {name: one for name in PLACEHOLDER.findall(text) if (one := given.get(name)) is not None}
    if not known:
        return value

    def filled(values: list[Value]) -> Value:
        texts = dict(zip(known, values, strict=True))
        if not all(isinstance(one.data, str) for one in values):
            return Value(Unknown(SUBSTITUTED.why, None, "string", True, text.partition("${")[0]), value.span)
        return Value(PLACEHOLDER.sub(lambda match: texts[match[1]].data if match[1] in texts else match[0], text))

    refs = (*value.refs, *(ref for found in known.values() for ref in found.refs))
    return Value(distribute(filled, list(known.values())).data, value.span, refs, value, value.marks)
