"""Rules as the plain data that a wheel carries, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from iacguard.policy.rule import Expression, Param, Rule


def encode(rules: Iterable[Rule], definitions: Mapping[str, Expression]) -> dict[str, Any]:
    """What judging needs of rules, as plain data; their texts are kept apart."""
    rows = [
        {
            "id": r.id, "family": r.family, "summary": r.summary, "severity": r.severity, "practices": r.practices,
            "resources": r.resources, "require": [e.text for e in r.require], "message": r.message,
            "when": r.when.text if r.when else "", "at": r.at, "references": r.references, "aliases": r.aliases,
            "coded": r.coded,
            "implies": r.implies, "profiles": r.profiles,
            "params": {name: [p.default, p.description] for name, p in r.params.items()},
        }
        for r in sorted(rules, key=lambda rule: rule.id)
    ]  # fmt: skip
    return {"rules": rows, "definitions": {name: definition.text for name, definition in definitions.items()}}


def decode(compiled: Mapping[str, Any], home: Path | None) -> tuple[list[Rule], dict[str, Expression]]:
    """The inverse of `encode`: rules, whose folders lie in `home`, and definitions."""
    rules = []
    for row in compiled["rules"]:
        row = dict(row)
        require = tuple(Expression(text) for text in row.pop("require"))
        when = row.pop("when")
        params = {name: Param(*pair) for name, pair in row.pop("params").items()}
        plain: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
        folder = str(home / row["family"] / row["id"]) if home else ""
        rules.append(
            Rule(**plain, require=require, when=Expression(when) if when else None, params=params, folder=folder)
        )
    return rules, {name: Expression(text) for name, text in compiled["definitions"].items()}


def texts(rules: Iterable[Rule]) -> dict[str, tuple[str, str]]:
    """`why` and `fix` of each rule, which only printing needs."""
    return {rule.id: (rule.why, rule.fix) for rule in rules}
