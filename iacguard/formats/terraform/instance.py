"""One instance of a module: its variables, locals, resources, calls and outputs, each evaluated once and on demand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from iacguard.formats.terraform import ast
from iacguard.formats.terraform.evaluator import Budget, Exhausted, Scope, evaluate
from iacguard.formats.terraform.expansion import Expansion, expand
from iacguard.formats.terraform.functions.signature import MissingFile
from iacguard.formats.terraform.module import Module
from iacguard.formats.terraform.module_calls import ModuleCall
from iacguard.formats.terraform.names import Undeclared, undeclared
from iacguard.formats.terraform.resources import TOO_DEEP, Declaration, too_deep
from iacguard.formats.terraform.values.weight import Limit
from iacguard.formats.terraform.variables import variable
from iacguard.model.address import Address, Step
from iacguard.model.combine import Input, calmed, made, options_of
from iacguard.model.graph import TRUE, Call
from iacguard.model.report import Diagnostic
from iacguard.model.source import Span
from iacguard.model.value import Choice, Error, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.terraform.root import Root

IN_PROGRESS = object()


_CODES = {MissingFile: "missing-file", Undeclared: "undeclared", Exhausted: "steps", Limit: "too-big"}


class ModuleInstance:
    """A module with the arguments of one call; a root is called by nobody.

    `arguments` gives the Value of an argument by name, or None. `when` says under which inputs the instance exists.
    `providers` maps a provider's local name to the instance that configures it and its name there.
    """

    def __init__(
        self,
        root: Root,
        module: Module,
        path: tuple[Step, ...] = (),
        arguments: Callable[[str], Value | None] | None = None,
        calls: tuple[Call, ...] = (),
        when: Value = TRUE,
        providers: dict[str, tuple[ModuleInstance, str]] | None = None,
    ) -> None:
        self.root = root
        self.module = module
        self.path = path
        self.arguments = arguments
        self.calls = calls
        self.when = when
        self.providers = providers or {}
        self.parent: ModuleInstance | None = None
        self.budget: Budget = root.budget
        self._memo: dict[tuple[str, ...], Any] = {}
        self.reported: set[tuple[str, int, str]] = set()

    @property
    def prefix(self) -> str:
        """The printed path of the module with a dot, for symbols and atoms; empty in a root."""
        return "".join(f"module.{step.name}{_printed(step.key)}." for step in self.path)

    def address(self, mode: str, type: str, name: str, key: Any = None) -> Address:
        """The address of something declared here."""
        return Address(self.root.label, self.path, mode, type, name, key)

    def symbol(self, text: str) -> str:
        """What makes an unknown of this instance the same everywhere."""
        return f"{self.root.label}|{self.prefix}{text}"

    def below(
        self,
        module: Module,
        path: tuple[Step, ...],
        arguments: Callable[[str], Value | None],
        calls: tuple[Call, ...],
        when: Value,
        providers: dict[str, tuple[ModuleInstance, str]],
    ) -> ModuleInstance:
        """An instance of a module that this one calls."""
        child = ModuleInstance(self.root, module, path, arguments, calls, when, providers)
        child.parent = self
        return child

    # ---- memory

    def once(self, node: tuple[str, ...], work: Callable[[], Any], span: Span) -> Any:
        """The result of `work`, remembered; a node that needs itself is unknown, with a diagnostic.

        Whether it may fail later is its own affair: `try` around a name catches nothing of what the name stands for.
        """
        known = self._memo.get(node)
        if known is IN_PROGRESS:
            self.report(f"{_spelled(node)} refers to itself", span, "cycle", "break the circle")
            return Value(Unknown("it refers to itself"), span)
        if known is None:
            self._memo[node] = IN_PROGRESS
            risks = self.budget.risks, self.budget.unlike
            try:
                known = work()
            except RecursionError:  # forgotten first: no room may be left for more, and whoever asked catches it too
                self._memo.pop(node)
                known = too_deep(span)
                self.report(TOO_DEEP, span, "depth")
            self.budget.risks, self.budget.unlike = risks
            self._memo[node] = known
        return known

    def report(self, message: str, span: Span | None, code: str = "evaluation", cure: str = "") -> None:
        """A diagnostic, once for each place however many instances there are."""
        key = (span.source.path, span.start, message) if span is not None else ("", 0, message)
        if key not in self.root.reported:
            self.root.reported.add(key)
            self.root.diagnostics.append(Diagnostic(self.root.level(code), code, message, span, cure=cure))

    def settled(self, value: Value) -> Value:
        """A value whose error, if it is one, became a diagnostic."""
        if isinstance(value.data, Error):
            code = _CODES.get(type(value.data), "evaluation")
            self.report(value.data.why, value.span, code)
            return Value(Unknown(value.data.why), value.span, value.refs, marks=value.marks)
        if value.data.__class__ is Choice:
            options = list(options_of(value))
            wrong = [option for option in options if isinstance(option.data, Error)]
            if wrong and len(wrong) == len(options):
                return self.settled(wrong[0])
            return calmed(value) if wrong else value
        return value

    def evaluate(self, expression: ast.Expression, scope: Scope | None = None) -> Value:
        """The value of an expression of this instance, errors reported."""
        value = evaluate(expression, scope or Scope(self))
        settled = self.settled(value)
        if isinstance(expression, ast.Template) and expression.wrapped:
            expression = expression.parts[0]
        if isinstance(value.data, Undeclared) and value.data.filled and isinstance(expression, ast.Attr):
            settled.data = Unknown(value.data.why, self.symbol(expression.text), "string", not_null=True)
        return settled

    def own_decision(self, value: Value, condition: ast.Expression) -> Value:
        """A condition that no input decides is a decision of its own, named by its text."""
        data = value.data
        if isinstance(data, Unknown) and isinstance(data.symbol, Input):
            atom = str(data.symbol)
        else:
            atom = self.prefix + re.sub(r"\s+", " ", condition.text)[:120]
        options = {"true": Value(True, condition), "false": Value(False, condition)}
        return made(Choice(atom, options), value.span or condition, (value,))

    # ---- names

    def variable(self, name: str, e: Span) -> Value:
        """The value of an input variable."""
        block = self.module.variables.get(name)
        if block is None:
            return undeclared(self, f"variable {name}", e)
        value: Value = self.once(("var", name), lambda: variable(self, name, block), block.header)
        return value

    def local(self, name: str) -> Value:
        """The value of a local."""
        attribute = self.module.locals[name]
        value: Value = self.once(("local", name), lambda: self.evaluate(attribute.expression), attribute)
        return value

    def prepare(self, name: str) -> None:
        """Evaluate a chain of locals from its end, so that a long one needs no deep recursion."""
        stack, seen = [name], {name}
        order: list[str] = []
        while stack:
            current = stack.pop()
            if ("local", current) in self._memo:
                continue
            order.append(current)
            for used in self.root.locals_used(self.module.locals[current].expression):
                if used in self.module.locals and used not in seen:
                    seen.add(used)
                    stack.append(used)
        if len(order) > 50:
            for current in reversed(order):
                self.local(current)

    def called(self, name: str, block: ast.Block) -> Any:
        """The instances of a module call."""
        return self.once(("module", name), lambda: ModuleCall(self, name, block), block.header)

    def declared(self, mode: str, type: str, name: str) -> Any:
        """The declaration of a resource, with its instances; None where there is none."""
        block = self.module.resources.get((mode, type, name))
        if block is None:
            return None
        return self.once(
            (mode, type, name, "declaration"), lambda: Declaration(self, mode, type, name, block), block.header
        )

    def expansion(self, block: ast.Block, node: tuple[str, ...]) -> Expansion:
        """The instances that count or for_each make of a block."""
        result = self.once((*node, "expansion"), lambda: expand(self, block), block.header)
        return result if isinstance(result, Expansion) else Expansion([], "unknown")

    # ---- providers

    def provider(self, type: str, block: ast.Block) -> tuple[ModuleInstance, str] | None:
        """The instance that configures a resource's provider, and the name of the configuration there."""
        written = block.body.attributes.get("provider")
        name = type.split("_", 1)[0] if written is None else written.expression.text.strip()
        return self.configuration(name)

    def configuration(self, name: str) -> tuple[ModuleInstance, str] | None:
        """Who configures a provider by its local name, following what callers passed down."""
        if name in self.module.providers and (self.module.providers[name].body.attributes or not self.path):
            return self, name
        if name in self.providers:
            return self.providers[name]
        return self.parent.configuration(name) if self.parent is not None and "." not in name else None

    def output(self, name: str, e: Span) -> Value:
        """The value of an output."""
        block = self.module.outputs.get(name)
        attribute = block.body.attributes.get("value") if block is not None else None
        if block is None or attribute is None:
            if self.module.incomplete:
                return Value(Unknown(f"the output {name} may be in what could not be read"), e)
            return Value(Error(f"the module has no output {name}"), e)
        value: Value = self.once(("output", name), lambda: self.evaluate(attribute.expression), block.header)
        return value


def _spelled(node: tuple[str, ...]) -> str:
    """What is evaluated once, as programs name it."""
    own = node[:-1] if node[-1] in ("declaration", "expansion") else node
    return ".".join(own[1:] if own[0] == "managed" else own)


def _printed(key: Any) -> str:
    return (
        ""
        if key is None
        else "[*]"
        if not isinstance(key, (str, int))
        else f"[{key}]"
        if isinstance(key, int)
        else f'["{key}"]'
    )
