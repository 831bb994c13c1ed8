"""Directives of rain, AWS's packager, which fills them in before CloudFormation sees the template.

YAML spells them as tags (`!Rain::Embed`), what rain writes as JSON as keys (`Rain::Embed`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iacguard.formats.cloudformation.intrinsics.calling import Function, argument
from iacguard.model.combine import refs_of
from iacguard.model.graph import walk
from iacguard.model.report import NOTE, Diagnostic
from iacguard.model.value import Map, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack

DIRECTIVES = ("Embed", "Include", "Env", "S3", "S3Http", "Module", "Constant")
TEXTS = ("Embed", "Env")
"""Directives that give a text."""


def directive(node: Value, stack: Stack) -> Value:
    """What a directive stands for: unknown, with the references that go into it."""
    name = next(iter(node.data.items)).rpartition(":")[2]
    why = f"rain fills in Rain::{name} when it packages the template"
    cure = "scan what `rain pkg` writes"
    stack.deployment.report(Diagnostic(NOTE, "macro", f"not expanded: {why}", node.span, cure=cure))
    refs = refs_of(list(walk(stack.evaluate(argument(node)))))
    unknown = Unknown(why, type="string", not_null=True) if name in TEXTS else Unknown(why)
    return Value(unknown, node.span, refs)


def is_module(kind: Value | None) -> bool:
    """Whether the type of a resource is a module of rain's."""
    data = kind.data if kind is not None else None
    return isinstance(data, Map) and len(data.items) == 1 and next(iter(data.items)).endswith("Rain::Module")


FUNCTIONS: dict[str, Function] = {
    prefix + name: directive for name in DIRECTIVES for prefix in ("Fn::Rain::", "Rain::")
}
