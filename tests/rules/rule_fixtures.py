"""The built-in rules and their fixtures, over the vocabulary as its sources say it."""

from __future__ import annotations

import functools
from collections.abc import Container
from pathlib import Path

from iacguard.formats.base import Loaded
from iacguard.model.report import PRACTICES, Diagnostic, Finding
from iacguard.policy import catalogue
from iacguard.policy.rule import Rule
from iacguard.rulekit import fixtures as kit
from iacguard.rulekit.fixtures import Fixture, found
from iacguard.vocabulary import tables

__all__ = [
    "PRACTICES", "RULES", "Fixture", "about", "fixtures", "found", "judge", "load", "rules", "single", "vocabulary",
]  # fmt: skip
RULES = Path(__file__).parent.parent.parent / "rules"


@functools.cache
def rules() -> catalogue.Catalogue:
    """The built-in rules as they are in the working copy."""
    return catalogue.read_folder(RULES, trusted=True)


@functools.cache
def vocabulary() -> tables.Vocabulary:
    """The vocabulary as its sources say it."""
    return tables.Vocabulary(tables.compile_tables())


def fixtures() -> list[Fixture]:
    """Every fixture of every rule that loads."""
    return [fixture for rule in rules().rules for fixture in kit.of(rule)]


def single(*suffixes: str, but: Container[str] = ()) -> list[Fixture]:
    """The fixtures that are one file of some languages, those of some rules left out."""
    alone = [fixture for fixture in fixtures() if list(fixture.files) == [fixture.name]]
    return [fixture for fixture in alone if fixture.name.endswith(suffixes) and fixture.rule.id not in but]


def about(fixture: Fixture, *prefixes: str) -> bool:
    """Whether all that the rule of a fixture is about has a type that begins so."""
    return all(type.startswith(prefixes) for type in fixture.rule.resources)


def load(files: dict[str, str]) -> Loaded:
    """The resources of some files, through every format."""
    return kit.load(files, vocabulary())


def judge(rule: Rule, loaded: Loaded) -> tuple[list[Finding], list[Diagnostic]]:
    """What one rule finds, and every diagnostic of the way there."""
    return kit.judge(rule, loaded, rules(), vocabulary())
