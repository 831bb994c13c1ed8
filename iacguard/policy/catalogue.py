"""All rules there are: built in, from folders of users, from installed packs; loaded by one road."""

from __future__ import annotations

import difflib
import fnmatch
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from iacguard.model.report import ERROR, Diagnostic
from iacguard.model.source import Source
from iacguard.policy.rule import DEFAULT_PROFILE, Expression, Param, Rule, read

PACKAGE = Path(__file__).parent.parent
COMPILED = PACKAGE / "tables.json"
CUMULATIVE = ("strict", "regulated")
"""Profiles that add to the default one; every other named profile stands alone."""


@dataclass(slots=True)
class Catalogue:
    """The rules in force and what they share; `severities` and `params` are what the config changed, by rule id."""

    rules: list[Rule] = field(default_factory=list)
    definitions: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    severities: dict[str, str] = field(default_factory=dict)
    params: dict[str, dict[str, Any]] = field(default_factory=dict)

    def severity(self, rule: Rule) -> str:
        """How bad a rule is here."""
        return self.severities.get(rule.id, rule.severity)

    def find(self, id: str) -> Rule | None:
        """A rule by its id or by what another tool calls it."""
        return next((rule for rule in self.rules if rule.id == id or id in rule.aliases), None)


def built_in_folder() -> Path | None:
    """Where the built-in rules lie: in the package, or beside it in a working copy."""
    inside = PACKAGE / "rules"
    if inside.is_dir():
        return inside
    beside = PACKAGE.parent / "rules"
    return beside if beside.is_dir() and (PACKAGE.parent / "setup.cfg").is_file() else None


def load(folders: Iterable[Path] = ()) -> Catalogue:
    """The built-in rules and those of `folders`, in the order of their ids."""
    if COMPILED.is_file():
        catalogue = _decode(json.loads(COMPILED.read_text(encoding="utf-8"))["rules"])
    else:
        home = built_in_folder()
        catalogue = read_folder(home, trusted=True) if home is not None else Catalogue()
    for folder in folders:
        more = read_folder(folder)
        known = {rule.id for rule in catalogue.rules}
        for rule in more.rules:
            if rule.id in known:
                message = f"there are two rules with the id {rule.id}"
                more.diagnostics.append(Diagnostic(ERROR, "rule", message, path=rule.folder, cure="rename one"))
        catalogue.rules += [rule for rule in more.rules if rule.id not in known]
        catalogue.definitions.update(more.definitions)
        catalogue.diagnostics += more.diagnostics
    catalogue.rules.sort(key=lambda rule: rule.id)
    return catalogue


def read_folder(folder: Path, trusted: bool = False) -> Catalogue:
    """Every rule below a folder: `<family>/<id>/rule.yaml`, or `<id>/rule.yaml`; Python only where it is trusted."""
    catalogue = Catalogue()
    if not folder.is_dir():
        catalogue.diagnostics.append(Diagnostic(ERROR, "rule", f"there is no folder {folder}", cure="check --rules"))
        return catalogue
    for path in sorted(folder.rglob("rule.yaml")):
        home = path.parent
        text = path.read_text(encoding="utf-8")
        coded = (home / "rule.py").is_file()
        if coded and not trusted:
            message, cure = "a folder of rules may not hold Python", "say it as an expression, or make it an extension"
            catalogue.diagnostics.append(Diagnostic(ERROR, "rule", message, path=str(home / "rule.py"), cure=cure))
            continue
        rule, faults = read(Source(str(path), text), home.name, home.parent.name, str(home), coded)
        catalogue.diagnostics += faults
        if rule is not None:
            catalogue.rules.append(rule)
    definitions = folder / "definitions.yaml"
    if definitions.is_file():
        catalogue.definitions = _definitions(definitions)
    if not catalogue.rules and not catalogue.diagnostics:
        catalogue.diagnostics.append(
            Diagnostic(ERROR, "rule", f"{folder} holds no rule.yaml", cure="each rule is a folder with a rule.yaml")
        )
    return catalogue


def _definitions(path: Path) -> dict[str, str]:
    import yaml

    found = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return {name: spec["expression"] if isinstance(spec, dict) else spec for name, spec in found.items()}


