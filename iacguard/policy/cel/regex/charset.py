"""Sets of characters: what one position of a regular expression accepts."""

from __future__ import annotations

from collections.abc import Iterable

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
LAST = 0x10FFFF


class Charset:
    """Characters by ranges of code points and by categories of Unicode; `folded` ignores case."""

    __slots__ = ("categories", "folded", "negated", "ranges")

    def __init__(
        self,
        ranges: Iterable[Range],
        negated: bool = False,
        folded: bool = False,
        categories: tuple[tuple[str, bool], ...] = (),
    ) -> None:
        self.ranges = tuple(ranges)
        self.negated = negated
        self.folded = folded
        self.categories = categories

    def __contains__(self, character: str) -> bool:
        found = self._has(character)
        if not found and self.folded:
            lower = character.lower()
            found = any(self._has(c) for c in (lower, character.upper(), lower.upper()) if len(c) == 1)
        return found is not self.negated

    def _has(self, character: str) -> bool:
        code = ord(character)
        if any(low <= code <= high for low, high in self.ranges):
            return True
        if not self.categories:
            return False
        import unicodedata

        category = unicodedata.category(character)
        return any(category.startswith(name) is wanted for name, wanted in self.categories)

    @property
    def single(self) -> str:
        """The one character of the set, where it is one whatever the case; else empty."""
        if len(self.ranges) == 1 and not (self.negated or self.folded or self.categories):
            low, high = self.ranges[0]
            return chr(low) if low == high else ""
        return ""


def complement(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The ranges between those given."""
    out, at = [], 0
    for low, high in sorted(ranges):
        if low > at:
            out.append((at, low - 1))
        at = max(at, high + 1)
    if at <= LAST:
        out.append((at, LAST))
    return tuple(out)
