"""Tokens of known make anywhere in a resource, and literals under names that say secret."""

import base64
import binascii
import re

from iacguard.model.value import SECRET, Choice, Map, Seq

TOKEN = re.compile(
    r"\bhf_[A-Za-z0-9]{30,}\b|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{40,}\b|\bglpat-[\w-]{20,}\b|\bxox[abprs]-[\w-]{20,}\b"
    r"|\bAIza[0-9A-Za-z_-]{35}\b|-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"
)
ASSIGNED = re.compile(
    r"(?i)\b\w*(?:password|passwd|secret|token|api_?key|access_?key)\s*[=:]\s*(?P<quote>[\"']?)"
    r"(?P<value>[^\s\"'$<{(`]{8,})(?P=quote)(?=[\s;]|\Z)"
)
NAME = re.compile(
    r"(?i)(?:^|_|[a-z])(?:password|passwd|secret|token|api_?key|access_?key|private_?key|secret_?string)\Z"
)
PLACEHOLDER = re.compile(
    r"(?i)<[^>]*>|x{4,}|\*{3,}|change[-_ ]?me|your[-_ ]?|example|placeholder|todo|dummy|replace|resolve:|^arn:|^/"
    r"|^https?:|^s3:|^projects/|^true\Z|^false\Z|^none\Z|\$\{"
)
WORDS = re.compile(r"[a-z]+(?:[-_/.][a-z]+)+\Z")
"""The name of a secret, not the secret."""
DEFAULT = re.compile(r"\s*\"?[dD]efault\"?\s*[=:]")


def check(resource, graph, params):
    for value, name in _texts(resource.body, ""):
        where = name or "a text"
        if _secret(value, name):
            yield value, f"{resource.address} holds a secret in {where}"
            return


def _texts(value, name):
    data = value.data
    if isinstance(data, Map):
        pair = data.items.get("Name") or data.items.get("name")
        for key, inner in data.items.items():
            named = pair is not None and key in ("Value", "value") and isinstance(pair.data, str)
            yield from _texts(inner, pair.data if named else key)
    elif isinstance(data, Seq):
        for inner in (*data.items, *(possible.value for possible in data.maybe)):
            yield from _texts(inner, name)
    elif isinstance(data, Choice):
        for inner in data.options.values():
            yield from _texts(inner, name)
    elif isinstance(data, str) and SECRET not in value.marks and not _an_input(value):
        yield value, name


def _an_input(value):
    """Whether the text is the default of an input, which has a rule of its own."""
    while value.origin is not None:
        value = value.origin
    span = value.span
    return span is not None and DEFAULT.match(span.source.line(span.line)) is not None


def _secret(value, name):
    text = value.data
    for readable in (text, _decoded(text)):
        if any(not PLACEHOLDER.search(found[0]) for found in TOKEN.finditer(readable)):
            return True
        if "\n" in readable and any(_looks_secret(found["value"]) for found in ASSIGNED.finditer(readable)):
            return True
    return NAME.search(name) is not None and "\n" not in text and " " not in text and _looks_secret(text)


def _looks_secret(text):
    return len(text) >= 8 and not PLACEHOLDER.search(text) and not WORDS.match(text) and bool(re.search(r"\d", text))


def _decoded(text):
    if len(text) < 24 or not re.fullmatch(r"[A-Za-z0-9+/\s]+={0,2}", text):
        return ""
    try:
        return base64.b64decode(text, validate=False).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""
