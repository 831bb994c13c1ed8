"""JSON as Terraform's own syntax tree, read by key: plans and states keep their places this way."""

from __future__ import annotations

from iacguard.formats.terraform.ast import Expression, ListExpression, Literal, ObjectExpression


def pairs(node: Expression | None) -> list[tuple[Expression, Expression]]:
    """The items of an object, none of anything else."""
    return node.items if isinstance(node, ObjectExpression) else []


def members(node: Expression | None) -> dict[str, Expression]:
    """The items of an object by key, none of anything else."""
    return {str(scalar(key)): value for key, value in pairs(node)}


def elements(node: Expression | None) -> list[Expression]:
    """The items of a list, none of anything else."""
    return node.items if isinstance(node, ListExpression) else []


def field(node: Expression | None, name: str) -> Expression | None:
    """The value of a key, None where it is not there."""
    return next((value for key, value in pairs(node) if scalar(key) == name), None)


def scalar(node: Expression | None) -> object:
    """The value of a literal, None of anything else."""
    return node.value if isinstance(node, Literal) else None
