"""CEL text to words, and what a literal stands for."""

from __future__ import annotations

import re
from typing import NamedTuple

from iacguard.policy.cel.kinds import Uint


class CelSyntaxError(Exception):
    """An expression that is no CEL; `at` is the offset of the fault."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


class Words(NamedTuple):
    """The words of an expression side by side; the last one is the end. `kinds` are the names below."""

    kinds: list[str]
    texts: list[str]
    starts: list[int]
    ends: list[int]


_WORD = re.compile(
    r"""(?:[ \t\r\n\f]+|//[^\n]*)*(?:
      (?P<name>(?!(?:[rR][bB]?|[bB][rR]?)['"])[A-Za-z_][A-Za-z_0-9]*)
    | (?P<mark>==|!=|<=|>=|&&|\|\||\.(?!\d)|[-+*/%<>!?:,()\[\]{}])
    | (?P<text>[bB]?(?:'(?!'')(?:[^'\\\r\n]|\\.)*'|"(?!"")(?:[^"\\\r\n]|\\.)*"
                    |'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"))
    | (?P<raw>(?:[rR][bB]?|[bB][rR])(?:'''.*?'''|\"\"\".*?\"\"\"|'[^'\r\n]*'|"[^"\r\n]*"))
    | (?P<float>\d*\.\d+(?:[eE][-+]?\d+)?|\d+[eE][-+]?\d+)
    | (?P<int>0[xX][0-9a-fA-F]+[uU]?|\d+[uU]?)
    | (?P<quoted>`[\w.\-/ ]+`)
    | (?P<end>\Z)
    )""",
    re.X | re.S,
).match
_ESCAPE = re.compile(r"\\(?:[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|(.))", re.S)
_PLAIN = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_UNTERMINATED = re.compile(r"[rRbB]{0,2}['\"]")
MAX_INT, MAX_UINT = 2**63 - 1, 2**64 - 1


def split(text: str) -> Words:
    """The words of an expression. Raises CelSyntaxError for what is none."""
    words = Words([], [], [], [])
    kinds, texts, starts, ends = words
    at = 0
    while True:
        found = _WORD(text, at)
        if found is None:
            raise _unreadable(text, at)
        kind = found.lastgroup or "end"
        kinds.append(kind)
        texts.append(found[kind])
        starts.append(found.start(kind))
        at = found.end()
        ends.append(at)
        if kind == "end":
            return words


def _unreadable(text: str, at: int) -> CelSyntaxError:
    found = re.compile(r"(?:[ \t\r\n\f]+|//[^\n]*)*").match(text, at)
    at = found.end() if found else at
    if _UNTERMINATED.match(text, at):
        return CelSyntaxError("this text has no closing quote", at)
    if text[at] in "&|=":
        return CelSyntaxError(f"there is no operator {text[at]}; did you mean {text[at] * 2}?", at)
    return CelSyntaxError(f"cannot read {text[at : at + 10]!r}", at)


def unquote(word: str, at: int) -> str | bytes:
    """The text that a literal with escapes stands for; bytes where it begins with b."""
    binary = word[0] in "bB"
    body = word[1:] if binary else word
    body = body[3:-3] if body[:3] in ("'''", '"""') else body[1:-1]
    if not binary:
        return _ESCAPE.sub(lambda found: _character(found, at), body) if "\\" in body else body
    made, last = bytearray(), 0
    for found in _ESCAPE.finditer(body):
        made += body[last : found.start()].encode() + _octets(found, at)
        last = found.end()
    return bytes(made + body[last:].encode())


def raw(word: str) -> str | bytes:
    """The text that a literal without escapes stands for; bytes where a b is before its quotes."""
    prefix = 2 if word[1] in "bBrR" else 1
    body = word[prefix:]
    body = body[3:-3] if body[:3] in ("'''", '"""') else body[1:-1]
    return body.encode() if "b" in word[:prefix].lower() else body


def _octets(found: re.Match[str], at: int) -> bytes:
    two, four, eight, octal, _ = found.groups()
    if four or eight:
        raise CelSyntaxError("a byte string takes \\x and octal escapes, not \\u", at)
    code = int(octal, 8) if octal else int(two, 16) if two else -1
    return bytes([code]) if code >= 0 else _character(found, at).encode()


def _character(found: re.Match[str], at: int) -> str:
    two, four, eight, octal, plain = found.groups()
    if plain is not None:
        if plain in "\\?\"'`":
            return plain
        if plain in _PLAIN:
            return _PLAIN[plain]
        raise CelSyntaxError(f"there is no escape \\{plain}; write \\\\ for a backslash, or r'…' for a raw text", at)
    code = int(octal, 8) if octal else int(two or four or eight, 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise CelSyntaxError(f"there is no character {found[0]}", at)
    return chr(code)


def integer(word: str, at: int, negative: bool = False) -> int:
    """The number that an integer literal stands for; its range is checked with its sign."""
    unsigned = word[-1] in "uU"
    digits = word[:-1] if unsigned else word
    if len(digits) > 25:
        raise CelSyntaxError("this number does not fit into 64 bits", at)
    made = int(digits, 16) if digits[:2] in ("0x", "0X") else int(digits)
    if unsigned:
        if negative or made > MAX_UINT:
            raise CelSyntaxError("an unsigned number lies between 0 and 18446744073709551615", at)
        return Uint(made)
    if made > MAX_INT + negative:
        raise CelSyntaxError("this number does not fit into 64 bits", at)
    return -made if negative else made
