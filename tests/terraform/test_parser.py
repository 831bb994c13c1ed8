"""What the parser makes of every construct of the language."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from iacguard.formats.terraform import ast
from iacguard.formats.terraform.parser import children, parse, parse_expression, parse_template_text
from iacguard.model.source import Source


def shape(node: Any) -> Any:
    """A node as nested tuples, without places."""
    if isinstance(node, list):
        return [shape(item) for item in node]
    if isinstance(node, tuple):
        return tuple(shape(item) for item in node)
    if isinstance(node, ast.Literal):
        return node.value
    if isinstance(node, ast.Expression):
        return (type(node).__name__, *(shape(getattr(node, slot)) for slot in type(node).__slots__))
    return node


def read(text: str) -> Any:
    node, diagnostics = parse_expression(Source("x.tf", text))
    assert not diagnostics, diagnostics[0].message
    return shape(node)


def value(text: str) -> Any:
    body, diagnostics = parse(Source("x.tf", f"a = {text}\n"))
    assert not diagnostics, diagnostics[0].message
    return shape(body.attributes["a"].expression)


@pytest.mark.parametrize(
    ("spelled", "grouped"),
    [
        ("1 + 2 * 3", "1 + (2 * 3)"),
        ("1 - 2 - 3", "(1 - 2) - 3"),
        ("a || b && c", "a || (b && c)"),
        ("a == b && c != d", "(a == b) && (c != d)"),
        ("a < b == c >= d", "(a < b) == (c >= d)"),
        ("a + b < c * d", "(a + b) < (c * d)"),
        ("!a && b", "(!a) && b"),
        ("-a + b", "(-a) + b"),
        ("a ? b : c ? d : e", "a ? b : (c ? d : e)"),
        ("a ? b ? c : d : e", "a ? (b ? c : d) : e"),
        ("a || b ? c : d + 1", "(a || b) ? c : (d + 1)"),
    ],
)
def test_precedence_groups_as_parentheses_do(spelled: str, grouped: str) -> None:
    def bare(node: Any) -> Any:
        if isinstance(node, tuple) and node and node[0] == "Paren":
            return bare(node[1])
        return tuple(bare(item) for item in node) if isinstance(node, tuple) else node

    assert bare(read(spelled)) == bare(read(grouped))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", 12),
        ("1.50", Decimal("1.50")),
        ("2e3", Decimal("2e3")),
        ("true", True),
        ("null", None),
        (r'"a\tb\n\"\\ \u00e9\U0001F680"', 'a\tb\n"\\ é🚀'),
        ('"$${x} %%{y} $ % $$ 100%"', "${x} %{y} $ % $$ 100%"),
        ('""', ""),
        ("<<EOT\nml\n  platform\nEOT", "ml\n  platform\n"),
        ("<<-EOT\n    ml\n\n      platform\n    EOT", "ml\n\n  platform\n"),
        ("<<EOT\nEOT", ""),
    ],
)
def test_literals(text: str, expected: object) -> None:
    assert value(text) == expected


def test_splats_take_what_follows_by_their_own_scope() -> None:
    full = read("a[*].b[0].c")
    legacy = read("a.*.b[0].c")
    item = ("SplatItem",)
    assert full[0] == "Splat"
    assert legacy[0] == "Attr"
    assert ("Attr", "b", item) in legacy[2][2]
    assert full[1][0] == "Attr"
    assert full[1][2][0] == "Index"


def test_heredoc_indentation_sees_interpolations() -> None:
    node = value("<<-EOT\n    first ${x}\n  ${y} second\n    EOT")
    assert node[1] == ["  first ", ("Name", "x"), "\n", ("Name", "y"), " second\n"]


def test_strip_markers_and_directives() -> None:
    node, diagnostics = parse_template_text("%{ for n in names ~}\n  ${n}\n%{ endfor ~}\nend", "t.tpl")
    assert not diagnostics
    loop, rest = shape(node)[1]
    assert loop[0] == "TemplateFor"
    assert loop[1] == ["  ", ("Name", "n"), "\n"]
    assert rest == "end"


def test_comments_are_recorded_in_order() -> None:
    text = "# one\na = 1 // two\n/* three */ b = [\n  1, # four\n]\nc {} # five\n"
    source = Source("x.tf", text)
    parse(source)
    assert [text[a:b] for a, b in source.comments] == ["# one", "// two", "/* three */", "# four", "# five"]


def test_crlf_and_mark_at_the_beginning() -> None:
    text = (
        '\ufeffresource "aws_s3_bucket" "artifacts" {\r\n  bucket = "ml"\r\n  tags   = {\r\n    a = 1\r\n  }\r\n}\r\n'
    )
    body, diagnostics = parse(Source("x.tf", text))
    assert not diagnostics
    assert body.blocks[0].labels == ["aws_s3_bucket", "artifacts"]
    assert list(body.blocks[0].body.attributes) == ["bucket", "tags"]


BROKEN = {
    "an unclosed string": '  bucket = "ml',
    "a missing value": "  bucket = ",
    "an unclosed list": "  bucket = [1, 2",
    "an unclosed object": "  tags = { a = 1",
    "a missing brace": "  versioning {",
    "a stray brace": "  x = 1 }",
    "no equals sign": "  bucket",
    "a colon": '  bucket: "x"',
    "a block in an object": "  tags = {\n    principals {\n    }\n  }",
    "an unclosed heredoc": "  policy = <<EOT\n  text",
}


@pytest.mark.parametrize("line", BROKEN.values(), ids=BROKEN)
def test_one_mistake_costs_one_block_and_one_diagnostic(line: str) -> None:
    before = 'variable "a" {}\n'
    broken = f'resource "aws_s3_bucket" "b" {{\n{line}\n}}\n'
    after = 'resource "aws_s3_bucket" "c" {\n  bucket = "c"\n}\noutput "d" {\n  value = 1\n}\n'
    body, diagnostics = parse(Source("x.tf", before + broken + after))
    assert [block.labels[-1] for block in body.blocks if block.labels[-1] != "b"] == ["a", "c", "d"]
    assert len(diagnostics) == 1
    assert diagnostics[0].cure


def test_a_duplicate_keeps_the_first() -> None:
    body, diagnostics = parse(Source("x.tf", "a = 1\na = 2\n"))
    assert shape(body.attributes["a"].expression) == 1
    assert [d.code for d in diagnostics] == ["syntax"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "(" * 100_000,
        "{a=" * 100_000,
        "!" * 100_000 + "x",
        "x" + " + 1" * 100_000,
        "x" + ".y" * 100_000,
        "x" + "[*]" * 100_000,
        '"${' * 100_000,
        "a ? b : " * 100_000,
        "f(" * 100_000,
        "%{ if x }" * 100_000,
    ],
    ids=lambda text: text[:8],
)
def test_depth_is_bounded(text: str) -> None:
    for source in (f"a = {text}\n", "b {\n" * 300):
        assert parse(Source("x.tf", source))[1]
    parse_template_text(text, "t.tpl")


def test_children_reach_every_name() -> None:
    node, _ = parse_expression(
        Source("x", 'f(a, [b, {(c) = d}], "${e}%{ if g }${h}%{ endif }", x[y].z, [for k in l : m])')
    )
    names, stack = set(), [node]
    while stack:
        at = stack.pop()
        stack.extend(children(at))
        names |= {at.name} if isinstance(at, ast.Name) else set()
    assert names == set("abcdeghxylm")


@pytest.mark.parametrize(
    "text", ["a" * 5000, 'a "b" ' * 2000, "a-" * 3000, "a = " + "b." * 3000, "a = {" + "k" * 5000, "a b c " * 2000]
)
def test_headers_that_lead_nowhere_end(text: str) -> None:
    assert parse(Source("x.tf", text))[1]
