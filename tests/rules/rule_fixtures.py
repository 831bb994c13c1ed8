"""The built-in rules and their fixtures, over the vocabulary as its sources say it."""

from __future__ import annotations

import functools
from pathlib import Path

from iacguard.formats.base import Loaded
from iacguard.model.report import PRACTICES, Diagnostic, Finding
from iacguard.policy import catalogue
from iacguard.policy.rule import Rule
from iacguard.rulekit import fixtures as kit
from iacguard.rulekit.fixtures import Fixture, found
from iacguard.vocabulary import tables

__all__ = ["PRACTICES", "RULES", "Fixture", "fixtures", "found", "judge", "load", "rules", "vocabulary"]
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


def load(files: dict[str, str]) -> Loaded:
    """The resources of some files, through every format."""
    return kit.load(files, vocabulary())


def judge(rule: Rule, loaded: Loaded) -> tuple[list[Finding], list[Diagnostic]]:
    """What one rule finds, and every diagnostic of the way there."""
    return kit.judge(rule, loaded, rules(), vocabulary())
