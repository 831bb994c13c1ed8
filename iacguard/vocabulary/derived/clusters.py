"""From where the API of a cluster can be reached."""

from __future__ import annotations

from iacguard.model.value import Possible, Seq, Unknown, Value
from iacguard.model.world import World, force
from iacguard.vocabulary.derived.looking import ask, inside, opened
from iacguard.vocabulary.derived.policies import when_there
from iacguard.vocabulary.derived.written import is_written
from iacguard.vocabulary.lens import RootView


def open_to(view: RootView, world: World) -> Value:
    """The networks outside of the VPC from which an EKS API answers; none where the endpoint is private.

    A network that nobody wrote, since every address is the default, stands where public access is said.
    """
    config = ask(view, "vpc_config", world)
    if opened(config) is None:
        return config
    public = inside(config, "endpoint_public_access", world)
    networks = inside(config, "public_access_cidrs", world)
    if public.data is False:
        return Value(Seq(), public.span)
    if not isinstance(networks.data, Seq):
        return networks if isinstance(networks.data, Unknown) else Value(Seq(), networks.span)

    def placed(network: Value) -> Value:
        written = is_written(network, config)
        return network if written else Value(network.data, public.span, public.refs, public.origin)

    data = networks.data
    if data.is_empty:
        data = Seq([Value("0.0.0.0/0", networks.span, networks.refs, networks.origin)])  # an empty list is none
    maybe = [Possible(placed(force(one.value, world)), force(one.why, world)) for one in data.maybe]
    found = Seq([placed(force(item, world)) for item in data.items], maybe, data.rest)
    sure = public if isinstance(public.data, Unknown) else Value(True)
    return Value(when_there(found, sure), networks.span or config.span)
