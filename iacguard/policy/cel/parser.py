"""CEL text to its tree, by precedence climbing."""

from __future__ import annotations

from iacguard.policy.cel import lexer
from iacguard.policy.cel.ast import (
    Binary,
    Call,
    Ident,
    Index,
    ListLit,
    Lit,
    Logic,
    MapLit,
    Node,
    Select,
    Ternary,
    Unary,
)
from iacguard.policy.cel.lexer import CelSyntaxError

__all__ = ["MAX_DEPTH", "MAX_NODES", "CelSyntaxError", "parse"]

MAX_NODES = 1_000
"""Operations and operands of one expression."""
MAX_DEPTH = 50
"""How deep operations may lie in each other."""

_PRECEDENCE = {
    "==": 1, "!=": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "in": 1, "+": 2, "-": 2, "*": 3, "/": 3, "%": 3,
}  # fmt: skip
_CONSTANTS = {"true": True, "false": False, "null": None}
_KEYWORDS = frozenset(("true", "false", "null", "in"))
_RESERVED = frozenset(
    "as break const continue else for function if import let loop package namespace return var void while".split()
)


def parse(text: str) -> Node:
    """The tree of an expression. Raises CelSyntaxError, with the offset of the fault."""
    return _Parser(text).whole()


_SIGNS = {"and": "&&", "or": "||", "not": "!", "if": "condition ? then : otherwise", "is": "=="}
"""What the words of other languages are here."""


