"""`iacguard inspect [PATH…] [--address ADDRESS]`: resources as rules see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from iacguard.cli.resources import choose, choosing
from iacguard.cli.telling import say
from iacguard.policy.inspection import Inspected, Row
from iacguard.policy.inspection import inspect as inspected
from iacguard.reporters.sanitize import json_text
from iacguard.vocabulary.seeing import lens


@click.command()
@choosing
@click.option("--all", "everything", is_flag=True, help="Show attributes that are null as well.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def inspect(paths: tuple[Path, ...], address: str, everything: bool, form: str, **common: Any) -> None:
    """Show resources as rules see them: common names, derived attributes, references, what is unknown and why.

    The last of PATHS may be an address instead.
    """
    chosen = choose(paths, address, declared=True, **common)
    through = lens(chosen.graph, chosen.session.vocabulary)
    shown = [inspected(through, resource, everything) for resource in chosen.resources]
    if form == "json":
        import json

        click.echo(json_text(json.dumps([_plain(one) for one in shown], indent=2, default=str)))
    for one in shown if form == "text" else []:
        if one is not shown[0]:
            click.echo()
        for line in _lines(one):
            say(line)
    raise SystemExit(chosen.code)


def _lines(one: Inspected) -> list[str]:
    native = f" ({one.native_type})" if one.native_type != one.type else ""
    lines = [f"{one.address}  {one.type}{native}  {one.span}  exists {one.exists}"]
    width = min(max((len(row.path) for row in one.rows), default=0), 60)
    lines += [f"  {row.path:<{width}}  {_value(row)}  {_how(row)}" for row in one.rows]
    return lines + [f"  -> {target}" for target in one.outgoing] + [f"  <- {source}" for source in one.incoming]


def _value(row: Row) -> str:
    import json

    if row.how in ("unknown", "choice", "error"):
        return f"{row.how}: {row.note}"
    return json.dumps(row.value, default=str)


def _how(row: Row) -> str:
    place = "" if row.span is None or row.how == "default" else str(row.span)
    words = [row.how if row.how in ("default", "derived") else "", place]
    words += [f"-> {ref}" for ref in row.refs]
    return "  ".join(word for word in words if word)


def _plain(one: Inspected) -> dict[str, Any]:
    rows = [{**row._asdict(), "span": str(row.span) if row.span else None} for row in one.rows]
    return {**one._asdict(), "span": str(one.span), "rows": rows}
