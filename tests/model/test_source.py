"""Offsets, lines and columns; trees that never leave their root."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacguard.model.source import Source, Span
from iacguard.model.tree import MAX_BYTES, Tree, UnreadableError, join


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), max_size=60), st.data())
def test_positions_and_offsets_are_inverse(text, data):
    source = Source("a.tf", text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = source.position(offset)
    assert source.offset(line, column) == offset
    assert source.line(line) == text.split("\n")[line - 1]
    assert column - 1 <= len(source.line(line))


def test_a_span_prints_where_it_is():
    span = Span(Source("models/main.tf", "a\n  b = 1\n"), 4, 9)
    assert str(span) == "models/main.tf:2:3"
    assert span.text == "b = 1"


def test_a_tree_reads_nothing_outside_its_root(tmp_path):
    (tmp_path / "outside.tf").write_text("secret")
    root = tmp_path / "root"
    root.mkdir()
    os.symlink(tmp_path / "outside.tf", root / "link.tf")
    tree = Tree(root)
    for path in ("link.tf", "../outside.tf", "a\0b"):
        with pytest.raises(UnreadableError):
            tree.read(path)
        assert not tree.is_file(path.replace("\0", ""))


def test_why_a_file_is_not_read(tmp_path):
    (tmp_path / "weights.tf").write_bytes(b"\x80\x81")
    (tmp_path / "large.tf").write_bytes(b" " * (MAX_BYTES + 1))
    os.mkfifo(tmp_path / "pipe.tf")
    tree = Tree(tmp_path)
    for path, reason in (
        ("weights.tf", "UTF-8"),
        ("large.tf", "10 MB"),
        ("pipe.tf", "regular"),
        ("none.tf", "no such"),
    ):
        with pytest.raises(UnreadableError, match=reason):
            tree.read(path)


def test_disk_and_memory_agree(tmp_path):
    files = {"main.tf": "a = 1\n", "modules/net/main.tf": "b = 2\n", "modules/net/x.yaml": "\ufeffc: 3\n"}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    disk, memory = Tree(tmp_path), Tree.of(dict(files))
    for directory in ("", "modules", "modules/net", "none"):
        assert disk.listing(directory) == memory.listing(directory)
        assert disk.is_directory(directory) == memory.is_directory(directory)
    for path in files:
        assert disk.read(path).text == memory.read(path).text


@pytest.mark.parametrize(
    ("directory", "relative", "joined"),
    [
        ("a/b", "../c", "a/c"),
        ("a", "..", ""),
        ("", "..", None),
        ("a", "../../x", None),
        ("a", "/etc", None),
        ("", ".", ""),
    ],
)
def test_join_stays_inside(directory, relative, joined):
    assert join(directory, relative) == joined
