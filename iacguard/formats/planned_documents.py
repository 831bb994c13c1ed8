"""Policy documents of a plan that are read when it is applied: the plan holds what they will say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from iacguard.model.address import Address
from iacguard.model.value import Map, Reference, Value

if TYPE_CHECKING:
    from iacguard.formats.terraform.ast import Expression

TYPE = "aws_iam_policy_document"
_TEXTS = (("json",), ("minified_json",))


class Documents:
    """The documents by address without keys, each with its changes; `body` makes the body of one."""

    def __init__(
        self,
        changes: Mapping[Address, Sequence[tuple[Address, Expression]]],
        body: Callable[[Address, Expression], Value],
    ) -> None:
        self._changes = changes
        self._body = body
        self._known: dict[Address, Value | None] = {}

    def behind(self, references: Sequence[Reference]) -> Value | None:
        """The structure of a text that is known after apply, where it is one document and nothing else."""
        from iacguard.formats.terraform.policy_documents import planned

        if len(references) != 1 or references[0].path not in _TEXTS:
            return None
        target = references[0].target.static
        found = self._changes.get(target, ())
        if len(found) != 1:
            return None
        if target not in self._known:
            self._known[target] = None  # while it is worked out: a document may name others
            body = self._body(*found[0])
            self._known[target] = planned(body.data, body.span) if isinstance(body.data, Map) else None
        return self._known[target]
