"""Questions about texts of which only pieces are known."""

import pytest

from iacguard.model.value import Unknown, Value, fits, pieces

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
