"""From files to resources: which files are templates, which are roots, and what became of each."""

from tests.cloudformation.loading import load, names

NOTEBOOK = """
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Exploration:
    Type: AWS::SageMaker::NotebookInstance
    Properties:
      InstanceType: ml.t3.medium
"""


def test_a_template_becomes_resources():
    loaded = load({"notebooks.yaml": NOTEBOOK})
    assert names(loaded) == ["Exploration"]
    notebook = loaded.resources[0]
    assert notebook.type == "aws_sagemaker_notebook_instance"
    assert notebook.native_type == "AWS::SageMaker::NotebookInstance"
    assert str(notebook.span) == "notebooks.yaml:4:3"


def test_other_yaml_and_json_is_skipped_without_a_word():
    files = {
        "values.yaml": "replicas: 3\n",
        "deployment.yaml": "apiVersion: v1\nkind: Pod\nResources: none\n",
        "package.json": '{"name": "churn"}',
        "broken.yaml": "a: [1\n",
    }
    loaded = load(files)
    assert {record.path: record.status for record in loaded.files} == dict.fromkeys(files, "skipped")
    assert not loaded.diagnostics


def test_every_named_file_is_accounted_for():
    broken = NOTEBOOK.replace("ml.t3.medium", '"ml.t3.medium')
    loaded = load({"notebooks.yaml": NOTEBOOK, "broken.yaml": broken, "image.json": b"\xff\xfe"})
    assert {r.path: r.status for r in loaded.files} == {
        "notebooks.yaml": "parsed", "broken.yaml": "failed", "image.json": "skipped",
    }  # fmt: skip
    assert names(loaded) == ["Exploration"]
    assert [d.code for d in loaded.diagnostics] == ["syntax"]


def test_a_template_that_another_nests_is_judged_through_it_alone():
    parent = """
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Notebooks:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./notebooks.yaml
"""
    files = {"stacks/platform.yaml": parent, "stacks/notebooks.yaml": NOTEBOOK}
    for wanted in (["stacks/notebooks.yaml"], list(files)):
        assert names(load(files, wanted)) == ["Notebooks", "Notebooks/Exploration"]
