"""The rules of a folder as their author sees them: read, held against the tables, every fault told."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from iacguard.model.report import Diagnostic
from iacguard.policy import catalogue as rulebook
from iacguard.policy.catalogue import Catalogue
from iacguard.policy.compiled import broken
from iacguard.policy.rule import Expression
from iacguard.vocabulary.tables import Vocabulary


class Written(NamedTuple):
    """A folder's rules with all definitions that they may use, the definitions that are its own, and what is wrong."""

    catalogue: Catalogue
    own: dict[str, Expression]
    faults: list[Diagnostic]


def read(folder: Path, extension: bool, vocabulary: Vocabulary) -> Written:
    """The rules below a folder, beside the built-in ones. Python of theirs is run only where it is an extension."""
    home = rulebook.built_in_folder()
    within = home is not None and folder.is_dir() and folder.resolve().is_relative_to(home.resolve())
    found = rulebook.read_folder(folder, trusted=extension or within)
    own = found.definitions
    built_in = rulebook.load()
    everything = Catalogue(list(built_in.rules), definitions=dict(built_in.definitions))
    if not within:
        rulebook.add(everything, found)
    found.definitions = everything.definitions
    known = {rule.id for rule in everything.rules}
    _, faults = broken(found.rules, known, found.definitions, vocabulary)
    return Written(found, own, [*found.diagnostics, *faults])