def compile_rules() -> dict[str, Any]:
    """What judging needs of the built-in rules, as plain data for the wheel; texts stay in their folders.

    Raises ValueError where a built-in rule is malformed.
    """
    home = built_in_folder()
    if home is None:
        raise ValueError("there are no built-in rules")
    catalogue = read_folder(home, trusted=True)
    if catalogue.diagnostics:
        raise ValueError("; ".join(f"{d.span or d.path}: {d.message}" for d in catalogue.diagnostics))
    rows = [
        {
            "id": r.id, "family": r.family, "summary": r.summary, "severity": r.severity, "practices": r.practices,
            "resources": r.resources, "require": [e.text for e in r.require], "message": r.message,
            "when": r.when.text if r.when else "", "at": r.at, "references": r.references, "aliases": r.aliases,
            "coded": r.coded,
            "implies": r.implies, "profiles": r.profiles,
            "params": {name: [p.default, p.description] for name, p in r.params.items()},
        }
        for r in sorted(catalogue.rules, key=lambda rule: rule.id)
    ]  # fmt: skip
    return {"rules": rows, "definitions": catalogue.definitions}


def _decode(compiled: Mapping[str, Any]) -> Catalogue:
    home = built_in_folder()
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
    return Catalogue(rules, dict(compiled["definitions"]))


def with_texts(rule: Rule) -> Rule:
    """A rule with `why` and `fix`, read from its folder where the compiled tables left them out."""
    if rule.why or not rule.folder:
        return rule
    path = Path(rule.folder) / "rule.yaml"
    if not path.is_file():
        return rule
    text = path.read_text(encoding="utf-8")
    full, _ = read(Source(str(path), text), rule.id, rule.family, rule.folder, rule.coded)
    return full or rule


def select(
    catalogue: Catalogue, profile: str = "", enable: Iterable[str] = (), disable: Iterable[str] = ()
) -> list[Rule]:
    """The rules of a profile, with what was switched on and off by id, `family/*` or practice."""
    wanted, unwanted = list(enable), list(disable)
    return [
        rule
        for rule in catalogue.rules
        if (in_profile(rule, profile) or any(names(rule, word) for word in wanted))
        and not any(names(rule, word) for word in unwanted)
    ]


def unknown_words(catalogue: Catalogue, profile: str, words: Iterable[tuple[str, str]]) -> list[Diagnostic]:
    """Errors for a profile that nobody defines and for (word, what names it) pairs that name no rule."""
    known = profiles(catalogue)
    faults = []
    if profile and profile not in known:
        faults.append(_unknown(f"there is no profile {profile}", profile, known))
    for word, where in dict.fromkeys(words):
        if not any(names(rule, word) for rule in catalogue.rules):
            faults.append(
                _unknown(f"{where} names {word}, and there is no such rule", word, [r.id for r in catalogue.rules])
            )
    return faults


def _unknown(message: str, word: str, known: list[str]) -> Diagnostic:
    near = difflib.get_close_matches(word, known, 1)
    cure = f"did you mean {near[0]}?" if near else "iacguard rules lists them"
    return Diagnostic(ERROR, "config", message, cure=cure)


def in_profile(rule: Rule, profile: str) -> bool:
    """Whether a profile holds a rule."""
    if profile == "all":
        return True
    if profile == "minimal":
        return DEFAULT_PROFILE in rule.profiles and rule.severity in ("critical", "high")
    if not profile or profile == DEFAULT_PROFILE:
        return DEFAULT_PROFILE in rule.profiles
    return profile in rule.profiles or (profile in CUMULATIVE and DEFAULT_PROFILE in rule.profiles)


def profiles(catalogue: Catalogue) -> list[str]:
    """Every profile there is."""
    return sorted({"all", "minimal", DEFAULT_PROFILE} | {name for rule in catalogue.rules for name in rule.profiles})


def names(rule: Rule, word: str) -> bool:
    """Whether a word of a selection names a rule: its id, an alias, a pattern, its family or a practice."""
    return (
        fnmatch.fnmatchcase(rule.id, word)
        or fnmatch.fnmatchcase(f"{rule.family}/{rule.id}", word)
        or word == rule.family
        or word in rule.aliases
        or word in rule.practices
    )
