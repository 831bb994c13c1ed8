"""Templates of HCL: quoted strings, heredocs and template files, with interpolations and directives."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

from iacguard.formats.terraform import lexer
from iacguard.formats.terraform.ast import Expression, Literal, Template, TemplateFor, TemplateIf
from iacguard.model.source import Source

if TYPE_CHECKING:
    Matcher = Callable[..., re.Match[str] | None]


class Directive(Expression):
    """A directive as met, before the parts between it and its end are gathered."""

    __slots__ = ("condition", "key_name", "kind", "value_name")

    def __init__(self, source: Source, start: int, end: int, kind: str) -> None:
        self.source, self.start, self.end = source, start, end
        self.kind = kind
        self.condition: Expression | None = None
        self.key_name: str | None = None
        self.value_name = ""


class TemplateParser:
    """The half of the parser that reads templates; the other half gives it `expression` and the words."""

    source: Source
    text: str
    at: int
    end: int
    spaces: Matcher

    def expression(self, least: int = 0) -> Expression:
        raise AssertionError

    def expect(self, mark: str, opening: int, what: str) -> None:
        raise AssertionError

    def blank(self) -> None:
        raise AssertionError

    def quoted(self, start: int) -> Expression:
        """A quoted string after its opening quote."""
        parts = self._parts(lexer.QUOTED_TEXT, None, lexer.unescape)
        if not self.text.startswith('"', self.at):
            self._fail("this string is never closed", start, 'add the missing "')
        self.at += 1
        return self._assemble(start, parts)

    def heredoc(self, start: int, marker: str, indented: bool) -> Expression:
        """A heredoc after its first line. Its value ends with the line break before the closing marker."""
        closing = re.compile(rf"^[ \t]*{re.escape(marker)}[ \t\r]*$", re.M).search(self.text, self.at)
        if closing is None:
            self._fail(f"this heredoc has no closing {marker}", start, f"end it with a line that holds {marker} alone")
        limit = closing.start()
        parts = self._parts(lexer.PLAIN_TEXT, limit, lexer.unmark)
        self.at = closing.end()
        if indented:
            _dedent(parts)
        return self._assemble(start, parts)

    def template_file(self) -> Expression:
        """The whole text as a template."""
        parts = self._parts(lexer.PLAIN_TEXT, self.end, lexer.unmark)
        return self._assemble(0, parts)

    def _fail(self, message: str, start: int, cure: str = "") -> NoReturn:
        from iacguard.formats.terraform.parser import SyntaxFault

        raise SyntaxFault(message, start, cure)

    def _assemble(self, start: int, parts: list[Expression]) -> Expression:
        wrapped = len(parts) == 1 and not isinstance(parts[0], (Literal, Directive))
        parts = self._nest(parts)
        if not parts:
            return Literal(self.source, start, self.at, "")
        if len(parts) == 1 and isinstance(parts[0], Literal) and not wrapped:
            return Literal(self.source, start, self.at, parts[0].value)
        return Template(self.source, start, self.at, parts, wrapped)

    def _parts(self, plain: Matcher, limit: int | None, decode: Callable[[str], str]) -> list[Expression]:
        """Literals, interpolated expressions and directives in order, strip markers applied."""
        end = self.end if limit is None else limit
        parts: list[Expression] = []
        strip = False
        while self.at < end:
            found = plain(self.text, self.at, end)
            if found:
                text = self._decode(found.group(), decode)
                parts.append(Literal(self.source, self.at, found.end(), text.lstrip(" \t\r\n") if strip else text))
                strip = False
                self.at = found.end()
                continue
            if self.text[self.at] not in "$%":
                break
            if self.text.startswith("~", self.at + 2) and parts and type(parts[-1]) is Literal:
                parts[-1].value = parts[-1].value.rstrip(" \t\r\n")
            part, strip = self._sequence()
            parts.append(part)
        return parts

    def _decode(self, text: str, decode: Callable[[str], str]) -> str:
        try:
            return decode(text)
        except (ValueError, OverflowError) as error:
            self._fail(str(error), self.at)

    def _sequence(self) -> tuple[Expression, bool]:
        """`${…}` or `%{…}`, and whether it strips what follows."""
        start = self.at
        spaces, self.spaces = self.spaces, lexer.BLANK
        part: Expression
        if self.text[start] == "$":
            self.at += 3 if self.text.startswith("~", start + 2) else 2
            inner = self.expression()
            self.blank()
            part = inner if type(inner) is not Literal else Template(self.source, inner.start, inner.end, [inner], True)
        else:
            part = self._directive(start)
        self.blank()
        strip = self.text.startswith("~", self.at)
        self.at += strip
        self.expect("}", start, "interpolation" if self.text[start] == "$" else "directive")
        self.spaces = spaces
        return part, strip

    def _directive(self, start: int) -> Expression:
        found = lexer.DIRECTIVE(self.text, start)
        if found is None:
            self._fail("expected if, else, endif, for or endfor after %{", start, "write %%{ for a literal %{")
        directive = Directive(self.source, start, found.end(), found.group(1))
        self.at = found.end()
        if directive.kind == "if":
            directive.condition = self.expression()
        elif directive.kind == "for":
            loop = lexer.FOR(self.text, found.start(1))
            if loop is None:
                self._fail("expected %{ for name in collection }", start)
            self.at = loop.end()
            first, second = loop.groups()
            directive.key_name, directive.value_name = (first, second) if second else (None, first)
            directive.condition = self.expression()
        return directive

    def _nest(self, parts: list[Expression]) -> list[Expression]:
        """Flat parts to a tree: what stands between a directive and its end becomes its child."""
        if not any(isinstance(part, Directive) for part in parts):
            return [part for part in parts if not (type(part) is Literal and part.value == "")]
        stream = iter(parts)
        nested, ended = self._gather(stream, ())
        if ended is not None:
            self._fail(f"%{{ {ended.kind} }} closes nothing", ended.start)
        return nested

    def _gather(
        self, stream: object, until: tuple[str, ...], opening: int = 0
    ) -> tuple[list[Expression], Directive | None]:
        out: list[Expression] = []
        for part in stream:  # type: ignore[attr-defined]
            if not isinstance(part, Directive):
                out.append(part)
                continue
            if part.kind in ("else", "endif", "endfor"):
                if part.kind not in until and until:
                    self._fail(f"expected %{{ {until[-1]} }}, found %{{ {part.kind} }}", part.start)
                return out, part
            assert part.condition is not None
            if part.kind == "for":
                body, ended = self._gather(stream, ("endfor",), part.start)
                end = ended.end if ended else part.end
                out.append(
                    TemplateFor(self.source, part.start, end, part.key_name, part.value_name, part.condition, body)
                )
                continue
            then, ended = self._gather(stream, ("else", "endif"), part.start)
            otherwise: list[Expression] = []
            if ended is not None and ended.kind == "else":
                otherwise, ended = self._gather(stream, ("endif",), part.start)
            end = ended.end if ended else part.end
            out.append(TemplateIf(self.source, part.start, end, part.condition, then, otherwise))
        if until:
            self._fail(f"this directive has no %{{ {until[-1]} }}", opening)
        return out, None


def _dedent(parts: list[Expression]) -> None:
    """Take the smallest indentation of all lines off every line of a `<<-` heredoc."""
    indents: list[int] = []
    fresh = True
    for part in parts:
        if type(part) is not Literal:
            if fresh:
                indents.append(0)
            fresh = False
            continue
        lines = part.value.split("\n")
        for i, line in enumerate(lines):
            begins = fresh if i == 0 else True
            if begins and (i < len(lines) - 1 or line):
                blank = len(line) - len(line.lstrip(" \t"))
                if i < len(lines) - 1 and not line.strip() and begins:
                    continue
                indents.append(blank)
        fresh = lines[-1] == "" if len(lines) > 1 or fresh else False
    cut = min(indents, default=0)
    if not cut:
        return
    fresh = True
    for part in parts:
        if type(part) is not Literal:
            fresh = False
            continue
        lines = part.value.split("\n")
        kept = [
            line[min(cut, len(line) - len(line.lstrip(" \t"))) :] if (i or fresh) else line
            for i, line in enumerate(lines)
        ]
        part.value = "\n".join(kept)
        fresh = len(lines) > 1 and lines[-1] == ""
