"""Who acts on an alarm besides its own actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from iacguard.model.graph import Resource, walk
from iacguard.model.value import Map, Unknown, Value
from iacguard.model.world import World, force

if TYPE_CHECKING:
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
    name = force(view.select("alarm_name", Value(None, view.resource.span), world), world)
    for resource in (one for type in ACTS for one in graph.by_type.get(type, ())):
        if resource.address.scope == view.resource.address.scope:
            for value in _alarms(resource):
                if _names(value, name):
                    return Value(True, value.span)
    for hole in graph.holes_at(view.resource):
        return Value(Unknown(f"{hole.address} may act on it, and {hole.why}"), view.resource.span)
    return Value(False, view.resource.span)


def _alarms(resource: Resource) -> Iterator[Value]:
    """What a resource says of alarms, wherever."""
    for value in walk(resource.body):
        if isinstance(value.data, Map):
            for name, inner in value.data.items.items():
                yield from walk(inner) if "alarm" in name.lower() else ()


def _names(value: Value, name: Value) -> bool:
    """Whether a text is the alarm's name or holds it in quotes, as the rules of composite alarms do."""
    text, called = value.data, name.data
    if isinstance(called, str):
        return isinstance(text, str) and (text == called or f'"{called}"' in text)
    known = isinstance(called, Unknown) and isinstance(text, Unknown) and called.symbol is not None
    return known and text.symbol == called.symbol
