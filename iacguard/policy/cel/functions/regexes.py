"""The package `regex`: what a regular expression finds, and what stands in its place."""

from __future__ import annotations

import re
from collections.abc import Callable

from iacguard.model.value import Seq, Value
from iacguard.policy.cel.access import NONE
from iacguard.policy.cel.arithmetic import MAX_TEXT
from iacguard.policy.cel.functions.base import TEXT, WHOLE, Function, plain
from iacguard.policy.cel.kinds import Optional
from iacguard.syntax.regex import finder
from iacguard.syntax.regex.program import program

_REFERENCE = re.compile(r"\\(\d|.|\Z)", re.S)


def _groups(pattern: str) -> int:
    count = len(program(pattern).names)
    if count > 1:
        raise ValueError("a pattern to extract by has at most one group in parentheses; (?:…) groups without counting")
    return count


def _extract(text: str, pattern: str) -> Optional:
    count = _groups(pattern)
    for found in finder.find_all(pattern, text, 1):
        span = found[count]
        return NONE if span is None else Optional(Value(text[span[0] : span[1]]))
    return NONE


def _extract_all(text: str, pattern: str) -> Seq:
    count = _groups(pattern)
    spans = [found[count] for found in finder.find_all(pattern, text)]
    return Seq([Value(text[span[0] : span[1]]) for span in spans if span is not None])


def _replace(text: str, pattern: str, new: str, limit: int = -1) -> str:
    fill = _template(new, len(program(pattern).names))
    out, last = [], 0
    for found in finder.find_all(pattern, text, limit):
        start, end = found[0] or (last, last)
        out += [text[last:start], fill([text[s[0] : s[1]] if s is not None else "" for s in found])]
        last = end
        if sum(map(len, out[-2:])) > MAX_TEXT:
            raise ValueError(f"a text of more than {MAX_TEXT} characters is not made")
    return "".join(out) + text[last:]


def _template(new: str, groups: int) -> Callable[[list[str]], str]:
    for found in _REFERENCE.finditer(new):
        if found[1] != "\\" and not found[1].isdigit():
            raise ValueError(f"in a replacement \\ stands before a digit or another \\, not before {found[1]!r}")
        if found[1].isdigit() and int(found[1]) > groups:
            raise ValueError(f"the pattern has no group {found[1]}")
    return lambda texts: _REFERENCE.sub(lambda m: texts[int(m[1])] if m[1].isdigit() else "\\", new)


FUNCTIONS: dict[str, Function] = {
    "regex.extract": plain(_extract, TEXT, TEXT),
    "regex.extractAll": plain(_extract_all, TEXT, TEXT),
    "regex.replace": plain(_replace, TEXT, TEXT, TEXT, WHOLE, least=3),
}
"""By full name."""
