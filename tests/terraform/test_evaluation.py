"""What evaluation makes of directories: names that nothing declares, what the provider fills in, how bad a fault is."""

from __future__ import annotations

from pathlib import Path

import pytest

from iacguard.formats.base import Inputs, Loaded
from iacguard.formats.terraform.format import load
from iacguard.model.graph import ResourceGraph
from iacguard.model.report import ERROR, NOTE
from iacguard.model.tree import Tree
from iacguard.model.value import Choice, Seq, Unknown, Value
from iacguard.model.world import endings
from iacguard.vocabulary.tables import Vocabulary
from tests.rules.rule_fixtures import vocabulary

PROVIDER = 'provider "google" {\n  project = "ml"\n}\n'
JINJA = (
    "{% if cookiecutter.rag %}\nlocals {\n  services = []\n}\n{% else %}\nlocals {\n  services = [1]\n}\n{% endif %}\n"
)


def loaded(**files: str) -> Loaded:
    tree = Tree.of({f"{name}.tf": text for name, text in files.items()})
    return load(tree, [f"{name}.tf" for name in files], Inputs(), Vocabulary({}))


def outputs(found: Loaded) -> dict[str, Value]:
    named = {r.address.name: r.body.data for r in found.resources if r.type == "terraform_output"}
    return {name: body.items["value"] for name, body in named.items()}


BLOCKS = """
resource "kubernetes_deployment_v1" "api" {
  spec {
    template {
      dynamic "container" {
        for_each = ["api", "proxy"]
        content {
          name = container.value
          port { container_port = 8080 }
        }
      }
    }
  }
}
locals {
  containers = kubernetes_deployment_v1.api.spec[0].template[0].container
}
output "written" { value = local.containers[1].port[0].container_port }
output "filled" { value = local.containers[1].port[0].protocol }
output "same" { value = local.containers[1].port[0].protocol == local.containers[1].port[0].protocol }
output "other" { value = local.containers[1].port[0].protocol == local.containers[0].port[0].protocol }
"""


def test_the_provider_fills_in_what_no_block_says_each_block_for_itself() -> None:
    found = loaded(main=BLOCKS)
    values = {name: value.data for name, value in outputs(found).items()}
    assert not found.diagnostics
    assert values["written"] == 8080 and values["same"] is True
    assert isinstance(values["filled"], Unknown) and isinstance(values["other"], Unknown)


@pytest.mark.parametrize(
    ("files", "levels"),
    [
        ({"main": 'output "a" { value = local.b }\n'}, [NOTE]),
        ({"main": PROVIDER + 'output "a" { value = local.b }\n'}, [ERROR]),
        ({"main": PROVIDER + 'output "a" { value = upper(null) }\n'}, [ERROR]),
        ({"main": PROVIDER + 'variable "v" { default = null }\noutput "a" { value = upper(var.v) }\n'}, [NOTE]),
        ({"main": PROVIDER + 'variable "v" { default = null }\noutput "a" { value = var.w }\n'}, [ERROR]),
    ],
    ids=["a module", "a root", "no input", "an input that nobody set", "an input that is not there"],
)  # fmt: skip
def test_a_fault_is_an_error_where_no_input_can_mend_it(files: dict[str, str], levels: list[str]) -> None:
    assert [found.level for found in loaded(**files).diagnostics] == levels


@pytest.mark.parametrize("broken", [JINJA, "locals {\n  services = [\n}\n"], ids=["a template", "a typo"])
def test_what_could_not_be_read_may_declare_what_is_missing(broken: str) -> None:
    found = loaded(main=PROVIDER + 'output "a" { value = local.services }\n', broken=broken)
    assert {d.file for d in found.diagnostics} == {"broken.tf"}
    assert isinstance(outputs(found)["a"].data, Unknown)


