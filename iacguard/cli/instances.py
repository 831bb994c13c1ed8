"""`iacguard instances [PATTERN]`: instance types side by side, for choosing one that is no larger than its work."""

from __future__ import annotations

import click


@click.command("instances")
@click.argument("pattern", default="*")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def instances(pattern: str, form: str) -> None:
    """List instance types with their accelerators, memory, network and price (on demand, us-east-1; ~ estimated).

    PATTERN is a part of the name or a shell pattern: g5, 'ml.g*.xlarge', '*A100*'. Types that begin with ml. are
    SageMaker's and say which of its services accept them.
    """
    from iacguard.instances import search, table

    found = search(pattern)
    if not found:
        click.echo(f"No instance type matches {pattern!r}. Try a family, such as g5, or 'ml.g*'.", err=True)
        raise SystemExit(3)
    if form == "json":
        import json

        click.echo(json.dumps([dict(facts) for facts in found], indent=2))
        return
    columns = [_aligned(column) for column in table(found)]
    for cells in zip(*columns, strict=True):
        click.echo("  ".join(cells).rstrip())


def _aligned(column: list[str]) -> list[str]:
    """The cells padded to one width: numbers to the right, text to the left."""
    width = max(len(cell) for cell in column)
    numeric = all(cell.lstrip("~").replace(".", "", 1).isdigit() for cell in column[1:] if cell)
    return [cell.rjust(width) if numeric else cell.ljust(width) for cell in column]
