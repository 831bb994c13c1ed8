"""The rules that a command without a scan is about, and every fault in the folders that it names."""

from __future__ import annotations

from collections.abc import Iterable

import click

from iacguard.cli.options import extension_folder, rule_folder, together
from iacguard.cli.telling import say, sentence
from iacguard.policy import catalogue
from iacguard.policy.catalogue import Catalogue

further = together(
    click.option("--rules", "folders", multiple=True, metavar="DIR|package:NAME", help="Further rules."),
    click.option("--extension", "extensions", multiple=True, metavar="MODULE|DIR", help="Extensions; none is run."),
)
"""The options that name further rules."""


def load(folders: Iterable[str], extensions: Iterable[str]) -> Catalogue:
    """The built-in rules and further ones, whose faults are told on standard error. No Python of theirs is run."""
    found = catalogue.load(map(rule_folder, folders), map(extension_folder, extensions))
    for fault in found.diagnostics:
        say(sentence(fault), err=True)
    return found
