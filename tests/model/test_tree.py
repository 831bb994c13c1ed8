"""A tree reads regular files inside its root and nothing else."""

import os
import socket

import pytest

from iacguard.model import tree as trees
from iacguard.model.tree import Tree, UnreadableError, join


def refused(tree, path):
    with pytest.raises(UnreadableError) as caught:
        tree.read(path)
    return str(caught.value)


@pytest.fixture
def root(tmp_path):
    inside = tmp_path / "root"
    (inside / "ml").mkdir(parents=True)
    (inside / "ml/main.tf").write_text("\ufefflocals {}\n", encoding="utf-8")
    (tmp_path / "secret.tf").write_text("locals {}\n")
    return inside


def test_a_file_is_read_once_without_its_byte_order_mark(root):
    tree = Tree(root)
    source = tree.read("ml/main.tf")
    assert source.text == "locals {}\n"
    (root / "ml/main.tf").write_text("changed")
    assert tree.read("ml/main.tf") is source


@pytest.mark.parametrize("path", ["../secret.tf", "ml/../../secret.tf", "ml/link.tf", "linked/secret.tf"])
def test_nothing_outside_of_the_root_is_read(root, path):
    os.symlink(root.parent / "secret.tf", root / "ml/link.tf")
    os.symlink(root.parent, root / "linked")
    tree = Tree(root)
    assert "outside the scan root" in refused(tree, path)
    assert not tree.is_file(path)


def test_a_link_inside_the_root_is_followed(root):
    os.symlink("ml", root / "same")
    os.symlink("main.tf", root / "ml/also.tf")
    assert Tree(root).read("same/also.tf").text == "locals {}\n"


def test_what_is_no_regular_file_is_refused(root):
    os.mkfifo(root / "pipe.tf")
    (root / "binary.tf").write_bytes(b"\x00\xff\xfe")
    server = socket.socket(socket.AF_UNIX)
    here = os.getcwd()
    os.chdir(root)
    try:
        server.bind("s.tf")
    finally:
        os.chdir(here)
        server.close()
    os.symlink("loop.tf", root / "loop.tf")
    tree = Tree(root)
    assert refused(tree, "pipe.tf") == refused(tree, "s.tf") == refused(tree, "ml") == "no regular file"
    assert "not UTF-8" in refused(tree, "binary.tf")
    assert refused(tree, "loop.tf")
    assert refused(tree, "nothing.tf") == "no such file or directory"
    assert refused(tree, "a\0b") == "no valid file name"


def test_a_file_that_is_too_large_is_refused(root, monkeypatch):
    monkeypatch.setattr(trees, "MAX_BYTES", 8)
    assert "larger than" in refused(Tree(root), "ml/main.tf")


def test_paths_join_inside_the_root():
    assert join("ml/serving", "../network") == "ml/network"
    assert join("ml", "..") == ""
    assert join("ml", "../..") is None
    assert join("ml", "/etc") is None


def test_a_tree_in_memory_reads_the_same():
    tree = Tree.of({"ml/main.tf": "locals {}\n", "ml/x.bin": b"\xff"})
    assert tree.read("ml/main.tf").text == "locals {}\n"
    assert tree.listing("ml") == [("main.tf", False), ("x.bin", False)]
    assert tree.listing("") == [("ml", True)]
    assert "not UTF-8" in refused(tree, "ml/x.bin")
    assert refused(tree, "no.tf") == "no such file"


@pytest.mark.parametrize("kept", [True, False], ids=["disk", "memory"])
def test_searches_pass_by_what_others_made_and_what_is_excluded(tmp_path, kept):
    files = ["ml/main.tf", "ml/.terraform/m/main.tf", "ml/.terragrunt-cache/m/main.tf", "ml/sandbox/x/main.tf"]
    for file in files if kept else []:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("")
    tree = Tree(tmp_path) if kept else Tree.of(dict.fromkeys(files, ""))
    assert set(tree.directories("")) == {"", "ml", "ml/sandbox", "ml/sandbox/x"}
    assert set(tree.directories("ml", lambda path: path == "ml/sandbox")) == {"ml"}
    everything = set(tree.directories("ml", skipped=frozenset()))
    assert {"ml/.terraform/m", "ml/.terragrunt-cache/m", "ml/sandbox/x"} <= everything
