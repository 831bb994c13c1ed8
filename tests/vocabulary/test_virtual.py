"""Jobs that stand inside values: state machines, pipelines, tuning jobs, in every spelling."""

from __future__ import annotations

import json

import pytest

from iacguard.model.address import parse
from iacguard.model.value import Map, Unknown, Value
from iacguard.model.world import World
from iacguard.vocabulary import virtual
from tests.vocabulary.scenes import UNKNOWN, cloudformation, either, lift, look, made, scene, terraform, unknown

JOB = {
    "TrainingJobName.$": "$$.Execution.Name",
    "ResourceConfig": {"InstanceType": "ml.g5.2xlarge", "InstanceCount": 2, "VolumeKmsKeyId.$": "$.key"},
    "EnableManagedSpotTraining": True,
    "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
}
STATE = {
    "Type": "Task",
    "Resource": "arn:aws:states:::sagemaker:createTrainingJob.sync",
    "Parameters": JOB,
    "End": True,
}
MACHINE = {"StartAt": "Train", "States": {"Train": STATE}}
ACTIONS = {
    "createTrainingJob": "aws_sagemaker_training_job",
    "createProcessingJob": "awscc_sagemaker_processing_job",
    "createTransformJob": "aws_sagemaker_transform_job",
    "createHyperParameterTuningJob": "aws_sagemaker_hyper_parameter_tuning_job",
    "createEndpointConfig": "aws_sagemaker_endpoint_configuration",
    "createEndpoint": "aws_sagemaker_endpoint",
    "createModel": "aws_sagemaker_model",
    "createModelPackage": "awscc_sagemaker_model_package",
}


def hcl(data: object) -> str:
    """An object as an expression of Terraform, which reads JSON with commas and colons."""
    return json.dumps(data)


def yaml(data: object) -> str:
    return json.dumps(data)


TERRAFORM = 'variable "key" {}\nresource "aws_sfn_state_machine" "m" {\n  definition = %s\n}\n'
IN_TERRAFORM = {
    "jsonencode": TERRAFORM % f"jsonencode({hcl(MACHINE)})",
    "heredoc": TERRAFORM % f"<<-EOT\n{json.dumps(MACHINE, indent=2)}\n  EOT\n",
    "template": TERRAFORM % 'templatefile("machine.json", { type = "ml.g5.2xlarge" })',
    "file": TERRAFORM % 'file("plain.json")',
}
FILES = {
    "machine_json": json.dumps(MACHINE, indent=2).replace("ml.g5.2xlarge", "${type}").replace("$$.", "$$$."),
    "plain_json": json.dumps(MACHINE, indent=2),
}
STACK = "  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      RoleArn: arn:aws:iam::1:role/x\n"
IN_STACKS = {
    "Definition": STACK + f"      Definition: {yaml(MACHINE)}\n",
    "DefinitionString": STACK + f"      DefinitionString: '{json.dumps(MACHINE)}'\n",
    "Fn::Sub": STACK + f"      DefinitionString: !Sub '{json.dumps(MACHINE)}'\n",
    "block": STACK
    + "      DefinitionString: !Sub |\n"
    + "".join(f"        {line}\n" for line in json.dumps(MACHINE, indent=2).splitlines()),
}
PATH = "resource_config.instance_type"


@pytest.mark.parametrize("spelling", IN_TERRAFORM)
def test_a_job_of_a_state_machine_in_terraform(spelling):
    seen = scene(main_tf=IN_TERRAFORM[spelling], **FILES)
    address = "aws_sfn_state_machine.m/Train"
    assert seen.resource(address).type == "aws_sagemaker_training_job"
    assert seen.ask(address, PATH) == "ml.g5.2xlarge"
    assert seen.ask(address, "enable_managed_spot_training") is True
    assert seen.ask(address, "resource_config.volume_kms_key_id") == UNKNOWN
    assert seen.ask(address, "checkpoint_config") is None


@pytest.mark.parametrize("spelling", IN_STACKS)
def test_a_job_of_a_state_machine_in_cloudformation(spelling):
    seen = cloudformation(IN_STACKS[spelling])
    assert seen.ask("M/Train", PATH) == "ml.g5.2xlarge"
    assert seen.ask("M/Train", "stopping_condition.max_runtime_in_seconds") == 3600


def test_to_json_string():
    text = (
        "Transform: AWS::LanguageExtensions\nResources:\n"
        + STACK
        + f"      DefinitionString:\n        Fn::ToJsonString: {yaml(MACHINE)}\n"
    )
    assert cloudformation(text).ask("M/Train", PATH) == "ml.g5.2xlarge"


