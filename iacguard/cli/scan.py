"""`iacguard scan [PATH…]`: judge files and directories, print the report, answer with an exit code."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from iacguard import pipeline, reporters
from iacguard.cli import gate
from iacguard.cli.options import request, shared
from iacguard.model.report import SEVERITIES, Report
from iacguard.reporters.options import Options


@click.command()
@shared
@click.option("--format", "form", default="text", show_default=True, type=click.Choice(reporters.names()))
@click.option(
    "--output", "outputs", multiple=True, metavar="[FORMAT=]FILE", help="Write a report to a file; repeatable."
)
@click.option(
    "--fail-on", default="", type=click.Choice([*SEVERITIES, "never", ""]), help="Mildest severity that fails."
)
@click.option("--strict", is_flag=True, help="Let unsure findings fail too.")
@click.option(
    "--exit-zero", is_flag=True, help="Exit with 0 in spite of findings; what could not be judged still exits with 2."
)
@click.option("--allow-nothing", is_flag=True, help="Exit with 0 where there is nothing to scan (for hooks).")
@click.option("--show-unsure", is_flag=True, help="Print unsure findings in the text as well.")
@click.option("--verbose", "-v", is_flag=True, help="Print related places, why, and each file.")
@click.option("--no-ignores", is_flag=True, help="Report what comments suppress.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto")
def scan(
    form: str, outputs: tuple[str, ...], fail_on: str, strict: bool, exit_zero: bool, allow_nothing: bool,
    show_unsure: bool, verbose: bool, no_ignores: bool, color: str, **common: Any,
) -> None:  # fmt: skip
    """Judge Terraform and CloudFormation below PATHS (default: the working directory)."""
    gc.disable()  # a scan builds one large graph and ends: collecting in between costs more than half of the time
    targets = [_target(text, form) for text in outputs]
    forms = {name for name, _ in targets} or {form}
    texts = "all" if forms & reporters.WITH_ALL_TEXTS else "found"
    asked = request(**common, texts=texts, inline_ignores=not no_ignores)
    session = pipeline.open_session(asked)
    report = pipeline.run(session)
    plain = Options(show_unsure=show_unsure, verbose=verbose)
    for name, path in targets:
        _write(path, reporters.named(name).render(report, plain))
    if not targets:
        click.echo(reporters.named(form).render(report, replace(plain, colour=_coloured(color))), nl=False)
    raise SystemExit(_code(report, fail_on or session.config.fail_on, strict, exit_zero, allow_nothing))


def _code(report: Report, threshold: str, strict: bool, exit_zero: bool, allow_nothing: bool) -> int:
    code = gate.exit_code(report, threshold or gate.DEFAULT_THRESHOLD, strict, allow_nothing)
    return gate.CLEAN if exit_zero and code == gate.FINDINGS else code


def _target(text: str, form: str) -> tuple[str, Path]:
    """FORMAT=FILE, or a file in the format of `--format`."""
    name, sign, path = text.partition("=")
    if sign and name in reporters.names():
        return name, Path(path)
    return form, Path(text)


def _write(path: Path, text: str) -> None:
    """The whole file or none of it."""
    if str(path) == "-":
        click.echo(text, nl=False)
        return
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
