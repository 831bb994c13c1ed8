"""`iacguard rules`: which rules there are, and which of them are in force."""

from __future__ import annotations

import click

from iacguard.cli.rulebook import further, load
from iacguard.cli.telling import say
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
    """List rules. Each of WORDS narrows the list: a part of an id, a pattern, a family, practice, severity or resource
    type, or what another tool calls the rule.
    """
    loaded = load(folders, extensions)
    known = selection.profiles(loaded)
    if profile not in known:
        raise click.UsageError(f"--profile: there is no profile {profile}; there are {', '.join(known)}")
    found = selection.select(loaded, profile)
    for word in words:
        named = [rule for rule in found if _named(rule, word)]
        found = named or [rule for rule in found if word in rule.id]
    if form == "json":
        import json

        click.echo(json.dumps([_row(rule) for rule in found], indent=2))
    for rule in found if form == "text" else []:
        say(f"{rule.severity:<9}{rule.family + '/' + rule.id:<58} {rule.summary}")
    if loaded.diagnostics:
        raise SystemExit(2)
    if not found:
        say("No rule is meant by these words; `iacguard rules` lists all.", err=True)
        raise SystemExit(3)


def _named(rule: Rule, word: str) -> bool:
    return selection.names(rule, word) or word == rule.severity or word in rule.resources


def _row(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id, "family": rule.family, "severity": rule.severity, "summary": rule.summary,
        "practices": rule.practices, "resources": rule.resources, "profiles": rule.profiles,
        "references": rule.references, "aliases": rule.aliases,
        "params": {name: param.default for name, param in rule.params.items()},
    }  # fmt: skip
