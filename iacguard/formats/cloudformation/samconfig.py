"""What a project's samconfig says of parameters: the overrides of its default environment, in TOML or in YAML.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from iacguard.model.source import Source, Span
from iacguard.model.value import Map, Seq, Value

KEY = "parameter_overrides"
_ENVIRONMENT = (("default", "global", "parameters"), ("default", "deploy", "parameters"))
"""Where overrides count, the later over the earlier."""
_OVERRIDE = re.compile(
    r"""(?:ParameterKey=(?P<long>[A-Za-z0-9]+),ParameterValue=|(?P<short>[A-Za-z0-9]+)=)"""
    r"""(?P<value>"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"']*)"""
)
_TABLE = re.compile(r"^[ \t]*\[([^\[\]\n]+)\][ \t]*(?:#[^\n]*)?\r?$", re.M)
_KEY = re.compile(rf"^[ \t]*{KEY}[ \t]*=[ \t]*", re.M)
_STRING = re.compile(r'"""(?P<m>(?:[^\\]|\\.)*?)"""|"(?P<b>(?:[^"\\\n]|\\.)*)"|\'(?P<l>[^\'\n]*)\'', re.S)
_PAIR = re.compile(r"""["']?([A-Za-z0-9]+)["']?[ \t]*=[ \t]*(?=["'\w.+-])""")
_PLAIN = re.compile(r"[\w.+-]+")
_GAP = re.compile(r"(?:[ \t\r\n,]|#[^\n]*)*").match

Overrides = dict[str, Value]


def is_samconfig(path: str) -> bool:
    """Whether a YAML file is one, which its name says."""
    return posixpath.splitext(posixpath.basename(path))[0] == "samconfig"


def of_toml(source: Source) -> Overrides | None:
    """The overrides of a TOML file; None where it has none."""
    found: dict[tuple[str, ...], Overrides] = {}
    tables = list(_TABLE.finditer(source.text))
    for number, table in enumerate(tables):
        end = tables[number + 1].start() if number + 1 < len(tables) else len(source.text)
        name = tuple(part.strip(" \t\"'") for part in table.group(1).split("."))
        if name[-1] == KEY:
            found[name[:-1]] = dict(_pairs(source, table.end(), end))
        else:
            key = _KEY.search(source.text, table.end(), end)
            if key is not None:
                found[name] = dict(_written(source, key.end(), end))
    return _together(found) if found else None


def of_yaml(body: Value) -> Overrides | None:
    """The overrides of a YAML file; None where it has none."""
    found: dict[tuple[str, ...], Overrides] = {}
    for place in _ENVIRONMENT:
        value: Value | None = body
        for name in (*place, KEY):
            value = value.data.items.get(name) if value is not None and isinstance(value.data, Map) else None
        if value is not None:
            found[place] = dict(_said(value))
    return _together(found) if found else None


def _together(found: dict[tuple[str, ...], Overrides]) -> Overrides:
    return {name: value for place in _ENVIRONMENT for name, value in found.get(place, {}).items()}


def _said(value: Value) -> Iterator[tuple[str, Value]]:
    """The pairs of a text, of a list of texts, or of a mapping."""
    data = value.data
    if isinstance(data, str) and value.span is not None:
        yield from _in_text(data, value.span)
    elif isinstance(data, Seq):
        for item in data.items:
            yield from _said(item)
    elif isinstance(data, Map):
        yield from data.items.items()


def _written(source: Source, at: int, end: int) -> Iterator[tuple[str, Value]]:
    """The pairs of a TOML string, of a list of strings, or of an inline table, that begins at `at`."""
    first = source.text[at : at + 1]
    if first == "{":
        close = source.text.find("}", at, end)
        yield from _pairs(source, at, close if close >= 0 else end)
        return
    if first == "[":
        at = _GAP(source.text, at + 1, end).end()  # type: ignore[union-attr]
    while (found := _STRING.match(source.text, at, end)) is not None:
        yield from _in_text(_unquoted(found), Span(source, found.start(), found.end()))
        if first != "[":
            return
        at = found.end()
        at = _GAP(source.text, at, end).end()  # type: ignore[union-attr]


def _pairs(source: Source, at: int, end: int) -> Iterator[tuple[str, Value]]:
    """`Name = value`, one after the other."""
    while (pair := _PAIR.search(source.text, at, end)) is not None:
        found = _STRING.match(source.text, pair.end(), end) or _PLAIN.match(source.text, pair.end(), end)
        if found is None:
            return
        text = _unquoted(found) if found.re is _STRING else found.group()
        yield pair.group(1), Value(text, Span(source, found.start(), found.end()))
        at = found.end()


def _unquoted(found: re.Match[str]) -> str:
    if found.group("l") is not None:
        return found.group("l")
    text = next(group for group in found.group("m", "b") if group is not None)
    return re.sub(r"\\(.)", r"\1", text, flags=re.S)


def _in_text(text: str, span: Span) -> Iterator[tuple[str, Value]]:
    """The pairs as they stand on a command line."""
    for pair in _OVERRIDE.finditer(text):
        value = pair.group("value")
        if value[:1] in ("'", '"'):
            value = re.sub(r"\\(.)", r"\1", value[1:-1])
        yield pair.group("long") or pair.group("short"), Value(value, span)
