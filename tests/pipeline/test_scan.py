"""From paths to a report: what is read, what is told, and what it comes to."""

import datetime
from pathlib import Path

import pytest

import iacguard
from iacguard.cli.gate import exit_code
from iacguard.formats.base import Inputs

NOTEBOOK = """\
resource "aws_sagemaker_notebook_instance" "exploration" {
  name                   = "churn-exploration"
  role_arn               = "arn:aws:iam::123456789012:role/notebook"
  instance_type          = "ml.t3.medium"
  subnet_id              = "subnet-0a1b2c3d4e5f67890"
  direct_internet_access = %s
}
"""
OPEN = NOTEBOOK % '"Enabled"'
RULE = "sagemaker-notebook-direct-internet"
AS_OF = datetime.date(2026, 6, 1)


def lay(root, files):
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def scan(root, *names, **options):
    options.setdefault("as_of", AS_OF)
    return iacguard.scan(*(root / name for name in names or [""]), root=root, **options)


def places(report, rule=RULE):
    return [str(finding.span) for finding in report.failures if finding.rule == rule]


def codes(report):
    return [diagnostic.code for diagnostic in report.diagnostics]


def test_a_finding_stands_on_the_attribute(tmp_path):
    report = scan(lay(tmp_path, {"ml/main.tf": OPEN}))
    assert places(report) == ["ml/main.tf:6:28"]
    assert exit_code(report, "high") == 1
    assert exit_code(report, "critical") == 0
    assert report.resources == {"aws_sagemaker_notebook_instance": 1}
    assert report.tallies[RULE].failed == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("unclosed.tf", 'locals {\n  name = "churn\n}\n'),
        ("binary.tf", b"\x89PNG\r\n\x1a\n\x00\xff"),
        ("nested.tf", "locals {\n  x = " + "[" * 5000 + "\n}\n"),
        ("local.tf", "locals {\n  a = local.b\n  b = local.a\n}\n"),
        ("module.tf", 'module "self" {\n  source = "./"\n}\n'),
    ],
)
def test_bad_input_is_told_with_its_place_and_nothing_else_is_lost(tmp_path, name, content):
    report = scan(lay(tmp_path, {"good.tf": OPEN, name: content, "other/main.tf": OPEN}))
    assert exit_code(report) == 2
    assert {diagnostic.file for diagnostic in report.errors} == {name}
    assert places(report) == ["good.tf:6:28", "other/main.tf:6:28"]


def test_an_unreadable_file_is_told(tmp_path):
    import os

    lay(tmp_path, {"good.tf": OPEN})
    os.mkfifo(tmp_path / "pipe.tf")
    report = scan(tmp_path)
    assert exit_code(report) == 2
    assert [record.status for record in report.files] == ["parsed", "failed"]


def test_what_is_no_text_is_no_template_whatever_it_is_called(tmp_path):
    report = scan(lay(tmp_path, {"good.tf": OPEN, "faiss.json": b"IxF2\xff\x00", "blob.yaml": b"\xff\x00"}))
    assert {record.path: record.status for record in report.files if record.path != "good.tf"} == {
        "faiss.json": "skipped", "blob.yaml": "skipped",
    }  # fmt: skip
    assert exit_code(report) == 1


def test_an_empty_file_is_told_and_no_error(tmp_path):
    report = scan(lay(tmp_path, {"good.tf": OPEN, "empty.tf": "\n"}))
    assert "empty" in codes(report)
    assert not report.errors


def test_data_in_other_encodings_is_passed_over(tmp_path):
    latin = "city: Århus\n".encode("latin-1")
    report = scan(lay(tmp_path, {"good.tf": OPEN, "cities.yaml": latin, "cities.json": b'{"city": "\xc5rhus"}'}))
    assert not report.errors
    assert {record.path: record.status for record in report.files}["cities.yaml"] == "skipped"


def test_nothing_to_scan_is_an_exit_code_of_its_own(tmp_path):
    report = scan(lay(tmp_path, {"README.md": "# no templates", "values.yaml": "replicas: 3\n"}))
    assert exit_code(report) == 3
    assert exit_code(report, allow_nothing=True) == 0


