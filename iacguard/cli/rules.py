"""`iacguard rules`: which rules there are, and which of them are in force."""

from __future__ import annotations

import click

from iacguard.cli.rulebook import further, load
from iacguard.policy import selection
from iacguard.policy.rule import Rule


@click.command()
@click.argument("words", nargs=-1)
@click.option("--profile", default="all", show_default=True, help="Only the rules of a profile.")
@further
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def rules(
    words: tuple[str, ...], profile: str, folders: tuple[str, ...], extensions: tuple[str, ...], form: str
) -> None:
    """List rules; WORDS narrow by id, pattern, family, practice, severity, resource type or alias."""
    loaded = load(folders, extensions)
    found = [rule for rule in selection.select(loaded, profile) if all(_meant(rule, word) for word in words)]
    if form == "json":
        import json

        click.echo(json.dumps([_row(rule) for rule in found], indent=2))
    for rule in found if form == "text" else []:
        click.echo(f"{rule.severity:<9}{rule.family + '/' + rule.id:<58} {rule.summary}")
    if loaded.diagnostics:
        raise SystemExit(2)
    if not found:
        click.echo("No rule is meant by these words; `iacguard rules` lists all.", err=True)
        raise SystemExit(3)


def _meant(rule: Rule, word: str) -> bool:
    return selection.names(rule, word) or word == rule.severity or word in rule.resources


def _row(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id, "family": rule.family, "severity": rule.severity, "summary": rule.summary,
        "practices": rule.practices, "resources": rule.resources, "profiles": rule.profiles,
        "references": rule.references, "aliases": rule.aliases,
        "params": {name: param.default for name, param in rule.params.items()},
    }  # fmt: skip
