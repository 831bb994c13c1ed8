"""Module calls: where a module's text is, and one instance for each count or for_each."""

from __future__ import annotations

import json
import posixpath
from typing import TYPE_CHECKING, Any

from iacguard.formats.terraform import ast, registry
from iacguard.formats.terraform.evaluator import MAX_STEPS, Scope
from iacguard.formats.terraform.expansion import Each
from iacguard.formats.terraform.instances import both, gathered
from iacguard.model.address import Address, Step
from iacguard.model.combine import refs_of
from iacguard.model.graph import Call, Hole, walk
from iacguard.model.report import NOTE, Diagnostic
from iacguard.model.tree import Tree, UnreadableError, join
from iacguard.model.value import Map, Reference, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.terraform.instance import ModuleInstance
    from iacguard.formats.terraform.root import Root

ARGUMENTS_OF_LANGUAGE = frozenset({"source", "version", "count", "for_each", "providers", "depends_on"})
MAX_DEPTH = 40
OUTSIDE = "it lies outside of the scan root"
STEPS_OF_AN_INSTANCE = 100
"""What an instance of a module costs beside its expressions, so that calls of calls come to an end."""


class Outputs(Map):
    """The outputs of one module instance, evaluated when asked."""

    __slots__ = ("child",)

    def __init__(self, child: ModuleInstance) -> None:
        super().__init__(_Lazy(child))
        self.child = child

    def attribute(self, name: str, span: Any) -> Value:
        """One output."""
        value = self.child.output(name, span)
        return value.used_at(span)


class _Lazy(dict[str, Value]):
    """All outputs, for whoever iterates a module as an object."""

    def __init__(self, child: ModuleInstance) -> None:
        super().__init__()
        self.child = child
        self.filled = False

    def _fill(self) -> None:
        if not self.filled:
            self.filled = True
            for name, block in self.child.module.outputs.items():
                self[name] = self.child.output(name, block.header)

    def items(self) -> Any:
        self._fill()
        return super().items()

    def values(self) -> Any:
        self._fill()
        return super().values()

    def keys(self) -> Any:
        self._fill()
        return super().keys()

    def __iter__(self) -> Any:
        self._fill()
        return super().__iter__()

    def __len__(self) -> int:
        return len(self.child.module.outputs)

    def get(self, name: str, default: Any = None) -> Any:
        block = self.child.module.outputs.get(name)
        return self.child.output(name, block.header) if block is not None else default

    def __getitem__(self, name: str) -> Value:
        return self.get(name)  # type: ignore[no-any-return]


