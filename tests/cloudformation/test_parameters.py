"""Parameters: where values come from, what a declaration makes of them, and what the Rules section narrows."""

import json

import pytest

from iacguard.formats.cloudformation.parameters import literal_start
from iacguard.model.report import ERROR, NOTE
from iacguard.model.value import OTHER, SENSITIVE, Choice, Seq, Unknown
from iacguard.model.world import World, force
from tests.cloudformation.loading import HEADER, attempt, load, resource, template, value
from tests.cloudformation.plain import Open, plain

REF = {"Ref": "P"}


def parameter(**declaration):
    return {"Parameters": {"P": {"Type": "String", **declaration}}}


def test_a_default_is_a_value_and_the_place_it_came_from_is_kept():
    loaded = template("""
Parameters:
  Size: {Type: String, Default: ml.t3.medium}
Resources:
  Exploration:
    Type: AWS::SageMaker::NotebookInstance
    Properties:
      InstanceType: !Ref Size
""")
    written = resource(loaded, "Exploration").body.data.items["InstanceType"]
    assert written.data == "ml.t3.medium"
    assert written.span.text == "!Ref Size"
    assert written.origin.span.text == "ml.t3.medium"


def test_every_scalar_is_a_text_as_cloudformation_passes_it():
    for default, text in ((5, "5"), (True, "true"), (False, "false"), (1.5, "1.5"), ("x", "x"), ("", "")):
        assert value(REF, parameter(Default=default)).data == text


def test_lists_are_split_at_commas_and_trimmed():
    for kind in ("CommaDelimitedList", "List<Number>", "List<AWS::EC2::Subnet::Id>"):
        got = value(REF, parameter(Type=kind, Default="1, 2,3 "))
        assert plain(got) == ["1", "2", "3"]


def test_allowed_values_are_the_domain_of_an_input_without_default():
    got = value(REF, parameter(AllowedValues=["dev", "prod", 3]))
    assert got.data.atom == "P"
    assert {label: plain(got, World({"P": label})) for label in got.data.options} == {
        "dev": "dev", "prod": "prod", "3": "3",
    }  # fmt: skip
    assert value(REF, parameter(AllowedValues=["only"])).data == "only"


def test_a_default_wins_unless_any_input_is_assumed():
    sections = parameter(AllowedValues=["dev", "prod"], Default="dev")
    assert value(REF, sections).data == "dev"
    assert isinstance(value(REF, sections, assume_any=True).data, Choice)
    assert value(REF, parameter(Default="dev"), assume_any=True).data == "dev"


@pytest.mark.parametrize(
    ("declaration", "prefix", "kind"),
    [
        ({}, "", "string"),
        ({"Type": "AWS::EC2::VPC::Id"}, "vpc-", "string"),
        ({"Type": "List<AWS::EC2::Subnet::Id>"}, "", "list"),
        ({"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/ml/image"}, "", "string"),
        ({"Type": "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"}, "ami-", "string"),
        ({"Type": "AWS::SSM::Parameter::Value<List<String>>"}, "", "list"),
        ({"AllowedPattern": "arn:aws:kms:[a-z0-9-]+:.*"}, "arn:aws:kms:", "string"),
    ],
)
def test_what_nobody_gave_is_unknown_but_there(declaration, prefix, kind):
    got = value(REF, parameter(**declaration))
    assert isinstance(got.data, Unknown) and got.data.not_null
    assert (got.data.prefix, got.data.type) == (prefix, kind)


@pytest.mark.parametrize(
    ("pattern", "start"),
    [("^arn:aws:.*$", "arn:aws:"), ("abc?d", "ab"), ("a|b", ""), ("", ""), ("[a-z]+", ""), (r"s3://.*\.tar", "s3://"),
     (r"ml\.g5\.x", "ml.g5.x"), (r"ml\.*", "ml"), ("(ab)c", ""), ("ab{2}", "a")],
)  # fmt: skip
def test_a_pattern_begins_with_its_literal_part(pattern, start):
    assert literal_start(pattern) == start


