"""Sets of characters: what one position of a regular expression accepts."""

from __future__ import annotations

from collections.abc import Iterable

from iacguard.syntax.regex.folding import folded as with_other_case
from iacguard.syntax.regex.folding import forms

Range = tuple[int, int]
DIGIT: tuple[Range, ...] = ((48, 57),)
SPACE: tuple[Range, ...] = ((9, 10), (12, 13), (32, 32))
WORD: tuple[Range, ...] = ((48, 57), (65, 90), (95, 95), (97, 122))
_UPPER, _LOWER = ((65, 90),), ((97, 122),)
POSIX: dict[str, tuple[Range, ...]] = {
    "alnum": ((48, 57), *_UPPER, *_LOWER), "alpha": (*_UPPER, *_LOWER), "ascii": ((0, 127),),
    "blank": ((9, 9), (32, 32)), "cntrl": ((0, 31), (127, 127)), "digit": DIGIT, "graph": ((33, 126),),
    "lower": _LOWER, "print": ((32, 126),), "punct": ((33, 47), (58, 64), (91, 96), (123, 126)),
    "space": ((9, 13), (32, 32)), "upper": _UPPER, "word": WORD, "xdigit": ((48, 57), (65, 70), (97, 102)),
}  # fmt: skip
CATEGORIES = frozenset(
    "C Cc Cf Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs".split()
)
LAST = 0x10FFFF


class Charset:
    """Characters by ranges of code points and by categories of Unicode; `folded` ignores case.

    `ranges` are in order and do not touch each other. Only a set with categories is still `negated` once it is made.
    """

    __slots__ = ("categories", "folded", "negated", "ranges")

    def __init__(
        self,
        ranges: Iterable[Range],
        negated: bool = False,
        folded: bool = False,
        categories: tuple[tuple[str, bool], ...] = (),
    ) -> None:
        found = joined(with_other_case(tuple(ranges)) if folded else ranges)
        self.ranges = complement(found) if negated and not categories else found
        self.negated = negated and bool(categories)
        self.folded = folded
        self.categories = categories

    def __contains__(self, character: str) -> bool:
        code = ord(character)
        found = any(low <= code <= high for low, high in self.ranges)
        return (found or self._in_category(character)) is not self.negated

    def _in_category(self, character: str) -> bool:
        if not self.categories:
            return False
        import unicodedata

        characters = forms(character) if self.folded else (character,)
        categories = [unicodedata.category(form) for form in characters]
        return any(any(c.startswith(name) for c in categories) is wanted for name, wanted in self.categories)

    @property
    def single(self) -> str:
        """The one character of the set, where it is one; else empty."""
        if len(self.ranges) == 1 and not self.categories:
            low, high = self.ranges[0]
            return chr(low) if low == high else ""
        return ""


def joined(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The same characters in ranges that are in order and apart."""
    out: list[Range] = []
    for low, high in sorted(ranges):
        if out and low <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return tuple(out)


def complement(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The ranges between those given."""
    out, at = [], 0
    for low, high in joined(ranges):
        if low > at:
            out.append((at, low - 1))
        at = high + 1
    if at <= LAST:
        out.append((at, LAST))
    return tuple(out)
