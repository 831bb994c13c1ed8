"""A method without authorisation in a stack or root that serves models."""

SERVES = ("aws_sagemaker_endpoint", "aws_bedrockagent_agent", "aws_bedrockagentcore_agent_runtime")


def check(resource, graph, params):
    items = getattr(resource.body.data, "items", {})

    def ask(*names):
        return next((items[name] for name in names if name in items), None)

    login = ask("authorization", "AuthorizationType", "authorization_type")
    key = ask("api_key_required", "ApiKeyRequired")
    verb = ask("http_method", "HttpMethod")
    open_to_all = login is not None and login.data == "NONE" and (key is None or key.data in (None, False, "false"))
    if open_to_all and not (verb is not None and verb.data == "OPTIONS") and _serves_a_model(resource, graph):
        yield login, f"{resource.address} answers everybody, and models are served behind it"


def _serves_a_model(resource, graph):
    return any(
        other.address.scope == resource.address.scope for type in SERVES for other in graph.by_type.get(type, ())
    )
