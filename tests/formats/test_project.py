"""What a repository says besides its templates."""

from __future__ import annotations

import pytest

from iacguard.formats.base import Inputs, Loaded
from iacguard.formats.project import format as project
from iacguard.formats.project import pipelines
from iacguard.formats.project.files import Files
from iacguard.formats.project.ignored import Repository
from iacguard.formats.terraform import format as terraform
from iacguard.model.graph import Resource
from iacguard.model.tree import Tree
from iacguard.model.value import Unknown
from iacguard.vocabulary.tables import Vocabulary

MAIN = 'provider "aws" {\n  region = "eu-west-1"\n}\nresource "aws_s3_bucket" "b" {}\n'


def loaded(files: dict[str, str]) -> dict[str, Resource]:
    """The project resources of some files, by printed address."""
    tree = Tree.of(dict(files))
    found = terraform.load(tree, [p for p in files if p.endswith(".tf")], Inputs(), Vocabulary({}))
    return {f"{r.type} {r.address}": r for r in project.load(tree, found).resources}


def facts(path: str, text: str, **others: str) -> dict[str, object]:
    """True, False or the reason why not, by fact."""
    tree = Tree.of({path: text, **others})
    files = Files(tree)
    [pipeline] = pipelines.find(tree, files.yaml)
    read = pipelines.facts(tree, pipeline, files.scripts)
    assert read is not None
    return {n: v.data.why if isinstance(v.data, Unknown) else v.data for n, v in read[0].items.items()}


@pytest.mark.parametrize(
    ("path", "text", "shown"),
    [
        (".github/workflows/a.yml", "on: push\njobs:\n  x:\n    steps:\n      - run: terraform plan\n", {"plans"}),
        (".github/workflows/a.yml", "on: [pull_request]\n# terraform plan\njobs: {}\n", set()),
        (".gitlab-ci.yml", "deploy:\n  script:\n    - tofu apply -auto-approve\n", {"applies", "auto_approves"}),
        (".gitlab-ci.yml", "deploy:\n  when: manual\n  script: [cdk deploy]\n", {"applies", "gated"}),
        (
            "azure-pipelines.yml",
            "steps:\n  - task: TerraformTaskV4@4\n    inputs:\n      provider: aws\n      command: plan\n",
            {"plans"},
        ),
        ("cloudbuild.yaml", "steps:\n  - name: hashicorp/terraform\n    args: ['apply']\n", {"applies"}),
        ("cloudbuild/terraform-plan.yaml", "steps:\n  - args: ['-c', 'terraform plan']\n", {"plans"}),
        (".azure-pipelines/ml/apply.yml", "jobs: [{job: a, steps: [{script: tofu apply}]}]\n", {"applies"}),
        ("ml/ci/buildspec-train.yml", "phases: {build: {commands: [cfn-lint t.yaml]}}\n", {"validates"}),
        ("Jenkinsfile", "stage('x') { sh 'terraform -chdir=infra plan' } // terraform apply\n", {"plans"}),
        ("buildspec.yml", "phases: {build: {commands: [cfn-lint t.yaml, pytest]}}\n", {"validates", "tests"}),
        (
            ".github/workflows/a.yml",
            "on: push\nenv:\n  AWS_SECRET_ACCESS_KEY: ${{ secrets.KEY }}\njobs: {}\n",
            {"long_lived_keys"},
        ),
        (
            "buildspec.yml",
            "phases:\n  build:\n    commands:\n"
            "      - export AWS_SECRET_ACCESS_KEY=$(echo $ROLE | jq -r .Credentials.SecretAccessKey)\n",
            set(),
        ),
        (
            ".gitlab-ci.yml",
            "plan:\n  script:\n    - aws configure set aws_secret_access_key $AWS_SECRET_ACCESS_KEY\n"
            "    - aws configure set aws_session_token $TOKEN\n    - unset AWS_SECRET_ACCESS_KEY\n",
            set(),
        ),
        (
            ".gitlab-ci.yml",
            "plan:\n  variables:\n    AWS_SECRET_ACCESS_KEY: $KEY\n" + "\n" * 4 + "  script:\n"
            "    - export AWS_SECRET_ACCESS_KEY=$(aws sts assume-role) AWS_SESSION_TOKEN=x\n",
            {"long_lived_keys"},
        ),
        (".github/workflows/a.yml", "on: push\npermissions: {id-token: write}\njobs: {}\n", {"federates"}),
        (".circleci/config.yml", "jobs: {a: {steps: [{run: aws cloudformation deploy}]}}\n", {"applies"}),
    ],
)
def test_what_a_pipeline_does(path: str, text: str, shown: set[str]) -> None:
    found = facts(path, text)
    assert {name for name in pipelines.FACTS if found[name] is True} == shown
    assert {found[name] for name in pipelines.FACTS} <= {True, False}


