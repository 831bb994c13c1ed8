"""A configuration with a name that is written down, in use by an endpoint of these files."""

NAMES = ("name", "EndpointConfigName", "endpoint_config_name")


def check(resource, graph, params):
    items = getattr(resource.body.data, "items", {})
    name = next((items[key] for key in NAMES if key in items), None)
    used = any(edge.source.type == "aws_sagemaker_endpoint" for edge in graph.incoming(resource))
    if used and name is not None and isinstance(name.data, str):
        yield name, f"{resource.address} is called {name.data} in every version, so its endpoint does not see a new one"
