"""A verdict over resources of which less is known is never the opposite of the verdict over the resources themselves.

One value, or several, of a random resource become unknown, refined or chosen; a random rule judges both. A pass may
become unsure or "fails when", a failure too; never one the other.
"""

import os
import random

import pytest
from random_rules import TYPES, Policies, Resources
from weakening import Weakener

from iacguard.model.address import Address
from iacguard.model.graph import Resource, ResourceGraph
from iacguard.model.source import Source, Span
from iacguard.model.value import Map, Value
from iacguard.model.world import World
from iacguard.policy.cel.compiler import program
from iacguard.policy.cel.parser import CelSyntaxError, parse
from iacguard.policy.cel.scope import FIRST, Scope
from iacguard.policy.compiled import Compiled
from iacguard.policy.judge import FAIL, NOT_APPLICABLE, PASS, UNSURE, Judge
from iacguard.vocabulary import tables

QUICK = bool(os.environ.get("IACGUARD_TEST_QUICK"))
EXAMPLES = max(1000, int(os.environ.get("IACGUARD_EXAMPLES", "3000" if QUICK else "6000")))
PARTS = 8
SCOPE = Scope({"resource": FIRST, "params": FIRST + 1})
SPAN = Span(Source("main.tf", "resource"), 0, 8)


@pytest.fixture(scope="module")
def vocabulary():
    return tables.load()


def judged(body, when, type, format, compiled, vocabulary):
    """The judgement of a rule over one resource."""
    resource = Resource(Address("", (), "managed", type, "it"), type, format, body, SPAN, when=when)
    return Judge(ResourceGraph([resource]), vocabulary).requirement(compiled, compiled.require[0], resource)


def agrees(weak, exact, world: World) -> bool:
    """Whether what is known of the weakened resource may be the verdict over the resource itself."""
    if exact.verdict == UNSURE:
        return True
    holds = exact.verdict in (PASS, NOT_APPLICABLE)
    if weak.verdict == PASS:
        return holds
    if weak.verdict == NOT_APPLICABLE:
        return exact.verdict == NOT_APPLICABLE
    if weak.verdict == FAIL and not weak.worlds:
        return exact.verdict == FAIL
    if weak.verdict == FAIL:
        told = any(all(_is(world.get(atom), label) for atom, label in row.items()) for row in weak.worlds)
        return exact.verdict == FAIL if told else True
    return True


def _is(label, wanted) -> bool:
    """Whether a decision is the one of a world: a label, or none of some labels."""
    if label is None:
        return False
    return label == wanted if isinstance(wanted, str) else label not in wanted


@pytest.mark.parametrize("part", range(PARTS))
def test_no_verdict_flips(part, vocabulary):
    decided = 0
    for number in range(part, EXAMPLES, PARTS):
        rng = random.Random(number)
        if rng.random() < 0.3:
            type, format = rng.choice(list(Policies.ASKS)), "tf"
            writer: Resources = Policies(rng, type)
        else:
            type, format = rng.choice(TYPES), rng.choice(["tf", "tf", "cfn"])
            writer = Resources(rng, vocabulary.type(type).top, format)
        body = writer.body()
        texts = [writer.condition(rng.choice([0, 1, 1, 2])) for _ in range(2)]
        try:
            require, when = (program(parse(text), SCOPE) for text in texts)
        except CelSyntaxError:
            continue
        compiled = Compiled(None, when if rng.random() < 0.3 else None, (require,), Value(Map({})))
        weakener = Weakener(rng, rng.choice([0.05, 0.15, 0.3]))
        there = Value(rng.random() < 0.9)
        exact = judged(body, there, type, format, compiled, vocabulary)
        exists = weakener.choice(there, Value(not there.data)) if rng.random() < 0.2 else there
        less = weakener.map(body)
        weak = judged(less, exists, type, format, compiled, vocabulary)
        rule = f"when {texts[1]} " if compiled.when else ""
        assert agrees(weak, exact, weakener.world), (
            f"seed {number}: {rule}require {texts[0]}\n{format} {type} {body}\n"
            f"is {exact.verdict}, and of {less} {weak.verdict}"
            f" ({weak.value.data!r}) {weak.worlds} in {weakener.labels}"
        )
        decided += weak.verdict in (PASS, FAIL)
    assert decided > EXAMPLES / PARTS / 4, "few verdicts are certain; the fuzzer tries nothing"