def test_make_targets_and_scripts_are_read() -> None:
    text = "on: push\njobs: {x: {steps: [{run: make ship}]}}\n"
    files = {"Makefile": "ship:\n\t./ci/ship.sh\n", "ci/ship.sh": "terraform plan -detailed-exitcode\n"}
    found = facts(".github/workflows/a.yml", text, **files)
    assert found["plans"] is True
    assert found["detects_drift"] is True
    assert found["applies"] is False


def test_a_script_is_found_whatever_directory_it_runs_in() -> None:
    text = "on: push\njobs: {x: {steps: [{run: python3 ops/ship.py, working-directory: '${{ matrix.model }}'}]}}\n"
    files = {"churn/ops/ship.py": "print('nothing')", "ranking/ops/ship.py": "run('terraform plan')", "ship.py": ""}
    found = facts(".github/workflows/a.yml", text, **files)
    assert found["plans"] is True and found["applies"] is False
    assert "ops/ship.py" in str(facts(".github/workflows/a.yml", text, **{"ship.py": ""})["plans"])


def test_what_cannot_be_read_is_not_absent() -> None:
    text = "on: push\njobs: {x: {steps: [{run: make ship}]}}\n"
    assert "make" in str(facts(".github/workflows/a.yml", text)["plans"])
    called = "on: push\njobs: {x: {uses: ml/ci/.github/workflows/plan.yml@v1}}\n"
    assert "ml/ci" in str(facts(".github/workflows/a.yml", called)["plans"])


@pytest.mark.parametrize(
    ("on", "change", "schedule"),
    [
        ("push", True, False),
        ("[schedule, pull_request]", True, True),
        ("{schedule: [{cron: '1 2 * * *'}]}", False, True),
    ],
)
def test_triggers(on: str, change: bool, schedule: bool) -> None:
    found = facts(".github/workflows/a.yml", f"on: {on}\njobs: {{}}\n")
    assert (found["on_change"], found["scheduled"]) == (change, schedule)


@pytest.mark.parametrize(
    ("ignore", "path", "directory", "held"),
    [
        ("*.tfstate\n", "infra/terraform.tfstate", False, False),
        ("*.tfstate\n!keep.tfstate\n", "infra/keep.tfstate", False, True),
        ("/terraform.tfstate\n", "infra/terraform.tfstate", False, True),
        (".terraform/\n", "infra/.terraform", True, False),
        ("**/.terraform/*\n", "infra/.terraform", True, True),
        ("infra/\n", "infra/a/terraform.tfstate", False, False),
        ("# *.tfstate\n", "terraform.tfstate", False, True),
        ("", "terraform.tfstate", False, True),
    ],
)
def test_gitignore(ignore: str, path: str, directory: bool, held: bool) -> None:
    assert Repository(Tree.of({".gitignore": ignore, path: ""})).holds(path, directory) is held


def test_the_index_of_git_decides_where_it_is_there() -> None:
    index = b"DIRC\0\0\0\2" + b"stat" + b"infra/terraform.tfstate\0" + b"infra/.terraform/x\0"
    repository = Repository(Tree.of({".git/index": index, ".gitignore": "*.tfstate\n"}))
    assert repository.holds("infra/terraform.tfstate")
    assert repository.holds("infra/.terraform", directory=True)
    assert not repository.holds("terraform.tfstate.backup")


def test_roots_modules_and_examples() -> None:
    module = 'variable "x" {}\noutput "y" {\n  value = var.x\n}\nresource "aws_s3_bucket" "m" {}\n'
    readme = "| [x](#input\\_x) | |\n| [gone](#input\\_gone) | |\n"
    found = loaded({
        "main.tf": MAIN + 'module "m" {\n  source = "./m"\n}\n', "m/main.tf": module, "m/README.md": readme,
        "examples/a/main.tf": MAIN, "tutorials-and-examples/main.tf": MAIN, "test/main.tf": MAIN,
        "envs/test/main.tf": MAIN, "examiner/main.tf": MAIN,
    })  # fmt: skip
    assert [name for name in found if name.startswith(("project_root", "project_module"))] == [
        "project_root .", "project_root envs/test", "project_root examiner", "project_module m",
    ]  # fmt: skip
    body = found["project_module m"].body.data.items
    assert body["undescribed"].data == "x, y"
    assert body["stale_input"].data == "gone"
    assert body["stale_input"].span.line == 2
    assert found["project_root ."].body.data.items["calls"].data == 1


