"""Reads Go's regular expressions."""

from __future__ import annotations

import re
from typing import NamedTuple

from iacguard.formats.terraform.functions.regular.nodes import (
    ANYTHING,
    CLASSES,
    NO_NEWLINE,
    POSIX,
    Chars,
    Check,
    Either,
    Group,
    Node,
    Pattern,
    Ranges,
    Repeat,
    Row,
    category,
    negated,
)

MAX_REPEAT = 1000
MAX_DEPTH = 200
_COUNT = re.compile(r"\{(\d+)(?:(,)(\d*))?\}").match
_NAME = re.compile(r"\(\?P?<([A-Za-z0-9_]+)>").match
_FLAGS = re.compile(r"\(\?([imsU]*)(?:-([imsU]+))?([:)])").match
_PROPERTY = re.compile(r"\\([pP])(?:\{(\^?)([^}]*)\}|(\w))").match
_ESCAPES = {"a": 7, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11}
_CHECKS = {"A": "begin", "z": "end", "b": "word", "B": "no-word"}
_CATEGORIES = frozenset(
    "C Cc Cf Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs".split()
)


class PatternError(Exception):
    """What is wrong with an expression."""


class UnsupportedError(Exception):
    """What is right in an expression, but not known here."""


class _Flags(NamedTuple):
    fold: bool = False
    lines: bool = False
    dot: bool = False
    swap: bool = False


