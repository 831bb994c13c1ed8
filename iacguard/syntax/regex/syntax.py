"""The syntax of RE2, as Go reads it, to a tree."""

from __future__ import annotations

import re
from typing import NamedTuple

from iacguard.syntax.regex.charset import Charset
from iacguard.syntax.regex.escapes import NO_REFERENCE, Escapes
from iacguard.syntax.regex.tree import (
    BEGIN,
    BEGIN_LINE,
    END,
    END_LINE,
    Assertion,
    Either,
    Group,
    Node,
    One,
    PatternError,
    Repeat,
    Sequence,
    UnsupportedError,
    within,
)

MAX_PATTERN = 2_000
"""Characters of a pattern."""
MAX_REPEAT = 1_000
MAX_NESTING = 100

_REPEAT = r"\{(0|[1-9][0-9]*)(,(0|[1-9][0-9]*)?)?\}"
_NAMED = r"\(\?P?<([A-Za-z0-9_]+)>"
_FLAGS = r"\(\?([imsU]*)(?:-([imsU]+))?([:)])"


class Pattern(NamedTuple):
    """A pattern's tree, and the name of each of its groups (None: it has none)."""

    tree: Node
    names: tuple[str | None, ...]


def parse(pattern: str) -> Pattern:
    """Raises PatternError; UnsupportedError where a pattern is too large, or may be right but is not known here."""
    if len(pattern) > MAX_PATTERN:
        raise UnsupportedError(f"a pattern has at most {MAX_PATTERN} characters", MAX_PATTERN)
    parser = _Parser(pattern)
    tree = parser.either()
    if parser.at < len(pattern):
        raise PatternError("this parenthesis closes nothing", parser.at)
    return Pattern(tree, tuple(parser.names))


class _Parser(Escapes):
    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self.names: list[str | None] = []
        self.depth = 0

    def either(self) -> Node:
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise UnsupportedError(f"nested more than {MAX_NESTING} deep", self.at)
        options = [self.sequence()]
        while self.at < len(self.text) and self.text[self.at] == "|":
            self.at += 1
            options.append(self.sequence())
        self.depth -= 1
        return _joined(options) if len(options) > 1 else options[0]

    def sequence(self) -> Node:
        parts: list[Node] = []
        repeated_until = -1
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            begin = self.at
            if self.text.startswith("\\Q", begin):
                parts += self.quoted()
            elif (times := self.times()) is not None:
                if not parts:
                    raise PatternError(f"{self.text[begin]} repeats nothing", begin)
                if begin == repeated_until:
                    raise PatternError(f"{self.text[begin : self.at]} repeats what is repeated already", begin)
                parts.append(self.repeated(parts.pop(), *times, begin))
                repeated_until = self.at
            else:
                part = self.part()
                parts += [] if part is None else [part]
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def quoted(self) -> list[One]:
        end = self.text.find("\\E", self.at)
        body = self.text[self.at + 2 : end if end >= 0 else len(self.text)]
        self.at = end + 2 if end >= 0 else len(self.text)
        return [self.literal(ord(character)) for character in body]

    def repeated(self, part: Node, least: int, most: int | None, begin: int) -> Repeat:
        greedy = not self.text.startswith("?", self.at)
        self.at += not greedy
        if max(least, most or 0) > MAX_REPEAT or (most is not None and most < least):
            raise PatternError(f"a part is repeated from 0 to {MAX_REPEAT} times", begin)
        found = Repeat(part, least, most, greedy is not ("U" in self.flags))
        if max(least, most or 0) > 1 and not _few(found, MAX_REPEAT):
            raise PatternError(f"this repeats too much: with what is inside, more than {MAX_REPEAT} times", begin)
        return found

    def times(self) -> tuple[int, int | None] | None:
        """How often what stands before is repeated, where that is said next."""
        mark = self.text[self.at]
        simple = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(mark)
        if simple is not None:
            self.at += 1
            return simple
        found = re.compile(_REPEAT).match(self.text, self.at) if mark == "{" else None
        if found is None:
            return None
        self.at = found.end()
        least = int(found[1])
        return least, least if found[2] is None else int(found[3]) if found[3] else None

    def part(self) -> Node | None:
        """One part without its repetition; None for flags, which are no part."""
        mark = self.text[self.at]
        if mark == "(":
            return self.group()
        if mark == "[":
            return self.bracket()
        if mark == "\\":
            return self.escaped()
        self.at += 1
        if mark == ".":
            return One(Charset(() if "s" in self.flags else ((10, 10),), negated=True))
        if mark == "^":
            return Assertion(BEGIN_LINE if "m" in self.flags else BEGIN)
        if mark == "$":
            return Assertion(END_LINE if "m" in self.flags else END)
        return self.literal(ord(mark))

    def group(self) -> Node | None:
        begin, flags = self.at, self.flags
        named = re.compile(_NAMED).match(self.text, self.at)
        changed = re.compile(_FLAGS).match(self.text, self.at)
        number = 0
        if self.text.startswith("(?", self.at) and named is None and changed is None:
            raise PatternError(_refused(self.text, self.at), self.at)
        if changed is not None:
            self.at = changed.end()
            self.flags = (flags | frozenset(changed[1])) - frozenset(changed[2] or "")
            if changed[3] == ")":
                return None
        else:
            name = named[1] if named else None
            if name is not None and name in self.names:
                raise PatternError(f"two groups have the name {name}", begin)
            self.names.append(name)
            number = len(self.names)
            self.at = named.end() if named is not None else self.at + 1
        inner = self.either()
        if not self.text.startswith(")", self.at):
            raise PatternError("this parenthesis is not closed", begin)
        self.at += 1
        self.flags = flags
        return Group(inner, number) if number else inner


def _few(node: Node, most: int) -> bool:
    """Whether no part is repeated more often than so, times those around it counted."""
    if isinstance(node, Repeat):
        own = node.least if node.most is None else node.most
        if node.most == 0:
            return True
        if own > most:
            return False
        most = most // own if own else most
    return all(_few(part, most) for part in within(node))


def _joined(options: list[Node]) -> Node:
    """Alternatives; those of one character each are one set."""
    plain = [option.charset for option in options if isinstance(option, One) and not option.charset.categories]
    if len(plain) == len(options):
        return One(Charset([pair for charset in plain for pair in charset.ranges]))
    return Either(tuple(options))


def _refused(text: str, at: int) -> str:
    after = text[at + 2 : at + 4]
    if after[:1] in ("=", "!") or after in ("<=", "<!"):
        return "a regular expression does not look around: patterns here take time that grows with the text alone"
    if after in ("P=", "P>"):
        return NO_REFERENCE
    return f"there is no group that begins {text[at : at + 3]}"
