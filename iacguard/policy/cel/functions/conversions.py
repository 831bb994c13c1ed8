"""From one kind to another, and what a value's kind is."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Any

from iacguard.model.value import Error, Unknown, Value
from iacguard.policy.cel.arithmetic import duration, signed, timestamp, unsigned
from iacguard.policy.cel.functions import times
from iacguard.policy.cel.functions.base import Function, derived
from iacguard.policy.cel.kinds import CelType, Duration, Timestamp, Uint, described, type_of
from iacguard.policy.cel.scope import Env
from iacguard.policy.cel.unknowns import worse

_WHOLE = re.compile(r"[-+]?\d{1,20}\Z").match
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*(e[-+]?\d+)?|\.\d+(e[-+]?\d+)?|inf|infinity|nan)\Z", re.I).match
_BOOLS = {
    **dict.fromkeys(("true", "True", "TRUE", "t", "1"), True),
    **dict.fromkeys(("false", "False", "FALSE", "f", "0"), False),
}


def _converted(name: str, table: dict[type, Any], same: str = "") -> Function:
    """A conversion by the class of what is given. A value of the wanted kind already is the result itself."""

    def convert(env: Env, value: Value) -> Value:
        data = value.data
        if data.__class__ is Unknown and same and data.type == same and data.not_null:
            return value
        how = table.get(data.__class__, table.get(object) if hasattr(data, "address") else None)
        if how is None:
            return worse(value) or derived(Error(f"{name}() does not take {described(data)}"), value)
        try:
            return derived(how(data), value)
        except (TypeError, ValueError, ArithmeticError) as error:
            return derived(Error(str(error)), value)

    return Function(1, 1, convert)


def _whole(number: float, low: float, high: float) -> int:
    if not (math.isfinite(number) and low < number < high):
        raise OverflowError(f"{number} does not fit into 64 bits")
    return int(number)


def _parsed(text: str) -> int:
    if not _WHOLE(text):
        raise ValueError(f"{text[:40]!r} is not a whole number")
    return int(text)


def _double(text: str) -> float:
    if not _NUMBER(text):
        raise ValueError(f"{text[:40]!r} is not a number")
    return float(text)


def _truth(text: str) -> bool:
    if text not in _BOOLS:
        raise ValueError(f"{text[:40]!r} is neither true nor false")
    return _BOOLS[text]


def number_text(number: float) -> str:
    """A double as text: the shortest that reads back as itself, without an exponent between 1e-6 and 1e21."""
    if number != number:
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    shown = repr(number)
    if "e" in shown:
        exponent = int(shown.partition("e")[2])
        shown = f"{Decimal(shown):f}" if -7 < exponent < 21 else shown.replace(".0e", "e")
    return shown.removesuffix(".0")


_TO_STRING: dict[type, Any] = {
    str: str, bool: lambda data: str(data).lower(), int: str, Uint: lambda data: str(int(data)), float: number_text,
    Decimal: lambda data: number_text(float(data)), bytes: lambda data: data.decode("utf-8"),
    Timestamp: times.timestamp_text, Duration: times.duration_text, CelType: lambda data: data.name, object: str,
}  # fmt: skip


def _type(env: Env, value: Value) -> Value:
    if value.data.__class__ is Error:
        return value
    found = type_of(value.data)
    return worse(value) or value if found is value.data else derived(found, value)


def _same(env: Env, value: Value) -> Value:
    return value


FUNCTIONS: dict[str, Function] = {
    "int": _converted("int", {
        int: int, Uint: lambda data: signed(int(data)), float: lambda data: _whole(data, -(2.0**63), 2.0**63),
        Decimal: lambda data: _whole(float(data), -(2.0**63), 2.0**63), str: lambda data: signed(_parsed(data)),
        Timestamp: lambda data: data.nanos // 10**9, Duration: lambda data: int(data.nanos / 10**9),
    }),
    "uint": _converted("uint", {
        int: unsigned, Uint: unsigned, float: lambda data: unsigned(_whole(data, -1.0, 2.0**64)),
        Decimal: lambda data: unsigned(_whole(float(data), -1.0, 2.0**64)),
        str: lambda data: unsigned(_parsed(data.rstrip("uU") if data[:1] != "u" else data)),
    }),
    "double": _converted("double", {int: float, Uint: float, float: float, Decimal: float, str: _double}),
    "string": _converted("string", _TO_STRING, "string"),
    "bytes": _converted("bytes", {str: str.encode, bytes: bytes}),
    "bool": _converted("bool", {bool: bool, str: _truth}, "bool"),
    "timestamp": _converted("timestamp", {
        Timestamp: lambda data: data, str: times.parse_timestamp, int: lambda data: timestamp(data * 10**9),
    }),
    "duration": _converted("duration", {
        Duration: lambda data: data, str: times.parse_duration, int: lambda data: duration(data * 10**9),
    }),
    "dyn": Function(1, 1, _same),
    "type": Function(1, 1, _type),
}  # fmt: skip
"""By name; a dot in front where the function stands after its receiver."""
