"""What goes across files besides nested stacks: exports, definitions of state machines, bodies of stack sets."""

import json
from textwrap import indent

import pytest

from iacguard.model.value import Map, Unknown
from iacguard.model.world import World
from tests.cloudformation.loading import HEADER, load, names, resource
from tests.cloudformation.plain import Open, plain

NETWORK = (
    HEADER
    + """
Resources:
  Vpc: {Type: "AWS::EC2::VPC", Properties: {CidrBlock: 10.0.0.0/16}}
Outputs:
  VpcId:
    Value: !Ref Vpc
    Export: {Name: %s}
"""
)
TRAINING = (
    HEADER
    + """
Resources:
  Cluster: {Type: "Custom::Cluster", Properties: {VpcId: !ImportValue network-VpcId}}
"""
)


def test_an_import_refers_to_what_is_exported_under_its_name():
    loaded = load({"network.yaml": NETWORK % "network-VpcId", "training.yaml": TRAINING})
    got = resource(loaded, "Cluster").body.data.items["VpcId"]
    assert isinstance(got.data, Unknown) and got.data.not_null
    assert [(r.target.scope, str(r.target)) for r in got.refs] == [("network.yaml", "Vpc")]


def test_an_import_that_nobody_or_two_export_refers_to_nothing():
    files = {"training.yaml": TRAINING, "a.yaml": NETWORK % "network-VpcId", "b.yaml": NETWORK % "network-VpcId"}
    for some in (files, {"training.yaml": TRAINING}, {"training.yaml": TRAINING, "a.yaml": NETWORK % "other"}):
        assert not resource(load(some), "Cluster").body.data.items["VpcId"].refs


MACHINE = {
    "StartAt": "Train",
    "States": {"Train": {"Type": "Task", "Parameters": {"RoleArn": "${Role}", "Image": "${Image}:1", "Kept": "${x}"}}},
}
SUBSTITUTIONS = {"Role": {"Fn::GetAtt": ["TrainingRole", "Arn"]}, "Image": {"Ref": "Image"}}


def machine(**properties):
    template = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Parameters": {"Image": {"Type": "String", "Default": "churn"}},
        "Resources": {
            "TrainingRole": {"Type": "AWS::IAM::Role"},
            "Machine": {
                "Type": "AWS::StepFunctions::StateMachine",
                "Properties": {"DefinitionSubstitutions": SUBSTITUTIONS, **properties},
            },
        },
    }
    loaded = load({"stacks/t.json": json.dumps(template), "stacks/train.asl.json": json.dumps(MACHINE, indent=2)})
    assert not loaded.diagnostics
    return resource(loaded, "Machine").body.data


def test_substitutions_are_made_wherever_the_definition_is_written():
    expected = {"RoleArn": Open("arn:"), "Image": "churn:1", "Kept": "${x}"}
    text = json.dumps(MACHINE)
    written = [
        machine(Definition=MACHINE).items["Definition"],
        machine(DefinitionString=text).items["DefinitionString"].decoded,
        machine(DefinitionString={"Fn::Sub": text.replace("${", "${!")}).items["DefinitionString"].decoded,
        machine(DefinitionString={"Fn::ToJsonString": MACHINE}).items["DefinitionString"].decoded,
        machine(DefinitionS3Location="train.asl.json").items["DefinitionString"].decoded,
    ]
    for definition in written:
        parameters = definition.data.items["States"].data.items["Train"].data.items["Parameters"]
        assert plain(parameters) == expected
        assert [str(r.target) for r in parameters.data.items["RoleArn"].refs] == ["TrainingRole"]


def test_a_definition_in_a_file_has_its_places_there():
    definition = machine(DefinitionS3Location="train.asl.json").items["DefinitionString"].decoded
    train = definition.data.items["States"].data.items["Train"].data
    assert str(train.items["Type"].span) == "stacks/train.asl.json:5:15"


STACK_SET = (
    HEADER
    + """
Resources:
  Everywhere:
    Type: AWS::CloudFormation::StackSet
    Properties:
      StackSetName: guardrails
      PermissionModel: SELF_MANAGED
      Parameters:
        - {ParameterKey: Days, ParameterValue: "7"}
      TemplateBody: |
        Parameters:
          Days: {Type: Number}
        Resources:
          Logs:
            Type: AWS::Logs::LogGroup
            Properties:
              RetentionInDays: !Ref Days
"""
)


