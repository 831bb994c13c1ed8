"""Whatever is wrong is told where it stands, unknown, and costs nothing else; no more is built than anybody needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from iacguard.formats.base import Inputs, Loaded
from iacguard.formats.terraform.evaluator import MAX_STEPS
from iacguard.formats.terraform.format import load
from iacguard.formats.terraform.module import Modules
from iacguard.formats.terraform.root import Root
from iacguard.model.tree import Tree
from iacguard.model.value import Unknown, Value
from iacguard.vocabulary.tables import Vocabulary

NESTED = 150
WRONG = {
    "a cycle": "local.a",
    "a cycle of three": "local.x",
    "too few arguments": 'replace("a", "b")',
    "too many arguments": 'upper("a", "b")',
    "no arguments": "max()",
    "division by zero": "1 / 0",
    "an index beyond the end": '["p3", "g5"][2]',
    "a negative index": '["p3"][-1]',
    "a key that is not there": '{ gpu = 8 }["cpu"]',
    "an attribute of a text": '"a".b',
    "text in arithmetic": '"eight" * 2',
    "a list in a text": '"x${[1]}"',
    "null in a text": '"x${null}"',
    "types that do not meet": "true ? [1] : { a = 1 }",
    "a condition that is none": '"maybe" ? 1 : 2',
    "no such function": 'uper("a")',
    "no such provider function is called": "nothing(1)",
    "a product of ranges": "setproduct(range(1000), range(1000), range(1000))",
    "an endless range": "range(1000000000)",
    "a long format": 'format("%999999999d", 1)',
    "a power beyond numbers": "pow(10, 999999999)",
    "a file that is a directory": 'file(".")',
    "a template of itself": 'templatefile("self.tpl", { n = 1 })',
    "a network of nothing": 'cidrsubnet("10.0.0.0/8", 40, 1)',
    "too many networks": 'cidrsubnets("10.0.0.0/30", 8, 8)',
    "a pattern that is none": 'regex("(", "a")',
    "no JSON": 'jsondecode("{")',
    "deep JSON": 'jsondecode(join("", [for i in range(1024) : "[[[[[[[["]))',
    "no YAML": 'yamldecode("a: b: c")',
    "deep YAML": 'yamldecode(join("", [for i in range(1024) : "[[[[[[[["]))',
    "YAML that grows": 'yamldecode(join("\\n", concat(["a0: &a0 [x,x,x]"], [for i in range(1, 20) : '
    '"a${i}: &a${i} [*a${i - 1},*a${i - 1},*a${i - 1},*a${i - 1},*a${i - 1}]"])))',
    "no base64": 'base64decode("*")',
    "a time that is none": 'timeadd("yesterday", "1h")',
    "two equal keys": '{ for x in ["a", "a"] : x => 1 }',
    "no variable": "var.nothing",
    "no local": "local.nothing",
    "no module": "module.nothing.x",
    "no resource": "aws_s3_bucket.nothing.id",
    "no output": "module.m.nothing",
    "each beyond its block": "each.key",
    "self beyond its block": "self.id",
}
"""Expressions of which no value can be had."""

AROUND = """
locals {
  a = local.a
  x = local.y
  y = local.z
  z = local.x
}
module "m" {
  source = "./m"
}
output "bad" {
  value = %s
}
output "good" {
  value = 1 + 1
}
"""
LINE = AROUND[: AROUND.index("%s")].count("\n") + 1
FILES: dict[str, str | bytes] = {
    "m/main.tf": 'output "x" {\n  value = 1\n}\n',
    "self.tpl": '${templatefile("self.tpl", { n = n })}',
}


def loaded(files: dict[str, str | bytes]) -> Loaded:
    return load(Tree.of(files), [name for name in files if name.endswith(".tf")], Inputs(), Vocabulary({}))


def outputs(found: Loaded) -> dict[str, Value]:
    named = {str(r.address): r.body.data for r in found.resources if r.type == "terraform_output"}
    return {name.removeprefix("terraform_output."): body.items["value"] for name, body in named.items()}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_where_it_stands_and_costs_nothing_else(name: str) -> None:
    found = loaded({"main.tf": AROUND % WRONG[name], **FILES})
    cycles = [d for d in found.diagnostics if "refers to itself" in d.message]
    told = [d for d in found.diagnostics if d not in cycles and d.span is not None and d.span.line == LINE]
    assert cycles and (told or name.startswith("a cycle"))
    values = outputs(found)
    assert isinstance(values["bad"].data, Unknown) and values["bad"].data.why
    assert values["good"].data == 2
    assert all(d.span is None or d.span.end <= len(d.span.source.text) for d in found.diagnostics)


@pytest.mark.parametrize(("path", "notes"), [("../../../etc/passwd", 1), ("/etc/passwd", 0), ("~/.ssh/id.pub", 0)])
def test_files_beyond_the_root_are_not_read_and_no_fault(path: str, notes: int) -> None:
    """A note where a wider root would help; what only the machine knows that Terraform runs on goes without."""
    text = f'output "bad" {{\n  value = try(file("{path}"), "none")\n}}\n'
    found = loaded({"main.tf": f'{text}output "can" {{\n  value = can(file("{path}"))\n}}\n'})
    data = outputs(found)["bad"].data
    assert isinstance(data, Unknown) and "outside" in data.why
    assert isinstance(outputs(found)["can"].data, Unknown)
    assert [(d.level, d.code, "--root" in d.cure) for d in found.diagnostics] == [("note", "outside", True)] * 2 * notes


LINKS = """
module "outside" {
  source = "./away"
}
module "inside" {
  source = "./same"
}
output "file" {
  value = try(file("key.txt"), "none")
}
output "below" {
  value = try(file("away/key.txt"), "none")
}
output "template" {
  value = try(templatefile("away/key.txt", {}), "none")
}
output "there" {
  value = fileexists("key.txt")
}
output "listed" {
  value = fileset("away", "*")
}
output "hash" {
  value = filemd5("away/key.txt")
}
output "own" {
  value = [file("same/own.txt"), module.inside.x, fileset(".", "**/*.txt")]
}
"""


def test_links_out_of_the_root_are_not_followed(tmp_path: Path) -> None:
    """Nor do they count as missing; links inside of the root are as good as what they lead to."""
    away, root = tmp_path / "away", tmp_path / "root"
    for directory in (away, root / "m"):
        directory.mkdir(parents=True)
    for name in ("key.txt", "main.tf", "terraform.tfvars"):
        (away / name).write_text('secret = "hunter2"\n')
    (root / "m/main.tf").write_text('output "x" {\n  value = 1\n}\n')
    (root / "m/own.txt").write_text("own")
    (root / "main.tf").write_text(LINKS)
    links = {"key.txt": away / "key.txt", "away": away, "odd.tf": away / "main.tf", "same": root / "m", "loop": root}
    links["terraform.tfvars"] = away / "terraform.tfvars"
    for name, target in links.items():
        (root / name).symlink_to(target)
    found = load(Tree(root), ["main.tf", "odd.tf"], Inputs(), Vocabulary({}))
    values = outputs(found)
    for name in ("file", "below", "template", "there", "listed", "hash"):
        assert isinstance(values[name].data, Unknown) and "outside" in values[name].data.why, name
    own, number, listed = values["own"].data.items
    assert (own.data, number.data, [item.data for item in listed.data.items]) == ("own", 1, ["key.txt", "m/own.txt"])
    assert {d.file for d in found.diagnostics if d.level == "error"} == {"odd.tf", "terraform.tfvars"}
    assert sum("outside" in d.message for d in found.diagnostics) == 9
    assert not any("hunter2" in str(value.data) for value in values.values())


COUNTS = {
    "1e9": "more than",
    "1000000000000000000000": "more than",
    "-1": "negative",
    "0.5": "whole",
    "null": "null",
    '"many"': "number",
    "[1]": "number",
    "1 / 0": "zero",
    "9" * 4300: "too long",
}


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("block", ['resource "aws_s3_bucket" "b"', 'module "b"'])
def test_a_count_that_cannot_be_is_told(block: str, count: str) -> None:
    text = f'{block} {{\n  source = "./m"\n  count = {count}\n}}\noutput "good" {{\n  value = 2\n}}\n'
    found = loaded({"main.tf": text, **FILES})
    assert [d for d in found.diagnostics if d.span is not None and d.span.line in (1, 3)]
    assert outputs(found)["good"].data == 2
    assert len(found.resources) < 10


BYTES: dict[str, bytes] = {
    "a byte order mark": b"\xef\xbb\xbflocals {\n  a = 1\n}\n",
    "Windows lines": b'locals {\r\n  a = <<-EOT\r\n    x\r\n  EOT\r\n}\r\noutput "b" {\r\n  value = local.a\r\n}\r\n',
    "zeros": b"locals {\n  a = \x00\x00\n}\n",
    "no UTF-8": b'locals {\n  a = "\xff\xfe"\n}\n',
    "UTF-16": "locals {\n  a = 1\n}\n".encode("utf-16"),
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "an archive": b"PK\x03\x04\x14\x00\x00\x00\x08\x00",
    "a comment that is not closed": b"/* locals {\n  a = 1\n}\n",
    "a heredoc that is not closed": b"locals {\n  a = <<EOT\n" + b"x\n" * 5000,
    "a text that is not closed": b'locals {\n  a = "' + b"x" * 100_000 + b"\n}\n",
    "heredocs in heredocs": b"locals {\n  a = <<A\n" + b"".join(b"${<<A%d\n" % n for n in range(3000)),
    "brackets": b"locals {\n  a = " + b"[" * 200_000 + b"]" * 200_000 + b"\n}\n",
    "blocks": b"a {\n" * 50_000,
    "signs": b"locals {\n  a = " + b"-" * 100_000 + b"1\n}\n",
    "conditions": b"locals {\n  a = " + b"true ? 1 : " * 20_000 + b"1\n}\n",
    "steps": b"locals {\n  a = x" + b".y" * 50_000 + b"\n}\n",
    "indices": b"locals {\n  a = x" + b"[0" * 50_000 + b"]" * 50_000 + b"\n}\n",
    "directives": b'locals {\n  a = "' + b"%{ if true }" * 20_000 + b'"\n}\n',
}


@pytest.mark.parametrize("name", BYTES)
def test_whatever_bytes_a_file_has_the_others_are_read(name: str) -> None:
    found = loaded({"odd.tf": BYTES[name], "main.tf": 'output "good" {\n  value = 2\n}\n'})
    [record] = [record for record in found.files if record.path == "odd.tf"]
    sound = name in ("a byte order mark", "Windows lines")
    told = [d for d in found.diagnostics if d.file == "odd.tf" and d.level == "error"]
    assert bool(told) is not sound, [d.message for d in found.diagnostics]
    assert record.status == "parsed" or told
    assert outputs(found)["good"].data == 2
    if name == "Windows lines":
        assert outputs(found)["b"].data == "x\r\n"


def chained(depth: int, calls: int) -> dict[str, str | bytes]:
    """Modules that call the next one so many times each."""
    call = "".join(f'module "m{n}" {{\n  source = "../%d"\n}}\n' for n in range(calls))
    files: dict[str, str | bytes] = {f"{n}/main.tf": call % ((n + 1,) * calls) for n in range(depth)}
    return {**files, f"{depth}/main.tf": 'output "x" {\n  value = 1\n}\n'}


def test_modules_that_call_ten_others_each_stop_at_the_limit_of_steps() -> None:
    found = loaded({**chained(9, 6), "good/main.tf": 'output "good" {\n  value = 2\n}\n'})
    assert found.diagnostics and outputs(found)["good"].data == 2


def _steps(calls: int) -> int:
    """What it costs to evaluate a module that is called so many times."""
    text = f'module "job" {{\n  source = "./job"\n  count = {calls}\n  name = "job-${{count.index}}"\n}}\n'
    job = (
        'variable "name" {\n  type = string\n}\nlocals {\n  tags = { for k in ["a", "b"] : k => upper(var.name) }\n}\n'
        'resource "aws_sqs_queue" "q" {\n  name = var.name\n  tags = merge(local.tags, { Owner = "ml" })\n}\n'
        'output "arn" {\n  value = aws_sqs_queue.q.arn\n}\n'
    )
    root = Root(Modules(Tree.of({"main.tf": text, "job/main.tf": job})), "", Inputs(), Vocabulary({}))
    assert sum(resource.type == "aws_sqs_queue" for resource in root.load()) == calls
    return MAX_STEPS - root.budget.left


def test_a_module_costs_the_same_each_time_it_is_called() -> None:
    """Counted in steps of evaluation: ten times the calls are ten times the steps."""
    ten, hundred, thousand = map(_steps, (10, 100, 1000))
    each = (hundred - ten) / 90
    assert thousand - hundred == 900 * each and ten < 12 * each


GROUPS = """
resource "aws_security_group" "a" {
  description = aws_security_group.b[0].id
}
locals {
  group = %s
}
resource "aws_security_group" "b" {
  count       = 2
  description = "for ${local.group}"
}
"""


@pytest.mark.parametrize(
    ("group", "line"),
    [("aws_security_group.a.arn", 3), ("var.other ? aws_security_group.a.arn : null", None), ('"none"', None)],
)
def test_resources_that_need_each_other_are_told_once(group: str, line: int | None) -> None:
    found = loaded({"main.tf": GROUPS % group + 'variable "other" {}\n'})
    told = [(d.code, d.span.line) for d in found.diagnostics if d.span is not None]
    assert told == ([("cycle", line)] if line else [])
    assert len([r for r in found.resources if r.type == "aws_security_group"]) == 3


WRONG_BLOCKS = {
    'resouce "aws_s3_bucket" "b" {\n  bucket = "x"\n}\n': ("error", 1, "resource"),
    'experiment "e" {\n  x = 1\n}\n': ("note", 1, ""),
    'output "o" {\n  description = "d"\n}\n': ("error", 1, "value"),
    'variable "count" {\n}\n': ("error", 1, "something else"),
    'resource "aws_s3_bucket" "a b" {\n}\n': ("error", 1, "letter"),
    "terraform {\n  required_providers {\n  }\n  required_providers {\n  }\n}\n": ("error", 4, "one block"),
}


@pytest.mark.parametrize("text", WRONG_BLOCKS)
def test_a_block_that_terraform_does_not_take_is_told_with_its_cure(text: str) -> None:
    """What is of no known type is not judged, which nobody may take for clean."""
    found = loaded({"main.tf": text})
    level, line, cure = WRONG_BLOCKS[text]
    [told] = found.diagnostics
    assert told.span is not None
    assert (told.level, told.span.line) == (level, line) and cure in told.cure, told.message


MODULE = 'variable "v" {\n}\noutput "v" {\n  value = var.v\n}\n'


def _backwards(block: str, last: str, length: int) -> str:
    """A chain of references, each to what is declared after it."""
    return "".join(block % (n, n + 1) for n in range(length)) + last % length + 'output "good" {\n  value = 2\n}\n'


@pytest.mark.parametrize("length", [30, 400])
def test_long_chains_of_references_are_followed_or_told_of_and_are_no_circles(length: int) -> None:
    queues = _backwards(
        'resource "aws_sqs_queue" "q%d" {\n  name = aws_sqs_queue.q%d.name\n}\n',
        'resource "aws_sqs_queue" "q%d" {\n  name = "jobs"\n}\n',
        length,
    )
    modules = _backwards(
        'module "m%d" {\n  source = "./m"\n  v = module.m%d.v\n}\n',
        'module "m%d" {\n  source = "./m"\n  v = "jobs"\n}\n',
        length,
    )
    for text in (queues, modules):
        found = loaded({"main.tf": text, "m/main.tf": MODULE})
        assert {d.code for d in found.diagnostics} <= ({"depth"} if length == 400 else set())
        assert outputs(found)["good"].data == 2


def test_a_chain_of_resources_costs_what_its_length_says() -> None:
    """Each resource carries references to those before it, though not to all of a long chain."""
    text = 'resource "aws_sqs_queue" "q0" {\n  name = "jobs"\n}\n' + "".join(
        f'resource "aws_sqs_queue" "q{n}" {{\n  name = aws_sqs_queue.q{n - 1}.name\n}}\n' for n in range(1, 300)
    )
    queues = [r for r in loaded({"main.tf": text}).resources if r.type == "aws_sqs_queue"]
    carried = [len(queue.body.data.items["name"].refs) for queue in queues]
    assert carried[:10] == list(range(10)) and max(carried) == carried[-1] < 100


def test_so_much_text_is_built_and_no_more() -> None:
    """A thousand different texts of a file would be a gigabyte."""
    text = 'output "all" {\n  value = [for n in range(1000) : "${n}${file("big.txt")}"]\n}\n'
    found = loaded({"main.tf": text, "big.txt": "x" * 900_000})
    assert isinstance(outputs(found)["all"].data, Unknown)
    assert [(d.level, d.code) for d in found.diagnostics] == [("error", "steps")]


@pytest.mark.parametrize("size", [2_000_000, 11_000_000])
def test_a_file_that_is_too_big_is_told_and_not_taken_for_missing(size: int, tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("x" * size)
    (tmp_path / "main.tf").write_text(
        'output "read" {\n  value = try(file("big.txt"), "none")\n}\n'
        'output "can" {\n  value = can(file("big.txt"))\n}\n'
    )
    found = load(Tree(tmp_path), ["main.tf"], Inputs(), Vocabulary({}))
    values = outputs(found)
    assert isinstance(values["read"].data, Unknown) and values["can"].data is not False
    assert {d.level for d in found.diagnostics} == {"note"}
    assert all("larger" in d.message or "more than" in d.message for d in found.diagnostics)


SET = """
variable "size" {
  default = "ml.t3.medium"
}
variable "gpu" {
  default = "ml.p4d.24xlarge"
}
output "size" {
  value = var.size
}
output "gpu" {
  value = var.gpu
}
"""


@pytest.mark.parametrize("broken", [b"gpu = \xff\n", b'gpu = "ml.g5.xlarge\n', b"{"])
def test_defaults_do_not_count_where_a_variable_file_cannot_be_read(broken: bytes) -> None:
    """Nor does what files set that go before it; those that go after it do."""
    name = "b.auto.tfvars.json" if broken == b"{" else "b.auto.tfvars"
    files: dict[str, str | bytes] = {"main.tf": SET, "a.auto.tfvars": 'gpu = "ml.g4dn.xlarge"\n', name: broken}
    values = outputs(loaded(files))
    assert all(isinstance(value.data, Unknown) and name in value.data.why for value in values.values())
    values = outputs(loaded({**files, "c.auto.tfvars": 'size = "ml.m5.xlarge"\n'}))
    assert values["size"].data == "ml.m5.xlarge" and isinstance(values["gpu"].data, Unknown)
