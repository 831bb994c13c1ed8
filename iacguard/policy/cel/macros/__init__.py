"""The macros of CEL: what looks like a call, but sees its arguments as expressions."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from iacguard.policy.cel.ast import Call, Ident
from iacguard.policy.cel.macros.base import Build, Macro, numbered
from iacguard.policy.cel.scope import CelTypeError, Closure, Scope


class Form(NamedTuple):
    """How a macro is written: after a dot or by itself, with how many arguments; and the function that makes its
    closure, by its module, which is imported when the macro is first met."""

    after: bool
    least: int
    most: int
    home: str
    usage: str

    def make(self, node: Call, scope: Scope, build: Build) -> Closure:
        """The closure of a call of this macro. Raises CelTypeError."""
        module, _, name = self.home.partition(".")
        macro: Macro = getattr(import_module(f"iacguard.policy.cel.macros.{module}"), name)
        return macro(node, scope, build)


_EACH = "items.{0}(item, condition), or with two variables items.{0}(index, item, condition)"
MACROS: dict[str, Form] = {
    "has": Form(False, 1, 1, "bindings.has", "has(x.attribute)"),
    "all": Form(True, 2, 3, "quantifiers.quantifier", _EACH.format("all")),
    "exists": Form(True, 2, 3, "quantifiers.quantifier", _EACH.format("exists")),
    "exists_one": Form(True, 2, 3, "quantifiers.exists_one", _EACH.format("exists_one")),
    "existsOne": Form(True, 2, 3, "quantifiers.exists_one", _EACH.format("existsOne")),
    "filter": Form(True, 2, 2, "transforms.filtered", "items.filter(item, condition)"),
    "map": Form(True, 2, 3, "transforms.mapped", "items.map(item, value), or items.map(item, condition, value)"),
    "transformList": Form(True, 3, 4, "transforms.listed", "items.transformList(index, item, value)"),
    "transformMap": Form(True, 3, 4, "transforms.transform_map", "map.transformMap(key, value, newValue)"),
    "transformMapEntry": Form(True, 3, 4, "transforms.transform_entries", "map.transformMapEntry(key, value, {k: v})"),
    "sortBy": Form(True, 2, 2, "sorting.sort_by", "items.sortBy(item, key)"),
    "optMap": Form(True, 2, 2, "bindings.opt_map", "optional.optMap(value, expression)"),
    "optFlatMap": Form(True, 2, 2, "bindings.opt_map", "optional.optFlatMap(value, optional)"),
}
PACKAGED: dict[str, Form] = {
    "cel.bind": Form(True, 3, 3, "bindings.bind", "cel.bind(name, value, expression)"),
    "cel.block": Form(True, 2, 2, "bindings.block", "cel.block([value], expression)"),
}
"""Macros of a package, by their full names."""


def find(node: Call, scope: Scope) -> tuple[str, Form] | None:
    """The macro that a call is, by its full name; None where it is a function."""
    if isinstance(node.target, Ident) and scope.slot(node.target.name) is None:
        name = f"{node.target.name}.{node.name}"
        if name in PACKAGED:
            return name, PACKAGED[name]
    form = MACROS.get(node.name)
    return (node.name, form) if form is not None and form.after == (node.target is not None) else None


def expand(node: Call, scope: Scope, build: Build) -> Closure | None:
    """The closure of a macro; None where the call is a function. Raises CelTypeError where it is misused."""
    found = find(node, scope)
    if found is None:
        variable = numbered(node)
        return build(variable, scope) if variable is not None else None
    name, form = found
    if not form.least <= len(node.args) <= form.most:
        raise CelTypeError(f"{name} is written {form.usage}", node.at)
    return form.make(node, scope, build)
