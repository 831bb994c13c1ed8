"""The one provider that Terraform brings along: `terraform_data` and its older kin, whose attributes are known."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from iacguard.formats.terraform.values.types import ANY, STRING, Type, type_of
from iacguard.model.value import Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.terraform.resources import ResourceInstance

ATTRIBUTES = ("id", "input", "output", "triggers_replace")


def attribute(resource: ResourceInstance, name: str, written: Callable[[str], Value]) -> Value | None:
    """An attribute of terraform_data as a first plan has it; None where there is no such attribute.

    `output` becomes the input once it is created; until then it is not known, though its type is.
    """
    if name in ("input", "triggers_replace"):
        return written(name)
    if name == "id":
        return Value(_later(resource, name, STRING, True))
    if name != "output":
        return None
    given = written("input")
    if given.data is None:
        return given
    return Value(_later(resource, name, type_of(given), False), None, given.refs, given)


def _later(resource: ResourceInstance, name: str, type: Type, not_null: bool) -> Unknown:
    why = f"{resource.declaration.text}.{name} is known after apply"
    return Unknown(why, resource.symbol(name), None if type is ANY else type, not_null)
