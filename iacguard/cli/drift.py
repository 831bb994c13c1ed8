"""`iacguard drift --state FILE [PATH…]`: what is declared held against what is deployed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from iacguard import pipeline
from iacguard.cli import gate, output
from iacguard.cli.options import request, shared
from iacguard.cli.output import writing
from iacguard.model.report import SEVERITIES
from iacguard.model.tree import Tree


@click.command()
@shared
@click.option(
    "--state", "states", multiple=True, required=True, metavar="FILE",
    help="A state, what `terraform show -json` prints of a plan, or an answer of describe-stack-resource(-drift)s.",
)  # fmt: skip
@writing
@click.option(
    "--fail-on",
    default=gate.DEFAULT_THRESHOLD,
    show_default=True,
    type=click.Choice([*SEVERITIES, "never"]),
    help="Mildest severity that fails: drift is medium, or high where an attribute differs.",
)
def drift(
    states: tuple[str, ...], form: str, outputs: tuple[str, ...], fail_on: str, color: str, **common: Any
) -> None:
    """Tell what is declared and not deployed, deployed and not declared, and which attributes differ."""
    from iacguard.drift.run import drift as compared

    session = pipeline.open_session(request(**common))
    report = compared(session, [_deployment(name) for name in states])
    output.write(report, form, outputs, color)
    raise SystemExit(gate.exit_code(report, fail_on))


def _deployment(name: str) -> tuple[Tree, str]:
    """A file in a tree of its own directory."""
    path = Path(os.path.realpath(name))
    return Tree(path.parent), path.name
