"""Fn::If and the functions of conditions: true, false, or decided by inputs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from iacguard.formats.cloudformation.applying import apply
from iacguard.formats.cloudformation.intrinsics.calling import Function, argument
from iacguard.formats.cloudformation.intrinsics.lookups import may_be
from iacguard.formats.cloudformation.texts import name_of, to_text
from iacguard.formats.cloudformation.written import shown
from iacguard.model.combine import Input, made, marks_of, refs_of
from iacguard.model.value import OTHER, Choice, Seq, Unknown, Value
from iacguard.model.world import distribute

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack


def condition(node: Value, stack: Stack) -> Value:
    """What a node means where a condition stands: a bool, or Choices that end in bools."""
    data = node.data
    if isinstance(data, bool):
        return node
    if isinstance(data, str) and data in ("true", "false"):
        return Value(data == "true", node.span)
    items = getattr(data, "items", None)
    if isinstance(items, dict) and len(items) == 1:
        name = next(iter(items))
        if name == "Condition":
            named = name_of(argument(node))
            if named is not None:
                return stack.condition(named, node)
        elif name in _LOGIC:
            stack.deployment.step(node)
            return _LOGIC[name](node, stack)
    return _decided(stack.evaluate(node), node, stack)


def _decided(value: Value, node: Value, stack: Stack) -> Value:
    """Any value as a condition: what is not known is a decision of its own."""

    def truth(values: list[Value]) -> Value:
        data = values[0].data
        if isinstance(data, bool) or data in ("true", "false"):
            return made(data in (True, "true"), node.span, values)
        if isinstance(data, Unknown):
            return made(stack.decision(shown(node)), node.span, values)
        return stack.fault("a condition is a function that gives true or false", node)

    return distribute(truth, [value])


def fn_if(node: Value, stack: Stack) -> Value:
    """`Fn::If`: one of two values; both, under their inputs, where the condition is not known."""
    written = argument(node).data
    if not isinstance(written, Seq) or len(written.items) != 3:
        return stack.fault("If takes a condition and two values", node)
    named, then, otherwise = written.items
    name = name_of(named)
    decided = stack.condition(name, named) if name is not None else condition(named, stack)
    truths = _outcomes(decided)
    branches: dict[Any, Value] = {}
    for truth in truths:
        if truth is not None:
            branches[truth] = stack.evaluate(then if truth else otherwise)
    if None not in truths and _are_one(list(branches.values())):
        return branches[truths[0]]
    return _either(decided, branches, node.span)


def _are_one(values: list[Value]) -> bool:
    """Whether values are the same scalar, so that nothing is left to decide; one value is the same as itself."""
    first = values[0].data
    same = all(value.data.__class__ is first.__class__ and value.data == first for value in values[1:])
    return same and (len(values) == 1 or isinstance(first, (str, bool, int, float, type(None))))


def _outcomes(decided: Value) -> list[bool | None]:
    """What a condition may come to, in order; None where it may not be known."""
    found: list[bool | None] = []
    todo = [decided]
    while todo:
        data = todo.pop().data
        if data.__class__ is Choice:
            todo += data.options.values()
        else:
            outcome = data if isinstance(data, bool) else None
            if outcome not in found:
                found.append(outcome)
    return sorted(found, key=lambda outcome: (outcome is None, outcome is False))


def _either(decided: Value, branches: dict[Any, Value], span: Any) -> Value:
    """The branches under the inputs that decide between them."""
    refs, marks = refs_of([*branches.values(), decided]), marks_of(list(branches.values()))

    known: dict[int, Value] = {}

    def under(value: Value) -> Value:
        data = value.data
        if data.__class__ is not Choice:
            return branches[data] if isinstance(data, bool) else Value(data, span, refs, None, marks)
        found = known.get(id(data))
        if found is None:
            options = {label: under(option) for label, option in data.options.items()}
            found = known[id(data)] = Value(Choice(data.atom, options), span, refs, None, marks)
        return found

    return under(decided)


def equals(node: Value, stack: Stack) -> Value:
    """`Fn::Equals`: two texts that are the same, letter for letter."""
    written = argument(node).data
    if not isinstance(written, Seq) or len(written.items) != 2:
        return stack.fault("Equals takes two values", node)
    values = [stack.evaluate(item) for item in written.items]
    if any(isinstance(value.data, Seq) for value in values):
        return _decided(apply(lambda vs: _same_structure(vs, node, stack), values, stack, node), node, stack)
    return apply(lambda vs: equal(vs, node, stack), values, stack, node)


def _same_structure(values: list[Value], node: Value, stack: Stack) -> Value:
    from iacguard.formats.cloudformation.intrinsics.strings import UNKNOWN, to_plain

    one, other = (to_plain(value) for value in values)
    if one is UNKNOWN or other is UNKNOWN:
        return made(Unknown("it is not known"), node.span, values)
    return made(one == other, node.span, values)


def equal(values: list[Value], node: Value, stack: Stack) -> Value:
    """Whether two texts, neither of them a Choice, are the same."""
    both = one, other = to_text(values[0]), to_text(values[1])
    a, b = one.data, other.data
    if isinstance(a, str) and isinstance(b, str):
        return made(a == b, node.span, both)
    for unknown, known in ((a, b), (b, a)):
        if isinstance(unknown, Unknown) and isinstance(known, str):
            return made(_compared(unknown, known, node, stack), node.span, both)
    if isinstance(a, Unknown) and isinstance(b, Unknown):
        if a.symbol is not None and a.symbol == b.symbol:
            return made(True, node.span, both)
        return made(stack.decision(shown(node)), node.span, both)
    if None in (values[0].data, values[1].data):
        return made(stack.decision(shown(node)), node.span, both)
    return stack.fault("Equals compares texts", node)


def _compared(unknown: Unknown, text: str, node: Value, stack: Stack) -> Any:
    """An unknown text against a literal: impossible, decided by the input that it is, or a decision of its own."""
    if unknown.prefix and not text.startswith(unknown.prefix):
        return False
    symbol = unknown.symbol
    if not may_be(symbol, text):
        return False
    if isinstance(symbol, Input):
        return Choice(str(symbol), {text: Value(True), OTHER: Value(False)})
    return stack.decision(shown(node))


def negation(node: Value, stack: Stack) -> Value:
    """`Fn::Not`."""
    inner = _parts(node, stack)
    if inner is None or len(inner) != 1:
        return stack.fault("Not takes a list of one condition", node)
    opposite = stack.deployment.diagrams.negated(inner[0])
    return Value(opposite.data, node.span, inner[0].refs, None, inner[0].marks)


def conjunction(node: Value, stack: Stack) -> Value:
    """`Fn::And`."""
    parts = _parts(node, stack)
    return fold(False, parts, stack, node) if parts else stack.fault("And takes a list of conditions", node)


def disjunction(node: Value, stack: Stack) -> Value:
    """`Fn::Or`."""
    parts = _parts(node, stack)
    return fold(True, parts, stack, node) if parts else stack.fault("Or takes a list of conditions", node)


def _parts(node: Value, stack: Stack) -> list[Value] | None:
    written = argument(node).data
    return [condition(item, stack) for item in written.items] if isinstance(written, Seq) else None


def fold(stop: bool, parts: Sequence[Value], stack: Stack, node: Value | None = None) -> Value:
    """And (`stop` false) or Or (`stop` true) of conditions, used at `node`."""
    found = stack.deployment.diagrams.fold(stop, parts)
    return Value(found.data, node.span if node is not None else None, refs_of(list(parts)))


_LOGIC: dict[str, Function] = {
    "Fn::And": conjunction, "Fn::Or": disjunction, "Fn::Not": negation, "Fn::Equals": equals,
}  # fmt: skip

FUNCTIONS: dict[str, Function] = {"Fn::If": fn_if, **_LOGIC}
