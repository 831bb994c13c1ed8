"""Instances that agree are one finding, whichever of them came first."""

from itertools import permutations

from iacguard.model.report import Finding
from iacguard.model.source import Source, Span
from iacguard.policy.placing import fold

SOURCE = Source("modules/notebook/main.tf", 'resource "aws_sagemaker_notebook_instance" "this" {}\n')


def found(key, start=0, when=()):
    address = f'module.notebook["{key}"].aws_sagemaker_notebook_instance.this'
    return Finding(
        rule="sagemaker-notebook-outside-vpc",
        severity="high",
        practices=("security",),
        verdict="fail",
        address=address,
        addresses=(address,),
        type="aws_sagemaker_notebook_instance",
        span=Span(SOURCE, start, 8),
        message=f"{address} is outside the VPC",
        when=when,
    )


def test_the_order_of_instances_does_not_show():
    for order in permutations(["ada", "grace", "alan"]):
        (one,) = fold([found(key) for key in order])
        assert one.address == one.addresses[0] == found("ada").address
        assert one.message.startswith(one.address), "it speaks of the instance that it names first"
        assert one.addresses == tuple(found(key).address for key in ("ada", "alan", "grace"))


def test_other_places_and_other_inputs_are_other_findings():
    folded = fold([found("ada"), found("ada", start=4), found("ada", when=({"var.env": "dev"},))])
    assert len(folded) == 3
