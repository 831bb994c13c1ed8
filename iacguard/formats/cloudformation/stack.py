"""One stack: a template with the parameters of a deployment or a nesting; each name evaluated once, on demand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from iacguard.formats.cloudformation.applying import PLACEHOLDER
from iacguard.formats.cloudformation.computed import computed
from iacguard.formats.cloudformation.deployment import Deferred, Deployment
from iacguard.formats.cloudformation.evaluator import evaluate
from iacguard.formats.cloudformation.intrinsics.conditions import condition
from iacguard.formats.cloudformation.macros import is_open
from iacguard.formats.cloudformation.nested import NestedStack, is_stack
from iacguard.formats.cloudformation.parameters import parameter
from iacguard.formats.cloudformation.pseudo import pseudo
from iacguard.formats.cloudformation.sections import expanded
from iacguard.model.address import Address
from iacguard.model.address import stack as stack_address
from iacguard.model.combine import used
from iacguard.model.graph import TRUE, Call
from iacguard.model.report import ERROR, NOTE, Diagnostic
from iacguard.model.source import Span
from iacguard.model.value import Choice, Map, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.template import Template

IN_PROGRESS = object()
_MISSING = object()
_TEXT_ENDINGS = ("Arn", "Id", "Name", "ARN", "Url", "URL", "Address")


class Stack:
    """A template and what it was given.

    `path` are the logical ids of the nested stacks on the way, none in a root. `arguments` are the parameters that the
    parent gives, None in a root; `when` says under which inputs the stack exists.
    """

    def __init__(
        self,
        deployment: Deployment,
        template: Template,
        path: tuple[str, ...] = (),
        arguments: Map | None = None,
        calls: tuple[Call, ...] = (),
        when: Value = TRUE,
        parent: Stack | None = None,
    ) -> None:
        self.deployment = deployment
        self.template = template
        self.path = path
        self.arguments = arguments
        self.calls = calls
        self.when = when
        self.parent = parent
        self.is_open = is_open(template)
        self._memo: dict[tuple[str, ...], Any] = {}
        self._sections: dict[str, Map] = {}
        self.including: tuple[str, ...] = ()
        self.by_rules = True
        self._before_rules: Stack | None = None
        deployment.diagrams.order(self.prefix + name for name in template.section("Parameters").items)

    @property
    def prefix(self) -> str:
        """The printed path of the stack with a slash, for atoms; empty in a root."""
        return "".join(f"{name}/" for name in self.path)

    def place(self, name: str) -> Span:
        """The header of a resource: the place of its logical id."""
        data = self.resources
        return (data.keys or {}).get(name) or data.items[name].span or self.template.span

    def address(self, name: str) -> Address:
        """The address of something declared here."""
        return stack_address(self.deployment.scope, self.path, name)

    def symbol(self, text: str) -> str:
        """What makes an unknown of this stack the same everywhere."""
        return f"{self.deployment.scope}|{self.prefix}{text}"

    # ---- what went wrong

    @property
    def before_rules(self) -> Stack:
        """The same stack as if its template had no Rules: the inputs are the same decisions."""
        if self._before_rules is None:
            twin = Stack(self.deployment, self.template, self.path, self.arguments, self.calls, self.when, self.parent)
            twin.by_rules, twin.is_open = False, self.is_open
            self._before_rules = twin
        return self._before_rules

    def report(self, message: str, span: Span | None, code: str = "evaluation", cure: str = "") -> None:
        """A diagnostic, once for each place however many instances of the template there are.

        A snippet, which does not call itself a template, may well lack what it names; defaults may be placeholders.
        """
        lenient = code == "evaluation" and (not self.template.is_complete or self.is_open)
        lenient = lenient or code == PLACEHOLDER
        self.deployment.report(Diagnostic(NOTE if lenient else ERROR, code, message, span, cure=cure))

    def fault(self, message: str, node: Value) -> Value:
        """A diagnostic about a node, and the Unknown that stands in its place."""
        self.report(message, node.span, "intrinsic")
        return Value(Unknown(message), node.span)

    def decision(self, text: str) -> Choice:
        """A condition that no single input decides, as a decision of its own, named by its text."""
        return Choice(self.prefix + text, {"true": Value(True), "false": Value(False)})

    def below(self, name: str, template: Template, arguments: Map, header: Span) -> Stack:
        """The stack that a resource of this one nests."""
        path = (*self.path, name)
        calls = (*self.calls, Call("/".join(path), header))
        return Stack(self.deployment, template, path, arguments, calls, self.when, self)

    def evaluate(self, node: Value) -> Value:
        """What is written in this stack, to what it means."""
        return evaluate(node, self)

    # ---- memory

    def once(self, node: tuple[str, ...], work: Callable[[], Any], span: Span | None) -> Any:
        """The result of `work`, remembered; a node that needs itself is unknown, with a diagnostic.

        Far down in a chain of references the node is put off, and evaluated first by whoever settles.
        """
        known = self._memo.get(node, _MISSING)
        if known is IN_PROGRESS:
            return self.circle(node, span)
        if known is not _MISSING:
            return known
        with self.deployment.descent(self, node, work, span):
            self._memo[node] = IN_PROGRESS
            try:
                result = work()
            except (Deferred, RecursionError) as interruption:
                del self._memo[node]
                if isinstance(interruption, Deferred):
                    raise
                self.report("this is nested too deeply to be evaluated", span, "depth")
                result = Value(Unknown("it is nested too deeply"), span)
            self._memo[node] = result
        return result

    def circle(self, node: tuple[str, ...], span: Span | None) -> Value:
        """What a name that needs itself is."""
        self.report(f"{node[-1]} refers to itself", span, "cycle", "break the circle")
        return Value(Unknown("it refers to itself"), span)

    def remember(self, node: tuple[str, ...], value: Any) -> None:
        """Settle a node from outside."""
        self._memo[node] = value

    # ---- names

    def section(self, name: str) -> Map:
        """A section of the template with its loops unrolled and its included files put in."""
        known = self._sections.get(name)
        if known is None:
            written = self.template.section(name)
            known = written
            if any(key.startswith("Fn::") for key in written.items):
                whole: Any = self.once(("section", name), lambda: expanded(written, self, name), self.template.span)
                known = whole if isinstance(whole, Map) else written
                if self._memo.get(("section", name)) is IN_PROGRESS:
                    return known
            self._sections[name] = known
        return known

    @property
    def resources(self) -> Map:
        """What the template declares in Resources."""
        return self.section("Resources")

    def reference(self, name: str, node: Value) -> Value:
        """What `Ref` gives."""
        span = node.span
        if name in self.template.section("Parameters").items:
            return used(self.parameter(name), span)
        if name.startswith("AWS::"):
            found = pseudo(name, self, span)
            return found if found is not None else self.fault(f"there is no pseudo parameter {name}", node)
        if name in self.resources.items:
            return computed(self, name, "Ref", span, "string")
        return self._undeclared(name, "Ref", node)

    def attribute(self, name: str, attribute: str, node: Value) -> Value:
        """What `Fn::GetAtt` gives: an output of a nested stack, or what the service makes."""
        span = node.span
        if name in self.resources.items:
            if attribute.startswith("Outputs."):
                child = self.nested(name)
                if child is not None:
                    return child.output(attribute[len("Outputs.") :], node)
            return computed(self, name, attribute, span, "string" if attribute.endswith(_TEXT_ENDINGS) else None)
        return self._undeclared(name, attribute, node)

    def _undeclared(self, name: str, attribute: str, node: Value) -> Value:
        if not self.is_open:
            self.report(f"there is no parameter or resource {name}", node.span, "evaluation")
        return computed(self, name, attribute, node.span, None)

    def parameter(self, name: str) -> Value:
        """The value of a parameter."""
        span = self.template.key("Parameters", name)
        value: Value = self.once(("parameter", name), lambda: parameter(self, name), span)
        return value

    def condition(self, name: str, node: Value) -> Value:
        """The value of a named condition, used at `node`."""
        written = self.section("Conditions").items.get(name)
        if written is None:
            if not self.is_open:
                self.report(f"there is no condition {name}", node.span)
            return Value(self.decision(name), node.span)
        value: Value = self.once(("condition", name), lambda: condition(written, self), written.span)
        return value

    def output(self, name: str, node: Value) -> Value:
        """The value of an output, used at `node`, which stands in the parent."""
        written = self.section("Outputs").items.get(name)
        inner = written.data.items.get("Value") if written is not None and isinstance(written.data, Map) else None
        if inner is None:
            message = f"the template {self.template.path} has no output {name}"
            if self.parent is not None and not self.is_open:
                self.parent.report(message, node.span)
            return Value(Unknown(message), node.span)
        value: Value = self.once(("output", name), lambda: self.evaluate(inner), inner.span)
        return used(value, node.span)

    def nested(self, name: str) -> NestedStack | None:
        """The nested stack that a resource declares; None where it declares none."""
        written = self.resources.items[name]
        if not is_stack(written):
            return None
        made = self.once(("nested", name), lambda: NestedStack(self, name, written), written.span)
        return made if isinstance(made, NestedStack) else None


def opened(deployment: Deployment) -> Deployment:
    """A deployment with its root stack, where its scope is a template."""
    template = deployment.templates.load(deployment.scope)
    if template is not None:
        deployment.root = Stack(deployment, template)
        deployment.exports.deployments.append(deployment)
    return deployment
