"""Patterns and questions about texts of which only pieces are known."""

import itertools
import random

import pytest
from test_regex import EXAMPLES, TEXTS, random_pattern

from iacguard.model.value import Unknown, Value, fits, pieces
from iacguard.policy.cel.regex import engine, gaps, syntax

FILLS = ["", "a", "b", "A", "0", "_", " ", "\n", ".", "é", "ab", "ba", "a\nb", "aaaa"]


def _answers(pattern, parts, fills=FILLS):
    """What matching gives for every way to fill the gaps with some text."""
    for fill in itertools.product(fills, repeat=len(parts) - 1):
        yield engine.search("".join(itertools.chain(*zip(parts, (*fill, ""), strict=True))), pattern)


def test_an_answer_holds_for_every_text_in_the_gaps():
    said = 0
    for number in range(EXAMPLES // 3):
        rng = random.Random(number)
        pattern = random_pattern(rng, rng.randint(0, 3))
        parts = [rng.choice(TEXTS) for _ in range(rng.choice([2, 2, 3]))]
        try:
            answer = gaps.search(parts, pattern)
        except syntax.PatternError:
            continue
        if answer is not None:
            said += 1
            assert set(_answers(pattern, parts)) == {answer}, (pattern, parts)
    assert said > EXAMPLES // 30


def test_what_texts_decide_is_not_said():
    """Completeness for short alphabets: where nothing is said, the texts do differ."""
    fills = ["".join(letters) for size in range(5) for letters in itertools.product("abc", repeat=size)]
    silent = 0
    for number in range(EXAMPLES // 3):
        rng = random.Random(number)
        pattern = "".join(rng.choice(["a", "b", "^", "$", "[ab]", "a|", "b*"]) for _ in range(rng.randint(1, 4)))
        parts = [rng.choice(["", "a", "b", "ab", "aab"]) for _ in range(2)]
        if gaps.search(parts, pattern) is None:
            silent += 1
            assert set(_answers(pattern, parts, fills)) == {True, False}, (pattern, parts)
    assert silent > EXAMPLES // 30


@pytest.mark.parametrize(
    ("pattern", "parts", "answer"),
    [
        ("@sha256:|:[^/:]+$", ("", ".dkr.ecr.", ".amazonaws.com/churn:1.4.0"), True),
        ("@sha256:|:[^/:]+$", ("", ".amazonaws.com/churn"), None),
        ("^arn:aws", ("arn:aws:s3:::", "/*"), True),
        ("^arn:aws", ("", "/*"), None),
        ("^arn:aws", ("s3://", "/*"), False),
        ("/[*]$", ("arn:", "/*"), True),
        ("/[*]$", ("arn:", "/churn"), False),
        (r"\bgpu\b", ("", "-gpu-", ""), True),
        (r"\bgpu\b", ("a", "gpu", ""), None),
        (r"\p{Lu}", ("A", ""), None),
        ("(?i)GPU", ("", "-gpu-"), True),
        ("(?i)^k", ("", "x"), None),
    ],
)
def test_patterns_of_rules(pattern, parts, answer):
    assert gaps.search(parts, pattern) is answer


def test_a_pattern_that_a_gap_leads_everywhere_is_given_up():
    assert gaps.search(("", "b"), "(a|b)*a" + "[ab]" * 12 + "$") is None


ECR = Unknown("the account is not given", prefix="", tail=(".dkr.ecr.", ".amazonaws.com/churn:latest"))


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("x.endsWith(':latest')", True),
        ("x.endsWith(':1.4.0')", False),
        ("x.contains('.dkr.ecr.')", True),
        ("x.matches('^docker[.]io/.*:latest$')", None),
        ("x.matches(':latest$')", True),
        ("x == 'churn:latest'", False),
        ("x == '1.dkr.ecr.eu-west-1.amazonaws.com/churn:latest'", None),
        ("x == '.amazonaws.com/churn:latest.dkr.ecr.'", False),
        ("x != null", True),
        ("x.upperAscii().endsWith(':LATEST')", True),
        ("('a' + x).startsWith('a')", True),
        ("('a' + x).endsWith(':latest')", True),
        ("(x + '-' + x).endsWith(':latest')", True),
        ("x in ['a', 'b']", False),
    ],
)
def test_what_is_certain_of_a_text_decides(data_of, expression, answer):
    data = data_of(expression, x=ECR)
    assert data is answer if answer is not None else data.__class__ is Unknown


def test_pieces_of_texts_side_by_side():
    gap = Unknown("later")
    assert pieces(["a", gap, "b", gap, gap, "c"]) == ("a", ("b", "c"))
    assert pieces([gap, "b", gap]) == ("", ("b", ""))
    assert pieces([gap, gap]) == ("", ())
    assert pieces(["a", Unknown("later", prefix="b", tail=("c", "d")), "e"]) == ("ab", ("c", "de"))
    assert pieces(["a", Value("b")]) == ("a", ())


def test_a_text_fits_where_its_pieces_come_in_order():
    unknown = Unknown("later", prefix="a", tail=("b", "c"))
    assert fits(unknown, "abc") and fits(unknown, "a-b-b-c")
    assert not any(fits(unknown, text) for text in ("ab", "acb", "ac", "bac", "a"))
    assert not fits(Unknown("later", prefix="ab", tail=("b",)), "ab")
