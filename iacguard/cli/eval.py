"""`iacguard eval EXPRESSION [PATH…] [ADDRESS]`: what an expression says of resources, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from iacguard import pipeline
from iacguard.cli.options import meant, request, shared, with_address
from iacguard.model.graph import ResourceGraph
from iacguard.policy.cel.trace import Step, shown
from iacguard.policy.evaluation import Evaluated, ExpressionError, evaluate
from iacguard.policy.host import Host
from iacguard.vocabulary.lens import Lens


@click.command()
@click.argument("expression")
@shared
@click.option("--address", "-a", default="", help="Only resources of this address or type; * and ? are wildcards.")
@click.option("--trace", is_flag=True, help="Show each part: its value, its place, why it is unknown.")
def eval(expression: str, paths: tuple[Path, ...], address: str, trace: bool, **common: Any) -> None:
    """Evaluate a CEL EXPRESSION over each resource of PATHS, as a rule would: `resource.kms_key_id != null`.

    The last of PATHS may be an address instead.
    """
    paths, address = with_address(paths, address)
    session = pipeline.open_session(request(paths=paths, **common))
    loaded = pipeline.load(session)
    graph = ResourceGraph(loaded.resources, loaded.holes)
    host = Host(Lens(graph, session.vocabulary))
    definitions = pipeline.rules_of(session).definitions
    found = [r for r in graph.resources if session.subject.covers(r.span.source.path) and meant(r, address)]
    if not address:
        found = [resource for resource in found if resource.deployed]
    for resource in found:
        try:
            results = evaluate(expression, resource, host, session.vocabulary, definitions)
        except ExpressionError as error:
            raise click.UsageError(f"{error}\n  {expression}\n  {' ' * error.at}^") from error
        for result in results:
            _print(str(resource.address), result, trace)
    if not found:
        click.echo(f"There is no resource{f' of {address!r}' if address else ''} in these files.", err=True)
        raise SystemExit(3)


def _print(address: str, result: Evaluated, trace: bool) -> None:
    when = " and ".join(f"{atom} is {label}" for atom, label in result.when.items())
    click.echo(f"{address}{f' when {when}' if when else ''}: {_said(result.step)}")
    if trace:
        for depth, step in result.step.rows():
            click.echo(f"  {'  ' * depth}{' '.join(step.text.split())}  =  {_said(step)}")


def _said(step: Step) -> str:
    place = f"  {step.value.span}" if step.value.span is not None else ""
    why = f" ({step.why})" if step.why else ""
    return f"{shown(step.value)}{why}{place}"
