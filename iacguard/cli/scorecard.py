"""`iacguard scorecard [PATH…]`: how a project does on each of the ten practices, and what would help most."""

from __future__ import annotations

from typing import Any

import click

from iacguard import pipeline
from iacguard.cli import gate
from iacguard.cli.options import request, shared
from iacguard.reporters import scorecard as cards


@click.command()
@shared
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def scorecard(form: str, **common: Any) -> None:
    """Score a project on the ten practices. Exit code 0, or 2 and 3 as with scan: a score is no gate."""
    report = pipeline.scan(request(**common))
    if form == "json":
        import json

        click.echo(json.dumps(cards.records(report), indent=2))
    else:
        click.echo(cards.as_text(report), nl=False)
    raise SystemExit(gate.exit_code(report, "never"))
