"""Who is granted a role, whether one by one or together."""

from __future__ import annotations

from iacguard.model.value import Value
from iacguard.model.world import World
from iacguard.vocabulary.derived.policies import many
from iacguard.vocabulary.lens import RootView


def members(view: RootView, world: World) -> Value:
    """The one member of a Google `_iam_member`, as the list that an `_iam_binding` has."""
    return many(view.select("member", Value(None, view.resource.span), world), world)
