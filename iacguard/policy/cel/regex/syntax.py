"""The syntax of RE2, to a tree."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from iacguard.policy.cel.regex.charset import DIGIT, LAST, POSIX, SPACE, WORD, Charset, Range, complement

MAX_PATTERN = 2_000
"""Characters of a pattern."""
MAX_REPEAT = 1_000
MAX_NESTING = 100

BEGIN, END, BEGIN_LINE, END_LINE, BOUNDARY, INSIDE = range(6)
"""What stands between characters: the begin and end of the text, of a line, the edge of a word, and no edge."""


class PatternError(ValueError):
    """A text that is no regular expression here; `at` is the offset of the fault."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


class One(NamedTuple):
    """One character of a set."""

    charset: Charset


class Sequence(NamedTuple):
    """One after the other."""

    parts: tuple[Any, ...]


class Either(NamedTuple):
    """The first that leads to a match."""

    options: tuple[Any, ...]


class Repeat(NamedTuple):
    """From `least` to `most` times (None: without end), as often as possible or, if not greedy, as rarely."""

    part: Any
    least: int
    most: int | None
    greedy: bool


class Group(NamedTuple):
    """A part whose place is remembered."""

    part: Any
    number: int


class Assertion(NamedTuple):
    """A condition on what stands on both sides."""

    kind: int


_REPEAT = re.compile(r"\{(\d{1,9})(,(\d{0,9}))?\}").match
_NAMED = re.compile(r"\(\?P?<([A-Za-z_]\w*)>").match
_FLAGS = re.compile(r"\(\?([imsU]*)(?:-([imsU]+))?([:)])").match
_CODE = re.compile(r"x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]{1,6})\}|([1-7][0-7]{1,2}|0[0-7]{0,2})").match
_CONTROL = {"a": 7, "f": 12, "t": 9, "n": 10, "r": 13, "v": 11}
_CLASSES = {"d": DIGIT, "s": SPACE, "w": WORD}
_BETWEEN = {"A": BEGIN, "z": END, "b": BOUNDARY, "B": INSIDE}


def parse(pattern: str) -> tuple[Any, int]:
    """The tree of a pattern and how many groups it has. Raises PatternError."""
    parser = _Parser(pattern)
    tree = parser.either()
    if parser.at < len(pattern):
        raise PatternError("this parenthesis closes nothing", parser.at)
    return tree, parser.groups


