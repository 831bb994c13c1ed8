"""Functions that search texts with Go's regular expressions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from iacguard.formats.terraform.functions.known import UnknownError
from iacguard.formats.terraform.functions.regular.machine import Machine, Spans, TooLongError, machine
from iacguard.formats.terraform.functions.regular.syntax import PatternError, UnsupportedError
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

_TEMPLATE = re.compile(r"\$(?:(\$)|(\w+)|\{(\w+)\})", re.ASCII)


def _compiled(source: str) -> Machine:
    try:
        return machine(source)
    except PatternError as error:
        raise FunctionError(f"no pattern: {error}") from error
    except UnsupportedError as error:
        raise UnknownError(Unknown(str(error))) from error


def _matches(compiled: Machine, subject: str, most: int | None = None) -> list[Spans]:
    found: list[Spans] = []
    try:
        for spans in compiled.matches(subject):
            found.append(spans)
            if most is not None and len(found) >= most:
                break
    except (TooLongError, RecursionError, MemoryError) as error:
        raise UnknownError(Unknown("searching for the pattern takes too long")) from error
    return found


def _matched(source: str) -> Type:
    """The type of what a pattern finds: a text, or its groups as a tuple or an object."""
    names = _compiled(source).names
    if not names:
        return STRING
    if all(name is None for name in names):
        return tuple_of([STRING] * len(names))
    if None in names:
        raise FunctionError("a pattern cannot have both named and unnamed groups")
    return object_of({str(name): STRING for name in names})


def _found(compiled: Machine, subject: str, spans: Spans) -> Value:
    def text(span: tuple[int, int] | None) -> Value:
        return Null(STRING) if span is None else Value(composed(subject[span[0] : span[1]]))

    if not compiled.names:
        return text(spans[0])
    if compiled.names[0] is None:
        return Value(Seq([text(span) for span in spans[1:]]))
    return Value(Map({str(name): text(span) for name, span in zip(compiled.names, spans[1:], strict=True)}))


def _regex_type(args: Sequence[Value]) -> Type:
    return ANY if isinstance(args[0].data, Unknown) else _matched(args[0].data)


def _regex(pattern: Value, subject: Value) -> Any:
    compiled = _compiled(pattern.data)
    found = _matches(compiled, subject.data, 1)
    if not found:
        raise FunctionError("the pattern does not occur in the text")
    return _found(compiled, subject.data, found[0])


def _regexall(pattern: Value, subject: Value) -> Any:
    compiled = _compiled(pattern.data)
    found = [_found(compiled, subject.data, spans) for spans in _matches(compiled, subject.data)]
    return ListOf(found, _matched(pattern.data))


def substitute(source: str, subject: str, new: str) -> str:
    """A text with every match of a pattern replaced; `$1` and `${name}` in the new text stand for groups."""
    compiled = _compiled(source)
    out, at = "", 0
    for spans in _matches(compiled, subject):
        start, end = spans[0] or (0, 0)
        out += subject[at:start] + _TEMPLATE.sub(lambda found: _group(found, compiled, subject, spans), new)  # noqa: B023
        at = end
    return composed(out + subject[at:])


def _group(found: re.Match[str], compiled: Machine, subject: str, spans: Spans) -> str:
    """What `$name` in the new text stands for; nothing where there is no such group."""
    dollar, *names = found.groups()
    if dollar:
        return "$"
    name = names[0] or names[1]
    index = int(name) if name.isdigit() else compiled.names.index(name) + 1 if name in compiled.names else len(spans)
    span = spans[index] if index < len(spans) else None
    return "" if span is None else subject[span[0] : span[1]]


FUNCTIONS = table(
    Function("regex", (takes(STRING),) * 2, _regex_type, _regex),
    Function("regexall", (takes(STRING),) * 2, lambda args: list_of(_regex_type(args)), _regexall),
)
