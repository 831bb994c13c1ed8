"""`format` and `formatlist`, with Go's verbs."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any, NamedTuple

from iacguard.formats.terraform.functions.graphemes import clusters
from iacguard.formats.terraform.functions.known import UnknownError, partly
from iacguard.formats.terraform.functions.signature import (
    Context as CallContext,
)
from iacguard.formats.terraform.functions.signature import (
    Function,
    FunctionError,
    LimitError,
    table,
    takes,
)
from iacguard.formats.terraform.operators import composed, concatenate
from iacguard.formats.terraform.values.conversion import to_bool, to_number, to_string
from iacguard.formats.terraform.values.numbers import absolute, binary
from iacguard.formats.terraform.values.types import ANY, STRING, STRINGS, ListOf, type_of
from iacguard.model.value import Error, Seq, Unknown, Value

MAX_WIDTH = 10_000
"""A wider field is refused."""
_PARTS = re.compile(r"([^%]+)|%%|%([-+ 0#]*)([1-9]\d*)?(?:\.(\d*))?(?:\[([1-9]\d*)\])?([a-zA-Z])", re.DOTALL)


class _Verb(NamedTuple):
    """One verb of a format: its letter, flags, width, precision (None: not given)."""

    mode: str
    flags: str
    width: int | None
    precision: int | None


def _format(context: CallContext, spec: Value, *args: Value) -> Any:
    return _formatted(context, spec.data, args)


def _formatted(context: CallContext, spec: str, args: tuple[Value, ...]) -> Value:
    """The text, or what is known of its beginning."""
    parts: list[Value] = []
    at, next_, highest = 0, 1, 0
    while at < len(spec):
        found = _PARTS.match(spec, at)
        if found is None:
            raise FunctionError(f"the format has a % at character {at + 1} that begins no verb")
        at = found.end()
        literal, flags, width, precision, index, mode = found.groups()
        if mode is None:
            parts.append(Value(literal or "%"))
            continue
        number = int(index) if index else next_
        highest, next_ = max(highest, number), number + 1
        if number > len(args):
            raise FunctionError(f"there is no argument {number} for {found.group()}")
        verb = _Verb(mode, flags, int(width) if width else None, None if precision is None else int(precision or 0))
        if max(verb.width or 0, verb.precision or 0) > MAX_WIDTH:
            raise LimitError(f"{found.group()} is wider than {MAX_WIDTH}")
        parts.append(_one(verb, args[number - 1]))
    if highest < len(args):
        raise FunctionError(f"the format uses {highest} of {len(args)} arguments")
    return concatenate(parts, context.call) if parts else Value("")


def _one(verb: _Verb, arg: Value) -> Value:
    if arg.data is None and verb.mode != "v":
        raise FunctionError(f"%{verb.mode} takes no null")
    why = partly(arg)
    if why is not None:
        plain = arg.data is why and verb.mode in "sv" and not (verb.width or verb.precision)
        prefix, tail = (why.prefix, why.tail) if plain else ("", ())
        return Value(Unknown(why.why, None, STRING, True, prefix, tail=tail), arg.span, arg.refs)
    maker = _MODES.get(verb.mode)
    if maker is None:
        raise FunctionError(f"there is no verb %{verb.mode}")
    return Value(composed(maker(verb, arg)))


def _converted(convert: Any, arg: Value) -> Any:
    found = convert(arg)
    if isinstance(found.data, Error):
        raise FunctionError(found.data.why)
    return found.data


def _padded(verb: _Verb, text: str) -> str:
    """A text as wide as asked for; zeros too go before a sign, as for texts."""
    if verb.width is None:
        return text
    pad = ("0" if "0" in verb.flags else " ") * max(verb.width - len(clusters(text)), 0)
    return text + pad if "-" in verb.flags else pad + text


def _as_it_is(verb: _Verb, arg: Value) -> str:
    data = arg.data
    if "#" not in verb.flags and isinstance(data, str):
        return _padded(verb, data)
    if "#" not in verb.flags and isinstance(data, (int, Decimal, float)) and not isinstance(data, bool):
        return _padded(verb, general(data, None))
    from iacguard.formats.terraform.functions.json import to_json

    return _padded(verb, to_json(arg))


def _bool(verb: _Verb, arg: Value) -> str:
    return "true" if _converted(to_bool, arg) else "false"


def _text(verb: _Verb, arg: Value) -> str:
    text = _converted(to_string, arg)
    if verb.precision:
        text = "".join(clusters(text)[: verb.precision])
    if verb.mode == "q":
        from iacguard.formats.terraform.functions.json import quoted

        text = quoted(text)
    return _padded(verb, text)


def _integer(verb: _Verb, arg: Value) -> str:
    number = _converted(to_number, arg)
    if not isinstance(number, int):
        raise FunctionError(f"%{verb.mode} takes a whole number")
    digits = format(abs(number), {"b": "b", "o": "o", "d": "d", "x": "x", "X": "X"}[verb.mode])
    if verb.precision is not None:
        digits = digits.rjust(verb.precision, "0") if verb.precision or number else ""
    prefix = {"x": "0x", "X": "0X", "o": "0", "b": "0b"}.get(verb.mode, "") if "#" in verb.flags else ""
    return _signed(verb, number < 0, prefix + digits, verb.precision is None)


def _signed(verb: _Verb, negative: bool, digits: str, zeros: bool) -> str:
    """Digits with their sign, as wide as asked for; zeros go between the two."""
    sign = "-" if negative else "+" if "+" in verb.flags else " " if " " in verb.flags else ""
    missing = (verb.width or 0) - len(sign) - len(digits)
    if missing <= 0:
        return sign + digits
    if "-" in verb.flags:
        return sign + digits + " " * missing
    return sign + "0" * missing + digits if "0" in verb.flags and zeros else " " * missing + sign + digits


def _float(verb: _Verb, arg: Value) -> str:
    number = _converted(to_number, arg)
    negative, size = number < 0, absolute(number)
    if verb.mode in "gG":
        text = general(size, verb.precision)
    else:
        precision = 6 if verb.precision is None else verb.precision
        text = _fixed(size, precision) if verb.mode == "f" else _exponent(size, precision)
    return _signed(verb, negative, text.upper() if verb.mode in "EG" else text, True)


def _exact(number: Any) -> Decimal:
    found = binary(number)
    return Context(prec=2_000).divide(Decimal(found.numerator), Decimal(found.denominator))


def _fixed(number: Any, precision: int) -> str:
    step = Decimal(1).scaleb(-precision)
    return format(_exact(number).quantize(step, ROUND_HALF_EVEN, Context(prec=12_000)), "f")


def _exponent(number: Any, precision: int) -> str:
    rounded = Context(prec=precision + 1, rounding=ROUND_HALF_EVEN).plus(_exact(number))
    digits = "".join(map(str, rounded.as_tuple().digits)).ljust(precision + 1, "0")
    power = rounded.adjusted() if rounded else 0
    mantissa = digits[0] + ("." + digits[1 : precision + 1] if precision else "")
    return f"{mantissa}e{'-' if power < 0 else '+'}{abs(power):02d}"


def general(number: Any, precision: int | None) -> str:
    """`%g`: the fewest digits (or as many as asked for), with an exponent where the number is very small or large."""
    sign = "-" if number < 0 else ""
    size = absolute(number)
    shown = Decimal(size) if isinstance(size, int) else size
    if precision is not None:
        shown = Context(prec=precision or 1, rounding=ROUND_HALF_EVEN).plus(_exact(size))
    digits = "".join(map(str, shown.as_tuple().digits)).rstrip("0") or "0"
    power = shown.adjusted() if shown else 0
    limit = 6 if precision is None else precision or 1
    if precision is not None and limit > len(digits) >= power + 1:
        limit = len(digits)
    if -4 <= power < limit:
        return sign + format(shown.normalize(Context(prec=2_000)), "f")
    mantissa = digits[0] + ("." + digits[1:] if digits[1:] else "")
    return f"{sign}{mantissa}e{'-' if power < 0 else '+'}{abs(power):02d}"


_MODES = {
    "v": _as_it_is, "t": _bool, "s": _text, "q": _text, **dict.fromkeys("bdoxX", _integer),
    **dict.fromkeys("eEfgG", _float),
}  # fmt: skip


def _alike(count: int | None, length: int) -> int:
    """The length that all lists have. Raises FunctionError where they differ."""
    if count is not None and length != count:
        raise FunctionError(f"the lists have {count} and {length} elements")
    return length


def _formatlist(context: CallContext, spec: Value, *args: Value) -> Any:
    columns: list[Any] = []
    count: int | None = None
    undecided: Unknown | None = None
    for arg in args:
        data = arg.data
        if isinstance(data, Unknown) and data.type in (None, "list", "set", "tuple"):
            undecided = undecided or data
            if data.type == "tuple":
                count = _alike(count, len(type_of(arg).elements))
            columns.append(())
            continue
        if not isinstance(data, Seq):
            columns.append(None)
            continue
        if data.rest is not None or data.maybe:
            raise UnknownError(data.rest or Unknown("how long a list is depends on an input"))
        count = _alike(count, len(data.items))
        columns.append(data.items)
    if undecided is not None:
        raise UnknownError(undecided)
    rows = [
        tuple(arg if column is None else column[n] for arg, column in zip(args, columns, strict=True))
        for n in range(1 if count is None else count)
    ]
    return ListOf([_formatted(context, spec.data, row) for row in rows], STRING)


FUNCTIONS = table(
    Function("format", (takes(STRING), takes(ANY, "nuo")), STRING, _format, many=True, least=1, contextual=True),
    Function("formatlist", (takes(STRING), takes(ANY, "nuo")), STRINGS, _formatlist, many=True, least=1,
             contextual=True),
)  # fmt: skip