class ModuleCall:
    """A `module` block: its instances, or the hole that it leaves."""

    def __init__(self, caller: ModuleInstance, name: str, block: ast.Block) -> None:
        self.caller = caller
        self.name = name
        self.block = block
        self.instances: list[tuple[Each, ModuleInstance]] = []
        self.hole: Hole | None = None
        self._value: Value | None = None
        directory, why = locate(caller.root, caller.module.directory, caller.path, name, block)
        if directory is not None and len(caller.path) >= MAX_DEPTH:
            caller.report(f"modules nest more than {MAX_DEPTH} deep; does one call itself?", block.header, "cycle")
            directory, why = None, "modules nest too deeply"
        expansion = caller.expansion(block, ("module", name))
        self.kind = expansion.kind
        if directory is None:
            self._leave_hole(why)
            return
        caller.root.visited.add(directory)
        budget = caller.root.budget
        budget.left -= STEPS_OF_AN_INSTANCE * len(expansion.instances)
        if budget.left < 0:
            caller.report(f"the modules of this root take more than {MAX_STEPS:,} steps", block.header, "steps")
            self._leave_hole("the modules of this root take too many steps")
            return
        for each in expansion.instances:
            self.instances.append((each, self._instance(directory, each, expansion.scope(caller, each))))

    def _instance(self, directory: str, each: Each, scope: Scope) -> ModuleInstance:
        caller, block = self.caller, self.block
        memo: dict[str, Value] = {}

        def argument(name: str) -> Value | None:
            attribute = block.body.attributes.get(name)
            if attribute is None or name in ARGUMENTS_OF_LANGUAGE:
                return None
            if name not in memo:
                memo[name] = caller.evaluate(attribute.expression, scope)
            return memo[name]

        path = (*caller.path, Step(self.name, each.key))
        calls = (*caller.calls, Call(str(Address(caller.root.label, path, "managed", "", "")), block.header))
        when = both(caller.when, each.when)
        module = caller.root.modules.load(directory)
        child = caller.below(module, path, argument, calls, when, self._providers())
        for name in block.body.attributes:
            if name not in ARGUMENTS_OF_LANGUAGE and name not in module.variables and module.files:
                caller.report(f"the module has no variable {name}", block.body.attributes[name].name_span)
        return child

    def _providers(self) -> dict[str, tuple[ModuleInstance, str]]:
        written = self.block.body.attributes.get("providers")
        out: dict[str, tuple[ModuleInstance, str]] = {}
        if written is not None and isinstance(written.expression, ast.ObjectExpression):
            for key, value in written.expression.items:
                found = self.caller.configuration(value.text.strip())
                if found is not None:
                    out[key.text.strip()] = found
        return out

    def _leave_hole(self, why: str) -> None:
        """Note what could not be loaded; what flows into it is worked out once everything else is."""
        caller, block = self.caller, self.block
        address = Address(caller.root.label, (*caller.path, Step(self.name)), "managed", "", "")
        self.hole = Hole(address, why, block.header)
        caller.root.later.append(self._fill_hole)
        source = _source(block)
        if source not in caller.root.unloaded:
            caller.root.unloaded.add(source)
            message = f"the module {source or self.name} was not loaded: {why}"
            cure = "run terraform init first, or name its directory with --module-map"
            cure = "give a wider root with --root" if why == OUTSIDE else cure
            caller.root.diagnostics.append(Diagnostic(NOTE, "module-not-loaded", message, block.header, cure=cure))

    def _fill_hole(self) -> None:
        caller, attributes = self.caller, self.block.body.attributes
        expansion = caller.expansion(self.block, ("module", self.name))
        values: list[Value] = []
        for each in expansion.instances:
            scope = expansion.scope(caller, each)
            given = {
                name: caller.evaluate(attribute.expression, scope)
                for name, attribute in attributes.items()
                if name not in ARGUMENTS_OF_LANGUAGE
            }
            values += given.values()
            step, when = Step(self.name, each.key), both(caller.when, each.when)
            caller.root.told += registry.declared(self, _source(self.block), step, given, when)
        if self.hole is not None and expansion.instances:
            refs = refs_of([inner for value in values for inner in walk(value)])
            caller.root.holes.append(self.hole._replace(refs=refs))

    def value(self, e: Any) -> Value:
        """What `module.name` is."""
        if self.hole is not None:
            address = self.hole.address
            unknown = Unknown(f"{address} was not loaded", self.caller.symbol(f"module.{self.name}"))
            return Value(unknown, e, (Reference(address),))
        if self._value is None:
            header = self.block.header
            found = [(each, Value(Outputs(child), header)) for each, child in self.instances]
            self._value = gathered(self.kind, found, header, ())
        return self._value.used_at(e)


def _source(block: ast.Block) -> str:
    written = block.body.attributes.get("source")
    value = getattr(written.expression, "value", None) if written is not None else None
    return value if isinstance(value, str) else ""


def locate(root: Root, directory: str, path: tuple[Step, ...], name: str, block: ast.Block) -> tuple[str | None, str]:
    """The directory of a called module inside the tree, or why there is none."""
    source = _source(block)
    if not source:
        return None, "its source is not literal text"
    for mapped, target in root.inputs.module_map:
        if source == mapped or source.split("//")[0] == mapped:
            inner = source.split("//", 1)[1].split("?")[0] if "//" in source else ""
            return posixpath.normpath(posixpath.join(target, inner)), ""
    if source.startswith(("./", "../")) or source in (".", ".."):
        local = join(directory, source)
        if local is None or root.tree.leads_outside(local):
            return None, OUTSIDE
        return (local, "") if root.tree.is_directory(local) else (None, f"there is no directory {local}")
    installed = _installed(root, ".".join([*(step.name for step in path), name]))
    return (installed, "") if installed is not None else (None, "its source is not in these files")


def _installed(root: Root, key: str) -> str | None:
    """Where terraform init put a module, by its path of calls."""
    if root.installed is None:
        root.installed = _manifest(root.tree, root.scope)
    found = root.installed.get(key)
    return found if found is not None and root.tree.is_directory(found) else None


def _manifest(tree: Tree, scope: str) -> dict[str, str]:
    path = posixpath.join(scope, ".terraform/modules/modules.json")
    try:
        entries = json.loads(tree.read(path).text).get("Modules", [])
        return {e["Key"]: posixpath.normpath(posixpath.join(scope, e["Dir"])) for e in entries if e.get("Key")}
    except (UnreadableError, ValueError, KeyError, TypeError, AttributeError):
        return {}
