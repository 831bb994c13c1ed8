"""`iacguard eval EXPRESSION [PATH…] [ADDRESS]`: what an expression says of resources, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from iacguard import pipeline
from iacguard.cli.resources import choose, choosing
from iacguard.cli.telling import say
from iacguard.policy.cel.trace import Step, shown
from iacguard.policy.evaluation import Evaluated, ExpressionError, evaluate
from iacguard.policy.host import Host
from iacguard.vocabulary.seeing import lens


@click.command()
@click.argument("expression")
@choosing
@click.option("--trace", is_flag=True, help="Show each part: its value, its place, why it is unknown.")
def eval(expression: str, paths: tuple[Path, ...], address: str, trace: bool, **common: Any) -> None:
    """Evaluate a CEL EXPRESSION over each resource of PATHS, as a rule would: `resource.kms_key_id != null`.

    The last of PATHS may be an address instead.
    """
    chosen = choose(paths, address, declared=False, **common)
    vocabulary = chosen.session.vocabulary
    host = Host(lens(chosen.graph, vocabulary))
    definitions = pipeline.rules_of(chosen.session).definitions
    for resource in chosen.resources:
        try:
            results = evaluate(expression, resource, host, vocabulary, definitions)
        except ExpressionError as error:
            raise click.UsageError(f"{error}\n  {expression}\n  {' ' * error.at}^") from error
        for result in results:
            _print(str(resource.address), result, trace)
    raise SystemExit(chosen.code)


def _print(address: str, result: Evaluated, trace: bool) -> None:
    when = " and ".join(f"{atom} is {label}" for atom, label in result.when.items())
    say(f"{address}{f' when {when}' if when else ''}: {_said(result.step)}")
    if trace:
        for depth, step in result.step.rows():
            say(f"  {'  ' * depth}{' '.join(step.text.split())}  =  {_said(step)}")


def _said(step: Step) -> str:
    place = f"  {step.value.span}" if step.value.span is not None else ""
    why = f" ({step.why})" if step.why else ""
    return f"{shown(step.value)}{why}{place}"