def test_a_template_of_another_language_is_skipped_with_one_note() -> None:
    found = loaded(main=JINJA)
    assert [(file.status, file.reason) for file in found.files] == [("skipped", "template of Jinja")]
    assert [d.level for d in found.diagnostics] == [NOTE]


MISSING = """
output "key" { value = aws_kms_key.missing.arn }
output "alias" { value = aws_kms_key.missing.description }
output "name" { value = google_kms_crypto_key.missing.name }
output "chosen" { value = aws_kms_key.missing.arn == "" ? null : "x" }
"""


@pytest.mark.parametrize("others", [{}, {"broken": 'resource "aws_kms_key" "b" {'}])
def test_what_a_provider_would_fill_in_is_not_null_even_of_what_is_missing(others: dict[str, str]) -> None:
    files = {"main.tf": MISSING, **{f"{name}.tf": text for name, text in others.items()}}
    values = outputs(load(Tree.of(files), list(files), Inputs(), vocabulary()))
    certain = {name for name, value in values.items() if getattr(value.data, "not_null", False)}
    assert certain == {"key", "name"}


BUCKET = 'resource "aws_s3_bucket" "b" {\n  bucket = "churn"\n}\nresource "aws_s3_object" "o" {\n  content = %s\n}\n'


@pytest.mark.parametrize(
    "text",
    [
        "jsonencode({ Resource = [aws_s3_bucket.b.arn] })", "yamlencode({ a = { b = aws_s3_bucket.b.arn } })",
        'join(",", [aws_s3_bucket.b.arn])', 'join("", aws_s3_bucket.b.*.arn)', 'format("%%s/*", aws_s3_bucket.b.arn)',
        '"${aws_s3_bucket.b.arn}/*"', "base64encode(jsonencode([aws_s3_bucket.b.arn]))",
        'element(concat([aws_s3_bucket.b.arn], ["x"]), 0)', 'replace(join(",", [aws_s3_bucket.b.arn]), ":", "-")',
    ],
)  # fmt: skip
def test_a_text_refers_to_what_it_is_made_of(text: str) -> None:
    found = loaded(main=BUCKET % text.replace("%%", "%"))
    graph = ResourceGraph(found.resources, found.holes)
    (made,) = (resource for resource in found.resources if resource.type == "aws_s3_object")
    assert [edge.target.address.name for edge in graph.outgoing(made)] == ["b"]


PIECES = """
data "aws_caller_identity" "me" {}
locals {
  me = data.aws_caller_identity.me.account_id
}
"""


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ('"${local.me}.dkr.ecr.${local.me}.com/churn:7"', ("", ".dkr.ecr.", ".com/churn:7")),
        ('"arn:${local.me}"', ("arn:",)),
        ('format("a/%s/%s/b", local.me, "c")', ("a/", "/c/b")),
        ('join("-", ["a", local.me, "b"])', ("a-", "-b")),
        ('join("-", split(",", local.me), ["b"])', ("", "b")),
        ('join("-", ["a"], split(",", local.me), ["b"])', ("a", "-b")),
        ('"x${format("a-%s-b", local.me)}y"', ("xa-", "-by")),
        ('"${local.me}e\\u0301"', ("",)),
    ],
)
def test_what_is_certain_of_a_text_is_known(text: str, pieces: tuple[str, ...]) -> None:
    found = loaded(main=PIECES + f'output "text" {{ value = {text} }}\n')
    data = outputs(found)["text"].data
    assert isinstance(data, Unknown) and (data.prefix, *data.tail) == pieces


ITSELF = """
resource "aws_security_group" "gpu" {
  name        = "gpu"
  description = aws_security_group.gpu.%s
}
"""


@pytest.mark.parametrize("name", ["id", "name"])
def test_a_resource_that_refers_to_itself_is_told(name: str) -> None:
    assert [d.code for d in loaded(main=ITSELF % name).diagnostics] == ["cycle"]


