"""YAML with the quotes, the indentation and the line breaks that Terraform gives it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from yaml import emitter, events

from iacguard.formats.terraform.values.numbers import show
from iacguard.model.value import Map, Seq, Value

WIDTH = 80
"""Column after which a text in quotes is broken at its next blank."""
_PLAIN = re.compile(r"[ !#-\[\]-~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]").match


def write(value: Value) -> str:
    """A wholly known value as a YAML document: mappings and sequences in blocks, texts in quotes."""
    if value.data == "":
        return '""\n'
    stream = io.StringIO()
    writer = _Emitter(stream, allow_unicode=True, width=WIDTH)
    start = [events.StreamStartEvent(), events.DocumentStartEvent(explicit=False)]
    for event in [*start, *_events(value), events.DocumentEndEvent(explicit=False), events.StreamEndEvent()]:
        writer.emit(event)
    text = stream.getvalue()
    ended = text.endswith("\n...\n") and isinstance(value.data, (Seq, Map))
    return text.removesuffix("...\n") if ended else text


class _Emitter(emitter.Emitter):
    """PyYAML's emitter, breaking lines as libyaml does: at a blank, without a backslash."""

    column: int

    def write_double_quoted(self, text: str, split: bool = True) -> None:
        self._put('"', True)
        broken = False
        for at, char in enumerate(text):
            if char == " " and split and not broken and self.column > WIDTH and 0 < at < len(text) - 1:
                self.write_indent()
                self._write("\\" if text[at + 1] == " " else "")
                broken = True
                continue
            broken = char == " "
            self._write(char if _PLAIN(char) else self._escape(char))
        self._put('"', False)

    def check_simple_key(self) -> bool:
        event = self.event
        if not isinstance(event, events.ScalarEvent):
            return bool(super().check_simple_key())
        if self.analysis is None:
            self.analysis = self.analyze_scalar(event.value)
        return not self.analysis.multiline and len(event.value.encode()) <= 128

    def _put(self, mark: str, space: bool) -> None:
        self.write_indicator(mark, space)

    def _write(self, data: str) -> None:
        self.column += len(data)
        self.stream.write(data)
        self.whitespace = self.indention = False

    def _escape(self, char: str) -> str:
        known = self.ESCAPE_REPLACEMENTS.get(char)
        code = ord(char)
        if known is not None:
            return "\\" + known
        return f"\\x{code:02X}" if code <= 0xFF else f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def _events(value: Value) -> Iterator[Any]:
    data = value.data
    if isinstance(data, Seq):
        yield events.SequenceStartEvent(None, None, True, flow_style=False)
        for item in data.items:
            yield from _events(item)
        yield events.SequenceEndEvent()
    elif isinstance(data, Map):
        yield events.MappingStartEvent(None, None, True, flow_style=False)
        for name, item in sorted(data.items.items(), key=lambda pair: pair[0]):
            yield from _events(Value(name))
            yield from _events(item)
        yield events.MappingEndEvent()
    elif isinstance(data, str):
        yield events.ScalarEvent(None, None, (True, True), data, style="|" if "\n" in data else '"')
    else:
        words = {None: "null", True: "true", False: "false"}
        text = words[data] if data is None or isinstance(data, bool) else show(data)
        yield events.ScalarEvent(None, None, (True, True), text)
