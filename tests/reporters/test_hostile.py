"""Names that want to be more than names: whatever they hold, every form says the same as of harmless ones.

The report is built twice, once with harmless words and once with hostile ones in every field that a stranger's file can
reach. Read back by a strict parser, both have to have the same structure; and nothing that acts without being seen is
in the bytes.
"""

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacguard import reporters
from iacguard.model.report import (
    ERROR,
    NOTE,
    Diagnostic,
    FileRecord,
    Finding,
    Related,
    Report,
    RuleInfo,
    Suppressed,
    Tally,
)
from iacguard.model.source import Source, Span
from iacguard.reporters import scorecard
from iacguard.reporters.options import Options
from iacguard.reporters.sanitize import csv_cell, visible

CONTROLS = [*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0))]
BIDIRECTIONAL = [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]
FORBIDDEN = {*CONTROLS, *BIDIRECTIONAL, "\u2028", "\u2029", "\u200e", "\u200f", "\ufeff"} - {"\n"}
ATTACKS = [
    *CONTROLS, *BIDIRECTIONAL, "\u2028", "\u2029", "\ufeff", "\ufffe", "\ud800", "\U000e0041", "\r\n",
    "\n::set-output name=x::y", "::error file=a::b", "::stop-commands::x", "%0A::warning::x", "%", "##[error]x", "###",
    "##vso[task.setvariable variable=x]y", "\x1b]0;title\x07", "\x1b[2J", "\x9b31m", "](https://evil.example)", "[x]",
    "(", "{0}", "{{", "|", "\\|", "\\", "`", "``", "` `", "*b*", "_i_", "~~s~~", "<script>", "</failure>", "]]>",
    "<!--", "&amp;", "&#x1b;", "\"", "'", "\" onclick=\"", "=cmd|'/c calc'!A0", "+1", "-1", "@everyone", "#1", "GH-1",
    "\t=1", "https://evil.example", "www.evil.example", "!", "$(id)", ";", ",", ":", " ", "  ", "\u3000", "ü", "🎉",
]  # fmt: skip
FORMS = [*reporters.names(), *(f"scorecard {form}" for form in scorecard.FORMS)]
EVERYTHING = Options(show_unsure=True, verbose=True, include_suppressed=True)


def report_of(words):
    """A report whose texts all come from `words`, a function from a harmless word to the one that stands for it."""
    source = Source(words("a/main.tf"), 'x = "hunter2"\ny = {\n  z = "hunter3"\n}\n')
    other = Source(words("b/vars.tf"), "v = 1\n")

    def line(word):
        """Texts of rules have lines of their own, so there a line break is no attack."""
        return words(word).replace("\n", " ")

    rules = [
        RuleInfo(
            words(id),
            words(f"summary of {id}"),
            severity,
            ("security",),
            f"{line('why')}\n{line('for')} reasons",
            f"Do {line('only')} this.\n\n    {line('code')}",
            (words("Control.1"),),
            words("family"),
        )
        for id, severity in (("aa-rule", "high"), ("bb-rule", "low"))
    ]

    def finding(rule, span, verdict, number):
        return Finding(
            rule=rules[rule].id,
            severity=rules[rule].severity,
            practices=("security",),
            verdict=verdict,
            address=words(f"t.a{number}"),
            addresses=tuple(words(f"t.{letter}{number}") for letter in "ab"),
            type=words("AWS::S3::Bucket"),
            span=span,
            message=words(f"t.a{number} is bad"),
            reason=words("var.x unknown") if verdict == "unsure" else "",
            when=({words("var.env"): words("dev")}, {words("var.env"): words("test")}) if verdict == "fail" else (),
            attribute=words("x.y"),
            related=(Related(Span(other, 0, 1), words("comes from here")),),
            fingerprint=words(f"f{number}:1"),
            scope=words("scope"),
            extra={words("more"): words("less")},
        )

    place = Span(source, 4, 13)
    return Report(
        findings=[
            finding(0, place, "fail", 1),
            finding(1, Span(source, 18, 37), "fail", 2),
            finding(1, Span(other, 0, 1), "unsure", 3),
        ],
        suppressed=[Suppressed(finding(1, place, "fail", 4), words("because"), Span(source, 0, 1))],
        diagnostics=[
            Diagnostic(ERROR, words("syntax"), words("this is not closed"), place, cure=words("close it")),
            Diagnostic(ERROR, words("unreadable"), words("not UTF-8"), path=words("c/x.tf"), cure=words("convert it")),
            Diagnostic(NOTE, words("module"), words("not installed"), Span(other, 0, 1), cure=words("run init")),
        ],
        files=[
            FileRecord(words("a/main.tf"), words("terraform"), "parsed"),
            FileRecord(words("b/vars.tf"), words("terraform"), "failed", words("not closed")),
            FileRecord(words("c/x.tf"), "", "skipped", words("no template")),
        ],
        resources={words("aws_s3_bucket"): 2},
        rules=rules,
        tallies={rule.id: Tally(1, 2, 3, 4) for rule in rules},
        version="1.2.3",
    )


