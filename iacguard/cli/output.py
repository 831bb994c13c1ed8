"""A report to where it belongs: files, each in its format, or standard output."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from iacguard import reporters
from iacguard.cli.options import together
from iacguard.model.report import Report
from iacguard.reporters.options import PLAIN, Options

writing = together(
    click.option(
        "--format", "form", default="text", show_default=True, metavar="FORMAT", type=click.Choice(reporters.names()),
        help=f"How the report is written: {', '.join(reporters.names())}.",
    ),
    click.option(
        "--output", "-o", "outputs", multiple=True, metavar="[FORMAT=]FILE",
        help="Write the report to a file; repeatable. The file - is standard output, which is silent otherwise.",
    ),
    click.option(
        "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
        help="Colours on standard output; auto heeds NO_COLOR, then FORCE_COLOR, then whether it is a terminal.",
    ),
)  # fmt: skip
"""The options that say how a report is written, and where."""


def formats_of(form: str, outputs: tuple[str, ...]) -> set[str]:
    """The names of all reporters that `write` will use."""
    return {name for name, _ in _targets(form, outputs)} or {form}


def write(report: Report, form: str, outputs: tuple[str, ...], color: str, options: Options = PLAIN) -> None:
    """Each output in its format; standard output where none is named, and last, since its reader may go away."""
    options = options._replace(epoch=_epoch())
    targets = _targets(form, outputs) or [(form, "-")]
    for name, path in sorted(targets, key=lambda target: target[1] == "-"):
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
        target = (name, path) if sign and name in reporters.names() else (form, text)
        if not target[1]:
            raise click.UsageError(f"--output: {text!r} names no file; write FORMAT=FILE")
        targets.append(target)
    return targets


def _put(name: str, text: str) -> None:
    """The whole file or none of it; what is no regular file, such as a device or a pipe, is written to as it stands."""
    if name == "-":
        click.echo(text, nl=False, color=True)
        return
    whole = os.path.isfile(name) or not os.path.exists(name)
    path = Path(os.path.realpath(name) if whole else name)
    beside = path.with_name(f".{path.name}.{os.getpid()}") if whole else path
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        if whole:
            beside.replace(path)
    except OSError as error:
        if whole:
            beside.unlink(missing_ok=True)
        raise click.UsageError(f"--output: {name} cannot be written: {error.strerror}") from error


def _coloured(choice: str) -> bool:
    """The flag, then NO_COLOR, then FORCE_COLOR, then whether this is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout is not None and sys.stdout.isatty())
