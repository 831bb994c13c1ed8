"""The members of the syntax that stand for characters: escapes and sets in brackets."""

from __future__ import annotations

import re

from iacguard.syntax.regex.charset import CATEGORIES, DIGIT, LAST, POSIX, SPACE, WORD, Charset, Range, complement
from iacguard.syntax.regex.folding import folded
from iacguard.syntax.regex.tree import BEGIN, BOUNDARY, END, INSIDE, Assertion, One, PatternError, UnsupportedError

_CODE = r"x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]+)\}|([1-7][0-7]{1,2}|0[0-7]{0,2})"
_CATEGORY = r"(?s)\\([pP])(?:\{(\^?)([^}]*)\}|(.))"
_CONTROL = {"a": 7, "f": 12, "t": 9, "n": 10, "r": 13, "v": 11}
_CLASSES = {"d": DIGIT, "s": SPACE, "w": WORD}
_BETWEEN = {"A": BEGIN, "z": END, "b": BOUNDARY, "B": INSIDE}
NO_REFERENCE = (
    "a regular expression does not refer to its groups: patterns here take time that grows with the text alone"
)


class Escapes:
    """Reads escapes and brackets at a place of a text, and moves the place behind them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.flags = frozenset[str]()

    def literal(self, code: int) -> One:
        return One(Charset(((code, code),), folded="i" in self.flags))

    def escaped(self) -> One | Assertion:
        mark = self.text[self.at + 1 : self.at + 2]
        if mark in _BETWEEN and mark:
            self.at += 2
            return Assertion(_BETWEEN[mark])
        if mark and mark in "pP":
            return One(Charset((), folded="i" in self.flags, categories=(self.category(),)))
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
        return self.either_way(ranges, mark.isupper())

    def either_way(self, ranges: tuple[Range, ...], negated: bool) -> tuple[Range, ...]:
        """A named set with the other case of its letters, if that does not count; then what is not in it, if asked."""
        ranges = folded(ranges) if "i" in self.flags else ranges
        return complement(ranges) if negated else ranges

    def code(self) -> int:
        """The code point of an escaped character."""
        begin = self.at
        self.at += 1
        mark = self.text[self.at : self.at + 1]
        found = re.compile(_CODE).match(self.text, self.at)
        if found is not None:
            self.at = found.end()
            code = int(found[3], 8) if found[3] else int(found[1] or found[2], 16)
            if code > LAST:
                raise PatternError("there is no such character", begin)
            return code
        self.at += 1
        if mark in _CONTROL:
            return _CONTROL[mark]
        if not mark.isascii() or mark.isalnum() or not mark:
            raise PatternError(_unknown_escape(mark), begin)
        return ord(mark)

    def category(self) -> tuple[str, bool]:
        """The category of Unicode that \\pL, \\p{Lu} or \\PN names, and whether it is wanted."""
        begin, found = self.at, re.compile(_CATEGORY).match(self.text, self.at)
        if found is None:
            raise PatternError("a category stands in braces: \\p{Lu}", begin)
        self.at = found.end()
        name = found[4] or found[3]
        wanted = (found[1] == "p") is not bool(found[2])
        if name == "Any":
            return "", wanted
        if name not in CATEGORIES:
            raise UnsupportedError(f"there is no category {name or 'here'}; known are those like L, Lu, Nd", begin)
        return name, wanted

    def bracket(self) -> One:
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
        if self.text.startswith("[:", self.at) and (end := self.text.find(":]", self.at + 2)) >= 0:
            name = self.text[self.at + 2 : end]
            found = POSIX.get(name.removeprefix("^"))
            if found is None:
                raise PatternError(f"there is no set [:{name}:]", self.at)
            self.at = end + 2
            return self.either_way(found, name.startswith("^"))
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


def _unknown_escape(mark: str) -> str:
    if mark.isdigit():
        return NO_REFERENCE
    if mark == "Z":
        return "there is no \\Z; \\z is the end of the text"
    return f"there is no escape \\{mark}" if mark else "a pattern does not end in a backslash"
