"""JSON text to nodes: literals, lists and objects with their places, strings as plain text."""

from __future__ import annotations

import re
from decimal import Decimal
from json.decoder import scanstring  # type: ignore[attr-defined]

from iacguard.formats.terraform.ast import Expression, ListExpression, Literal, ObjectExpression
from iacguard.formats.terraform.expressions import DIGITS
from iacguard.formats.terraform.lexer import Cursor, MalformedError, Match
from iacguard.model.report import Diagnostic
from iacguard.model.source import Source
from iacguard.syntax.json import paired

_BLANK: Match = re.compile(r"[ \t\r\n]*").match
_SCALAR: Match = re.compile(
    r'"([^"\\\x00-\x1f]*)"|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])|(true|false|null)(?!\w)'
).match
_WORDS = {"true": True, "false": False, "null": None}


def read_json(source: Source) -> tuple[Expression | None, list[Diagnostic]]:
    """The one value of a JSON text; None with one diagnostic where it is none. Object keys are Literals."""
    reader = _Reader(source)
    try:
        reader.pos = 1 if source.text.startswith("\ufeff") else 0
        value = reader.value()
        reader.skip(_BLANK)
        if reader.pos < len(source.text):
            reader.expect("nothing after the value that begins the file", "a JSON file holds one value")
        return value, reader.diagnostics
    except MalformedError as error:
        reader.complain(error.message, error.start, error.end, error.cure)
        return None, reader.diagnostics


class _Reader(Cursor):
    __slots__ = ()

    def value(self) -> Expression:
        self.skip(_BLANK)
        start = self.pos
        if self.text.startswith(("{", "["), start):
            self.deeper()
            self.pos += 1
            node = self.object(start) if self.text[start] == "{" else self.array(start)
            self.depth -= 1
            return node
        found = _SCALAR(self.text, start)
        if found is None:
            return self.escaped(start)
        self.pos = found.end()
        text, number, word = found.groups()
        if text is not None:
            return Literal(self.source, start, self.pos, text)
        if number is None:
            return Literal(self.source, start, self.pos, _WORDS[word])
        mantissa, _, exponent = number.lower().partition("e")
        if len(mantissa) > DIGITS or len(exponent) > 5:
            self.fail("this number is too long to mean anything", start, self.pos, "write it with fewer digits")
        whole = number.lstrip("-").isdigit()
        return Literal(self.source, start, self.pos, int(number) if whole else Decimal(number))

    def escaped(self, start: int) -> Literal:
        """A string with escapes."""
        if not self.text.startswith('"', start):
            self.expect("a value", "JSON knows strings in double quotes, numbers, true, false, null, [] and {}")
        try:
            text, self.pos = scanstring(self.text, start + 1, True)
        except ValueError:
            self.fail(
                "this string is not closed on its line, or holds an escape that JSON lacks",
                start,
                start + 1,
                'end it with `"`; write a backslash as `\\\\` and a line break as `\\n`',
            )
        return Literal(self.source, start, self.pos, paired(text))

    def array(self, start: int) -> Expression:
        items: list[Expression] = []
        while True:
            self.skip(_BLANK)
            if not items and self.text.startswith("]", self.pos):
                break
            items.append(self.value())
            self.skip(_BLANK)
            if not self.text.startswith(",", self.pos):
                break
            self.pos += 1
        if not self.text.startswith("]", self.pos):
            self.unclosed("array", "]", start, "`,` or ")
        self.pos += 1
        return ListExpression(self.source, start, self.pos, items)

    def object(self, start: int) -> Expression:
        items: list[tuple[Expression, Expression]] = []
        while True:
            self.skip(_BLANK)
            if not items and self.text.startswith("}", self.pos):
                break
            if not self.text.startswith('"', self.pos):
                self.expect("a key in double quotes", "remove a comma that ends the object, or add the key")
            key = self.value()
            self.skip(_BLANK)
            if not self.text.startswith(":", self.pos):
                self.expect("`:` after the key")
            self.pos += 1
            items.append((key, self.value()))
            self.skip(_BLANK)
            if not self.text.startswith(",", self.pos):
                break
            self.pos += 1
        if not self.text.startswith("}", self.pos):
            self.unclosed("object", "}", start, "`,` or ")
        self.pos += 1
        return ObjectExpression(self.source, start, self.pos, items)
