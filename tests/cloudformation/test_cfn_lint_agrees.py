"""The same expressions, evaluated here and by cfn-lint: the same possible values.

Where an expression asks an input twice, cfn-lint combines values that never occur together; there the values found
here are among its own. Not compared, because cfn-lint leaves them as they are or lists what cannot be: `${!Literal}`,
keys of a mapping by region.
"""

import itertools
import json
from random import Random

import pytest

from iacguard.model.world import World
from tests.cloudformation.expressions import INPUTS, SECTIONS, Maker
from tests.cloudformation.loading import load, resource
from tests.cloudformation.plain import plain
from tests.cloudformation.reference import ACCOUNT, REGION, Reference

pytest.importorskip("cfnlint")
WORLDS = [World(dict(zip(INPUTS, labels, strict=True))) for labels in itertools.product(*INPUTS.values())]
EXPRESSIONS = 340
"""How many different ones are compared."""


@pytest.fixture(scope="module")
def compared():
    """Rows of (expression, whether it asks an input twice, values here, values of cfn-lint)."""
    different = {}
    for seed in itertools.count():
        maker = Maker(Random(seed))
        expression = maker.text(1 + seed % 3)
        different.setdefault(json.dumps(expression), (expression, maker))
        if len(different) == EXPRESSIONS:
            break
    made = list(different.values())
    subject = {f"P{n}": expression for n, (expression, _) in enumerate(made)}
    resources = {"Subject": {"Type": "Custom::Subject", "Properties": subject}}
    template = {"AWSTemplateFormatVersion": "2010-09-09", **SECTIONS, "Resources": resources}
    loaded = load({"template.json": json.dumps(template)}, region=REGION, account=ACCOUNT)
    assert not loaded.diagnostics
    body = resource(loaded, "Subject").body.data.items
    theirs = Reference(template)
    return [
        (expression, maker.repeats, {json.dumps(plain(body[f"P{n}"], w)) for w in WORLDS}, theirs.values(expression))
        for n, (expression, maker) in enumerate(made)
    ]


def test_values_are_the_same(compared):
    rows = [row for row in compared if not row[1]]
    assert len(rows) >= 200
    assert not [row for row in rows if row[2] != row[3]]


def test_values_are_among_those_that_cfn_lint_combines(compared):
    rows = [row for row in compared if row[1]]
    assert len(rows) >= 40
    assert not [row for row in rows if not row[2] <= row[3]]