def test_substitutions_are_put_in():
    definition = json.dumps(MACHINE).replace("ml.g5.2xlarge", "${Type}").replace("$$.Execution.Name", "${Name}")
    text = STACK + f"      DefinitionString: '{definition}'\n      DefinitionSubstitutions: {{Type: ml.p4d.24xlarge}}\n"
    assert cloudformation(text).ask("M/Train", PATH) == "ml.p4d.24xlarge"


def test_substitutions_within_a_text():
    uri = {"S3OutputPath": "s3://${Bucket}/models"}
    machine = {"States": {"Train": {**STATE, "Parameters": {"OutputDataConfig": uri}}}}
    text = STACK + f"      DefinitionString: '{json.dumps(machine)}'\n"
    path = "output_data_config.s3_output_path"
    given = "      DefinitionSubstitutions: {Bucket: %s}\n"
    assert cloudformation(text + given % "models").ask("M/Train", path) == "s3://models/models"
    assert cloudformation(text).ask("M/Train", path) == "s3://${Bucket}/models"
    seen = cloudformation(text + given % "!Ref B" + "  B: {Type: AWS::S3::Bucket}\n")
    unknown = seen.value("M/Train", path)
    assert unknown.data.prefix == "s3://"
    assert [str(ref.target) for ref in unknown.refs] == ["B"]
    resource = 'resource "awscc_stepfunctions_state_machine" "m" {\n  definition_string = %s\n'
    body = resource % f"jsonencode({hcl(machine)})".replace("${", "$${")
    seen = terraform(body + '  definition_substitutions = { Bucket = "models" }\n}\n')
    assert seen.ask("awscc_stepfunctions_state_machine.m/Train", path) == "s3://models/models"


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"Bucket": "models"}, "s3://models/models"),
        ({"Bucket": either("Env", dev="d", prod="p")}, "s3://p/models"),
        ({"Bucket": either("Env", dev="d", prod=unknown())}, UNKNOWN),
        ({"Bucket": unknown()}, UNKNOWN),
        ({"Other": "models"}, "s3://${Bucket}/models"),
        ({}, "s3://${Bucket}/models"),
        (None, "s3://${Bucket}/models"),
        (unknown(), UNKNOWN),
        (Value(Map({"Other": lift("o")}, Unknown("there are more"))), UNKNOWN),
    ],
)
def test_substitutions_that_are_left_to_the_definition(given, path):
    state = {**STATE, "Parameters": {"OutputDataConfig": {"S3OutputPath": "s3://${Bucket}/models"}}}
    body = {"Definition": {"States": {"Train": state}}, "DefinitionSubstitutions": given}
    (job,) = virtual.expand([made("aws_sfn_state_machine", "cfn", body)])
    seen = look(job)
    assert seen.ask(str(job.address), "output_data_config.s3_output_path", World({"Env": "prod"})) == path


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize(
    "form",
    ["arn:aws:states:::sagemaker:%s", "arn:aws:states:::sagemaker:%s.sync", "arn:aws:states:::aws-sdk:sagemaker:%s"],
)
def test_every_action_that_creates_something(action, form):
    machine = {"States": {"Do": {**STATE, "Resource": form % action}}}
    seen = cloudformation(STACK + f"      Definition: {yaml(machine)}\n")
    assert seen.resource("M/Do").type == ACTIONS[action]
    assert seen.resource("M/Do").native_type == f"sagemaker:{action}"


@pytest.mark.parametrize(
    "resource", ["arn:aws:states:::lambda:invoke", "arn:aws:states:::sagemaker:describeTrainingJob", 7, None]
)
def test_other_tasks_create_nothing(resource):
    machine = {"States": {"Do": {"Type": "Task", "Resource": resource}}}
    seen = look(made("aws_sfn_state_machine", "cfn", {"Definition": machine}))
    assert virtual.expand(seen.graph.resources) == []


def test_a_partition_that_is_not_known_hides_no_action():
    text = """
data "aws_partition" "now" {}
resource "aws_sfn_state_machine" "m" {
  definition = jsonencode({ States = { Train = {
    Type       = "Task"
    Resource   = "arn:${data.aws_partition.now.partition}:states:::sagemaker:createTrainingJob.sync"
    Parameters = { EnableNetworkIsolation = true }
  } } })
}
"""
    assert terraform(text).ask("aws_sfn_state_machine.m/Train", "enable_network_isolation") is True
    sub = json.dumps(MACHINE).replace("arn:aws:", "arn:${AWS::Partition}:")
    assert cloudformation(STACK + f"      Definition: {sub}\n".replace('"Resource": "', '"Resource": !Sub "')).ask(
        "M/Train", PATH
    )


