"""Sets: what makes two elements the same, and the order in which Terraform shows them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Context, Decimal
from typing import Any

from iacguard.formats.terraform.values.types import BOOL, ListOf, MapOf, SetOf, Type
from iacguard.model.value import Choice, Error, Map, Possible, Seq, Unknown, Value


def key_of(data: Any) -> Any:
    """What makes two values the same that have one type; None where that is not known."""
    if isinstance(data, (Unknown, Choice, Error)):
        return None
    if isinstance(data, Seq):
        parts = tuple(key_of(item.data) for item in data.items)
        if data.rest is not None or data.maybe or None in parts:
            return None
        return type(data).__name__, parts
    if isinstance(data, Map):
        pairs = tuple((name, key_of(data.items[name].data)) for name in sorted(data.items))
        if data.rest is not None or any(key is None for _, key in pairs):
            return None
        return type(data).__name__, pairs
    if data is None:
        return ("null",)
    return ("bool" if isinstance(data, bool) else "str" if isinstance(data, str) else "number"), data


def set_value(items: Iterable[Value], inner: Type, maybe: Any = (), rest: Unknown | None = None) -> SetOf:
    """A set of elements that already have its element type, each once and in order.

    What is not known may be equal to another element, so that it only may be there, unless it is alone.
    """
    found: dict[Any, Value] = {}
    unknown: list[Value] = []
    for item in items:
        key = key_of(item.data)
        if key is None:
            unknown.append(item)
        else:
            found.setdefault(key, item)
    certain = list(found.values())
    others: list[Value] = []
    for item in unknown:
        (others if any(_may_equal(item.data, other.data) for other in certain) else certain).append(item)
    certain.sort(key=_order)
    return SetOf(certain, inner, [*(Possible(item, _EQUAL) for item in others), *maybe], rest)


def _may_equal(data: Any, other: Any) -> bool:
    """Whether what is not known may turn out to be equal to another element: not where they begin differently."""
    begins = data.prefix if isinstance(data, Unknown) else ""
    if isinstance(other, Unknown):
        return begins.startswith(other.prefix) or other.prefix.startswith(begins)
    return not isinstance(other, str) or other.startswith(begins)


_EQUAL = Value(Unknown("whether it is equal to another element is not known", None, BOOL, True))


def _order(item: Value) -> tuple[bool, Any]:
    """Nulls last; texts, numbers and bools by their own order, all else by Terraform's spelling of it.

    What a text begins with places it among those that begin differently; any other unknown is alone in its set.
    """
    data = item.data
    if data is None:
        return True, 0
    if isinstance(data, Unknown):
        return False, data.prefix
    return False, (spelled(data) if isinstance(data, (Seq, Map)) else data)


_SHOWN = Context(prec=10)


def spelled(data: Any) -> bytes:
    """The bytes by which Terraform orders elements that have no order of their own."""
    if isinstance(data, (Unknown, Choice, Error)):
        return b"?"
    if data is None:
        return b"~"
    if isinstance(data, bool):
        return b"T" if data else b"F"
    if isinstance(data, (int, float, Decimal)):
        return _number(data).encode()
    if isinstance(data, str):
        return _quoted(data).encode()
    if isinstance(data, MapOf):
        pairs = (spelled(name) + b":" + spelled(data.items[name].data) + b";" for name in sorted(data.items))
        return b"{" + b"".join(pairs) + b"}"
    if isinstance(data, Map):
        return b"<" + b"".join(spelled(data.items[name].data) + b";" for name in sorted(data.items)) + b">"
    inside = b"".join(spelled(item.data) + b";" for item in data.items)
    return b"[" + inside + b"]" if isinstance(data, (ListOf, SetOf)) else b"<" + inside + b">"


def _number(number: Any) -> str:
    """Go's `%.10g`."""
    rounded = _SHOWN.create_decimal(repr(number) if isinstance(number, float) else number).normalize(_SHOWN)
    exponent = rounded.adjusted()
    if -4 <= exponent < 10 or not rounded:
        return format(rounded, "f")
    digits = "".join(map(str, rounded.as_tuple().digits))
    mantissa = digits[0] + ("." + digits[1:] if digits[1:] else "")
    return f"{'-' if rounded < 0 else ''}{mantissa}e{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


def _quoted(text: str) -> str:
    """Go's `%q`, near enough to order texts by."""
    return json.dumps(text, ensure_ascii=False)