class _Parser:
    def __init__(self, text: str) -> None:
        self.kinds, self.texts, self.starts, self.ends = lexer.split(text)
        self.next = 0
        self.depth = 0
        self.height = 0
        if len(self.kinds) > 3 * MAX_NODES:
            raise CelSyntaxError(f"longer than {MAX_NODES} operations", self.starts[3 * MAX_NODES])
        self.nodes = 0

    def whole(self) -> Node:
        node = self.ternary()
        if self.kinds[self.next] != "end":
            raise self.unexpected("does not belong here")
        return node

    def unexpected(self, what: str) -> CelSyntaxError:
        """The next word is none that may stand here."""
        word = self.texts[self.next] or "the end"
        if word == "{":
            what = "cannot follow a name: a map is written {'key': value}, and there are no messages"
        before = self.texts[self.next - 1] if self.next else ""
        if word in _SIGNS or before == "not":
            meant = word if word in _SIGNS else before
            what += f"; {meant} is written {_SIGNS[meant]}"
        return CelSyntaxError(f"{word} {what}", self.starts[self.next])

    def expect(self, mark: str, opened: int) -> None:
        if self.texts[self.next] != mark:
            opening = f" of the one at character {opened + 1}" if mark in ")]}" else ""
            found = self.texts[self.next] or "the end"
            raise CelSyntaxError(f"expected {mark}{opening}, found {found}", self.starts[self.next])
        self.next += 1

    def over(self, height: int, at: int) -> None:
        """Note how high the node is that was just read: how many nodes lie below each other in it."""
        self.height = height
        if height > MAX_DEPTH:
            raise CelSyntaxError(f"nested more than {MAX_DEPTH} deep", at)

    def count(self, at: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise CelSyntaxError(f"longer than {MAX_NODES} operations", at)

    def ternary(self) -> Node:
        begin = self.next
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise CelSyntaxError(f"nested more than {MAX_DEPTH} deep", self.starts[begin])
        node = self.logic("||")
        if self.texts[self.next] == "?":
            at, height = self.starts[self.next], self.height
            self.count(at)
            self.next += 1
            then = self.ternary()
            height = max(height, self.height)
            self.expect(":", at)
            otherwise = self.ternary()
            self.over(max(height, self.height) + 1, at)
            node = Ternary(at, self.starts[begin], self.ends[self.next - 1], node, then, otherwise)
        self.depth -= 1
        return node

    def logic(self, operator: str) -> Node:
        begin = self.next
        node = self.logic("&&") if operator == "||" else self.binary(0)
        if self.texts[self.next] != operator:
            return node
        at, height = self.starts[self.next], self.height
        operands = [node]
        while self.texts[self.next] == operator:
            self.count(self.starts[self.next])
            self.next += 1
            operands.append(self.logic("&&") if operator == "||" else self.binary(0))
            height = max(height, self.height)
        self.over(height + 1, at)
        return Logic(at, self.starts[begin], self.ends[self.next - 1], operator, tuple(operands))

    def binary(self, least: int) -> Node:
        begin = self.next
        node = self.unary()
        while (binds := _PRECEDENCE.get(self.texts[self.next], 0)) > least:
            at = self.starts[self.next]
            operator = self.texts[self.next]
            self.next += 1
            self.count(at)
            height = self.height
            right = self.binary(binds)
            self.over(max(height, self.height) + 1, at)
            node = Binary(at, self.starts[begin], self.ends[self.next - 1], operator, node, right)
        return node

    def unary(self) -> Node:
        operator = self.texts[self.next]
        if operator not in ("!", "-"):
            return self.member()
        first = self.next
        while self.texts[self.next] == operator:
            self.next += 1
        if operator == "-" and self.kinds[self.next] in ("int", "float"):
            self.next -= 1
        last = self.next
        node = self.member()
        self.over(self.height + last - first, self.starts[first])
        for index in range(last - 1, first - 1, -1):
            at = self.starts[index]
            self.count(at)
            node = Unary(at, at, self.ends[self.next - 1], operator, node)
        return node

    def member(self) -> Node:
        begin = self.starts[self.next]
        node = self.primary()
        while (mark := self.texts[self.next]) in (".", "["):
            at = self.starts[self.next]
            self.count(at)
            self.next += 1
            height = self.height
            self.height = 0
            optional = self.texts[self.next] == "?"
            self.next += optional
            if mark == "[":
                key = self.ternary()
                self.expect("]", at)
                node = Index(at, begin, self.ends[self.next - 1], node, key, optional)
            else:
                node = self.selected(begin, node, optional)
            self.over(max(height, self.height) + 1, at)
        return node

    def selected(self, begin: int, node: Node, optional: bool) -> Node:
        """What follows a dot: a name, or a function of what stands before it."""
        kind, name, at = self.kinds[self.next], self.texts[self.next], self.starts[self.next]
        if kind not in ("name", "quoted") or name in _KEYWORDS:
            raise self.unexpected("is not a name; after a dot stands the name of an attribute or function")
        self.next += 1
        if self.texts[self.next] == "(" and kind == "name" and not optional:
            args = self.args()
            return Call(at, begin, self.ends[self.next - 1], node, name, args)
        return Select(at, begin, self.ends[self.next - 1], node, name.strip("`"), optional)

    def args(self) -> tuple[Node, ...]:
        """The arguments of a call, whose opening parenthesis comes next."""
        opened, height = self.starts[self.next], 0
        self.next += 1
        out: list[Node] = []
        while self.texts[self.next] != ")":
            if out:
                self.expect("," if self.texts[self.next] == "," else ")", opened)
            out.append(self.ternary())
            height = max(height, self.height)
        self.next += 1
        self.height = height
        return tuple(out)

    def primary(self) -> Node:
        index = self.next
        kind, word, at = self.kinds[index], self.texts[index], self.starts[index]
        self.next += 1
        self.count(at)
        self.height = 1
        if kind == "name":
            return self.named(word, at)
        if kind == "mark":
            return self.marked(word, at)
        end = self.ends[index]
        if kind == "text":
            return Lit(at, at, end, lexer.unquote(word, at))
        if kind == "int":
            return Lit(at, at, end, lexer.integer(word, at))
        if kind == "float":
            return Lit(at, at, end, float(word))
        if kind == "raw":
            return Lit(at, at, end, lexer.raw(word))
        self.next = index
        raise self.unexpected("is not a value")

    def marked(self, word: str, at: int) -> Node:
        """What begins with a mark: a parenthesis, a list, a map, a negative number, a name of the outermost scope."""
        if word == "(":
            node = self.ternary()
            self.expect(")", at)
            return node
        if word == "[":
            items, marks = self.items(at)
            return ListLit(at, at, self.ends[self.next - 1], items, marks)
        if word == "{":
            return self.pairs(at)
        kind, inner, end = self.kinds[self.next], self.texts[self.next], self.ends[self.next]
        if word == "-" and kind in ("int", "float"):
            self.next += 1
            return Lit(at, at, end, lexer.integer(inner, at, True) if kind == "int" else -float(inner))
        if word == "." and kind == "name":
            self.next += 1
            return self.named("." + inner, at)
        self.next -= 1
        raise self.unexpected("stands where a value is expected")

    def named(self, word: str, at: int) -> Node:
        if word in _CONSTANTS:
            return Lit(at, at, self.ends[self.next - 1], _CONSTANTS[word])
        if word in _RESERVED or word == "in":
            raise CelSyntaxError(f"{word} is a reserved word", at)
        if self.texts[self.next] == "(":
            args = self.args()
            self.over(self.height + 1, at)
            return Call(at, at, self.ends[self.next - 1], None, word, args)
        return Ident(at, at, self.ends[self.next - 1], word)

    def items(self, opened: int) -> tuple[tuple[Node, ...], frozenset[int]]:
        out: list[Node] = []
        marks, height = set(), 0
        while self.texts[self.next] != "]":
            if self.texts[self.next] == "?":
                self.next += 1
                marks.add(len(out))
            out.append(self.ternary())
            height = max(height, self.height)
            if self.texts[self.next] != "]":
                self.expect("," if self.texts[self.next] == "," else "]", opened)
        self.next += 1
        self.over(height + 1, opened)
        return tuple(out), frozenset(marks)

    def pairs(self, opened: int) -> Node:
        out: list[tuple[Node, Node]] = []
        marks, height = set(), 0
        while self.texts[self.next] != "}":
            if self.texts[self.next] == "?":
                self.next += 1
                marks.add(len(out))
            key = self.ternary()
            height = max(height, self.height)
            self.expect(":", opened)
            out.append((key, self.ternary()))
            height = max(height, self.height)
            if self.texts[self.next] != "}":
                self.expect("," if self.texts[self.next] == "," else "}", opened)
        self.next += 1
        self.over(height + 1, opened)
        return MapLit(opened, opened, self.ends[self.next - 1], tuple(out), frozenset(marks))
