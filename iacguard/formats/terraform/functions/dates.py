"""Functions over points in time."""

from __future__ import annotations

import datetime
import re
from fractions import Fraction
from typing import Any

from iacguard.formats.terraform.functions.known import UnknownError
from iacguard.formats.terraform.functions.signature import Function, FunctionError, table, takes
from iacguard.formats.terraform.values.types import NUMBER, STRING
from iacguard.model.value import Unknown, Value

_STAMP = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)\Z").match


def _time(stamp: str) -> datetime.datetime:
    found = _STAMP(stamp)
    try:
        if found is None:
            raise ValueError
        moment, fraction, zone = found.groups()
        micro = (fraction or "").ljust(6, "0")[:6]
        return datetime.datetime.fromisoformat(f"{moment}.{micro}{'+00:00' if zone == 'Z' else zone}")
    except ValueError as error:
        raise FunctionError(f"{stamp!r} is not a timestamp of RFC 3339") from error


def _offset(moment: datetime.datetime, colon: bool) -> str:
    text = moment.strftime("%z")
    return f"{text[:3]}:{text[3:]}" if colon else text


_TOKEN = re.compile(r"''|'((?:[^']|'')*)'(?!')|(([A-Za-z])\3*)|([^A-Za-z']+)|(')")
_MONTHS = ("January February March April May June July August September October November December").split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def _formatdate(spec: Value, stamp: Value) -> str:
    moment = _time(stamp.data)
    out = ""
    for found in _TOKEN.finditer(spec.data):
        quoted, letters, _, literal, broken = found.groups()
        if broken:
            raise FunctionError("a ' in the format is not closed")
        if letters:
            out += _field(letters, moment)
        else:
            out += literal or (quoted.replace("''", "'") if quoted is not None else "'")
    return out


def _field(letters: str, moment: datetime.datetime) -> str:
    """One field of a date."""
    twelve = moment.hour % 12 or 12
    pairs = {"M": moment.month, "D": moment.day, "h": moment.hour, "H": twelve, "m": moment.minute, "s": moment.second}
    if len(letters) <= 2 and letters[0] in pairs:
        return f"{pairs[letters[0]]:0{len(letters)}d}"
    month, day = _MONTHS[moment.month - 1], _DAYS[moment.weekday()]
    utc = moment.utcoffset() == datetime.timedelta(0)
    fields = {
        "YYYY": f"{moment.year:04d}", "YY": f"{moment.year % 100:02d}", "MMMM": month, "MMM": month[:3], "EEEE": day,
        "EEE": day[:3], "AA": "AM" if moment.hour < 12 else "PM", "aa": "am" if moment.hour < 12 else "pm",
        "Z": "Z" if utc else _offset(moment, True), "ZZZ": "UTC" if utc else _offset(moment, False),
        "ZZZZ": _offset(moment, False), "ZZZZZ": _offset(moment, True),
    }  # fmt: skip
    if letters not in fields:
        raise FunctionError(f"{letters} is not part of a date")
    return fields[letters]


_MICRO = Fraction(1, 10**6)
_UNITS: dict[str, int | Fraction] = {
    "h": 3600, "m": 60, "s": 1, "ms": Fraction(1, 1000), "us": _MICRO, "µs": _MICRO, "μs": _MICRO, "ns": _MICRO / 1000,
}  # fmt: skip
_PART = re.compile(r"(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)")


def _seconds(duration: str) -> Fraction:
    """What Go's durations mean, in seconds."""
    sign = -1 if duration.startswith("-") else 1
    body = duration[1:] if duration[:1] in ("-", "+") else duration
    if body == "0":
        return Fraction(0)
    parts = _PART.findall(body)
    if not parts or "".join(number + unit for number, unit in parts) != body:
        raise FunctionError(f"{duration!r} is not a duration")
    return sign * sum((Fraction(number) * _UNITS[unit] for number, unit in parts), Fraction(0))


def _timeadd(stamp: Value, duration: Value) -> str:
    moment, seconds = _time(stamp.data), _seconds(duration.data)
    try:
        later = moment + datetime.timedelta(microseconds=int(seconds * 10**6))
    except OverflowError as error:
        raise FunctionError("the time is out of range") from error
    text = later.replace(microsecond=0).isoformat()
    return text.replace("+00:00", "Z")


def _timecmp(one: Value, other: Value) -> int:
    a, b = _time(one.data), _time(other.data)
    return (a > b) - (a < b)


def _now(*args: Value) -> Any:
    raise UnknownError(Unknown("the time of the run is not known"))


FUNCTIONS = table(
    Function("formatdate", (takes(STRING),) * 2, STRING, _formatdate),
    Function("timeadd", (takes(STRING),) * 2, STRING, _timeadd),
    Function("timecmp", (takes(STRING),) * 2, NUMBER, _timecmp),
    Function("timestamp", (), STRING, _now), Function("plantimestamp", (), STRING, _now),
)  # fmt: skip
