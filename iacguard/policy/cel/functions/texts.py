"""Functions of texts: what stands in them, where, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable

from iacguard.model.value import Error, Seq, Unknown, Value
from iacguard.policy.cel.arithmetic import MAX_TEXT
from iacguard.policy.cel.functions.base import TEXT, WHOLE, Function, derived, listed, plain, wanted
from iacguard.policy.cel.kinds import described
from iacguard.policy.cel.scope import Env
from iacguard.policy.cel.unknowns import worse
from iacguard.syntax.regex import engine, gaps

_UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TO_LOWER = str.maketrans(_UPPER, _UPPER.lower())
_TO_UPPER = str.maketrans(_UPPER.lower(), _UPPER)
_BLANK = (
    "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_ESCAPED = str.maketrans({
    "\\": "\\\\", '"': '\\"', "\a": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v",
})  # fmt: skip


def _asked(test: Callable[[str, str], bool], of_part: Callable[[Unknown, str], bool | None]) -> Function:
    """A question to a text. Null has no text, so the answer is no; what is certain of a text may be enough."""

    def ask(env: Env, value: Value, argument: Value) -> Value:
        text, part = value.data, argument.data
        if text.__class__ is str and part.__class__ is str:
            try:
                return Value(test(text, part), value.span, value.refs, value, value.marks)
            except ValueError as error:
                return derived(Error(str(error)), value, argument)
        if text.__class__ is Unknown and (text.prefix or text.tail) and part.__class__ is str:
            try:
                answer = of_part(text, part)
            except ValueError as error:
                return derived(Error(str(error)), value, argument)
            if answer is not None:
                return derived(answer, value, argument)
        bad = worse(value, argument)
        if bad is not None:
            return bad
        if text is None and part.__class__ is str:
            return derived(False, value, argument)
        return derived(Error(wanted(TEXT, part if text.__class__ is str else text)), value, argument)

    return Function(2, 2, ask)


def _begins(text: Unknown, part: str) -> bool | None:
    if text.prefix.startswith(part):
        return True
    return None if part.startswith(text.prefix) else False


def _ends(text: Unknown, part: str) -> bool | None:
    end = text.tail[-1] if text.tail else ""
    if end.endswith(part):
        return True
    return None if part.endswith(end) else False


def _holds(text: Unknown, part: str) -> bool | None:
    return True if any(part in piece for piece in (text.prefix, *text.tail)) else None


def _matches(text: Unknown, pattern: str) -> bool | None:
    return gaps.search((text.prefix, *(text.tail or ("",))), pattern)


def _turned(table: dict[int, int]) -> Function:
    """Letters of ASCII in one case; what is certain of a text is turned too."""

    def turn(env: Env, value: Value) -> Value:
        data = value.data
        if data.__class__ is str:
            return derived(data.translate(table), value)
        if data.__class__ is Unknown and (data.prefix or data.tail):
            tail = tuple(piece.translate(table) for piece in data.tail)
            made = Unknown(data.why, prefix=data.prefix.translate(table), pending=data.pending, tail=tail)
            return derived(made, value)
        return worse(value) or derived(Error(wanted(TEXT, data)), value)

    return Function(1, 1, turn)


def _split(text: str, by: str, limit: int = -1) -> Seq:
    if limit == 0:
        return Seq()
    most = limit - 1 if limit > 0 else -1
    if by:
        found = text.split(by, most)
    else:
        found = list(text) if most < 0 else [*text[:most], *([text[most:]] if text[most:] else [])]
    return Seq([Value(part) for part in found])


def _join(items: list[Value], by: str = "") -> str:
    for item in items:
        if item.data.__class__ is not str:
            raise TypeError(f"join takes a list of texts, not {described(item.data)}")
    if sum(len(item.data) + len(by) for item in items) > MAX_TEXT + len(by):
        raise ValueError(f"a text of more than {MAX_TEXT} characters is not made")
    return by.join(item.data for item in items)


def _replace(text: str, old: str, new: str, limit: int = -1) -> str:
    hits = text.count(old) if limit < 0 else min(limit, text.count(old))
    if len(text) + hits * (len(new) - len(old)) > MAX_TEXT:
        raise ValueError(f"a text of more than {MAX_TEXT} characters is not made")
    return text.replace(old, new, limit)


def _position(text: str, index: int, end: int) -> int:
    if not 0 <= index <= end:
        raise ValueError(f"there is no position {index} in a text of {len(text)} characters")
    return index


def _substring(text: str, start: int, end: int | None = None) -> str:
    end = len(text) if end is None else _position(text, end, len(text))
    return text[_position(text, start, end) : end]


def _index(text: str, part: str, start: int = 0) -> int:
    return text.find(part, _position(text, start, len(text)))


def _last_index(text: str, part: str, start: int | None = None) -> int:
    if start is None:
        return text.rfind(part)
    _position(text, start, len(text))
    return text.rfind(part, 0, start + len(part))


def _character(text: str, at: int) -> str:
    return text[_position(text, at, len(text)) :][:1]


FUNCTIONS: dict[str, Function] = {
    ".startsWith": _asked(str.startswith, _begins),
    ".endsWith": _asked(str.endswith, _ends),
    ".contains": _asked(str.__contains__, _holds),
    ".matches": _asked(engine.search, _matches),
    "matches": _asked(engine.search, _matches),
    ".charAt": plain(_character, TEXT, WHOLE),
    ".indexOf": plain(_index, TEXT, TEXT, WHOLE, least=2),
    ".lastIndexOf": plain(_last_index, TEXT, TEXT, WHOLE, least=2),
    ".lowerAscii": _turned(_TO_LOWER),
    ".upperAscii": _turned(_TO_UPPER),
    ".replace": plain(_replace, TEXT, TEXT, TEXT, WHOLE, least=3),
    ".split": plain(_split, TEXT, TEXT, WHOLE, least=2),
    ".substring": plain(_substring, TEXT, WHOLE, WHOLE, least=2),
    ".trim": plain(lambda text: text.strip(_BLANK), TEXT),
    ".join": listed(_join, TEXT, least=0),
    "strings.quote": plain(lambda text: f'"{text.translate(_ESCAPED)}"', TEXT),
}
"""By name; a dot in front where the function stands after its receiver."""
