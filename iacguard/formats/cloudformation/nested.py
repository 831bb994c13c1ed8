"""Nested stacks: where a child's template is, and what goes in and comes out."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from iacguard.formats.cloudformation.evaluator import evaluate
from iacguard.formats.cloudformation.intrinsics.conditions import fold
from iacguard.model.combine import refs_of
from iacguard.model.graph import Call, Hole, walk
from iacguard.model.report import ERROR, NOTE, Diagnostic
from iacguard.model.source import Span
from iacguard.model.tree import join
from iacguard.model.value import Map, Reference, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack
    from iacguard.formats.cloudformation.template import Template

LOCATIONS = {"AWS::CloudFormation::Stack": "TemplateURL", "AWS::Serverless::Application": "Location"}
"""The types that nest a template, and the property that says where it is."""
MAX_DEPTH = 60
MISSING = "there is no file"


def is_stack(written: Value) -> bool:
    """Whether a resource declares a nested stack."""
    kind = written.data.items.get("Type") if isinstance(written.data, Map) else None
    return kind is not None and isinstance(kind.data, str) and kind.data in LOCATIONS


class NestedStack:
    """A resource that nests a template: the stack below it, or the hole that it leaves."""

    def __init__(self, parent: Stack, name: str, written: Value) -> None:
        self.parent = parent
        self.name = name
        self.header = parent.template.key("Resources", name)
        properties = written.data.items.get("Properties")
        self.properties: Map = (
            properties.data if properties is not None and isinstance(properties.data, Map) else Map({})
        )
        self.stack: Stack | None = None
        self.why = ""
        template, self.why = self._template(LOCATIONS[written.data.items["Type"].data])
        if template is not None:
            self._open(template)

    def _open(self, template: Template) -> None:
        from iacguard.formats.cloudformation.stack import Stack

        parent, deployment = self.parent, self.parent.deployment
        deployment.visited.add(template.path)
        path = (*parent.path, self.name)
        calls = (*parent.calls, Call("/".join(path), self.header))
        self.stack = Stack(deployment, template, path, self._arguments(), calls, parent.when, parent)

    def exists(self, when: Value) -> None:
        """Say under which inputs the nesting resource, and so the whole stack, exists."""
        if self.stack is not None:
            self.stack.when = when

    def _arguments(self) -> dict[str, Value]:
        written = self.properties.items.get("Parameters")
        if written is None:
            return {}
        value = evaluate(written, self.parent)
        return dict(value.data.items) if isinstance(value.data, Map) else {}

    def _template(self, location: str) -> tuple[Template | None, str]:
        """The child's template inside the tree, or why there is none."""
        parent, deployment = self.parent, self.parent.deployment
        written = self.properties.items.get(location)
        if written is None or written.data is None:
            return None, f"it has no {location}"
        value = evaluate(written, parent)
        span = written.span or self.header
        path, why = self._locate(value)
        if path is None:
            deployment.report(self._not_there(why, span))
            return None, why
        ancestors = [parent]
        while ancestors[-1].parent is not None:
            ancestors.append(ancestors[-1].parent)
        if path in (stack.template.path for stack in ancestors) or len(ancestors) >= MAX_DEPTH:
            parent.report(f"{path} nests itself", span, "cycle", "break the circle")
            return None, "it nests itself"
        deployment.stacks += 1
        if deployment.stacks > deployment.max_stacks:
            parent.report(f"more than {deployment.max_stacks:,} nested stacks", span, "budget", "nest fewer")
            return None, "there are too many nested stacks"
        template = deployment.templates.nested(path)
        if template is None:
            deployment.visited.add(path)
            parent.report(f"{path} is no template that can be read", span, "module-not-loaded")
            return None, f"{path} could not be read"
        return template, ""

    def _locate(self, value: Value) -> tuple[str | None, str]:
        """The path of a local template; the place that a value names is seen from the file that names it."""
        parent, data = self.parent, value.data
        if isinstance(data, Map):
            return None, "it comes from an application repository"
        if not isinstance(data, str):
            return None, "where its template is depends on the deployment"
        for mapped, target in parent.deployment.inputs.module_map:
            if data == mapped:
                return posixpath.normpath(target), ""
        if "://" in data:
            return None, "its template is not in these files"
        source = value.span.source.path if value.span is not None else parent.template.path
        path = join(posixpath.dirname(source), data)
        if path is None:
            return None, "its template lies outside of the scan root"
        return (path, "") if parent.deployment.tree.is_file(path) else (None, f"{MISSING} {path}")

    def _not_there(self, why: str, span: Span) -> Diagnostic:
        """A path that leads nowhere is an error; a template that is elsewhere is a fact."""
        message = f"the nested stack {self.name} was not loaded: {why}"
        if why.startswith(MISSING):
            return Diagnostic(ERROR, "module-not-loaded", message, span, cure="mend the path")
        return Diagnostic(NOTE, "module-not-loaded", message, span, cure="name its file with --module-map")

    def output(self, name: str, node: Value) -> Value:
        """An output of the child, as the parent reads it."""
        if self.stack is not None:
            return self.stack.output(name, node)
        address = self.parent.address(self.name)
        symbol = self.parent.symbol(f"{self.name}.Outputs.{name}")
        return Value(Unknown(f"{address} was not loaded", symbol, None, True), node.span, (Reference(address),))

    def hole(self, body: Value) -> Hole | None:
        """What could not be loaded, with the references that flow into it."""
        if self.stack is not None:
            return None
        return Hole(self.parent.address(self.name), self.why, self.header, refs_of(list(walk(body))))


def both(one: Value, other: Value) -> Value:
    """Existence under two conditions."""
    if one.data is True:
        return other
    return one if other.data is True else fold(False, [one, other])
