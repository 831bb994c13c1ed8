"""A bucket that a resource refers to, made by a provider configuration of another region."""

from iacguard.model.value import Map


def check(resource, graph, params):
    here = _region(resource, graph)
    for edge in graph.outgoing(resource) if here is not None else ():
        if edge.target.type == "aws_s3_bucket":
            there = _region(edge.target, graph)
            if there is not None and there != here:
                yield edge.value, f"{resource.address} runs in {here} and uses {edge.target.address} in {there}"
                return


def _region(resource, graph):
    """The literal region that a resource is made in; None where that is not known."""
    if resource.format != "tf" or resource.address.modules:
        return None
    own = resource.body.data.items.get("region") if isinstance(resource.body.data, Map) else None
    if own is not None:
        return own.data if isinstance(own.data, str) else None
    meta = resource.meta.data.items.get("provider")
    alias = str(meta.data).partition(".")[2] if meta is not None else ""
    for provider in graph.by_type.get("terraform_provider", ()):
        items = provider.body.data.items
        named = items["alias"].data if "alias" in items else ""
        if provider.address.scope == resource.address.scope and items["name"].data == "aws" and named == alias:
            region = items["region"].data if "region" in items else None
            return region if isinstance(region, str) and "." not in region else None
    return None
