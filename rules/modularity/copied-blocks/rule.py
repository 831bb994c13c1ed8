"""Blocks of one type that set the same attributes to the same texts but for names and a few values."""

import re

from iacguard.model.value import Map, Seq

NAME = re.compile(
    r"(?:^|[._])(?:name|name_prefix|id|identifier|description|tags|alias|title|sid)(?:[._]|\Z)|[a-z]Name\Z", re.I
)


def check(resource, graph, params):
    path = resource.body.data.items["path"].data
    if resource.body.data.items["format"].data != "terraform":  # CloudFormation loops only by a transform
        return
    kinds = {}
    for other in _declared(graph, path):
        leaves = dict(_leaves(other.body, ""))
        if len(leaves) >= params["fewest_attributes"]:
            kinds.setdefault((other.type, frozenset(leaves)), []).append((other, leaves))
    for (_, paths), blocks in kinds.items():
        named = [p for p in paths if not NAME.search(p)]
        differing = [p for p in named if len({leaves[p] for _, leaves in blocks}) > 1]
        if len(blocks) >= params["fewest_copies"] and len(differing) <= params["most_differences"]:
            first = min((block for block, _ in blocks), key=lambda r: (r.span.source.path, r.span.start))
            names = ", ".join(str(block.address) for block, _ in blocks if block is not first)
            yield first.body.used_at(first.span), f"{first.address} is repeated almost word by word: {names}"


def _declared(graph, path):
    """What a directory or template declares itself, each declaration once and no loops."""
    seen = {}
    for resource in graph.declared_in(path):
        looped = {"count", "for_each"} & set(resource.meta.data.items) or resource.address.key is not None
        if resource.deployed and not looped:
            seen.setdefault(resource.span.place, resource)
    return seen.values()


def _leaves(value, path):
    data = value.data
    if isinstance(data, Map):
        for key, inner in data.items.items():
            if key != "tags_all":
                yield from _leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(data, Seq) and any(isinstance(inner.data, Map) for inner in data.items):
        for number, inner in enumerate(data.items):
            yield from _leaves(inner, f"{path}.{number}")
    else:
        yield path, value.span.text if value.span is not None else str(data)
