"""All rules there are: built in, from folders of users, from installed packs; loaded by one road."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from iacguard.model.report import ERROR, Diagnostic
from iacguard.model.source import Source
from iacguard.policy import coded as coding
from iacguard.policy import definitions
from iacguard.policy import folder as files
from iacguard.policy.compiling import decode
from iacguard.policy.rule import Expression, Rule, read

PACKAGE = Path(__file__).parent.parent
COMPILED = PACKAGE / "compiled"
"""What the build wrote into a wheel; absent in a working copy."""
RULES, TEXTS = "rules.json", "texts.json"
"""The files in it: what judging needs of the rules, and what printing needs besides."""


@dataclass(slots=True)
class Catalogue:
    """All rules and what they share; `severities` and `params` are what the config changed, by rule id.

    `chosen` are the rules in force, once they are selected; `added` the ids of those that are not built in.
    """

    rules: list[Rule] = field(default_factory=list)
    chosen: list[Rule] = field(default_factory=list)
    added: set[str] = field(default_factory=set)
    definitions: dict[str, Expression] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    severities: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def severity(self, rule: Rule) -> str:
        """How bad a rule is here."""
        return self.severities.get(rule.id, rule.severity)

    def find(self, id: str) -> Rule | None:
        """A rule by its id or FAMILY/ID, or the first by what another tool or a standard calls it."""
        named = (rule for rule in self.rules if id in rule.aliases or id in rule.references)
        own = (rule for rule in self.rules if id in (rule.id, f"{rule.family}/{rule.id}"))
        return next(own, None) or next(named, None)


def built_in_folder() -> Path | None:
    """Where the built-in rules lie: in the package, or beside it in a working copy."""
    inside = PACKAGE / "rules"
    if inside.is_dir():
        return inside
    beside = PACKAGE.parent / "rules"
    return beside if beside.is_dir() and (PACKAGE.parent / "setup.cfg").is_file() else None


def load(folders: Iterable[Path] = (), extensions: Iterable[Path] = ()) -> Catalogue:
    """The built-in rules, those of `folders`, and those of `extensions`, which may be Python; ordered by id."""
    built_in = _built_in()
    catalogue = Catalogue(list(built_in.rules), definitions=dict(built_in.definitions))
    catalogue.diagnostics += built_in.diagnostics
    for folder in folders:
        add(catalogue, read_folder(folder))
    for folder in extensions:
        add(catalogue, read_folder(folder, trusted=True))
    catalogue.rules.sort(key=lambda rule: rule.id)
    return catalogue


@lru_cache(maxsize=1)
def _built_in() -> Catalogue:
    """The built-in rules, from the tables of a wheel or from their folders; not to be changed."""
    home = built_in_folder()
    compiled = COMPILED / RULES
    if compiled.is_file():
        return _decoded(compiled, home)
    return read_folder(home, trusted=True) if home is not None else Catalogue()


def add(catalogue: Catalogue, more: Catalogue) -> None:
    """Put further rules into a catalogue. What is there already stays, and the second of a name is an error."""
    known = {rule.id: rule for rule in catalogue.rules}
    for rule in more.rules:
        if rule.id not in known:
            known[rule.id] = rule
            catalogue.rules.append(rule)
            catalogue.added.add(rule.id)
        else:
            message = f"there are two rules with the id {rule.id}: this one and {known[rule.id].family}/{rule.id}"
            path = str(Path(rule.folder) / files.RULE)
            more.diagnostics.append(Diagnostic(ERROR, "rule", message, path=path, cure="rename the folder of one"))
    for name, definition in more.definitions.items():
        there = catalogue.definitions.setdefault(name, definition)
        if there.text != definition.text:
            message = f"there are two definitions with the name {name}"
            more.diagnostics.append(Diagnostic(ERROR, "rule", message, definition.span, cure="rename one"))
    catalogue.diagnostics += more.diagnostics


def _decoded(compiled: Path, home: Path | None) -> Catalogue:
    rules, named = decode(json.loads(compiled.read_text(encoding="utf-8")), home)
    return Catalogue(rules, definitions=named)


def read_folder(folder: Path, trusted: bool = False) -> Catalogue:
    """Every rule below a folder: `<family>/<id>/rule.yaml`, or `<id>/rule.yaml`; Python only where it is trusted."""
    catalogue = Catalogue()
    if not folder.is_dir():
        cure = "name the folder that holds the folders of the rules"
        what = "is not a folder" if folder.exists() else "does not exist"
        message = f"the folder of rules {folder} {what}"
        catalogue.diagnostics.append(Diagnostic(ERROR, "rule", message, cure=cure))
        return catalogue
    found = files.walk(folder)
    catalogue.diagnostics += found.faults
    rules = [_rule(path, trusted, catalogue) for path in found.rules]
    add(catalogue, Catalogue([rule for rule in rules if rule is not None]))
    beside = folder / definitions.FILE
    source = files.read(beside) if os.path.lexists(beside) else None
    if isinstance(source, Source):
        catalogue.definitions, faults = definitions.read(source)
        catalogue.diagnostics += faults
    elif source is not None:
        catalogue.diagnostics.append(source)
    if not catalogue.rules and not catalogue.diagnostics:
        cure = "each rule is a folder with a rule.yaml; `iacguard rule new` makes one"
        catalogue.diagnostics.append(Diagnostic(ERROR, "rule", f"{folder} holds no rule.yaml", cure=cure))
    return catalogue


def _rule(path: Path, trusted: bool, catalogue: Catalogue) -> Rule | None:
    home = path.parent
    coded = os.path.lexists(home / coding.FILE)
    if coded and not trusted:
        message = f"the rule {home.name} is Python, and a folder of rules may hold none"
        cure = "say it as an expression, or name its folder with --extension, which runs its Python"
        catalogue.diagnostics.append(Diagnostic(ERROR, "rule", message, path=str(home / coding.FILE), cure=cure))
        return None
    source = files.read(path)
    if not isinstance(source, Source):
        catalogue.diagnostics.append(source)
        return None
    rule, faults = read(source, home.name, home.parent.name, str(home), coded)
    catalogue.diagnostics += faults
    return rule


def with_texts(rule: Rule) -> Rule:
    """A rule with `why` and `fix`, which the compiled tables keep apart."""
    if rule.why or not (COMPILED / TEXTS).is_file():
        return rule
    why, fix = _texts().get(rule.id, ("", ""))
    return rule._replace(why=why, fix=fix)


@lru_cache(maxsize=1)
def _texts() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = json.loads((COMPILED / TEXTS).read_text(encoding="utf-8"))
    return found
