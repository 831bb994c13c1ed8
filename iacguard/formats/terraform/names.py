"""What a name in an expression means: variables, locals, resources, module calls, path and terraform."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import TYPE_CHECKING

from iacguard.formats.terraform import ast
from iacguard.model.combine import Input
from iacguard.model.source import Span
from iacguard.model.value import Error, Reference, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.terraform.evaluator import Scope
    from iacguard.formats.terraform.instance import ModuleInstance

Steps = list["ast.Attr | ast.Index"]
"""What follows a name: `.attribute`, `[index]`."""


class Undeclared(Error):  # noqa: N818 (data of a value, never raised)
    """A name that nothing declares: wrong whatever the inputs are.

    `filled` says that a provider would fill in what is asked of it, were it declared: that is certainly not null.
    """

    __slots__ = ("filled",)

    def __init__(self, why: str, filled: bool = False) -> None:
        super().__init__(why)
        self.filled = filled


def traverse(instance: ModuleInstance, name: str, steps: Steps, e: ast.Expression, scope: Scope) -> Value:
    """What a traversal from a name of a module gives; consumes the steps that it uses."""
    reader = _ROOTS.get(name)
    if reader is not None:
        return reader(instance, steps, e, scope)
    if name in ("data", "ephemeral", "resource"):
        return _spelled_out(instance, name, steps, e)
    if name in ("each", "count", "self"):
        return Value(Error(f"{name} means nothing here"), e)
    if name in ("null", "true", "false"):
        return Value(Error(f"{name} has no attributes"), e)
    if not steps or not isinstance(steps[0], ast.Attr):
        return Value(Undeclared(f"there is no {name}; quote it if it is a text"), e)
    return _resource(instance, "managed", name, steps, e)


def undeclared(instance: ModuleInstance, what: str, e: Span) -> Value:
    """What a name is that nothing declares, unless it may stand in a file that could not be read."""
    if instance.module.incomplete:
        return Value(Unknown(f"{what} may be declared in what could not be read"), e)
    return Value(Undeclared(f"there is no {what}"), e)


def _undeclared_resource(
    instance: ModuleInstance, mode: str, type: str, name: str, steps: Steps, e: ast.Expression
) -> Value:
    """What a resource gives that is not declared here; it refers to that one, so to none of those that are."""
    known, step = instance.root.vocabulary.type(instance.root.vocabulary.common(type)), steps[0] if steps else None
    attribute = step.name if isinstance(step, ast.Attr) else ""
    filled = known is not None and attribute in known.computed
    what = f"data.{type}.{name}" if mode == "data" else f"{type}.{name}"
    refs = (Reference(instance.address(mode, type, name), (attribute,) if attribute else ()),)
    if not instance.module.incomplete:
        return Value(Undeclared(f"there is no {what}", filled), e, refs)
    if filled:
        steps.pop(0)
    return Value(Unknown(f"{what} may be declared in what could not be read", not_null=filled), e, refs)


def _named(steps: Steps, e: ast.Expression, what: str) -> str | Value:
    if not steps or not isinstance(steps[0], ast.Attr):
        return Value(Error(f"{what} needs a name"), e)
    step = steps.pop(0)
    assert isinstance(step, ast.Attr)
    return step.name


def _var(instance: ModuleInstance, steps: Steps, e: ast.Expression, scope: Scope) -> Value:
    name = _named(steps, e, "var")
    if isinstance(name, Value):
        return name
    return instance.variable(name, e).used_at(e)


def _local(instance: ModuleInstance, steps: Steps, e: ast.Expression, scope: Scope) -> Value:
    name = _named(steps, e, "local")
    if isinstance(name, Value):
        return name
    if name not in instance.module.locals:
        return undeclared(instance, f"local value {name}", e)
    instance.prepare(name)
    return instance.local(name).used_at(e)


def _module(instance: ModuleInstance, steps: Steps, e: ast.Expression, scope: Scope) -> Value:
    name = _named(steps, e, "module")
    if isinstance(name, Value):
        return name
    block = instance.module.calls.get(name)
    if block is None:
        return undeclared(instance, f"module call {name}", e)
    called = instance.called(name, block)
    return called if isinstance(called, Value) else called.value(e)


def _spelled_out(instance: ModuleInstance, word: str, steps: Steps, e: ast.Expression) -> Value:
    """`data.TYPE.NAME`, `ephemeral.TYPE.NAME`; `resource.TYPE.NAME` is the long spelling of TYPE.NAME."""
    type = _named(steps, e, word)
    if isinstance(type, Value):
        return type
    return _resource(instance, "managed" if word == "resource" else word, type, steps, e)


def _resource(instance: ModuleInstance, mode: str, type: str, steps: Steps, e: ast.Expression) -> Value:
    name = _named(steps, e, type)
    if isinstance(name, Value):
        return name
    declared = instance.declared(mode, type, name)
    if declared is None:
        return _undeclared_resource(instance, mode, type, name, steps, e)
    return declared if isinstance(declared, Value) else declared.value(e)


def _path(instance: ModuleInstance, steps: Steps, e: ast.Expression, scope: Scope) -> Value:
    name = _named(steps, e, "path")
    if isinstance(name, Value):
        return name
    base = instance.root.scope
    if name == "module":
        return Value(posixpath.relpath(instance.module.directory or ".", base or "."), e)
    if name == "root":
        return Value(".", e)
    return Value(Unknown("where terraform runs is not known", None, "string", True), e)


def _terraform(instance: ModuleInstance, steps: Steps, e: ast.Expression, scope: Scope) -> Value:
    name = _named(steps, e, "terraform")
    if isinstance(name, Value):
        return name
    workspace = instance.root.inputs.workspace
    if name == "workspace" and workspace:
        return Value(workspace, e)
    symbol = Input("terraform.workspace") if name == "workspace" else None
    return Value(Unknown(f"terraform.{name} is not known", symbol, "string", True), e)


_ROOTS: dict[str, Callable[[ModuleInstance, Steps, ast.Expression, Scope], Value]] = {
    "var": _var, "local": _local, "module": _module, "path": _path, "terraform": _terraform,
}  # fmt: skip
