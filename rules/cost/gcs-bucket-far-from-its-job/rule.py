"""A bucket of one region that something in another region refers to; multi-regions are judged by their continent."""

from iacguard.model.combine import options_of
from iacguard.model.value import NULL, Map, Value
from iacguard.model.world import distribute

PLACES = ("region", "location")
CONTINENTS = {"us": ("us",), "eu": ("europe",), "asia": ("asia",)}


def check(resource, graph, params):
    for edge in graph.outgoing(resource):
        if edge.target.type == "google_storage_bucket":
            places = [_place(resource, PLACES), _place(edge.target, ("location",))]
            far = next((one.data for one in options_of(distribute(_far, places)) if one.data is not None), None)
            if far is not None:
                yield edge.value, f"{resource.address} runs in {far[0]} and uses {edge.target.address} in {far[1]}"
                return


def _place(resource, names):
    items = resource.body.data.items if isinstance(resource.body.data, Map) else {}
    return next((items[name] for name in names if name in items), NULL)


def _far(places):
    """The two places where both are known and far from each other."""
    here, there = (place.data.lower() if isinstance(place.data, str) else None for place in places)
    return Value((here, there) if here and there and not _near(here, there) else None)


def _near(here, there):
    if there in CONTINENTS:
        return here.startswith(CONTINENTS[there])
    return here == there or here.startswith(there + "-") or "-" not in there
