"""OpenTofu's assumptions: promises about values that are not known yet, checked where they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from iacguard.formats.terraform.functions.signature import Function, FunctionError, table, takes, whole
from iacguard.formats.terraform.values.conversion import convert
from iacguard.formats.terraform.values.equality import equal
from iacguard.formats.terraform.values.types import ANY, LIST, MAP, NUMBER, SET, STRING, Type, type_of
from iacguard.model.value import Error, Unknown, Value


def _broken() -> FunctionError:
    return FunctionError("the assumption does not hold")


def _refined(value: Value, data: Unknown, **known: Any) -> Value:
    """A value that is not known, with more that is known of it."""
    parts = {
        "type": data.type, "not_null": data.not_null, "prefix": data.prefix, "low": data.low, "high": data.high,
        "tail": data.tail, **known,
    }  # fmt: skip
    return value.holding(Unknown(data.why, data.symbol, **parts))


def _not_null(value: Value) -> Value:
    if value.data is None:
        raise _broken()
    return _refined(value, value.data, not_null=True) if isinstance(value.data, Unknown) else value


def _prefix(value: Value, prefix: Value) -> Value:
    data, wanted = value.data, prefix.data
    if isinstance(data, Unknown):
        if not (wanted.startswith(data.prefix) or data.prefix.startswith(wanted)):
            raise _broken()
        return _refined(value, data, prefix=max(data.prefix, wanted, key=len))
    if data is None or not data.startswith(wanted):
        raise _broken()
    return value


def _equal_type(args: Sequence[Value]) -> Type:
    return type_of(args[1])


def _equal(value: Value, wanted: Value) -> Value:
    found = convert(value, type_of(wanted))
    if isinstance(found.data, Error):
        raise FunctionError("the value is of another type than what it is assumed to be")
    if equal(found, wanted) is False:
        raise _broken()
    return wanted


def _length(kind: Type, low: bool, high: bool) -> Function:
    def work(value: Value, *bounds: Value) -> Value:
        found = [whole(bound, "a length") for bound in bounds]
        least: float | None = found[0] if low else None
        most: float | None = found[-1] if high else None
        data = value.data
        if isinstance(data, Unknown):
            least = max(data.low or 0, least or 0)
            most = data.high if most is None else most if data.high is None else min(most, data.high)
            if most is not None and least > most:
                raise _broken()
            return _refined(value, data, low=least, high=most)
        if data is None or len(data.items) < (least or 0) or (most is not None and len(data.items) > most):
            raise _broken()
        return value

    name = f"assume{kind}length{'' if low and high else 'min' if low else 'max'}"
    return Function(name, (takes(kind, "nuo"), *[takes(NUMBER)] * (low + high)), kind, work, not_null=False)


FUNCTIONS = table(
    Function("assumenotnull", (takes(ANY, "nuo"),), ANY, _not_null, not_null=False),
    Function("assumestringprefix", (takes(STRING, "nu"), takes(STRING)), STRING, _prefix, not_null=False),
    Function("assumeequal", (takes(ANY, "nuo"), takes(ANY, "nuo")), _equal_type, _equal, not_null=False),
    *(_length(kind, low, high) for kind in (LIST, SET, MAP) for low, high in ((1, 1), (1, 0), (0, 1))),  # type: ignore[arg-type]
)
