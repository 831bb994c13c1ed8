"""IP addresses and networks."""

from __future__ import annotations

import ipaddress
from typing import Any

from iacguard.policy.cel import kinds
from iacguard.policy.cel.functions.base import TEXT, Function, plain


class Address:
    """An IP address; one that stands for an IPv4 address is that one."""

    __slots__ = ("address",)
    cel_type = kinds.IP

    def __init__(self, address: Any) -> None:
        self.address = getattr(address, "ipv4_mapped", None) or address

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Address) and other.address == self.address

    def __hash__(self) -> int:
        return hash(self.address)

    def __str__(self) -> str:
        return str(self.address)


class Network:
    """An address and how many of its bits name a network."""

    __slots__ = ("address", "network")
    cel_type = kinds.CIDR

    def __init__(self, interface: Any) -> None:
        self.address = interface
        self.network = interface.network

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Network) and other.address == self.address

    def __hash__(self) -> int:
        return hash(self.address)

    def __str__(self) -> str:
        return str(self.address)


_ADDRESS, _NETWORK = frozenset((Address,)), frozenset((Network,))
_EITHER_ADDRESS, _EITHER_NETWORK = TEXT | _ADDRESS, TEXT | _NETWORK


def _refuse(text: str, what: str) -> None:
    if "%" in text:
        raise ValueError(f"{what} has no zone: {text[:60]!r}")
    if ":" in text and "." in text:
        raise ValueError(f"{what} is not written as IPv4 within IPv6: {text[:60]!r}")


def _ip(given: Any) -> Address:
    if isinstance(given, Address):
        return given
    _refuse(given, "an address")
    try:
        return Address(ipaddress.ip_address(given))
    except ValueError:
        raise ValueError(f"{given[:60]!r} is not an IP address") from None


def _cidr(given: Any) -> Network:
    if isinstance(given, Network):
        return given
    _refuse(given, "a network")
    if not given.partition("/")[2].isdigit():
        raise ValueError(f"{given[:60]!r} is not a network; one is written 10.0.0.0/8")
    try:
        return Network(ipaddress.ip_interface(given))
    except ValueError:
        raise ValueError(f"{given[:60]!r} is not a network; one is written 10.0.0.0/8") from None


def _is(read: Any) -> Any:
    def test(text: str) -> bool:
        try:
            read(text)
        except ValueError:
            return False
        return True

    return test


def _global_unicast(found: Address) -> bool:
    address = found.address
    broadcast = address.version == 4 and int(address) == 2**32 - 1
    return not (
        broadcast or address.is_unspecified or address.is_loopback or address.is_multicast or address.is_link_local
    )


def _link_local_multicast(found: Address) -> bool:
    address = found.address
    if address.version == 4:
        return bool(int(address) >> 8 == 0xE00000)
    return bool(int(address) >> 112 & 0xFF0F == 0xFF02)


def _contains_ip(network: Network, given: Any) -> bool:
    return _ip(given).address in network.network


def _contains_cidr(network: Network, given: Any) -> bool:
    inner = _cidr(given).network
    return bool(inner.version == network.network.version and inner.subnet_of(network.network))


FUNCTIONS: dict[str, Function] = {
    "ip": plain(_ip, _EITHER_ADDRESS),
    "cidr": plain(_cidr, _EITHER_NETWORK),
    "isIP": plain(_is(_ip), TEXT),
    "isCIDR": plain(_is(_cidr), TEXT),
    "ip.isCanonical": plain(lambda text: str(_ip(text)) == text, TEXT),
    ".family": plain(lambda found: found.address.version, _ADDRESS),
    ".isUnspecified": plain(lambda found: found.address.is_unspecified, _ADDRESS),
    ".isLoopback": plain(lambda found: found.address.is_loopback, _ADDRESS),
    ".isGlobalUnicast": plain(_global_unicast, _ADDRESS),
    ".isLinkLocalMulticast": plain(_link_local_multicast, _ADDRESS),
    ".isLinkLocalUnicast": plain(lambda found: found.address.is_link_local, _ADDRESS),
    ".containsIP": plain(_contains_ip, _NETWORK, _EITHER_ADDRESS),
    ".containsCIDR": plain(_contains_cidr, _NETWORK, _EITHER_NETWORK),
    ".ip": plain(lambda found: Address(found.address.ip), _NETWORK),
    ".masked": plain(lambda found: Network(ipaddress.ip_interface(str(found.network))), _NETWORK),
    ".prefixLength": plain(lambda found: found.network.prefixlen, _NETWORK),
}
"""By name; a dot in front where the function stands after its receiver."""