@pytest.mark.parametrize(
    "wrap",
    [
        lambda inner: {"Type": "Parallel", "Branches": [{"States": {"Other": {"Type": "Pass"}}}, inner]},
        lambda inner: {"Type": "Map", "Iterator": inner},
        lambda inner: {"Type": "Map", "ItemProcessor": inner},
        lambda inner: {"Type": "Map", "ItemProcessor": {"States": {"P": {"Type": "Parallel", "Branches": [inner]}}}},
    ],
)
def test_jobs_in_branches_and_loops(wrap):
    machine = {"States": {"Outer": wrap(MACHINE)}}
    assert cloudformation(STACK + f"      Definition: {yaml(machine)}\n").ask("M/Train", PATH) == "ml.g5.2xlarge"


def test_expressions_of_the_run_are_not_known():
    state = {
        **STATE,
        "Arguments": {"EnableNetworkIsolation": "{% $states.input.isolated %}"},
        "QueryLanguage": "JSONata",
    }
    state.pop("Parameters")
    seen = cloudformation(STACK + f"      Definition: {yaml({'States': {'Train': state}})}\n")
    assert seen.ask("M/Train", "enable_network_isolation") == UNKNOWN


def test_a_machine_under_a_condition():
    parameters = (
        "Parameters:\n"
        "  Env: {Type: String, AllowedValues: [dev, prod]}\n"
        "Conditions:\n"
        "  Prod: !Equals [!Ref Env, prod]\n"
        "Resources:\n"
    )
    seen = cloudformation(
        parameters
        + STACK.replace("    Properties:", "    Condition: Prod\n    Properties:")
        + f"      Definition: {yaml(MACHINE)}\n"
    )
    when = seen.resource("M/Train").when
    assert set(when.data.options) == {"dev", "prod"}
    other = {"States": {"Train": {**STATE, "Parameters": {"EnableManagedSpotTraining": False}}}}
    seen = look(
        *virtual.expand([made("aws_sfn_state_machine", "tf", {"definition": either("var.v", a=MACHINE, b=other)})])
    )
    jobs = seen.graph.resources
    assert [seen.lens.ask(job, "enable_managed_spot_training", World()).data for job in jobs] == [True, False]
    assert [[label for label, o in job.when.data.options.items() if o.data is True] for job in jobs] == [["a"], ["b"]]


def test_places_are_inside_the_definition():
    seen = scene(main_tf=IN_TERRAFORM["heredoc"])
    address = "aws_sfn_state_machine.m/Train"
    assert seen.line(address, PATH) == '"InstanceType": "ml.g5.2xlarge",'
    span = seen.resource(address).span
    assert span.source.text.splitlines()[span.line - 1].strip() == '"Train": {'
    assert seen.line(address, "training_job_name") == '"TrainingJobName.$": "$$.Execution.Name",'


def test_a_part_has_an_address_of_its_own_and_refers_to_its_owner():
    seen = scene(main_tf=IN_TERRAFORM["jsonencode"])
    job = seen.resource("aws_sfn_state_machine.m/Train")
    assert parse(str(job.address), job.address.scope) == job.address
    owner = seen.resource("aws_sfn_state_machine.m")
    assert [edge.target for edge in seen.graph.outgoing(job)] == [owner]
    assert not job.deployed
    assert owner.deployed


