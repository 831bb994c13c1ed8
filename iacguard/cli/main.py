"""The commands, each imported when it is called: a hook pays for `scan` alone."""

from __future__ import annotations

from importlib import import_module

import click

from iacguard import __version__

COMMANDS = ("scan", "scorecard", "explain", "rules", "inspect", "eval", "drift", "rule", "instances")
"""In the order of the help; each is a module of this package with a command of the same name."""


class Lazy(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"iacguard.cli.{cmd_name}"), cmd_name)
        return command


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="iacguard %(version)s")
def cli() -> None:
    """Lint Terraform and CloudFormation for machine learning.

    Exit codes: 0 clean, 1 findings at or above --fail-on, 2 something could not be judged, 3 nothing to scan.
    """
