"""Templates: quoted strings, heredocs and whole files with `${…}` and `%{…}`."""

from __future__ import annotations

import re
from typing import NamedTuple

from iacguard.formats.terraform.ast import Expression, Literal, Template, TemplateFor, TemplateIf
from iacguard.formats.terraform.lexer import ANYWHERE, FOR, Cursor, Match
from iacguard.model.source import Source

QUOTED_TEXT: Match = re.compile(r"(?:[^\"\\$%\n]+|\\.|\$\$\{|%%\{|\$(?!\{)|%(?!\{))+").match
BARE_TEXT: Match = re.compile(r"(?:[^$%]+|\$\$\{|%%\{|\$(?!\{)|%(?!\{))+").match
DIRECTIVE = r"~?\s*(if|else|endif|for|endfor)(?![\w-])"
ESCAPE = r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|\$\$\{|%%\{"
BARE_ESCAPE = r"([$%])\1\{"
LINE = r"[^\n]*\n|[^\n]+"
ESCAPED = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


class Directive(NamedTuple):
    """One `%{…}` before directives are paired: its word, where it stands, and what `if` and `for` say."""

    word: str
    start: int
    end: int
    expression: Expression | None = None
    key_name: str | None = None
    value_name: str = ""


class Pieces:
    """The pieces of a template in order; `texts` are the indices of those that are literal text.

    Strip markers take blanks up to the end of a line where a template has `lines`; in a quoted text, all of them.
    """

    __slots__ = ("directives", "items", "lines", "texts", "trim")

    def __init__(self, lines: bool) -> None:
        self.lines = lines
        self.items: list[Expression | Directive] = []
        self.texts: list[int] = []
        self.directives = False
        self.trim = False

    def text(self, literal: Literal) -> None:
        """Add literal text; a `~}` before it takes the blanks at its beginning, to the end of the line at most."""
        if self.trim:
            first = (literal.value.find("\n") + 1 if self.lines else 0) or len(literal.value)
            literal.value = literal.value[:first].lstrip() + literal.value[first:]
            self.trim = False
        self.texts.append(len(self.items))
        self.items.append(literal)

    def trim_before(self) -> None:
        """What `${~` does: take the blanks at the end of the text before it, within its last line."""
        last = len(self.items) - 1
        if self.texts and self.texts[-1] == last:
            literal = self.items[last]
            assert isinstance(literal, Literal)
            begin = literal.value.rfind("\n", 0, max(len(literal.value) - 1, 0)) + 1 if self.lines else 0
            literal.value = literal.value[:begin] + literal.value[begin:].rstrip()

    def flush(self) -> None:
        """Take from every line the indentation that all lines of a `<<-` heredoc share; blank lines do not count."""
        texts = set(self.texts)
        split: dict[int, list[str]] = {}
        least: int | None = None
        begins = True
        for i, item in enumerate(self.items):
            if i not in texts:
                least = 0 if begins else least
                begins = False
                continue
            assert isinstance(item, Literal)
            split[i] = re.findall(LINE, item.value)
            for line in split[i]:
                stripped = line.lstrip()
                if begins and not (stripped == "" and line.endswith("\n")):
                    indent = len(line) - len(stripped)
                    least = indent if least is None else min(least, indent)
                begins = line.endswith("\n")
        begins = True
        for i, item in enumerate(self.items):
            if i not in texts:
                begins = False
                continue
            assert isinstance(item, Literal)
            out = []
            for line in split[i]:
                blank = line.endswith("\n") and line.strip() == ""
                out.append(line[least or 0 :] if begins and not blank else line)
                begins = line.endswith("\n")
            item.value = "".join(out)


class Templates(Cursor):
    """The part of the parser that reads templates."""

    __slots__ = ()

    def expression(self, minimum: int = 0) -> Expression:
        """Read an expression; the class that inherits says how."""
        raise NotImplementedError

    def quoted(self, start: int) -> Expression:
        """A string that is more than plain text; the cursor stands behind its opening quote."""
        pieces = self.pieces(QUOTED_TEXT, len(self.text), start)
        if self.text[self.pos : self.pos + 1] != '"':
            self.fail(
                "this string is not closed on its line",
                start,
                cure='end it with `"`, or write a text of several lines as a heredoc',
            )
        self.pos += 1
        return self.assemble(pieces, start)

    def heredoc(self, start: int, begin: int, marker: str, flush: bool) -> Expression:
        """The text from `begin` to the line that holds nothing but `marker`.

        A line like that inside an interpolation belongs to the interpolation.
        """
        closing = re.compile(rf"^[ \t]*{re.escape(marker)}[ \t]*\r?$", re.MULTILINE).search
        self.pos = begin
        pieces = Pieces(True)
        while True:
            end = closing(self.text, self.pos)
            if end is None:
                self.fail(
                    f"this heredoc is not closed: no line holds `{marker}` alone",
                    start,
                    begin - 1,
                    f"add a line with `{marker}` and nothing else",
                )
            self.pieces(BARE_TEXT, end.start(), start, pieces)
            if self.pos == end.start():
                break
        self.pos = end.end() - (end.group().endswith("\r"))
        if flush:
            pieces.flush()
        return self.assemble(pieces, start)

    def whole(self) -> Expression:
        """The rest of the text as a template: a file for `templatefile`, or a string of the JSON syntax."""
        start = self.pos
        return self.assemble(self.pieces(BARE_TEXT, len(self.text), start), start)

    def pieces(self, literal: Match, limit: int, opening: int, pieces: Pieces | None = None) -> Pieces:
        """Text, interpolations and directives up to `limit`, or to the character that ends a quoted string."""
        pieces = pieces or Pieces(literal is BARE_TEXT)
        text = self.text
        self.deeper()
        while self.pos < limit:
            found = literal(text, self.pos, limit)
            if found is not None:
                pieces.text(Literal(self.source, self.pos, found.end(), self.unescape(found.group(), literal)))
                self.pos = found.end()
                continue
            sign = text[self.pos]
            if sign not in "$%" or not text.startswith("{", self.pos + 1):
                break
            start = self.pos
            self.pos += 2
            if text.startswith("~", self.pos):
                self.pos += 1
                pieces.trim_before()
            blank, self.blank = self.blank, ANYWHERE
            if sign == "$":
                item: Expression | Directive = self.expression()
                self.close(pieces, start, "interpolation")
            else:
                item = self.directive(pieces, start)
                pieces.directives = True
            self.blank = blank
            pieces.items.append(item)
        self.depth -= 1
        return pieces

    def close(self, pieces: Pieces, start: int, what: str) -> None:
        """Read the `}` or `~}` that ends an interpolation or directive."""
        self.skip(ANYWHERE)
        pieces.trim = self.text.startswith("~", self.pos)
        self.pos += pieces.trim
        if not self.text.startswith("}", self.pos):
            self.unclosed(what, "}", start)
        self.pos += 1

    def directive(self, pieces: Pieces, start: int) -> Directive:
        """Read one `%{…}`; its sign and brace are behind the cursor."""
        found = re.compile(DIRECTIVE).match(self.text, self.pos)
        if found is None:
            self.skip(ANYWHERE)
            self.expect("`if`, `else`, `endif`, `for` or `endfor`", "write `%%{` where the text means `%{` itself")
        word = found.group(1)
        names: tuple[str | None, str] = (None, "")
        expression: Expression | None = None
        self.pos = found.end()
        if word == "for":
            loop = FOR(self.text, found.start(1))
            if loop is None:
                self.expect("`for name in collection` or `for key, value in collection`")
            self.pos = loop.end()
            names = (loop.group(1), loop.group(2)) if loop.group(2) else (None, loop.group(1))
        if word in ("if", "for"):
            expression = self.expression()
        self.close(pieces, start, "directive")
        return Directive(word, start, self.pos, expression, *names)

    def unescape(self, raw: str, literal: Match) -> str:
        """What a stretch of literal text means."""
        if literal is BARE_TEXT:
            return re.sub(BARE_ESCAPE, r"\1{", raw) if "{" in raw else raw
        if "\\" not in raw and "{" not in raw:
            return raw
        base = self.pos

        def meaning(found: re.Match[str]) -> str:
            short, long, letter = found.groups()
            if short or long:
                code = int(short or long, 16)
                if code < 0x110000 and not 0xD800 <= code < 0xE000:
                    return chr(code)
            elif letter is None:
                return found.group()[1:]
            elif letter in ESCAPED:
                return ESCAPED[letter]
            self.complain(
                f"`{found.group()}` is not an escape sequence",
                base + found.start(),
                base + found.end(),
                'known are \\n, \\r, \\t, \\", \\\\, \\uNNNN and \\UNNNNNNNN; write \\\\ for a backslash',
            )
            return found.group()

        return re.sub(ESCAPE, meaning, raw)

    def assemble(self, pieces: Pieces, start: int) -> Expression:
        """The node of a template: a Literal where it is text alone."""
        items = pieces.items
        if not items:
            return Literal(self.source, start, self.pos, "")
        if len(items) == len(pieces.texts):
            text = "".join(item.value for item in items if isinstance(item, Literal))
            return Literal(self.source, start, self.pos, text)
        wrapped = len(items) == 1 and not pieces.directives
        if pieces.directives:
            parts = Pairing(self, items).read(None)
        else:
            parts = [item for item in items if not isinstance(item, Directive)]
        return Template(self.source, start, self.pos, parts, wrapped)


class Pairing:
    """Turns a flat row of directives into nested nodes."""

    def __init__(self, cursor: Cursor, items: list[Expression | Directive]) -> None:
        self.cursor = cursor
        self.source: Source = cursor.source
        self.items = items
        self.at = 0
        self.last: Directive | None = None

    def read(self, opened: Directive | None) -> list[Expression]:
        """What stands before the directive that ends `opened`, which becomes `last`; None: up to the end."""
        parts: list[Expression] = []
        ends = {"if": ("else", "endif"), "for": ("endfor",), "else": ("endif",)}.get(opened.word, ()) if opened else ()
        while self.at < len(self.items):
            item = self.items[self.at]
            self.at += 1
            if not isinstance(item, Directive):
                parts.append(item)
            elif item.word in ends:
                self.last = item
                return parts
            elif item.word in ("if", "for"):
                self.cursor.deeper()
                parts.append(self.block(item))
                self.cursor.depth -= 1
            else:
                self.cursor.fail(
                    f"`%{{ {item.word} }}` ends nothing that is open here",
                    item.start,
                    item.end,
                    "remove it, or open an `%{ if … }` or `%{ for … }` before it",
                )
        if opened is not None:
            word = "for" if opened.word == "for" else "if"
            self.cursor.fail(
                f"this `%{{ {opened.word} }}` is not closed",
                opened.start,
                opened.end,
                f"end it with `%{{ end{word} }}` in the same template",
            )
        return parts

    def block(self, opened: Directive) -> Expression:
        """The node that `opened` begins."""
        assert opened.expression is not None
        inside = self.read(opened)
        assert self.last is not None
        if opened.word == "for":
            return TemplateFor(
                self.source,
                opened.start,
                self.last.end,
                opened.key_name,
                opened.value_name,
                opened.expression,
                inside,
            )
        otherwise = self.read(self.last) if self.last.word == "else" else []
        return TemplateIf(self.source, opened.start, self.last.end, opened.expression, inside, otherwise)
