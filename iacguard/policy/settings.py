"""What a config changes of rules: how bad they are, and their parameters. Nothing that it says is passed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from iacguard.model.nearest import meant
from iacguard.model.report import ERROR, Diagnostic
from iacguard.policy.rule import Rule
from iacguard.policy.selection import names


def severities(rules: Iterable[Rule], words: Mapping[str, str]) -> dict[str, str]:
    """How bad rules are by the words of a config, by id; the id itself says more than a pattern, family or practice."""
    found: dict[str, str] = {}
    rules = list(rules)
    for exact in (False, True):
        for word, severity in words.items():
            found.update({rule.id: severity for rule in rules if _exact(rule, word) is exact and names(rule, word)})
    return found


def _exact(rule: Rule, word: str) -> bool:
    return word in (rule.id, f"{rule.family}/{rule.id}")


def params(
    rules: Iterable[Rule], words: Mapping[str, Mapping[str, Any]], path: str
) -> tuple[dict[str, dict[str, Any]], list[Diagnostic]]:
    """The parameters of rules by id, and an error for each that a rule has not, or that is of another kind.

    `path` is the config's.
    """
    found: dict[str, dict[str, Any]] = {}
    faults = []
    rules = list(rules)
    for word, given in words.items():
        for rule in [rule for rule in rules if names(rule, word)]:
            for name, value in given.items():
                wrong, cure = _wrong(rule, name, value)
                if wrong:
                    message = f"params: {rule.id} {wrong}"
                    faults.append(Diagnostic(ERROR, "config", message, path=path, cure=cure))
                else:
                    found.setdefault(rule.id, {})[name] = value
    return found, faults


def _wrong(rule: Rule, name: str, value: Any) -> tuple[str, str]:
    """What is wrong with a parameter, and the cure; both empty where nothing is."""
    param = rule.params.get(name)
    if param is None:
        known = f"it has {', '.join(rule.params)}" if rule.params else "it has none"
        return f"has no parameter {name}", meant(name, rule.params, known)
    wanted, got = _kind(param.default), _kind(value)
    if param.default is None or wanted == got:
        return "", ""
    return f"takes {wanted} as {name}, not {got}", f"its default is {param.default!r}"


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, (int, float)):
        return "a number"
    return "a text" if isinstance(value, str) else "a list" if isinstance(value, (list, tuple)) else "a mapping"
