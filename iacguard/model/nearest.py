"""What a misspelled word may have meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: object, known: Iterable[str]) -> str:
    """The known word that is most like a given one; empty where none is like it."""
    from difflib import get_close_matches  # most scans meet no misspelled word

    return next(iter(get_close_matches(str(word), list(known), 1)), "")


def meant(word: object, known: Iterable[str], otherwise: str = "") -> str:
    """`did you mean …?`, or what to say where nothing is near."""
    found = nearest(word, known)
    return f"did you mean {found}?" if found else otherwise
