"""What iacguard evaluates the same programs to, in the form of Terraform's answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from oracle_cases import Answer, case_at, program
from oracle_terraform import number

from iacguard.formats.base import Inputs
from iacguard.formats.terraform.evaluator import Scope, evaluate
from iacguard.formats.terraform.instance import ModuleInstance
from iacguard.formats.terraform.module import Modules
from iacguard.formats.terraform.root import Root
from iacguard.formats.terraform.values.numbers import show
from iacguard.formats.terraform.values.types import SetOf, as_json, type_of
from iacguard.model.report import Diagnostic
from iacguard.model.tree import Tree
from iacguard.model.value import Choice, Error, Map, Seq, Unknown, Value
from iacguard.vocabulary.tables import Vocabulary


def ask(texts: list[str]) -> list[Answer]:
    """Our answer to each expression."""
    names = {f"case{n}": text for n, text in enumerate(texts)}
    files = program(names, 1)
    instance = root(files)
    found = [_one(instance, name) for name in names]
    faults = [*instance.module.diagnostics, *instance.root.diagnostics]
    wrong = {name for fault in faults for name in _blamed(fault, files)}
    return [{"error": "reported"} if name in wrong else answer for name, answer in zip(names, found, strict=True)]


def _blamed(fault: Diagnostic, files: Mapping[str, str]) -> list[str]:
    """The cases that a diagnostic names, or in whose lines it is."""
    named = re.findall(r"case\d+", fault.message)
    return named or ([case_at(files[fault.file], fault.span.line)] if fault.span is not None else [])


def root(files: Mapping[str, str], inputs: Inputs | None = None) -> ModuleInstance:
    """The root module of some files."""
    modules = Modules(Tree.of(dict(files)))
    top = Root(modules, "", inputs or Inputs(), Vocabulary({}))
    return ModuleInstance(top, modules.load(""))


def _one(instance: ModuleInstance, name: str) -> Answer:
    block = instance.module.outputs.get(name)
    if block is None or "value" not in block.body.attributes:
        return {"error": "syntax"}
    return answer(evaluate(block.body.attributes["value"].expression, Scope(instance)))


def answer(value: Value) -> Answer:
    """A value in the form of an answer."""
    error = _error(value)
    if error is not None:
        return {"error": error.why}
    plain, unknown = _parts(value)
    out: Answer = {}
    if unknown is not True:
        out["value"] = plain
    if unknown:
        out["unknown"] = unknown
    else:
        out["type"] = "dynamic" if plain is None else as_json(type_of(value))
    return out


def _common(options: list[tuple[Any, Any]]) -> tuple[Any, Any]:
    """What all options have in common: the known part, and the mask of the rest."""
    (first, mask), *others = options
    for plain, unknown in others:
        first, mask = _both(first, mask, plain, unknown)
    return first, mask


def _both(a: Any, hole: Any, b: Any, other: Any) -> tuple[Any, Any]:
    if hole is True or other is True:
        return None, True
    names = _names(a, hole)
    if isinstance(a, dict) and isinstance(b, dict) and names == _names(b, other):
        pairs = {n: _both(a.get(n), at(hole, n), b.get(n), at(other, n)) for n in names}
        known = {name: plain for name, (plain, unknown) in pairs.items() if unknown is not True}
        return known, {name: unknown for name, (_, unknown) in pairs.items() if unknown} or False
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        rows = [_both(a[n], at(hole, n), b[n], at(other, n)) for n in range(len(a))]
        return [plain for plain, _ in rows], [unknown for _, unknown in rows] if any(u for _, u in rows) else False
    return (a, hole) if (a, hole) == (b, other) else (None, True)


def _names(plain: Any, mask: Any) -> set[str]:
    return {*plain, *(mask or ())} if isinstance(plain, dict) else set()


def at(mask: Any, key: Any) -> Any:
    return mask.get(key, False) if isinstance(mask, dict) else mask[key] if isinstance(mask, list) else mask


def _error(value: Value) -> Error | None:
    data = value.data
    if isinstance(data, Error):
        return data
    inner = data.items if isinstance(data, Seq) else data.items.values() if isinstance(data, Map) else ()
    return next((found for item in inner if (found := _error(item)) is not None), None)


def _parts(value: Value) -> tuple[Any, Any]:
    """The known part, and where it is unknown, as plans write them."""
    data = value.data
    if isinstance(data, SetOf) and data.rest is None and data.maybe:  # plans list what may be equal to another element
        data = Seq([*data.items, *(possible.value for possible in data.maybe)])
    if isinstance(data, Choice):
        return _common([_parts(option) for option in data.options.values() if _error(option) is None])
    if isinstance(data, Unknown) or getattr(data, "rest", None) or getattr(data, "maybe", None):
        return None, True
    if isinstance(data, Map):
        pairs = {name: _parts(item) for name, item in data.items.items()}
        known = {name: plain for name, (plain, unknown) in pairs.items() if unknown is not True}
        holes = {name: unknown for name, (_, unknown) in pairs.items() if unknown}
        return known, holes or False
    if isinstance(data, Seq):
        rows = [_parts(item) for item in data.items]
        return [plain for plain, _ in rows], [unknown for _, unknown in rows] if any(u for _, u in rows) else False
    if isinstance(data, bool) or not isinstance(data, (int, float, Decimal)):
        return data, False
    return number(show(data)), False