def read(source: str) -> Pattern:
    """An expression's node and groups. Raises PatternError, UnsupportedError."""
    reader = _Reader(source)
    node = reader.either(_Flags())
    if reader.at < len(source):
        raise PatternError("unexpected )")
    return Pattern(node, tuple(reader.names))


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.names: list[str | None] = []
        self.depth = 0

    def either(self, flags: _Flags) -> Node:
        """Alternatives up to the end or a closing parenthesis."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise PatternError("nested too deeply")
        rows: list[Node] = []
        items: list[Node] = []
        while self.at < len(self.source) and self.source[self.at] != ")":
            if self.source[self.at] == "|":
                self.at += 1
                rows.append(_row(items))
                items = []
                continue
            flags = self.part(items, flags)
        rows.append(_row(items))
        self.depth -= 1
        return rows[0] if len(rows) == 1 else Either(tuple(rows))

    def part(self, items: list[Node], flags: _Flags) -> _Flags:
        """One more item, with what repeats it; the flags that hold from here on."""
        if self.source.startswith("(?", self.at) and _NAME(self.source, self.at) is None:
            found = _FLAGS(self.source, self.at)
            if found is None:
                raise PatternError("invalid or unsupported Perl syntax")
            self.at = found.end()
            inner = _flagged(flags, found.group(1), found.group(2) or "")
            if found.group(3) == ")":
                return inner
            items.append(self.repeated(self.closed(inner), flags))
        elif self.source.startswith(r"\Q", self.at):
            end = self.source.find(r"\E", self.at + 2)
            end = len(self.source) if end < 0 else end
            literal = self.source[self.at + 2 : end]
            self.at = min(end + 2, len(self.source))
            items += [_char(ord(char), flags) for char in literal[:-1]]
            items += [self.repeated(_char(ord(literal[-1]), flags), flags)] if literal else []
        else:
            items.append(self.repeated(self.single(flags), flags))
        return flags

    def closed(self, flags: _Flags) -> Node:
        """The inside of a parenthesis and its end."""
        node = self.either(flags)
        if self.at >= len(self.source):
            raise PatternError("missing closing )")
        self.at += 1
        return node

    def single(self, flags: _Flags) -> Node:
        char = self.source[self.at]
        if char == "(":
            named = _NAME(self.source, self.at)
            self.at = named.end() if named else self.at + 1
            name = named.group(1) if named else None
            if name is not None and name in self.names:
                raise PatternError(f"two groups have the name {name}")
            self.names.append(name)
            number = len(self.names)
            return Group(number, self.closed(flags))
        if char in "*+?":
            raise PatternError(f"missing argument to repetition operator: {char}")
        if char == "[":
            return self.bracket(flags)
        if char == "\\":
            return self.escape(flags)
        self.at += 1
        if char == ".":
            return Chars(ANYTHING if flags.dot else NO_NEWLINE)
        if char == "^":
            return Check("line-begin" if flags.lines else "begin")
        if char == "$":
            return Check("line-end" if flags.lines else "end")
        return _char(ord(char), flags)

    def repeated(self, node: Node, flags: _Flags) -> Node:
        """What `*`, `+`, `?` and `{n,m}` make of an item."""
        twice = False
        while self.at < len(self.source):
            char = self.source[self.at]
            bounds: tuple[int, int | None]
            if char in "*+?":
                bounds = {"*": (0, None), "+": (1, None), "?": (0, 1)}[char]
                self.at += 1
            else:
                found = _COUNT(self.source, self.at) if char == "{" else None
                if found is None:
                    return node
                low = int(found.group(1))
                bounds = low, low if found.group(2) is None else int(found.group(3)) if found.group(3) else None
                if max(low, bounds[1] or 0) > MAX_REPEAT or (bounds[1] is not None and bounds[1] < low):
                    raise PatternError("invalid repeat count")
                self.at = found.end()
            if twice:
                raise PatternError("invalid nested repetition operator")
            twice = True
            lazy = self.source.startswith("?", self.at)
            self.at += lazy
            node = Repeat(node, *bounds, lazy is flags.swap)
        return node

    def escape(self, flags: _Flags) -> Node:
        """`\\d`, `\\b`, `\\n`, `\\x41`, `\\pL` and the like."""
        letter = self.source[self.at + 1 : self.at + 2]
        if letter in _CHECKS and letter:
            self.at += 2
            return Check(_CHECKS[letter])
        if letter in CLASSES and letter:
            self.at += 2
            return Chars(CLASSES[letter])
        if letter in ("p", "P"):
            return Chars(self.property(), flags.fold)
        if letter == "C":
            raise UnsupportedError(r"\C is not supported")
        return _char(self.code(), flags)

    def property(self) -> Ranges:
        """A Unicode category."""
        found = _PROPERTY(self.source, self.at)
        if found is None:
            raise PatternError("invalid character class range")
        sign, caret, braced, single = found.groups()
        self.at = found.end()
        name = braced if single is None else single
        if name == "Any":
            ranges: Ranges = ANYTHING
        elif name in _CATEGORIES:
            ranges = category(name)
        else:
            raise UnsupportedError(f"the Unicode class {name} is not known")
        return negated(ranges) if (sign == "P") is not bool(caret) else ranges

    def code(self) -> int:
        """The one character that an escape stands for."""
        source, start = self.source, self.at
        letter = source[start + 1 : start + 2]
        self.at += 2
        if not letter:
            raise PatternError("trailing backslash at end of expression")
        if letter in _ESCAPES:
            return _ESCAPES[letter]
        if letter in "1234567" and source[self.at : self.at + 1] not in tuple("01234567"):
            raise PatternError(f"invalid escape sequence \\{letter}")
        if letter in "01234567":
            found = re.compile(r"[0-7]{1,3}").match(source, start + 1)
        elif letter == "x":
            found = re.compile(r"\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2})").match(source, self.at)
        elif letter.isascii() and letter.isalnum():
            raise PatternError(f"invalid escape sequence \\{letter}")
        else:
            return ord(letter)
        if found is None:
            raise PatternError(f"invalid escape sequence \\{letter}")
        self.at = found.end()
        code = int(found.group(), 8) if letter != "x" else int(found.group(1) or found.group(2), 16)
        if code > 0x10FFFF:
            raise PatternError("invalid escape sequence")
        return code

    def bracket(self, flags: _Flags) -> Node:
        """`[…]`."""
        source = self.source
        self.at += 1
        inverse = source.startswith("^", self.at)
        self.at += inverse
        ranges: list[tuple[int, int]] = []
        first = True
        while first or not source.startswith("]", self.at):
            if self.at >= len(source):
                raise PatternError("missing closing ]")
            first = False
            whole = self.named()
            if whole is not None:
                ranges += whole
                continue
            low = self.one()
            high = low
            if source.startswith("-", self.at) and source[self.at + 1 : self.at + 2] not in ("]", ""):
                self.at += 1
                high = self.one()
            if high < low:
                raise PatternError("invalid character class range")
            ranges.append((low, high))
        self.at += 1
        found = Chars(tuple(ranges), flags.fold)
        if not inverse:
            return found
        return Chars(negated(_folded(found)))

    def named(self) -> Ranges | None:
        """A class inside brackets: `[:alpha:]`, `\\d`, `\\pL`."""
        source = self.source
        if source.startswith("[:", self.at):
            end = source.find(":]", self.at)
            if end >= 0:
                name = source[self.at + 2 : end]
                known = POSIX.get(name.removeprefix("^"))
                if known is None:
                    raise PatternError(f"invalid character class range [:{name}:]")
                self.at = end + 2
                return negated(known) if name.startswith("^") else known
        if source.startswith("\\", self.at):
            letter = source[self.at + 1 : self.at + 2]
            if letter in ("p", "P"):
                return self.property()
            if letter and letter in CLASSES:
                self.at += 2
                return CLASSES[letter]
        return None

    def one(self) -> int:
        if self.at >= len(self.source):
            raise PatternError("missing closing ]")
        if self.source[self.at] == "\\":
            return self.code()
        self.at += 1
        return ord(self.source[self.at - 1])


def _char(code: int, flags: _Flags) -> Node:
    return Chars(((code, code),), flags.fold)


def _row(items: list[Node]) -> Node:
    return items[0] if len(items) == 1 else Row(tuple(items))


def _flagged(flags: _Flags, on: str, off: str) -> _Flags:
    names = {"i": "fold", "m": "lines", "s": "dot", "U": "swap"}
    return flags._replace(**{names[letter]: True for letter in on}, **{names[letter]: False for letter in off})


def _folded(chars: Chars) -> Ranges:
    """The ranges with the other case of their letters."""
    if not chars.fold:
        return chars.ranges
    letters = [chr(code) for low, high in chars.ranges for code in range(low, min(high, low + 512) + 1)]
    others = {other for char in letters for other in (char.lower(), char.upper()) if len(other) == 1}
    return (*chars.ranges, *((ord(other), ord(other)) for other in others))
