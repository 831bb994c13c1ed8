"""`iacguard explain RULE`: what a rule is about, why, what is bad, what is good, how to mend it."""

from __future__ import annotations

import difflib

import click

from iacguard.cli.rulebook import further, load
from iacguard.policy import explain as texts


@click.command()
@click.argument("id")
@further
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
def explain(id: str, folders: tuple[str, ...], extensions: tuple[str, ...], form: str) -> None:
    """Explain the rule ID (an alias of another tool, such as CKV_AWS_122, does as well)."""
    loaded = load(folders, extensions)
    rule = loaded.find(id)
    if rule is None:
        near = difflib.get_close_matches(id, [rule.id for rule in loaded.rules], 3)
        hint = f" Did you mean {' or '.join(near)}?" if near else " `iacguard rules` lists them."
        raise click.UsageError(f"there is no rule {id}.{hint}")
    explained = texts.explained(rule)
    if form == "json":
        import json

        click.echo(json.dumps(explained._asdict(), indent=2))
    else:
        click.echo(texts.as_markdown(explained) if form == "markdown" else texts.as_text(explained), nl=False)
    if loaded.diagnostics:
        raise SystemExit(2)
