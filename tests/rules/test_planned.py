"""What a module plans is judged as the module is: beside its configuration alike, alone never the other way round."""

from __future__ import annotations

import os

import pytest

from iacguard.formats import plan
from iacguard.formats.base import Inputs
from iacguard.model.report import ERROR, Finding
from iacguard.model.tree import Tree
from tests.rules import planning, rule_fixtures
from tests.rules.rule_fixtures import Fixture

NOT_PLANNED = ("terraform_", "project", "template_parameter")
"""Types that a plan does not hold: the language's own, and the repository's."""

ABOUT_FILES = {
    "data-in-another-region": "the region of a provider",
    "script-in-template": "provisioners",
    "infrastructure-made-by-script": "provisioners",
    "suppression-without-reason": "comments",
    "hand-made-id": "literals",
}
"""Rules about what the files say besides resources."""

KEPT_BY_FILES_ALONE = {
    "every-change-ignored": "lifecycle",
    "security-change-ignored": "lifecycle",
    "aks-node-count-beside-autoscaling": "lifecycle",
    "gke-node-count-beside-autoscaling": "lifecycle",
    "ml-store-deleted-with-stack": "lifecycle",
    "azure-role-assignment-too-wide": "whether a text is what it refers to, or goes on after it",
    "untagged": "whether a provider that is configured elsewhere adds tags",
}
"""Rules about what a plan does not keep."""

MADE_OF_PIECES = {
    "agent-with-floating-image",
    "batch-job-with-floating-image",
    "bucket-open-to-everyone",
    "gke-nodes-with-default-account",
    "google-project-role-too-wide",
    "machine-with-public-address",
    "ml-bucket-answers-in-clear",
    "ml-bucket-without-versions",
    "pass-role-on-everything",
    "sagemaker-model-with-floating-image",
    "training-role-cannot-use-its-key",
    "training-with-floating-image",
    "vector-collection-public",
}
"""Rules about texts and lists of which a part is known after apply: all of them is unknown to a plan."""

SHARE = 1 if "IACGUARD_EXAMPLES" in os.environ else 6 if os.environ.get("IACGUARD_TEST_QUICK") else 2
FIXTURES = [
    fixture
    for fixture in rule_fixtures.single(".tf", but=ABOUT_FILES)
    if not rule_fixtures.about(fixture, *NOT_PLANNED)
]


def _planned(fixture: Fixture) -> str:
    try:
        return planning.plan(rule_fixtures.load(fixture.files), rule_fixtures.vocabulary())
    except planning.UndecidedError:
        pytest.skip("its inputs are not set")


def _judged(fixture: Fixture, files: dict[str, str]) -> list[Finding]:
    """What is found in the plan among some files."""
    loaded = plan.load(Tree.of(files), ["plan.json"], Inputs(), rule_fixtures.vocabulary())
    findings, diagnostics = rule_fixtures.judge(fixture.rule, loaded)
    assert not [d.message for d in [*loaded.diagnostics, *diagnostics] if d.level == ERROR]
    return findings


def _written(fixture: Fixture) -> list[Finding]:
    findings, _ = rule_fixtures.judge(fixture.rule, rule_fixtures.load(fixture.files))
    return [found for found in findings if not found.address.startswith(NOT_PLANNED)]


def _places(findings: list[Finding]) -> set[tuple[str, str, str, str, int]]:
    return {(f.address, f.verdict, str(f.when), f.span.source.path, f.span.line) for f in findings}


@pytest.mark.parametrize("fixture", FIXTURES[::SHARE], ids=str)
def test_beside_its_configuration_a_plan_gives_the_same_at_the_same_lines(fixture: Fixture) -> None:
    files = {**fixture.files, "plan.json": _planned(fixture)}
    assert _places(_judged(fixture, files)) == _places(_written(fixture))


@pytest.mark.parametrize("fixture", FIXTURES[1 % SHARE :: SHARE], ids=str)
def test_alone_a_plan_gives_the_same_or_says_what_it_does_not_know(fixture: Fixture) -> None:
    if fixture.rule.id in KEPT_BY_FILES_ALONE:
        pytest.skip(KEPT_BY_FILES_ALONE[fixture.rule.id])
    written = _verdicts(_written(fixture))
    alone = _verdicts(_judged(fixture, {"plan.json": _planned(fixture)}))
    for address in {*written, *alone}:
        verdicts = alone.get(address, "pass"), written.get(address, "pass")
        less = verdicts[0] == "unsure" and fixture.rule.id in MADE_OF_PIECES
        assert verdicts[0] == verdicts[1] or less, f"{address}: {verdicts}"


def _verdicts(findings: list[Finding]) -> dict[str, str]:
    """Verdicts by declaration."""
    return {found.address.split("[")[0]: found.verdict for found in findings}


def test_every_rule_about_resources_takes_part() -> None:
    known = {fixture.rule.id for fixture in FIXTURES} | ABOUT_FILES.keys()
    about = {r.id for r in rule_fixtures.rules().rules if not all(t.startswith(NOT_PLANNED) for t in r.resources)}
    left = {rule.id for rule in rule_fixtures.rules().rules if rule.id in about - known}
    assert not {id for id in left if any(f.rule.id == id and f.name.endswith(".tf") for f in rule_fixtures.fixtures())}
