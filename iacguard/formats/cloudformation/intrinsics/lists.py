"""Fn::Select, Fn::Length, Fn::GetAZs, Fn::Cidr: lists and what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iacguard.formats.cloudformation.applying import apply
from iacguard.formats.cloudformation.intrinsics.calling import Function, argument
from iacguard.formats.cloudformation.intrinsics.strings import elements, pair
from iacguard.formats.cloudformation.texts import to_text
from iacguard.model.combine import first_error, first_unknown, made
from iacguard.model.value import Error, Seq, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack


def select(node: Value, stack: Stack) -> Value:
    """`Fn::Select`: one element of a list."""
    two = pair(node, stack, "Select takes an index and a list")
    if two is None:
        return Value(Unknown("it selects nothing"), node.span)
    index = stack.evaluate(two[0])
    found = elements(two[1], stack)
    if isinstance(found, list):
        return apply(lambda vs: _element(vs[0], _there(vs[1:]), node.span), [index, *found], stack, node)
    return apply(lambda vs: _selected(vs[0], vs[1], node.span), [index, found], stack, node)


def _there(values: list[Value]) -> list[Value]:
    return [value for value in values if value.data is not None]


def _selected(index: Value, found: Value, span: Any) -> Value:
    data = found.data
    if isinstance(data, Seq):
        if data.maybe or data.rest is not None:
            return made(Unknown("its position depends on an input"), span, (found,))
        return _element(index, list(data.items), span)
    if isinstance(data, Unknown):
        begins: str = getattr(data.symbol, "element_prefix", "")
        symbol = (data.symbol, _key(index)) if data.symbol else None
        return made(Unknown(data.why, symbol, None, True, begins), span, (found,))
    return made(data if isinstance(data, Error) else Error("Select takes a list"), span, (found,))


def _key(index: Value) -> Any:
    return index.data if isinstance(index.data, (int, str)) else id(index)


def _element(index: Value, items: list[Value], span: Any) -> Value:
    at = whole(index)
    if at is None:
        unknown = first_unknown([index])
        return made(Unknown(unknown.why) if unknown else Error("the index of Select is a whole number"), span, items)
    if not 0 <= at < len(items):
        return made(Error(f"there is no element {at}; there are {len(items)}"), span, items)
    return items[at].used_at(span)


def whole(value: Value) -> int | None:
    """A whole number, written as one or as text."""
    data = value.data
    if isinstance(data, bool):
        return None
    if isinstance(data, int):
        return data
    if isinstance(data, str) and len(data) < 20 and data.strip().lstrip("-").isdecimal():
        return int(data)
    return None


def length(node: Value, stack: Stack) -> Value:
    """`Fn::Length`: how many elements a list has."""

    def count(values: list[Value]) -> Value:
        data = values[0].data
        if isinstance(data, Seq):
            sure = len(data.items)
            if not data.maybe and data.rest is None:
                return made(sure, node.span, values)
            high = None if data.rest is not None else sure + len(data.maybe)
            return made(Unknown("it depends on an input", None, "number", True, "", sure, high), node.span, values)
        if isinstance(data, Unknown):
            return made(Unknown(data.why, ("length", data.symbol), "number", True, "", 0), node.span, values)
        return made(data if isinstance(data, Error) else Error("Length takes a list"), node.span, values)

    found = elements(argument(node), stack)
    if isinstance(found, list):
        return apply(lambda vs: made(len(_there(vs)), node.span, ()), found, stack, node)
    return apply(count, [found], stack, node)


def get_azs(node: Value, stack: Stack) -> Value:
    """`Fn::GetAZs`: the zones of a region; what they are called depends on the account."""

    def zones(values: list[Value]) -> Value:
        region = to_text(values[0]) if values[0].data is not None else Value("", values[0].span)
        error = first_error([region])
        if error is not None:
            return made(error, node.span, values)
        symbol = region.data if isinstance(region.data, str) else region.data.symbol
        if symbol == "":
            here = stack.reference("AWS::Region", node).data
            symbol = here if isinstance(here, str) else getattr(here, "symbol", None)
        return made(Unknown("the zones depend on the account", ("zones", symbol), "list", True), node.span, values)

    return apply(zones, [stack.evaluate(argument(node))], stack, node)


def cidr(node: Value, stack: Stack) -> Value:
    """`Fn::Cidr`: the first `count` blocks of a network, each with `bits` for hosts (32 or 128 less the prefix)."""
    written = argument(node).data
    if not isinstance(written, Seq) or len(written.items) not in (2, 3):
        return stack.fault("Cidr takes a network, a count and the bits for hosts", node)
    values = [stack.evaluate(item) for item in written.items]
    return apply(lambda vs: _blocks(vs, node.span), values, stack, node)


def _blocks(values: list[Value], span: Any) -> Value:
    error = first_error(values)
    if error is not None:
        return made(error, span, values)
    count = whole(values[1])
    unknown = first_unknown(values)
    if unknown is not None:
        if count is not None and 0 < count <= 256:
            block = Unknown(unknown.why, None, "string", True)
            return made(Seq([Value(block, span, values[0].refs) for _ in range(count)]), span, values)
        return made(Unknown(unknown.why, None, "list", True), span, values)
    bits = whole(values[2]) if len(values) == 3 else 8
    return made(_subnets(str(values[0].data), count, bits, span), span, values)


def _subnets(network: str, count: int | None, bits: int | None, span: Any) -> Seq | Error:
    import ipaddress
    from itertools import islice

    if count is None or not 1 <= count <= 256:
        return Error("the count of Cidr is a number between 1 and 256")
    if bits is None:
        return Error("the bits of Cidr are a whole number")
    try:
        whole_network = ipaddress.ip_network(network, strict=False)
        found = list(islice(whole_network.subnets(new_prefix=whole_network.max_prefixlen - bits), count))
    except ValueError as wrong:
        return Error(f"Cidr cannot divide {network!r}: {wrong}")
    if len(found) < count:
        return Error(f"{network} has no {count} blocks with {bits} bits for hosts")
    return Seq([Value(str(block), span) for block in found])


FUNCTIONS: dict[str, Function] = {
    "Fn::Select": select, "Fn::Length": length, "Fn::GetAZs": get_azs, "Fn::Cidr": cidr,
}  # fmt: skip
