"""Which characters are one letter where case does not count: Unicode's simple case folding, as RE2 does it."""

from __future__ import annotations

from functools import lru_cache

_VARIANTS = (
    "\u00b5\u0345\u017f\u03c2\u03d0\u03d1\u03d5\u03d6\u03f0\u03f1\u03f4\u03f5\u1e9b\u1e9e\u1fbe\u2126\u212a\u212b"
    "\u1c80\u1c81\u1c82\u1c83\u1c84\u1c85\u1c86\u1c87\u1c88"
)
"""What is neither the small, the capital nor the title form of the letter it folds to: long s, the Kelvin sign."""
_CASED = (
    (0x41, 0x587), (0x10A0, 0x10FF), (0x13A0, 0x13FD), (0x1C80, 0x1FFC), (0x2126, 0x2184), (0x24B6, 0x24E9),
    (0x2C00, 0x2D2D), (0xA640, 0xA7F6), (0xAB53, 0xABBF), (0xFF21, 0xFF5A), (0x10400, 0x105BC), (0x10C80, 0x10CF2),
    (0x118A0, 0x118DF), (0x16E40, 0x16E7F), (0x1E900, 0x1E943),
)  # fmt: skip
"""Where letters with case stand; elsewhere there are none."""


def _letter(character: str) -> str:
    """The letter that a character folds to."""
    folded = character.casefold()
    if len(folded) > 1:
        folded = character.lower()
    return folded if len(folded) == 1 else character


@lru_cache(maxsize=1024)
def forms(character: str) -> frozenset[str]:
    """All characters that are the same letter, the given one among them."""
    letter = _letter(character)
    found = {character, letter, letter.upper(), letter.title(), *_VARIANTS}
    return frozenset(form for form in found if len(form) == 1 and _letter(form) == letter)


def folded(ranges: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Ranges of code points with all forms of their letters."""
    out = list(ranges)
    for low, high in ranges:
        for first, last in _CASED:
            for code in range(max(low, first), min(high, last) + 1):
                out += [(ord(form), ord(form)) for form in forms(chr(code))]
    return tuple(out)
