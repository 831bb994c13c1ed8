"""From where the API of a cluster can be reached."""

from __future__ import annotations

from iacguard.model.value import Possible, Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.vocabulary.derived.policies import when_there
from iacguard.vocabulary.derived.written import is_written
from iacguard.vocabulary.lens import RootView


def open_to(view: RootView, world: World) -> Value:
    """The networks outside of the VPC from which an EKS API answers; none where the endpoint is private.

    A network that nobody wrote, since every address is the default, stands where public access is said.
    """
    config = force(view.select("vpc_config", Value(None, view.resource.span), world), world)
    inside = getattr(config, "view", None) or config.data
    if not hasattr(inside, "select"):
        return config
    public = force(inside.select("endpoint_public_access", config, world), world)
    networks = force(inside.select("public_access_cidrs", config, world), world)
    if public.data is False:
        return Value(Seq(), public.span)
    if not isinstance(networks.data, Seq):
        return networks if isinstance(networks.data, Unknown) else Value(Seq(), networks.span)

    def placed(network: Value) -> Value:
        written = is_written(network, config)
        return network if written else Value(network.data, public.span, public.refs, public.origin)

    data = networks.data
    if not data.items and not data.maybe and data.rest is None:
        data = Seq([Value("0.0.0.0/0", networks.span, networks.refs, networks.origin)])  # an empty list is none
    maybe = [Possible(placed(force(one.value, world)), force(one.why, world)) for one in data.maybe]
    found = Seq([placed(force(item, world)) for item in data.items], maybe, data.rest)
    sure = public if isinstance(public.data, Unknown) else Value(True)
    return Value(when_there(found, sure), networks.span or config.span)
