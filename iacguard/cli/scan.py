"""`iacguard scan [PATH…]`: judge files and directories, print the report, answer with an exit code."""

from __future__ import annotations

import gc
from typing import Any

import click

from iacguard import pipeline, reporters
from iacguard.cli import gate, output
from iacguard.cli.options import request, shared
from iacguard.cli.output import writing
from iacguard.model.report import SEVERITIES, Report
from iacguard.reporters.options import Options


@click.command()
@shared
@writing
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    help="Mildest severity that fails. Default: that of the config, else low.",
)
@click.option("--strict", is_flag=True, help="Let unsure findings fail too.")
@click.option(
    "--exit-zero", is_flag=True, help="Exit with 0 in spite of findings; what could not be judged still exits with 2."
)
@click.option("--allow-nothing", is_flag=True, help="Exit with 0 where there is nothing to scan (for hooks).")
@click.option("--show-unsure", is_flag=True, help="Print unsure findings in formats for people as well.")
@click.option("--verbose", "-v", is_flag=True, help="Print related places, the whole of why and fix, and each file.")
@click.option("--no-ignores", is_flag=True, help="Report what comments suppress.")
@click.option(
    "--with", "engines", multiple=True, type=click.Choice(["cfn-lint"]), help="Another linter in the same report."
)
@click.option("--category", default="", help="Tells two uploads of one commit apart (SARIF, JUnit).")
@click.option("--include-suppressed", is_flag=True, help="Write suppressed findings where a format can say so.")
@click.option("--no-scorecard", is_flag=True, help="Leave out the block on the ten practices.")
def scan(
    form: str, outputs: tuple[str, ...], fail_on: str | None, strict: bool, exit_zero: bool, allow_nothing: bool,
    show_unsure: bool, verbose: bool, no_ignores: bool, engines: tuple[str, ...], category: str,
    include_suppressed: bool, no_scorecard: bool, color: str, **common: Any,
) -> None:  # fmt: skip
    """Judge Terraform and CloudFormation below PATHS (default: the working directory)."""
    gc.disable()  # a scan builds one large graph and ends: collecting in between costs more than half of the time
    texts = "all" if output.formats_of(form, outputs) & reporters.WITH_ALL_TEXTS else "found"
    session = pipeline.open_session(
        request(**common, texts=texts, inline_ignores=not no_ignores, cfn_lint="cfn-lint" in engines)
    )
    report = pipeline.run(session)
    options = Options(
        show_unsure=show_unsure, verbose=verbose, include_suppressed=include_suppressed, category=category,
        scorecard=bool(session.subject.directories) and not no_scorecard,
    )  # fmt: skip
    output.write(report, form, outputs, color, options)
    raise SystemExit(_code(report, fail_on or session.config.fail_on, strict, exit_zero, allow_nothing))


def _code(report: Report, threshold: str, strict: bool, exit_zero: bool, allow_nothing: bool) -> int:
    code = gate.exit_code(report, threshold or gate.DEFAULT_THRESHOLD, strict, allow_nothing)
    return gate.CLEAN if exit_zero and code == gate.FINDINGS else code
