"""What can be said of an expression before it ever runs: attributes that no format has, with the nearest name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from iacguard.instances import FIELDS
from iacguard.policy.cel.ast import Call, Ident, Index, ListLit, Lit, Select, Ternary, children
from iacguard.vocabulary.lens import META
from iacguard.vocabulary.nodes import Node, Type
from iacguard.vocabulary.tables import Vocabulary

MACROS = frozenset({"all", "exists", "exists_one", "existsOne", "filter", "map", "transformList"})
INSTANCE_FIELDS = frozenset(field.name for field in FIELDS)


class Fault(NamedTuple):
    """What is wrong, and at which character of the expression."""

    message: str
    at: int


class Facts(NamedTuple):
    """The result of instance(…)."""


Shape = Type | Node | Facts | None
"""What an expression is known to be; None: anything."""


def check(
    node: Any,
    resources: Iterable[str],
    vocabulary: Vocabulary,
    definitions: Mapping[str, Any],
    params: frozenset[str] = frozenset(),
) -> list[Fault]:
    """The faults of an expression, judged once for each type that the rule is about."""
    faults: dict[Fault, None] = {}
    for name in resources:
        checker = _Checker(vocabulary, definitions, params)
        checker.infer(node, {"resource": vocabulary.type(name)})
        faults.update(dict.fromkeys(checker.faults))
    return list(faults)


class _Checker:
    def __init__(self, vocabulary: Vocabulary, definitions: Mapping[str, Any], params: frozenset[str]) -> None:
        self.vocabulary = vocabulary
        self.definitions = definitions
        self.params = params
        self.faults: list[Fault] = []

    def infer(self, node: Any, scope: dict[str, Shape]) -> Shape:
        """What an expression is, as far as the vocabulary knows."""
        if isinstance(node, Ident):
            if node.name in scope:
                return scope[node.name]
            defined = self.definitions.get(node.name)
            return self.infer(defined, scope) if defined is not None else None
        if isinstance(node, Select):
            return self._select(node, scope)
        if isinstance(node, Index):
            self.infer(node.key, scope)
            return self._element(self.infer(node.operand, scope))
        if isinstance(node, Call):
            return self._call(node, scope)
        if isinstance(node, Ternary):
            self.infer(node.condition, scope)
            then, otherwise = self.infer(node.then, scope), self.infer(node.otherwise, scope)
            return then if then is otherwise else None
        for child in children(node):
            self.infer(child, scope)
        if isinstance(node, (ListLit, Lit)):
            return None
        return None

    def _select(self, node: Select, scope: dict[str, Shape]) -> Shape:
        if isinstance(node.operand, Ident) and node.operand.name == "params" and "params" not in scope:
            if node.name not in self.params:
                self.faults.append(Fault(f"this rule has no parameter {node.name}", node.at))
            return None
        operand = self.infer(node.operand, scope)
        if isinstance(operand, Facts):
            if node.name not in INSTANCE_FIELDS:
                self._missing(f"an instance type has no {node.name}", node, INSTANCE_FIELDS)
            return None
        if isinstance(operand, Type):
            found = operand.find(node.name)
            if found is None and node.name not in META:
                names = [*operand.top.kids, *operand.derived]
                self._missing(f"{operand.name} has no attribute {node.name}", node, names)
            return found
        if isinstance(operand, Node) and operand.kids:
            found = operand.kids.get(node.name)
            if operand.kind == "blocks":
                self.faults.append(
                    Fault(f"{operand.name} is a list of blocks; ask its elements: {operand.name}.exists(x, …)", node.at)
                )
            elif found is None:
                self._missing(f"{operand.name} has no attribute {node.name}", node, operand.kids)
            return found
        return None

    def _missing(self, message: str, node: Select, names: Iterable[str]) -> None:
        near = difflib.get_close_matches(node.name, list(names), 1)
        self.faults.append(Fault(message + (f"; did you mean {near[0]}?" if near else ""), node.at))

    def _element(self, shape: Shape) -> Shape:
        if isinstance(shape, Node) and shape.kind == "blocks":
            item = Node(shape.name, "block", ())
            item.kids = shape.kids
            return item
        return None

    def _call(self, node: Call, scope: dict[str, Shape]) -> Shape:
        if node.target is None:
            return self._function(node, scope)
        target = self.infer(node.target, scope)
        if node.name in MACROS and node.args and isinstance(node.args[0], Ident):
            names = [arg.name for arg in node.args[:-1] if isinstance(arg, Ident)]
            element = target if isinstance(target, Type) else self._element(target)
            inner = {**scope, **dict.fromkeys(names[:-1]), names[-1]: element}
            for arg in node.args[1 if len(names) == 1 else 2 :]:
                self.infer(arg, inner)
            return target if node.name == "filter" else None
        for arg in node.args:
            self.infer(arg, scope)
        return None

    def _function(self, node: Call, scope: dict[str, Shape]) -> Shape:
        shapes = [self.infer(arg, scope) for arg in node.args]
        if node.name == "instance":
            return Facts()
        if node.name == "ref" and shapes and isinstance(shapes[0], Node) and shapes[0].to:
            return self.vocabulary.type(shapes[0].to)
        if node.name in ("linked", "resources") and node.args and isinstance(node.args[-1], Lit):
            return self.vocabulary.type(node.args[-1].value) if isinstance(node.args[-1].value, str) else None
        return None
