"""More resources of more services than one root should hold; what refers to each other is proposed as modules."""

import posixpath
from collections import Counter


def check(resource, graph, params):
    body = resource.body.data.items
    size, services = body["size"], body["services"].data.items
    if size.data <= params["most_resources"] or len(services) < params["fewest_services"] or body["calls"].data:
        return
    parts = _parts(graph, body["path"].data)
    proposal = f"; what refers to each other: {parts}" if parts else ""
    yield size, f"{resource.address} declares {size.data} resources of {len(services)} services itself{proposal}"


def _parts(graph, path):
    """The communities of the reference graph, as a sentence."""
    from networkx import Graph
    from networkx.algorithms.community import greedy_modularity_communities

    whole = graph.to_networkx()
    inside = sorted(n for n, data in whole.nodes(data=True) if _belongs(data, path))
    plain = Graph()
    plain.add_nodes_from(inside)
    plain.add_edges_from(sorted(set(whole.subgraph(inside).edges())))
    if not plain.number_of_edges():
        return ""
    types = {node: whole.nodes[node]["type"] for node in inside}
    found = [_words(types[node] for node in part) for part in greedy_modularity_communities(plain) if len(part) > 4]
    return "; ".join(found[:6])


def _belongs(data, path):
    home = data["file"] if data["file"] == path else posixpath.dirname(data["file"]) or "."
    return home == path and not data["type"].startswith(("project", "terraform_", "template", "data."))


def _words(types):
    services = Counter(type.split("_")[1] for type in types if "_" in type)
    common = ", ".join(name for name, _ in sorted(services.items(), key=lambda item: (-item[1], item[0]))[:3])
    return f"{common} ({services.total()})"