@pytest.mark.parametrize(
    ("type", "given", "value"),
    [
        ("string", '["a"]', '["a"]'), ("", "[1]", "[1]"), ("", '"a"', '"a"'), ("number", "1e3", 1000),
        ("bool", "true", True), ("any", "5", 5), ("any", '"a"', "a"), ("any", "prod", "prod"),
    ],
)  # fmt: skip
def test_words_of_the_command_line_are_an_expression_where_the_type_is_no_primitive(
    type: str, given: str, value: object
) -> None:
    declared = f"  type = {type}\n" if type else ""
    text = f'variable "v" {{\n{declared}}}\noutput "v" {{ value = var.v }}\n'
    for inputs in (Inputs(variables=(("v", given),)), Inputs(environment=(("TF_VAR_v", given),))):
        found = load(Tree.of({"main.tf": text}), ["main.tf"], inputs, Vocabulary({}))
        assert not found.diagnostics and outputs(found)["v"].data == value


LATE = """
variable "batch" {}
variable "on" {
  type = bool
}
locals {
  late   = var.batch[0]
  choice = var.on ? { image = "a" } : var.batch
}
output "first" { value = try([local.late, 1], "none") }
output "again" { value = try([local.late, 1], "none") }
output "asked" { value = can(tonumber(var.on ? "1" : var.batch)) }
output "part" { value = try([local.choice.image], "none") }
"""


def test_what_stands_behind_a_name_cannot_make_try_fail() -> None:
    """Whether a local may fail is its own affair; whether what `try` holds may, also under a decision, is not."""
    values = outputs(loaded(main=LATE))
    assert [type(values[name].data).__name__ for name in ("first", "again")] == ["Seq", "Seq"]
    asked, part = values["asked"].data, values["part"].data
    assert isinstance(asked, Choice) and isinstance(asked.options["false"].data, Unknown)
    assert not isinstance(part, Seq)


def test_a_text_that_begins_otherwise_has_its_place_in_a_set() -> None:
    """`b/…` stands before `cpu`, whatever it ends in."""
    text = 'variable "n" {}\noutput "o" { value = tolist(toset(["cpu", "b/${var.n}", "a"]))[2] }\n'
    assert outputs(loaded(main=text))["o"].data == "cpu"


def test_more_combinations_than_can_be_tried_leave_nothing_half_decided() -> None:
    names = [f"v{n}" for n in range(8)]
    declared = "".join(f'variable "{name}" {{\n  type = bool\n}}\n' for name in names)
    texts = ", ".join(f'var.{name} ? "{name}" : ""' for name in names)
    found = loaded(main=f'{declared}output "o" {{ value = join(",", sort([{texts}])) }}\n')
    assert not found.diagnostics


@pytest.mark.parametrize(
    ("name", "pieces"),
    [('"churn"', ("", ".dkr.ecr.", "/churn:7")), ("null", ("", ".dkr.ecr.", "/", ":7"))],
)
def test_a_computed_text_looks_as_its_service_makes_it(name: str, pieces: tuple[str, ...]) -> None:
    text = f'resource "aws_ecr_repository" "r" {{\n  name = {name}\n}}\n'
    text += 'output "text" { value = "${aws_ecr_repository.r.repository_url}:7" }\n'
    found = load(Tree.of({"main.tf": text}), ["main.tf"], Inputs(), vocabulary())
    data = outputs(found)["text"].data
    assert isinstance(data, Unknown) and (data.prefix, *data.tail) == pieces


@pytest.mark.parametrize(
    ("type", "value", "told"),
    [
        ("list(object({ zone = string, count = number }))", '[{ zone = "a", count = 1 }, { zone = "b" }]',
         "element 1: the attribute count is required"),
        ("map(object({ zone = string }))", '{ tpu = { zone = ["a"] } }',
         'element "tpu": attribute zone: a string is required'),
        ("list(list(string))", '[["a"], "b"]', "element 1: a list is required"),
        ("list(string)", '"a"', "a list is required"),
    ],
)  # fmt: skip
def test_what_does_not_fit_a_type_is_told_down_to_its_element(type: str, value: str, told: str) -> None:
    found = loaded(main=f'variable "pools" {{\n  type = {type}\n  default = {value}\n}}\n')
    assert [d.message for d in found.diagnostics] == [f"variable pools: {told}"]


