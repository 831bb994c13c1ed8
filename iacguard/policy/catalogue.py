"""All rules there are: built in, from folders of users, from installed packs; loaded by one road."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from iacguard.model.report import ERROR, Diagnostic
from iacguard.model.source import Source
from iacguard.policy.compiling import decode
from iacguard.policy.rule import Rule, plain, read

PACKAGE = Path(__file__).parent.parent
COMPILED = PACKAGE / "compiled"
"""What the build wrote into a wheel; absent in a working copy."""


@dataclass(slots=True)
class Catalogue:
    """All rules and what they share; `severities` and `params` are what the config changed, by rule id.

    `chosen` are the rules in force, once they are selected.
    """

    rules: list[Rule] = field(default_factory=list)
    chosen: list[Rule] = field(default_factory=list)
    definitions: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    severities: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def severity(self, rule: Rule) -> str:
        """How bad a rule is here."""
        return self.severities.get(rule.id, rule.severity)

    def find(self, id: str) -> Rule | None:
        """A rule by its id, or the first by what another tool or a standard calls it."""
        named = (rule for rule in self.rules if id in rule.aliases or id in rule.references)
        return next((rule for rule in self.rules if rule.id == id), None) or next(named, None)


def built_in_folder() -> Path | None:
    """Where the built-in rules lie: in the package, or beside it in a working copy."""
    inside = PACKAGE / "rules"
    if inside.is_dir():
        return inside
    beside = PACKAGE.parent / "rules"
    return beside if beside.is_dir() and (PACKAGE.parent / "setup.cfg").is_file() else None


def load(folders: Iterable[Path] = ()) -> Catalogue:
    """The built-in rules and those of `folders`, in the order of their ids."""
    home = built_in_folder()
    compiled = COMPILED / "rules.json"
    if compiled.is_file():
        catalogue = _decoded(compiled, home)
    else:
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


def _decoded(compiled: Path, home: Path | None) -> Catalogue:
    rules, definitions = decode(json.loads(compiled.read_text(encoding="utf-8")), home)
    return Catalogue(rules, definitions=definitions)


def read_folder(folder: Path, trusted: bool = False) -> Catalogue:
    """Every rule below a folder: `<family>/<id>/rule.yaml`, or `<id>/rule.yaml`; Python only where it is trusted."""
    catalogue = Catalogue()
    if not folder.is_dir():
        catalogue.diagnostics.append(Diagnostic(ERROR, "rule", f"there is no folder {folder}", cure="check --rules"))
        return catalogue
    for path in sorted(folder.rglob("rule.yaml")):
        _read_rule(path, trusted, catalogue)
    definitions = folder / "definitions.yaml"
    if definitions.is_file():
        _read_definitions(definitions, catalogue)
    if not catalogue.rules and not catalogue.diagnostics:
        catalogue.diagnostics.append(
            Diagnostic(ERROR, "rule", f"{folder} holds no rule.yaml", cure="each rule is a folder with a rule.yaml")
        )
    return catalogue


def _read_rule(path: Path, trusted: bool, catalogue: Catalogue) -> None:
    home = path.parent
    coded = (home / "rule.py").is_file()
    if coded and not trusted:
        message, cure = "a folder of rules may not hold Python", "say it as an expression, or make it an extension"
        catalogue.diagnostics.append(Diagnostic(ERROR, "rule", message, path=str(home / "rule.py"), cure=cure))
        return
    source = _source(path, catalogue)
    if source is None:
        return
    rule, faults = read(source, home.name, home.parent.name, str(home), coded)
    catalogue.diagnostics += faults
    if rule is not None:
        catalogue.rules.append(rule)


def _source(path: Path, catalogue: Catalogue) -> Source | None:
    try:
        return Source(str(path), path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        why = f"not UTF-8 text (byte {error.start})"
    except OSError as error:
        why = error.strerror or "cannot be read"
    catalogue.diagnostics.append(Diagnostic(ERROR, "rule", f"this file of rules cannot be read: {why}", path=str(path)))
    return None


def _read_definitions(path: Path, catalogue: Catalogue) -> None:
    """Expressions with a name, which every rule of the folder may use: `name: text` or `name: {expression: text}`."""
    from iacguard.syntax import yaml

    source = _source(path, catalogue)
    if source is None:
        return
    value, faults = yaml.load(source)
    catalogue.diagnostics += faults
    found = plain(value) if value is not None else {}
    for name, spec in (found if isinstance(found, dict) else {"definitions.yaml": found}).items():
        text = spec.get("expression") if isinstance(spec, dict) else spec
        if isinstance(text, str) and text.strip():
            catalogue.definitions[name] = text
        else:
            message, cure = f"{name} is no expression", "write name: expression"
            catalogue.diagnostics.append(Diagnostic(ERROR, "rule", message, path=str(path), cure=cure))


def with_texts(rule: Rule) -> Rule:
    """A rule with `why` and `fix`, which the compiled tables keep apart."""
    if rule.why or not (COMPILED / "texts.json").is_file():
        return rule
    why, fix = _texts().get(rule.id, ("", ""))
    return rule._replace(why=why, fix=fix)


@lru_cache(maxsize=1)
def _texts() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = json.loads((COMPILED / "texts.json").read_text(encoding="utf-8"))
    return found
