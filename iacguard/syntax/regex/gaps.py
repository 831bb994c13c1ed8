"""Whether a pattern matches a text of which only pieces are known, whatever stands between them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from iacguard.syntax.regex.charset import WORD
from iacguard.syntax.regex.engine import MAX_SUBJECT, Matcher, State, matcher
from iacguard.syntax.regex.program import TEXT_EDGE

_Key = tuple[int, int] | None
MAX_STATES = 200
"""States that a gap may lead to; then nothing is said."""


def search(pieces: Sequence[str], pattern: str) -> bool | None:
    """True or false where that is the answer for any texts, empty ones included, between two pieces; else None.

    Raises ValueError, with the reason, for a pattern that is none.
    """
    if sum(map(len, pieces)) > MAX_SUBJECT:
        return None
    machine = matcher(pattern)
    begin = machine.state(machine.origin, TEXT_EDGE)
    states: dict[_Key, State | None] = {_key(begin): begin}
    for number, piece in enumerate(pieces):
        if number and not _spread(machine, states, _characters(pattern)):
            return None
        for character in piece:
            following = [_after(machine, state, character) for state in states.values()]
            states = {_key(state): state for state in following}
    ends = {state is None or machine.done(state.ways, state.before) for state in states.values()}
    return ends.pop() if len(ends) == 1 else None


def _key(state: State | None) -> _Key:
    return None if state is None else (state.ways, state.before)


def _after(machine: Matcher, state: State | None, character: str) -> State | None:
    """The state after a character; None for a match, which nothing that follows takes back."""
    if state is None:
        return None
    return state[character] if character in state else machine.step(state, character)


def _spread(machine: Matcher, states: dict[_Key, State | None], characters: str) -> bool:
    """Add all states that some text leads to from these; whether they were few enough, and the pattern plain enough."""
    todo = list(states.values())
    while todo and characters:
        state = todo.pop()
        for character in characters:
            following = _after(machine, state, character)
            key = _key(following)
            if key not in states:
                if len(states) >= MAX_STATES:
                    return False
                states[key] = following
                todo.append(following)
    return bool(characters)


@lru_cache(maxsize=512)
def _characters(pattern: str) -> str:
    """One character of each kind that a pattern tells apart; none where it tells them by their category."""
    sets = {id(charset): charset for charset in matcher(pattern).charsets}.values()
    if any(charset.categories for charset in sets):
        return ""
    codes = {0, 10, 11, 128, *(code for low, high in WORD for code in (low, high + 1))}
    for charset in sets:
        codes.update(border for low, high in charset.ranges for border in (low, high + 1))
    return "".join(sorted({chr(code) for code in codes if code <= 0x10FFFF}))
