"""Options that several commands share, and how they become a Request."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from iacguard.formats.base import Inputs
from iacguard.pipeline import Request

Command = TypeVar("Command", bound=Callable[..., Any])


def together(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """One decorator that gives a command several arguments and options, in the order of its help."""

    def give(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return give


shared = together(
    click.argument("paths", nargs=-1, type=click.Path(readable=False, path_type=Path)),
    click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Nothing outside of it is read. Default: the repository around PATHS.",
    ),
    click.option("--config", metavar="FILE", help="The config file. Default: the nearest .iacguard.yaml."),
    click.option("--no-config", is_flag=True, help="Use no config file."),
    click.option(
        "--profile", default="", help="Which rules: default, minimal, strict, regulated, aws-ai-security, … or all."
    ),
    click.option("--rules", multiple=True, metavar="DIR|package:NAME", help="Further rules, beside the built-in ones."),
    click.option(
        "--extension",
        "extensions",
        multiple=True,
        metavar="MODULE|DIR",
        help="Rules that may be Python, which is run: an installed module, or a folder outside of what is scanned.",
    ),
    click.option("--var", "variables", multiple=True, metavar="NAME=VALUE", help="Value of a Terraform variable."),
    click.option("--var-file", "variable_files", multiple=True, metavar="FILE", help="A .tfvars file."),
    click.option("--env-vars", is_flag=True, help="Take TF_VAR_… from the environment."),
    click.option("--parameters", multiple=True, metavar="FILE", help="Parameters of CloudFormation templates."),
    click.option("--module-map", multiple=True, metavar="SOURCE=DIR", help="Where the code of a remote module lies."),
    click.option("--workspace", default="", help="Value of terraform.workspace."),
    click.option("--region", default="", help="Value of AWS::Region, and of aws_region without one."),
    click.option("--account", default="", help="Value of AWS::AccountId."),
    click.option("--assume-any", is_flag=True, help="Ignore defaults of inputs whose allowed values are known."),
    click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        help="The day by which suppressions with an end are judged. Default: today.",
    ),
)
"""The options of a scan."""


def request(
    paths: tuple[Path, ...], root: Path | None, config: str | None, no_config: bool, profile: str,
    rules: tuple[str, ...], extensions: tuple[str, ...],
    variables: tuple[str, ...], variable_files: tuple[str, ...], env_vars: bool, parameters: tuple[str, ...],
    module_map: tuple[str, ...], workspace: str, region: str, account: str, assume_any: bool,
    as_of: datetime.datetime | None, **further: Any,
) -> Request:  # fmt: skip
    """The request that the shared options describe; `further` are fields of Request.

    Raises click.UsageError for options that are malformed or name what does not exist.
    """
    from iacguard import discovery

    where = paths or (Path(),)
    base = root.resolve() if root is not None else discovery.root_of(where)
    environment = (
        tuple(sorted(item for item in os.environ.items() if item[0].startswith("TF_VAR_"))) if env_vars else ()
    )
    inputs = Inputs(
        variables=_pairs("--var", variables),
        variable_files=tuple(_inside(base, "--var-file", name) for name in variable_files),
        parameter_files=tuple(_inside(base, "--parameters", name) for name in parameters),
        environment=environment,
        module_map=tuple((s, _inside(base, "--module-map", name)) for s, name in _pairs("--module-map", module_map)),
        workspace=workspace, region=region, account=account, assume_any=assume_any,
    )  # fmt: skip
    chosen = "" if no_config else _inside(base, "--config", config) if config else None
    return Request(
        paths=where, root=base, config=chosen, profile=profile, rules=tuple(map(rule_folder, rules)),
        extensions=tuple(extension_folder(name, base) for name in extensions), inputs=inputs,
        as_of=as_of.date() if as_of is not None else None, **further,
    )  # fmt: skip


def _pairs(option: str, texts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign or not name:
            raise click.UsageError(f"{option} takes NAME=VALUE, not {text!r}")
        pairs.append((name, value))
    return tuple(pairs)


def _inside(root: Path, option: str, name: str) -> str:
    """A path as seen from the scan root."""
    real = Path(os.path.realpath(name))
    if not real.exists():
        raise click.UsageError(f"{option}: there is no {name}")
    try:
        return real.relative_to(root).as_posix()
    except ValueError:
        raise click.UsageError(f"{option}: {name} lies outside the scan root {root}; widen it with --root") from None


def rule_folder(name: str) -> Path:
    """A folder of rules, or that of an installed package, which is found by path and never imported."""
    return _installed("--rules", name.removeprefix("package:")) if name.startswith("package:") else Path(name)


def extension_folder(name: str, root: Path | None = None) -> Path:
    """The folder of an extension, an installed module or a directory. What is scanned never brings code along.

    Without a root nothing is scanned, and no code is run.
    """
    written = name.startswith(".") or "/" in name or os.sep in name
    folder = Path(name) if written else _installed("--extension", name)
    if not folder.is_dir():
        raise click.UsageError(f"--extension: there is no directory {name}")
    if root is not None and folder.resolve().is_relative_to(root.resolve()):
        raise click.UsageError(
            f"--extension: {folder} lies in what is scanned ({root}), and code from there is never run; "
            "install it with pip, or keep it outside"
        )
    return folder


def _installed(option: str, name: str) -> Path:
    """The folder of the rules of an installed package, found without importing any part of it."""
    from importlib.util import find_spec

    top, *inner = name.split(".")
    try:
        spec = find_spec(top)
    except (ImportError, ValueError):
        spec = None
    places = list(spec.submodule_search_locations or ()) if spec is not None else []
    folder = Path(places[0], *inner) if places else Path()
    if not places or not folder.is_dir():
        raise click.UsageError(f"{option}: there is no installed package {name}; install it with pip")
    inside = folder / "rules"
    return inside if inside.is_dir() else folder