def test_an_input_of_a_linked_file_is_declared_for_others_too(tmp_path: Path) -> None:
    for directory in ("shared", "serving"):
        (tmp_path / directory).mkdir()
    (tmp_path / "shared/inputs.tf").write_text('variable "region" {}\n')
    (tmp_path / "serving/_inputs.tf").symlink_to("../shared/inputs.tf")
    (tmp_path / "serving/own.tf").write_text('variable "model" {}\n')
    found = load(Tree(tmp_path), ["serving/_inputs.tf", "serving/own.tf"], Inputs(), Vocabulary({}))
    used = {r.address.name: r.body.data.items["used"].data for r in found.resources if r.type == "terraform_variable"}
    assert used == {"region": True, "model": False}


@pytest.mark.parametrize(
    ("loop", "told"),
    [
        ("{ for k, v in local.given : k => v if v != null }.access", False),
        ("[for v in values(local.given) : v][0]", False),
        ("[for v in [local.given.access] : upper(v)][0]", True),
    ],
)
def test_what_a_loop_only_hands_on_stands_where_it_stood(loop: str, told: bool) -> None:
    given = 'locals {\n  given = {\n    access = "ENABLED"\n  }\n}\noutput "x" {\n  value = %s\n}\n'
    value: Value | None = outputs(loaded(main=given % loop))["x"]
    assert value is not None and value.data == "ENABLED"
    chain = []
    while value is not None:
        chain.append(value.span.text if value.span else "")
        value = value.origin
    assert any(text in ("v", "upper(v)") for text in chain) is told, chain
    assert told or chain[-1] == '"ENABLED"'


def test_no_key_whatever_it_is_is_found_where_there_are_none() -> None:
    text = """
resource "google_service_account" "training" { account_id = "training" }
locals {
  member = "serviceAccount:${google_service_account.training.email}"
  names  = { training = "x" }
}
output "empty" { value = lookup({}, local.member, local.member) }
output "filled" { value = lookup(local.names, local.member, local.member) }
"""
    values = outputs(loaded(main=text))
    assert values["empty"].data.prefix == "serviceAccount:"
    assert isinstance(values["filled"].data, Unknown) and not values["filled"].data.prefix


PERHAPS = """
variable "least" {
}
locals {
  some = [for size in ["p3", "g5", "p3"] : size if length(size) > var.least]
}
resource "terraform_data" "job" {
  for_each = toset(local.some)
  input    = each.value
}
output "keys" {
  value = keys(terraform_data.job)
}
output "joined" {
  value = join("-", try(slice(keys(terraform_data.job), 0, 1), ["none"]))
}
"""


def test_what_may_be_an_instance_is_neither_there_nor_not() -> None:
    """Each key once, under a decision of its own where no input's value alone decides."""
    found = load(Tree.of({"main.tf": PERHAPS}), ["main.tf"], Inputs(), Vocabulary({}))
    assert not found.diagnostics
    jobs = {str(r.address): r.when for r in found.resources if r.type == "terraform_data"}
    assert sorted(jobs) == ['terraform_data.job["g5"]', 'terraform_data.job["p3"]']
    assert all(isinstance(when.data, Choice) for when in jobs.values())
    values = {r.body.data.items["name"].data: r.body.data.items["value"] for r in found.resources if "output" in r.type}
    counts = {len(option.data.items) for option in endings(values["keys"])}
    assert counts == {0, 1, 2}
    assert {option.data for option in endings(values["joined"])} >= {"g5", "p3", "none"}
