"""Each sanitizer by itself: what it lets through, and that its reader gets back what was meant."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iacguard.model.source import Source, Span
from iacguard.reporters import sanitize
from iacguard.reporters.region import region

TEXT = st.text("ab `|\\\n\x1b#<", max_size=12) | st.text(max_size=8)


def test_what_acts_without_being_seen_is_seen():
    for code in range(0x110000):
        shown = sanitize.visible(chr(code))
        if unicodedata.category(chr(code)) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(chr(code)) in (
            "LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI",
        ):  # fmt: skip
            assert shown.isascii() and shown.isprintable() and len(shown) > 1
        elif shown != chr(code):
            assert unicodedata.category(chr(code)) in ("Cf", "Cn"), "everything that is seen stays as it is"


def test_letters_that_join_stay():
    for text in ("ü", "🎉", "👩\u200d🔬", "می\u200cخواهم", "שלום", "日本"):
        assert sanitize.visible(text) == text


@given(TEXT)
def test_it_is_done_once(text):
    for sanitizer in (sanitize.visible, sanitize.terminal, sanitize.sarif_message):
        once = sanitizer(text)
        assert sanitizer(once) == once and "\n" not in once and "##" not in once


def unfenced(markdown):
    """The content of a code span, as CommonMark reads it; the whole text has to be one span."""
    fence = re.match("`+", markdown).group()
    inside = markdown[len(fence) : -len(fence)]
    assert markdown.endswith(fence) and fence not in re.findall("`+", inside)
    return inside[1:-1] if inside[0] == inside[-1] == " " and inside.strip(" ") else inside


@given(TEXT.filter(bool))
def test_a_code_span_holds_what_was_there(text):
    assert unfenced(sanitize.code(text)) == sanitize.visible(text)


@given(TEXT.filter(bool))
@example("a\\|b|c")
def test_a_cell_holds_what_was_there(text):
    cell = sanitize.markdown_cell(sanitize.code(text))
    assert not re.search(r"(?<!\\)\||\\\\+\|", cell), "no pipe that one dialect or another would split at"
    read = unfenced(cell.replace("\\|", "|"))
    assert read.replace("\\x7c", "|") == sanitize.visible(text).replace("\\x7c", "|")


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("aws_s3_bucket.data keeps no versions", "`aws_s3_bucket.data` keeps no versions"),
        ('module.x["a b"].c is on, 3 % of "it"', '`module.x["a` `b"].c` is on, 3 % of "it"'),
        ("see https://evil.example or @all #1", "see `https://evil.example` or `@all #1`"),
        ("it's 5.5 - or e.g. sixty-four!", "it's 5.5 - or e.g. sixty-four!"),
        ("", ""),
    ],
)
def test_prose_is_plain_words_and_code(text, markdown):
    assert sanitize.prose(text) == markdown.replace("` `", " ")


@given(st.text("ab\r\n", max_size=12), st.data())
def test_a_region_never_reaches_into_a_line_it_has_no_part_of(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    source = Source("a", text)
    at = region(Span(source, start, end))
    assert (at.line, at.column) == source.position(start)
    seen = text[start:end].rstrip("\r\n")
    assert (at.end_line, at.end_column) == source.position(start + len(seen))
    assert at.one_line == ("\n" not in seen)
