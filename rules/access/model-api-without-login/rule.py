"""A method or route without authorisation in a stack or root that serves models."""

from iacguard.model.combine import options_of
from iacguard.model.value import Map, Unknown, Value

SERVES = ("aws_sagemaker_endpoint", "aws_bedrockagent_agent", "aws_bedrockagentcore_agent_runtime")


ROUTE = "aws_apigatewayv2_route"
PRIVATE = ("OPTIONS ", "$disconnect")
"""Beginnings of the routes that no login is expected of."""


def check(resource, graph, params):
    body = resource.body.data
    items = body.items if isinstance(body, Map) else {}

    def ask(*names):
        return next((items[name] for name in names if name in items), None)

    login = ask("authorization", "AuthorizationType", "authorization_type")
    key = ask("api_key_required", "ApiKeyRequired")
    verb = ask("http_method", "HttpMethod")
    route = ask("route_key", "RouteKey")
    if any(one is not None and isinstance(one.data, Unknown) for one in (verb, route)):
        return  # it may be a preflight
    if route is not None and isinstance(route.data, str) and route.data.startswith(PRIVATE):
        return
    by_default = resource.type == ROUTE and route is not None and body.rest is None
    if login is None:
        open_to_all = [Value(None, resource.span)] if by_default else []
    else:
        open_to_all = [one for one in options_of(login) if one.data == "NONE" or (one.data is None and by_default)]
    if (key is not None and key.data not in (None, False, "false")) or (verb is not None and verb.data == "OPTIONS"):
        return
    if open_to_all and _serves_a_model(resource, graph):
        yield open_to_all[0], f"{resource.address} answers everybody, and models are served behind it"


def _serves_a_model(resource, graph):
    return any(
        other.address.scope == resource.address.scope for type in SERVES for other in graph.by_type.get(type, ())
    )
