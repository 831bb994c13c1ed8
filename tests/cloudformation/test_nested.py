"""Nested stacks: parameters go in, outputs come out, and what is not there leaves a hole."""

import pytest

from iacguard.model.report import ERROR, NOTE
from iacguard.model.value import Unknown
from iacguard.model.world import World, force
from tests.cloudformation.loading import HEADER, load, names, resource
from tests.cloudformation.plain import Open, plain

CHILD = (
    HEADER
    + """
Parameters:
  KeyArn: {Type: String, Default: ""}
  Size: {Type: String}
Conditions:
  HasKey: !Not [!Equals [!Ref KeyArn, ""]]
Resources:
  Exploration:
    Type: AWS::SageMaker::NotebookInstance
    Properties:
      InstanceType: !Ref Size
      KmsKeyId: !If [HasKey, !Ref KeyArn, !Ref AWS::NoValue]
Outputs:
  Name:
    Value: !GetAtt Exploration.NotebookInstanceName
  Size:
    Value: !Ref Size
"""
)
PARENT = (
    HEADER
    + """
Parameters:
  Env: {Type: String, AllowedValues: [dev, prod]}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  Key:
    Type: AWS::KMS::Key
  Notebooks:
    Type: AWS::CloudFormation::Stack
    Condition: IsProd
    Properties:
      TemplateURL: ../notebooks/template.yaml
      Parameters:
        KeyArn: !GetAtt Key.Arn
        Size: !If [IsProd, ml.m5.xlarge, ml.t3.medium]
  Reader:
    Type: Custom::Reader
    Properties:
      Name: !GetAtt Notebooks.Outputs.Name
      Size: !GetAtt [Notebooks, Outputs.Size]
      Gone: !GetAtt Notebooks.Outputs.Gone
"""
)
FILES = {"platform/template.yaml": PARENT, "notebooks/template.yaml": CHILD}


def test_parameters_go_in_and_outputs_come_out():
    loaded = load(FILES)
    notebook = resource(loaded, "Notebooks/Exploration")
    items = notebook.body.data.items
    assert [str(r.target) for r in items["KmsKeyId"].refs] == ["Key"]
    assert items["KmsKeyId"].span.source.path == "notebooks/template.yaml"
    assert items["KmsKeyId"].origin.span.text == "!GetAtt Key.Arn"
    reader = resource(loaded, "Reader").body.data.items
    assert [str(r.target) for r in reader["Name"].refs] == ["Notebooks/Exploration"]
    assert plain(reader["Size"], World({"Env": "prod"})) == "ml.m5.xlarge"
    assert [d.message for d in loaded.diagnostics] == ["the template notebooks/template.yaml has no output Gone"]


def test_a_place_of_use_is_in_the_child_whichever_branch_of_the_parent_is_taken():
    loaded = load(FILES)
    size = resource(loaded, "Notebooks/Exploration").body.data.items["InstanceType"]
    for env, text in (("prod", "ml.m5.xlarge"), ("dev", "ml.t3.medium")):
        forced = force(size, World({"Env": env}))
        assert forced.data == text
        assert forced.span.source.path == "notebooks/template.yaml"
        origin = forced.origin
        while origin.span is None or origin.span.source.path != "platform/template.yaml":
            origin = origin.origin
        assert origin.span.text == text


def test_a_nested_stack_exists_under_the_condition_of_its_resource_and_names_its_calls():
    notebook = resource(load(FILES), "Notebooks/Exploration")
    assert force(notebook.when, World({"Env": "prod"})).data is True
    assert force(notebook.when, World({"Env": "dev"})).data is False
    assert [(call.address, str(call.span)) for call in notebook.calls] == [("Notebooks", "platform/template.yaml:10:3")]


def test_a_child_is_judged_through_its_parent_even_from_another_directory():
    loaded = load(FILES, ["notebooks/template.yaml"])
    assert names(loaded) == ["Key", "Notebooks", "Notebooks/Exploration", "Reader"]
    assert {r.path: r.status for r in loaded.files} == dict.fromkeys(FILES, "parsed")


def test_a_child_that_nobody_names_is_a_root():
    loaded = load({"notebooks/template.yaml": CHILD})
    size = resource(loaded, "Exploration").body.data.items["InstanceType"]
    assert isinstance(size.data, Unknown)


