"""Terraform's configuration language: text to the nodes of `ast`.

A syntax error costs the block that it is in, and one diagnostic: reading goes on at the next block that begins no
further right than the broken one.
"""

from __future__ import annotations

import re
from typing import NoReturn

from iacguard.formats.terraform.ast import Attribute, Block, Body, Expression
from iacguard.formats.terraform.expressions import Expressions
from iacguard.formats.terraform.lexer import ANYWHERE, INLINE, LABELS, LIMIT, LINE_END, STATEMENT, MalformedError
from iacguard.formats.terraform.templates import ESCAPED
from iacguard.model.report import Diagnostic
from iacguard.model.source import Source, Span

MOST_ERRORS = 50
"""Syntax errors after which the rest of a file is left unread."""

TOP_BLOCKS = (
    "resource|data|module|variable|locals|output|provider|terraform|moved|import|removed|check|ephemeral|action|list"
    "|run|mock_provider|override_resource|override_data|override_module"
)
_RESUME = (
    rf'(?m)^(?P<blank>[ \t]*)(?:(?P<block>(?:{TOP_BLOCKS})(?:[ \t]+[^\W\d][\w-]*){{0,2}}[ \t]*["{{])'
    r"|(?P<attribute>[^\W\d][\w-]*[ \t]*=))"
    r"|<<-?(?P<marker>[^\W\d][\w-]*)\r?\n"
)


def parse(source: Source) -> tuple[Body, list[Diagnostic]]:
    """The body of a whole file, with what is wrong in it; fills `source.comments`. Never raises."""
    parser = Parser(source)
    if source.text.startswith("\ufeff"):
        parser.pos = 1
    body = parser.file()
    source.comments = parser.comments
    return body, parser.diagnostics


def parse_expression(source: Source) -> tuple[Expression | None, list[Diagnostic]]:
    """The whole text as one expression, as `--var` takes it; newlines in it count for nothing."""
    parser = Parser(source)
    parser.blank = ANYWHERE
    found: Expression | None = None
    try:
        found = parser.expression()
        parser.check_depth(found)
        parser.skip(ANYWHERE)
        if parser.pos < len(parser.text):
            parser.expect("nothing after the value")
    except MalformedError as fault:
        parser.report(fault)
        found = None
    return found, parser.diagnostics


def parse_template(
    source: Source, start: int = 0, end: int | None = None
) -> tuple[Expression | None, list[Diagnostic]]:
    """The text between two offsets as a template, without quotes and without backslash escapes."""
    parser = Parser(source, start, end)
    found: Expression | None = None
    try:
        found = parser.whole()
        parser.check_depth(found)
    except MalformedError as fault:
        parser.report(fault)
        found = None
    return found, parser.diagnostics


def parse_template_text(text: str, path: str) -> tuple[Expression | None, list[Diagnostic]]:
    """A file's whole text as a template, as `templatefile` reads it."""
    return parse_template(Source(path, text))


