"""`json-v1` is what its schema says, no field more."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_reports import NOTEBOOKS, at, clean, platform

from iacguard.model.report import PRACTICES, SEVERITIES
from iacguard.reporters import serialize
from iacguard.reporters.forms import json as form

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/json-v1.schema.json").read_text(encoding="utf-8"))


def closed(schema):
    """The schema with every object closed, so that a field that it does not describe is an error."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    out = {name: closed(part) for name, part in schema.items()}
    if "properties" in schema and "allOf" not in schema and schema is not SCHEMA["$defs"]["finding"]:
        out.setdefault("additionalProperties", False)
    return out


STRICT = closed(SCHEMA)
STRICT["properties"]["findings"]["items"]["unevaluatedProperties"] = False
STRICT["properties"]["suppressed"]["items"]["unevaluatedProperties"] = False


def read(report):
    document = json.loads(form.render(report))
    jsonschema.Draft202012Validator.check_schema(STRICT)
    jsonschema.Draft202012Validator(STRICT).validate(document)
    return document


def test_it_is_what_the_schema_says():
    read(platform())
    read(clean())


def test_the_schema_knows_the_words_of_the_model():
    assert tuple(SCHEMA["$defs"]["severity"]["enum"]) == SEVERITIES
    assert tuple(SCHEMA["$defs"]["practice"]["enum"]) == PRACTICES


def test_it_carries_what_was_promised():
    document = read(platform())
    assert set(document) >= {"version", "files", "resources", "findings", "diagnostics", "summary"}
    promised = (
        "rule severity practices verdict reason when address addresses type file line column end_line end_column "
        "message related fingerprint"
    ).split()
    assert all(set(finding) >= set(promised) for finding in document["findings"])
    assert all(set(file) == {"path", "format", "status", "reason"} for file in document["files"])


def test_unsure_findings_are_always_there_and_say_why():
    assert [(f["verdict"], f["reason"]) for f in read(platform())["findings"]] == [
        ("fail", ""),
        ("fail", ""),
        ("unsure", "var.kms_key_id is not set"),
    ]


def test_the_counts_are_those_of_what_follows():
    document = read(platform())
    summary = document["summary"]
    failed = [finding for finding in document["findings"] if finding["verdict"] == "fail"]
    assert sum(summary["findings"].values()) == len(failed)
    assert summary["unsure"] == len(document["findings"]) - len(failed)
    assert summary["suppressed"] == len(document["suppressed"])
    assert summary["errors"] + summary["notes"] == len(document["diagnostics"])
    assert sum(summary["files"].values()) == len(document["files"])
    assert summary["resources"] == sum(document["resources"].values())


def test_every_finding_has_its_rule_described():
    document = read(platform())
    ids = [rule["id"] for rule in document["rules"]]
    assert ids == sorted({finding["rule"] for finding in document["findings"] + document["suppressed"]})
    assert document["rules"][-2]["references"] == ["SageMaker.1", "sagemaker-notebook-no-direct-internet-access"]


def test_places_count_from_one_and_end_outside():
    finding = read(platform())["findings"][0]
    span = at(NOTEBOOKS, "var.internet")
    line = NOTEBOOKS.line(finding["line"])
    assert line[finding["column"] - 1 : finding["end_column"] - 1] == span.text == "var.internet"


def test_what_somebody_waved_through_names_the_comment():
    (gone,) = read(platform())["suppressed"]
    assert gone["suppression"] == {"reason": "goes in May", "file": "platform/notebooks.tf", "line": 12}


DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["runs", "#", "a##b"]), inner),
    max_leaves=12,
)


@given(DATA, st.sampled_from([(), ("runs",)]))
def test_what_is_written_reads_back(data, spread):
    text = serialize.document(data, spread)
    assert json.loads(text) == json.loads(serialize.line(data)) == data
    assert text.isascii() and "##" not in text and text.endswith("\n")
    assert serialize.line(data).count("\n") == 1


def test_a_record_is_a_line():
    lines = form.render(platform()).splitlines()
    records = [json.loads(line.rstrip(",")) for line in lines if line.startswith("    {")]
    document = read(platform())
    assert [record for name in document for record in document[name] if isinstance(document[name], list)] == records


@pytest.mark.parametrize("value", [float("nan"), {1, 2}, frozenset({"b", "a"}), object, {(1, 2): b"x"}, [float("inf")]])
def test_what_a_rule_adds_is_written_whatever_it_is(value):
    report = platform()
    report.findings = [report.findings[0]._replace(extra={"more": value, "fine": [1, "a", None, {"b": 0.5}]})]
    extra = read(report)["findings"][0]["extra"]
    assert list(extra) == ["fine", "more"] and extra["fine"] == [1, "a", None, {"b": 0.5}]
