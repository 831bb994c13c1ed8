"""Expressions of HCL, read by recursive descent."""

from __future__ import annotations

import re
from decimal import Decimal

from iacguard.formats.terraform.ast import (
    Attr,
    Binary,
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
from iacguard.formats.terraform.lexer import (
    ANYWHERE,
    CHAINED,
    FOR,
    IF,
    INLINE,
    ITEM,
    KEYWORDS,
    LIMIT,
    LOOP,
    OPERATOR,
    PRECEDENCE,
    STEP,
    TOKEN,
)
from iacguard.formats.terraform.templates import Templates

DIGITS = 4_000
"""More digits than this, or an exponent of more than four, is no number that anyone means."""


class Expressions(Templates):
    """The part of the parser that reads expressions."""

    __slots__ = ()

    def expression(self, minimum: int = 0) -> Expression:
        """An expression whose operators bind at least as tightly as `minimum`."""
        self.depth += 1
        if self.depth > LIMIT:
            self.too_deep()
        left = self.operand()
        while True:
            self.skip(self.blank)
            found = OPERATOR(self.text, self.pos)
            if found is None:
                break
            operator = found.group()
            if operator == "?":
                if minimum:
                    break
                left = self.conditional(left)
                continue
            precedence = PRECEDENCE[operator]
            if precedence < minimum:
                break
            self.pos = found.end()
            self.links += 1
            right = self.expression(precedence + 1)
            left = Binary(self.source, left.start, right.end, operator, left, right)
        self.depth -= 1
        return left

    def conditional(self, condition: Expression) -> Expression:
        """The rest of `condition ? then : otherwise`."""
        self.pos += 1
        self.links += 1
        then = self.expression()
        self.skip(self.blank)
        if not self.text.startswith(":", self.pos):
            self.expect(
                "`:` and the other value of the conditional",
                "write `condition ? value : other`; put it in parentheses if it spans lines",
            )
        self.pos += 1
        otherwise = self.expression()
        return Conditional(self.source, condition.start, otherwise.end, condition, then, otherwise)

    def operand(self) -> Expression:
        """A term with the attributes and indices that follow it, and the signs before it."""
        signs: list[int] = []
        while True:
            self.skip(self.blank)
            start = self.pos
            found = TOKEN(self.text, start)
            if found is None:
                self.expect("a value", "write a value here, or remove what stands before it")
            if found.lastindex != 7 or found.group(7) not in "!-":
                break
            signs.append(start)
            self.pos = start + 1
        which = found.lastindex
        self.pos = found.end()
        term: Expression
        if which == 1:
            term = Literal(self.source, start, self.pos, found.group(1))
        elif which == 2:
            name = found.group(2)
            if name in KEYWORDS:
                term = Literal(self.source, start, self.pos, KEYWORDS[name])
            else:
                if "::" in name:
                    self.expect(f"`(` after the function's name `{name}`")
                term = Name(self.source, start, self.pos, name)
        elif which == 3:
            term = self.call(start, found.group(2))
        elif which == 4:
            term = self.number(start, found.group(4))
        elif which == 6:
            term = self.heredoc(start, self.pos, found.group(6), found.group(5) == "-")
        else:
            term = self.bracketed(start, found.group(7))
        if self.blank is ANYWHERE or self.text[self.pos : self.pos + 1] in (".", "[", " ", "\t"):
            term = self.steps(term)
        if signs:
            self.links += len(signs)
            for sign in reversed(signs):
                term = Unary(self.source, sign, term.end, self.text[sign], term)
        return term

    def bracketed(self, start: int, opening: str) -> Expression:
        """What begins with a quote or a bracket; the cursor stands behind it. A bracket counts as two levels."""
        if opening == '"':
            return self.quoted(start)
        self.deeper()
        blank, self.blank = self.blank, ANYWHERE
        if opening == "(":
            inner = self.expression()
            self.skip(ANYWHERE)
            if not self.text.startswith(")", self.pos):
                self.unclosed("parenthesis", ")", start)
            self.pos += 1
            term: Expression = Paren(self.source, start, self.pos, inner)
        else:
            self.skip(ANYWHERE)
            loop = FOR(self.text, self.pos)
            if loop is None and LOOP(self.text, self.pos):
                self.expect("`name in collection` after `for`", 'quote "for" where it is meant as a key')
            if loop is not None:
                self.pos = loop.end()
                names = (loop.group(1), loop.group(2)) if loop.group(2) else (None, loop.group(1))
                term = self.loop(start, opening, *names)
            elif opening == "[":
                term = self.sequence(start)
            else:
                self.blank = INLINE
                term = self.object(start)
        self.blank = blank
        self.depth -= 1
        return term

    def number(self, start: int, text: str) -> Literal:
        """An int where it has neither point nor exponent, else a Decimal."""
        digits, _, exponent = text.lower().partition("e")
        if len(digits) > DIGITS or len(exponent.lstrip("+-")) > 4:
            self.fail("this number is too long to mean anything", start, self.pos, "write it with fewer digits")
        value = int(text) if text.isdigit() else Decimal(text)
        return Literal(self.source, start, self.pos, value)

    def steps(self, term: Expression) -> Expression:
        """`.name`, `.0`, `[key]`, `.*` and `[*]` after a term."""
        while True:
            before, noted = self.pos, len(self.comments)
            self.skip(self.blank)
            found = STEP(self.text, self.pos)
            if found is None:
                self.pos = before
                del self.comments[noted:]
                return term
            at = self.pos
            self.pos = found.end()
            self.links += 1
            which = found.lastindex
            if which == 2:
                self.single(at)
            if which == 1 or which == 2:
                term = Attr(self.source, term.start, self.pos, term, found.group(which))
            elif which == 3 or which == 4:
                each: Expression = SplatItem(self.source, at, self.pos)
                self.deeper()
                each = self.steps(each) if which == 4 else self.names(each)
                self.depth -= 1
                term = Splat(self.source, term.start, self.pos, term, each, which == 4)
            else:
                blank, self.blank = self.blank, ANYWHERE
                key = self.expression()
                self.skip(ANYWHERE)
                if not self.text.startswith("]", self.pos):
                    self.unclosed("index", "]", at)
                self.pos += 1
                self.blank = blank
                term = Index(self.source, term.start, self.pos, term, key)

    def names(self, term: Expression) -> Expression:
        """The `.name` and `.0` steps that an attribute-only splat applies to every element."""
        while True:
            found = STEP(self.text, self.pos)
            if found is None or found.lastindex not in (1, 2):
                return term
            at, self.pos = self.pos, found.end()
            if found.lastindex == 2:
                self.single(at)
            self.links += 1
            term = Attr(self.source, term.start, self.pos, term, found.group(found.lastindex))

    def single(self, at: int) -> None:
        """Refuse `.0.1`, which reads as a fraction; the cursor stands behind the first index."""
        if CHAINED(self.text, self.pos):
            self.fail("two indices with dots cannot follow each other", at, self.pos, "write them as [0][1]")

    def call(self, start: int, name: str) -> Expression:
        """The arguments of a call and its closing parenthesis."""
        opening = self.pos - 1
        blank, self.blank = self.blank, ANYWHERE
        args: list[Expression] = []
        expand = False
        text = self.text
        while True:
            self.skip(ANYWHERE)
            if text.startswith(")", self.pos):
                break
            if expand:
                self.unclosed("call", ")", opening)
            args.append(self.expression())
            self.skip(ANYWHERE)
            if text.startswith("...", self.pos):
                expand = True
                self.pos += 3
                self.skip(ANYWHERE)
            if text.startswith(",", self.pos):
                self.pos += 1
            elif not text.startswith(")", self.pos):
                self.unclosed("call", ")", opening, "`,` or ")
        self.pos += 1
        self.blank = blank
        return Call(self.source, start, self.pos, name, args, expand)

    def loop(self, start: int, opening: str, key_name: str | None, value_name: str) -> Expression:
        """The rest of a `for` expression; its `in` is behind the cursor."""
        closing = "]" if opening == "[" else "}"
        text = self.text
        collection = self.expression()
        self.skip(ANYWHERE)
        if not text.startswith(":", self.pos):
            self.expect("`:` after the collection of the `for`")
        self.pos += 1
        key: Expression | None = None
        value = self.expression()
        self.skip(ANYWHERE)
        if opening == "{":
            if not text.startswith("=>", self.pos):
                self.expect("`=>` between the key and the value of the `for`", "write `{for … : key => value}`")
            self.pos += 2
            key, value = value, self.expression()
            self.skip(ANYWHERE)
        elif text.startswith("=>", self.pos):
            self.expect(
                "one value in a `for` that makes a list", "write it in `{}` to make an object of keys and values"
            )
        group = opening == "{" and text.startswith("...", self.pos)
        if group:
            self.pos += 3
            self.skip(ANYWHERE)
        condition: Expression | None = None
        if IF(text, self.pos):
            self.pos += 2
            condition = self.expression()
            self.skip(ANYWHERE)
        if not text.startswith(closing, self.pos):
            self.unclosed("`for` expression", closing, start)
        self.pos += 1
        return For(self.source, start, self.pos, key_name, value_name, collection, key, value, group, condition)

    def sequence(self, start: int) -> Expression:
        """The items of a list and its closing bracket."""
        items: list[Expression] = []
        text = self.text
        while True:
            self.skip(ANYWHERE)
            if text.startswith("]", self.pos):
                self.pos += 1
                return ListExpression(self.source, start, self.pos, items)
            items.append(self.expression())
            self.skip(ANYWHERE)
            if text.startswith(",", self.pos):
                self.pos += 1
            elif not text.startswith("]", self.pos):
                self.unclosed("list", "]", start, "`,` or ")

    def object(self, start: int) -> Expression:
        """The items of an object and its closing brace; a newline separates them as a comma does."""
        items: list[tuple[Expression, Expression]] = []
        text = self.text
        while True:
            self.skip(ANYWHERE)
            if text.startswith("}", self.pos):
                self.pos += 1
                return ObjectExpression(self.source, start, self.pos, items)
            items.append(self.item(start))
            self.skip(INLINE)
            follows = text[self.pos : self.pos + 1]
            if follows == ",":
                self.pos += 1
            elif follows not in ("\n", "#", "}") and not text.startswith("//", self.pos):
                self.unclosed("object", "}", start, "`,`, a new line or ")

    def item(self, opening: int) -> tuple[Expression, Expression]:
        """One `key = value` of an object."""
        start = self.pos
        found = ITEM(self.text, start)
        if found is not None:
            bare = found.group(1)
            key: Expression
            if bare is not None:
                key = Name(self.source, start, found.end(1), bare)
            else:
                key = Literal(self.source, start, found.end(2) + 1, found.group(2))
            self.pos = found.end()
            value = self.simple(found, 3)
            return key, self.expression() if value is None else value
        key = self.expression()
        if isinstance(key, Literal) and (key.value is None or isinstance(key.value, bool)):
            key = Name(self.source, key.start, key.end, key.text)
        self.skip(INLINE)
        if self.text[self.pos : self.pos + 1] not in ("=", ":"):
            if self.pos >= len(self.text):
                self.unclosed("object", "}", opening)
            self.expect(
                "`=` and the value of this key",
                "write `key = value`; a block cannot stand inside an object",
            )
        self.pos += 1
        return key, self.expression()

    def simple(self, found: re.Match[str], group: int) -> Expression | None:
        """The value that a fast path matched: text, digits or a traversal in three groups from `group` on."""
        which = found.lastindex
        if which is None or which < group:
            return None
        start, end = found.span(which)
        word = found.group(which)
        if which == group:
            return Literal(self.source, start - 1, end + 1, word)
        if which == group + 1:
            return self.number(start, word)
        if word in KEYWORDS:
            return Literal(self.source, start, end, KEYWORDS[word])
        names = word.split(".")
        at = start + len(names[0])
        value: Expression = Name(self.source, start, at, names[0])
        self.links += len(names)
        for name in names[1:]:
            at += 1 + len(name)
            value = Attr(self.source, start, at, value, name)
        return value
