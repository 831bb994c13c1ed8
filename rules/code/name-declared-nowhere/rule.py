"""A literal name of a type that is declared here, but under no such name."""

from iacguard.model.value import Map, Seq

CONFIGURATION = ("aws_sagemaker_endpoint_configuration", ("name", "EndpointConfigName", "endpoint_config_name"))
MODEL = ("aws_sagemaker_model", ("name", "ModelName", "model_name"))
LIFECYCLE = (
    "aws_sagemaker_notebook_instance_lifecycle_configuration",
    ("name", "NotebookInstanceLifecycleConfigName", "notebook_instance_lifecycle_config_name"),
)
WANTED = {
    "endpoint_config_name": CONFIGURATION, "EndpointConfigName": CONFIGURATION,
    "model_name": MODEL, "ModelName": MODEL,
    "lifecycle_config_name": LIFECYCLE, "LifecycleConfigName": LIFECYCLE,
}  # fmt: skip


def check(resource, graph, params):
    for attribute, value in _named(resource.body, resource.type):
        type, names = WANTED[attribute]
        declared = [other for other in graph.by_type.get(type, ()) if other.address.scope == resource.address.scope]
        known = {_name(other, names) for other in declared}
        if declared and None not in known and value.data not in known:
            yield value, f"{resource.address} uses {value.data}, which is declared nowhere here"


def _named(value, type):
    data = value.data
    if isinstance(data, Map):
        for key, inner in data.items.items():
            own = WANTED.get(key) is CONFIGURATION and type == CONFIGURATION[0]
            if key in WANTED and not own and isinstance(inner.data, str) and not inner.refs and inner.origin is None:
                yield key, inner
            yield from _named(inner, type)
    elif isinstance(data, Seq):
        for inner in data.items:
            yield from _named(inner, type)


def _name(resource, names):
    """The literal name of a resource; None where it is not known."""
    items = resource.body.data.items if isinstance(resource.body.data, Map) else {}
    found = next((items[name].data for name in names if name in items), None)
    return found if isinstance(found, str) else None
