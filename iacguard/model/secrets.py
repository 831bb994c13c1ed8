"""What looks like a secret: names that say so, and texts that may be one. Heuristics, on the side of silence."""

from __future__ import annotations

import re

_NAME = re.compile(
    r"(?i)(?:^|_|-|[a-z])(?:password|passwd|passphrase|secret|token|api_?key|access_?key|private_?key|secret_?string)\Z"
)
_OF_CALLS = re.compile(r"(?i)(?:client|client_?request|request|idempotency|next|page|continuation|task)_?token\Z")
"""Tokens that tell one call of an API from another, and are shown to everybody."""
_PLACEHOLDER = (
    r"(?i)<[^>]*>|x{4,}|\*{3,}|change[-_ ]?me|your[-_ ]?|example|placeholder|todo|dummy|replace|resolve:|^arn:|^/"
    r"|\b(?:insert|enter|put|fill|set)[-_ ].*[-_ ](?:here|in)\b|\b(?:set|fill)[-_ ]?me\b|redacted|\b1234-(?:4567|5678)"
    r"|^https?:|^s3:|^projects/|^true\Z|^false\Z|^none\Z|\$\{"
)
_WORDS = r"[a-z]+(?:[-_/.][a-z]+)+\Z"
"""The name of a secret, not the secret."""
_SHORTEST = 8


def names_a_secret(name: str) -> bool:
    """Whether a name ends in what only secrets are called: `db_password`, `HF_TOKEN`; not `max_tokens`."""
    return _NAME.search(name) is not None and _OF_CALLS.match(name) is None


def is_placeholder(text: str) -> bool:
    """Whether a text stands where a secret will be, or points at one."""
    return re.search(_PLACEHOLDER, text) is not None


def may_be_secret(text: str) -> bool:
    """Whether a text under such a name may be the secret itself: long enough, no placeholder, no words alone."""
    return (
        len(text) >= _SHORTEST
        and not is_placeholder(text)
        and re.match(_WORDS, text) is None
        and any(character.isdigit() for character in text)
    )
