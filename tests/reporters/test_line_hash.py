"""The line hash is codeql-action's: checked by a second, slow reading of its algorithm and by hashes it publishes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacguard.model.source import Source
from iacguard.model.tree import Tree
from iacguard.reporters.line_hash import line_hashes

PUBLISHED = {
    "": ["c129715d7a2bc9a3:1"],
    " a\nb\n  \t\tc\n d": ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
    " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End": [
        "8b7cf3e952e7aeb2:1",
        "b1ae1287ec4718d9:1",
        "bff680108adb0fcc:1",
        "c6805c5e1288b612:1",
        "b86d3392aea1be30:1",
        "e6ceba753e1a442:1",
    ],
    " hello; \t\r\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n": [
        "e9496ae3ebfced30:1",
        "fb7c023a8b9ccb3f:1",
        "ce8ba1a563dcdaca:1",
        "e20e36e16fcb0cc8:1",
        "b3edc88f2938467e:1",
        "c8e28b0b4002a3a0:1",
        "c129715d7a2bc9a3:1",
    ],
    "Lorem ipsum dolor sit amet.\n" * 10: [
        "a7f2ff13bc495cf2:1",
        "a7f2ff13bc495cf2:2",
        "a7f2ff13bc495cf2:3",
        "a7f2ff13bc495cf2:4",
        "a7f2ff13bc495cf2:5",
        "a7f2ff13bc495cf2:6",
        "a7f2ff1481e87703:1",
        "a9cf91f7bbf1862b:1",
        "55ec222b86bcae53:1",
        "cc97dc7b1d7d8f7b:1",
        "c129715d7a2bc9a3:1",
    ],
}


def slowly(text):
    """Each line's hash by the definition: no rolling, no shared state but the counts."""
    units = []
    after_return = False
    for character in text:
        if character in " \t" or (after_return and character == "\n"):
            after_return = False
            continue
        after_return = character == "\r"
        pair = ("\n" if character == "\r" else character).encode("utf-16-be", "surrogatepass")
        units += [int.from_bytes(pair[i : i + 2], "big") for i in range(0, len(pair), 2)]
    units.append(65535)
    starts = [0] + [i + 1 for i, unit in enumerate(units) if unit == 10]
    counts = {}
    out = []
    for start in starts:
        value = 0
        for unit in (units[start : start + 100] + [0] * 100)[:100]:
            value = (value * 37 + unit) % 2**64
        counts[value] = counts.get(value, 0) + 1
        out.append(f"{value:x}:{counts[value]}")
    return out


@pytest.mark.parametrize("text", PUBLISHED)
def test_published_hashes(text):
    assert slowly(text) == PUBLISHED[text]
    assert list(line_hashes(Source("a", text), range(1, 100)).values()) == PUBLISHED[text]


LINE = st.text("ab {}=\"'\tä🎉\r\ud800", max_size=12) | st.just("  default = true") | st.text("xy", max_size=120)


@given(st.lists(LINE), st.sampled_from(["\n", "\r\n", "\r"]), st.sets(st.integers(1, 15)))
def test_every_line_has_the_hash_of_the_definition(lines, ending, wanted):
    text = ending.join(lines)
    expected = {line: value for line, value in enumerate(slowly(text), 1) if line in wanted}
    assert line_hashes(Source("a", text), wanted) == expected


def test_a_byte_order_mark_counts_since_it_is_in_the_file():
    text = 'resource "aws_kms_key" "ml" {\n}\n'
    source = Tree.of({"main.tf": text.encode("utf-8-sig")}).read("main.tf")
    assert source.text == text
    assert list(line_hashes(source, range(1, 4)).values()) == slowly("\ufeff" + text)


def test_two_different_lines_of_equal_hash_are_counted_together():
    assert list(line_hashes(Source("a", "bz\ncU\n"), [1, 2]).values()) == slowly("bz\ncU\n")[:2]
    tail = "x" * 200
    first, second = line_hashes(Source("a", f"bz{tail}\ncU{tail}\n"), [1, 2]).values()
    assert first.replace(":1", ":2") == second
