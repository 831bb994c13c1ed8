"""What an address prints parses back to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iacguard.model.address import ANY, Address, Step, parse, stack

NAMES = st.from_regex(r"[a-z_][a-z0-9_-]{0,12}", fullmatch=True)
KEYS = st.one_of(st.none(), st.integers(0, 10**6), st.text(max_size=12), st.just(ANY))
STEPS = st.builds(Step, NAMES, KEYS)


@given(
    st.lists(STEPS, max_size=3),
    st.sampled_from(["managed", "data"]),
    NAMES.filter(lambda n: n != "module"),
    NAMES,
    KEYS,
    st.one_of(st.just(""), st.text(min_size=1, max_size=12)),
)
def test_terraform_addresses_round_trip(modules, mode, type, name, key, part):
    address = Address("roots/a", tuple(modules), mode, "aws_" + type, name, key, part)
    assert parse(str(address), "roots/a") == address


@given(st.lists(st.from_regex(r"[A-Za-z0-9.-]{1,12}", fullmatch=True), min_size=1, max_size=4), NAMES)
def test_stack_addresses_round_trip(stacks, name):
    address = stack("serving.yaml", tuple(stacks), name)
    assert parse(str(address), "serving.yaml") == address


def test_a_state_of_a_machine_is_named_after_it():
    assert str(parse("aws_sfn_state_machine.training/Train model")) == "aws_sfn_state_machine.training/Train model"
    assert str(stack("a.yaml", (), "Workflow")._replace(part="Train")) == "Workflow/Train"


def test_scope_is_identity_but_not_printed():
    dev, prod = parse("aws_s3_bucket.features", "dev"), parse("aws_s3_bucket.features", "prod")
    assert str(dev) == str(prod)
    assert dev != prod


def test_static_drops_every_key():
    address = parse('module.stage["prod"].aws_sagemaker_model.ranker[2]')
    assert str(address.static) == "module.stage.aws_sagemaker_model.ranker"


@pytest.mark.parametrize("text", ["", "aws_s3_bucket", "a.b.c.d", "Stack//Bucket", 'a.b["unclosed'])
def test_what_is_no_address_is_refused(text):
    with pytest.raises(ValueError, match="is not an address"):
        parse(text)
