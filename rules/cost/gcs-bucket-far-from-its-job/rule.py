"""A bucket of one region that something in another region refers to; multi-regions are judged by their continent."""

from iacguard.model.value import Map

PLACES = ("region", "location")
CONTINENTS = {"us": ("us",), "eu": ("europe",), "asia": ("asia",)}


def check(resource, graph, params):
    here = _place(resource, PLACES)
    for edge in graph.outgoing(resource) if here is not None else ():
        if edge.target.type == "google_storage_bucket":
            there = _place(edge.target, ("location",))
            if there is not None and not _near(here, there):
                yield edge.value, f"{resource.address} runs in {here} and uses {edge.target.address} in {there}"
                return


def _place(resource, names):
    items = resource.body.data.items if isinstance(resource.body.data, Map) else {}
    found = next((items[name].data for name in names if name in items), None)
    return found.lower() if isinstance(found, str) else None


def _near(here, there):
    if there in CONTINENTS:
        return here.startswith(CONTINENTS[there])
    return here == there or here.startswith(there + "-") or "-" not in there
