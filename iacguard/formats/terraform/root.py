"""One root module: its inputs, everything below it, and the resources that come of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from iacguard.formats.terraform import ast, circles, language
from iacguard.formats.terraform.evaluator import Budget
from iacguard.formats.terraform.instance import ModuleInstance
from iacguard.formats.terraform.module import Module, Modules
from iacguard.formats.terraform.variables import assignments
from iacguard.model.graph import Hole, Resource
from iacguard.model.report import ERROR, NOTE, Diagnostic
from iacguard.model.value import Value

if TYPE_CHECKING:
    from iacguard.formats.base import Inputs
    from iacguard.formats.terraform.resources import Declaration
    from iacguard.vocabulary.tables import Vocabulary


class Root:
    """A directory that nobody calls, evaluated with all that it calls. `scope` is its path in the tree.

    `label` is the scope of the addresses in it, where that is another one.
    """

    def __init__(
        self, modules: Modules, scope: str, inputs: Inputs, vocabulary: Vocabulary, label: str | None = None
    ) -> None:
        self.modules = modules
        self.tree = modules.tree
        self.scope = scope
        self.label = scope if label is None else label
        self.inputs = inputs
        self.vocabulary = vocabulary
        self.budget = Budget()
        self.diagnostics: list[Diagnostic] = []
        self.reported: set[tuple[str, int, str]] = set()
        self.holes: list[Hole] = []
        self.unloaded: set[str] = set()
        self.told: list[Resource] = []
        self.visited: set[str] = {scope}
        self.installed: dict[str, str] | None = None
        self.later: list[Callable[[], None]] = []
        self._used: dict[int, list[str]] = {}
        self._tags: dict[tuple[int, str], Value | None] = {}
        self.assignments = assignments(self.tree, scope, inputs, self.diagnostics)

    def load(self) -> list[Resource]:
        """Every resource of the root and of the modules below it."""
        top = ModuleInstance(self, self.modules.load(self.scope))
        resources: list[Resource] = []
        todo = [top]
        while todo:
            instance = todo.pop()
            resources += self._instance(instance)
            for name, block in instance.module.calls.items():
                called = instance.called(name, block)
                todo += [child for _, child in getattr(called, "instances", ())]
        for work in self.later:
            work()
        resources += self.told
        circles.reported(self, resources)
        return resources

    def level(self, code: str) -> str:
        """How bad a fault is: judged on its own defaults a root may lack an input, a published module above all."""
        if code in ("missing-file", "outside", "too-big"):
            return NOTE
        top = self.modules.load(self.scope)
        if code in ("evaluation", "validation"):
            return NOTE if not top.is_root_like or (top.variables and not self.assignments) else ERROR
        return NOTE if code in ("undeclared", "declaration") and not top.is_root_like else ERROR

    def _instance(self, instance: ModuleInstance) -> list[Resource]:
        resources = language.declarations(instance)
        for mode, type, name in instance.module.resources:
            declared = instance.declared(mode, type, name)
            for one in getattr(declared, "instances", ()):
                resources.append(one.resource())
        for name in instance.module.variables:
            instance.variable(name, instance.module.variables[name].header)
        for name in instance.module.locals:
            instance.prepare(name)
            instance.local(name)
        for name, block in instance.module.outputs.items():
            if "value" in block.body.attributes:
                instance.output(name, block.header)
        return resources

    def locals_used(self, expression: ast.Expression) -> list[str]:
        """The locals that an expression names, found in its text."""
        known = self._used.get(id(expression))
        if known is None:
            import re

            known = self._used[id(expression)] = re.findall(r"\blocal\.([A-Za-z_][\w-]*)", expression.text)
        return known

    def default_tags(self, configuration: tuple[ModuleInstance, str] | None) -> Value | None:
        """The tags that a provider configuration gives every resource; None where it gives none."""
        if configuration is None:
            return None
        instance, name = configuration
        key = (id(instance), name)
        if key not in self._tags:
            block = instance.module.providers[name]
            inner = next((b for b in block.body.blocks if b.type == "default_tags"), None)
            tags = inner.body.attributes.get("tags") if inner is not None else None
            self._tags[key] = instance.evaluate(tags.expression) if tags is not None else None
        return self._tags[key]

    def provider_version(self, module: Module, type: str) -> str:
        """The version constraint of a resource's provider, the module's own or the root's."""
        name = type.split("_", 1)[0]
        for settings in (*module.settings, *self.modules.load(self.scope).settings):
            for block in settings.body.blocks:
                written = block.body.attributes.get(name) if block.type == "required_providers" else None
                if written is None or not isinstance(written.expression, ast.ObjectExpression):
                    continue
                for key, value in written.expression.items:
                    if key.text == "version" and isinstance(value, ast.Literal):
                        return str(value.value)
        return ""

    def region(self, declaration: Declaration) -> str:
        """The region of a resource's provider configuration where it is literal or has a default."""
        configuration = declaration.instance.provider(declaration.type, declaration.block)
        if configuration is None:
            return ""
        instance, name = configuration
        written = instance.module.providers[name].body.attributes.get("region")
        value = instance.evaluate(written.expression).data if written is not None else None
        return value if isinstance(value, str) else ""
