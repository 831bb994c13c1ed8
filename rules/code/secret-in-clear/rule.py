"""Tokens of known make anywhere in a resource, and literals under names that say secret."""

import re

from iacguard.model.secrets import is_placeholder, may_be_secret, names_a_secret
from iacguard.model.value import SECRET, Map
from iacguard.policy.literals import is_default, readable, standing, texts

TOKEN = re.compile(
    r"\bhf_[A-Za-z0-9]{30,}\b|\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{40,}\b|\bglpat-[\w-]{20,}\b|\bxox[abprs]-[\w-]{20,}\b"
    r"|\bAIza[0-9A-Za-z_-]{35}\b|-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"
)
ASSIGNED = re.compile(
    r"(?i)\b\w*(?:password|passwd|secret|token|api_?key|access_?key)\s*[=:]\s*(?P<quote>[\"']?)"
    r"(?P<value>[^\s\"'$<{(`]{8,})(?P=quote)(?=[\s;]|\Z)"
)


LOGIN = re.compile(r"(?i)(?:password|auth_?token)\Z")
"""Attributes of a resource that are a secret, however simple it is."""


def check(resource, graph, params):
    items = resource.body.data.items if isinstance(resource.body.data, Map) else {}
    logins = {id(value) for name, value in items.items() if LOGIN.search(name)}
    for name, value in texts(resource.body):
        if SECRET in value.marks or is_default(value):
            continue
        plain = id(value) in logins and value.data and not is_placeholder(value.data)
        found = value.data if plain else _secret(value.data, name)
        if found:
            yield standing(value, found), f"{resource.address} holds a secret in {name or 'a text'}"
            return


def _secret(text, name):
    """The part of a text that is a secret, "" where none is."""
    script = readable(text)
    for found in TOKEN.finditer(script):
        if not is_placeholder(found[0]):
            return found[0]
    for found in ASSIGNED.finditer(script) if "\n" in script else ():
        if may_be_secret(found["value"]):
            return found[0]
    alone = names_a_secret(name) and "\n" not in text and " " not in text and may_be_secret(text)
    return text if alone else ""
