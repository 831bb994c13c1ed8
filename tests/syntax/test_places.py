"""Texts know where each of their characters stands, through indentation and past what is put into them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacguard.model.graph import walk
from iacguard.model.source import Source, Span
from iacguard.model.value import Value
from iacguard.syntax import yaml as syntax
from iacguard.syntax.json import decode_text
from iacguard.syntax.places import placed, places_of

lines = st.lists(st.text(alphabet='ab{}": ', min_size=1).map(str.strip).filter(bool), min_size=1, max_size=5)


def whole(text):
    source = Source("t", text)
    return Span(source, 0, len(text))


@given(lines, st.integers(0, 6), st.sampled_from(["\n", "\r\n"]))
def test_every_character_of_an_indented_block_is_found(found, indent, newline):
    text = "\n".join(found) + "\n"
    source = f"key: |{newline}" + "".join(f"{' ' * (indent + 1)}{line}{newline}" for line in found) + f"end: 1{newline}"
    places = places_of(text, whole(source))
    for at, character in enumerate(text):
        if character != "\n":
            assert places.span(at, at + 1).text == character


@pytest.mark.parametrize("source", ["key: >\n  a\n  b\n", 'key: "a\\nc"', "key: |\n  a\n   c\n", "key: |\n  a\n"])
def test_a_text_that_is_written_otherwise_has_no_places(source):
    assert places_of("a\nc", whole(source)) is None
    assert places_of("a\nc", None) is None


def test_a_part_keeps_the_places_of_the_whole():
    text = "one\ntwo three\nfour\n"
    source = "k: |\n    one\n    two three\n    four\n"
    places = places_of(text, whole(source))
    part = placed(text, places, 8, 15)
    assert part == "three\nf"
    assert [source[theirs] for _, theirs in part.runs] == ["t", "f"]


@given(st.dictionaries(st.text(alphabet="abc", min_size=1), st.integers() | st.lists(st.booleans()), min_size=1))
def test_json_in_a_yaml_block_stands_where_it_stands(document):
    text = "\n".join(f"    {line}" for line in json.dumps(document, indent=2).split("\n"))
    value, _ = syntax.load(Source("t.yaml", f"top:\n  key: |\n{text}\n"))
    decoded = decode_text(value.data.items["top"].data.items["key"])
    for inner in walk(decoded):
        if isinstance(inner.data, int):
            assert json.loads(inner.span.text) == inner.data


def test_json_below_an_indented_heredoc_stands_where_it_stands():
    source = 'policy = <<-EOF\n  {\n    "Action": "*"\n  }\n  EOF\n'
    decoded = decode_text(Value('{\n  "Action": "*"\n}\n', whole(source)))
    assert str(decoded.data.items["Action"].span) == "t:3:15"
