"""`iacguard rule`: begin a rule, test it on its fixtures, check its grammar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from iacguard.policy import catalogue as rulebook
from iacguard.policy.compiled import RuleCompiler
from iacguard.vocabulary import tables

if TYPE_CHECKING:
    from iacguard.model.report import Diagnostic
    from iacguard.rulekit.fixtures import Outcome

SCHEMA = "rule.schema.json"


@click.group()
def rule() -> None:
    """Write rules: new, check, test, schema."""


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
        raise click.UsageError(f"--type: there is no table of {type_name}; `iacguard rule types` lists those there are")
    try:
        paths = scaffold.create(folder, name, type, SCHEMA)
    except scaffold.ScaffoldError as error:
        raise click.UsageError(str(error)) from error
    for path in paths:
        click.echo(path)
    click.echo(f"\nNow: iacguard rule test {folder}")


@rule.command()
def types() -> None:
    """List the resource types that rules can be about, by their common names."""
    vocabulary = tables.load()
    for name in sorted(vocabulary.names()):
        type = vocabulary.type(name)
        click.echo(f"{name:<60} {', '.join(type.cfn) if type is not None else ''}".rstrip())


@rule.command()
def schema() -> None:
    """Print the JSON Schema of rule.yaml, for editors."""
    import json

    from iacguard.rulekit.schema import schema as made

    click.echo(json.dumps(made(), indent=2))


@rule.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("policies"))
def check(folder: Path) -> None:
    """Read every rule below FOLDER: grammar, types, attributes. Exit code 2 if anything is wrong."""
    catalogue, faults = _checked(folder)
    _print(faults)
    click.echo(f"{len(catalogue.rules)} rules, {len(faults)} faults")
    raise SystemExit(2 if faults else 0)


@rule.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("policies"))
@click.option("--verbose", "-v", is_flag=True, help="Name the fixtures that pass as well.")
def test(folder: Path, verbose: bool) -> None:
    """Judge the fixtures of every rule below FOLDER. Exit code 1 if one gives something else than it expects."""
    from iacguard.rulekit import fixtures

    catalogue, faults = _checked(folder)
    _print(faults)
    vocabulary = tables.load()
    outcomes = [
        fixtures.outcome(fixture, catalogue, vocabulary) for rule in catalogue.rules for fixture in fixtures.of(rule)
    ]
    for outcome in outcomes:
        if verbose or not outcome.passed:
            _tell(outcome)
    without = [rule.id for rule in catalogue.rules if not fixtures.of(rule)]
    for id in without:
        click.echo(f"{id}: it has no fixtures; add bad.tf and good.tf")
    failed = sum(not outcome.passed for outcome in outcomes)
    click.echo(f"{len(catalogue.rules)} rules, {len(outcomes)} fixtures, {failed} failed")
    raise SystemExit(2 if faults else 1 if failed or without else 0)


def _checked(folder: Path) -> tuple[rulebook.Catalogue, list[Diagnostic]]:
    """The rules of a folder, with every fault that reading and compiling them shows."""
    catalogue = rulebook.read_folder(folder)
    home = rulebook.built_in_folder()
    shared = rulebook.load().definitions if home is not None else {}
    catalogue.definitions = {**shared, **catalogue.definitions}
    compiler = RuleCompiler(catalogue.definitions, tables.load())
    for one in catalogue.rules:
        compiler.compile(one, {})
    return catalogue, [*catalogue.diagnostics, *compiler.diagnostics]


def _print(faults: list[Diagnostic]) -> None:
    for fault in faults:
        cure = f" ({fault.cure})" if fault.cure else ""
        click.echo(f"{fault.span or fault.path}: {fault.message}{cure}")


def _tell(outcome: Outcome) -> None:
    click.echo(f"{'ok  ' if outcome.passed else 'FAIL'} {outcome.fixture}")
    for row in outcome.missing:
        click.echo(f"     expected, not found: {row}")
    for row in outcome.unexpected:
        click.echo(f"     found, not expected: {row}")
    _print(outcome.errors)
