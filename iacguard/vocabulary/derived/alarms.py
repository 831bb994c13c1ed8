"""Who acts on an alarm besides its own actions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iacguard.model.graph import Resource, walk
from iacguard.model.value import Map, Unknown, Value, fits
from iacguard.model.world import World
from iacguard.vocabulary.derived.looking import ask
from iacguard.vocabulary.lens import RootView

ACTS = (
    "aws_sagemaker_endpoint", "aws_codedeploy_deployment_group", "aws_ecs_service", "aws_cloudwatch_composite_alarm",
    "aws_appautoscaling_policy",
)  # fmt: skip
"""What rolls back, scales or tells somebody by an alarm that it names."""


def heeded(view: RootView, world: World) -> Value:
    """Whether something in these files acts on the alarm: it refers to it, or writes its name."""
    graph = view.lens.graph
    for edge in graph.incoming(view.resource):
        if edge.source.type in ACTS:
            return Value(True, edge.value.span)
    name = ask(view, "alarm_name", world)
    unsure: Value | None = None
    for resource in (one for type in ACTS for one in graph.by_type.get(type, ())):
        if resource.address.scope == view.resource.address.scope:
            for value in _alarms(resource):
                named = _names(value, name)
                if named is True:
                    return Value(True, value.span)
                unsure = unsure or (_doubt(value, name) if named is None else None)
    if unsure is not None:
        return unsure
    for hole in graph.holes_at(view.resource):
        return Value(Unknown(f"{hole.address} may act on it, and {hole.why}"), view.resource.span)
    return Value(False, view.resource.span)


def _alarms(resource: Resource) -> Iterator[Value]:
    """What a resource says of alarms, wherever."""
    for value in walk(resource.body):
        if isinstance(value.data, Map):
            for name, inner in value.data.items.items():
                yield from walk(inner) if "alarm" in name.lower() else ()


def _names(value: Value, name: Value) -> bool | None:
    """Whether a text is the alarm's name or holds it in quotes, as the rules of composite alarms do; None: it may."""
    text, called = value.data, name.data
    if isinstance(text, str):
        written = [text, *re.findall(r'"([^"]*)"', text)]
        if isinstance(called, str):
            return called in written
        return None if isinstance(called, Unknown) and any(fits(called, one) for one in written) else False
    if not isinstance(text, Unknown) or text.type not in (None, "string"):
        return False
    if isinstance(called, Unknown) and called.symbol is not None and text.symbol == called.symbol:
        return True
    if value.refs:  # to another alarm: what refers to this one was asked before
        return False
    holds = any('"' in piece for piece in (text.prefix, *text.tail))
    return None if not isinstance(called, str) or holds or fits(text, called) else False


def _doubt(value: Value, name: Value) -> Value:
    """The one of the two that is not known."""
    return name if isinstance(name.data, Unknown) else value
