"""A configuration with a name that is written down, in use by an endpoint of these files."""

from iacguard.model.combine import options_of

NAMES = ("name", "EndpointConfigName", "endpoint_config_name")


def check(resource, graph, params):
    items = getattr(resource.body.data, "items", {})
    name = next((items[key] for key in NAMES if key in items), None)
    used = any(edge.source.type == "aws_sagemaker_endpoint" for edge in graph.incoming(resource))
    fixed = [option for option in options_of(name) if isinstance(option.data, str)] if name is not None else []
    for name in fixed[:1] if used else ():
        yield name, f"{resource.address} is called {name.data} in every version, so its endpoint does not see a new one"
