"""What evaluation costs, counted in steps: linear in what is written, whatever the quotas of CloudFormation allow."""

import pytest

from iacguard.formats.base import Inputs
from iacguard.formats.cloudformation.deployment import MAX_STEPS, Deployment
from iacguard.formats.cloudformation.exports import Exports
from iacguard.formats.cloudformation.given import Given
from iacguard.formats.cloudformation.resources import deployed as resources_of
from iacguard.formats.cloudformation.stack import opened
from iacguard.formats.cloudformation.templates import Templates
from iacguard.model.graph import walk
from iacguard.model.tree import Tree
from tests.cloudformation.loading import HEADER, vocabulary
from tests.cloudformation.test_nested import chain


def deployed(files, scope):
    """A deployment that has been loaded, and its resources."""
    tree = Tree.of(files)
    made = opened(Deployment(Templates(tree), scope, Inputs(), Given(tree, Inputs()), vocabulary(), Exports()))
    resources = resources_of(made)
    assert not made.diagnostics
    return made, resources


def steps(files, scope):
    return MAX_STEPS - deployed(files, scope)[0]._left


def wide(parameters, conditions, resources):
    """A template at CloudFormation's quotas: parameters with domains, conditions upon conditions, many resources."""
    lines = ["Parameters:"]
    lines += [f"  P{n}: {{Type: String, AllowedValues: [a, b, c]}}" for n in range(parameters)]
    lines += ["Conditions:"]
    for n in range(conditions):
        own = f"!Equals [!Ref P{n % parameters}, a]"
        lines.append(f"  C{n}: " + (own if n < 2 else f"!And [{own}, !Not [!Condition C{n - 1}], !Condition C{n - 2}]"))
    lines += ["Resources:"]
    for n in range(resources):
        lines += [f"  R{n}:", "    Type: AWS::SageMaker::NotebookInstance", f"    Condition: C{n % conditions}",
                  f"    Properties: {{InstanceType: !If [C{n * 7 % conditions}, ml.t3.medium, !Ref P{n % parameters}],",
                  f"      NotebookInstanceName: !Sub '${{P{n % parameters}}}-x'}}"]  # fmt: skip
    return HEADER + "\n".join(lines) + "\n"


def test_twice_as_much_costs_twice_as_much():
    small, large = (steps({"t.yaml": wide(n, n, n)}, "t.yaml") for n in (50, 100))
    assert small < large < 2.2 * small


def test_nesting_costs_what_is_nested():
    small, large = (steps(chain(n), "t0.yaml") for n in (10, 20))
    assert small < large < 3 * small


def test_the_quotas_of_cloudformation_stay_far_from_the_limits():
    files = chain(26)
    below = wide(500, 200, 500).split("Parameters:\n")[1]
    head = "Parameters: {V: {Type: String, Default: '>'}}\nResources:\n"
    files["t0.yaml"] = files["t0.yaml"].replace(head, f"Parameters:\n  V: {{Type: String, Default: '>'}}\n{below}")
    made, resources = deployed(files, "t0.yaml")
    assert MAX_STEPS - made._left < MAX_STEPS / 100
    assert len([r for r in resources if r.format == "cfn"]) == 500 + 26 + 25 + 1
    assert max(len(list(walk(resource.when))) for resource in resources) < 1000


@pytest.mark.parametrize("n", [30])
def test_a_condition_that_hangs_on_many_inputs_stays_small(n):
    """Parity of thirty inputs has a billion combinations: it is unknown, and costs next to nothing."""
    lines = ["Parameters:", *(f"  P{k}: {{Type: String, AllowedValues: [a, b]}}" for k in range(n)), "Conditions:"]
    lines.append("  C0: !Equals [!Ref P0, a]")
    for k in range(1, n):
        one, other = f"!Condition C{k - 1}", f"!Equals [!Ref P{k}, a]"
        lines.append(f"  C{k}: !Or [!And [{one}, !Not [{other}]], !And [!Not [{one}], {other}]]")
    lines += ["Resources:", f"  R: {{Type: 'AWS::S3::Bucket', Condition: C{n - 1}}}"]
    made, resources = deployed({"t.yaml": HEADER + "\n".join(lines)}, "t.yaml")
    (bucket,) = [r for r in resources if r.format == "cfn"]
    assert len(list(walk(bucket.when))) < 2000
    assert MAX_STEPS - made._left < 5000
