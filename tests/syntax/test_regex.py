"""Regular expressions: what they match, by the standard library's engine; and that no pattern takes long."""

import os
import random
import re

import pytest
from evil_patterns import SIZE, evil

from iacguard.syntax.regex import engine, finder, gaps, tree

EXAMPLES = int(os.environ.get("IACGUARD_EXAMPLES", "1500" if os.environ.get("IACGUARD_TEST_QUICK") else "6000"))
TEXTS = ["", "a", "b", "ab", "aab", "ba\na", "A_1", "a b", "é", "\n", "aaaa", "abab!", "a-b.c", "x\ty", "0a9"]


def random_pattern(rng, depth):
    """A pattern that both engines read alike."""
    if depth <= 0:
        atoms = [
            "a",
            "b",
            "A",
            ".",
            "[ab]",
            "[^a]",
            "[a-c0-9]",
            r"\d",
            r"\w",
            r"\s",
            r"\W",
            r"\.",
            "^",
            "$",
            r"\b",
            "é",
            "",
        ]
        return rng.choice(atoms)
    inner = random_pattern(rng, depth - 1)
    # of a part that may be empty Perl and RE2 repeat differently
    between = re.search(r"\\b|(?<!\[)\^|\$", inner)
    quantified = inner and between is None and theirs(inner).fullmatch("") is None
    return rng.choice([
        lambda: f"({inner})", lambda: f"(?:{inner})", lambda: inner + random_pattern(rng, depth - 1),
        lambda: f"(?:{inner}|{random_pattern(rng, depth - 1)})", lambda: inner + random_pattern(rng, depth - 1),
        lambda: f"(?:{inner}){rng.choice(['*', '+', '?', '{2}', '{1,2}', '{0,3}', '{2,}', '*?', '+?', '??'])}"
        if quantified else inner,
        lambda: f"(?i:{inner})",
    ])()  # fmt: skip


def theirs(pattern):
    """The same pattern for the standard library: `$` is the very end, classes are ASCII."""
    return re.compile(re.sub(r"(?<!\\)\$", r"\\Z", pattern), re.ASCII)


def test_it_matches_what_the_standard_library_matches():
    tried = 0
    for number in range(EXAMPLES):
        rng = random.Random(number)
        pattern = random_pattern(rng, rng.randint(1, 4))
        try:
            other = theirs(pattern)
        except re.error:
            continue
        for text in [*rng.sample(TEXTS, 5), "".join(rng.choice("abA0 \n.é") for _ in range(rng.randint(0, 8)))]:
            wanted = other.search(text)
            assert engine.search(text, pattern) is (wanted is not None), (pattern, text)
            found = next(iter(finder.find_all(pattern, text, 1)), None)
            assert (found[0] if found else None) == (wanted.span() if wanted else None), (pattern, text)
            tried += 1
    assert tried > EXAMPLES


