"""What holds for every form: found by being there, imported when asked for, the same bytes for the same report."""

import os
import random
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sample_reports import NOTEBOOKS, at, clean, platform

from iacguard import reporters
from iacguard.model.report import RuleInfo
from iacguard.reporters import scorecard, wording
from iacguard.reporters.options import Options

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
ACCEPT = bool(os.environ.get("IACGUARD_ACCEPT"))
VARIANTS = {
    "": Options(),
    "all": Options(show_unsure=True, verbose=True, include_suppressed=True, category="prod", epoch=1_750_000_000),
}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("make", [platform, clean], ids=lambda make: make.__name__)
@pytest.mark.parametrize("form", reporters.names())
def test_the_text_is_the_one_that_was_read_and_accepted(form, make, variant):
    """Read the difference, then run with IACGUARD_ACCEPT=1 to accept it."""
    text = reporters.named(form).render(make(), VARIANTS[variant])
    file = EXPECTED / "-".join(filter(None, (make.__name__, variant))) / f"{form}.txt"
    if ACCEPT:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8")


def test_nothing_is_expected_of_a_form_that_is_gone():
    assert {file.stem for file in EXPECTED.glob("*/*.txt")} == set(reporters.names())


def test_a_report_format_is_a_file():
    files = {file.stem.replace("_", "-") for file in (Path(reporters.__file__).parent / "forms").glob("*.py")}
    assert set(reporters.names()) == files - {"--init--"}
    assert {"text", "json", "sarif"} <= set(reporters.names())


def test_every_form_is_explained():
    page = (HERE.parents[1] / "docs/reports.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE)) == reporters.names()


def test_an_unknown_name_is_answered_with_those_that_are_known():
    with pytest.raises(ValueError, match=r"no report format 'yaml'; known are azure, .*text"):
        reporters.named("yaml")


def test_no_reporter_is_imported_before_it_is_asked_for():
    code = (
        "import sys; from iacguard import reporters; from iacguard.reporters import options; reporters.names();"
        "print([name for name in sys.modules if name.startswith('iacguard.reporters.') and 'options' not in name])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("form", reporters.names())
def test_the_order_in_which_things_were_found_does_not_show(form):
    expected = reporters.named(form).render(platform(), VARIANTS["all"])
    for seed in range(5):
        report = platform()
        shuffle = random.Random(seed).shuffle
        for things in (report.findings, report.suppressed, report.diagnostics, report.files, report.rules):
            shuffle(things)
        for name in ("resources", "tallies"):
            items = list(getattr(report, name).items())
            shuffle(items)
            setattr(report, name, dict(items))
        assert reporters.named(form).render(report, VARIANTS["all"]) == expected


def test_hash_seeds_do_not_show():
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import hashlib, sample_reports; from iacguard import reporters;"
        "texts = [reporters.named(name).render(sample_reports.platform()) for name in reporters.names()];"
        "print(hashlib.sha256(''.join(texts).encode()).hexdigest())"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code, str(HERE)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


@pytest.mark.parametrize("form", reporters.names())
def test_only_forms_that_say_so_need_the_texts_of_rules_without_findings(form):
    report = platform()
    found = {finding.rule for finding in report.findings}
    bare = [rule if rule.id in found else rule._replace(why="", fix="") for rule in report.rules]
    more = [rule if rule.id in found else rule._replace(why="A long why.", fix="A long fix.") for rule in report.rules]
    few, many = (reporters.named(form).render(replace(report, rules=rules), VARIANTS["all"]) for rules in (bare, more))
    assert (few == many) == (form not in reporters.WITH_ALL_TEXTS)


@pytest.mark.parametrize("form", scorecard.FORMS)
def test_a_scorecard_stands_alone(form):
    text = scorecard.page(platform(), form)
    assert "notebook-direct-internet" in text and "drift" in text and text.endswith("\n")
    with pytest.raises(ValueError, match="text, markdown, json"):
        scorecard.page(platform(), "html")


def test_the_scorecard_of_a_page_is_that_of_the_reports():
    text, markdown = scorecard.page(platform(), "text"), scorecard.page(platform(), "markdown")
    block = reporters.named("text").render(platform()).split("\n\n")[-2]
    assert set(block.splitlines()) <= set(text.splitlines())
    rows = reporters.named("markdown").render(platform()).rstrip("\n").split("\n\n")[-1]
    assert set(rows.splitlines()) < set(markdown.splitlines())
    without = reporters.named("text").render(platform(), Options(scorecard=False))
    assert (
        block not in without
        and without.splitlines()[-3:] == reporters.named("text").render(platform()).splitlines()[-3:]
    )


def test_a_clean_scan_says_what_it_read_and_nothing_else():
    assert reporters.named("text").render(clean()) == (
        "No findings\n1 file: 1 parsed, 0 failed, 0 skipped; 0 resources, 5 rules\n"
    )


def test_colour_adds_nothing_but_colour():
    plain = reporters.named("text").render(platform(), VARIANTS["all"])
    coloured = reporters.named("text").render(platform(), VARIANTS["all"]._replace(colour=True))
    assert coloured != plain and re.sub("\x1b\\[[0-9;]*m", "", coloured) == plain


def test_how_to_mend_a_rule_and_how_to_cure_a_note_are_said_once():
    report = platform()
    again = [finding._replace(address=f"{finding.address}!", message="again") for finding in report.findings]
    said = [one._replace(message="another", span=at(NOTEBOOKS, "name")) for one in report.diagnostics]
    report.findings, report.diagnostics = report.findings + again, report.diagnostics + said
    for options in (Options(), VARIANTS["all"]):
        text = reporters.named("text").render(report, options)
        assert text.count("    fix: Put the notebook") == 1 and text.count("again") == len(again) - (
            options == Options()
        )
        assert text.count("    cure: run terraform init") == 1


@pytest.mark.parametrize(
    ("fix", "hint"),
    [
        ("Switch it off.\nThen wait.", "Switch it off."),
        ("Name a key, e.g. `aws_kms_key.ml`", "Name a key, e.g. `aws_kms_key.ml`"),
        (".github/workflows/plan.yml:\n\n    on: push\n\nThen run it.", "Then run it."),
        ("    code = 1", ""),
        ("", ""),
    ],
)
def test_the_hint_is_the_first_sentence_that_is_one(fix, hint):
    assert wording.hint(RuleInfo("x", "X", "low", fix=fix)) == hint
