"""HCL text to the tree of `ast`: statements and expressions; templates are in `templates`.

Every construct of HCL's native syntax; after an error parsing goes on at the next block, so that one typo costs one block
and one diagnostic.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from iacguard.formats.terraform import lexer
from iacguard.formats.terraform.ast import (
    Attr,
    Attribute,
    Binary,
    Block,
    Body,
    Call,
    Conditional,
    Expression,
    For,
    Index,
    ListExpression,
    Literal,
    Name,
    ObjectExpression,
    Paren,
    Splat,
    SplatItem,
    Unary,
)
from iacguard.formats.terraform.templates import TemplateParser
from iacguard.model.report import ERROR, Diagnostic
from iacguard.model.source import Source, Span

MAX_DEPTH = 200
"""Nesting of blocks, brackets and operators beyond which a file is refused."""

_KEYWORDS = {"true": True, "false": False, "null": None}


class SyntaxFault(Exception):
    """A place where the text is no HCL; caught by the parser, never seen outside."""

    def __init__(self, message: str, start: int, cure: str = "") -> None:
        super().__init__(message)
        self.start = start
        self.cure = cure


def parse(source: Source) -> tuple[Body, list[Diagnostic]]:
    """The body of a file, and what is wrong with it. Fills `source.comments`."""
    parser = Parser(source)
    return parser.file(), parser.diagnostics


def parse_expression(source: Source) -> tuple[Expression | None, list[Diagnostic]]:
    """A whole text as one expression; None where it is none."""
    parser = Parser(source)
    try:
        parser.blank()
        expression = parser.expression()
        parser.blank()
        if parser.at < parser.end:
            raise SyntaxFault("something follows the expression", parser.at)
    except SyntaxFault as fault:
        parser.report(fault)
        return None, parser.diagnostics
    return expression, parser.diagnostics


def parse_template(source: Source) -> tuple[Expression | None, list[Diagnostic]]:
    """A whole text as a template, the way `templatefile` reads it."""
    parser = Parser(source)
    try:
        return parser.template_file(), parser.diagnostics
    except SyntaxFault as fault:
        parser.report(fault)
        return None, parser.diagnostics


class Parser(TemplateParser):
    """One pass over one source; `at` is the next character, `spaces` what may stand between two words just here."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.at = 0
        self.end = len(source.text)
        self.spaces = lexer.INLINE
        self.depth = 0
        self.diagnostics: list[Diagnostic] = []

    # ---- statements

    def file(self) -> Body:
        """The whole text as a body."""
        attributes: dict[str, Attribute] = {}
        blocks: list[Block] = []
        while True:
            self.blank()
            if self.at >= self.end:
                return Body(self.source, 0, self.end, attributes, blocks)
            start = self.at
            try:
                self.statement(attributes, blocks)
                self.end_of_line()
            except SyntaxFault as fault:
                self.report(fault)
                self.spaces, self.depth = lexer.INLINE, 0
                found = lexer.RESUME(self.text, max(start + 1, self._line_end(start)))
                self.at = found.start() if found else self.end

    def _line_end(self, start: int) -> int:
        end = self.text.find("\n", start)
        return self.end if end < 0 else end

    def body(self, opening: int) -> Body:
        """Statements up to the closing brace, which is consumed; `opening` is the offset after the opening one."""
        self.enter(opening)
        attributes: dict[str, Attribute] = {}
        blocks: list[Block] = []
        while True:
            self.blank()
            if self.at >= self.end:
                raise SyntaxFault("this brace is never closed", opening - 1, "add the missing }")
            if self.text[self.at] == "}":
                self.at += 1
                self.depth -= 1
                return Body(self.source, opening, self.at - 1, attributes, blocks)
            self.statement(attributes, blocks)
            self.inline()
            if self.text[self.at : self.at + 1] != "}":
                self.end_of_line()

    def statement(self, attributes: dict[str, Attribute], blocks: list[Block]) -> None:
        """One attribute or block, added to what the body has."""
        start = self.at
        found = lexer.STATEMENT(self.text, start)
        if found is None:
            raise SyntaxFault(
                f"expected an attribute or a block, found {self.found(start)}", start,
                "write name = value, or name { … }",
            )  # fmt: skip
        name, equals, labels = found.groups()
        self.at = found.end()
        if equals:
            self.inline()
            value = self.simple() or self.expression()
            if name in attributes:
                self.report(SyntaxFault(f"{name} is set twice in one block", start, "remove one of the two"))
            else:
                attributes[name] = Attribute(self.source, start, value.end, name, value)
            return
        header = Span(self.source, start, len(self.text[:0]) + self._header_end(start, found.end()))
        names = [bare or self._label(quoted, start) for quoted, bare in lexer.LABEL(labels)] if labels else []
        spaces, self.spaces = self.spaces, lexer.INLINE
        body = self.body(self.at)
        self.spaces = spaces
        blocks.append(Block(self.source, start, self.at, name, names, header, body))

    def _header_end(self, start: int, brace: int) -> int:
        end = brace - 1
        while end > start and self.text[end - 1] in " \t":
            end -= 1
        return end

    def _label(self, quoted: str, start: int) -> str:
        try:
            return lexer.unescape(quoted)
        except ValueError as error:
            raise SyntaxFault(str(error), start) from error

    def end_of_line(self) -> None:
        """What follows a statement: a line break, a comment, or the end of the file."""
        self.inline()
        rest = self.text[self.at : self.at + 2]
        if rest and rest[0] not in "\n#" and rest != "//":
            raise SyntaxFault(
                f"expected a new line, found {self.found(self.at)}", self.at, "put each attribute on a line of its own"
            )

    # ---- words

    def blank(self) -> None:
        """Skip blanks, line breaks and comments, and note the comments."""
        self._skip(lexer.BLANK(self.text, self.at).end())  # type: ignore[union-attr]

    def inline(self) -> None:
        """Skip what may stand inside a line."""
        self._skip(self.spaces(self.text, self.at).end())  # type: ignore[union-attr]

    def _skip(self, end: int) -> None:
        if end != self.at:
            stretch = self.text[self.at : end]
            if "#" in stretch or "/" in stretch:
                base = self.at
                self.source.comments += [(base + c.start(), base + c.end()) for c in lexer.COMMENTS(stretch)]
            self.at = end

    def found(self, at: int) -> str:
        """What stands at an offset, in words for a message."""
        if at >= self.end:
            return "the end of the file"
        word = self.text[at : at + 20].split("\n")[0].split(" ")[0]
        return "a line break" if not word else f"{word!r}"

    def expect(self, mark: str, opening: int, what: str) -> None:
        """Consume `mark`, or say that `what`, opened at `opening`, lacks it."""
        self.blank()
        if not self.text.startswith(mark, self.at):
            if self.at >= self.end:
                raise SyntaxFault(f"this {what} is never closed", opening, f"add the missing {mark}")
            raise SyntaxFault(f"expected {mark} in this {what}, found {self.found(self.at)}", self.at)
        self.at += len(mark)

    def enter(self, start: int) -> None:
        """One level deeper. Raises where nesting is beyond the limit."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise SyntaxFault(f"nested more than {MAX_DEPTH} deep", start, "split the expression")

    def report(self, fault: SyntaxFault) -> None:
        """Turn a fault into a diagnostic."""
        span = Span(self.source, min(fault.start, self.end), min(fault.start + 1, self.end))
        self.diagnostics.append(Diagnostic(ERROR, "syntax", str(fault), span, cure=fault.cure))

    # ---- expressions

    def simple(self) -> Expression | None:
        """The value of most attributes, without descending: one plain string, number or traversal that ends its line."""
        found = lexer.SIMPLE(self.text, self.at)
        if found is None or self.spaces is not lexer.INLINE:
            return None
        kind = found.lastindex or 0
        start, end = found.start(kind), found.end(kind)
        words = found.group(kind)
        self.at = found.end()
        if kind == 1:
            return Literal(self.source, start - 1, end + 1, words)
        if kind == 2:
            if len(words) > 300:
                self.at = start
                return None
            return Literal(self.source, start, end, _number(words))
        if words in _KEYWORDS:
            return Literal(self.source, start, end, _KEYWORDS[words])
        first, *rest = words.split(".")
        at = start + len(first)
        expression: Expression = Name(self.source, start, at, first)
        for name in rest:
            at += 1 + len(name)
            expression = Attr(self.source, start, at, expression, name)
        return expression

    def expression(self, least: int = 0) -> Expression:
        """An expression whose operators bind at least as tightly as `least`."""
        self.enter(self.at)
        left = self.unary()
        while True:
            self.inline()
            found = lexer.OPERATOR(self.text, self.at)
            if found is None:
                break
            operator = found.group()
            if operator == "?":
                if least > 0:
                    break
                left = self._conditional(left)
                continue
            binds = lexer.PRECEDENCE[operator]
            if binds < least:
                break
            self.at = found.end()
            right = self.expression(binds + 1)
            left = Binary(self.source, left.start, right.end, operator, left, right)
        self.depth -= 1
        return left

    def _conditional(self, condition: Expression) -> Expression:
        opening = self.at
        self.at += 1
        spaces, self.spaces = self.spaces, lexer.BLANK
        then = self.expression()
        self.expect(":", opening, "conditional")
        self.blank()
        self.spaces = spaces
        otherwise = self.expression()
        return Conditional(self.source, condition.start, otherwise.end, condition, then, otherwise)

    def unary(self) -> Expression:
        """A term with its sign and traversals."""
        self.inline()
        start = self.at
        found = lexer.TERM(self.text, start)
        if found is None:
            raise SyntaxFault(f"expected a value, found {self.found(start)}", start)
        kind = found.lastindex
        self.at = found.end()
        if kind == 7 and found.group(7) in "!-":
            self.enter(start)
            operand = self.unary()
            self.depth -= 1
            return Unary(self.source, start, operand.end, found.group(7), operand)
        return self.traversal(self._term(found, start))

    def _term(self, found: lexer.re.Match[str], start: int) -> Expression:
        text, name, call, number, indented, marker, opener = found.groups()
        if text is not None:
            return Literal(self.source, start, self.at, text)
        if call:
            return self._call(name, start)
        if name is not None:
            if name in _KEYWORDS:
                return Literal(self.source, start, self.at, _KEYWORDS[name])
            return Name(self.source, start, self.at, name)
        if number is not None:
            return Literal(self.source, start, self.at, self._big(number, start))
        if marker is not None:
            return self.heredoc(start, marker, bool(indented))
        if opener == '"':
            return self.quoted(start)
        spaces, self.spaces = self.spaces, lexer.BLANK
        self.enter(start)
        if opener == "(":
            inner = self.expression()
            self.expect(")", start, "parenthesis")
            result: Expression = Paren(self.source, start, self.at, inner)
        else:
            self.blank()
            looping = lexer.FOR(self.text, self.at)
            if looping:
                result = self._for(start, opener, looping)
            else:
                result = self._list(start) if opener == "[" else self._object(start)
        self.depth -= 1
        self.spaces = spaces
        return result

    def _big(self, number: str, start: int) -> int | Decimal:
        try:
            if len(number) > 300:
                raise InvalidOperation
            return _number(number)
        except (InvalidOperation, ValueError) as error:
            raise SyntaxFault("this number is too large", start) from error

    def _call(self, name: str, start: int) -> Expression:
        spaces, self.spaces = self.spaces, lexer.BLANK
        self.enter(start)
        args: list[Expression] = []
        expand = False
        while True:
            self.blank()
            if self.text.startswith(")", self.at):
                self.at += 1
                break
            if expand:
                raise SyntaxFault("... must follow the last argument", self.at)
            args.append(self.expression())
            self.blank()
            if self.text.startswith("...", self.at):
                expand = True
                self.at += 3
                self.blank()
            if self.text.startswith(",", self.at):
                self.at += 1
            elif not self.text.startswith(")", self.at):
                self.expect(")", start, f"call of {name}")
        self.depth -= 1
        self.spaces = spaces
        return Call(self.source, start, self.at, name, args, expand)

    def traversal(self, expression: Expression) -> Expression:
        """What follows a term: attributes, indices, splats."""
        start = expression.start
        while True:
            at = self.at
            if self.spaces is lexer.BLANK:
                at = lexer.BLANK(self.text, at).end()  # type: ignore[union-attr]
            if at >= self.end or self.text[at] not in ".[" or self.text.startswith("...", at):
                return expression
            found = lexer.TRAVERSAL(self.text, at)
            if found is None:
                raise SyntaxFault("expected an attribute name after the dot", at)
            name, digits, attributes, full, _ = found.groups()
            self._skip(at)
            self.at = found.end()
            if name is not None or digits is not None:
                expression = Attr(self.source, start, self.at, expression, name or digits)
            elif attributes or full:
                item = SplatItem(self.source, found.start(), self.at)
                each = self.traversal(item) if full else self._attributes(item)
                expression = Splat(self.source, start, self.at, expression, each, bool(full))
            else:
                expression = self._index(expression, found.start(), start)

    def _index(self, expression: Expression, opening: int, start: int) -> Expression:
        spaces, self.spaces = self.spaces, lexer.BLANK
        key = self.expression()
        self.expect("]", opening, "index")
        self.spaces = spaces
        return Index(self.source, start, self.at, expression, key)

    def _attributes(self, item: Expression) -> Expression:
        """After `.*` only attributes belong to the splat."""
        each = item
        while True:
            found = lexer.TRAVERSAL(self.text, self.at)
            if found is None or found.lastindex not in (1, 2):
                return each
            self.at = found.end()
            each = Attr(self.source, item.start, self.at, each, found.group(1) or found.group(2))

    # ---- collections

    def _list(self, start: int) -> Expression:
        items: list[Expression] = []
        while True:
            self.blank()
            if self.text.startswith("]", self.at):
                self.at += 1
                return ListExpression(self.source, start, self.at, items)
            if self.at >= self.end:
                raise SyntaxFault("this list is never closed", start, "add the missing ]")
            items.append(self.expression())
            self.blank()
            if self.text.startswith(",", self.at):
                self.at += 1
            elif not self.text.startswith("]", self.at):
                self._unclosed("list", "]", start)

    def _unclosed(self, what: str, mark: str, start: int) -> None:
        if self.at >= self.end:
            raise SyntaxFault(f"this {what} is never closed", start, f"add the missing {mark}")
        raise SyntaxFault(f"expected , or {mark} in this {what}, found {self.found(self.at)}", self.at)

    def _object(self, start: int) -> Expression:
        items: list[tuple[Expression, Expression]] = []
        while True:
            self.blank()
            if self.text.startswith("}", self.at):
                self.at += 1
                return ObjectExpression(self.source, start, self.at, items)
            if self.at >= self.end:
                raise SyntaxFault("this object is never closed", start, "add the missing }")
            key = self.expression()
            self.blank()
            if self.text[self.at : self.at + 1] not in ("=", ":") or self.text.startswith("==", self.at):
                raise SyntaxFault(f"expected = after this key, found {self.found(self.at)}", self.at)
            self.at += 1
            self.spaces = lexer.INLINE
            self.blank()
            items.append((key, self.expression()))
            self.inline()
            self.spaces = lexer.BLANK
            if self.text.startswith(",", self.at):
                self.at += 1
            elif self.text[self.at : self.at + 1] not in ("\n", "}", "#", "/", ""):
                self._unclosed("object", "}", start)

    def _for(self, start: int, opener: str, found: lexer.re.Match[str]) -> Expression:
        first, second = found.groups()
        closer = "]" if opener == "[" else "}"
        self.at = found.end()
        collection = self.expression()
        self.expect(":", start, "for expression")
        key, value = None, self.expression()
        self.blank()
        if opener == "{":
            self.expect("=>", start, "for expression")
            key, value = value, self.expression()
            self.blank()
        group = self.text.startswith("...", self.at)
        if group:
            self.at += 3
            self.blank()
        condition = None
        if self.text.startswith("if", self.at):
            self.at += 2
            condition = self.expression()
        self.expect(closer, start, "for expression")
        names = (first, second) if second else (None, first)
        return For(self.source, start, self.at, names[0], names[1], collection, key, value, group, condition)


def _number(words: str) -> int | Decimal:
    if words.lstrip("-").isdigit():
        return int(words)
    number = Decimal(words)
    if abs(number.adjusted()) > 400:
        raise InvalidOperation
    return int(number) if number == number.to_integral_value() else number
