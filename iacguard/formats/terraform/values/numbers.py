"""Terraform's numbers: floats with 512 bits, written with the fewest digits that tell them apart.

A whole number is an int; any other is the Decimal with the fewest digits, which stands for the nearest 512-bit float,
so that results come out with the digits that Terraform prints.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from fractions import Fraction

BITS = 512
MAX_EXPONENT = 9_999
"""Beyond it a number is refused, so that no text of a few bytes makes one that fills the memory."""

Number = int | Decimal

_TEXT = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\Z"
_EXACT = Context(prec=20_000, Emax=999_999, Emin=-999_999)


def parse(text: str) -> Number | None:
    """The number that a text spells, None where it spells none that can be worked with."""
    if len(text) > 4_100 or re.match(_TEXT, text) is None:
        return None
    found = _EXACT.create_decimal(text)
    if found and abs(found.adjusted()) > MAX_EXPONENT:
        return None
    return normal(found)


def normal(number: int | float | Decimal) -> Number:
    """A number in the form of this module."""
    if isinstance(number, int):
        return number if number.bit_length() <= BITS else nearest(Fraction(number))
    if isinstance(number, float):
        number = Decimal(repr(number))
    if number == number.to_integral_value():
        return normal(int(number))
    return nearest(Fraction(number)) if len(number.as_tuple().digits) > 150 else number.normalize(_EXACT)


def nearest(exact: Fraction) -> Number:
    """The 512-bit float that is nearest to a fraction."""
    return _shortest(*_rounded(exact))


def binary(number: int | float | Decimal) -> Fraction:
    """The exact value of the float that a number stands for."""
    if isinstance(number, int) and number.bit_length() <= BITS:
        return Fraction(number)
    mantissa, exponent = _rounded(Fraction(Decimal(repr(number)) if isinstance(number, float) else number))
    return _scaled(mantissa, exponent)


def _scaled(mantissa: int, exponent: int) -> Fraction:
    return Fraction(mantissa << exponent) if exponent >= 0 else Fraction(mantissa, 1 << -exponent)


def _rounded(exact: Fraction) -> tuple[int, int]:
    """Mantissa of at most 512 bits and exponent; halves go to the even neighbour."""
    above, below = abs(exact.numerator), exact.denominator
    shift = above.bit_length() - below.bit_length() - BITS
    while True:
        top, bottom = (above, below << shift) if shift >= 0 else (above << -shift, below)
        mantissa, left = divmod(top, bottom)
        if mantissa.bit_length() <= BITS:
            break
        shift += 1
    if 2 * left > bottom or (2 * left == bottom and mantissa & 1):
        mantissa += 1
    return (mantissa if exact >= 0 else -mantissa), shift


def _shortest(mantissa: int, exponent: int) -> Number:
    """The decimal of fewest digits between the float's neighbours."""
    exact = _scaled(mantissa, exponent)
    if exact.denominator == 1 and exact.numerator.bit_length() <= BITS:
        return exact.numerator
    wanted = (mantissa, exponent)
    least, most = 1, BITS
    written = _digits(exact, most)
    while least < most:
        middle = (least + most) // 2
        tried = _digits(exact, middle)
        if _same(_rounded(Fraction(tried)), wanted):
            most, written = middle, tried
        else:
            least = middle + 1
    return int(written) if exact.denominator == 1 else written.normalize(_EXACT)


def _same(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return _scaled(*a) == _scaled(*b)


def _digits(exact: Fraction, count: int) -> Decimal:
    return Context(prec=count, Emax=999_999, Emin=-999_999).divide(Decimal(exact.numerator), Decimal(exact.denominator))


def show(number: int | float | Decimal) -> str:
    """A number as Terraform writes it in a text: never with an exponent."""
    if isinstance(number, float):
        number = Decimal(repr(number))
    if isinstance(number, int) or number == number.to_integral_value():
        return str(int(number))
    return format(number.normalize(_EXACT), "f")


def negative(number: Number) -> Number:
    """`-number`; Decimal's own sign would round."""
    return -number if isinstance(number, int) else number.copy_negate()


def absolute(number: Number) -> Number:
    """The number without its sign; Decimal's own function would round."""
    return abs(number) if isinstance(number, int) else number.copy_abs()


def add(a: Number, b: Number) -> Number:
    """`a + b`."""
    if isinstance(a, int) and isinstance(b, int):
        return normal(a + b)
    return nearest(binary(a) + binary(b))


def multiply(a: Number, b: Number) -> Number:
    """`a * b`."""
    if isinstance(a, int) and isinstance(b, int):
        return normal(a * b)
    return nearest(binary(a) * binary(b))


def divide(a: Number, b: Number) -> Number:
    """`a / b`. Raises ZeroDivisionError."""
    return nearest(binary(a) / binary(b))


def remainder(a: Number, b: Number) -> Number:
    """`a % b`, with the sign of `a`; `a` itself where `b` is 0."""
    if b == 0:
        return a
    whole = int(binary(divide(a, b)))
    return nearest(binary(a) - binary(multiply(b, whole)))