def render(form, report, options=EVERYTHING):
    if form.startswith("scorecard "):
        return scorecard.page(report, form.removeprefix("scorecard "), options)
    return reporters.named(form).render(report, options)


def shape(form, text):
    """What a strict reader makes of a document, but for the words: equal for two documents of one structure."""
    if form == "jsonl":
        return [json_shape(json.loads(line)) for line in text.splitlines()]
    if form == "junit":
        return [
            (element.tag, sorted(element.attrib), (element.text or "").count("\n"))
            for element in ElementTree.fromstring(text).iter()
        ]
    if form == "csv":
        return [len(row) for row in csv.reader(io.StringIO(text), strict=True)]
    if form in ("markdown", "scorecard markdown"):
        return [markdown_shape(line) for line in text.split("\n")]
    if form in ("github", "azure"):
        return [COMMANDS[form](line) for line in text.split("\n")]
    if form in ("text", "concise", "scorecard text"):
        return text.count("\n")
    return json_shape(json.loads(text))


def json_shape(data):
    if isinstance(data, dict):
        known = {name: json_shape(value) for name, value in data.items()}
        return sorted((str(value) if taken(name) else name, str(value)) for name, value in known.items())
    return [json_shape(value) for value in data] if isinstance(data, list) else type(data).__name__


def taken(name):
    """Whether a key is one of the words of `report_of` rather than of the format."""
    return any(word in name for word in ("var.env", "aws_s3_bucket", "more", "aa-rule", "bb-rule"))


def markdown_shape(line):
    """The cells of a row, or a line's beginning; checks that no word has become markup."""
    if line.startswith("|"):
        cells = re.split(r"(?<!\\)\|", re.sub(r"\\\\", "", line))
        for cell in cells:
            bare_text(cell.replace("\\|", "x"))
        return len(cells)
    bare_text(line.removeprefix("- ").lstrip("#").replace("**", ""))
    return re.match(r"[-#|*]*", line).group()


def bare_text(text):
    """Outside of code spans there is nothing that GitHub would interpret."""
    while (run := re.search("`+", text)) is not None:
        end = re.search(f"(?<!`){run.group()}(?!`)", text[run.end() :])
        assert end is not None, f"a code span is not closed: {text!r}"
        text = text[: run.start()] + "x" + text[run.end() + end.end() :]
    assert not set(text) & set("<>[]*_~&@#\\`|{}$"), text
    assert "://" not in text and "www." not in text.lower(), text


def github_command(line):
    """The command and the names of its properties, read as GitHub's runner reads them."""
    if not line.lstrip().startswith("::"):
        return "text"
    command, _, data = line[2:].partition("::")
    name, _, properties = command.partition(" ")
    assert "\r" not in data
    return name, [pair.partition("=")[0] for pair in properties.split(",")], data.count("%0A")


