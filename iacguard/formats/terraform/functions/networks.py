"""Functions over address ranges."""

from __future__ import annotations

import ipaddress
from typing import Any

from iacguard.formats.terraform.functions.signature import Function, FunctionError, table, takes, whole
from iacguard.formats.terraform.functions.strings import text_list
from iacguard.formats.terraform.values.types import BOOL, NUMBER, STRING, STRINGS
from iacguard.model.value import Value

_Network = Any


def _plain(address: str) -> str:
    """IPv4 numbers may have zeros before them, which count for nothing."""
    if ":" in address:
        return address
    return ".".join(part.lstrip("0") or "0" if part.isdigit() else part for part in address.split("."))


def _network(prefix: str) -> _Network:
    address, slash, length = prefix.partition("/")
    try:
        if not slash or not length.isdigit():
            raise ValueError
        return ipaddress.ip_network(f"{_plain(address)}/{int(length)}", strict=False)
    except ValueError as error:
        raise FunctionError(f"{prefix} is not an address range") from error


def _shown(network: _Network, base: int, length: int) -> str:
    return f"{type(network.network_address)(base)}/{length}"


def _cidrsubnet(prefix: Value, bits: Value, number: Value) -> str:
    network = _network(prefix.data)
    extra, which = whole(bits, "the number of bits"), whole(number, "the number of the subnet")
    length = network.prefixlen + extra
    if extra < 0 or which < 0 or length > network.max_prefixlen:
        raise FunctionError(f"a prefix cannot have {length} bits, a subnet no negative number")
    if which >= 2**extra:
        raise FunctionError(f"{extra} bits cannot hold {which}")
    return _shown(network, int(network.network_address) + (which << (network.max_prefixlen - length)), length)


def _cidrsubnets(prefix: Value, *bits: Value) -> Any:
    network = _network(prefix.data)
    at, out = int(network.network_address), []
    for value in bits:
        extra = whole(value, "the number of bits")
        if not 1 <= extra <= 32:
            raise FunctionError("a prefix is extended by 1 to 32 bits")
        length = network.prefixlen + extra
        if length > network.max_prefixlen:
            raise FunctionError(f"a prefix cannot have {length} bits")
        size = 1 << (network.max_prefixlen - length)
        at = -(-at // size) * size
        if at + size > int(network.broadcast_address) + 1:
            raise FunctionError("there is not enough room left in the range")
        out.append(_shown(network, at, length))
        at += size
    return text_list(out)


def _cidrhost(prefix: Value, number: Value) -> str:
    network = _network(prefix.data)
    which, count = whole(number, "the number of the host"), network.num_addresses
    if not -count <= which < count:
        raise FunctionError(f"the range has no address {which}")
    return str(network[which])


def _cidrnetmask(prefix: Value) -> str:
    network = _network(prefix.data)
    if network.version == 6:
        raise FunctionError("an IPv6 range has no netmask")
    return str(network.netmask)


def _cidrcontains(prefix: Value, inner: Value) -> bool:
    outer = _network(prefix.data)
    try:
        other = _network(inner.data) if "/" in inner.data else ipaddress.ip_network(_plain(inner.data))
    except ValueError as error:
        raise FunctionError(f"{inner.data} is neither an address nor an address range") from error
    if outer.version != other.version:
        raise FunctionError("an IPv4 and an IPv6 address cannot be compared")
    return bool(other.subnet_of(outer))


FUNCTIONS = table(
    Function("cidrhost", (takes(STRING), takes(NUMBER)), STRING, _cidrhost),
    Function("cidrnetmask", (takes(STRING),), STRING, _cidrnetmask),
    Function("cidrsubnet", (takes(STRING), takes(NUMBER), takes(NUMBER)), STRING, _cidrsubnet),
    Function("cidrsubnets", (takes(STRING), takes(NUMBER)), STRINGS, _cidrsubnets, many=True, least=1),
    Function("cidrcontains", (takes(STRING), takes(STRING)), BOOL, _cidrcontains),
)
