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


def test_an_input_of_the_module_is_the_same_to_all_its_calls():
    ada, grace = ({f'module.notebook["{key}"].var.public': "true"} for key in ("ada", "grace"))
    (one,) = fold([found("grace", when=(grace,)), found("ada", when=(ada,))])
    assert one.when == (ada,) and len(one.addresses) == 2
    assert len(fold([found("ada", when=(ada,)), found("grace", when=({"var.public": "true"},))])) == 2, "of the root"
    assert len(fold([found("ada", when=(ada,)), found("grace", when=(ada,))])) == 2, "an input of another call"


def test_other_places_and_other_inputs_are_other_findings():
    folded = fold([found("ada"), found("ada", start=4), found("ada", when=({"var.env": "dev"},))])
    assert len(folded) == 3
