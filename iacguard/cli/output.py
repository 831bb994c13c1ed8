"""A report to where it belongs: files, each in its format, or standard output."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from iacguard import reporters
from iacguard.model.report import Report
from iacguard.reporters.options import PLAIN, Options


def formats_of(form: str, outputs: tuple[str, ...]) -> set[str]:
    """The names of all reporters that `write` will use."""
    return {name for name, _ in _targets(form, outputs)} or {form}


def write(report: Report, form: str, outputs: tuple[str, ...], color: str, options: Options = PLAIN) -> None:
    """Each output in its format; standard output where none is named."""
    options = options._replace(epoch=_epoch())
    for name, path in _targets(form, outputs) or [(form, "-")]:
        shown = options._replace(colour=_coloured(color)) if path == "-" else options
        _put(path, reporters.named(name).render(report, shown))


def _epoch() -> int:
    """SOURCE_DATE_EPOCH, in seconds since 1970 up to the year 9999; 0 without it."""
    text = os.environ.get("SOURCE_DATE_EPOCH") or "0"
    if not (text.isascii() and text.isdecimal() and len(text) < 12):
        raise click.UsageError(f"SOURCE_DATE_EPOCH is a number of seconds since 1970, not {text!r}")
    return int(text)


def _targets(form: str, outputs: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each output as FORMAT=FILE, or a file in the format of `--format`."""
    targets = []
    for text in outputs:
        name, sign, path = text.partition("=")
        if sign and name.isidentifier() and name not in reporters.names():
            raise click.UsageError(f"--output: there is no format {name}; there are {', '.join(reporters.names())}")
        targets.append((name, path) if sign and name in reporters.names() else (form, text))
    return targets


def _put(name: str, text: str) -> None:
    """The whole file or none of it."""
    if name == "-":
        click.echo(text, nl=False, color=True)
        return
    path = Path(name)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise click.UsageError(f"--output: {path} cannot be written: {error.strerror}") from error


def _coloured(choice: str) -> bool:
    """The flag, then NO_COLOR, then FORCE_COLOR, then whether this is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
