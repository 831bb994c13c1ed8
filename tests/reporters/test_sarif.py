"""SARIF: valid by the standard's schema, and by the rules under which GitHub ingests it."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from sample_reports import NOTEBOOKS, RULES, at, clean, finding, platform

from iacguard.model.report import Diagnostic, FileRecord, Related, Report
from iacguard.model.source import Source, Span
from iacguard.reporters.forms import sarif
from iacguard.reporters.line_hash import line_hashes
from iacguard.reporters.options import Options

SCHEMA = json.loads((Path(__file__).parent / "schemas/sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)


def run_of(report, **options):
    """The one run of a report's log, after everything that must hold for any log."""
    log = json.loads(sarif.render(report, Options(**options)))
    assert not [error.message for error in VALIDATOR.iter_errors(log)]
    ingest(log)
    return log["runs"][0]


def ingest(log):
    """What GitHub demands of a log, beyond the schema."""
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] and driver["semanticVersion"] and driver["rules"] is not None
    ids = [rule["id"] for rule in driver["rules"]]
    assert ids == sorted(set(ids))
    for rule in driver["rules"]:
        for text, limit in (("shortDescription", 1024), ("fullDescription", 1024), ("help", None)):
            assert 0 < len(rule[text]["text"]) <= (limit or 10**6)
        assert rule["defaultConfiguration"]["level"] in ("note", "warning", "error")
        properties = rule["properties"]
        assert len(properties["tags"]) <= 10 and properties["precision"] in ("very-high", "high", "medium", "low")
        assert properties["problem.severity"] in ("error", "warning", "recommendation")
        if "security-severity" in properties:
            assert (
                isinstance(properties["security-severity"], str) and 0.0 < float(properties["security-severity"]) <= 10
            )
            assert "security" in properties["tags"]
    assert run["automationDetails"]["id"].endswith("/")
    assert len(run["results"]) <= 5_000
    for result in run["results"]:
        assert result["message"]["text"] and ids[result["ruleIndex"]] == result["ruleId"]
        assert "kind" not in result and result["level"] in ("note", "warning", "error")
        assert set(result["partialFingerprints"]) == {"primaryLocationLineHash", "iacguard/v1"}
        (location,) = result["locations"]
        for place in (location, *result.get("relatedLocations", ())):
            artifact, region = place["physicalLocation"]["artifactLocation"], place["physicalLocation"]["region"]
            assert artifact["uriBaseId"] in run["originalUriBaseIds"]
            uri = artifact["uri"]
            assert uri.isascii() and not uri.startswith(("/", "./")) and not set(uri) & set(' :?#[]\\"')
            assert region["startLine"] >= 1 and region["startColumn"] >= 1 and region["endColumn"] >= 1
            assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
            assert region["endLine"] - region["startLine"] < 11
        links = re.findall(r"\[(?:[^\\\[\]]|\\.)*\]\(([^)]*)\)", result["message"]["text"])
        assert links == [str(place["id"]) for place in result.get("relatedLocations", ())], "no link but our own"
        assert not re.search(r"\{\d+\}", result["message"]["text"]), "no placeholder"
    lines = {
        (result["ruleId"], uri_of(result), result["locations"][0]["physicalLocation"]["region"]["startLine"])
        for result in run["results"]
        if "suppressions" not in result
    }
    assert len(lines) == sum("suppressions" not in result for result in run["results"]), "one result a rule and line"


def uri_of(result):
    return result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def test_failures_alone_are_results():
    run = run_of(platform())
    assert {r["ruleId"] for r in run["results"]} == {"notebook-direct-internet", "endpoint-without-own-key"}
    assert run["invocations"][0]["executionSuccessful"] is False
    told = run["invocations"][0]["toolExecutionNotifications"]
    assert [said["level"] for said in told] == ["note", "error", "note", "note"]


