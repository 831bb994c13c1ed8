"""`iacguard rule`: begin a rule, test it on its fixtures, check its grammar."""

from __future__ import annotations

from pathlib import Path

import click

from iacguard.cli.options import together
from iacguard.cli.telling import say, sentence
from iacguard.reporters.wording import count
from iacguard.vocabulary import tables


@click.group()
def rule() -> None:
    """Write rules of your own: begin one, check it, test it on its fixtures."""


@rule.command()
@click.argument("name", metavar="FAMILY/ID")
@click.option("--dir", "folder", type=click.Path(path_type=Path), default=Path("policies"), show_default=True)
@click.option("--type", "type_name", default="", help="The resource type that the rule is about.")
def new(name: str, folder: Path, type_name: str) -> None:
    """Make a folder with a rule and fixtures that pass, to be changed into your own."""
    from iacguard.rulekit import scaffold

    vocabulary = tables.load()
    type = vocabulary.type(vocabulary.common(type_name or scaffold.DEFAULT_TYPE))
    if type is None:
        from iacguard.policy.cel.attributes import no_type

        why = no_type(type_name, vocabulary) or f"there is no table of {type_name}"
        raise click.UsageError(f"--type: {why}")
    try:
        paths = scaffold.create(folder, name, type)
    except scaffold.ScaffoldError as error:
        raise click.UsageError(str(error)) from error
    for path in paths:
        say(path)
    click.echo()
    say(f"Now: iacguard rule test {folder}")


@rule.command()
def types() -> None:
    """List the resource types that rules can be about, by their common names."""
    vocabulary = tables.load()
    for name in sorted(vocabulary.names()):
        type = vocabulary.type(name)
        say(f"{name:<60} {', '.join(type.cfn) if type is not None else ''}".rstrip())


@rule.command()
def schema() -> None:
    """Print the JSON Schema of rule.yaml, for editors."""
    import json

    from iacguard.rulekit.schema import schema as made

    click.echo(json.dumps(made(), indent=2))


_of_folder = together(
    click.argument("folder", type=click.Path(path_type=Path), default=Path("policies")),
    click.option("--extension", is_flag=True, help="FOLDER is an extension: its rules may be Python, which is run."),
)


@rule.command()
@_of_folder
def check(folder: Path, extension: bool) -> None:
    """Read every rule below FOLDER: grammar, types, attributes. Exit code 2 if anything is wrong."""
    from iacguard.rulekit import reading

    written = reading.read(folder, extension, tables.load())
    for fault in written.faults:
        say(sentence(fault))
    say(f"{count(len(written.catalogue.rules), 'rule')}, {count(len(written.faults), 'fault')}")
    raise SystemExit(2 if written.faults else 0)


@rule.command()
@_of_folder
@click.option("--verbose", "-v", is_flag=True, help="Name the fixtures that pass as well.")
@click.option(
    "--min-coverage", "least", type=click.FloatRange(0, 100), default=0.0, metavar="PERCENT",
    help="Exit code 1 if the fixtures reach fewer branches of when and require.",
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def test(folder: Path, extension: bool, verbose: bool, least: float, form: str) -> None:
    """Judge the fixtures of every rule below FOLDER, and tell the branches that none of them reaches.

    Exit code 1 if a fixture gives something else than it expects, 2 if a rule cannot work.
    """
    from iacguard.cli import rule_test
    from iacguard.rulekit import reading

    vocabulary = tables.load()
    tested = rule_test.run(reading.read(folder, extension, vocabulary), vocabulary)
    if form == "json":
        import json

        click.echo(json.dumps(rule_test.plain(tested), indent=2))
    else:
        rule_test.tell(tested, verbose, least)
    raise SystemExit(tested.code(least))
