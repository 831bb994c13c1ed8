"""The commands, each imported when it is called: a hook pays for `scan` alone."""

from __future__ import annotations

import os
from importlib import import_module

import click

from iacguard import __version__
from iacguard.model.nearest import nearest

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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with.

        Raises click.UsageError, with what may have been meant, where they begin with none.
        """
        word = args[0]
        if word not in COMMANDS and not word.startswith("-"):
            near = nearest(word, COMMANDS)
            meant = f"iacguard scan {word}" if os.path.lexists(word) else f"iacguard {near}" if near else ""
            raise click.UsageError(f"there is no command {word}" + (f"; did you mean `{meant}`?" if meant else ""), ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="iacguard %(version)s")
def cli() -> None:
    """Lint Terraform and CloudFormation for machine learning. Begin with `iacguard scan`.

    Exit codes: 0 clean, 1 findings at or above --fail-on, 2 something could not be judged, 3 nothing to scan.
    """
