"""Where a report goes, and what the environment says about it."""

import json

import pytest
from click.testing import CliRunner

from iacguard.cli.main import cli

NOTEBOOK = 'resource "aws_sagemaker_notebook_instance" "lab" {\n  name = "lab"\n}\n'


def run(tmp_path, *arguments, epoch=None):
    (tmp_path / "main.tf").write_text(NOTEBOOK, encoding="utf-8")
    where = [str(tmp_path), "--root", str(tmp_path)]
    return CliRunner().invoke(cli, ["scan", *where, *arguments], env={"SOURCE_DATE_EPOCH": epoch})


@pytest.mark.parametrize(("epoch", "moment"), [("86399", "1970-01-01T23:59:59"), (None, "1970-01-01T00:00:00")])
def test_the_time_of_a_report_is_given(tmp_path, epoch, moment):
    report = json.loads(run(tmp_path, "--format", "gitlab-sast", epoch=epoch).stdout)
    assert report["scan"]["start_time"] == report["scan"]["end_time"] == moment


@pytest.mark.parametrize("epoch", ["yesterday", "-1", "9" * 30, "٣"])
def test_a_time_that_is_none_is_refused(tmp_path, epoch):
    result = run(tmp_path, epoch=epoch)
    assert result.exit_code == 2 and "SOURCE_DATE_EPOCH is a number" in result.output


def test_one_scan_serves_several_readers(tmp_path):
    files = {form: tmp_path / f"report.{form}" for form in ("sarif", "json", "junit")}
    result = run(tmp_path, *(part for form, file in files.items() for part in ("--output", f"{form}={file}")))
    assert result.exit_code == 1 and result.stdout == ""
    texts = {form: file.read_text(encoding="utf-8") for form, file in files.items()}
    found = {finding["rule"] for finding in json.loads(texts["json"])["findings"] if finding["verdict"] == "fail"}
    assert found == {result["ruleId"] for result in json.loads(texts["sarif"])["runs"][0]["results"]}
    assert all(f'classname="{rule}"' in texts["junit"] for rule in found)
