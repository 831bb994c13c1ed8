"""How much of what is wrong is found, however it is said: `python -m tests.rules.recall [RULE…]`, or `make recall`.

A break counts where it is found said plainly; of each, every other way to say the same is tried. A rule counts as
broken in a language where one break of its good fixtures is found.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from iacguard.formats.base import Loaded
from iacguard.model.graph import DECLARED
from iacguard.policy.judge import EVERY
from iacguard.policy.rule import Rule
from tests.rules import breaking, indirection, rule_fixtures
from tests.rules.breaking import Break
from tests.rules.planning import UndecidedError, plan
from tests.rules.respelling import awscc
from tests.rules.rewriting import terraform_json
from tests.rules.rule_fixtures import Fixture
from tests.rules.test_indirection import ABOUT_LITERALS

Ways = Iterator[tuple[str, Loaded]]

A_PART = 3
"""So many breaks of a part are said in other ways: the rest are the same with other values."""

NOT_UNDER_AN_INPUT = {"FileSystemType"}
"""Properties that say of which common type a resource is: under an input it is of none."""


NEVER = {
    "it forbids that something is there": {
        "aks-node-count-beside-autoscaling .tf",
        "databricks-secrets-open-to-users .tf",
        "elastic-inference-attached .tf",
        "gke-node-count-beside-autoscaling .tf",
        "google-service-account-key .tf",
        "machine-with-public-address .yaml",
        "ml-bucket-destroyed-with-contents .tf",
        "studio-app-kept-running .yaml",
    },
    "it asks how several resources stand to each other": {
        "azure-throughput-bought-ahead .tf",
        "azureml-workspace-without-diagnostics .tf",
        "bedrock-agents-share-role .tf",
        "bedrock-agents-share-role .yaml",
        "efa-group-without-self-rule .yaml",
        "eks-pods-use-node-role .tf",
        "emr-in-public-subnet .tf",
        "emr-in-public-subnet .yaml",
        "isolated-studio-without-endpoints .yaml",
        "notebook-in-public-subnet .tf",
        "notebook-in-public-subnet .yaml",
        "role-shared-by-notebook-and-endpoint .tf",
        "role-shared-by-notebook-and-endpoint .yaml",
        "studio-in-public-subnet .tf",
        "studio-in-public-subnet .yaml",
    },
    "left out, it is good as well": {
        "emr-cluster-never-terminates .yaml",
        "sagemaker-model-outside-registry .tf",
    },
    "a stack may add the tags": {
        "data-without-classification .yaml",
        "tags-without-owner .yaml",
        "untagged .yaml",
    },
    "a key of a map is asked for, not an attribute": {
        "data-without-classification .tf",
    },
    "only some real names are wrong": {
        "instance-type-that-endpoints-lack .yaml",
        "sagemaker-model-with-floating-image .yaml",
        "sagemaker-notebook-with-many-accelerators .yaml",
    },
    "the property has another name than the attribute": {
        "budget-that-tells-nobody .yaml",
    },
}
"""Rules and languages of which no break of a good fixture is found, by the reason; their bad fixtures say what is."""


class Tally:
    """What was broken and what of it was found."""

    def __init__(self) -> None:
        self.rules: dict[tuple[str, str], bool] = {}
        self.tried: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.missed: list[str] = []

    def count(self, way: str, case: str, found: bool) -> None:
        """One break, said in one way."""
        self.tried[way] += 1
        self.found[way] += found
        if not found:
            self.missed.append(f"{case}: {way}")

    @property
    def share(self) -> float:
        """Of all breaks said in all ways."""
        return sum(self.found.values()) / max(1, sum(self.tried.values()))

    @property
    def never(self) -> list[str]:
        """Rules and languages of which no break is found."""
        return [f"{rule} {language}" for (rule, language), found in sorted(self.rules.items()) if not found]


def judged(rule: Rule) -> bool:
    """Whether a rule asks for attributes of resources that a file declares."""
    elsewhere = any(type in DECLARED or type == EVERY or type.startswith("data.") for type in rule.resources)
    return not rule.coded and not elsewhere and rule.id not in ABOUT_LITERALS


def measure(rules: Iterable[Rule], every: int = 1, turn: int = 0) -> Tally:
    """Break the good fixtures of rules; one break in `every` is said in other ways."""
    tally = Tally()
    by_rule: dict[str, list[Fixture]] = {}
    for fixture in rule_fixtures.fixtures():
        by_rule.setdefault(fixture.rule.id, []).append(fixture)
    number = turn
    for rule in rules:
        for suffix, breaks, ways in ((".tf", _hcl, _terraform), (".yaml", _yaml, _template)):
            parts: Counter[str] = Counter()
            for name, one in breaks(rule, by_rule[rule.id], suffix):
                tally.rules.setdefault((rule.id, suffix), False)
                if not _fails(rule, _loaded(suffix, one.plain)):
                    continue
                tally.rules[rule.id, suffix] = True
                parts[one.part] += 1
                number += 1
                if parts[one.part] <= A_PART and number % every == 0:
                    case = f"{rule.id}/{name} {one.part} = {one.by[:40] or 'nothing'}"
                    for way, loaded in ways(rule, one):
                        tally.count(way, case, _fails(rule, loaded))
    return tally


def _fails(rule: Rule, loaded: Loaded) -> bool:
    return any(finding.verdict == "fail" for finding in rule_fixtures.judge(rule, loaded)[0])


def _loaded(suffix: str, text: str) -> Loaded:
    return rule_fixtures.load({"main.tf" if suffix == ".tf" else "template.json": text})


def _texts(fixtures: Iterable[Fixture], kind: str, suffix: str) -> list[tuple[str, str]]:
    found = [(one.name, breaking.single(one.files, suffix)) for one in fixtures if one.name.startswith(kind)]
    return [(name, text) for name, text in found if text is not None]


def _hcl(rule: Rule, fixtures: list[Fixture], suffix: str) -> Iterator[tuple[str, Break]]:
    bad = [text for _, text in _texts(fixtures, "bad", suffix)]
    for name, text in _texts(fixtures, "good", suffix):
        for one in breaking.terraform(breaking.wanted(rule), text, bad):
            yield name, one


def _yaml(rule: Rule, fixtures: list[Fixture], suffix: str) -> Iterator[tuple[str, Break]]:
    def templates(kind: str) -> list[tuple[str, Any]]:
        read = [(name, indirection.template(text)) for name, text in _texts(fixtures, kind, suffix)]
        return [(name, written) for name, written in read if "Resources" in written]

    bad = [written for _, written in templates("bad")]
    for name, written in templates("good"):
        for one in breaking.template(breaking.wanted(rule), written, bad):
            yield name, one


def _terraform(rule: Rule, one: Break) -> Ways:
    for way, through in indirection.TERRAFORM.items():
        yield way, rule_fixtures.load(through(one.plain))
    yield "JSON", rule_fixtures.load({"main.tf.json": terraform_json(one.plain)})
    yield "under an input", _loaded(".tf", one.asked)
    loaded = _loaded(".tf", one.plain)
    with contextlib.suppress(UndecidedError):
        if not loaded.diagnostics:
            yield "a plan", rule_fixtures.load({"plan.json": plan(loaded, rule_fixtures.vocabulary())})


def _template(rule: Rule, one: Break) -> Ways:
    written = json.loads(one.plain)
    through: Callable[[Any], Any]
    for way, through in indirection.TEMPLATES.items():
        yield way, _loaded(".yaml", json.dumps(through(written)))
    yield "awscc", awscc(_loaded(".yaml", one.plain))
    if one.part not in NOT_UNDER_AN_INPUT:
        yield "under a parameter", _loaded(".yaml", one.asked)


def main(names: list[str]) -> None:
    """Print the shares, and what is not found."""
    tally = measure(rule for rule in rule_fixtures.rules().rules if judged(rule) and (not names or rule.id in names))
    print(*tally.missed, sep="\n")
    print("\nno break of a good fixture is found:", *tally.never, sep="\n  ")
    print(f"\nrules and languages broken: {sum(tally.rules.values())} of {len(tally.rules)}")
    for way, tried in tally.tried.items():
        print(f"  {way:18} {tally.found[way]:5} of {tried:5}")
    print(f"found however it is said: {tally.share:.2%} of {sum(tally.tried.values())}")


if __name__ == "__main__":
    main(sys.argv[1:])
