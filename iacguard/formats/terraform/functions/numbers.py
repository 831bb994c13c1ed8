"""Functions over numbers, dates and addresses."""

from __future__ import annotations

import datetime
import ipaddress
import math
import re
from decimal import Decimal
from typing import Any

from iacguard.formats.terraform.functions.base import Function, FunctionError, table
from iacguard.formats.terraform.functions.strings import text
from iacguard.model.value import Seq, Unknown, Value


def _whole(number: Any) -> Any:
    return int(number) if number == int(number) else number


def _log(number: Any, base: Any) -> Any:
    return _whole(Decimal(repr(math.log(number) / math.log(base))))


def _pow(number: Any, power: Any) -> Any:
    if abs(power) > 10_000:
        raise FunctionError("the power is too large")
    if isinstance(number, int) and isinstance(power, int) and power >= 0:
        return number**power
    return _whole(Decimal(number) ** Decimal(power))


def _parseint(digits: Any, base: Any) -> int:
    if not 2 <= base <= 62:
        raise FunctionError("the base is between 2 and 62")
    if len(str(digits)) > 1000:
        raise FunctionError("the number is too long")
    return int(str(digits), int(base)) if base <= 36 else _base62(str(digits), int(base))


def _base62(digits: str, base: int) -> int:
    letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    number = 0
    for digit in digits:
        value = letters.index(digit)
        if value >= base:
            raise FunctionError("a digit is not of this base")
        number = number * base + value
    return number


def _network(prefix: str) -> Any:
    try:
        return ipaddress.ip_network(prefix, strict=False)
    except ValueError as error:
        raise FunctionError(f"{prefix} is no address range") from error


def _cidrsubnet(prefix: str, bits: int, number: int) -> str:
    network = _network(prefix)
    length = network.prefixlen + int(bits)
    if length > network.max_prefixlen or number >= 2 ** int(bits):
        raise FunctionError("the range is too small for that")
    base = int(network.network_address) + int(number) * 2 ** (network.max_prefixlen - length)
    return f"{type(network.network_address)(base)}/{length}"


def _cidrsubnets(prefix: str, *bits: int) -> Seq:
    network = _network(prefix)
    at, out = int(network.network_address), []
    for extra in bits:
        length = network.prefixlen + int(extra)
        size = 2 ** (network.max_prefixlen - length)
        at = -(-at // size) * size
        if length > network.max_prefixlen or at + size > int(network.broadcast_address) + 1:
            raise FunctionError("the range is too small for that")
        out.append(Value(f"{type(network.network_address)(at)}/{length}"))
        at += size
    return Seq(out)


def _cidrhost(prefix: str, number: int) -> str:
    network = _network(prefix)
    count = network.num_addresses
    if not -count <= number < count:
        raise FunctionError("there are not so many addresses")
    return str(network[int(number)])


def _cidrcontains(prefix: str, inner: str) -> bool:
    outer, other = _network(prefix), _network(inner)
    return bool(outer.version == other.version and other.subnet_of(outer))


def _time(stamp: str) -> datetime.datetime:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", stamp):
        raise FunctionError("no timestamp of RFC 3339")
    return datetime.datetime.fromisoformat(stamp.upper().replace("Z", "+00:00"))


_FIELDS = {
    "YYYY": "%Y", "YY": "%y", "MMMM": "%B", "MMM": "%b", "MM": "%m", "DD": "%d", "EEEE": "%A", "EEE": "%a", "hh": "%H",
    "HH": "%I", "mm": "%M", "ss": "%S", "AA": "%p",
}  # fmt: skip


def _formatdate(spec: str, stamp: str) -> str:
    moment = _time(stamp)

    def one(found: re.Match[str]) -> str:
        quoted, letters, _ = found.groups()
        if quoted is not None:
            return quoted.replace("''", "'")
        if letters in _FIELDS:
            return moment.strftime(_FIELDS[letters])
        short = {"M": moment.month, "D": moment.day, "h": moment.hour, "m": moment.minute, "s": moment.second}
        if letters in short:
            return str(short[letters])
        if letters in ("Z", "ZZZZ", "ZZZZZ"):
            offset = moment.strftime("%z")
            if letters == "Z" and offset == "+0000":
                return "Z"
            return f"{offset[:3]}:{offset[3:]}" if letters == "ZZZZZ" else offset
        raise FunctionError(f"{letters} is no part of a date")

    return re.sub(r"'((?:[^']|'')*)'|(([A-Za-z])\3*)", one, spec)


_UNITS = {"h": 3600, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9}


def _timeadd(stamp: str, duration: str) -> str:
    parts = re.findall(r"(-?\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)", duration.lstrip("+-"))
    if not parts or "".join(a + b for a, b in parts) != duration.lstrip("+-"):
        raise FunctionError("no duration")
    seconds = sum(float(number) * _UNITS[unit] for number, unit in parts) * (-1 if duration.startswith("-") else 1)
    return (_time(stamp) + datetime.timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")


def _timecmp(one: str, other: str) -> int:
    a, b = _time(one), _time(other)
    return (a > b) - (a < b)


def _now(*args: Value) -> Any:
    return Unknown("the time of the run is not known", None, "string", True)


FUNCTIONS = table(
    Function("abs", "n", text(abs), "number"), Function("ceil", "n", text(math.ceil), "number"),
    Function("floor", "n", text(math.floor), "number"), Function("log", "nn", text(_log), "number"),
    Function("max", "n*", text(lambda *n: max(n)), "number"), Function("min", "n*", text(lambda *n: min(n)), "number"),
    Function("pow", "nn", text(_pow), "number"), Function("signum", "n", text(lambda n: (n > 0) - (n < 0)), "number"),
    Function("parseint", "sn", text(_parseint), "number"), Function("cidrhost", "sn", text(_cidrhost), "string"),
    Function("cidrnetmask", "s", text(lambda p: str(_network(p).netmask)), "string"),
    Function("cidrsubnet", "snn", text(_cidrsubnet), "string"),
    Function("cidrsubnets", "sn*", text(_cidrsubnets), "list"),
    Function("cidrcontains", "ss", text(_cidrcontains), "bool"),
    Function("formatdate", "ss", text(_formatdate), "string"), Function("timeadd", "ss", text(_timeadd), "string"),
    Function("timecmp", "ss", text(_timecmp), "number"),
    Function("timestamp", "", _now), Function("plantimestamp", "", _now),
)  # fmt: skip
