"""python-hcl2 and Terraform itself read programs as we do."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iacguard.formats.terraform.parser import parse
from iacguard.model.source import Source

ROOT = Path(__file__).parents[2]
spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
assert spec is not None and spec.loader is not None
reference = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reference)


def test_fixtures_read_the_same() -> None:
    hcl2 = pytest.importorskip("hcl2")
    if not hasattr(hcl2, "parses_to_tree"):
        pytest.skip("another package took the place of python-hcl2 8.1")
    # the reference reads half a megabyte a second, so a sample of the rules' small files stands for them all
    files = [*ROOT.glob("fixtures/**/*.tf"), *sorted(ROOT.glob("rules/*/*/*.tf"))[::10]]
    found = [d for f in files for why, d in reference.compare(str(f), f.read_text()) if not why]
    assert not found


scalars = st.one_of(
    st.integers(0, 9999).map(str),
    st.sampled_from(
        ["true", "null", '"ml"', '"a ${var.b} c"', "var.x.y", "local.m[0]", "aws_s3_bucket.b[*].id", '"$${a}"']
    ),
)
expressions = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "==", "&&", "<", "%", "||"]), inner).map(" ".join),
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        inner.map(lambda x: f"({x})"),
        inner.map(lambda x: f"!{x}"),
        inner.map(lambda x: f"{{ k = {x} }}"),
        inner.map(lambda x: f"f({x}...)"),
        inner.map(lambda x: f"[for v in {x} : v if {x}]"),
        st.tuples(inner, inner).map(lambda p: f"({p[0]} ? {p[1]} : {p[0]})"),
    ),
    max_leaves=8,
)
noise = st.text(alphabet='ab=1 "${}[]()\n#.?:*-%<>E,', min_size=1, max_size=4)


@given(st.lists(expressions, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_every_node_reads_again_from_its_own_text(written: list[str]) -> None:
    body, wrong = parse(Source("x.tf", "".join(f"a{i} = {text}\n" for i, text in enumerate(written))))
    assert not wrong
    assert [attribute.expression.text for attribute in body.attributes.values()] == written


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_damaged_files_never_raise(data: st.DataObject) -> None:
    text = max(ROOT.glob("fixtures/**/*.tf"), key=lambda path: path.stat().st_size).read_text()
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 40))
    damaged = text[:at] + data.draw(noise) + text[at + cut :]
    body, _ = parse(Source("x.tf", damaged[: data.draw(st.integers(len(damaged) // 2, len(damaged)))]))
    assert body.blocks


PROGRAMS = (
    "a = 1 +\n2",
    "a = (1 +\n2)",
    "a = {\n b =\n 1\n}",
    "a = [1\n, 2]",
    "a = <<E\nx\nE\n",
    "a = <<E \nx\nE\n",
    "a {\n b = 1 }",
    "a { b = 1 }",
    "a {}",
    'a "b" c {\n}',
    "a = x.*.y[0]",
    "a = x.0.y",
    'a = "\\q"',
    'a = "${x ~}"',
    "a = 1 b = 2",
    "a = -1",
    "a = [for x in y : x => 1]",
    "a = {for x in y : x => 1...}",
    "a = f(x...)",
    "a = b::c(1)",
    "a = {b = 1, c : 2}",
    "a = {b = 1 c = 2}",
    "a =",
    "a = ]",
    "a",
    'a = "x\ny"',
    "a = 1 ? 2",
    "a = 1e5",
    "a = é",
    "a = x[*].y",
    "a = b ? c : d",
    "a = 'x'",
    "a\n{\n}",
)


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not on the PATH")
def test_terraform_accepts_what_we_accept(tmp_path: Path) -> None:
    different = []
    for i, program in enumerate(PROGRAMS):
        file = tmp_path / f"{i}.tf"
        file.write_text(program + "\n")
        done = subprocess.run(["terraform", "fmt", "-write=false", str(file)], capture_output=True, check=False)
        accepted = not parse(Source("x.tf", program + "\n"))[1]
        if accepted != (done.returncode == 0):
            different.append((program, "accepted here" if accepted else "rejected here"))
    assert different == []