@pytest.mark.parametrize(
    ("kind", "begins"),
    [("List<AWS::EC2::Subnet::Id>", "subnet-"), ("List<String>", ""), ("CommaDelimitedList", "")],
)
def test_a_list_that_cloudformation_checks_holds_at_least_one_of_its_kind(kind, begins):
    declared = parameter(Type=kind)
    for taken in ({"Fn::Join": ["", REF]}, {"Fn::Select": [0, REF]}):
        got = attempt(taken, declared)[0]
        assert got.data.prefix == begins and got.data.not_null
        is_empty = {"Fn::If": [{"Fn::Equals": [taken, ""]}, "empty", "there"]}
        assert (attempt(is_empty, declared)[0].data == "there") is bool(begins)


def test_what_is_hidden_is_marked():
    for sections in (parameter(NoEcho=True), parameter(NoEcho="true", Default="x")):
        got = value({"Fn::Sub": "token=${P}"}, sections)
        assert SENSITIVE in got.marks
    assert SENSITIVE not in value(REF, parameter(NoEcho=False, Default="x")).marks


@pytest.mark.parametrize(
    ("declaration", "given"),
    [
        ({"AllowedValues": ["dev", "prod"]}, "test"),
        ({"MinLength": 3}, "ab"),
        ({"MaxLength": 3}, "abcd"),
        ({"Type": "Number", "MinValue": 2}, "1"),
        ({"Type": "Number", "MaxValue": 2}, "3"),
        ({"Type": "Number"}, "many"),
        ({"AllowedPattern": "arn:.*"}, "x"),
    ],
)
def test_a_value_that_the_declaration_refuses_is_said(declaration, given):
    got, errors = attempt(REF, parameter(**declaration), variables=(("P", given),))
    assert got.data == given
    assert len(errors) == 1 and errors[0].startswith(f"parameter P cannot be {given!r}")


FORMS = {
    "cli.json": json.dumps([{"ParameterKey": "Size", "ParameterValue": "ml.g5.xlarge"},
                            {"ParameterKey": "Team", "UsePreviousValue": True}]),
    "map.json": '{"Size": "ml.g5.xlarge"}',
    "deploy.json": '["Size=ml.g5.xlarge"]',
    "codepipeline.json": '{"Parameters": {"Size": "ml.g5.xlarge"}, "Tags": {"Team": "ml"}}',
    "parameters.yaml": "Size: ml.g5.xlarge\n",
    "samconfig.toml": 'version = 0.1\n[default.deploy.parameters]\n'
                      'parameter_overrides = "Size=ml.g5.xlarge Team=\\"a b\\""\n'
                      '[prod.deploy.parameters]\nparameter_overrides = "Size=ml.p4d.24xlarge"\n',
    "lists/samconfig.toml": '[default.global.parameters]\n'
                            'parameter_overrides = [\n  "Size=ml.g5.xlarge",\n  "Team=x",\n]\n',
    "old/samconfig.toml": "[default.deploy.parameters]\n"
                          "parameter_overrides = 'ParameterKey=Size,ParameterValue=ml.g5.xlarge'\n",
    "windows/samconfig.toml": '[default.deploy.parameters] # ours\r\nparameter_overrides = "Size=ml.g5.xlarge"\r\n',
    "commented/samconfig.toml": "[default.deploy.parameters]\nparameter_overrides = [ # [the owner's]\n"
                                "  'Team=x', # it's 'theirs'\n  'Size=ml.g5.xlarge' ]\n",
    "inline/samconfig.toml": '[default.deploy.parameters]\nparameter_overrides = {Team = "x", Size = "ml.g5.xlarge"}\n',
    "table/samconfig.toml": "['default'.deploy.parameters.parameter_overrides]\nTeam = 'x'\nSize = \"ml.g5.xlarge\"\n"
                            '[default.build.parameters]\nSize = "other"\n',
    "samconfig.yaml": "version: 0.1\ndefault:\n  global: {parameters: {parameter_overrides: 'Size=small Team=x'}}\n"
                      "  deploy: {parameters: {parameter_overrides: [Size=ml.g5.xlarge]}}\n",
    "mapping/samconfig.yml": "default: {deploy: {parameters: {parameter_overrides: {Size: ml.g5.xlarge}}}}\n",
}  # fmt: skip
NOTEBOOK = """AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Size: {Type: String, Default: ml.t3.medium}
  Team: {Type: String, Default: none}
Resources:
  Exploration:
    Type: AWS::SageMaker::NotebookInstance
    Properties: {InstanceType: !Ref Size}
"""