def test_what_a_beginning_says_holds_whatever_follows():
    decided = {True: 0, False: 0, None: 0}
    for number in range(EXAMPLES // 3):
        rng = random.Random(number)
        pattern = rng.choice(["", "^"]) + random_pattern(rng, rng.randint(1, 4))
        text = "".join(rng.choice("abA0 \n.é") for _ in range(rng.randint(0, 6)))
        said = gaps.search((text, ""), pattern)
        decided[said] += 1
        if said is not None:
            for ending in ["", *TEXTS]:
                assert engine.search(text + ending, pattern) is said, (pattern, text, ending)
    assert all(decided.values())


@pytest.mark.parametrize(("prefix", "pattern", "said"), [
    ("arn:aws:s3:::ml-", r"^(\*|arn:aws[a-z-]*:s3:::\*(/\*)?)$", False),
    ("arn:aws:s3:::", r"^(\*|arn:aws[a-z-]*:s3:::\*(/\*)?)$", None),
    ("arn:aws:lambda:eu-west-1:", "sagemaker", None),
    ("arn:aws:states:::sagemaker:createTrainingJob", "^arn:aws[^:]*:states:::sagemaker", True),
    ("a", "^a$", None), ("ab", "^a$", False), ("a", r"^a\b", None), ("a b", r"^a\b", True),
])  # fmt: skip
def test_a_beginning_may_decide(prefix, pattern, said):
    assert gaps.search((prefix, ""), pattern) is said


@pytest.mark.parametrize(("pattern", "text", "spans"), [
    ("(a+)(b+)", "xaab", [(1, 4), (1, 3), (3, 4)]),
    ("(a)|(b)", "b", [(0, 1), None, (0, 1)]),
    ("(?P<first>a)(?<second>b)", "ab", [(0, 2), (0, 1), (1, 2)]),
    ("(a|ab)(c|bcd)", "abcd", [(0, 4), (0, 1), (1, 4)]),
    ("a*?b", "aab", [(0, 3)]),
    ("(?U)a+", "aa", [(0, 1)]),
    ("", "a", [(0, 0)]),
    ("(?:|a)*", "aa", [(0, 0)]),
    ("(a|b)*?(ab)", "bab", [(0, 3), (0, 1), (1, 3)]),
])  # fmt: skip
def test_groups_are_found_where_the_first_way_finds_them(pattern, text, spans):
    assert next(iter(finder.find_all(pattern, text))) == spans


@pytest.mark.parametrize(("pattern", "yes", "no"), [
    (r"(?i)straße", "STRAßE", "STRASSE"), (r"(?i)[a-c]", "B", "d"), (r"(?i)K", "\u212a", "x"),
    ("(?i)\u017f", "S", "x"),
    (r"(?i)\p{Lu}", "é", "1"), (r"(?i)\P{Lu}", "1", "é"), (r"(?i)[^\x{17f}]", "a", "S"), (r"(?i)\W", "-", "\u212a"),
    (r"(?i)[\W]", "-", "\u212a"), (r"(?i)[α-ω]", "Ω", "a"), (r"(?i)ß", "ẞ", "s"), (r"(?i)ı", "ı", "I"),
    (r"(?s)a.b", "a\nb", "ab"), (r"a.b", "axb", "a\nb"), (r"(?m)^b$", "a\nb\nc", "a\nbc"), (r"^b$", "b", "a\nb"),
    (r"a\z", "ba", "a\n"), (r"\Aa", "ab", "ba"), (r"\Bb", "ab", "b"), (r"\bb", "a b", "ab"),
    (r"[[:alpha:]]\pN", "é a1", "11"), (r"\p{Lu}", "É", "é"), (r"\P{L}", "1", "é"), (r"[^\d\s]", "a", "1 "),
    (r"[[:^digit:]]", "a", "1"), (r"[]a]", "]", "b"), (r"[a\-z]", "-", "b"), (r"[a-]", "-", "b"),
    (r"\x41\x{e9}\101", "AéA", "AA"), (r"\Qa.b*\E+", "a.b***", "aab"), (r"a{,2}", "a{,2}", "aa"), (r"a{2", "a{2", "aa"),
    (r"a{01}", "a{01}", "a"), (r"^a(?i)*b", "aaB", "Ab"), (r"^a\Q\E+$", "aa", "b"), (r"^(?:a*\Q\E*)$", "aa", "b"),
    (r"[[:]", ":", "]"), (r"\_", "_", "a"),
    (r"x{0}y", "y", "x"), (r"(?i:a)b", "Ab", "AB"), (r"a(?i)b", "aB", "AB"), (r"(?:)a", "a", "b"), (r"a||b", "", None),
    (r"\t\n\f\v\a\r", "\t\n\f\v\a\r", "t"), (r"\.\[\]\(\)\{\}\*\+\?\|\^\$\\/", ".[](){}*+?|^$\\/", "."),
])  # fmt: skip
def test_the_syntax_is_that_of_re2(pattern, yes, no):
    assert engine.search(yes, pattern)
    assert no is None or not engine.search(no, pattern)


@pytest.mark.parametrize(("pattern", "message", "at"), [
    (r"(a)\1", "does not refer to its groups", 3), ("(?=a)", "does not look around", 0), ("(?<!a)", "look around", 0),
    ("(?P=a)", "does not refer", 0), ("(?>a)", "no group that begins", 0), ("a**", "repeats what is repeated", 2),
    ("*a", "* repeats nothing", 0), ("a|+", "+ repeats nothing", 2), ("(a", "is not closed", 0),
    ("a)", "closes nothing", 1),
    ("[a", "bracket is not closed", 0), ("[b-a]", "ends before it begins", 2), ("a{3,2}", "is repeated from 0", 1),
    ("a{1001}", "is repeated from 0 to 1000", 1), ("((a{100}){100}){10}", "repeats too much", 9),
    ("(a*b*){1000}" * 4, "repeats too much", 0),
    (r"\Z", r"\z is the end", 0),
    (r"\q", r"no escape \q", 0), ("a\\", "end in a backslash", 1), (r"\p{Greek}", "no category Greek", 0),
    ("[[:letter:]]", "no set [:letter:]", 1), (r"\x{110000}", "no such character", 0),
    ("(?P<a>x)(?P<a>y)", "two groups have the name a", 8), (r"\8", "does not refer", 0), (r"\é", "no escape", 0),
    ("{2}", "{ repeats nothing", 0), ("a{2}{3}", "{3} repeats what is", 4), (r"\p{Lx}", "no category Lx", 0),
    ("(" * 200, "nested more than", 100),
    ("a" * 3000, "at most 2000 characters", 2000),
])  # fmt: skip
def test_what_is_no_pattern_is_refused_at_its_place(pattern, message, at):
    with pytest.raises(tree.PatternError) as error:
        engine.search("", pattern)
    assert message in str(error.value)
    assert error.value.at == at


@pytest.mark.parametrize(("pattern", "text"), evil())
def test_no_pattern_takes_more_than_its_bounds(pattern, text, monkeypatch):
    """Work is counted, not timed: new states, and steps beyond those."""
    assert len(text) <= SIZE
    steps = [0]
    step = engine.Matcher.step

    def counted(self, state, character):
        steps[0] += 1
        return step(self, state, character)

    monkeypatch.setattr(engine.Matcher, "step", counted)
    try:
        engine.Matcher(engine.program(pattern)).search(text)
    except tree.PatternError as error:
        assert "repeats too much" in str(error)
    assert steps[0] <= engine.MAX_STATES + 1


def test_there_are_two_hundred_evil_patterns():
    assert len(evil()) >= 200


def test_finding_in_an_evil_text_ends_or_says_that_it_does_not():
    with pytest.raises(ValueError, match="too many steps"):
        list(finder.find_all(r"^((a|a?))+\b!", "a" * 9_999 + "!"))


def test_a_text_that_is_too_long_is_not_searched():
    with pytest.raises(ValueError, match="more than 10000 characters"):
        engine.search("a" * 10_001, "a")
