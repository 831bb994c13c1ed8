"""Whether a pattern matches anywhere in a text, character by character, with all ways through it at once.

The ways are the bits of a number: which characters of the pattern were just taken. Each set of them is a state that is
worked out when it is first met, with what follows from each character; so a text costs a look-up a character, and in
the worst case a handful of operations on long numbers.
"""

from __future__ import annotations

from functools import lru_cache

from iacguard.syntax.regex.program import ASSERT, CHAR, MATCH, SPLIT, TEXT_EDGE, Program, holds, program, side

MAX_SUBJECT = 10_000
"""Characters of a text that is searched."""
MAX_STATES = 1_000
"""New states that one search may meet; then it goes on without remembering them. Twice as many are kept."""
MAX_WORK = 300_000
"""Operations on long numbers that one search may take."""


class State(dict[str, "State | None"]):
    """What was taken last, the side that the next place has on its left, and the state after each character.

    None stands for a match: the text need not be read further.
    """

    __slots__ = ("before", "ways")

    def __init__(self, ways: int, before: int) -> None:
        super().__init__()
        self.ways = ways
        self.before = before


class Follow:
    """What may be taken after what, between two sides. Most characters of a pattern are followed by the next one: these
    move together by one shift; the others by groups that lead to the same places."""

    __slots__ = ("groups", "shifted")

    def __init__(self, reach: list[int]) -> None:
        self.shifted = 0
        groups: dict[int, int] = {}
        for position, mask in enumerate(reach):
            if mask >> (position + 1) & 1:
                self.shifted |= 1 << position
                mask &= ~(1 << (position + 1))
            if mask:
                groups[mask] = groups.get(mask, 0) | 1 << position
        self.groups = [(members, mask) for mask, members in groups.items()]

    def after(self, ways: int) -> int:
        """All that may be taken next."""
        found = (ways & self.shifted) << 1
        for members, mask in self.groups:
            if ways & members:
                found |= mask
        return found


class Matcher:
    """A pattern ready to search. Positions are its characters in order, then the begin; the bit above is the match."""

    def __init__(self, code: Program) -> None:
        self.code = code
        places = [at for at in range(len(code.code) - 1, -1, -1) if code.code[at].kind == CHAR]
        self.position = {at: number for number, at in enumerate(places)}
        self.charsets = [code.code[at].data for at in places]
        self.starts = [code.code[at].a for at in places] + [code.start]
        self.origin = 1 << len(places)
        self.match = self.origin << 1
        self.follow: dict[tuple[int, int], Follow] = {}
        self.masks: dict[str, int] = {}
        self.first: dict[str, bool] = {}
        self.states: dict[tuple[int, int], State] = {}
        self.anchored = code.asserts and not any(
            self.reach(code.start, before, after) for before in (1, 2, 3) for after in range(4)
        )

    def reach(self, at: int, before: int, after: int) -> int:
        """The positions that are open at an instruction, without taking a character."""
        found, seen, todo = 0, set(), [at]
        while todo:
            at = todo.pop()
            if at in seen:
                continue
            seen.add(at)
            step = self.code.code[at]
            if step.kind == CHAR:
                found |= 1 << self.position[at]
            elif step.kind == MATCH:
                found |= self.match
            elif step.kind != ASSERT or holds(step.data, before, after):
                todo.append(step.a)
                if step.kind == SPLIT:
                    todo.append(step.b)
        return found

    def following(self, before: int, after: int) -> Follow:
        known = self.follow.get((before, after))
        if known is None:
            known = Follow([self.reach(at, before, after) for at in self.starts])
            self.follow[before, after] = known
        return known

    def mask(self, character: str) -> int:
        """The positions that take a character."""
        known = self.masks.get(character)
        if known is None:
            known = 0
            tested: dict[int, bool] = {}
            for number, charset in enumerate(self.charsets):
                key = id(charset)
                if key not in tested:
                    tested[key] = character in charset
                if tested[key]:
                    known |= 1 << number
            if len(self.masks) > MAX_STATES:
                self.masks.clear()
            self.masks[character] = known
        return known

    def state(self, ways: int, before: int) -> State:
        known = self.states.get((ways, before))
        if known is None:
            if len(self.states) > 2 * MAX_STATES:
                self.states.clear()
            known = self.states[ways, before] = State(ways, before)
        return known

    def begins(self, character: str) -> bool:
        """Whether a match that takes a character may begin with this one, wherever it stands."""
        known = self.first.get(character)
        if known is None:
            sides = range(4) if self.code.asserts else (TEXT_EDGE,)
            reach = 0
            for before in sides:
                reach |= self.following(before, side(character) if self.code.asserts else TEXT_EDGE).after(self.origin)
            known = self.first[character] = bool(reach & (self.mask(character) | self.match))
        return known

    def step(self, state: State, character: str) -> State | None:
        """The state after one more character; None where a match ends before it."""
        after = side(character) if self.code.asserts else TEXT_EDGE
        open_ = self.following(state.before, after).after(state.ways)
        following: State | None = None
        if not open_ & self.match:
            ways = open_ & self.mask(character)
            following = self.state(ways if self.anchored else ways | self.origin, after)
        state[character] = following
        return following

    def search(self, text: str) -> bool:
        """Whether the pattern matches anywhere. Raises ValueError where the search takes too much."""
        if self.code.literal and self.code.literal not in text:
            return False
        state = self.state(self.origin, TEXT_EDGE)
        new = 0
        for at, character in enumerate(text):
            try:
                following = state[character]
            except KeyError:
                following = self.step(state, character)
                new += 1
                if new > MAX_STATES:
                    return self.walk(state, text[at:])
            if following is None:
                return True
            if not following.ways:
                return False
            state = following
        return self.done(state.ways, state.before)

    def walk(self, state: State, text: str) -> bool:
        """The rest of a search in which nearly every state is a new one: without remembering any."""
        ways, before = state.ways, state.before
        asserts, keep, left = self.code.asserts, 0 if self.anchored else self.origin, MAX_WORK
        follow = self.following(before, TEXT_EDGE)
        for character in text:
            if asserts:
                after = side(character)
                follow = self.following(before, after)
                before = after
            left -= 2 + len(follow.groups)
            if left < 0:
                raise ValueError("this pattern takes too many steps on this text")
            open_ = follow.after(ways)
            if open_ & self.match:
                return True
            ways = open_ & self.mask(character) | keep
        return self.done(ways, before)

    def done(self, ways: int, before: int) -> bool:
        """Whether the end of the text completes a match."""
        return bool(self.following(before, TEXT_EDGE).after(ways) & self.match)


@lru_cache(maxsize=512)
def matcher(pattern: str) -> Matcher:
    """The matcher of a pattern, remembered with its states. Raises PatternError."""
    return Matcher(program(pattern))


def search(text: str, pattern: str) -> bool:
    """Whether a pattern matches anywhere in a text. Raises ValueError, with the reason, for what cannot be searched."""
    if len(text) > MAX_SUBJECT:
        raise ValueError(f"a text of more than {MAX_SUBJECT} characters is not searched")
    return matcher(pattern).search(text)
