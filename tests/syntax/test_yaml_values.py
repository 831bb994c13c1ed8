"""YAML to values: what PyYAML reads is read the same but for dates and base 60, and every value knows its place."""

import datetime
import math

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from iacguard.model.graph import walk
from iacguard.model.report import NOTE
from iacguard.model.source import Source
from iacguard.model.value import Map, Seq
from iacguard.syntax import yaml as syntax

words = st.text(alphabet="abcdefXYZ:/-_.{}$*!&#'\" 0123456789é\n", max_size=12)
scalars = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | words
documents = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4), max_leaves=20
)


def read(text, tags=None):
    return syntax.load(Source("t.yaml", text), tags)


def plain(value):
    data = value.data
    if isinstance(data, Map):
        return {key: plain(item) for key, item in data.items.items()}
    return [plain(item) for item in data.items] if isinstance(data, Seq) else data


@given(documents, st.sampled_from([True, False, None]))
def test_what_pyyaml_writes_is_read_back(document, flow):
    text = yaml.safe_dump(document, default_flow_style=flow, allow_unicode=True)
    value, faults = read(text)
    assert not faults and (plain(value) if value is not None else None) == document


@pytest.mark.parametrize(
    "word",
    "yes No ON off true FALSE ~ null 0 -1 +7 3.5 .5 1. 1e3 1.5e+3 010 0x1F 1_000 12:30 "
    "2010-09-09 .inf .nan y n x:y".split(),
)
def test_plain_scalars_are_what_yaml_1_1_says_but_for_dates_base_60_and_what_looks_like_a_code(word):
    value, _ = read(f"k: {word}\n")
    reference = yaml.safe_load(f"k: {word}\n")["k"]
    kept = isinstance(reference, datetime.date) or word in ("010", "0x1F", "1_000", "12:30", ".inf", ".nan")
    got = plain(value)["k"]
    assert got == (word if kept else reference)
    assert type(got) is type(reference) or kept


def test_numbers_are_bounded():
    value, _ = read("k: " + "9" * 5000 + "\nf: 1.0e+400\n")
    assert isinstance(plain(value)["k"], str) and plain(value)["f"] == math.inf


@given(st.dictionaries(st.from_regex("[A-Z][a-z]{1,5}", fullmatch=True), st.lists(st.integers()), min_size=1))
def test_spans_are_where_things_stand(document):
    value, _ = read(yaml.safe_dump(document))
    for key, span in value.data.keys.items():
        assert yaml.safe_load(span.text) == key
    for inner in walk(value):
        if isinstance(inner.data, int):
            assert yaml.safe_load(inner.span.text) == inner.data


def test_a_block_below_its_key_begins_at_the_key():
    value, _ = read("top:\n  inner:\n    leaf: 1\n  flow: {leaf: 1}\n  listed:\n  - 1\n")
    items = value.data.items["top"].data.items
    assert [(name, item.span.line) for name, item in items.items()] == [("inner", 2), ("flow", 4), ("listed", 5)]
    assert items["flow"].span.text == "{leaf: 1}"
    assert items["inner"].data.items["leaf"].span.text == "1"


def test_anchors_stand_for_their_values_and_merge_keys_for_what_is_not_written():
    value, faults = read("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: *a\nd: {<<: [*a, {z: 9}]}\n'<<': 1\n")
    assert not faults
    assert plain(value) == {"a": {"x": 1, "y": 2}, "b": {"y": 3, "x": 1}, "c": {"x": 1, "y": 2},
                            "d": {"x": 1, "y": 2, "z": 9}, "<<": 1}  # fmt: skip


def test_tags_become_what_they_are_called():
    text = "a: !Ref x\nb: !Sub [t, {k: !Ref y}]\nc: &c !Get {k: 1}\nd: *c\ne: !!str 1\nf: !Empty\n"
    value, faults = read(text, lambda tag: f"Fn::{tag}")
    assert not faults
    assert plain(value) == {
        "a": {"Fn::Ref": "x"}, "b": {"Fn::Sub": ["t", {"k": {"Fn::Ref": "y"}}]}, "c": {"Fn::Get": {"k": 1}},
        "d": {"Fn::Get": {"k": 1}}, "e": "1", "f": {"Fn::Empty": ""},
    }  # fmt: skip
    assert value.data.items["a"].span.text == "!Ref x"
    assert value.data.items["b"].span.text == "!Sub [t, {k: !Ref y}]"
    assert value.data.items["a"].data.keys["Fn::Ref"].text == "!Ref"


def test_without_a_meaning_a_tag_is_an_error():
    value, faults = read("a: !Ref x\n")
    assert value is None and str(faults[0].span) == "t.yaml:1:4"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: 1\na: 2\n", "t.yaml:2:1", "a occurs twice in this mapping"),
        ("a: 1\n[x]: 2\n", "t.yaml:2:1", "a key must be a plain text"),
        ("a: [1\nb: 2\n", "t.yaml:2:2", "no YAML"),
        ('a: "x\n', "t.yaml:2:1", "no YAML"),
        ("a: *b\n", "t.yaml:1:4", "there is no anchor b"),
    ],
)
def test_what_is_wrong_is_said_with_a_place(text, place, message):
    _, faults = read(text)
    assert len(faults) == 1 and message in faults[0].message and str(faults[0].span) == place


def test_of_a_key_that_occurs_twice_the_last_stays_if_asked():
    value, faults = syntax.load(Source("t.yaml", "a: 1\nb: 2\na: 3\n"), last_wins=True)
    assert plain(value) == {"a": 3, "b": 2} and value.data.keys["a"].line == 3
    assert [(fault.level, fault.span.line) for fault in faults] == [(NOTE, 3)]


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 300 + "x", "a: &a [x]\nb: &b [" + "*a," * 300_000 + "]\n"])
def test_limits_end_in_a_diagnostic(text):
    value, faults = read(text)
    assert value is None and len(faults) == 1


@given(
    st.lists(st.sampled_from(["a: 1", "b: 'x # no'", "c: d#e", "# whole", "e: f # tail", "g: |", "  text # no", ""]))
)
def test_comments_are_what_is_one_and_nothing_else(lines):
    seen, clean = {}, []
    for line in lines:
        key = line.split(":")[0]
        if ":" in line and key in seen:
            continue
        seen[key] = True
        if line.startswith("  ") and (not clean or clean[-1] != "g: |"):
            continue
        clean.append(line)
    source = Source("t.yaml", "\n".join(clean) + "\n")
    syntax.load(source)
    found = [source.text[start:end] for start, end in source.comments]
    assert found == [line[line.index("#") :] for line in clean if line in ("# whole", "e: f # tail")]


def test_a_block_ends_with_what_is_last_in_it():
    text = """\
Features:
  Tags:
    - {Key: team, Value: ml}   # whose it is

  # the next one
Models: &models
  Script: |
    pip install torch

  Nothing:

Runs:
  Alias: *models

"""
    value, _ = read(text)
    ends = {name: inner.span.text for name, inner in value.data.items.items()}
    assert ends == {
        "Features": "Features:\n  Tags:\n    - {Key: team, Value: ml}",
        "Models": "&models\n  Script: |\n    pip install torch\n\n  Nothing:",
        "Runs": "Runs:\n  Alias: *models",
    }
    assert value.data.items["Features"].data.items["Tags"].span.text == "Tags:\n    - {Key: team, Value: ml}"
