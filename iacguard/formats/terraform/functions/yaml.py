"""YAML as Terraform writes and reads it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

from iacguard.formats.terraform.functions.known import partly
from iacguard.formats.terraform.functions.signature import Function, FunctionError, LimitError, table, takes
from iacguard.formats.terraform.operators import composed
from iacguard.formats.terraform.values.conversion import to_string
from iacguard.formats.terraform.values.numbers import parse
from iacguard.formats.terraform.values.types import ANY, STRING
from iacguard.model.value import Map, Seq, Unknown, Value

MAX_NODES = 100_000
"""Nodes with aliases expanded; more are refused."""
_WORDS: dict[str, Any] = {
    **{word: True for plain in ("y", "yes", "true", "on") for word in (plain, plain.title(), plain.upper())},
    **{word: False for plain in ("n", "no", "false", "off") for word in (plain, plain.title(), plain.upper())},
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
_WHOLE = re.compile(r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\Z").match
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z").match
_CLOCK = r"(\d\d?):(\d\d?):(\d\d?)(?:\.\d+)?"
_DATE = re.compile(rf"(\d{{4}})-(\d\d?)-(\d\d?)(?:(?:[Tt]{_CLOCK}(Z|[-+]\d\d:\d\d))|(?: {_CLOCK}))?\Z").match
_HINTS = frozenset("0123456789+-.yYnNtTfFoO~")
_TAGS = "tag:yaml.org,2002:"


class _Reader:
    """The events of one document to values."""

    def __init__(self, text: str) -> None:
        import yaml

        self.yaml = yaml
        loader = getattr(yaml, "CLoader", yaml.Loader)
        self.events: Iterator[Any] = yaml.parse(text, Loader=loader)
        self.anchors: dict[str, Value | None] = {}
        self.left = MAX_NODES

    def document(self) -> Value:
        events = self.yaml.events
        next(self.events)
        if not isinstance(next(self.events), events.DocumentStartEvent):
            raise FunctionError("there is no document in it")
        value = self.value(next(self.events))
        next(self.events)
        if not isinstance(next(self.events), events.StreamEndEvent):
            raise FunctionError("there is more than one document in it")
        return value

    def value(self, event: Any) -> Value:
        events = self.yaml.events
        self.left -= 1
        if self.left < 0:
            raise LimitError("it is too large")
        if isinstance(event, events.AliasEvent):
            found = self.anchors.get(event.anchor)
            if found is None:
                raise FunctionError(f"the anchor {event.anchor} is not defined before it is used")
            self.left -= _size(found)
            return found
        if event.anchor:
            self.anchors[event.anchor] = None
        if isinstance(event, events.ScalarEvent):
            made = Value(_scalar(event))
        elif isinstance(event, events.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(self.events), events.SequenceEndEvent):
                items.append(self.value(inner))
            made = Value(Seq(items))
        else:
            made = Value(self.mapping())
        if event.anchor:
            self.anchors[event.anchor] = made
        return made

    def mapping(self) -> Map:
        events = self.yaml.events
        items: dict[str, Value] = {}
        while not isinstance(key := next(self.events), events.MappingEndEvent):
            if not isinstance(key, events.ScalarEvent):
                raise FunctionError("a key is not a text")
            merge = key.value == "<<" and key.tag is None and not key.style
            name = to_string(Value(_scalar(key))).data
            value = self.value(next(self.events))
            if merge:
                if not isinstance(value.data, Map):
                    raise FunctionError("what is merged is not a mapping")
                items.update(value.data.items)
            elif not isinstance(name, str):
                raise FunctionError("a key is null")
            else:
                items[name] = value
        return Map(items)


def _size(value: Value) -> int:
    data = value.data
    if isinstance(data, Seq):
        return 1 + sum(map(_size, data.items))
    return 1 + sum(map(_size, data.items.values())) if isinstance(data, Map) else 1


def _scalar(event: Any) -> Any:
    """What a scalar means, by its tag or by its looks."""
    text, tag = event.value, event.tag
    if tag == "!" or (tag is None and event.style in ("'", '"', "|", ">")):
        return composed(text)
    kind = tag.removeprefix(_TAGS) if tag else ""
    if event.style in ("'", '"') and (not text or text[0] in _HINTS) and kind not in ("str", "binary"):
        return composed(text)
    if kind == "null":
        return None
    if tag and (kind == tag or kind not in ("str", "bool", "int", "float", "null", "timestamp", "binary")):
        raise FunctionError(f"the tag {tag} is not supported")
    if kind in ("str", "binary"):
        return composed(text)
    if text in _WORDS:
        return _WORDS[text]
    if text.lower() in (".nan", ".inf", "+.inf", "-.inf"):
        raise FunctionError(f"{text} is not a number")
    dated = _dated(text) if kind in ("", "timestamp") else None
    if dated is not None:
        return dated
    number = _number(text) if kind in ("", "int", "float") else None
    if number is None and kind:
        raise FunctionError(f"{text!r} is no {kind}")
    return composed(text) if number is None else number


def _number(text: str) -> Any:
    plain = text.replace("_", "")
    if text[:1] == "." or _FLOAT(text):
        return parse(plain)
    if _WHOLE(text) and text[:2] in ("0o", "0x"):
        return int(plain, 0)
    return parse(plain) if _WHOLE(text) else None


def _dated(text: str) -> str | None:
    found = _DATE(text)
    if found is None:
        return None
    year, month, day, *clock = found.groups()
    hour, minute, second, zone = (*clock[:3], clock[3]) if clock[0] else (*(clock[4:] if clock[4] else (0, 0, 0)), "Z")
    try:
        moment = datetime.datetime(*(int(part) for part in (year, month, day, hour, minute, second)))  # type: ignore[arg-type]
    except ValueError:
        return None
    return f"{moment.isoformat()}{'Z' if zone in ('Z', '+00:00', '-00:00') else zone}"


def _decode(value: Value) -> Value:
    import yaml

    try:
        return _Reader(value.data).document()
    except (yaml.YAMLError, StopIteration) as error:
        raise FunctionError(f"no YAML: {getattr(error, 'problem', None) or error}") from error


def _encode(value: Value) -> str | Unknown:
    why = partly(value)
    if why is not None:
        return Unknown(why.why, None, STRING, True)
    from iacguard.formats.terraform.functions.yaml_writer import write

    return write(value)


FUNCTIONS = table(
    Function("yamldecode", (takes(STRING),), ANY, _decode, not_null=False),
    Function("yamlencode", (takes(ANY, "n"),), STRING, _encode, not_null=False),
)
