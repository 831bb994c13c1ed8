"""The three things that drift can be, as rules that a report describes, and findings of them."""

from __future__ import annotations

import json
import re
from typing import Any

from iacguard.model.graph import Resource
from iacguard.model.report import Finding, RuleInfo, fingerprint
from iacguard.model.secrets import names_a_secret
from iacguard.model.source import Span

NOT_DEPLOYED = RuleInfo(
    "drift-not-deployed", "Declared resource that is not deployed", "medium", ("drift",), family="drift",
    why="What is declared and not there was deleted by hand, or never applied: what depends on it does not work.",
    fix="Apply the configuration, or remove the declaration.",
)  # fmt: skip
NOT_DECLARED = RuleInfo(
    "drift-not-declared", "Deployed resource that is not declared", "medium", ("drift",), family="drift",
    why="What is deployed and not declared runs, costs and stays open without anybody reviewing it.",
    fix="Declare it, import it, or destroy it.",
)  # fmt: skip
DIFFERS = RuleInfo(
    "drift-differs", "Deployed attribute that differs from its declaration", "high", ("drift",), family="drift",
    why="Somebody changed it by hand, or the change was never applied: what was reviewed is not what runs.",
    fix="Apply the configuration, or write what runs into it.",
)  # fmt: skip
RULES = (DIFFERS, NOT_DECLARED, NOT_DEPLOYED)
SHOWN = 80
"""Characters of a value that a message shows."""


def not_deployed(resource: Resource) -> Finding:
    """A declaration without its counterpart."""
    return _finding(NOT_DEPLOYED, resource, resource.span, f"{resource.address} is declared and not deployed")


def not_declared(resource: Resource) -> Finding:
    """A deployed thing without its declaration; the place is where the deployment says so."""
    return _finding(NOT_DECLARED, resource, resource.span, f"{resource.address} is deployed and not declared")


def undeclared(name: str, type: str, answer: Span) -> Finding:
    """A resource of a stack that no template declares; the place is the answer that names it."""
    message = f"{name} ({type}) is deployed and not declared"
    return _made(NOT_DECLARED, name, type, "", answer, message)


def differs(resource: Resource, path: str, span: Span | None, ours: Any, theirs: Any, secret: bool) -> Finding:
    """An attribute that is deployed otherwise than written; a secret one, also by its name, without its values."""
    last = re.sub(r"\[[^]]*\]", "", path).rsplit(".", 1)[-1]
    shown = "(sensitive)" if secret or names_a_secret(last) else f"{shorten(theirs)}, not {shorten(ours)}"
    message = f"{resource.address}: {path} is deployed as {shown}"
    return _finding(DIFFERS, resource, span or resource.span, message, re.sub(r"\[\d+\]", "", path))


def shorten(data: Any) -> str:
    """A value for a message."""
    text = json.dumps(data, ensure_ascii=False, default=str)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _finding(rule: RuleInfo, resource: Resource, span: Span, message: str, attribute: str = "") -> Finding:
    address = resource.address
    return _made(rule, str(address), resource.native_type, address.scope, span, message, attribute)


def _made(
    rule: RuleInfo, address: str, type: str, scope: str, span: Span, message: str, attribute: str = ""
) -> Finding:
    return Finding(
        rule=rule.id, severity=rule.severity, practices=rule.practices, verdict="fail", address=address,
        addresses=(address,), type=type, span=span, message=message, attribute=attribute,
        fingerprint=fingerprint(rule.id, span.source.path, address, attribute), scope=scope,
    )  # fmt: skip
