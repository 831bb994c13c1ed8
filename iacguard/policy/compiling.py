"""Rules as the plain data that a wheel carries, and back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from iacguard.policy.rule import Expression, Param, Rule

Row = list[Any]
"""A rule in the order of the fields of Rule, up to `coded`, without what only printing needs."""


def encode(rules: Iterable[Rule], definitions: Mapping[str, Expression]) -> dict[str, Any]:
    """What judging needs of rules, as plain data; their texts are kept apart."""
    rows = [_row(rule) for rule in sorted(rules, key=lambda rule: rule.id)]
    return {"rules": rows, "definitions": {name: _pair(definition) for name, definition in definitions.items()}}


def _row(rule: Rule) -> Row:
    r = rule
    return [
        r.id, r.family, r.summary, r.severity, r.practices, r.resources, [_pair(e) for e in r.require], r.message,
        _pair(r.when) if r.when else None, r.at, r.references, r.aliases,
        {name: [p.default, p.description] for name, p in r.params.items()}, r.implies, r.profiles, r.coded,
    ]  # fmt: skip


def _pair(expression: Expression) -> list[Any]:
    """Text and tree; the text alone where it holds a literal that plain data cannot."""
    from iacguard.policy.cel import plain
    from iacguard.policy.cel.parser import parse

    try:
        return [expression.text, plain.encode(parse(expression.text))]
    except TypeError:
        return [expression.text, None]


def decode(compiled: Mapping[str, Any], home: Path | None) -> tuple[list[Rule], dict[str, Expression]]:
    """The inverse of `encode`: rules, whose folders lie in `home`, and definitions."""
    above = f"{home}{os.sep}" if home else ""
    rules = [_rule(row, above) for row in compiled["rules"]]
    return rules, {name: Expression(text, None, tree) for name, (text, tree) in compiled["definitions"].items()}


def _rule(row: Row, above: str) -> Rule:
    id, family, summary, severity, practices, resources, require, message, when, at, references, aliases, *rest = row
    params, implies, profiles, coded = rest
    return Rule(
        id, family, summary, severity, tuple(practices), tuple(resources),
        tuple([Expression(text, None, tree) for text, tree in require]), message, "", "",
        Expression(when[0], None, when[1]) if when else None, at, tuple(references), tuple(aliases),
        {name: Param(*pair) for name, pair in params.items()}, tuple(implies), tuple(profiles),
        f"{above}{family}{os.sep}{id}" if above else "", coded,
    )  # fmt: skip


def texts(rules: Iterable[Rule]) -> dict[str, tuple[str, str]]:
    """`why` and `fix` of each rule, which only printing needs."""
    return {rule.id: (rule.why, rule.fix) for rule in rules}
