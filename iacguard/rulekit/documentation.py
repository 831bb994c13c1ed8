"""The generated part of the documentation: a page a rule, an index, and the schema of rule.yaml."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from iacguard.model.report import PRACTICES, SEVERITIES
from iacguard.policy.catalogue import Catalogue
from iacguard.policy.explain import as_markdown, explained
from iacguard.policy.rule import Rule
from iacguard.rulekit.schema import schema

GENERATED = "<!-- Generated from the rule folders by `make docs`; edit those. -->\n\n"


def pages(catalogue: Catalogue) -> dict[str, str]:
    """The text of every generated file, by its path below `docs/`."""
    rules = sorted(catalogue.rules, key=lambda rule: (rule.family, rule.id))
    out = {f"rules/{rule.family}/{rule.id}.md": GENERATED + as_markdown(explained(rule)) for rule in rules}
    out["rules/README.md"] = GENERATED + _index(rules)
    out["rule.schema.json"] = json.dumps(schema(), indent=2) + "\n"
    return out


def _index(rules: list[Rule]) -> str:
    families = sorted({rule.family for rule in rules})
    types = sorted({type for rule in rules for type in rule.resources})
    profiles = sorted({name for rule in rules for name in rule.profiles})
    parts = [f"# Rules\n\n{len(rules)} rules. `iacguard explain ID` prints each of these pages.\n"]
    parts += _section("By family", families, rules, lambda rule, word: rule.family == word)
    parts += _section("By practice", PRACTICES, rules, lambda rule, word: word in rule.practices, brief=True)
    parts += _section("By severity", SEVERITIES, rules, lambda rule, word: rule.severity == word, brief=True)
    parts += _section("By profile", profiles, rules, lambda rule, word: word in rule.profiles, brief=True)
    parts += _section("By resource", types, rules, lambda rule, word: word in rule.resources, brief=True)
    return "\n".join(parts)


def _section(
    title: str, words: Iterable[str], rules: list[Rule], meant: Callable[[Rule, str], bool], brief: bool = False
) -> list[str]:
    parts = [f"## {title}\n"]
    for word in words:
        chosen = [rule for rule in rules if meant(rule, word)]
        if brief:
            parts.append(f"**{word}** ({len(chosen)}): " + ", ".join(map(_link, chosen)) + "\n")
        else:
            rows = [f"| {_link(rule)} | {rule.severity} | {rule.summary} |" for rule in chosen]
            parts.append("\n".join([f"### {word}\n", "| rule | severity | finds |", "|---|---|---|", *rows]) + "\n")
    return parts


def _link(rule: Rule) -> str:
    return f"[{rule.id}]({rule.family}/{rule.id}.md)"


def stale(catalogue: Catalogue, docs: Path) -> list[str]:
    """The generated files that differ from what is there, and those that nothing generates any more."""
    wanted = pages(catalogue)
    there = {path.relative_to(docs).as_posix() for path in docs.glob("rules/**/*.md")} | {"rule.schema.json"}
    wrong = [name for name, text in wanted.items() if not (docs / name).is_file() or _text(docs / name) != text]
    return sorted({*wrong, *(there - wanted.keys())})


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def write(catalogue: Catalogue, docs: Path) -> None:
    """Bring the generated files up to date."""
    wanted = pages(catalogue)
    for name in stale(catalogue, docs):
        if name in wanted:
            (docs / name).parent.mkdir(parents=True, exist_ok=True)
            (docs / name).write_text(wanted[name], encoding="utf-8")
        else:
            (docs / name).unlink()
