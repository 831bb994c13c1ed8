"""Operators and templates over evaluated values, with Terraform's conversions. None sees a Choice on top."""

from __future__ import annotations

import operator
from typing import Any

from iacguard.formats.terraform.values import numbers
from iacguard.formats.terraform.values.conversion import to_bool, to_number, to_string
from iacguard.formats.terraform.values.equality import equal
from iacguard.formats.terraform.values.refine import collapsed
from iacguard.formats.terraform.values.types import BOOL, NUMBER, STRING
from iacguard.formats.terraform.values.weight import MAX_TEXT, Limit
from iacguard.model.combine import Input, first_error, first_unknown, made, marks_of, refs_of
from iacguard.model.value import OTHER, Choice, Error, Unknown, Value, pieces

_ORDER = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_ARITHMETIC = {
    "+": numbers.add,
    "-": lambda a, b: numbers.add(a, numbers.negative(b)),
    "*": numbers.multiply,
    "/": numbers.divide,
    "%": numbers.remainder,
}


def binary(sign: str, left: Value, right: Value, span: Any) -> Value:
    """`left sign right`."""
    pair = (left, right)
    if sign in ("&&", "||"):
        return _logic(sign, to_bool(left), to_bool(right), span)
    error = first_error(pair)
    if error is not None:
        return made(error, span, pair)
    if sign in ("==", "!="):
        return _equality(sign == "!=", left, right, span)
    left, right = to_number(left), to_number(right)
    error = first_error((left, right))
    if error is not None or left.data is None or right.data is None:
        return made(error or Error(f"{sign} takes numbers, not null"), span, pair)
    unknown = first_unknown((left, right))
    if unknown is not None:
        return made(_with_unknown(sign, left, right, unknown), span, pair)
    if sign in _ORDER:
        return made(_ORDER[sign](left.data, right.data), span, pair)
    return made(_compute(sign, left.data, right.data), span, pair)


def _compute(sign: str, a: Any, b: Any) -> Any:
    try:
        return _ARITHMETIC[sign](a, b)
    except ZeroDivisionError:
        return Error("division by zero")


def _with_unknown(sign: str, left: Value, right: Value, unknown: Unknown) -> Any:
    """What is known of an operation of which a side is not."""
    a, b = _range(left.data), _range(right.data)
    if sign not in _ORDER:
        return collapsed(Unknown(unknown.why, None, NUMBER, True, "", *_computed_range(sign, a, b)))
    if sign in (">", ">="):
        a, b, strict = b, a, sign == ">"
    else:
        strict = sign == "<"
    (low, high), (other_low, other_high) = a, b
    if high is not None and other_low is not None and (high < other_low or (high == other_low and not strict)):
        return True
    if low is not None and other_high is not None and (low > other_high or (low == other_high and strict)):
        return False
    decided = _by_input(left, right, lambda x, y: bool(_ORDER[sign](x, y)))
    return decided or Unknown(unknown.why, None, BOOL, True)


def _range(data: Any) -> tuple[Any, Any]:
    return (data.low, data.high) if isinstance(data, Unknown) else (data, data)


def _computed_range(sign: str, a: tuple[Any, Any], b: tuple[Any, Any]) -> tuple[Any, Any]:
    """The bounds of a sum or difference; none are kept of the others."""
    if sign == "-":
        low, high = (None if bound is None else numbers.negative(bound) for bound in (b[1], b[0]))
        b = (low, high)
    elif sign != "+":
        return None, None
    low = None if a[0] is None or b[0] is None else numbers.add(a[0], b[0])
    high = None if a[1] is None or b[1] is None else numbers.add(a[1], b[1])
    return low, high


def _logic(sign: str, left: Value, right: Value, span: Any) -> Value:
    """`&&` and `||`; the side that decides alone hides what is wrong with the other, as from Terraform 1.12 on."""
    pair = (left, right)
    stop = sign == "||"
    if left.data is stop or (right.data is stop and not isinstance(left.data, Error)):
        return made(stop, span, pair)
    error = first_error(pair)
    if error is not None:
        return made(error, span, pair)
    if left.data is None or right.data is None:
        return made(Error(f"{sign} takes true or false, not null"), span, pair)
    unknown = first_unknown(pair)
    return made(Unknown(unknown.why, None, BOOL, True) if unknown else not stop, span, pair)


def _equality(negated: bool, left: Value, right: Value, span: Any) -> Value:
    pair = (left, right)
    result = equal(left, right)
    if isinstance(result, bool):
        return made(result is not negated, span, pair)
    decided = _by_input(left, right, lambda a, b: (a == b) is not negated)
    return made(decided or Unknown(result.why, None, BOOL, True), span, pair)


def _by_input(left: Value, right: Value, test: Any) -> Choice | None:
    """A comparison of an input without value with a literal: decided by the input."""
    for one, other in ((left, right), (right, left)):
        data, literal = one.data, other.data
        if not isinstance(data, Unknown) or not isinstance(data.symbol, Input):
            continue
        if isinstance(literal, (str, bool)) or literal is None or _is_number(literal):
            if _is_number(literal) and test(1, 2) != test(2, 1):
                return None
            label = "null" if literal is None else to_string(other).data
            return Choice(
                str(data.symbol), {label: Value(test(literal, literal)), OTHER: Value(test(literal, object()))}
            )
    return None


def _is_number(data: Any) -> bool:
    return not isinstance(data, (bool, str, Unknown)) and hasattr(data, "conjugate")


def unary(sign: str, value: Value, span: Any) -> Value:
    """`!x`, `-x`."""
    value = to_bool(value) if sign == "!" else to_number(value)
    data = value.data
    if data is None:
        return made(Error(f"{sign} cannot take null"), span, (value,))
    if isinstance(data, Error):
        return made(data, span, (value,))
    if isinstance(data, Unknown):
        low, high = _computed_range("-", (0, 0), (data.low, data.high)) if sign == "-" else (None, None)
        return made(Unknown(data.why, None, BOOL if sign == "!" else NUMBER, True, "", low, high), span, (value,))
    return made(not data if sign == "!" else numbers.negative(data), span, (value,))


def concatenate(parts: list[Value], span: Any) -> Value:
    """A template: texts and values side by side."""
    if any(part.data is None for part in parts):
        return made(Error("null cannot stand in a text"), span, parts)
    texts = [part if isinstance(part.data, Unknown) else to_string(part) for part in parts]
    error = first_error(texts)
    if error is not None:
        return made(error, span, parts)
    if sum(len(text.data) for text in texts if isinstance(text.data, str)) > MAX_TEXT:
        return made(Limit(f"a text of more than {MAX_TEXT} characters"), span, parts)
    if all(isinstance(text.data, str) for text in texts):
        return Value(composed("".join(text.data for text in texts)), span, refs_of(parts), marks=marks_of(parts))
    prefix, tail = pieces(text.data for text in texts)
    unknown = first_unknown(texts)
    why = unknown.why if unknown else "a part of it is not known"
    data = Unknown(why, None, STRING, True, prefix, tail=tail if "".join(tail).isascii() else ())
    value = Value(data, span, refs_of(parts), marks=marks_of(parts))
    if prefix.lstrip()[:1] in ("{", "["):
        from iacguard.syntax.json import decode_parts

        value.decoded = decode_parts([t.data if isinstance(t.data, str) else t for t in texts], value)
    return value


def composed(text: str) -> str:
    """A text in the Unicode form that Terraform keeps texts in."""
    if text.isascii():
        return text
    import unicodedata

    return unicodedata.normalize("NFC", text)
