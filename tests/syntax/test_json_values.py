"""JSON to values: what the standard library reads is read the same, and every value knows where it stands."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacguard.model.graph import walk
from iacguard.model.report import NOTE
from iacguard.model.source import Source
from iacguard.model.value import Map, Seq, Unknown, Value
from iacguard.syntax import json as syntax
from iacguard.syntax.json import decode_parts, decode_text

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
documents = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=20
)


def plain(value):
    data = value.data
    if isinstance(data, Map):
        return {key: plain(item) for key, item in data.items.items()}
    return [plain(item) for item in data.items] if isinstance(data, Seq) else data


def read(text):
    return syntax.load(Source("t.json", text))


@given(documents, st.sampled_from([None, 2]), st.booleans())
def test_what_the_standard_library_writes_is_read_back(document, indent, ascii_only):
    value, faults = read(json.dumps(document, indent=indent, ensure_ascii=ascii_only))
    assert not faults and plain(value) == document


@given(documents)
def test_the_text_at_a_span_is_the_value(document):
    value, _ = read(json.dumps(document, indent=1))
    for inner in walk(value):
        assert json.loads(inner.span.text) == plain(inner)
    if isinstance(value.data, Map):
        assert {key: json.loads(span.text) for key, span in value.data.keys.items()} == {k: k for k in document}


@given(st.text(alphabet='{}[]",:truefalsn0123.eE-+ \\u\n', max_size=40))
def test_what_is_no_json_is_said_with_a_place(text):
    value, faults = read(text)
    try:
        expected = json.loads(text, parse_constant=lambda word: pytest.fail(word))
    except ValueError:
        assert value is None and faults and faults[0].span is not None
    except BaseException:
        assert value is None
    else:
        assert value is not None and (faults or plain(value) == expected)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[" * 300 + "]" * 300])
def test_nesting_is_bounded(text):
    value, faults = read(text)
    assert value is None and "deep" in faults[0].message


def test_a_key_that_occurs_twice_is_noted_and_the_last_stays():
    text = '{"a": 1, "a": 2}'
    value, faults = read(text)
    assert plain(value) == json.loads(text)
    assert [(fault.level, str(fault.span)) for fault in faults] == [(NOTE, "t.json:1:10")]


@given(documents.filter(lambda d: isinstance(d, (dict, list))))
def test_json_in_a_text_is_decoded(document):
    assert plain(decode_text(Value(json.dumps(document)))) == document


@pytest.mark.parametrize("text", ["", "x", "3", '"text"', "{", "{a: 1}", "[1,]"])
def test_other_texts_are_not(text):
    assert decode_text(Value(text)) is None


def test_places_inside_a_text_are_those_of_the_file():
    source = Source("t.tf", 'policy = <<EOF\n{"a": [1, {"b": "*"}]}\nEOF\n')
    whole, _ = syntax.load(Source("t.json", json.dumps(source.text)))
    outer = whole.span.__class__(source, 0, len(source.text))
    decoded = decode_text(Value('{"a": [1, {"b": "*"}]}', outer))
    star = decoded.data.items["a"].data.items[1].data.items["b"]
    assert str(star.span) == "t.tf:2:17" and star.span.text == '"*"'


def test_a_structure_with_unknown_parts_says_what_is_known_of_them():
    arn, count = Value(Unknown("it is made later", prefix="arn:")), Value(Unknown("nobody knows"))
    parts = ['{"Resource": "', arn, '", "Bucket": "', arn, '/models/*", "Count": ', count, "}"]
    decoded = decode_parts(parts, Value(Unknown("a text")))
    items = decoded.data.items
    assert items["Resource"].data is arn.data and items["Count"].data is count.data
    assert items["Bucket"].data.type == "string" and items["Bucket"].data.not_null
    assert decode_parts(['{"a": ', arn], Value(None)) is None
    assert decode_parts(["no JSON ", arn], Value(None)) is None


def test_letters_for_private_use_are_no_holes():
    assert decode_parts(['{"a": "\ue0a0', Value(Unknown("x")), '"}'], Value(None)) is None
    assert plain(decode_text(Value('{"a": "\ue0a0"}'))) == {"a": "\ue0a0"}


def test_half_of_a_surrogate_pair_is_no_character():
    value, faults = read(r'{"a\ud83d": "x\ud83dy\ud83d\ude00z"}')
    assert not faults and plain(value) == {"a\ufffd": "x\ufffdy\U0001f600z"}