@pytest.mark.parametrize("path", FORMS)
def test_parameter_files_of_every_form(path):
    loaded = load({"notebook.yaml": NOTEBOOK, path: FORMS[path]}, ["notebook.yaml"], parameter_files=(path,))
    assert not loaded.diagnostics
    size = resource(loaded, "Exploration").body.data.items["InstanceType"]
    assert size.data == "ml.g5.xlarge"
    assert size.origin.span.source.path == path and "ml.g5.xlarge" in size.origin.span.text


def test_later_files_and_the_command_line_win():
    files = {"notebook.yaml": NOTEBOOK, "a.json": '{"Size": "a"}', "b.json": '{"Size": "b"}'}
    both = ("a.json", "b.json")
    loaded = load(files, ["notebook.yaml"], parameter_files=both)
    assert resource(loaded, "Exploration").body.data.items["InstanceType"].data == "b"
    loaded = load(files, ["notebook.yaml"], parameter_files=both, variables=(("Size", "c"),))
    assert resource(loaded, "Exploration").body.data.items["InstanceType"].data == "c"


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("gone.json", None, "unreadable"),
        ("list.json", "[1, 2]", "parameters"),
        ("deep.json", '{"Size": {"a": 1}}', "parameters"),
        ("text.json", '"Size"', "parameters"),
        ("empty.yaml", "", "parameters"),
        ("broken.json", '{"Size": ', "syntax"),
        ("other.toml", "[build]\nx = 1\n", "parameters"),
        ("samconfig.yaml", "default: {build: {parameters: {cached: true}}}\n", "parameters"),
        ("samconfig.yml", "default: {deploy: {parameters: {parameter_overrides: {Size: {a: 1}}}}}\n", "parameters"),
        ("unknown.json", '{"Sise": "ml.g5.xlarge"}', "parameters"),
    ],
)
def test_a_wrong_parameter_file_is_said_and_loses_nothing(path, text, code):
    files = {"notebook.yaml": NOTEBOOK} | ({path: text} if text is not None else {})
    loaded = load(files, ["notebook.yaml"], parameter_files=(path,))
    assert {(d.level, d.code, d.file) for d in loaded.diagnostics} == {(ERROR, code, path)}
    assert resource(loaded, "Exploration").body.data.items["InstanceType"].data == "ml.t3.medium"


def rules(assertion, condition=None):
    rule = {"Assertions": [{"Assert": assertion, "AssertDescription": "see the handbook"}]}
    if condition is not None:
        rule["RuleCondition"] = condition
    return {"Rules": {"Allowed": rule}}


SIZES = ["ml.g5.xlarge", "ml.p4d.24xlarge"]
CONTAINS = {"Fn::Contains": [SIZES, REF]}


def test_a_rule_gives_an_open_parameter_its_domain():
    got = value(REF, {**parameter(), **rules(CONTAINS)})
    assert sorted(got.data.options) == SIZES


def test_a_rule_takes_labels_away():
    narrowed = parameter(AllowedValues=["a", "b", "c"])
    for assertion, left in (
        ({"Fn::Contains": [["a", "b"], REF]}, ["a", "b"]),
        ({"Fn::Not": [{"Fn::Equals": [REF, "b"]}]}, ["a", "c"]),
        ({"Fn::Or": [{"Fn::Equals": ["a", REF]}, {"Fn::Equals": [REF, "c"]}]}, ["a", "c"]),
        (
            {"Fn::And": [{"Fn::Not": [{"Fn::Equals": [REF, "a"]}]}, {"Fn::Contains": [["a", "b", "c"], REF]}]},
            ["b", "c"],
        ),
    ):
        assert sorted(value(REF, {**narrowed, **rules(assertion)}).data.options) == left
    free = {**parameter(), **rules({"Fn::Not": [{"Fn::Equals": [REF, ""]}]})}
    assert value({"Fn::If": [{"Fn::Equals": [REF, ""]}, 1, 2]}, free).data == 2


def test_a_rule_with_a_condition_narrows_where_the_condition_holds():
    sections = {
        "Parameters": {"P": {"Type": "String"}, "Env": {"Type": "String", "AllowedValues": ["dev", "prod"]}},
        **rules(CONTAINS, {"Fn::Equals": [{"Ref": "Env"}, "dev"]}),
    }
    got = value(REF, sections)
    assert {plain(got, World({"Env": "dev", "P": size})) for size in SIZES} == set(SIZES)
    assert plain(got, World({"Env": "prod"})) == Open()