def test_the_body_of_a_stack_set_is_a_stack_with_its_places_in_the_file():
    loaded = load({"t.yaml": STACK_SET})
    assert names(loaded) == ["Everywhere", "Everywhere/Logs"] and not loaded.diagnostics
    logs = resource(loaded, "Everywhere/Logs")
    assert str(logs.span) == "t.yaml:15:11"
    assert logs.body.data.items["RetentionInDays"].data == "7"


def test_the_body_of_a_stack_set_in_json_and_what_is_put_together():
    body = json.dumps({"Resources": {"Logs": {"Type": "AWS::Logs::LogGroup"}}})
    for written, expected in ((body, ["S", "S/Logs"]), ({"Fn::Join": ["", [body, {"Ref": "AWS::StackId"}]]}, ["S"])):
        resources = {"S": {"Type": "AWS::CloudFormation::StackSet", "Properties": {"TemplateBody": written}}}
        loaded = load({"t.json": json.dumps({"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources})})
        assert names(loaded) == expected
        assert bool(loaded.holes) is (expected == ["S"])


BODY = """Parameters:
  Days: {Type: Number}
Resources:
  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub "${!AWS::StackName}-${Team}"
      KmsKeyId: "arn:${AWS::Partition}:kms:eu-west-1:${AWS::AccountId}:key/1"
      RetentionInDays: !Ref Days
"""


def embedded(written):
    """A stack set whose body is written in some way, below its key or beside it."""
    head = (
        HEADER
        + "Parameters: {Team: {Type: String, Default: ml}}\nResources:\n  S:\n    Type: AWS::CloudFormation::StackSet\n"
    )
    days = "      Parameters: [{ParameterKey: Days, ParameterValue: 7}]\n"
    return head + "    Properties:\n" + days + "      TemplateBody:" + written


@pytest.mark.parametrize(
    "written", [" !Sub |\n" + indent(BODY, " " * 8), "\n        Fn::Sub: |\n" + indent(BODY, " " * 10)]
)
def test_the_body_of_a_stack_set_may_have_names_of_its_parent_in_it(written):
    loaded = load({"t.yaml": embedded(written)}, region="eu-west-1")
    assert names(loaded) == ["S", "S/Logs"] and not loaded.diagnostics and not loaded.holes
    logs = resource(loaded, "S/Logs")
    text = loaded.resources[0].span.source.text
    assert logs.span.line == text[: text.index("Logs:")].count("\n") + 1
    items = logs.body.data.items
    assert items["RetentionInDays"].data == "7"
    assert items["KmsKeyId"].data.prefix == "arn:aws:kms:eu-west-1:"
    assert items["LogGroupName"].data.tail == ("-ml",) and items["LogGroupName"].data.prefix == ""


def test_the_body_of_a_stack_set_may_be_a_structure():
    structure = "\n        Fn::ToJsonString:\n" + indent(BODY.replace("!Ref Days", "7"), " " * 10)
    loaded = load({"t.yaml": embedded(structure)}, region="eu-west-1")
    assert names(loaded) == ["S", "S/Logs"] and not loaded.diagnostics
    assert resource(loaded, "S/Logs").span.line == 13
    assert resource(loaded, "S/Logs").body.data.items["LogGroupName"].data == "${AWS::StackName}-ml"


@pytest.mark.parametrize("text", [BODY, json.dumps({"Resources": {"Logs": {"Type": "AWS::Logs::LogGroup"}}}, indent=1)])
def test_what_is_escaped_stands_where_the_body_stands(text):
    """Its own lines are not those of the file."""
    properties = {"Parameters": [{"ParameterKey": "Days", "ParameterValue": "7"}], "TemplateBody": text}
    body = {"Resources": {"S": {"Type": "AWS::CloudFormation::StackSet", "Properties": properties}}}
    loaded = load({"t.json": json.dumps(body, indent=1)})
    whole = resource(loaded, "S").body.data.items["TemplateBody"].span
    assert resource(loaded, "S/Logs").span == whole and whole.line == 12


def test_what_is_wrong_in_an_escaped_body_is_said_where_the_body_stands():
    properties = {"TemplateBody": "Resources:\n  Logs:\n    Type: [\n"}
    body = {"Resources": {"S": {"Type": "AWS::CloudFormation::StackSet", "Properties": properties}}}
    loaded = load({"t.json": json.dumps(body, indent=1)})
    assert {(d.code, d.span.line) for d in loaded.diagnostics} == {("syntax", 6), ("module-not-loaded", 6)}


CHILD = (
    HEADER
    + """
Parameters:
  Size: {Type: String, Default: small}
  Other: {Type: String}
Resources:
  R: {Type: "Custom::R", Properties: {V: !Ref Size, W: !Ref Other}}
"""
)


def parent(parameters):
    resources = {
        "Child": {
            "Type": "AWS::CloudFormation::Stack",
            "Properties": {"TemplateURL": "child.yaml", "Parameters": parameters},
        }
    }
    conditions = {"C": {"Fn::Equals": [{"Ref": "Env"}, "prod"]}}
    inputs = {"Env": {"Type": "String", "AllowedValues": ["dev", "prod"]}, "Free": {"Type": "String"}}
    template = {"AWSTemplateFormatVersion": "2010-09-09", "Parameters": inputs, "Conditions": conditions,
                "Resources": resources}  # fmt: skip
    loaded = load({"t.json": json.dumps(template), "child.yaml": CHILD}, ["t.json"])
    return resource(loaded, "Child/R").body.data.items


def test_a_parameter_that_the_parent_gives_in_some_worlds_has_its_default_in_the_others():
    got = parent({"Size": {"Fn::If": ["C", "large", {"Ref": "AWS::NoValue"}]}})["V"]
    assert {env: plain(got, World({"Env": env})) for env in ("dev", "prod")} == {"dev": "small", "prod": "large"}


def test_parameters_that_are_not_known_take_no_defaults():
    either = parent({"Fn::If": ["C", {"Size": "large"}, {"Other": "x"}]})
    assert {env: plain(either["V"], World({"Env": env})) for env in ("dev", "prod")} == {
        "dev": "small",
        "prod": "large",
    }
    assert plain(either["W"], World({"Env": "dev"})) == "x"
    unknown = parent({"Fn::Transform": {"Name": "Upper", "Parameters": {"V": "x"}}})
    assert isinstance(unknown["V"].data, Unknown)


def test_stacks_may_be_nested_in_a_loop():
    stack = {"Type": "AWS::CloudFormation::Stack",
             "Properties": {"TemplateURL": "child.yaml", "Parameters": {"Size": "${Team}"}}}  # fmt: skip
    resources = {"Fn::ForEach::Teams": ["Team", ["ads", "search"], {"Team${Team}": stack}]}
    template = {"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources}
    loaded = load({"t.json": json.dumps(template), "child.yaml": CHILD}, ["t.json"])
    assert resource(loaded, "Teamads/R").body.data.items["V"].data == "ads"
    assert isinstance(resource(loaded, "Teamsearch").body.data, Map)


WRITTEN = """
Parameters:
  Size: {Type: String%s}
Resources:
  Role: {Type: "AWS::IAM::Role"}
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Sub
        - |
          {
            "States": {
              "Train ${Size}": {
                "Type": "Task",
                "Role": "${Role.Arn}",
                "Size": "ml.${Size}", "Count": ${Count}
              }
            }
          }
        - {Count: 2}
"""


@pytest.mark.parametrize("default", ["", ", Default: g5.xlarge"])
def test_json_in_a_sub_has_its_lines_whatever_of_it_is_known(default):
    """The lines and columns of the file, though the text is indented there and names stand in it."""
    loaded = load({"t.yaml": HEADER + WRITTEN % default})
    assert not loaded.diagnostics
    decoded = resource(loaded, "Machine").body.data.items["DefinitionString"].decoded
    ((name, state),) = decoded.data.items["States"].data.items.items()
    assert name == ("Train g5.xlarge" if default else "Train *")
    items = state.data.items
    assert {key: value.span.line for key, value in items.items()} == {"Type": 15, "Role": 16, "Size": 17, "Count": 17}
    assert (
        items["Type"].span.text == '"Task"'
        and items["Count"].span.text == "${Count}"
        and items["Role"].span.text.startswith('"${Role.Arn}')
    )
    assert items["Count"].data == 2 and plain(items["Size"]) == ("ml.g5.xlarge" if default else Open("ml."))
    assert [str(r.target) for r in items["Role"].refs] == ["Role"]