PIPELINE = {
    "Version": "2020-12-01",
    "Parameters": [
        {"Name": "Type", "Type": "String", "DefaultValue": "ml.g5.2xlarge"},
        {"Name": "Role", "Type": "String"},
    ],
    "Steps": [
        {"Name": "Prepare", "Type": "Processing", "Arguments": {"NetworkConfig": {"EnableNetworkIsolation": True}}},
        {
            "Name": "Train",
            "Type": "Training",
            "Arguments": {
                "RoleArn": {"Get": "Parameters.Role"},
                "ResourceConfig": {"InstanceType": {"Get": "Parameters.Type"}, "InstanceCount": 1},
                "OutputDataConfig": {
                    "S3OutputPath": {"Std:Join": {"On": "/", "Values": ["s3://x", {"Get": "Execution.Id"}]}}
                },
            },
        },
        {
            "Name": "Good enough",
            "Type": "Condition",
            "Arguments": {
                "IfSteps": [{"Name": "Create", "Type": "Model", "Arguments": {"EnableNetworkIsolation": True}}],
                "ElseSteps": [],
            },
        },
    ],
}
IN_PIPELINES = {
    "terraform": (
        f'resource "aws_sagemaker_pipeline" "p" {{\n  pipeline_definition = jsonencode({hcl(PIPELINE)})\n}}\n',
        "",
    ),
    "body": (
        "",
        (
            f"  P:\n"
            f"    Type: AWS::SageMaker::Pipeline\n"
            f"    Properties:\n"
            f"      PipelineDefinition: {{PipelineDefinitionBody: '{json.dumps(PIPELINE)}'}}\n"
        ),
    ),
    "object": (
        "",
        f"  P:\n    Type: AWS::SageMaker::Pipeline\n    Properties:\n      PipelineDefinition: {yaml(PIPELINE)}\n",
    ),
    "awscc": (
        (
            f'resource "awscc_sagemaker_pipeline" "p" {{\n'
            f"  pipeline_definition = {{ pipeline_definition_body = jsonencode({hcl(PIPELINE)}) }}\n"
            f"}}\n"
        ),
        "",
    ),
}


@pytest.mark.parametrize("spelling", IN_PIPELINES)
def test_steps_of_a_pipeline(spelling):
    main, stack = IN_PIPELINES[spelling]
    seen = terraform(main) if main else cloudformation(stack)
    owner = next(str(r.address) for r in seen.graph.resources if r.type == "aws_sagemaker_pipeline")
    assert seen.ask(f"{owner}/Prepare", "network_config.enable_network_isolation") is True
    assert seen.ask(f"{owner}/Train", "resource_config.instance_type") == "ml.g5.2xlarge"
    assert seen.ask(f"{owner}/Train", "role_arn") == UNKNOWN
    assert seen.ask(f"{owner}/Train", "output_data_config.s3_output_path") == UNKNOWN
    assert seen.ask(f"{owner}/Create", "enable_network_isolation") is True
    assert seen.resource(f"{owner}/Create").type == "aws_sagemaker_model"


TUNING = {
    "TrainingJobDefinition": {
        "HyperParameterTuningResourceConfig": {"InstanceType": "ml.g5.2xlarge"},
        "EnableNetworkIsolation": True,
    }
}


def test_the_definition_in_a_tuning_job_is_a_training_job():
    machine = {
        "States": {
            "Tune": {
                **STATE,
                "Resource": "arn:aws:states:::sagemaker:createHyperParameterTuningJob",
                "Parameters": TUNING,
            }
        }
    }
    seen = cloudformation(STACK + f"      Definition: {yaml(machine)}\n")
    assert seen.ask("M/Tune/TrainingJobDefinition", PATH) == "ml.g5.2xlarge"
    text = """
resource "aws_sagemaker_hyper_parameter_tuning_job" "t" {
  name = "t"
  training_job_definition {
    enable_network_isolation = true
    resource_config {
      instance_type = "ml.g5.2xlarge"
    }
  }
}
"""
    address = "aws_sagemaker_hyper_parameter_tuning_job.t/training_job_definition"
    assert terraform(text).ask(address, PATH) == "ml.g5.2xlarge"
    assert terraform(text).ask(address, "enable_network_isolation") is True


@pytest.mark.parametrize(
    "definition", [None, 7, "no json", [], {"States": []}, {"States": {"A": "x"}}, {"States": {"A": {"Resource": {}}}}]
)
def test_nonsense_is_nothing(definition):
    machine = made("aws_sfn_state_machine", "cfn", {"Definition": lift(definition)})
    pipeline = made(
        "aws_sagemaker_pipeline", "tf", {"pipeline_definition": lift({"Steps": [definition, {"Type": "Training"}]})}
    )
    found = virtual.expand([machine, pipeline])
    assert [job.type for job in found] == ["aws_sagemaker_training_job"]


def test_a_machine_that_runs_itself_ends():
    inner: dict[str, object] = dict(STATE)
    machine: dict[str, object] = {"States": {"S": inner}}
    for _ in range(80):
        machine = {"States": {"Loop": {"Type": "Map", "Iterator": machine}}}
    assert virtual.expand([made("aws_sfn_state_machine", "cfn", {"Definition": machine})]) == []
