"""Data sources that need no cloud: what a policy document renders to, files, templates, the region."""

from __future__ import annotations

from typing import Any

import pytest

from iacguard.formats.base import Inputs
from iacguard.formats.terraform.format import load
from iacguard.model.tree import Tree
from iacguard.model.value import SENSITIVE, Choice, Map, Seq, Unknown, Value
from iacguard.vocabulary.tables import Vocabulary


def output(text: str, **files: str) -> Value:
    """The output `x` of a directory."""
    everything = {"main.tf": text, **{name.replace("_", "."): content for name, content in files.items()}}
    found = load(Tree.of(everything), ["main.tf"], Inputs(), Vocabulary({}))
    assert not [d.message for d in found.diagnostics]
    [named] = [r for r in found.resources if r.type == "terraform_output" and r.address.name == "x"]
    data = named.body.data
    assert isinstance(data, Map)
    return data.items["value"]


def plain(value: Value) -> Any:
    """A value as Python's data; `?` for what is not known, at the end of what may have more."""
    data = value.data
    if isinstance(data, Unknown):
        return "?"
    if isinstance(data, Choice):
        return {label: plain(option) for label, option in data.options.items()}
    if isinstance(data, Map):
        return {name: plain(item) for name, item in data.items.items()}
    if isinstance(data, Seq):
        maybe = [["?", plain(possible.value)] for possible in data.maybe]
        return [*map(plain, data.items), *maybe, *(["?"] if data.rest else [])]
    return data


BASE = """
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
  statement {
    actions   = ["kms:Decrypt"]
    resources = ["*"]
  }
}
data "aws_iam_policy_document" "whole" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  %s
}
output "x" {
  value = jsondecode(data.aws_iam_policy_document.whole.json)
}
"""
OWN = """
statement {
  sid       = "%s"
  effect    = "Deny"
  actions   = ["s3:*"]
  resources = ["*"]
}
"""


@pytest.mark.parametrize(
    ("more", "sids"),
    [
        ("", [("Read", "Allow"), (None, "Allow")]),
        (OWN % "Read", [("Read", "Deny"), (None, "Allow")]),
        (OWN % "Other", [("Read", "Allow"), (None, "Allow"), ("Other", "Deny")]),
        (
            'override_policy_documents = [jsonencode({ Statement = { Sid = "Read", Effect = "Deny" } })]',
            [("Read", "Deny"), (None, "Allow")],
        ),
        (
            f'{OWN % "Read"}\noverride_json = jsonencode({{ Statement = [{{ Sid = "Read", Effect = "Allow" }}] }})',
            [("Read", "Allow"), (None, "Allow")],
        ),
        ('override_policy_documents = ["", null]', [("Read", "Allow"), (None, "Allow")]),
    ],
    ids=["sources alone", "the own one", "another", "an override", "override of the own one", "empty documents"],
)
def test_a_later_statement_takes_the_place_of_the_one_with_its_sid(more: str, sids: list[Any]) -> None:
    document = plain(output(BASE % more))
    assert [(s.get("Sid"), s["Effect"]) for s in document["Statement"]] == sids


def test_a_statement_with_a_sid_may_be_gone_where_an_override_is_not_known() -> None:
    more = 'override_policy_documents = [var.more]\n}\nvariable "more" {\n  type = string'
    statements = plain(output(BASE % more))["Statement"]
    assert [s.get("Sid") for s in statements if isinstance(s, dict)] == [None]
    assert [s[1]["Sid"] for s in statements if isinstance(s, list)] == ["Read"] and statements[-1] == "?"


def test_a_document_that_an_input_decides_is_a_choice() -> None:
    more = """
      override_policy_documents = var.locked ? [jsonencode({ Statement = { Sid = "Read", Effect = "Deny" } })] : []
    }
    variable "locked" {
      type = bool
    """
    found = plain(output(BASE % more))
    assert {label: document["Statement"][0]["Effect"] for label, document in found.items()} == {
        "true": "Deny",
        "false": "Allow",
    }


DOCUMENT = """
variable "trusted" {
  type = list(string)
}
data "aws_iam_policy_document" "d" {
  version   = "2008-10-17"
  policy_id = "ml"
  statement {
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    principals {
      type        = "AWS"
      identifiers = var.trusted
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceVpc"
      values   = ["vpc-2", "vpc-1"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceVpc"
      values   = ["vpc-3"]
    }
  }
}
output "x" {
  value = jsondecode(%s)
}
"""


@pytest.mark.parametrize(
    "read", ["data.aws_iam_policy_document.d.json", 'join("", data.aws_iam_policy_document.d.*.json)']
)
def test_what_is_said_twice_adds_up(read: str) -> None:
    assert plain(output(DOCUMENT % read)) == {
        "Version": "2008-10-17",
        "Id": "ml",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": ["*", "?"]},
                "Condition": {"StringEquals": {"aws:SourceVpc": ["vpc-2", "vpc-1", "vpc-3"]}},
            }
        ],
    }


def test_variables_of_a_template_file_are_texts() -> None:
    text = """
    data "template_file" "t" {
      template = "%%{ if gpus == \\"8\\" }$${name}%%{ endif }"
      vars     = { gpus = 8, name = "train" }
    }
    output "x" {
      value = data.template_file.t.rendered
    }
    """
    assert plain(output(text)) == "train"


FILE = """
data "%s" "f" {
  filename = "${path.module}/job.sh"
}
output "x" {
  value     = data.%s.f.%s
  sensitive = true
}
"""


def test_files_within_the_root_are_read() -> None:
    assert plain(output(FILE % ("local_file", "local_file", "content"), job_sh="train\n")) == "train\n"
    assert plain(output(FILE % ("local_file", "local_file", "content_base64"), job_sh="train\n")) == "dHJhaW4K"
    secret = output(FILE % (*["local_sensitive_file"] * 2, "content"), job_sh="train\n")
    assert plain(secret) == "train\n" and SENSITIVE in secret.marks


@pytest.mark.parametrize(("written", "region"), [("", "eu-west-1"), ('region = "us-east-1"', "us-east-1")])
def test_a_region_that_is_asked_for_by_name_is_that_region(written: str, region: str) -> None:
    text = f"""
    provider "aws" {{
      region = "eu-west-1"
    }}
    data "aws_region" "r" {{
      {written}
    }}
    output "x" {{
      value = data.aws_region.r.name
    }}
    """
    assert plain(output(text)) == region


EXTERNAL = {"StringEquals": {"sts:ExternalId": "0815"}}


@pytest.mark.parametrize(
    ("type", "action", "condition"),
    [
        ("databricks_aws_assume_role_policy", "sts:AssumeRole", EXTERNAL),
        ("databricks_aws_unity_catalog_assume_role_policy", "sts:AssumeRole", EXTERNAL),
        ("databricks_aws_bucket_policy", "?", None),
    ],
)  # fmt: skip
def test_documents_of_databricks_let_its_account_in_and_nobody_else(type: str, action: str, condition: Any) -> None:
    text = (
        f'data "{type}" "it" {{\n  external_id = "0815"\n}}\noutput "x" {{ value = jsondecode(data.{type}.it.json) }}\n'
    )
    found = output(text)
    assert isinstance(found.data, Map)
    (statement,) = found.data.items["Statement"].data.items
    principal = statement.data.items["Principal"].data.items["AWS"].data
    assert isinstance(principal, Unknown) and principal.prefix == "arn:aws"
    wanted = {"Effect": "Allow", "Principal": {"AWS": "?"}, "Action": action}
    assert plain(statement) == (wanted | {"Condition": condition} if condition else wanted)