def azure_command(line):
    """The command and the names of its properties, read as the agent of Azure Pipelines reads them."""
    at = line.find("##vso[")
    if at < 0:
        return "text"
    assert at == 0
    command, _, _ = line[6:].partition("]")
    name, _, properties = command.partition(" ")
    return name, [pair.partition("=")[0] for pair in properties.split(";")]


COMMANDS = {"github": github_command, "azure": azure_command}


def check(form, words):
    harmless, hostile = render(form, report_of(lambda word: word)), render(form, report_of(words))
    assert hostile.endswith("\n")
    assert not set(hostile.encode("utf-8").decode("utf-8")) & FORBIDDEN
    for line in hostile.split("\n"):
        assert form == "github" or not line.lstrip().startswith("::"), line
        assert "##[" not in line and (form == "azure" or "##vso[" not in line), line
    assert "hunter" not in hostile, "values and lines of files are not for reports"
    assert shape(form, hostile) == shape(form, harmless)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("place", ["before", "after"])
def test_no_attack_changes_anything(form, place):
    for attack in ATTACKS:
        check(form, lambda word, attack=attack: word + attack if place == "after" else f"{attack} {word}")


@pytest.mark.parametrize("form", FORMS)
@given(attack=st.lists(st.sampled_from(ATTACKS) | st.text(max_size=3), min_size=1, max_size=6).map("".join))
def test_no_combination_of_attacks_does(form, attack):
    check(form, lambda word: word + attack)


@pytest.mark.parametrize("form", ["text", "scorecard text"])
def test_colours_are_ours_alone(form):
    options = Options(colour=True, show_unsure=True, verbose=True, include_suppressed=True)
    harmless = render(form, report_of(lambda word: word), options)
    hostile = render(form, report_of(lambda word: word + "\x1b[31m\x9b0m"), options)
    codes = re.compile("\x1b\\[[0-9;]*m")
    assert codes.findall(hostile) == codes.findall(harmless)
    assert "\x1b" not in codes.sub("", hostile)


NASTY = "a" + "".join(character for character in ATTACKS if character != "\ud800")


def test_json_says_exactly_what_was_there():
    document = json.loads(render("json", report_of(lambda word: word + NASTY)))
    assert document["findings"][0]["message"] == "t.a1 is bad" + NASTY
    assert document["findings"][0]["file"] == "a/main.tf" + NASTY
    assert document["diagnostics"][0]["cure"].endswith(NASTY)


def test_xml_csv_and_commands_say_what_was_there_made_visible():
    report = report_of(lambda word: word + NASTY)
    message = visible(report.findings[0].message)
    failures = ElementTree.fromstring(render("junit", report)).iter("failure")
    assert next(failures).get("message") == message
    rows = csv.DictReader(io.StringIO(render("csv", report)))
    assert next(rows)["message"] == csv_cell(report.findings[0].message)
    line = next(line for line in render("github", report).split("\n") if "aa-rule" in line)
    assert line.partition(" ")[2].partition("::")[2].split("%0A")[0].replace("%25", "%") == message


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1"])
def test_no_cell_is_a_formula(text):
    assert csv_cell(text)[0] in "'\\"


def test_the_words_of_this_module_are_all_of_a_report():
    """A field that is added to the model has to be added to `report_of`, so that it is attacked as well."""
    fields = set(Finding._fields) | set(Diagnostic._fields) | set(RuleInfo._fields)
    fixed = {"severity", "practices", "verdict", "span", "level"}
    report = report_of(lambda word: word + "☠")
    texts = {
        name: repr(getattr(thing, name))
        for thing in (*report.findings, *report.diagnostics, *report.rules)
        for name in thing._fields
        if "☠" in repr(getattr(thing, name)) or name in fixed
    }
    assert fields <= set(texts), f"not attacked: {fields - set(texts)}"
