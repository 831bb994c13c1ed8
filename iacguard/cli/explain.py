"""`iacguard explain RULE`: what a rule is about, why, what is bad, what is good, how to mend it."""

from __future__ import annotations

from typing import Any

import click

from iacguard.cli.rulebook import further, load
from iacguard.model.nearest import meant
from iacguard.policy import explain as texts
from iacguard.policy.explain import Explained


@click.command()
@click.argument("id")
@further
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
def explain(id: str, folders: tuple[str, ...], extensions: tuple[str, ...], form: str) -> None:
    """Explain the rule ID (an alias of another tool, such as CKV_AWS_122, does as well)."""
    loaded = load(folders, extensions)
    rule = loaded.find(id)
    if rule is None:
        hint = meant(id, [rule.id for rule in loaded.rules], "`iacguard rules` lists them")
        raise click.UsageError(f"there is no rule {id}; {hint}")
    explained = texts.explained(rule)
    if form == "json":
        import json

        click.echo(json.dumps(_plain(explained), indent=2))
    else:
        click.echo(texts.as_markdown(explained) if form == "markdown" else texts.as_text(explained), nl=False)
    if loaded.diagnostics:
        raise SystemExit(2)


def _plain(explained: Explained) -> dict[str, Any]:
    """The same for programs."""
    examples = {name: [one._asdict() for one in getattr(explained, name)] for name in ("bad", "good")}
    params = [dict(zip(("name", "default", "description"), row, strict=True)) for row in explained.params]
    return {**explained._asdict(), **examples, "params": params}
