"""Pure functions over evaluated values, under every combination of the inputs that decide them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from iacguard.model.value import Choice, Error, Seq, Unknown, Value
from iacguard.model.world import distribute

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack

PLACEHOLDER = "placeholder"
"""Code of a note: a default is used where it can mean nothing."""


def apply(function: Callable[[list[Value]], Value], values: Sequence[Value], stack: Stack, node: Value) -> Value:
    """A pure function over evaluated arguments, under every combination of the inputs that decide them.

    An error is a diagnostic only where no input could avoid it.
    """
    chosen = any(value.data.__class__ is Choice for value in values)
    result = distribute(function, values)
    if result.span is None or result.span is not node.span:
        result = Value(result.data, node.span, result.refs, result.origin, result.marks, result.decoded)
    if result.data.__class__ is Error and not chosen and _of_defaults(values, stack):
        stack.report(result.data.why, node.span, PLACEHOLDER, "set the parameter with --parameters")
        return settled(result, None)
    return settled(result, None if chosen else stack)


def _of_defaults(values: Sequence[Value], stack: Stack) -> bool:
    """Whether a value comes from the default of a parameter: often a placeholder that nobody deploys with."""
    parameters = [one.data.items for one in stack.template.section("Parameters").items.values()]
    defaults = {id(items["Default"].span) for items in parameters if "Default" in items}
    todo = list(values)
    while todo:
        value = todo.pop()
        if id(value.span) in defaults:
            return True
        todo += [value.origin] if value.origin is not None else []
        todo += value.data.items if value.data.__class__ is Seq else []
    return False


def settled(value: Value, stack: Stack | None) -> Value:
    """A value whose Error, if it is one, became Unknown, and a diagnostic where there is a stack to report to."""
    data = value.data
    if data.__class__ is Error:
        if stack is not None:
            stack.report(data.why, value.span)
        return Value(Unknown(data.why), value.span, value.refs, None, value.marks)
    if data.__class__ is Choice:
        options = {label: settled(option, stack) for label, option in data.options.items()}
        return value.holding(Choice(data.atom, options))
    return value
