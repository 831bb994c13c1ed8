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
@click.option("--format", "form", type=click.Choice(cards.FORMS), default="text", show_default=True)
def scorecard(form: str, **common: Any) -> None:
    """Score a project on the ten practices. Exit code 0, or 2 and 3 as with scan: a score is no gate."""
    report = pipeline.scan(request(**common))
    click.echo(cards.page(report, form), nl=False)
    raise SystemExit(gate.exit_code(report, "never"))
