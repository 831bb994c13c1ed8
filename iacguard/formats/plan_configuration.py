"""The configuration inside of a plan: what each argument refers to, followed through modules.

A plan does not keep the expressions of locals, so that a reference to one leads nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from iacguard.formats.json_tree import elements, field, members, scalar
from iacguard.formats.terraform.ast import Expression
from iacguard.model.address import Address, Step, parse
from iacguard.model.value import Reference

Path = tuple[Step, ...]
_RESOURCE = re.compile(r"(data\.)?([\w-]+)\.([\w-]+)(?:\[[^\]]*\])?(?:\.([\w-]+))?").match
_MODULE = re.compile(r"module\.([\w-]+)(\[[^\]]*\])?(?:\.([\w-]+))?$").match
_NOT_RESOURCES = frozenset(("var", "local", "module", "each", "count", "path", "terraform", "self"))


class Written(NamedTuple):
    """What an argument refers to; `all` says that every part of it was found out."""

    references: tuple[Reference, ...]
    all: bool


class Configuration:
    """The `configuration` of a plan whose addresses are relative to `scope`."""

    def __init__(self, root: Expression | None, scope: str) -> None:
        self.scope = scope
        self._modules: dict[tuple[str, ...], Expression | None] = {(): field(root, "root_module")}
        self._expressions: dict[tuple[str, ...], dict[str, Expression]] = {}

    def expressions(self, address: Address) -> Expression | None:
        """The arguments of a resource as written; None where the configuration does not tell."""
        calls = _names(address.modules)
        known = self._expressions.get(calls)
        if known is None:
            rows = map(members, elements(self._field(calls, "resources")))
            known = {str(scalar(row.get("address"))): row["expressions"] for row in rows if "expressions" in row}
            self._expressions[calls] = known
        return known.get(str(address.static._replace(modules=())))

    def written(self, node: Expression | None, modules: Path) -> Written:
        """What an argument of a resource in a module refers to."""
        if field(node, "constant_value") is not None:
            return Written((), True)
        texts = [str(scalar(text)) for text in elements(field(node, "references"))]
        found: list[Reference] = []
        whole = bool(texts)
        seen: set[tuple[Path, str]] = set()
        for path, text in self._resolved(texts, modules, seen):
            reference = self._reference(path, text)
            if reference is None:
                whole = False
            else:
                found.append(reference)
        return Written(tuple(dict.fromkeys(found)), whole)

    def _resolved(self, texts: Iterable[str], path: Path, seen: set[tuple[Path, str]]) -> Iterator[tuple[Path, str]]:
        """What stands at the end of inputs and outputs, with the module in which it is written."""
        for text in _longest(texts):
            if (path, text) in seen:
                continue
            seen.add((path, text))
            inner = self._behind(path, text)
            if inner is None:
                yield path, text
            else:
                where, node = inner
                nested = [str(scalar(one)) for one in elements(field(node, "references"))]
                if nested or field(node, "constant_value") is None:
                    yield from self._resolved(nested, where, seen) if nested else [(path, text)]

    def _behind(self, path: Path, text: str) -> tuple[Path, Expression | None] | None:
        """The argument that an input has, or the value of an output; None for anything else."""
        if text.startswith("var.") and path:
            call = members(self._field(_names(path[:-1]), "module_calls")).get(path[-1].name)
            return path[:-1], field(field(call, "expressions"), text.split(".")[1].split("[")[0])
        found = _MODULE(text)
        if found is None or found.group(3) is None:
            return None
        name, key, output = found.groups()
        inside = (*path, _step(name, key))
        node = field(field(self._field(_names(inside), "outputs"), output), "expression")
        return (inside, node) if node is not None else None

    def _field(self, calls: tuple[str, ...], name: str) -> Expression | None:
        return field(self._module(calls), name)

    def _module(self, calls: tuple[str, ...]) -> Expression | None:
        if calls not in self._modules:
            above = members(field(self._module(calls[:-1]), "module_calls"))
            self._modules[calls] = field(above.get(calls[-1]), "module")
        return self._modules[calls]

    def _reference(self, path: Path, text: str) -> Reference | None:
        found = _RESOURCE(text)
        if found is None or found.group(2) in _NOT_RESOURCES:
            return None
        data, type, name, attribute = found.groups()
        address = Address(self.scope, path, "data" if data else "managed", type, name)
        return Reference(address, (attribute,) if attribute else ())


def _longest(texts: Iterable[str]) -> list[str]:
    """The references without those that another one begins with: a plan lists `a.b.arn` and `a.b`."""
    found = list(dict.fromkeys(texts))
    return [one for one in found if not any(other.startswith((f"{one}.", f"{one}[")) for other in found)]


def _names(path: Path) -> tuple[str, ...]:
    return tuple(step.name for step in path)


def _step(name: str, key: str | None) -> Step:
    try:
        return parse(f"module.{name}{key or ''}.a.b").modules[-1]
    except ValueError:
        return Step(name)
