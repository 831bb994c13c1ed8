"""What looks like a secret, and what only speaks of one."""

from __future__ import annotations

import pytest

from iacguard.model.secrets import is_placeholder, may_be_secret, names_a_secret


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("db_password", True), ("HF_TOKEN", True), ("apiKey", True), ("clientSecret", True), ("token", True),
        ("max_tokens", False), ("tokenizer", False), ("secret_arn", False), ("secret_name", False), ("tokens", False),
        ("ClientToken", False), ("client_request_token", False), ("NextToken", False), ("hub_client_token", True),
    ],
)  # fmt: skip
def test_names(name: str, is_one: bool) -> None:
    assert names_a_secret(name) is is_one


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Sommer2026", True), ("8f14e45fceea167a5a36", True), ("hf-token", False), ("churn/database", False),
        ("short1", False), ("<your token>", False), ("arn:aws:secretsmanager:eu-west-1:1:secret:x1", False),
        ("${var.token1}", False), ("changeme123", False), ("{{resolve:secretsmanager:x1}}", False),
    ],
)  # fmt: skip
def test_texts(text: str, may: bool) -> None:
    assert may_be_secret(text) is may


@pytest.mark.parametrize(
    "text",
    ["INSERT-PASSWORD-HERE ", "1234-4567-8910", "put_the_token_here", "set-me", "REDACTED", "enter password here"],
)
def test_what_says_that_something_belongs_there_is_a_placeholder(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["settlement-2026", "12345678", "here4Money", "insertCoin77", "abcABC123!"])
def test_a_word_of_a_secret_makes_it_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)


def test_placeholders() -> None:
    assert is_placeholder("AKIAIOSFODNN7EXAMPLE")
    assert not is_placeholder("AKIAIOSFODNN7ABCDEFG")