def test_the_region_is_the_attribute():
    result = run_of(platform())["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    line = NOTEBOOKS.line(region["startLine"])
    assert region["startLine"] == region["endLine"]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "var.internet"


def test_the_message_says_when_on_what_and_links_to_where_it_comes_from():
    internet, key = run_of(platform())["results"]
    assert internet["message"]["text"] == (
        'aws_sagemaker_notebook_instance.lab["ada"] leaves direct internet access on. '
        'Also aws_sagemaker_notebook_instance.lab["grace"]. '
        "The value comes from here: [platform/variables.tf:3](1)."
    )
    assert key["message"]["text"].endswith("Fails when serving/Env is dev, or when serving/Env is test.")


def test_rules_are_all_there_whatever_was_found():
    described = run_of(platform())["tool"]["driver"]["rules"]
    assert described == run_of(clean())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == sorted(RULES)
    severities = {rule["id"]: rule["properties"].get("security-severity") for rule in described}
    assert severities["notebook-direct-internet"] == "8.0" and severities["notebook-on-old-type"] is None


def test_a_rule_that_nobody_described_is_described_nonetheless():
    report = platform()
    report.findings.append(report.findings[0]._replace(rule="cfn-lint/E3002", fingerprint="x:1"))
    assert "cfn-lint/E3002" in [rule["id"] for rule in run_of(report)["tool"]["driver"]["rules"]]


def test_fingerprints_are_the_line_hash_and_our_own():
    report = platform()
    for result, found in zip(run_of(report)["results"], report.failures, strict=True):
        line = found.span.line
        assert result["partialFingerprints"] == {
            "primaryLocationLineHash": line_hashes(found.span.source, [line])[line],
            "iacguard/v1": found.fingerprint,
        }


def test_a_long_region_is_its_first_line_so_that_pull_requests_show_it():
    body = "".join(f"  statement_{n} = {n}\n" for n in range(20))
    source = Source("iam.tf", "policy = {\n" + body + "}\n")
    whole = Span(source, source.text.index("{"), len(source.text))
    region = run_of(Report([finding("untagged", whole, "a.b", "{} is long")]))["results"][0]["locations"][0]
    assert region["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 10, "endLine": 1, "endColumn": 11}


def test_findings_of_one_rule_on_one_line_are_one_alert():
    source = Source("main.tf", 'tags = { Owner = "", Team = "" }\n')
    found = [
        finding("untagged", at(source, '""', n), f"aws_s3_bucket.{n}", "{} has an empty tag", fingerprint=f"f:{n}")
        for n in (1, 2)
    ]
    (result,) = run_of(Report(found))["results"]
    assert result["message"]["text"] == "aws_s3_bucket.1 has an empty tag. aws_s3_bucket.2 has an empty tag."
    assert result["partialFingerprints"]["iacguard/v1"] == "f:1"


def test_of_too_many_the_mildest_are_left_out_and_it_is_said(monkeypatch):
    assert sarif.MAX_RESULTS == 5_000, "GitHub keeps that many of the worst"
    monkeypatch.setattr(sarif, "MAX_RESULTS", 50)
    source = Source("main.tf", "x\n" * 60)
    rules = ["untagged", "notebook-direct-internet"]
    found = [
        finding(rules[n % 2], Span(source, 2 * n, 2 * n + 1), f"a.b{n}", "{} is bad", fingerprint=str(n))
        for n in range(60)
    ]
    run = run_of(Report(found))
    assert [result["ruleId"] for result in run["results"]] == [rules[1]] * 30 + [rules[0]] * 20
    assert "10 of the mildest" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_suppressed_findings_are_results_only_on_request():
    (extra,) = [r for r in run_of(platform(), include_suppressed=True)["results"] if "suppressions" in r]
    assert extra["ruleId"] == "notebook-on-old-type"
    said = extra["suppressions"][0]
    assert said["kind"] == "inSource" and said["justification"] == "goes in May"
    assert (
        said["location"]["physicalLocation"]["region"]["startLine"]
        == extra["locations"][0]["physicalLocation"]["region"]["startLine"]
    )


@pytest.mark.parametrize(
    "path", ["a b/ü.tf", "c:d.tf", "x[1]#%.tf", "sub\\dir.tf", "q?.tf", "./main.tf", "\udcff.tf", "🎉.tf"]
)
def test_paths_are_relative_references(path):
    source = Source(path, "tags = {}\n")
    report = Report(
        [finding("untagged", Span(source, 0, 4), "a.b", "{} is bad")], files=[FileRecord(path, "tf", "parsed")]
    )
    report.diagnostics.append(Diagnostic("error", "unreadable", "it cannot be read", path=path))
    read = unquote(uri_of(run_of(report)["results"][0]), errors="surrogateescape")
    assert read == path.replace("\\", "/").removeprefix("./")


def test_categories_tell_uploads_apart():
    assert run_of(clean())["automationDetails"]["id"] == "iacguard/"
    assert run_of(clean(), category="prod")["automationDetails"]["id"] == "iacguard/prod/"


@pytest.mark.parametrize("name", ["[x](https://evil.example)", "](1)", "[", "x\\", "{0}", "a [b](2) c"])
def test_names_are_no_links_in_messages(name):
    source = Source(f"{name}.tf", "tags = {}\n")
    related = (Related(Span(source, 0, 4), f"called as {name}"), Related(Span(source, 7, 9), name))
    found = finding("untagged", Span(source, 7, 9), name, "it is bad", addresses=(name, name + "2"), related=related)
    run_of(Report([found]))
