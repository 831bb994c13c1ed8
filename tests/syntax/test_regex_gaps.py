"""Patterns and questions about texts of which only pieces are known."""

import itertools
import random

import pytest
from test_regex import EXAMPLES, TEXTS, random_pattern

from iacguard.syntax.regex import engine, gaps, tree

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
        except tree.PatternError:
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
