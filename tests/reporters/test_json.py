"""`json-v1` is what its schema says, no field more."""

import json
from pathlib import Path

import jsonschema
from sample_reports import NOTEBOOKS, at, clean, platform

from iacguard.model.report import PRACTICES, SEVERITIES
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


def test_places_count_from_one_and_end_outside():
    finding = read(platform())["findings"][0]
    span = at(NOTEBOOKS, "var.internet")
    line = NOTEBOOKS.line(finding["line"])
    assert line[finding["column"] - 1 : finding["end_column"] - 1] == span.text == "var.internet"


def test_what_somebody_waved_through_names_the_comment():
    (gone,) = read(platform())["suppressed"]
    assert gone["suppression"] == {"reason": "goes in May", "file": "platform/notebooks.tf", "line": 12}
