"""Functions that search texts with Go's regular expressions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from iacguard.formats.terraform.functions.known import UnknownError
from iacguard.formats.terraform.functions.signature import Function, FunctionError, table, takes
from iacguard.formats.terraform.operators import composed
from iacguard.formats.terraform.values.types import (
    ANY,
    STRING,
    ListOf,
    Null,
    Type,
    list_of,
    object_of,
    tuple_of,
)
from iacguard.model.value import Map, Seq, Unknown, Value
from iacguard.syntax.regex.finder import Span, Spans, find_all
from iacguard.syntax.regex.program import program
from iacguard.syntax.regex.tree import PatternError, UnsupportedError

_TEMPLATE = re.compile(r"\$(?:(\$)|(\w+)|\{(\w+)\})", re.ASCII)
MAX_STEPS = 500_000
"""Steps that finding may take in one text."""


def _names(pattern: str) -> tuple[str | None, ...]:
    """The names of a pattern's groups. Raises FunctionError, UnknownError where terraform may know more."""
    try:
        return program(pattern).names
    except UnsupportedError as error:
        raise UnknownError(Unknown(str(error))) from error
    except PatternError as error:
        raise FunctionError(f"no pattern: {error}") from error


def _matches(pattern: str, subject: str, most: int = -1) -> list[Spans]:
    try:
        return list(find_all(pattern, subject, most, MAX_STEPS))
    except ValueError as error:
        raise UnknownError(Unknown("searching for the pattern takes too long")) from error


def _matched(pattern: str) -> Type:
    """The type of what a pattern finds: a text, or its groups as a tuple or an object."""
    names = _names(pattern)
    if not names:
        return STRING
    if all(name is None for name in names):
        return tuple_of([STRING] * len(names))
    if None in names:
        raise FunctionError("a pattern cannot have both named and unnamed groups")
    return object_of({str(name): STRING for name in names})


def _found(names: tuple[str | None, ...], subject: str, spans: Spans) -> Value:
    def text(span: Span) -> Value:
        return Null(STRING) if span is None else Value(composed(subject[span[0] : span[1]]))

    if not names:
        return text(spans[0])
    if names[0] is None:
        return Value(Seq([text(span) for span in spans[1:]]))
    return Value(Map({str(name): text(span) for name, span in zip(names, spans[1:], strict=True)}))


def _regex_type(args: Sequence[Value]) -> Type:
    return ANY if isinstance(args[0].data, Unknown) else _matched(args[0].data)


def _regex(pattern: Value, subject: Value) -> Any:
    names = _names(pattern.data)
    found = _matches(pattern.data, subject.data, 1)
    if not found:
        raise FunctionError("the pattern does not occur in the text")
    return _found(names, subject.data, found[0])


def _regexall(pattern: Value, subject: Value) -> Any:
    names = _names(pattern.data)
    found = [_found(names, subject.data, spans) for spans in _matches(pattern.data, subject.data)]
    return ListOf(found, _matched(pattern.data))


def substitute(source: str, subject: str, new: str) -> str:
    """A text with every match of a pattern replaced; `$1` and `${name}` in the new text stand for groups."""
    names = _names(source)
    out, at = "", 0
    for spans in _matches(source, subject):
        start, end = spans[0] or (0, 0)
        out += subject[at:start] + _TEMPLATE.sub(lambda found: _group(found, names, subject, spans), new)  # noqa: B023
        at = end
    return composed(out + subject[at:])


def _group(found: re.Match[str], names: tuple[str | None, ...], subject: str, spans: Spans) -> str:
    """What `$name` in the new text stands for; nothing where there is no such group."""
    dollar, plain, braced = found.groups()
    if dollar:
        return "$"
    name = plain or braced
    index = int(name) if name.isdigit() else names.index(name) + 1 if name in names else len(spans)
    span = spans[index] if index < len(spans) else None
    return "" if span is None else subject[span[0] : span[1]]


FUNCTIONS = table(
    Function("regex", (takes(STRING),) * 2, _regex_type, _regex),
    Function("regexall", (takes(STRING),) * 2, lambda args: list_of(_regex_type(args)), _regexall),
)
