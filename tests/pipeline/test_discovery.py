"""Which root and which files a scan has."""

import os
from pathlib import Path

import pytest

from iacguard import discovery, formats, pipeline
from iacguard.model.report import ERROR
from iacguard.model.tree import Tree


def lay(root, *paths):
    for path in paths:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("")


def subject(root, *names, exclude=()):
    paths = [root / name for name in names]
    return discovery.subject(Tree(root), root, paths, formats.is_subject, exclude)


def test_the_root_is_the_enclosing_repository(tmp_path):
    lay(tmp_path, ".git/HEAD", "ml/serving/main.tf")
    assert discovery.root_of([tmp_path / "ml/serving/main.tf", tmp_path / "ml"]) == tmp_path


def test_without_a_repository_it_is_the_working_directory_or_what_holds_the_paths(tmp_path, monkeypatch):
    lay(tmp_path, "ml/main.tf", "other/x.tf")
    monkeypatch.chdir(tmp_path)
    assert discovery.root_of([Path("ml")]) == tmp_path
    monkeypatch.chdir(tmp_path / "other")
    assert discovery.root_of([tmp_path / "ml"]) == tmp_path / "ml"


@pytest.mark.parametrize(
    ("others", "repository", "home"), [(5, False, ""), (2_000, False, "churn/ml"), (2_000, True, "")]
)
def test_of_a_crowded_directory_that_is_no_repository_only_what_is_named_is_searched(
    tmp_path, monkeypatch, others, repository, home
):
    lay(tmp_path, "churn/ml/endpoint/main.tf", "churn/ml/job/main.tf", *[".git/HEAD"] * repository)
    monkeypatch.setattr(discovery, "MAX_HOME", 100)
    for number in range(others // 10):
        (tmp_path / f"other{number}").mkdir()
    tree = Tree(tmp_path)
    assert discovery.home_of(tree, [tmp_path / "churn/ml/endpoint", tmp_path / "churn/ml/job/main.tf"]) == home


def test_who_searches_a_part_alone_says_so(tmp_path, monkeypatch):
    lay(tmp_path, "caller/main.tf", "churn/main.tf")
    (tmp_path / "caller/main.tf").write_text('module "churn" {\n  source = "../churn"\n}\n')
    (tmp_path / "churn/main.tf").write_text('output "name" {\n  value = "churn"\n}\n')
    child = "AWS::CloudFormation::Stack, Properties: {TemplateURL: ../churn/child.yaml}"
    (tmp_path / "caller/parent.yaml").write_text(f"Resources:\n  Child: {{Type: {child}}}\n")
    (tmp_path / "churn/child.yaml").write_text("Resources:\n  Models: {Type: AWS::S3::Bucket}\n")
    monkeypatch.chdir(tmp_path)
    for most, calls in ((100, 1), (1, 0)):
        monkeypatch.setattr(discovery, "MAX_HOME", most)
        session = pipeline.open_session(pipeline.Request(paths=(Path("churn"),)))
        loaded = pipeline.load(session).resources
        assert [len(r.calls) for r in loaded if r.type == "aws_s3_bucket"] == [calls]
        found = [r for r in loaded if r.type == "terraform_output"]
        assert [len(r.calls) for r in found] == [calls]
        assert [d.code for d in session.diagnostics] == ["home"] * (1 - calls)


def test_a_directory_gives_what_formats_read_and_nothing_that_others_made(tmp_path):
    lay(tmp_path, "a.tf", "b.tofu", "c.tf.json", "stack.yaml", "d.json", "README.md", "terraform.tfvars", "x.tfstate")
    lay(tmp_path, ".terraform/modules/m/main.tf", "node_modules/p/package.json", "ml/e.template")
    assert subject(tmp_path, "").files == ["a.tf", "b.tofu", "c.tf.json", "d.json", "ml/e.template", "stack.yaml"]


def test_excluded_paths_are_left_out_by_glob_and_by_directory(tmp_path):
    lay(tmp_path, "a.tf", "sandbox/b.tf", "sandbox/deep/c.tf", "ml/generated_d.tf")
    assert subject(tmp_path, "", exclude=("sandbox", "ml/generated_*")).files == ["a.tf"]


def test_a_named_file_is_taken_whatever_its_name(tmp_path):
    lay(tmp_path, "prod.tfvars", "notes.txt")
    assert subject(tmp_path, "prod.tfvars", "notes.txt").files == ["notes.txt", "prod.tfvars"]


def test_what_is_missing_or_outside_is_an_error_and_the_rest_goes_on(tmp_path):
    lay(tmp_path, "in/a.tf", "out/b.tf")
    found = discovery.subject(
        Tree(tmp_path / "in"), tmp_path / "in", [tmp_path / "in/a.tf", tmp_path / "in/no.tf", tmp_path / "out"],
        formats.is_subject, (),
    )  # fmt: skip
    assert found.files == ["a.tf"]
    assert [diagnostic.code for diagnostic in found.diagnostics] == ["missing", "outside"]


def test_a_subject_covers_named_files_and_what_is_below_named_directories(tmp_path):
    lay(tmp_path, "a.tf", "ml/b.tf", "mlx/c.tf")
    found = subject(tmp_path, "a.tf", "ml")
    assert [found.covers(path) for path in ("a.tf", "ml/b.tf", "ml/later.tf", "mlx/c.tf")] == [True, True, True, False]


def test_a_directory_that_cannot_be_listed_is_an_error(tmp_path, monkeypatch):
    """Whoever may read everything is refused nothing, so that the system's answer is played."""
    lay(tmp_path, "open/a.tf", "closed/b.tf")
    scandir = os.scandir

    def refused(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    found = subject(tmp_path, ".")
    assert found.files == ["open/a.tf"]
    assert [(d.level, d.path, d.message) for d in found.diagnostics] == [
        (ERROR, "closed", "what is in it cannot be read: permission denied")
    ]
    assert not subject(tmp_path, ".", exclude=["closed"]).diagnostics


def test_a_name_that_the_system_refuses_is_an_error_and_the_rest_goes_on(tmp_path):
    lay(tmp_path, "a.tf")
    found = subject(tmp_path, "a" * 300 + ".tf", "a.tf/b.tf", "a.tf")
    assert found.files == ["a.tf"]
    assert [d.code for d in found.diagnostics] == ["unreadable", "missing"]