def test_a_path_that_is_not_there_is_an_error(tmp_path):
    report = scan(lay(tmp_path, {"a.tf": OPEN}), "a.tf", "b.tf")
    assert codes(report) == ["missing"]
    assert places(report)


def test_a_hook_hears_of_its_files_alone_judged_in_their_company(tmp_path):
    module = OPEN.replace('"Enabled"', "var.access").replace("aws_sagemaker", "aws_sagemaker")
    files = {
        "modules/notebook/main.tf": 'variable "access" { type = string }\n' + module,
        "live/main.tf": 'module "n" {\n  source = "../modules/notebook"\n  access = "Enabled"\n}\n',
        "live/other.tf": OPEN.replace("exploration", "second"),
    }
    lay(tmp_path, files)
    assert places(scan(tmp_path, "modules/notebook/main.tf")) == ["modules/notebook/main.tf:7:28"]
    assert places(scan(tmp_path, "live/main.tf")) == ["modules/notebook/main.tf:7:28"]
    assert places(scan(tmp_path, "live/other.tf")) == ["live/other.tf:6:28"]


def test_what_the_repository_lacks_is_for_who_asks_about_a_directory(tmp_path):
    lay(tmp_path, {"a.tf": OPEN})
    assert places(scan(tmp_path), "project-without-readme")
    assert not places(scan(tmp_path, "a.tf"), "project-without-readme")


def test_what_a_comment_waives_is_counted_and_not_told(tmp_path):
    waived = OPEN.replace('"Enabled"', f'"Enabled" # iacguard: ignore[{RULE}] until=2026-12-31 reason="workshop"')
    lay(tmp_path, {"a.tf": waived})
    report = scan(tmp_path)
    assert not places(report)
    assert [gone.reason for gone in report.suppressed if gone.finding.rule == RULE] == ["workshop"]
    assert places(scan(tmp_path, as_of=datetime.date(2027, 1, 1)))
    assert places(scan(tmp_path, inline_ignores=False))


def test_the_config_selects_and_changes(tmp_path):
    lay(tmp_path, {"ml/a.tf": OPEN, ".iacguard.yaml": f"disable: [{RULE}]\n"})
    assert not places(scan(tmp_path, "ml"))
    assert places(scan(tmp_path, "ml", config=""))
    lay(tmp_path, {"ml/.iacguard.yaml": f"severity: {{{RULE}: info}}\nignore: [{{rules: [nothing-of-the-kind]}}]\n"})
    report = scan(tmp_path, "ml")
    assert [f.severity for f in report.failures if f.rule == RULE] == ["info"]


def test_a_config_that_names_no_rule_is_an_error(tmp_path):
    lay(tmp_path, {"a.tf": OPEN, ".iacguard.yaml": "disable: [sagemaker-notebook-direct-internt]\nprofile: strickt\n"})
    report = scan(tmp_path)
    assert codes(report) == ["config", "config"]
    assert {d.cure for d in report.errors} == {f"did you mean {RULE}?", "did you mean strict?"}


def test_inputs_reach_the_evaluation(tmp_path):
    text = 'variable "access" { type = string }\n' + NOTEBOOK % "var.access"
    lay(tmp_path, {"a.tf": text, "prod.tfvars": 'access = "Disabled"\n'})
    assert not places(scan(tmp_path))
    assert places(scan(tmp_path, inputs=Inputs(variables=(("access", "Enabled"),))))
    assert not places(scan(tmp_path, inputs=Inputs(variable_files=("prod.tfvars",))))


