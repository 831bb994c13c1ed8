"""What a reader takes for one character: Unicode's grapheme clusters, in which Terraform counts."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_PICTURES = (
    (0x1F000, 0x1FAFF),
    (0x2600, 0x27BF),
    (0x2190, 0x21FF),
    (0x2300, 0x23FF),
    (0x2B00, 0x2BFF),
    (0x3030, 0x303D),
)


def _extends(char: str) -> bool:
    """Whether a character belongs to the one before it."""
    if unicodedata.category(char) in ("Mn", "Me", "Mc") or char in (_JOINER, "\u200c"):
        return True
    code = ord(char)
    return 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F


def _regional(char: str) -> bool:
    return 0x1F1E6 <= ord(char) <= 0x1F1FF


def _picture(char: str) -> bool:
    code = ord(char)
    return any(first <= code <= last for first, last in _PICTURES) or code in (0xA9, 0xAE, 0x203C, 0x2049)


def _hangul(before: str, after: str) -> bool:
    """Whether two Korean letters make one syllable."""
    a, b = ord(before), ord(after)
    leading, vowel = 0x1100 <= a <= 0x115F, 0x1160 <= b <= 0x11A7
    if leading and (vowel or 0x1100 <= b <= 0x115F or 0xAC00 <= b <= 0xD7A3):
        return True
    open_ = 0xAC00 <= a <= 0xD7A3 and (a - 0xAC00) % 28 == 0
    if (open_ or 0x1160 <= a <= 0x11A7) and (vowel or 0x11A8 <= b <= 0x11FF):
        return True
    return (0xAC00 <= a <= 0xD7A3 or 0x11A8 <= a <= 0x11FF) and 0x11A8 <= b <= 0x11FF


def clusters(text: str) -> list[str]:
    """The clusters of a text, in order."""
    if text.isascii():
        return list(text) if "\r\n" not in text else _split(text)
    return _split(text)


def _split(text: str) -> list[str]:
    out: list[str] = []
    for char in text:
        if out and _joins(out[-1], char):
            out[-1] += char
        else:
            out.append(char)
    return out


def _joins(cluster: str, char: str) -> bool:
    last = cluster[-1]
    if last == "\r" and char == "\n":
        return True
    if unicodedata.category(last) in ("Cc", "Zl", "Zp") or unicodedata.category(char) in ("Cc", "Zl", "Zp"):
        return False
    if _extends(char):
        return True
    if last == _JOINER and _picture(char) and _picture(cluster[0]):
        return True
    if _regional(last) and _regional(char):
        return sum(map(_regional, cluster)) % 2 == 1
    return _hangul(last, char)


def count(text: str) -> int:
    """How many clusters a text has."""
    return len(text) if text.isascii() and "\r\n" not in text else len(clusters(text))