def test_what_nobody_applies_is_no_root() -> None:
    backend = MAIN + 'terraform {\n  backend "s3" {}\n}\n'
    found = loaded({"modules/vpc/main.tf": MAIN, "modules/ml/state/main.tf": backend, "stacks/ml/main.tf": MAIN})
    assert [name for name in found if name.startswith(("project_root", "project_module"))] == [
        "project_root modules/ml/state", "project_module modules/vpc", "project_root stacks/ml",
    ]  # fmt: skip


def test_tests_of_a_program_are_no_tests_of_infrastructure() -> None:
    go = 'package test\nimport "github.com/gruntwork-io/terratest/modules/terraform"\n'
    files = {"main.tf": MAIN, "api/churn_test.go": "package api\n", "test/endpoint_test.go": go}
    tests = loaded(files)["project project"].body.data.items
    assert [item.data for item in tests["infrastructure_tests"].data.items] == ["test/endpoint_test.go"]
    assert len(tests["tests"].data.items) == 2


def test_copies_of_an_environment_know_each_other() -> None:
    text = MAIN + "".join(f'resource "aws_sqs_queue" "q{n}" {{}}\n' for n in range(6))
    found = loaded({"envs/dev/main.tf": text, "envs/prod/main.tf": text, "other/main.tf": MAIN})
    twins = {name: r.body.data.items["twin"].data for name, r in found.items() if name.startswith("project_root")}
    assert twins == {
        "project_root envs/dev": None, "project_root envs/prod": "envs/dev", "project_root other": None,
    }  # fmt: skip


def test_what_should_not_lie_there() -> None:
    secret = 'region = "eu-west-1"\ndb_password = "hunter22"\nhf_token = "<your token>"\n'
    found = loaded({
        "main.tf": MAIN, "terraform.tfstate": "{}", ".terraform/providers/x": "", "prod.tfvars": secret,
        "small.pt": "x", "model.safetensors": "x" * 1_000_001,
    })  # fmt: skip
    files = {r.body.data.items["path"].data: r for name, r in found.items() if name.startswith("project_file")}
    assert sorted(files) == [".terraform", "model.safetensors", "prod.tfvars", "terraform.tfstate"]
    place = files["prod.tfvars"].body.data.items["secret"]
    assert (place.data, place.span.line) == ("db_password", 2)


def test_nothing_loaded_is_no_project() -> None:
    assert project.load(Tree.of({"a.txt": ""}), Loaded()).resources == []


def test_what_most_roots_lack_stands_at_the_first_that_does() -> None:
    pinned = MAIN + 'terraform {\n  required_version = "~> 1.9"\n}\n'
    files = {"a/main.tf": pinned, "b/main.tf": MAIN, "c/main.tf": MAIN, "d/main.tf": pinned}
    found = loaded({**files, "a/.terraform.lock.hcl": ""})
    places = {
        name: "".join(found[f"project_root {root}"].body.data.items[name].span.source.path[0] for root in "abcd")
        for name in ("backend", "lock_file", "required_version", "loose_providers")
    }
    assert places == {"backend": "aaaa", "lock_file": "abbb", "required_version": "abcd", "loose_providers": "aaaa"}


def test_what_is_missing_may_be_in_what_could_not_be_read() -> None:
    broken = '{% if gcs %}\nterraform {\n  backend "gcs" {}\n}\n{% endif %}\n'
    (root,) = [r for name, r in loaded({"main.tf": MAIN, "backend.tf": broken}).items() if name == "project_root ."]
    unread = {name for name, value in root.body.data.items.items() if isinstance(value.data, Unknown)}
    assert unread == {"backend", "required_version", "loose_providers", "open_providers"}


def test_what_is_only_read_is_no_resource_of_a_root() -> None:
    reads = (
        MAIN
        + """
data "aws_eks_cluster" "ml" { name = "ml" }
ephemeral "aws_eks_cluster_auth" "ml" { name = "ml" }
"""
    )
    without, with_them = (
        {r.address.name: r for r in loaded({"main.tf": text}).values() if r.type == "project_root"}["."].body.data.items
        for text in (MAIN, reads)
    )
    for name in ("size", "loose_providers"):
        assert with_them[name].data == without[name].data