def test_rules_of_ones_own_are_judged_beside_the_built_in_ones(tmp_path):
    rule = (
        "summary: Notebook without a name\nseverity: low\npractices: [documentation]\n"
        "resources: [aws_sagemaker_notebook_instance]\nrequire: resource.name == 'x'\n"
        "message: '{address} is called {value}'\n"
        "why: Because a name tells whose it is.\nfix: Give it one.\n"
    )
    lay(tmp_path, {"a.tf": OPEN, "policies/names/notebook-with-wrong-name/rule.yaml": rule})
    report = scan(tmp_path, rules=(Path(tmp_path / "policies"),))
    assert places(report, "notebook-with-wrong-name") == ["a.tf:2:28"]
    wrong = rule.replace("resource.name", "resource.nmae")
    lay(tmp_path, {"policies/names/notebook-with-wrong-name/rule.yaml": wrong})
    report = scan(tmp_path, rules=(Path(tmp_path / "policies"),))
    assert "did you mean name?" in report.errors[0].message
    assert exit_code(report) == 2


def test_a_message_tells_what_the_attribute_holds_whatever_is_written_there(tmp_path):
    rule = (
        "summary: Notebook with a wrong name\nseverity: low\npractices: [documentation]\n"
        "resources: [aws_sagemaker_notebook_instance]\n"
        "require: [resource.subnet_id != null, resource.name.startsWith('x')]\n"
        "message: '{address} is called {value}'\nwhy: Because.\nfix: Give it one.\n"
    )
    text = 'locals {\n  name = "churn"\n}\n' + OPEN.replace('"churn-exploration"', "local.name")
    lay(tmp_path, {"a.tf": text, "policies/names/wrong-name/rule.yaml": rule})
    report = scan(tmp_path, rules=(Path(tmp_path / "policies"),))
    (found,) = [one for one in report.failures if one.rule == "wrong-name"]
    assert found.message == "aws_sagemaker_notebook_instance.exploration is called churn"


def test_every_file_is_accounted_for(tmp_path):
    files = {"a.tf": OPEN, "b.tf": "locals {", "values.yaml": "a: 1\n", "package.json": "{}", "README.md": "x"}
    report = scan(lay(tmp_path, files))
    assert {record.path: record.status for record in report.files} == {
        "a.tf": "parsed", "b.tf": "failed", "values.yaml": "skipped", "package.json": "skipped",
    }  # fmt: skip
    assert all(record.reason for record in report.files if record.status != "parsed")


def test_the_same_bytes_give_the_same_report(tmp_path):
    lay(tmp_path, {"a.tf": OPEN, "b/a.tf": OPEN, "c.tf": "locals {"})
    first, second = scan(tmp_path), scan(tmp_path)
    assert [f.fingerprint for f in first.findings] == [f.fingerprint for f in second.findings]
    assert [(d.code, str(d.span)) for d in first.diagnostics] == [(d.code, str(d.span)) for d in second.diagnostics]


TEMPLATE = (
    "Resources:\n  Lab:\n    Type: AWS::SageMaker::NotebookInstance\n    Properties: {DirectInternetAccess: Enabled}\n"
)


@pytest.mark.parametrize(
    ("broken", "files", "left"),
    [
        ("iacguard.formats.terraform.root.Root.load", {"main.tf", "lab.yaml"}, ["lab.yaml:4:40"]),
        ("iacguard.formats.cloudformation.format.deployed", {"main.tf", "lab.yaml"}, ["main.tf:6:28"]),
        ("iacguard.formats.terraform.format.roots", {"lab.yaml"}, ["lab.yaml:4:40"]),
        ("iacguard.formats.project.format.load", {"main.tf", "lab.yaml"}, ["lab.yaml:4:40", "main.tf:6:28"]),
    ],
)
def test_a_fault_of_our_own_is_said_and_loses_nothing_else(tmp_path, monkeypatch, broken, files, left):
    def fault(*_):
        raise KeyError("nobody thought of this")

    monkeypatch.setattr(broken, fault)
    report = scan(lay(tmp_path, {"main.tf": OPEN, "lab.yaml": TEMPLATE}))
    assert sorted(places(report)) == left
    assert {d.code for d in report.diagnostics if d.level == "error"} == {"crash"}
    assert exit_code(report, "low", False) == 2
    assert {record.path for record in report.files if record.status == "parsed"} == files
    assert len(report.files) == 2
