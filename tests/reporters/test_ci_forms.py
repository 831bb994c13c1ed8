"""Forms for CI systems, held against what their readers demand (shown in each test's own words, or as a schema)."""

import csv
import io
import json
import re
from xml.etree import ElementTree

import jsonschema
import pytest
from sample_reports import NOTEBOOKS, RULES, at, clean, finding, platform

from iacguard.model.report import NOTE, Diagnostic, FileRecord, Report, Suppressed
from iacguard.model.source import Source, Span
from iacguard.reporters import identity, named
from iacguard.reporters.forms import markdown
from iacguard.reporters.options import Options


def thing(required, **more):
    return {"type": "object", "required": list(required), "properties": required, **more}


def words(**more):
    return {"type": "string", "minLength": 1, **more}


LINE = {"type": "integer", "minimum": 1}
CODE_QUALITY = {
    "type": "array",
    "items": thing(
        {
            "description": words(),
            "check_name": words(),
            "fingerprint": words(pattern="^[0-9a-f]{32}$"),
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": thing({"path": words(pattern=r"^(?!\./|/)"), "lines": thing({"begin": LINE})}),
        },
        additionalProperties=False,
    ),
}
TOOL = thing({"id": words(), "name": words(), "version": words(), "vendor": thing({"name": words()})})
MOMENT = words(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$")
IDENTIFIER = thing({"type": words(), "name": words(), "value": words()})
SAST = thing(
    {
        "version": words(pattern=r"^15\.\d+\.\d+$"),
        "schema": words(pattern="^https?://.+"),
        "scan": thing(
            {
                "type": {"const": "sast"},
                "analyzer": TOOL,
                "scanner": TOOL,
                "start_time": MOMENT,
                "end_time": MOMENT,
                "status": {"enum": ["success", "failure"]},
                "messages": {
                    "type": "array",
                    "items": thing({"level": {"enum": ["info", "warn", "fatal"]}, "value": words()}),
                },
            }
        ),
        "vulnerabilities": {
            "type": "array",
            "items": thing(
                {
                    "id": words(pattern="^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$"),
                    "name": words(maxLength=255),
                    "description": words(maxLength=1048576),
                    "severity": {"enum": ["Critical", "High", "Medium", "Low", "Info", "Unknown"]},
                    "identifiers": {"type": "array", "minItems": 1, "items": IDENTIFIER},
                    "location": thing({"file": words(), "start_line": LINE, "end_line": LINE}),
                    "tracking": thing({"type": {"const": "source"}, "items": {"type": "array", "minItems": 1}}),
                },
            ),
        },
    }
)
SPAN = {
    "type": "object",
    "required": ["startLine"],
    "properties": {name: {"type": "integer", "minimum": 0} for name in ("endLine", "startColumn", "endColumn")},
}
PLACE = thing({"message": words(), "filePath": words(), "textRange": SPAN})
SONAR = thing(
    {
        "rules": {
            "type": "array",
            "items": thing(
                {
                    "id": words(),
                    "name": words(),
                    "description": words(),
                    "engineId": words(),
                    "cleanCodeAttribute": words(pattern="^[A-Z]+$"),
                    "type": {"enum": ["BUG", "VULNERABILITY", "CODE_SMELL"]},
                    "severity": {"enum": ["BLOCKER", "CRITICAL", "MAJOR", "MINOR", "INFO"]},
                    "impacts": {
                        "type": "array",
                        "minItems": 1,
                        "items": thing(
                            {
                                "softwareQuality": {"enum": ["SECURITY", "RELIABILITY", "MAINTAINABILITY"]},
                                "severity": {"enum": ["HIGH", "MEDIUM", "LOW"]},
                            }
                        ),
                    },
                },
                additionalProperties=False,
            ),
        },
        "issues": {"type": "array", "items": thing({"ruleId": words(), "primaryLocation": PLACE})},
    },
    additionalProperties=False,
)


def read(form, report, schema, **options):
    document = json.loads(named(form).render(report, Options(**options)))
    jsonschema.validate(document, schema)
    return document


class TestGitLab:
    def test_clean_is_an_empty_array(self):
        assert read("gitlab", clean(), CODE_QUALITY) == []

    def test_failures_alone(self):
        entries = read("gitlab", platform(), CODE_QUALITY)
        assert [(entry["check_name"], entry["severity"]) for entry in entries] == [
            ("notebook-direct-internet", "critical"),
            ("endpoint-without-own-key", "major"),
        ]

    def test_findings_that_look_the_same_have_fingerprints_of_their_own(self):
        same = [finding("untagged", at(NOTEBOOKS, "name", n), "a.b", "{} is bad", fingerprint="") for n in (1, 2)]
        prints = [entry["fingerprint"] for entry in read("gitlab", Report(same), CODE_QUALITY)]
        assert len(set(prints)) == 2

    def test_fingerprints_stay_when_lines_move(self):
        moved = Source(NOTEBOOKS.path, "# a comment\n\n" + NOTEBOOKS.text)
        prints = [
            identity.keys([finding("untagged", at(source, "var.internet"), "a.b", "{} is bad")])
            for source in (NOTEBOOKS, moved)
        ]
        assert prints[0] == prints[1]


class TestGitLabSast:
    def test_security_alone(self):
        report = platform()
        report.findings.append(finding("untagged", at(NOTEBOOKS, "name"), "a.b", "{} has no tags"))
        found = read("gitlab-sast", report, SAST)["vulnerabilities"]
        assert [one["identifiers"][0]["value"] for one in found] == [
            "notebook-direct-internet",
            "endpoint-without-own-key",
        ]
        assert {one["value"] for one in found[0]["identifiers"][1:]} == set(
            RULES["notebook-direct-internet"].references
        )
        assert len({one["id"] for one in found}) == len(found)

    def test_what_could_not_be_judged_is_a_failure(self):
        assert read("gitlab-sast", platform(), SAST)["scan"]["status"] == "failure"
        assert read("gitlab-sast", clean(), SAST)["scan"]["status"] == "success"

    def test_the_time_is_the_callers(self):
        assert read("gitlab-sast", clean(), SAST, epoch=86_399)["scan"]["start_time"] == "1970-01-01T23:59:59"


class TestSonar:
    def test_every_issue_has_its_rule(self):
        document = read("sonar", platform(), SONAR)
        ids = [rule["id"] for rule in document["rules"]]
        assert ids == sorted(RULES) and {issue["ruleId"] for issue in document["issues"]} <= set(ids)

    def test_columns_count_from_zero_in_units_of_java(self):
        source = Source("main.tf", 'name = "🎉" # x\nempty\n')
        for span, expected in (
            (at(source, "# x"), {"startLine": 1, "endLine": 1, "startColumn": 12, "endColumn": 15}),
            (Span(source, 15, 15), {"startLine": 2, "endLine": 2}),
        ):
            (issue,) = read("sonar", Report([finding("untagged", span, "a.b", "{} is bad")]), SONAR)["issues"]
            assert issue["primaryLocation"]["textRange"] == expected


class TestJUnit:
    def suites(self, report, **options):
        root = ElementTree.fromstring(named("junit").render(report, Options(**options)))
        assert root.tag == "testsuites" and {suite.tag for suite in root} <= {"testsuite"}
        for group in (root, *root):
            cases = list(group.iter("testcase"))
            counted = {"tests": len(cases)}
            for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
                counted[name] = sum(case.find(tag) is not None for case in cases)
            assert counted == {name: int(group.get(name)) for name in counted}
        names = [(suite.get("name"), case.get("classname"), case.get("name")) for suite in root for case in suite]
        assert len(names) == len(set(names)), "cases are known by their names"
        return {suite.get("name"): list(suite) for suite in root}

    def outcomes(self, cases):
        return [(case.get("classname"), case[0].tag if len(case) else "passed") for case in cases]

    def test_a_suite_is_a_file(self):
        suites = self.suites(platform())
        assert {name: self.outcomes(cases) for name, cases in suites.items()} == {
            "platform/broken.tf": [("bucket-without-versions", "skipped"), ("iacguard", "error")],
            "platform/notebooks.tf": [
                ("notebook-direct-internet", "failure"),
                ("notebook-on-old-type", "skipped"),
                ("iacguard", "passed"),
            ],
            "platform/variables.tf": [("iacguard", "passed")],
            "stacks/serving.yaml": [("endpoint-without-own-key", "failure"), ("iacguard", "passed")],
        }

    def test_a_file_that_failed_without_a_diagnostic_errs_all_the_same(self):
        report = Report(files=[FileRecord("x.tf", "terraform", "failed", "it is locked")])
        (case,) = self.suites(report)["x.tf"]
        assert case[0].tag == "error" and case[0].get("message") == "it is locked"

    def test_a_failure_says_why_and_what_to_write(self):
        (case, *_) = self.suites(platform())["platform/notebooks.tf"]
        assert "No firewall sees it." in case[0].text and 'direct_internet_access = "Disabled"' in case[0].text

    def test_cases_of_one_name_are_told_apart(self):
        same = [finding("untagged", at(NOTEBOOKS, "name", n), "a.b", "{} is bad") for n in (1, 2)]
        names = [case.get("name") for case in self.suites(Report(same))[NOTEBOOKS.path]]
        assert names == ["a.b", "a.b (2)"]


class TestGitHub:
    COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")

    def commands(self, report, **options):
        lines = named("github").render(report, Options(**options)).splitlines()
        found = [self.COMMAND.fullmatch(line) for line in lines]
        return [
            (one[1], dict(pair.split("=", 1) for pair in one[2].split(",")), one[3].split("%0A"))
            for one in found
            if one
        ]

    def test_what_could_not_be_judged_comes_first_then_the_worst(self):
        assert [(kind, properties["title"]) for kind, properties, _ in self.commands(platform())] == [
            ("error", "iacguard syntax"),
            ("error", "iacguard high%3A notebook-direct-internet"),
            ("warning", "iacguard medium%3A endpoint-without-own-key"),
            ("notice", "iacguard config"),
            ("notice", "iacguard module-not-loaded"),
            ("notice", "iacguard module-not-loaded"),
        ]

    def test_columns_only_within_one_line(self):
        whole = Span(NOTEBOOKS, 0, NOTEBOOKS.text.index("}\n"))
        (_, properties, _), *_ = self.commands(Report([finding("untagged", whole, "a.b", "{} is bad")]))
        assert properties["line"] == "1" and int(properties["endLine"]) > 1 and "col" not in properties
        (_, properties, _) = self.commands(platform())[1]
        assert (properties["line"], properties["col"], properties["endColumn"]) == ("6", "28", "40")

    def test_a_hint_that_github_shows_ten(self):
        notes = [Diagnostic(NOTE, "config", f"note {n}") for n in range(11)]
        text = named("github").render(Report(diagnostics=notes))
        assert "GitHub shows 10 annotations" in text
        assert "GitHub shows" not in named("github").render(Report(diagnostics=notes[:10]))


class TestAzure:
    def test_issues_point_at_their_lines(self):
        lines = named("azure").render(platform()).splitlines()
        assert lines[1].startswith(
            "##vso[task.logissue type=error;sourcepath=platform/notebooks.tf;linenumber=6;columnnumber=28;"
            "code=notebook-direct-internet;]high: "
        )
        kinds = [re.match(r"##vso\[task\.logissue type=(\w+);", line) for line in lines]
        assert [kind and kind[1] for kind in kinds] == ["error", "error", "warning", None, None, None, None]


@pytest.mark.parametrize("report", [platform(), clean()], ids=["platform", "clean"])
def test_a_row_of_the_table_is_a_finding(report):
    rows = list(csv.DictReader(io.StringIO(named("csv").render(report))))
    assert len(rows) == len(report.findings)
    assert {row["fingerprint"] for row in rows} == {one.fingerprint for one in report.findings}


def test_lines_of_json_are_the_records_of_the_document():
    document = json.loads(named("json").render(platform()))
    lines = [json.loads(line) for line in named("jsonl").render(platform()).splitlines()]
    for kind, name in (("file", "files"), ("finding", "findings"), ("suppressed", "suppressed")):
        assert [{"kind": kind, **record} for record in document[name]] == [
            line for line in lines if line["kind"] == kind
        ]
    head = {name: document[name] for name in ("schema", "version")}
    assert lines[-1] == {"kind": "summary", **head, **document["summary"]}


@pytest.mark.parametrize(("number", "width"), [(3, 20), (700, 20), (200, 400), (3, 40_000)])
def test_a_comment_fits_what_github_takes_and_counts_what_it_leaves_out(number, width):
    span = at(NOTEBOOKS, "direct_internet_access")
    rules = [RULES["untagged"]._replace(id=f"rule-{n}", fix=f"{'write' * width} {n}.") for n in range(number)]
    found = [
        finding("untagged", span, f"a.b[{n}]", f"{'|' * width} {n}")._replace(rule=f"rule-{n}") for n in range(number)
    ]
    report = Report(
        findings=[*found, *(one._replace(verdict="unsure", reason="x" * width) for one in found)],
        suppressed=[Suppressed(one, "y" * width, None) for one in found],
        diagnostics=[Diagnostic(NOTE, "depth", f"{'z' * width} {n}", span) for n in range(number)],
        files=[FileRecord(NOTEBOOKS.path, "terraform", "parsed")],
        rules=rules,
    )
    text = named("markdown").render(report, Options(show_unsure=True, include_suppressed=True, scorecard=False))
    assert len(text) <= markdown.LIMIT
    sections = text.split("\n## ")
    assert [title.split("\n")[0] for title in sections[1:]] == ["How to mend it", "Unsure", "Suppressed", "Notes"]
    for section in sections:
        listed = len(re.findall(r"^(?:- |\| (?!---))", section, re.MULTILINE))
        heads = len(re.findall(r"^\| ---", section, re.MULTILINE))
        left = sum(int(rest) for rest in re.findall(r"^… and (\d+) more, listed", section, re.MULTILINE))
        assert listed - heads + left == number
