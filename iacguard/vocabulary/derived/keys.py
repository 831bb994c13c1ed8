"""Who may use a key: its policy wherever it is declared, and its grants."""

from __future__ import annotations

from iacguard.model.value import Map, Possible, Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.vocabulary.derived.policies import join, many, statements_of, when_there
from iacguard.vocabulary.lens import RootView


def key_policy(view: RootView, world: World) -> Value:
    """The statements of a key's policy; none where these files have no policy: the service's own trusts the account."""
    document = view.select("policy", Value(None, view.resource.span), world)
    parts = [statements_of(document, view.lens, world)]
    span = document.span
    found, anywhere = view.lens.mounts.of(view.resource, "aws_kms_key_policy", "key_id")
    for satellite in found:
        when = force(satellite.when, world)
        apart = view.lens.ask(satellite.resource, "policy", world)
        parts.append(when_there(statements_of(apart, view.lens, world), when))
        span = apart.span or span
    open_ = [Unknown(f"{one.resource.address} may be its policy") for one in anywhere]
    open_ += [Unknown(f"{h.address} may set its policy, and {h.why}") for h in view.lens.graph.holes_at(view.resource)]
    return Value(join([*parts, *open_]), span or view.resource.span)


def grants(view: RootView, world: World) -> Value:
    """The grants of a key: to whom, and for which operations."""
    items: list[Value] = []
    maybe: list[Possible] = []
    found, anywhere = view.lens.mounts.of(view.resource, "aws_kms_grant", "key_id")
    for satellite in found:
        when = force(satellite.when, world)
        ask = view.lens.ask
        row = {
            "grantee_principal": ask(satellite.resource, "grantee_principal", world),
            "operations": many(ask(satellite.resource, "operations", world), world),
        }
        grant = Value(Map(row), satellite.resource.span)
        if when.data is True:
            items.append(grant)
        elif when.data is not False:
            maybe.append(Possible(grant, when))
    open_ = [Unknown(f"{one.resource.address} may be one of its grants") for one in anywhere]
    open_ += [Unknown(f"{h.address} may grant its use, and {h.why}") for h in view.lens.graph.holes_at(view.resource)]
    return Value(Seq(items, maybe, open_[0] if open_ else None), view.resource.span)
