"""Hostile and broken templates: a diagnostic with a place, the other resources and the other files still there."""

import json

import pytest

from iacguard.model.report import ERROR, NOTE
from tests.cloudformation.loading import HEADER, load, names

GOOD = HEADER + "Resources:\n  Kept:\n    Type: AWS::S3::Bucket\n"
KEPT = "  Kept:\n    Type: AWS::S3::Bucket\n"


def bomb(levels=9, width=9):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, levels)]
    return HEADER + "Metadata:\n" + "".join(f"  {line}\n" for line in lines) + "Resources:\n" + KEPT


UNREADABLE = {
    "an alias bomb": (bomb(), "syntax"),
    "nested brackets": (HEADER + "Resources:\n" + KEPT + "Metadata: " + "[" * 100_000 + "\n", "syntax"),
    "an unclosed string": (HEADER + "Resources:\n" + KEPT + '    Properties: {BucketName: "x}\n', "syntax"),
    "an unknown alias": (HEADER + "Resources:\n" + KEPT + "    Properties: *nothing\n", "syntax"),
    "a tab for indentation": (HEADER + "Resources:\n\tKept: {Type: 'AWS::S3::Bucket'}\n", "syntax"),
    "deep JSON": ('{"AWSTemplateFormatVersion": "2010-09-09", "Resources": ' + "[" * 100_000, "syntax"),
    "JSON with a comment": ('// ours\n{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}', "syntax"),
    "half of JSON": (
        '{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"A": {"Type": "AWS::S3::Bucket"',
        "syntax",
    ),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_a_file_that_cannot_be_read_fails_and_loses_nothing_else(what):
    text, code = UNREADABLE[what]
    name = "bad.json" if text.startswith(("{", "//")) else "bad.yaml"
    loaded = load({name: text, "good.yaml": GOOD})
    assert {r.path: r.status for r in loaded.files} == {name: "failed", "good.yaml": "parsed"}
    assert [(d.level, d.code, d.file) for d in loaded.diagnostics] == [(ERROR, code, name)]
    assert loaded.diagnostics[0].span is not None
    assert names(loaded) == ["Kept"]


IN_PART = {
    "a Type that is a mapping": ("  Bad: {Type: {a: b}}\n", "template", "Bad has a Type that is not a text"),
    "no Type": ("  Bad: {Properties: {}}\n", "template", "Bad has no Type"),
    "a resource that is a list": ("  Bad: [1]\n", "template", "Bad in Resources is a list, not a mapping"),
    "a resource that is empty": ("  Bad:\n", "template", "Bad in Resources is empty, not a mapping"),
    "a key that is a list": ("  [a, b]: {Type: 'AWS::S3::Bucket'}\n", "syntax", "a key must be a plain text"),
    "a condition that is none": (
        "  B: {Type: 'Custom::B', Condition: Gone}\n",
        "evaluation",
        "there is no condition Gone",
    ),
}


@pytest.mark.parametrize("what", IN_PART)
def test_what_is_wrong_in_part_is_said_and_the_rest_is_there(what):
    text, code, message = IN_PART[what]
    loaded = load({"t.yaml": HEADER + "Resources:\n" + KEPT + text})
    assert [(d.level, d.code, d.message) for d in loaded.diagnostics] == [(ERROR, code, message)]
    assert loaded.diagnostics[0].span.line == 5
    assert "Kept" in names(loaded)


@pytest.mark.parametrize("name", ["t.yaml", "t.json"])
def test_of_a_key_that_occurs_twice_the_last_counts_as_in_cloudformation(name):
    first, last = ('"Kept": {"Type": "AWS::S3::Bucket"}', '"Kept": {"Type": "AWS::SQS::Queue"}')
    loaded = load({name: '{"AWSTemplateFormatVersion": "2010-09-09",\n"Resources": {' + first + ",\n" + last + "}}"})
    assert [resource.native_type for resource in loaded.resources if resource.deployed] == ["AWS::SQS::Queue"]
    (noted,) = loaded.diagnostics
    assert noted.level == NOTE and "Kept occurs twice" in noted.message and noted.span.line == 3


@pytest.mark.parametrize("section", ["Resources", "Parameters", "Conditions", "Outputs", "Mappings", "Rules"])
def test_a_section_that_is_a_list_is_said(section):
    body = {"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"Kept": {"Type": "AWS::S3::Bucket"}}}
    loaded = load({"t.json": json.dumps({**body, section: ["a"]})})
    assert [(d.level, d.message) for d in loaded.diagnostics] == [
        (ERROR, f"{section} is a list, not a mapping of names")
    ]
    assert names(loaded) == ([] if section == "Resources" else ["Kept"])


CIRCLES = {
    "conditions": "Conditions: {A: !Not [!Condition B], B: !Not [!Condition A]}\n",
    "one condition": "Conditions: {A: !Not [!Condition A]}\n",
    "a chain of conditions": "Conditions:\n"
    + "".join(f"  C{n}: !Not [!Condition C{(n + 1) % 200}]\n" for n in range(200)),
}


@pytest.mark.parametrize("what", CIRCLES)
def test_a_circle_is_said_and_loses_nothing(what):
    loaded = load({"t.yaml": HEADER + CIRCLES[what] + "Resources:\n" + KEPT})
    assert {(d.level, d.code) for d in loaded.diagnostics} == {(ERROR, "cycle")}
    assert all(d.span is not None for d in loaded.diagnostics)
    assert names(loaded) == ["Kept"]


def test_stacks_whose_parameters_and_outputs_go_in_a_circle():
    child = HEADER + "Parameters: {V: {Type: String}}\nResources:\n" + KEPT + "Outputs: {V: {Value: !Ref V}}\n"
    properties = "{TemplateURL: c.yaml, Parameters: {V: !GetAtt %s.Outputs.V}}"
    stack = "  %s: {Type: 'AWS::CloudFormation::Stack', Properties: " + properties + "}\n"
    loaded = load({"t.yaml": HEADER + "Resources:\n" + stack % ("A", "B") + stack % ("B", "A"), "c.yaml": child})
    assert {(d.level, d.code) for d in loaded.diagnostics} == {(ERROR, "cycle")}
    assert names(loaded) == ["A", "A/Kept", "B", "B/Kept"]


def test_a_template_over_the_quota_is_noted_and_judged():
    padding = "\n".join("# " + "x" * 98 for _ in range(11_000))
    loaded = load({"t.yaml": GOOD + padding})
    assert [(d.level, d.code, d.span.line) for d in loaded.diagnostics] == [(NOTE, "template", 1)]
    assert names(loaded) == ["Kept"]


def test_a_long_chain_of_conditions_needs_no_deep_recursion():
    conditions = "".join(f"  C{n}: !Not [!Condition C{n + 1}]\n" for n in range(1000)) + '  C1000: !Equals ["a", "a"]\n'
    text = HEADER + "Conditions:\n" + conditions + "Resources:\n" + KEPT + "    Condition: C0\n"
    loaded = load({"t.yaml": text})
    assert names(loaded) == ["Kept"] and not loaded.diagnostics


@pytest.mark.parametrize(("levels", "readable"), [(97, True), (100, False)])
def test_expressions_as_deep_as_a_file_may_nest(levels, readable):
    """Two hundred levels: each function takes two, the template has four around them."""
    nested = "x"
    for _ in range(levels):
        nested = {"Fn::Split": [",", nested]}
    resources = {"Kept": {"Type": "AWS::S3::Bucket", "Properties": {"V": nested}}}
    loaded = load({"t.json": json.dumps({"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources})})
    assert {d.code for d in loaded.diagnostics} == ({"evaluation"} if readable else {"syntax"})
    assert names(loaded) == (["Kept"] if readable else [])


@pytest.mark.parametrize(
    ("further", "message"),
    [
        ("---\nResources: {More: {Type: 'AWS::S3::Bucket'}}\n", "another document begins here: only the first is read"),
        ("---\n[\n", "another document begins here: only the first is read"),
        ("---\n", ""), ("---\n# the end\n", ""), ("...\n", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_second_document_is_said_where_it_begins(further, message):
    loaded = load({"t.yaml": GOOD + further})
    assert [(d.message, d.span.line) for d in loaded.diagnostics] == ([(message, 5)] if message else [])
    assert names(loaded) == ["Kept"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_template_in_utf_16_is_said_and_other_files_in_it_are_nobody_s(encoding):
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    wide = {
        name: marks.get(encoding, b"") + text.encode(encoding)
        for name, text in {"t.yaml": GOOD, "o.yaml": "a: 1\n"}.items()
    }
    loaded = load({**wide, "good.yaml": GOOD})
    assert [(d.level, d.code, d.file) for d in loaded.diagnostics] == [(ERROR, "unreadable", "t.yaml")]
    assert {r.path: r.status for r in loaded.files} == {"t.yaml": "failed", "o.yaml": "skipped", "good.yaml": "parsed"}


def test_a_template_in_a_code_page_is_said():
    text = GOOD.replace("Resources:", "Description: Zwölf\nResources:", 1)
    loaded = load({"t.yaml": text.encode("latin-1"), "good.yaml": GOOD})
    assert [(d.level, d.code, d.file) for d in loaded.diagnostics] == [(ERROR, "unreadable", "t.yaml")]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "null\n"])
def test_an_empty_file_is_no_template(text):
    loaded = load({"t.yaml": text})
    assert [r.status for r in loaded.files] == ["skipped"] and not loaded.diagnostics


def test_the_name_on_stays_a_name_and_words_for_bools_are_bools():
    text = """
Parameters:
  On: {Type: String, Default: yes}
Resources:
  B: {Type: "Custom::B", Properties: {On: on, No: "no", Yes: Yes, Ref: {Ref: On}, off: 010}}
"""
    loaded = load({"t.yaml": HEADER + text})
    items = next(r for r in loaded.resources if r.address.name == "B").body.data.items
    assert {name: value.data for name, value in items.items()} == {
        "On": True, "No": "no", "Yes": True, "Ref": "true", "off": "010",
    }  # fmt: skip


def test_anchors_and_merge_keys_are_what_they_stand_for():
    text = """
Metadata:
  tags: &tags {Team: ranking}
  name: &name !Sub "${AWS::Region}-models"
Resources:
  A: {Type: "Custom::A", Properties: &shared {Name: *name, Tags: {<<: *tags, Env: dev}}}
  B: {Type: "Custom::B", Properties: {<<: *shared, Tags: *tags}}
"""
    loaded = load({"t.yaml": HEADER + text}, region="eu-west-1")
    assert not loaded.diagnostics
    bodies = {r.address.name: r.body.data.items for r in loaded.resources}
    assert bodies["A"]["Name"].data == bodies["B"]["Name"].data == "eu-west-1-models"
    assert {k: v.data for k, v in bodies["A"]["Tags"].data.items.items()} == {"Team": "ranking", "Env": "dev"}
    assert list(bodies["B"]["Tags"].data.items) == ["Team"]


def test_what_an_anchor_gives_is_used_where_it_is_named():
    text = (
        "Metadata:\n  name: &name models\nResources:\n  A:\n    Type: Custom::A\n    Properties:\n      Name: *name\n"
    )
    loaded = load({"t.yaml": HEADER + text + "  B: *name\n"})
    name = next(r for r in loaded.resources if r.address.name == "A").body.data.items["Name"]
    assert (str(name.span), str(name.origin.span)) == ("t.yaml:8:13", "t.yaml:3:9")
    assert [d.span.line for d in loaded.diagnostics] == [9]


@pytest.mark.parametrize("section", ["Parameters", "Rules"])
def test_sections_that_take_no_functions_say_so(section):
    loaded = load({"t.yaml": HEADER + f"{section}: {{'Fn::If': 3}}\nResources:\n" + KEPT})
    assert [d.message for d in loaded.diagnostics] == [f"Fn::If in {section} is a number or a bool, not a mapping"]
    assert names(loaded) == ["Kept"]


BUCKET = "  %s: {Type: 'AWS::S3::Bucket', %s}\n"
NEEDING = {
    "itself": (BUCKET % ("A", "Properties: {BucketName: !Ref A}"), "A needs itself", 3),
    "itself by name": (BUCKET % ("A", "DependsOn: A"), "A needs itself", 3),
    "two": (
        BUCKET % ("A", "Properties: {BucketName: !Sub 'x-${B}'}")
        + BUCKET % ("B", "Properties: {Tags: [!GetAtt A.Arn]}"),
        "A, B need each other", 3,
    ),
    "three behind another": (
        BUCKET % ("Z", "DependsOn: [C]") + BUCKET % ("A", "DependsOn: [B]") + BUCKET % ("B", "DependsOn: C")
        + BUCKET % ("C", "Properties: {BucketName: !Join ['', [!Ref A]]}"),
        "A, B, C need each other", 4,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", NEEDING)
def test_resources_that_need_each_other_are_said_and_judged(what):
    text, who, line = NEEDING[what]
    loaded = load({"t.yaml": HEADER + "Resources:\n" + text})
    assert [(d.level, d.code, d.message, d.span.line) for d in loaded.diagnostics] == [
        (ERROR, "cycle", f"{who}: CloudFormation does not deploy this", line)
    ]
    assert len(names(loaded)) == text.count("Type:")


def test_what_an_input_decides_is_no_circle():
    text = """
Parameters: {Env: {Type: String, AllowedValues: [dev, prod]}}
Conditions: {P: !Equals [!Ref Env, prod], D: !Not [!Condition P]}
Resources:
  A: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !If [P, !Ref B, a]}}
  B: {Type: 'AWS::S3::Bucket', Properties: {BucketName: !If [P, b, !Ref A]}}
  C: {Type: 'AWS::S3::Bucket', Condition: P, Properties: {BucketName: !Ref E}}
  E: {Type: 'AWS::S3::Bucket', Condition: D, Properties: {BucketName: !Ref C}}
"""
    assert not load({"t.yaml": HEADER + text}).diagnostics


def test_what_the_serverless_transform_takes_apart_is_no_circle(monkeypatch):
    monkeypatch.setattr("iacguard.formats.cloudformation.sam.find_spec", lambda name: None)
    events = "Events: {E: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /, Method: get}}}"
    text = "Transform: AWS::Serverless-2016-10-31\nResources:\n"
    text += "  F: {Type: 'AWS::Serverless::Function', Properties: {" + events + "}}\n"
    text += "  Api: {Type: 'AWS::Serverless::Api', Properties: {DefinitionBody: {uri: !GetAtt F.Arn}}}\n"
    assert not [d for d in load({"t.yaml": HEADER + text}).diagnostics if d.level == ERROR]
