"""The JSON Schema of rule.yaml, by which editors complete and check; made from what the loader knows."""

from __future__ import annotations

from typing import Any

from iacguard.model.report import PRACTICES, SEVERITIES
from iacguard.policy.rule import CODED, KEYS, PLACEHOLDERS, REQUIRED

_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"type": "array", "items": _TEXT, "minItems": 1}
_MEANING: dict[str, tuple[str, dict[str, Any]]] = {
    "summary": ("Names the bad pattern, as a title without a full stop.", _TEXT),
    "severity": ("How bad it is.", {"enum": list(SEVERITIES)}),
    "practices": ("Which of the ten practices it belongs to.", {**_TEXTS, "items": {"enum": list(PRACTICES)}}),
    "resources": (
        "Common types (Terraform's names), or what the languages declare: project, terraform_variable…",
        _TEXTS,
    ),
    "require": (
        "A CEL expression that has to hold, or a list that is judged item by item; only a rule.py goes without.",
        {"anyOf": [_TEXT, {"type": "boolean"}, {"type": "array", "items": _TEXT, "minItems": 1}]},
    ),
    "message": (f"What a finding says. Placeholders: {', '.join(f'{{{p}}}' for p in PLACEHOLDERS)}.", _TEXT),
    "why": ("Why it matters, for somebody who is not a cloud engineer.", _TEXT),
    "fix": ("What to write instead.", _TEXT),
    "when": ("A CEL expression: where the rule applies.", {"anyOf": [_TEXT, {"type": "boolean"}]}),
    "at": ("The attribute where it points, if not where `require` was decided.", _TEXT),
    "references": ("The controls and practices that back it.", {"type": "array", "items": _TEXT}),
    "aliases": ("What other tools call it: their skip comments count here too.", {"type": "array", "items": _TEXT}),
    "params": (
        "What a config file may set; read as params.NAME.",
        {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {"default": {}, "description": {"type": "string"}},
                "required": ["default"],
                "additionalProperties": False,
            },
        },
    ),
    "implies": ("Narrower rules that a finding of this one silences on the same resource.", _TEXTS),
    "profiles": ("Which profiles hold it; without: default.", _TEXTS),
}


def schema() -> dict[str, Any]:
    """The schema as plain data."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A rule of iacguard",
        "type": "object",
        "properties": {key: {"description": _MEANING[key][0], **_MEANING[key][1]} for key in KEYS},
        "required": [key for key in REQUIRED if key not in CODED],
        "dependentRequired": {key: [other for other in REQUIRED if other in CODED] for key in CODED},
        "additionalProperties": False,
    }