def test_two_stacks_of_one_template_have_inputs_of_their_own():
    child = (
        HEADER + "Parameters: {Size: {Type: String}}\nResources: {N: {Type: 'Custom::N', Properties: {V: !Ref Size}}}\n"
    )
    stack = "{Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: child.yaml}}"
    loaded = load({"t.yaml": HEADER + f"Resources: {{A: {stack}, B: {stack}}}\n", "child.yaml": child})
    symbols = {resource(loaded, f"{name}/N").body.data.items["V"].data.symbol for name in "AB"}
    assert symbols == {"A/Size", "B/Size"}


@pytest.mark.parametrize(
    ("url", "level", "message"),
    [
        ("./gone.yaml", ERROR, "there is no file gone.yaml"),
        ("https://s3.amazonaws.com/bucket/x.yaml", NOTE, "its template is not in these files"),
        ("!Sub 'https://${Bucket}.s3.amazonaws.com/x.yaml'", NOTE, "where its template is depends on the deployment"),
        ("../../outside.yaml", NOTE, "its template lies outside of the scan root"),
        ("./notes.txt", ERROR, "notes.txt is not a template that can be read"),
    ],
)
def test_what_cannot_be_loaded_is_a_hole_with_what_flows_into_it(url, level, message):
    parent = (
        HEADER
        + f"""
Parameters:
  Bucket: {{Type: String}}
Resources:
  Key: {{Type: "AWS::KMS::Key"}}
  Child:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: {url}
      Parameters: {{Key: !Ref Key}}
  Reader: {{Type: "Custom::Reader", Properties: {{V: !GetAtt Child.Outputs.X}}}}
"""
    )
    loaded = load({"t.yaml": parent, "notes.txt": "- a list"}, ["t.yaml"])
    assert [(d.level, message in d.message, d.span.line) for d in loaded.diagnostics] == [(level, True, 10)]
    (hole,) = loaded.holes
    assert str(hole.address) == "Child" and [str(r.target) for r in hole.refs] == ["Key"]
    assert names(loaded) == ["Child", "Key", "Reader"]
    got = resource(loaded, "Reader").body.data.items["V"]
    assert plain(got) == Open() and [str(r.target) for r in got.refs] == ["Child"]


@pytest.mark.parametrize(
    "url",
    [
        "https://s3.amazonaws.com/ml-templates/v1/notebooks/template.yaml",
        "!Sub 'https://${Bucket}.s3.${AWS::Region}.amazonaws.com/${Prefix}notebooks/template.yaml'",
        "!Join ['', ['https://', !Ref Bucket, '.s3.amazonaws.com/', 'notebooks/template.yaml']]",
        "!Sub ${Root}/notebooks/template.yaml",
    ],
)
def test_a_template_that_is_uploaded_is_the_file_whose_path_ends_like_that(url):
    parent = HEADER + (
        f"Parameters:\n  Bucket: {{Type: String}}\n  Prefix: {{Type: String}}\n  Root: {{Type: String}}\n"
        f"Resources:\n  Child:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n"
        f"      TemplateURL: {url}\n      Parameters: {{Size: ml.t3.medium}}\n"
    )
    files = {"platform/stacks/root.yaml": parent, "platform/notebooks/template.yaml": CHILD}
    loaded = load(files)
    assert names(loaded) == ["Child", "Child/Exploration"] and not loaded.holes
    assert resource(loaded, "Child/Exploration").body.data.items["InstanceType"].data == "ml.t3.medium"
    alone = load({"a/root.yaml": parent, "b/template.yaml": CHILD})
    assert len(alone.holes) == 1 and "Exploration" in names(alone), "another folder's template is another one"


def test_a_template_that_is_named_and_not_nested_is_judged_by_itself():
    parent = HEADER + "# TemplateURL: child.yaml\nResources:\n  Key: {Type: 'AWS::KMS::Key'}\n"
    loaded = load({"parent.yaml": parent, "child.yaml": CHILD})
    assert names(loaded) == ["Exploration", "Key"]


def test_a_module_map_says_where_a_template_is():
    parent = (
        HEADER
        + """
Resources:
  Child:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: "https://s3.amazonaws.com/bucket/x.yaml", Parameters: {Size: ml.t3.medium}}
"""
    )
    mapped = (("https://s3.amazonaws.com/bucket/x.yaml", "notebooks/template.yaml"),)
    loaded = load({"t.yaml": parent, "notebooks/template.yaml": CHILD}, ["t.yaml"], module_map=mapped)
    assert names(loaded) == ["Child", "Child/Exploration"] and not loaded.holes


