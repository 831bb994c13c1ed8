"""`iacguard inspect [PATH…] [--address ADDRESS]`: resources as rules see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from iacguard import pipeline
from iacguard.cli.options import meant, request, shared, with_address
from iacguard.model.graph import ResourceGraph
from iacguard.policy.inspection import Inspected, Row
from iacguard.policy.inspection import inspect as inspected
from iacguard.vocabulary.lens import Lens


@click.command()
@shared
@click.option("--address", "-a", default="", help="Only resources of this address or type; * and ? are wildcards.")
@click.option("--all", "everything", is_flag=True, help="Show attributes that are null as well.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def inspect(paths: tuple[Path, ...], address: str, everything: bool, form: str, **common: Any) -> None:
    """Show resources as rules see them: common names, derived attributes, references, what is unknown and why.

    The last of PATHS may be an address instead.
    """
    paths, address = with_address(paths, address)
    session = pipeline.open_session(request(paths=paths, **common))
    loaded = pipeline.load(session)
    graph = ResourceGraph(loaded.resources, loaded.holes)
    lens = Lens(graph, session.vocabulary)
    found = [r for r in graph.resources if session.subject.covers(r.span.source.path) and meant(r, address)]
    rows = [inspected(lens, resource, everything) for resource in found]
    if form == "json":
        import json

        click.echo(json.dumps([_plain(one) for one in rows], indent=2, ensure_ascii=False, default=str))
    else:
        click.echo("\n\n".join(map(_text, rows)))
    if not rows:
        hint = f" of {address!r}" if address else ""
        click.echo(f"There is no resource{hint} in these files.", err=True)
        raise SystemExit(3)


def _text(one: Inspected) -> str:
    native = f" ({one.native_type})" if one.native_type != one.type else ""
    lines = [f"{one.address}  {one.type}{native}  {one.span}  exists {one.exists}"]
    width = min(max((len(row.path) for row in one.rows), default=0), 60)
    lines += [f"  {row.path:<{width}}  {_value(row)}  {_how(row)}" for row in one.rows]
    lines += [f"  -> {target}" for target in one.outgoing] + [f"  <- {source}" for source in one.incoming]
    return "\n".join(lines)


def _value(row: Row) -> str:
    import json

    if row.how in ("unknown", "choice", "error"):
        return f"{row.how}: {row.note}"
    return json.dumps(row.value, ensure_ascii=True, default=str)


def _how(row: Row) -> str:
    place = "" if row.span is None or row.how == "default" else str(row.span)
    words = [row.how if row.how in ("default", "derived") else "", place]
    words += [f"-> {ref}" for ref in row.refs]
    return "  ".join(word for word in words if word)


def _plain(one: Inspected) -> dict[str, Any]:
    rows = [{**row._asdict(), "span": str(row.span) if row.span else None} for row in one.rows]
    return {**one._asdict(), "span": str(one.span), "rows": rows}
