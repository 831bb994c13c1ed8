"""What only the Rules section knows: Contains, EachMemberIn, EachMemberEquals, and attributes of parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iacguard.formats.cloudformation.intrinsics.calling import Function, argument
from iacguard.formats.cloudformation.intrinsics.conditions import equal, fold
from iacguard.formats.cloudformation.written import shown
from iacguard.model.value import Seq, Unknown, Value
from iacguard.model.world import distribute

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack


def contains(node: Value, stack: Stack) -> Value:
    """`Fn::Contains`: whether a list holds a text."""
    return _two(node, stack, lambda listed, asked: _any(listed, asked, node, stack))


def each_member_equals(node: Value, stack: Stack) -> Value:
    """`Fn::EachMemberEquals`: whether everything in a list is one text."""

    def all_equal(listed: Value, asked: Value) -> Value:
        if not _is_plain(listed):
            return Value(stack.decision(shown(node)), node.span)
        return fold(False, [equal([item, asked], node, stack) for item in listed.data.items], stack, node)

    return _two(node, stack, all_equal)


def each_member_in(node: Value, stack: Stack) -> Value:
    """`Fn::EachMemberIn`: whether everything in one list is in another."""

    def all_in(members: Value, listed: Value) -> Value:
        if not _is_plain(members):
            return Value(stack.decision(shown(node)), node.span)
        return fold(False, [_any(listed, member, node, stack) for member in members.data.items], stack, node)

    return _two(node, stack, all_in)


def _two(node: Value, stack: Stack, test: object) -> Value:
    written = argument(node).data
    if not isinstance(written, Seq) or len(written.items) != 2 or not callable(test):
        return stack.fault(f"{next(iter(node.data.items))[4:]} takes two parts", node)
    values = [stack.evaluate(item) for item in written.items]
    return distribute(lambda pair: test(pair[0], pair[1]), values)


def _is_plain(value: Value) -> bool:
    return isinstance(value.data, Seq) and not value.data.maybe and value.data.rest is None


def _any(listed: Value, asked: Value, node: Value, stack: Stack) -> Value:
    if not _is_plain(listed):
        return Value(stack.decision(shown(node)), node.span)
    return fold(True, [equal([item, asked], node, stack) for item in listed.data.items], stack, node)


def of_parameter(node: Value, stack: Stack) -> Value:
    """`Fn::ValueOf`, `Fn::ValueOfAll`, `Fn::RefAll`: what CloudFormation looks up about parameters."""
    name = next(iter(node.data.items))
    kind = None if name == "Fn::ValueOf" else "list"
    return Value(Unknown("CloudFormation looks it up", stack.symbol(shown(node)), kind, True), node.span)


FUNCTIONS: dict[str, Function] = {
    "Fn::Contains": contains, "Fn::EachMemberEquals": each_member_equals, "Fn::EachMemberIn": each_member_in,
    "Fn::ValueOf": of_parameter, "Fn::ValueOfAll": of_parameter, "Fn::RefAll": of_parameter,
}  # fmt: skip