def test_a_template_that_nests_itself_is_a_circle():
    stack = "Resources: {C: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: %s}}}\n"
    loaded = load({"a.yaml": HEADER + stack % "b.yaml", "b.yaml": HEADER + stack % "a.yaml"})
    assert {d.code for d in loaded.diagnostics} == {"cycle"}
    assert {r.status for r in loaded.files} == {"parsed"}


def chain(levels):
    """Stacks nested in one another, a value going all the way down and all the way up."""
    files = {}
    for level in range(levels):
        below = f"""
  Child:
    Type: AWS::CloudFormation::Stack
    Properties: {{TemplateURL: t{level + 1}.yaml, Parameters: {{V: !Sub "${{V}}{level % 10}"}}}}
Outputs:
  V: {{Value: !GetAtt Child.Outputs.V}}
"""
        last = "\nOutputs:\n  V: {Value: !Ref V}\n"
        files[f"t{level}.yaml"] = (
            HEADER
            + "Parameters: {V: {Type: String, Default: '>'}}\nResources:\n"
            + "  Own: {Type: 'Custom::Own', Properties: {V: !Ref V}}"
            + (below if level < levels - 1 else last)
        )
    files["t0.yaml"] = files["t0.yaml"].replace(
        "Outputs:", "  Reader: {Type: 'Custom::Reader', Properties: {V: !GetAtt Child.Outputs.V}}\nOutputs:"
    )
    return files


def test_the_deepest_nesting_that_cloudformation_takes_and_more():
    loaded = load(chain(50))
    assert not loaded.diagnostics
    expected = ">" + "".join(str(level % 10) for level in range(49))
    assert resource(loaded, "Reader").body.data.items["V"].data == expected
    deepest = "/".join(["Child"] * 49 + ["Own"])
    assert resource(loaded, deepest).body.data.items["V"].data == expected


def test_a_long_chain_of_siblings_needs_no_deep_recursion():
    child = (
        HEADER
        + "Parameters: {V: {Type: String}}\nResources: {R: {Type: 'Custom::R'}}\nOutputs: {V: {Value: !Sub '${V}.'}}\n"
    )
    stacks = [
        f"  S{n}: {{Type: 'AWS::CloudFormation::Stack', Properties: {{TemplateURL: c.yaml, "
        f"Parameters: {{V: {f'!GetAtt S{n + 1}.Outputs.V' if n < 299 else 'x'}}}}}}}\n"
        for n in range(300)
    ]
    reader = "  Reader: {Type: 'Custom::Reader', Properties: {V: !GetAtt S0.Outputs.V}}\n"
    loaded = load({"t.yaml": HEADER + "Resources:\n" + reader + "".join(stacks), "c.yaml": child})
    assert not loaded.diagnostics
    assert resource(loaded, "Reader").body.data.items["V"].data == "x" + "." * 300


def test_nesting_that_multiplies_is_stopped():
    stack = "Resources:\n" + "".join(
        f"  C{n}: {{Type: 'AWS::CloudFormation::Stack', Properties: {{TemplateURL: %s}}}}\n" for n in range(20)
    )
    files = {f"t{level}.yaml": HEADER + stack.replace("%s", f"t{level + 1}.yaml") for level in range(4)}
    files["t4.yaml"] = HEADER + "Resources: {R: {Type: 'Custom::R'}}\n"
    loaded = load(files)
    assert {d.code for d in loaded.diagnostics} == {"budget"}


def test_a_serverless_child_may_name_what_its_transform_makes_before_it_is_looked_at():
    function = "{Type: 'AWS::Serverless::Function', Properties: {InlineCode: x, Handler: h, Runtime: python3.12}}"
    child = HEADER + f"Transform: AWS::Serverless-2016-10-31\nResources: {{F: {function}}}\n"
    child += "Outputs: {Role: {Value: !GetAtt FRole.Arn}}\n"
    parent = HEADER + "Resources:\n  Reader: {Type: 'Custom::R', Properties: {V: !GetAtt C.Outputs.Role}}\n"
    parent += "  C: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: c.yaml}}\n"
    loaded = load({"t.yaml": parent, "c.yaml": child}, ["t.yaml"])
    assert not [d.message for d in loaded.diagnostics if d.level == ERROR]
