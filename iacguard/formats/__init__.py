"""Each format turns sources into resources; blind to rules and reporters.

A format is a module with `load` (see `base.Format`). Which may read a file follows from its name alone, so that a scan
imports only what it needs; the content decides inside `load`, which skips what is not its own.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iacguard.formats.base import Format

TERRAFORM = (".tf", ".tofu", ".tf.json", ".tofu.json")
VARIABLES = (".tfvars", ".tfvars.json")
STATE = (".tfstate", ".tfstate.json")
TEMPLATE = (".yaml", ".yml", ".json", ".template")
ORDER = ("terraform.format", "plan", "state", "cloudformation.format")
"""In the order in which they are loaded; a file that one skips is offered to the next that may read it."""


def candidates(path: str) -> tuple[str, ...]:
    """The formats that may read a file of this name, in order; variable files are Terraform's, as context."""
    if path.endswith((*TERRAFORM, *VARIABLES)):
        return ("terraform.format",)
    if path.endswith(STATE):
        return ("state",)
    if path.endswith(".json"):
        return "plan", "cloudformation.format"
    return ("cloudformation.format",) if path.endswith(TEMPLATE) else ()


def is_subject(path: str) -> bool:
    """Whether a scan of a directory is about a file of this name: inputs and states are, only where they are named."""
    return bool(candidates(path)) and not path.endswith((*VARIABLES, *STATE))


def named(name: str) -> Format:
    """The format of a name in `ORDER`."""
    module: Format = import_module(f"iacguard.formats.{name}")
    return module
