"""`'…%s…'.format([…])`: values in the places of a text."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Any

from iacguard.model.value import Error, Map, Seq, Unknown, Value
from iacguard.model.world import force
from iacguard.policy.cel.arithmetic import MAX_TEXT
from iacguard.policy.cel.functions.base import LIST, TEXT, Function, derived, elements, wanted
from iacguard.policy.cel.functions.conversions import number_text
from iacguard.policy.cel.functions.times import duration_text, timestamp_text
from iacguard.policy.cel.kinds import CelType, Duration, Timestamp, Uint, described
from iacguard.policy.cel.scope import WORLD, Env, spend
from iacguard.policy.cel.unknowns import parts, worst

_CLAUSE = re.compile(r"%(?:\.(\d{1,3}))?(.)?", re.S)
_WHOLE = frozenset((int, Uint))
_NUMBER = frozenset((int, Uint, float, Decimal))


class _UndecidedError(Exception):
    """An element that is unknown, or an error."""

    def __init__(self, value: Value) -> None:
        super().__init__()
        self.value = value


def _format(env: Env, value: Value, given: Value) -> Value:
    bad = worst((value, given))
    if bad is not None:
        return bad
    if value.data.__class__ is not str or given.data.__class__ is not Seq:
        wrong = wanted(TEXT, value.data) if value.data.__class__ is not str else wanted(LIST, given.data)
        return derived(Error(wrong), value)
    items, doubt = elements(given, env)
    bad = worst([*items, *([doubt] if doubt is not None else [])])
    if bad is not None:
        return bad
    try:
        return derived(_filled(value.data, items, env), value, *items)
    except _UndecidedError as undecided:
        return undecided.value
    except (TypeError, ValueError, ArithmeticError) as error:
        return derived(Error(str(error)), value)


def _filled(text: str, items: list[Value], env: Env) -> str:
    used = 0
    out: list[str] = []
    last = length = 0
    for found in _CLAUSE.finditer(text):
        out.append(text[last : found.start()])
        last = found.end()
        if found[0] == "%%":
            out.append("%")
            continue
        if used >= len(items):
            raise ValueError(f"there is no value for the clause {found[0]}, the {used + 1}th")
        out.append(_clause(found[2] or "", found[1], items[used].data, env))
        length += len(out[-1])
        if length > MAX_TEXT:
            raise ValueError(f"a text of more than {MAX_TEXT} characters is not made")
        used += 1
    if used < len(items):
        raise ValueError(f"{len(items)} values are given for {used} clauses")
    return "".join(out) + text[last:]


def _clause(letter: str, precision: str | None, data: Any, env: Env) -> str:
    if letter == "s" and precision is None:
        return _shown(data, env)
    if letter in "def" and letter and data.__class__ is float and not math.isfinite(data):
        return number_text(data)
    if letter in ("f", "e") and data.__class__ in _NUMBER:
        return f"{data:.{min(int(precision or 6), 100)}{letter}}"
    if precision is None:
        made = _based(letter, data)
        if made is not None:
            return made
    clause = "%" + (f".{precision}" if precision is not None else "") + letter
    raise ValueError(f"there is no clause {clause} for {described(data)}; known are %s %d %f %e %b %o %x %X %%")


def _based(letter: str, data: Any) -> str | None:
    kind = data.__class__
    if letter == "d" and kind in _NUMBER:
        return str(int(data)) if kind in _WHOLE else number_text(float(data))
    if letter == "b" and kind is bool:
        return str(int(data))
    if letter in ("b", "o", "x", "X") and kind in _WHOLE:
        return format(int(data), letter)
    if letter in ("x", "X") and kind in (str, bytes):
        shown = (data.encode() if kind is str else data).hex()
        return shown.upper() if letter == "X" else str(shown)
    return None


def _shown(data: Any, env: Env) -> str:
    """A value in the words of %s."""
    spend(env, 1)
    kind = data.__class__
    if data is None:
        return "null"
    if kind is str:
        return str(data)
    if kind is bool:
        return str(data).lower()
    if kind in _NUMBER:
        return str(int(data)) if kind in _WHOLE else number_text(float(data))
    if kind is bytes:
        return str(re.sub("\ufffd+", "\ufffd", data.decode("utf-8", "replace")))
    if kind is Timestamp:
        return timestamp_text(data)
    if kind is Duration:
        return duration_text(data)
    if kind is CelType:
        return str(data.name)
    if kind is Seq or isinstance(data, Map):
        return _gathered(data, env)
    raise ValueError(f"there is no clause %s for {described(data)}")


def _gathered(data: Any, env: Env) -> str:
    found = parts(Value(data), env[WORLD])
    doubt = found.doubt(None) if found is not None else None
    if found is None or doubt is not None:
        raise _UndecidedError(doubt or Value(Unknown("not all of its elements are known")))
    if data.__class__ is Seq:
        return f"[{', '.join(_inner(item, env) for _, item in found.sure)}]"
    pairs = sorted((_shown(key.data, env), _inner(item, env)) for key, item in found.sure)
    return f"{{{', '.join(f'{key}: {item}' for key, item in pairs)}}}"


def _inner(value: Value, env: Env) -> str:
    value = force(value, env[WORLD])
    if value.data.__class__ in (Unknown, Error):
        raise _UndecidedError(worst((value,)) or value)
    return _shown(value.data, env)


FUNCTIONS: dict[str, Function] = {".format": Function(2, 2, _format)}
"""By name; a dot in front where the function stands after its receiver."""
