"""The generated part of the documentation: a page a rule, an index, and the schema of rule.yaml."""

from __future__ import annotations

import json
from pathlib import Path

from iacguard.model.report import PRACTICES, SEVERITIES
from iacguard.policy.catalogue import Catalogue
from iacguard.policy.explain import as_markdown, explained
from iacguard.policy.rule import EVERY, Rule
from iacguard.rulekit.schema import schema

GENERATED = "<!-- Generated from the rule folders by `make docs`; edit those. -->\n\n"
BACK = "[All rules](../README.md)\n\n"


EVERY_RESOURCE = "every resource"
"""What the index calls the resources `*` of a rule."""


def pages(catalogue: Catalogue) -> dict[str, str]:
    """The text of every generated file, by its path below `docs/`."""
    rules = sorted(catalogue.rules, key=lambda rule: (rule.family, rule.id))
    out = {f"rules/{rule.family}/{rule.id}.md": GENERATED + BACK + as_markdown(explained(rule)) for rule in rules}
    out["rules/README.md"] = GENERATED + _index(rules)
    for name, (title, words) in _groups(rules).items():
        out[f"rules/{name}.md"] = GENERATED + _grouped(title, words)
    out["rule.schema.json"] = json.dumps(schema(), indent=2) + "\n"
    return out


Groups = dict[str, list[Rule]]


def _groups(rules: list[Rule]) -> dict[str, tuple[str, Groups]]:
    """The further indices by the names of their pages: a title, and the rules by word."""
    types = sorted({type for rule in rules for type in rule.resources})
    profiles = sorted({name for rule in rules for name in rule.profiles})
    found: dict[str, tuple[str, Groups]] = {
        "by-practice": ("Rules by practice", {w: [r for r in rules if w in r.practices] for w in PRACTICES}),
        "by-severity": ("Rules by severity", {w: [r for r in rules if w == r.severity] for w in SEVERITIES}),
        "by-profile": ("Rules by profile", {w: [r for r in rules if w in r.profiles] for w in profiles}),
        "by-resource": (
            "Rules by resource",
            {EVERY_RESOURCE if w == EVERY else w: [r for r in rules if w in r.resources] for w in types},
        ),
    }
    return found


def _index(rules: list[Rule]) -> str:
    others = " · ".join(f"[{title.removeprefix('Rules ')}]({name}.md)" for name, (title, _) in _groups(rules).items())
    families = {word: [rule for rule in rules if rule.family == word] for word in sorted({r.family for r in rules})}
    jumps = " · ".join(f"[{word}](#{word}) {len(chosen)}" for word, chosen in families.items())
    parts = [
        f"# Rules\n\n{len(rules)} rules, by family; also {others}. `iacguard explain ID` prints each of these pages.\n",
        f"{jumps}\n",
    ]
    return "\n".join([*parts, *(_table(f"## {word}", chosen) for word, chosen in families.items())])


def _grouped(title: str, groups: Groups) -> str:
    parts = [f"# {title}\n\n[All rules](README.md)\n"]
    return "\n".join(
        [*parts, *(_table(f"## {word} ({len(chosen)})", chosen) for word, chosen in groups.items() if chosen)]
    )


def _table(title: str, rules: list[Rule]) -> str:
    rows = [
        f"| [{rule.id}]({rule.family}/{rule.id}.md) | {rule.severity} | {rule.summary.replace('|', '&#124;')} |"
        for rule in rules
    ]
    return "\n".join([f"{title}\n", "| rule | severity | finds |", "|---|---|---|", *rows]) + "\n"


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