def test_a_rule_about_its_own_parameter_is_no_circle():
    got = value(REF, {**parameter(), **rules(CONTAINS, {"Fn::Not": [{"Fn::Equals": [REF, "any"]}]})})
    assert plain(got, World({"P": SIZES[0]})) == SIZES[0]
    assert OTHER in got.data.options or "any" in got.data.options


def test_a_rule_that_the_values_break_is_noted():
    sections = {**parameter(Default="ml.t3.medium"), **rules(CONTAINS)}
    loaded = load({"t.json": json.dumps({
        "AWSTemplateFormatVersion": "2010-09-09", **sections,
        "Resources": {"S": {"Type": "Custom::S", "Properties": {"V": REF}}},
    })})  # fmt: skip
    assert [(d.level, d.message) for d in loaded.diagnostics] == [
        (NOTE, "the parameters break the rule Allowed: see the handbook")
    ]


def test_each_parameter_is_a_resource_that_rules_may_ask():
    loaded = template("""
Parameters:
  Token:
    Type: String
    Description: What the agent calls itself.
    NoEcho: true
  Env: {Type: String, AllowedValues: [dev], Default: dev}
Resources:
  B: {Type: "AWS::S3::Bucket", Properties: {BucketName: !Ref Env}}
""")
    token, env = resource(loaded, "Token"), resource(loaded, "Env")
    assert token.type == env.type == "template_parameter"
    assert plain(token.body) == {
        "name": "Token", "type": "String", "description": "What the agent calls itself.", "has_default": False,
        "sensitive": True, "validated": False, "used": False,
    }  # fmt: skip
    assert plain(env.body) == {
        "name": "Env", "type": "String", "default": "dev", "has_default": True, "sensitive": False,
        "validated": True, "used": True, "allowed_values": ["dev"],
    }  # fmt: skip
    assert token.span.line == 4 and token.block.text.startswith("Token")


def test_the_elements_of_an_unknown_list_carry_where_they_came_from():
    loaded = load({
        "a.yaml": """AWSTemplateFormatVersion: "2010-09-09"
Resources:
  One: {Type: "AWS::EC2::Subnet", Properties: {VpcId: v}}
  Two: {Type: "AWS::EC2::Subnet", Properties: {VpcId: v}}
  Child:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: b.yaml
      Parameters: {Subnets: !Join [",", [!Ref One, !Ref Two]]}
""",
        "b.yaml": """AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Subnets: {Type: "List<AWS::EC2::Subnet::Id>"}}
Resources:
  Cluster: {Type: "AWS::EKS::Cluster", Properties: {ResourcesVpcConfig: {SubnetIds: !Ref Subnets}}}
""",
    })  # fmt: skip
    ids = resource(loaded, "Child/Cluster").body.data.items["ResourcesVpcConfig"].data.items["SubnetIds"]
    assert isinstance(ids.data, Seq)
    assert [[str(r.target) for r in item.refs] for item in ids.data.items] == [["One"], ["Two"]]


def test_what_is_hidden_stays_hidden_whichever_option_is_taken():
    got = value({"Fn::Sub": "token=${P}"}, parameter(NoEcho=True, AllowedValues=["a", "b"]))
    for label in ("a", "b"):
        assert SENSITIVE in force(got, World({"P": label})).marks


PLACEHOLDERS = """
Parameters:
  Image: {Type: "AWS::EC2::Image::Id", Default: ""}
  Subnets: {Type: CommaDelimitedList, Default: ""}
Resources:
  Trainer:
    Type: AWS::EC2::Instance
    Properties:
      ImageId: !Ref Image
      SubnetId: !Select [1, !Ref Subnets]
"""


def test_a_default_that_nothing_can_be_done_with_is_a_placeholder_and_no_fault():
    told = [(d.level, d.code, d.span.line) for d in load({"t.yaml": HEADER + PLACEHOLDERS}).diagnostics]
    assert sorted(told) == [("note", "placeholder", 4), ("note", "placeholder", 11)]


def test_what_is_given_is_no_placeholder():
    given = '{"Subnets": "subnet-1", "Image": "a"}'
    files = {"t.yaml": HEADER + PLACEHOLDERS, "dev.json": given}
    told = [(d.level, d.code) for d in load(files, ["t.yaml"], parameter_files=("dev.json",)).diagnostics]
    assert sorted(told) == [("error", "evaluation"), ("error", "validation")]
