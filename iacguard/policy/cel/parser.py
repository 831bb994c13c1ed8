"""CEL text to its tree, by precedence climbing over one compiled pattern of words."""

from __future__ import annotations

import re
from typing import Any

from iacguard.policy.cel.ast import Binary, Call, Ident, Index, ListLit, Lit, MapLit, Node, Select, Ternary, Unary

MAX_NODES = 1_000
MAX_DEPTH = 50


class CelSyntaxError(Exception):
    """An expression that is no CEL; `at` is the offset of the fault."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


_WORD = re.compile(
    r"""[ \t\r\n\f]*(?://[^\n]*\n[ \t\r\n\f]*)*(?:
      (?P<float>\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+(?:[eE][+-]?\d+)?)
    | (?P<int>0[xX][0-9a-fA-F]+[uU]?|\d+[uU]?)
    | (?P<text>[rRbB]{0,2}(?:'''(?:[^\\]|\\.)*?'''|\"\"\"(?:[^\\]|\\.)*?\"\"\"|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"))
    | (?P<name>[A-Za-z_]\w*|`[\w.\-/ ]+`)
    | (?P<mark>==|!=|<=|>=|&&|\|\||[-+*/%<>!?:.,()\[\]{}])
    )""",
    re.X | re.S,
).match
_PRECEDENCE = {
    "||": 1, "&&": 2, "==": 3, "!=": 3, "<": 3, "<=": 3, ">": 3, ">=": 3, "in": 3,
    "+": 4, "-": 4, "*": 5, "/": 5, "%": 5,
}  # fmt: skip
_CONSTANTS = {"true": True, "false": False, "null": None}
_RESERVED = frozenset(
    "as break const continue else for function if import let loop package namespace return var void while".split()
)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|(.))", re.S)
_PLAIN = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def parse(text: str) -> Node:
    """The tree of an expression. Raises CelSyntaxError."""
    return _Parser(text).whole()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[tuple[str, str, int]] = []
        self.next = 0
        self.nodes = 0
        self.depth = 0
        self._split()

    def _split(self) -> None:
        at = 0
        end = len(self.text.rstrip())
        while at < end:
            found = _WORD(self.text, at)
            if found is None or not found.lastgroup:
                rest = self.text[at:].lstrip()
                if rest.startswith("//"):
                    break
                raise CelSyntaxError(f"cannot read {rest[:10]!r}", end - len(rest))
            kind = found.lastgroup
            self.words.append((kind, found.group(kind), found.start(kind)))
            at = found.end()
        self.words.append(("end", "", len(self.text)))

    def peek(self) -> str:
        kind, word, _ = self.words[self.next]
        return word if kind in ("mark", "name") else ""

    def take(self, wanted: str = "") -> tuple[str, str, int]:
        kind, word, at = self.words[self.next]
        if wanted and (kind not in ("mark", "name") or word != wanted):
            raise CelSyntaxError(f"expected {wanted}, found {word or 'the end'}", at)
        self.next += 1
        return kind, word, at

    def count(self, at: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise CelSyntaxError(f"longer than {MAX_NODES} operations", at)

    def whole(self) -> Node:
        node = self.ternary()
        kind, word, at = self.words[self.next]
        if kind != "end":
            raise CelSyntaxError(f"{word} does not belong here", at)
        return node

    def ternary(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise CelSyntaxError(f"nested more than {MAX_DEPTH} deep", self.words[self.next][2])
        node = self.binary(0)
        if self.peek() == "?":
            at = self.take()[2]
            then = self.ternary()
            self.take(":")
            node = Ternary(at, node, then, self.ternary())
        self.depth -= 1
        return node

    def binary(self, least: int) -> Node:
        node = self.unary()
        while (binds := _PRECEDENCE.get(self.peek(), 0)) > least:
            _, operator, at = self.take()
            self.count(at)
            node = Binary(at, operator, node, self.binary(binds))
        return node

    def unary(self) -> Node:
        operator = self.peek()
        if operator not in ("!", "-"):
            return self.member()
        at = self.take()[2]
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise CelSyntaxError(f"nested more than {MAX_DEPTH} deep", at)
        operand = self.unary()
        self.depth -= 1
        if operator == "-" and isinstance(operand, Lit) and type(operand.value) in (int, float):
            return Lit(at, -operand.value)
        return Unary(at, operator, operand)

    def member(self) -> Node:
        node = self.primary()
        while self.peek() in (".", "["):
            _, mark, at = self.take()
            self.count(at)
            if mark == "[":
                node = Index(at, node, self.ternary())
                self.take("]")
                continue
            kind, name, at = self.take()
            if kind != "name":
                raise CelSyntaxError(f"expected a name after the dot, found {name or 'the end'}", at)
            name = name.strip("`")
            if self.peek() == "(":
                self.take()
                node = Call(at, node, name, self.args(")"))
            else:
                node = Select(at, node, name)
        return node

    def args(self, close: str) -> tuple[Node, ...]:
        out: list[Node] = []
        while self.peek() != close:
            out.append(self.ternary())
            if self.peek() == ",":
                self.take()
            elif self.peek() != close:
                self.take(close)
        self.take(close)
        return tuple(out)

    def primary(self) -> Node:
        kind, word, at = self.take()
        self.count(at)
        if kind == "int":
            return Lit(at, self.integer(word, at))
        if kind == "float":
            return Lit(at, float(word))
        if kind == "text":
            return Lit(at, unquote(word, at))
        if word == "(":
            node = self.ternary()
            self.take(")")
            return node
        if word == "[":
            return ListLit(at, self.args("]"))
        if word == "{":
            return MapLit(at, self.pairs())
        if kind == "name":
            return self.named(word, at)
        raise CelSyntaxError(f"expected a value, found {word or 'the end'}", at)

    def integer(self, word: str, at: int) -> int:
        digits = word.rstrip("uU")
        if len(digits) > 20:
            raise CelSyntaxError("this number is too large", at)
        return int(digits, 16) if digits[:2].lower() == "0x" else int(digits)

    def named(self, word: str, at: int) -> Node:
        if word in _CONSTANTS:
            return Lit(at, _CONSTANTS[word])
        if word in _RESERVED or word == "in":
            raise CelSyntaxError(f"{word} is a reserved word", at)
        if self.peek() == "(":
            self.take()
            return Call(at, None, word, self.args(")"))
        return Ident(at, word)

    def pairs(self) -> tuple[tuple[Node, Node], ...]:
        out: list[tuple[Any, Any]] = []
        while self.peek() != "}":
            key = self.ternary()
            self.take(":")
            out.append((key, self.ternary()))
            if self.peek() == ",":
                self.take()
        self.take("}")
        return tuple(out)


def unquote(word: str, at: int) -> str | bytes:
    """The text that a literal stands for; bytes where it begins with b."""
    quotes = (
        word.find("'") if "'" in word and (word.find('"') < 0 or word.find("'") < word.find('"')) else word.find('"')
    )
    prefix, body = word[:quotes].lower(), word[quotes:]
    body = body[3:-3] if body[:3] in ("'''", '"""') else body[1:-1]
    if "r" not in prefix and "\\" in body:
        body = _ESCAPE.sub(lambda found: _character(found, at), body)
    if "b" not in prefix:
        return body
    return body.encode("utf-8")


def _character(found: re.Match[str], at: int) -> str:
    two, four, eight, octal, plain = found.groups()
    if plain is not None:
        if plain in "\\?\"'`":
            return plain
        if plain in _PLAIN:
            return _PLAIN[plain]
        raise CelSyntaxError(f"there is no escape \\{plain}", at)
    code = int(octal, 8) if octal else int(two or four or eight, 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise CelSyntaxError("no such character", at)
    return chr(code)
