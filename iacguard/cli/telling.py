"""What commands without a report say, line by line; names in it may be a stranger's, and are shown, never obeyed."""

from __future__ import annotations

import click

from iacguard.model.report import Diagnostic
from iacguard.reporters.sanitize import terminal


def say(line: object, err: bool = False) -> None:
    """One line on standard output, or on standard error."""
    click.echo(terminal(str(line)), err=err)


def sentence(said: Diagnostic) -> str:
    """A diagnostic in one line: place, message, cure."""
    where = said.span or said.path
    cure = f" ({said.cure})" if said.cure else ""
    return f"{where}: {said.message}{cure}" if where else f"{said.message}{cure}"
