"""What SARIF says about the rules, whatever was found: the same list for every scan with the same rules."""

from __future__ import annotations

from typing import Any

from iacguard.model.report import RuleInfo
from iacguard.reporters import wording
from iacguard.reporters.sanitize import paragraphs, visible

LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note", "info": "note"}
_SCORES = {"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "2.5", "info": "0.5"}
"""GitHub reads above 9.0 as critical, from 7.0 as high, from 4.0 as medium, above 0.0 as low; only as a string."""
_PROBLEMS = {
    "critical": "error",
    "high": "error",
    "medium": "warning",
    "low": "recommendation",
    "info": "recommendation",
}

MAX_TAGS = 10
MAX_TEXT = 1024
"""Of a rule's tags and of its descriptions GitHub keeps that much."""


def descriptor(rule: RuleInfo) -> dict[str, Any]:
    """A reportingDescriptor with every text that GitHub requires, none of them empty."""
    summary = wording.sentence(paragraphs(rule.summary) or rule.id)
    why = wording.first_sentence(paragraphs(rule.why)) or summary
    parts = [paragraphs(rule.why), paragraphs(rule.fix)]
    references = ", ".join(visible(reference) for reference in rule.references)
    help = "\n\n".join(part for part in (*parts, f"References: {references}" if references else "") if part) or summary
    return {
        "id": visible(rule.id),
        "name": _pascal(rule.id),
        "shortDescription": {"text": _cut(summary)},
        "fullDescription": {"text": _cut(why)},
        "help": {"text": help, "markdown": _markdown(rule, references) or summary},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": _properties(rule),
    }


def _properties(rule: RuleInfo) -> dict[str, Any]:
    tags = dict.fromkeys((*rule.practices, *([rule.family] if rule.family else [])))
    return {
        "tags": [visible(tag) for tag in tags][:MAX_TAGS],
        "precision": "high",
        "problem.severity": _PROBLEMS[rule.severity],
        **({"security-severity": _SCORES[rule.severity]} if "security" in rule.practices else {}),
    }


def _markdown(rule: RuleInfo, references: str) -> str:
    """Why and fix are Markdown by their authors' hand, code indented by four blanks."""
    parts = []
    for title, text in (("Why", paragraphs(rule.why)), ("Fix", paragraphs(rule.fix)), ("References", references)):
        parts += [f"**{title}**\n\n{text}"] if text else []
    return "\n\n".join(parts)


def _pascal(id: str) -> str:
    """`imdsv1-allowed` as `Imdsv1Allowed`; an identifier, as the name of a rule has to be."""
    words = "".join(character if character.isalnum() else " " for character in visible(id)).split()
    return "".join(word[:1].upper() + word[1:] for word in words)[:255] or "Rule"


def _cut(text: str) -> str:
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"
