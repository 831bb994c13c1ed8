"""Go's regular expressions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

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

MAX_SUBJECT = 100_000
"""Characters of a text in which a pattern is searched."""


@lru_cache(512)
def _pattern(source: str) -> re.Pattern[str]:
    """Go's regular expression in Python; what differs is refused."""
    converted = source.replace("\\z", "\\Z")
    converted = re.sub(r"\[:alpha:\]", "A-Za-z", converted)
    converted = re.sub(r"\[:digit:\]", "0-9", converted)
    converted = re.sub(r"\[:alnum:\]", "0-9A-Za-z", converted)
    converted = re.sub(r"\[:space:\]", r"\\s", converted)
    if re.search(r"\(\?[=!]|\(\?<[=!]|\\[1-9]", source):
        raise FunctionError("the pattern has look-around or references, which Terraform does not know")
    if re.search(r"\([^()]*[*+][^()]*\)[*+]", source):
        raise FunctionError("the pattern repeats a repetition")
    try:
        return re.compile(converted)
    except re.error as error:
        raise FunctionError(f"no pattern: {error}") from error


def _matched(source: str) -> Type:
    """The type of what a pattern finds: a text, or its groups as a tuple or an object."""
    pattern = _pattern(source)
    if not pattern.groups:
        return STRING
    if not pattern.groupindex:
        return tuple_of([STRING] * pattern.groups)
    if len(pattern.groupindex) < pattern.groups:
        raise FunctionError("a pattern cannot have both named and unnamed groups")
    return object_of(dict.fromkeys(pattern.groupindex, STRING))


def _group(text: str | None) -> Value:
    return Null(STRING) if text is None else Value(composed(text))


def _found(match: re.Match[str]) -> Value:
    if match.re.groupindex:
        return Value(Map({name: _group(match.group(name)) for name in match.re.groupindex}))
    if match.re.groups:
        return Value(Seq([_group(text) for text in match.groups()]))
    return _group(match.group())


def _regex_type(args: Sequence[Value]) -> Type:
    return ANY if isinstance(args[0].data, Unknown) else _matched(args[0].data)


def _regex(pattern: Value, subject: Value) -> Any:
    match = _pattern(pattern.data).search(_bounded(subject.data))
    if match is None:
        raise FunctionError("the pattern does not occur in the text")
    return _found(match)


def _bounded(subject: str) -> str:
    if len(subject) > MAX_SUBJECT:
        raise FunctionError(f"the text is longer than {MAX_SUBJECT:,} characters")
    return subject


def _regexall(pattern: Value, subject: Value) -> Any:
    found = [_found(match) for match in _pattern(pattern.data).finditer(_bounded(subject.data))]
    return ListOf(found, _matched(pattern.data))


def substitute(source: str, subject: str, new: str) -> str:
    """A text with every match of a pattern replaced; `$1` and `${name}` in the new text stand for groups."""
    replacement = re.sub(r"\$\{?(\w+)\}?", lambda m: f"\\g<{m.group(1)}>", new.replace("\\", "\\\\"))
    return composed(_pattern(source).sub(replacement, _bounded(subject)))


FUNCTIONS = table(
    Function("regex", (takes(STRING),) * 2, _regex_type, _regex),
    Function("regexall", (takes(STRING),) * 2, lambda args: list_of(_regex_type(args)), _regexall),
)
