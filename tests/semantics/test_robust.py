"""Whatever is written is refused with a place, or answers; and what the checker lets pass is well typed."""

import random

from random_expressions import Expressions, variables
from test_evaluator import EXAMPLES, prepared

from iacguard.model.value import Error, Value
from iacguard.model.world import World
from iacguard.policy.cel import statics
from iacguard.policy.cel.checker import Checker
from iacguard.policy.cel.compiler import FIRST, Scope, environment, program
from iacguard.policy.cel.parser import CelSyntaxError, parse
from iacguard.policy.cel.scope import CelTypeError
from iacguard.policy.cel.statics import Static, list_of, map_of

PIECES = """
    ( ) [ ] { } . , : ? ! - && || == in ' 0 1u 1.5 null x t ts tags .? [? exists .map(x,x) .size() size cel.bind( 'a'
    b'\\xff' // `a` optional.of( timestamp( type( .matches('(') math.abs( 1e999 0x é \\ " _ @ # $ ~ ^ = & | ;
""".split()
PIECES += [" ", "\n", "\x00", "\u2028"]
TEXT, NUMBER, FLAG = statics.STRING, statics.INT, statics.BOOL
RECORD = map_of(TEXT, statics.DYN)
TYPES = {
    "t": TEXT, "u": TEXT, "n": NUMBER, "m": NUMBER, "f": FLAG, "g": FLAG, "ts": list_of(TEXT), "ns": list_of(NUMBER),
    "tags": map_of(TEXT, TEXT), "more": map_of(TEXT, TEXT), "rec": RECORD, "recs": list_of(RECORD),
}  # fmt: skip
ILL_TYPED = (
    "is wanted here",
    "cannot take",
    "cannot compare",
    "() does not take",
    " takes a ",
    "a condition is true or",
)


def broken(rng, text):
    """An expression with pieces put in, left out and exchanged."""
    for _ in range(rng.randint(1, 4)):
        at, end = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
        end = min(end, at + 3)
        text = text[:at] + rng.choice([rng.choice(PIECES), "", rng.choice(PIECES) + text[at:end]]) + text[end:]
    return text


def test_no_text_gives_anything_but_an_answer_or_a_fault_with_its_place():
    loaded = 0
    for number in range(EXAMPLES):
        rng, _, weak, weakener, scope = prepared(number)
        text = broken(rng, Expressions(rng).flag(rng.choice([0, 1, 2])))
        try:
            node = parse(text)
            checker = Checker()
            checker.infer(node, scope)
            assert all(0 <= fault.at <= len(text) for fault in checker.faults), text
            closure = program(node, scope)
        except (CelSyntaxError, CelTypeError) as error:
            assert 0 <= error.at <= len(text), text
            assert str(error)
            continue
        loaded += 1
        for world in (World(), weakener.world):
            assert isinstance(closure(environment(world, None, *weak.values())), Value), text
    assert loaded > EXAMPLES / 20


def test_what_the_checker_lets_pass_is_not_ill_typed():
    names = list(variables(random.Random(0)))
    slots = {name: FIRST + number for number, name in enumerate(names)}
    kinds: dict[int, Static] = {slots[name]: TYPES[name] for name in names}
    passed = 0
    for number in range(EXAMPLES):
        rng, exact, *_ = prepared(number)
        if any(value.data is None for value in exact.values()):
            continue
        write = Expressions(rng)
        text = rng.choice([write.flag, write.text, write.number, write.texts])(rng.choice([1, 1, 2]))
        if ".rec" in text or "rec" in text or "tags" in text or "more" in text:
            continue  # attributes of objects may be null, whatever their type
        try:
            node = parse(text)
        except CelSyntaxError:
            continue
        checker = Checker(None, kinds)
        checker.infer(node, Scope(slots))
        if checker.faults:
            continue
        passed += 1
        answer = program(node, Scope(slots))(environment(World(), None, *exact.values())).data
        if isinstance(answer, Error):
            assert not any(words in answer.why for words in ILL_TYPED), f"{text}: {answer.why}"
    assert passed > EXAMPLES / 20