class _Parser:
    def __init__(self, pattern: str) -> None:
        if len(pattern) > MAX_PATTERN:
            raise PatternError(f"a pattern has at most {MAX_PATTERN} characters", MAX_PATTERN)
        self.text = pattern
        self.at = 0
        self.groups = 0
        self.flags = frozenset[str]()
        self.depth = 0

    def either(self) -> Any:
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise PatternError(f"nested more than {MAX_NESTING} deep", self.at)
        options = [self.sequence()]
        while self.at < len(self.text) and self.text[self.at] == "|":
            self.at += 1
            options.append(self.sequence())
        self.depth -= 1
        return _joined(options) if len(options) > 1 else options[0]

    def sequence(self) -> Any:
        parts: list[Any] = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            if self.text.startswith("\\Q", self.at):
                parts += self.quoted()
                if parts:
                    parts.append(self.repeated(parts.pop()))
                continue
            part = self.part()
            if part is not None:
                parts.append(self.repeated(part))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def quoted(self) -> list[Any]:
        end = self.text.find("\\E", self.at)
        body = self.text[self.at + 2 : end if end >= 0 else len(self.text)]
        self.at = end + 2 if end >= 0 else len(self.text)
        return [self.literal(ord(character)) for character in body]

    def repeated(self, part: Any) -> Any:
        """A part with what says how often it stands."""
        begin = self.at
        times = self.times()
        if times is None:
            return part
        greedy = not self.text.startswith("?", self.at)
        self.at += not greedy
        after = self.at
        if self.times() is not None:
            raise PatternError(f"{self.text[after : self.at]} repeats what is repeated already", after)
        self.at = after
        least, most = times
        if max(least, most or 0) > MAX_REPEAT or (most is not None and most < least):
            raise PatternError(f"a part is repeated from 0 to {MAX_REPEAT} times", begin)
        return Repeat(part, least, most, greedy is not ("U" in self.flags))

    def times(self) -> tuple[int, int | None] | None:
        mark = self.text[self.at : self.at + 1]
        simple = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(mark) if mark else None
        if simple is not None:
            self.at += 1
            return simple
        found = _REPEAT(self.text, self.at) if mark == "{" else None
        if found is None:
            return None
        self.at = found.end()
        least = int(found[1])
        return least, least if found[2] is None else int(found[3]) if found[3] else None

    def literal(self, code: int) -> One:
        return One(Charset(((code, code),), folded="i" in self.flags and chr(code).lower() != chr(code).upper()))

    def part(self) -> Any:
        """One part without its repetition; None for flags, which are no part."""
        mark = self.text[self.at]
        if mark == "(":
            return self.group()
        if mark == "[":
            return self.charset()
        if mark == "\\":
            return self.escaped()
        if mark in "*+?" or (mark == "{" and _REPEAT(self.text, self.at)):
            raise PatternError(f"{mark} repeats nothing", self.at)
        self.at += 1
        if mark == ".":
            return One(Charset(() if "s" in self.flags else ((10, 10),), negated=True))
        if mark == "^":
            return Assertion(BEGIN_LINE if "m" in self.flags else BEGIN)
        if mark == "$":
            return Assertion(END_LINE if "m" in self.flags else END)
        return self.literal(ord(mark))

    def group(self) -> Any:
        begin, flags = self.at, self.flags
        named = _NAMED(self.text, self.at)
        changed = _FLAGS(self.text, self.at)
        number = 0
        if self.text.startswith("(?", self.at) and named is None and changed is None:
            raise PatternError(_refused(self.text, self.at), self.at)
        if changed is not None:
            self.at = changed.end()
            after = (flags | frozenset(changed[1])) - frozenset(changed[2] or "")
            self.flags = after
            if changed[3] == ")":
                return None
        else:
            self.groups += 1
            number = self.groups
            self.at = named.end() if named is not None else self.at + 1
        inner = self.either()
        if not self.text.startswith(")", self.at):
            raise PatternError("this parenthesis is not closed", begin)
        self.at += 1
        self.flags = flags
        return Group(inner, number) if number else inner

    def escaped(self) -> Any:
        begin = self.at
        mark = self.text[begin + 1 : begin + 2]
        if mark in _BETWEEN and mark:
            self.at += 2
            return Assertion(_BETWEEN[mark])
        if mark and mark in "pP":
            return One(Charset((), folded=False, categories=(self.category(),)))
        ranges = self.shorthand()
        if ranges is not None:
            return One(Charset(ranges))
        return self.literal(self.code())

    def shorthand(self) -> tuple[Range, ...] | None:
        """The ranges of \\d, \\s, \\w and their opposites, where one of them is next."""
        mark = self.text[self.at + 1 : self.at + 2]
        ranges = _CLASSES.get(mark.lower()) if mark else None
        if ranges is None:
            return None
        self.at += 2
        return ranges if mark.islower() else complement(ranges)

    def code(self) -> int:
        """The code point of an escaped character."""
        begin = self.at
        self.at += 1
        mark = self.text[self.at : self.at + 1]
        found = _CODE(self.text, self.at)
        if found is not None:
            self.at = found.end()
            code = int(found[3], 8) if found[3] else int(found[1] or found[2], 16)
            if code > LAST:
                raise PatternError("there is no such character", begin)
            return code
        self.at += 1
        if mark in _CONTROL:
            return _CONTROL[mark]
        if not mark or mark.isalnum():
            raise PatternError(_unknown_escape(mark), begin)
        return ord(mark)

    def category(self) -> tuple[str, bool]:
        """The category of Unicode that \\pL, \\p{Lu} or \\PN names, and whether it is wanted."""
        begin, wanted = self.at, self.text[self.at + 1] == "p"
        self.at += 2
        if self.text.startswith("{", self.at):
            end = self.text.find("}", self.at)
            name = self.text[self.at + 1 : end] if end >= 0 else ""
            self.at = end + 1
        else:
            name = self.text[self.at : self.at + 1]
            self.at += 1
        if name.startswith("^"):
            name, wanted = name[1:], not wanted
        if not re.fullmatch("[CLMNPSZ][a-z]?", name):
            raise PatternError(f"there is no category {name or 'here'}; known are those like L, Lu, Nd", begin)
        return name, wanted

    def charset(self) -> One:
        begin = self.at
        self.at += 1
        negated = self.text.startswith("^", self.at)
        self.at += negated
        ranges: list[Range] = []
        categories: list[tuple[str, bool]] = []
        first = True
        while first or not self.text.startswith("]", self.at):
            if self.at >= len(self.text):
                raise PatternError("this bracket is not closed", begin)
            first = False
            if self.text[self.at] == "\\" and self.text[self.at + 1 : self.at + 2] in ("p", "P"):
                categories.append(self.category())
            else:
                ranges += self.range(begin)
        self.at += 1
        return One(Charset(ranges, negated, "i" in self.flags, tuple(categories)))

    def range(self, begin: int) -> tuple[Range, ...]:
        """The next member of a set in brackets."""
        if self.text.startswith("[:", self.at) and (end := self.text.find(":]", self.at)) >= 0:
            name = self.text[self.at + 2 : end]
            found = POSIX.get(name.removeprefix("^"))
            if found is None:
                raise PatternError(f"there is no set [:{name}:]", self.at)
            self.at = end + 2
            return complement(found) if name.startswith("^") else found
        if self.text[self.at] == "\\" and (short := self.shorthand()) is not None:
            return short
        low = self.member(begin)
        if not self.text.startswith("-", self.at) or self.text[self.at + 1 : self.at + 2] in ("]", ""):
            return ((low, low),)
        at = self.at
        self.at += 1
        high = self.member(begin)
        if high < low:
            raise PatternError("this range ends before it begins", at)
        return ((low, high),)

    def member(self, begin: int) -> int:
        if self.at >= len(self.text):
            raise PatternError("this bracket is not closed", begin)
        if self.text[self.at] == "\\":
            return self.code()
        self.at += 1
        return ord(self.text[self.at - 1])


def _joined(options: list[Any]) -> Any:
    """Alternatives; those of one character each are one set."""
    sets = [option.charset for option in options if isinstance(option, One)]
    plain = [charset for charset in sets if not (charset.negated or charset.categories)]
    if len(plain) == len(options) and len({charset.folded for charset in plain}) == 1:
        ranges = dict.fromkeys(pair for charset in plain for pair in charset.ranges)
        return One(Charset(ranges, folded=plain[0].folded))
    return Either(tuple(options))


def _refused(text: str, at: int) -> str:
    after = text[at + 2 : at + 4]
    if after[:1] in ("=", "!") or after in ("<=", "<!"):
        return "a regular expression does not look around: patterns here take time that grows with the text alone"
    if after in ("P=", "P>"):
        return (
            "a regular expression does not refer to its groups: patterns here take time that grows with the text alone"
        )
    return f"there is no group that begins {text[at : at + 3]}"


def _unknown_escape(mark: str) -> str:
    if mark.isdigit():
        return (
            "a regular expression does not refer to its groups: patterns here take time that grows with the text alone"
        )
    if mark == "Z":
        return "there is no \\Z; \\z is the end of the text"
    return f"there is no escape \\{mark}" if mark else "a pattern does not end in a backslash"
