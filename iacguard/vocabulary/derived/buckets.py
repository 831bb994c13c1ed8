"""What a bucket comes to: encryption, versions, and what its policy says."""

from __future__ import annotations

from iacguard.model.value import Error, Map, Possible, Seq, Unknown, Value
from iacguard.model.world import World
from iacguard.vocabulary.branches import held
from iacguard.vocabulary.derived.looking import ask, inside
from iacguard.vocabulary.derived.policies import statements_of
from iacguard.vocabulary.lens import RootView

SERVICE_ALGORITHM = "AES256"
"""S3 encrypts every new object with its own keys since January 2023 (S3 user guide, default encryption)."""


def encryption(view: RootView, world: World) -> Value:
    """The algorithm that new objects are encrypted with, and the customer's key if there is one."""
    span = view.resource.span
    part = ask(view, "server_side_encryption_configuration", world)
    if isinstance(part.data, Unknown):
        return part
    rules = inside(part, "rule", world)
    if not isinstance(rules.data, Seq):
        return (
            rules
            if isinstance(rules.data, (Unknown, Error))
            else _row(Value(SERVICE_ALGORITHM, span), Value(None, span))
        )
    rule = next(held(rules, world), None)
    if rule is None:
        return _row(Value(SERVICE_ALGORITHM, span), Value(None, span))
    if isinstance(rule.data, Unknown):
        return rule
    applied = inside(rule, "apply_server_side_encryption_by_default", world)
    algorithm = inside(applied, "sse_algorithm", world)
    key = inside(applied, "kms_master_key_id", world)
    if algorithm.data is None:
        algorithm = Value(SERVICE_ALGORITHM, algorithm.span)
    return _row(algorithm, key)


def _row(algorithm: Value, key: Value) -> Value:
    return Value(Map({"algorithm": algorithm, "key": key}), algorithm.span)


def versions(view: RootView, world: World) -> Value:
    """Enabled, Suspended or Disabled, wherever it is declared."""
    part = ask(view, "versioning", world)
    status = inside(inside(part, "versioning_configuration", world), "status", world)
    return status if status.data is not None else Value("Disabled", status.span or view.resource.span)


def policy_statements(view: RootView, world: World) -> Value:
    """The statements of the policy of a bucket, or of what else has one apart, in the words of a role's."""
    part = ask(view, "policy", world)
    if isinstance(part.data, Unknown):
        return Value(Seq((), (), part.data), part.span or view.resource.span)
    name = next(name for name in ("policy", "resource_policy") if name in view.node.kids["policy"].kids)
    document = inside(part, name, world)
    found = statements_of(document, view.lens, world)
    return Value(Seq(found.items, [Possible(p.value, p.why) for p in found.maybe], found.rest), document.span)
