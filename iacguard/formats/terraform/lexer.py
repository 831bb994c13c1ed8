"""The words of HCL: its regular expressions, and the cursor that walks over a text with them.

Every pattern is linear: no alternative of a repetition begins like another one, and what may repeat is followed by
nothing that could make it give back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NoReturn

from iacguard.model.report import ERROR, Diagnostic
from iacguard.model.source import Source, Span

LIMIT = 200
"""How deep expressions, templates and blocks may nest."""

IDENTIFIER = r"[^\W\d][\w-]*"
_SINGLE = r"#[^\n]*|//[^\n]*|/\*.*?\*/"

Match = Callable[..., "re.Match[str] | None"]

ANYWHERE: Match = re.compile(rf"(?:[ \t\r\n]+|({_SINGLE}))*", re.DOTALL).match
"""Blanks, newlines and comments: between statements, and inside parentheses and brackets. Group 1: any comment."""
INLINE: Match = re.compile(r"(?:[ \t\r]+|(/\*.*?\*/))*", re.DOTALL).match
"""What may stand between two words of a line on which the newline counts."""
COMMENTS = re.compile(_SINGLE, re.DOTALL).finditer
LINE_END: Match = re.compile(r"[ \t\r]*((?:#|//)[^\n]*)?(?:\n|\Z)").match

_SIMPLE = rf'"([^"\\$%\n]*)"|(\d+)|({IDENTIFIER}(?:\.{IDENTIFIER})*)'
STATEMENT: Match = re.compile(
    rf"({IDENTIFIER})(?![\w-])[ \t]*(?:(=)(?![=>])[ \t]*(?:(?:{_SIMPLE})(?=[ \t\r]*(?:[\n}}#]|\Z)))?"
    rf'|((?:(?:"(?:[^"\\\n]|\\.)*"|{IDENTIFIER}(?![\w-]))[ \t]*)*)\{{)'
).match
"""An attribute up to its value, or with it where that is one simple word; or a block's header with its brace."""
ITEM: Match = re.compile(
    rf'(?:({IDENTIFIER})|"([^"\\$%\n]*)")[ \t]*[=:](?![=>:])[ \t]*(?:(?:{_SIMPLE})(?=[ \t\r]*(?:[\n}},]|\Z)))?'
).match
"""An item of an object, likewise."""
LABELS = re.compile(rf'"((?:[^"\\\n]|\\.)*)"|({IDENTIFIER})').findall
TOKEN: Match = re.compile(
    rf'"([^"\\$%\n]*)"|({IDENTIFIER}(?:::{IDENTIFIER})*)([ \t]*\()?|(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)'
    rf'|<<(-?)({IDENTIFIER})\r?\n|(["\[{{(!-])'
).match
STEP: Match = re.compile(rf"\.(?!\.)[ \t]*(?:({IDENTIFIER})|(\d+)|(\*))|\[[ \t]*(\*)[ \t]*\]|(\[)").match
OPERATOR: Match = re.compile(r"&&|\|\||==|!=|<=|>=|[<>+\-*%]|/(?![/*])|\?").match
FOR: Match = re.compile(rf"for\s+({IDENTIFIER})\s*(?:,\s*({IDENTIFIER})\s*)?in(?![\w-])").match
CHAINED: Match = re.compile(r"\.\d").match
LOOP: Match = re.compile(r"for(?![\w-])").match
IF: Match = re.compile(r"if(?![\w-])").match
_WORD: Match = re.compile(r'"[^"\n]{0,40}"?|[\w-]{1,40}|[^\s\w]{1,2}').match

PRECEDENCE = {
    "||": 1,
    "&&": 2,
    "==": 3,
    "!=": 3,
    "<": 4,
    ">": 4,
    "<=": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
    "%": 6,
}
KEYWORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


class MalformedError(Exception):
    """A syntax error: what was expected and found, where, and how to cure it. Never leaves the parser."""

    def __init__(self, message: str, start: int, end: int, cure: str) -> None:
        super().__init__(message)
        self.message, self.start, self.end, self.cure = message, start, end, cure


class Cursor:
    """A position in a text, and what was met on the way.

    `blank` says what may be skipped here: INLINE where a newline ends the statement, ANYWHERE inside brackets.
    `links` counts the nodes of the statement at hand that deepen the tree without nesting in the text.
    """

    __slots__ = ("blank", "comments", "depth", "diagnostics", "links", "pos", "source", "text")

    def __init__(self, source: Source, start: int = 0, end: int | None = None) -> None:
        self.source = source
        self.text = source.text if end is None or end >= len(source.text) else source.text[:end]
        self.pos = start
        self.blank = INLINE
        self.comments: list[tuple[int, int]] = []
        self.diagnostics: list[Diagnostic] = []
        self.depth = 0
        self.links = 0

    def skip(self, blank: Match) -> None:
        """Go past what `blank` matches, noting comments."""
        found = blank(self.text, self.pos)
        assert found is not None  # every blank matches the empty text
        if found.lastindex:
            self.comments.extend(comment.span() for comment in COMMENTS(self.text, self.pos, found.end()))
        self.pos = found.end()

    def deeper(self) -> None:
        """Enter one more level; the caller leaves it by `depth -= 1`, or by an error, which ends them all."""
        self.depth += 1
        if self.depth > LIMIT:
            self.too_deep()

    def too_deep(self) -> NoReturn:
        """Stop at what nests too deep to be read."""
        self.fail(f"nested deeper than {LIMIT} levels", self.pos, cure="split it into locals or smaller modules")

    def fail(self, message: str, start: int | None = None, end: int | None = None, cure: str = "") -> NoReturn:
        """Stop at a syntax error; without `start`, at the word that stands here."""
        if start is None:
            start = self.pos
            word = _WORD(self.text, start)
            end = word.end() if word else start
        raise MalformedError(message, start, start + 1 if end is None else end, cure)

    def expect(self, message: str, cure: str = "") -> NoReturn:
        """Stop, saying that `message` was expected and what was found instead."""
        self.fail(f"expected {message}, found {self.found()}", cure=cure)

    def unclosed(self, what: str, closing: str, opening: int, expected: str = "") -> NoReturn:
        """Stop inside a bracket: at its opening if it was never closed, else at the word that does not belong there."""
        line, _ = self.source.position(opening)
        between = self.text[: self.pos].rpartition("\n")[2] if self.pos < len(self.text) else ""
        if self.pos >= len(self.text) or self.text[self.pos] in ")]}" or not between.strip():
            self.fail(
                f"this {what} is not closed: expected {expected}`{closing}`, found {self.found()}",
                opening,
                cure=f"add the missing `{closing}`{', or a comma between the items' if expected else ''}",
            )
        self.expect(f"{expected}`{closing}`", f"close the {what} that line {line} opens, or remove what follows it")

    def complain(self, message: str, start: int, end: int, cure: str) -> None:
        """Note an error that does not keep from reading on."""
        self.diagnostics.append(Diagnostic(ERROR, "syntax", message, Span(self.source, start, end), cure=cure))

    def found(self) -> str:
        """The word that stands here, as messages name it."""
        if self.pos >= len(self.text):
            return "the end of the file"
        if self.text[self.pos] in "\r\n":
            return "the end of the line"
        word = _WORD(self.text, self.pos)
        return f"`{word.group() if word else self.text[self.pos]}`"
