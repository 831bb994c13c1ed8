"""A reader of protocol buffers' text format, as far as test data needs it: no schema, a message is a list of fields."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

_WORD = re.compile(
    r"""(?:\s+|\#[^\n]*)*(?:
      (?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    | (?P<any>\[[\w./]+\])
    | (?P<mark>[{}<>\[\]:,;])
    | (?P<word>-?[\w.+]+(?:[-+]\d+)?)
    | (?P<end>\Z)
    )""",
    re.X | re.S,
)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|[xX]([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.S)
_PLAIN = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


class Text(bytes):
    """A string, undecoded: whether it is text or bytes only the schema knows."""

    def __str__(self) -> str:
        return self.decode("utf-8")


class Message(NamedTuple):
    """Fields in the order of the text, by name; an extension's or Any's name is in brackets."""

    fields: list[tuple[str, Any]]

    def all(self, name: str) -> list[Any]:
        """The values of a repeated field."""
        return [value for key, value in self.fields if key == name]

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a field; the last one where there are several."""
        found = self.all(name)
        return found[-1] if found else default

    def text(self, name: str) -> str:
        """A text field."""
        return str(self.get(name, Text(b"")))

    def has(self, name: str) -> bool:
        """Whether a field is there."""
        return any(key == name for key, _ in self.fields)


def read(text: str) -> Message:
    """The message of a file. Raises ValueError, with the line."""
    words = []
    at = 0
    while True:
        found = _WORD.match(text, at)
        if found is None or found.lastgroup is None:
            raise ValueError(f"line {text.count(chr(10), 0, at) + 1}: cannot read {text[at : at + 20]!r}")
        if found.lastgroup == "end":
            break
        words.append((found.lastgroup, found[found.lastgroup]))
        at = found.end()
    words.append(("end", ""))
    message, _ = _fields(words, 0, "")
    return message


def _fields(words: list[tuple[str, str]], at: int, close: str) -> tuple[Message, int]:
    fields: list[tuple[str, Any]] = []
    while words[at][1] != close or words[at][0] == "text":
        name = words[at][1]
        at += 1
        if words[at][1] == ":":
            at += 1
        if words[at] == ("mark", "["):
            at += 1
            while words[at][1] != "]":
                value, at = _value(words, at)
                fields.append((name, value))
                at += words[at][1] == ","
            at += 1
        else:
            value, at = _value(words, at)
            fields.append((name, value))
        at += words[at][1] in (",", ";") and words[at][0] == "mark"
    return Message(fields), at + 1


def _value(words: list[tuple[str, str]], at: int) -> tuple[Any, int]:
    kind, word = words[at]
    if word in ("{", "<") and kind == "mark":
        return _fields(words, at + 1, "}" if word == "{" else ">")
    if kind != "text":
        return word, at + 1
    made = b""
    while words[at][0] == "text":
        made += _ESCAPE.sub(_byte, words[at][1][1:-1].encode("utf-8"))
        at += 1
    return Text(made), at


def _byte(found: re.Match[bytes]) -> bytes:
    octal, two, four, eight, plain = found.groups()
    if octal:
        return bytes([int(octal, 8)])
    if two:
        return bytes([int(two, 16)])
    if four or eight:
        return chr(int(four or eight, 16)).encode("utf-8")
    return _PLAIN.get(plain, plain)
