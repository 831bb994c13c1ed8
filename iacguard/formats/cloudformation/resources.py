"""The resources of a stack, as rules judge them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from iacguard.formats.cloudformation import cdk, circles, declared, definitions, macros, rules
from iacguard.formats.cloudformation.deployment import ExhaustedError
from iacguard.formats.cloudformation.intrinsics import rain
from iacguard.formats.cloudformation.properties import both, flattened
from iacguard.formats.cloudformation.texts import name_of
from iacguard.model.combine import refs_of
from iacguard.model.graph import TRUE, Hole, Resource, walk
from iacguard.model.source import Span
from iacguard.model.value import Choice, Map, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.deployment import Deployment
    from iacguard.formats.cloudformation.stack import Stack

MODULE = "::MODULE"
META = ("DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "UpdatePolicy", "CreationPolicy", "Metadata")
"""What CloudFormation adds to a resource; rules see it beside the properties."""
_LITERAL_META = frozenset({"DependsOn", "Metadata"})
"""Not evaluated: a name, and what tools write for themselves."""


def deployed(deployment: Deployment) -> list[Resource]:
    """Every resource of the template and of the templates below it."""
    found: list[Resource] = []
    todo = [deployment.root] if deployment.root is not None else []
    try:
        while todo:
            made, children = resources(todo.pop())
            found += made
            todo += reversed(children)
    except ExhaustedError:
        pass
    return found


def resources(stack: Stack) -> tuple[list[Resource], list[Stack]]:
    """The resources of a stack that may exist, and the stacks that it nests."""
    settle = stack.deployment.settle
    macros.noted(stack)
    found = declared.declarations(stack)
    children: list[Stack] = []
    for name, written in settle(lambda: stack.resources).items.items():
        resource = settle(partial(_resource, stack, name, written))
        if resource is None:
            continue
        found.append(resource)
        if resource.native_type.endswith(MODULE):
            stack.deployment.holes.append(_module(resource))
        nested = settle(partial(stack.nested, name))
        if nested is not None:
            nested.exists(resource.when)
            hole = nested.hole(resource.body)
            if hole is not None:
                stack.deployment.holes.append(hole)
            elif nested.stack is not None:
                children.append(nested.stack)
    settle(partial(_rest, stack))
    circles.reported(stack, found)
    return found, children


def _module(resource: Resource) -> Hole:
    """A module of the registry declares what is not in these files."""
    refs = refs_of(list(walk(resource.body)))
    return Hole(resource.address, f"the module {resource.native_type} is not in these files", resource.span, refs)


def _rest(stack: Stack) -> None:
    """Evaluate what no resource used, for the diagnostics."""
    for name in stack.template.section("Parameters").items:
        stack.parameter(name)
    rules.broken(stack)
    for name, written in stack.section("Conditions").items.items():
        stack.condition(name, written)
    for name, written in stack.section("Outputs").items.items():
        if isinstance(written.data, Map) and "Value" in written.data.items:
            stack.output(name, written)


def _hole(stack: Stack, name: str, why: str, items: Mapping[str, Value], header: Span) -> None:
    """Something that may stand for resources, and what flows into it."""
    refs = refs_of(list(walk(stack.evaluate(items["Properties"])))) if "Properties" in items else ()
    stack.deployment.holes.append(Hole(stack.address(name), why, header, refs))


def _packaged(stack: Stack, name: str, items: Mapping[str, Value], header: Span) -> None:
    """A module that rain puts in before CloudFormation sees the template."""
    unknown = stack.evaluate(items["Type"]).data
    assert isinstance(unknown, Unknown)
    _hole(stack, name, unknown.why, items, header)


def _resource(stack: Stack, name: str, written: Value) -> Resource | None:
    items = written.data.items if isinstance(written.data, Map) else {}
    header = stack.place(name)
    kind = items.get("Type")
    if rain.is_module(kind):
        _packaged(stack, name, items, header)
        return None
    if kind is None or not isinstance(kind.data, str):
        what = "has no Type" if kind is None else "has a Type that is not a text"
        stack.report(f"{name} {what}", kind.span if kind is not None else header, "template", "name its type")
        _hole(stack, name, f"{name} {what}", items, header)
        return None
    when = both(stack.when, _exists(stack, items.get("Condition")), stack)
    if when.data is False:
        return None
    body = _body(stack, name, items.get("Properties"), header)
    if kind.data in definitions.TYPES and isinstance(body.data, Map):
        body = Value(definitions.defined(body.data, stack), body.span, body.refs)
    common = stack.deployment.vocabulary.common(kind.data, body)
    if cdk.is_generated(written, kind.data):
        common = cdk.GENERATED + common
    return Resource(
        stack.address(name), common, "cfn", body, header,
        native_type=kind.data, block=_block(header, written), when=when, meta=_meta(stack, items, header),
        calls=stack.calls,
    )  # fmt: skip


def _block(header: Span, written: Value) -> Span:
    end = written.span.end if written.span is not None and written.span.source is header.source else header.end
    return Span(header.source, header.start, max(end, header.end))


def _exists(stack: Stack, condition: Value | None) -> Value:
    if condition is None:
        return TRUE
    if isinstance(condition.data, (Choice, Unknown)):  # decided by the loop that makes the resource
        return condition
    name = name_of(condition)
    if name is None:
        stack.report("the Condition of a resource is the name of a condition", condition.span, "template")
        return TRUE
    return stack.condition(name, condition)


def _body(stack: Stack, name: str, properties: Value | None, header: Span) -> Value:
    """The evaluated properties; where they are not written, absence points at the resource."""
    if properties is None or properties.data is None:
        return Value(Map({}), header)
    value = flattened(stack.evaluate(properties), header)
    if value.data is None:
        return Value(Map({}), header)
    if not isinstance(value.data, (Map, Unknown)):
        stack.report(f"the Properties of {name} are not a mapping", properties.span, "template")
        return Value(Unknown("its properties are not a mapping"), header)
    return Value(value.data, header, value.refs)


def _meta(stack: Stack, items: Mapping[str, Value], header: Span) -> Value:
    found = {
        name: items[name] if name in _LITERAL_META else stack.evaluate(items[name]) for name in META if name in items
    }
    return Value(Map(found), header)
