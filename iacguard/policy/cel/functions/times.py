"""Timestamps and durations: read, written, and taken apart in a time zone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any

from iacguard.model.value import Error, Value
from iacguard.policy.cel.arithmetic import duration, timestamp
from iacguard.policy.cel.functions.base import TEXT, Function, derived, wanted
from iacguard.policy.cel.kinds import Duration, Timestamp
from iacguard.policy.cel.scope import Env
from iacguard.policy.cel.unknowns import worst

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_STAMP = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([-+])(\d\d):(\d\d))\Z"
).match
_UNITS = {"h": 3600 * 10**9, "m": 60 * 10**9, "s": 10**9, "ms": 10**6, "us": 10**3, "µs": 10**3, "μs": 10**3, "ns": 1}
_PART = re.compile(r"(\d*)(?:\.(\d*))?(h|ms|us|µs|μs|ns|m|s)")
_OFFSET = re.compile(r"([-+]?)(\d\d):(\d\d)\Z").match


def parse_timestamp(text: str) -> Timestamp:
    """A point in time as RFC 3339 writes it. Raises ValueError."""
    found = _STAMP(text)
    if found is None:
        raise ValueError(f"{text[:40]!r} is not a timestamp; one is written 2027-01-31T00:00:00Z")
    year, month, day, hour, minute, second = (int(part) for part in found.groups()[:6])
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=timezone.utc)
    except ValueError as error:
        raise ValueError(f"{text[:40]!r} is not a timestamp: {error}") from None
    fraction, sign, hours, minutes = found.groups()[6:]
    nanos = ((moment - _EPOCH) // timedelta(seconds=1)) * 10**9 + int((fraction or "").ljust(9, "0") or 0)
    if sign:
        offset = (int(hours) * 60 + int(minutes)) * 60 * 10**9
        nanos -= offset if sign == "+" else -offset
    return timestamp(nanos)


def parse_duration(text: str) -> Duration:
    """A stretch of time like 1h30m, -1.5s or 100ms. Raises ValueError."""
    body = text[1:] if text[:1] in ("-", "+") else text
    if body == "0":
        return Duration(0)
    nanos, at = 0, 0
    while at < len(body):
        found = _PART.match(body, at)
        if found is None or not (found[1] or found[2]):
            raise ValueError(f"{text[:40]!r} is not a duration; one is written 1h30m or 90s")
        whole, fraction, unit = int(found[1] or 0), found[2] or "", _UNITS[found[3]]
        nanos += whole * unit + int(fraction or 0) * unit // 10 ** len(fraction)
        at = found.end()
    if not body or len(body) > 100:
        raise ValueError(f"{text[:40]!r} is not a duration; one is written 1h30m or 90s")
    return duration(-nanos if text[0] == "-" else nanos)


def timestamp_text(moment: Timestamp) -> str:
    """As RFC 3339 writes it, in UTC, with as many digits of a second as it takes."""
    seconds, nanos = divmod(moment.nanos, 10**9)
    day = _EPOCH + timedelta(seconds=seconds)
    fraction = f".{nanos:09d}".rstrip("0") if nanos else ""
    return f"{day.year:04d}-{day:%m-%dT%H:%M:%S}{fraction}Z"


def duration_text(stretch: Duration) -> str:
    """In seconds, with as many digits as it takes."""
    sign, nanos = ("-", -stretch.nanos) if stretch.nanos < 0 else ("", stretch.nanos)
    seconds, rest = divmod(nanos, 10**9)
    fraction = f".{rest:09d}".rstrip("0") if rest else ""
    return f"{sign}{seconds}{fraction}s"


def _zone(name: str) -> tzinfo:
    found = _OFFSET(name)
    if found is not None:
        offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
        if offset >= timedelta(days=1):
            raise ValueError(f"there is no time zone {name}")
        return timezone(-offset if found[1] == "-" else offset)
    if name in ("UTC", "Z", ""):
        return timezone.utc
    import zoneinfo

    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"there is no time zone {name[:40]}") from None


def _local(moment: Timestamp, zone: str) -> datetime:
    try:
        return (_EPOCH + timedelta(seconds=moment.nanos // 10**9)).astimezone(_zone(zone))
    except OverflowError:
        raise ValueError("outside of the years 1 to 9999 in this time zone") from None


def _of_time(take: Callable[[datetime], int], of_duration: Callable[[int], int] | None = None) -> Function:
    """A part of a timestamp in a time zone, UTC where none is given; or of a duration."""

    def apply(env: Env, value: Value, *zones: Value) -> Value:
        data = value.data
        bad = worst((value, *zones))
        if bad is not None:
            return bad
        try:
            made: Any = Error(f"a timestamp {'or duration ' if of_duration else ''}is wanted here")
            if data.__class__ is Timestamp:
                if zones and zones[0].data.__class__ is not str:
                    made = Error(wanted(TEXT, zones[0].data))
                else:
                    made = take(_local(data, zones[0].data if zones else "UTC"))
            elif data.__class__ is Duration and of_duration is not None and not zones:
                made = of_duration(abs(data.nanos)) * (1 if data.nanos >= 0 else -1)
        except ValueError as error:
            made = Error(str(error))
        return derived(made, value)

    return Function(1, 2, apply)


def _milliseconds(env: Env, value: Value, *zones: Value) -> Value:
    data = value.data
    if data.__class__ in (Timestamp, Duration):
        nanos = data.nanos % 10**9 if data.__class__ is Timestamp else abs(data.nanos) % 10**9
        return derived(nanos // 10**6 * (-1 if data.__class__ is Duration and data.nanos < 0 else 1), value)
    return worst((value, *zones)) or derived(Error("a timestamp or duration is wanted here"), value)


FUNCTIONS: dict[str, Function] = {
    ".getDate": _of_time(lambda day: day.day),
    ".getDayOfMonth": _of_time(lambda day: day.day - 1),
    ".getDayOfWeek": _of_time(lambda day: day.isoweekday() % 7),
    ".getDayOfYear": _of_time(lambda day: day.timetuple().tm_yday - 1),
    ".getFullYear": _of_time(lambda day: day.year),
    ".getMonth": _of_time(lambda day: day.month - 1),
    ".getHours": _of_time(lambda day: day.hour, lambda nanos: nanos // (3600 * 10**9)),
    ".getMinutes": _of_time(lambda day: day.minute, lambda nanos: nanos // (60 * 10**9)),
    ".getSeconds": _of_time(lambda day: day.second, lambda nanos: nanos // 10**9),
    ".getMilliseconds": Function(1, 2, _milliseconds),
}
"""By name; a dot in front where the function stands after its receiver."""