class Parser(Expressions):
    """The part of the parser that reads bodies, and begins again after an error."""

    __slots__ = ()

    def file(self) -> Body:
        """Everything up to the end of the text."""
        attributes: dict[str, Attribute] = {}
        blocks: list[Block] = []
        while True:
            start = noted = 0
            try:
                self.skip(ANYWHERE)
                while self.pos < len(self.text):
                    start, noted = self.pos, len(self.comments)
                    self.statement(attributes, blocks)
                    self.skip(ANYWHERE)
                break
            except MalformedError as fault:
                self.report(fault)
                self.resume(start, noted)
                if len(self.diagnostics) >= MOST_ERRORS:
                    self.complain(
                        "too many syntax errors; the rest of the file was not read",
                        self.pos,
                        self.pos,
                        "mend the errors before this one first",
                    )
                    break
        return Body(self.source, 0, len(self.text), attributes, blocks)

    def report(self, fault: MalformedError) -> None:
        """Turn a fault into a diagnostic."""
        self.complain(fault.message, fault.start, fault.end, fault.cure)

    def resume(self, start: int, noted: int) -> None:
        """Go to the next statement that may begin a healthy block, after the broken one that begins at `start`."""
        text = self.text
        self.blank, self.depth, self.links = INLINE, 0, 0
        del self.comments[noted:]
        indent = start - (text.rfind("\n", 0, start) + 1)
        statement = STATEMENT(text, start)
        attributes = statement is not None and statement.group(2) is not None
        line = text.find("\n", start)
        skipped = line
        open_ended: set[str] = set()
        for found in re.compile(_RESUME).finditer(text, line) if line >= 0 else ():
            if found.start() < skipped:
                continue
            marker = found.group("marker")
            if marker is None:
                if len(found.group("blank")) <= indent and (found.group("block") or attributes):
                    self.pos = found.end("blank")
                    return
            elif marker not in open_ended:
                end = re.compile(rf"^[ \t]*{re.escape(marker)}[ \t]*\r?$", re.MULTILINE).search(text, found.end())
                if end is None:
                    open_ended.add(marker)
                else:
                    skipped = end.end()
        self.pos = len(text)

    def statement(self, attributes: dict[str, Attribute], blocks: list[Block]) -> None:
        """Read one attribute or block with the end of its line."""
        start = self.pos
        found = STATEMENT(self.text, start)
        if found is None:
            self.misfit()
        name = found.group(1)
        self.pos = found.end()
        if found.group(2):
            self.links = 0
            expression = self.simple(found, 3) or self.expression()
            if self.links > LIMIT // 2:
                self.check_depth(expression)
            attribute = Attribute(self.source, start, expression.end, name, expression)
            if attributes.setdefault(name, attribute) is not attribute:
                line = attributes[name].line
                self.complain(
                    f"`{name}` is set a second time here; the value of line {line} counts",
                    start,
                    start + len(name),
                    "keep one of the two",
                )
        else:
            blocks.append(self.block(start, name, found.group(6)))
        self.line_end(start)

    def line_end(self, start: int) -> None:
        """Read the end of a statement's line; a brace may close a block of one line."""
        found = LINE_END(self.text, self.pos)
        if found is None:
            self.skip(INLINE)
            found = LINE_END(self.text, self.pos)
        if found is not None:
            if found.group(1) is not None:
                self.comments.append(found.span(1))
            self.pos = found.end()
        elif not (self.text.startswith("}", self.pos) and self.depth):
            self.expect("a new line after this", "begin every argument and block on its own line")
        elif "{" not in self.text[self.text.rfind("\n", 0, start) + 1 : start]:
            cure = "put the `}` on a line of its own"
            self.fail("expected a new line before the `}` that closes this block", self.pos, self.pos + 1, cure)

    def block(self, start: int, type: str, labels: str) -> Block:
        """A block whose brace is behind the cursor."""
        brace = self.pos - 1
        self.deeper()
        names = [self.label(quoted, bare) for quoted, bare in LABELS(labels)] if labels else []
        attributes: dict[str, Attribute] = {}
        blocks: list[Block] = []
        text = self.text
        self.skip(ANYWHERE)
        inline = "\n" not in text[brace : self.pos] and not text.startswith("}", self.pos)
        while True:
            self.skip(ANYWHERE)
            if text.startswith("}", self.pos):
                break
            if self.pos >= len(text):
                self.fail(
                    f"this `{type}` block is never closed",
                    start,
                    brace + 1,
                    "add the missing `}`; look at the blocks in it too, one of them may have taken this one's",
                )
            self.statement(attributes, blocks)
        body = Body(self.source, brace + 1, self.pos, attributes, blocks)
        if inline:
            self.one_line(body)
        self.pos += 1
        self.depth -= 1
        header = Span(self.source, start, start + len(text[start:brace].rstrip()))
        return Block(self.source, start, self.pos, type, names, header, body)

    def one_line(self, body: Body) -> None:
        """Complain of a body that begins on the line of its brace and is more than one argument."""
        only = next(iter(body.attributes.values())) if len(body.attributes) == 1 and not body.blocks else None
        if only is None or "\n" in self.text[only.end : self.pos]:
            self.complain(
                "a block that begins on the line of its brace holds one argument and ends with it",
                body.start,
                body.start,
                "put every argument and block, and the `}`, on a line of its own",
            )

    def label(self, quoted: str, bare: str) -> str:
        """What a label says."""
        if bare or "\\" not in quoted:
            return bare or quoted
        return re.sub(r"\\(.)", lambda found: ESCAPED.get(found.group(1), found.group()), quoted)

    def check_depth(self, expression: Expression) -> None:
        """Refuse a tree so deep that whoever walks it would run out of stack."""
        level: list[Expression] = [expression]
        for _ in range(2 * LIMIT):
            level = [child for node in level for child in children(node)]
            if not level:
                return
        self.fail(
            f"this expression chains more than {2 * LIMIT} operators or steps",
            expression.start,
            expression.end,
            "split it into locals",
        )

    def misfit(self) -> NoReturn:
        """Stop at what begins neither an attribute nor a block, saying what seems to be meant."""
        word = re.compile(r"[^\W\d][\w-]*").match(self.text, self.pos)
        if word is None:
            if self.text.startswith("}", self.pos):
                self.fail(
                    "this `}` closes nothing", self.pos, self.pos + 1, "remove it, or add the block that it closes"
                )
            self.expect("an argument or a block", 'write `name = value` or `type "label" { … }`')
        name = word.group()
        line = self.text.find("\n", self.pos)
        rest = self.text[word.end() : line if line >= 0 else len(self.text)]
        if rest.count('"') % 2:
            opening = word.end() + rest.rfind('"')
            self.fail("this string is not closed on its line", opening, opening + 1, 'end it with `"`')
        self.pos = word.end()
        self.skip(INLINE)
        if self.text[self.pos : self.pos + 1] == ":":
            self.expect(f"`=` after `{name}`", f"write `{name} = …`")
        self.pos = word.end() + len(rest.rstrip()) if rest.strip().startswith('"') else self.pos
        self.expect(f"`=` or `{{` after `{name}`", f"write `{name} = value`, or open the block with `{{` on this line")


def children(node: object) -> list[Expression]:
    """The expressions directly below one, in no particular order."""
    found: list[Expression] = []
    for slot in getattr(node, "__slots__", ()):
        value = getattr(node, slot)
        if isinstance(value, Expression):
            found.append(value)
        elif isinstance(value, list):
            for item in value:
                found.extend(item if isinstance(item, tuple) else (item,))
    return found


__all__ = ["Parser", "children", "parse", "parse_expression", "parse_template", "parse_template_text"]
