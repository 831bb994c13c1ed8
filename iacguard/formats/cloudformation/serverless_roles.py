"""The roles that the serverless transform makes, for templates that nobody expands: what functions may do.

https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
"""

from __future__ import annotations

from collections.abc import Mapping

from iacguard.model.source import Span
from iacguard.model.value import Map, Seq, Unknown, Value

_TRUSTED = {
    "AWS::Serverless::Function": "lambda.amazonaws.com",
    "AWS::Serverless::StateMachine": "states.amazonaws.com",
}
_ROLE = {"AWS::Serverless::Function": "Role", "AWS::Serverless::StateMachine": "RoleArn"}
_PASSED_ON = ("AssumeRolePolicyDocument", "PermissionsBoundary", "Tags")
_MANAGED = "arn:aws:iam::aws:policy/"


def with_roles(resources: Mapping[str, Value], keys: Mapping[str, Span]) -> tuple[dict[str, Value], dict[str, Span]]:
    """Resources, and their places, with a role for each that names policies and no role."""
    found, places = dict(resources), dict(keys)
    for name, written in resources.items():
        kind = written.data.items["Type"].data if isinstance(written.data, Map) and "Type" in written.data.items else ""
        properties = written.data.items.get("Properties") if kind in _TRUSTED else None
        own = properties.data.items if properties is not None and isinstance(properties.data, Map) else {}
        role = f"{name}Role"
        if (
            "Policies" not in own
            or own["Policies"].data is None
            or _ROLE[kind] in own
            or role in found
            or name not in keys
        ):
            continue
        places[role] = at = keys[name]
        found[role] = _role(own, _TRUSTED[kind], written.data, at)
        found[name] = _running_with(role, _ROLE[kind], written, at)
    return found, places


def _role(own: Mapping[str, Value], service: str, written: Map, at: Span) -> Value:
    listed = own["Policies"]
    inline: list[Value] = []
    managed: list[Value] = []
    others: Unknown | None = None
    for policy in listed.data.items if isinstance(listed.data, Seq) else (listed,):
        document = _document(policy)
        if document is not None:
            name = Value(f"Policy{len(inline)}", at)
            inline.append(Value(Map({"PolicyName": name, "PolicyDocument": document}), policy.span))
        elif isinstance(policy.data, Map) and not _is_function(policy.data):
            others = Unknown("the serverless transform knows what a policy template allows")
        else:
            managed.append(_managed(policy))
    properties = {key: own[key] for key in _PASSED_ON if key in own}
    properties.setdefault("AssumeRolePolicyDocument", _trust(service, at))
    properties["ManagedPolicyArns"] = Value(Seq(managed), at)
    properties["Policies"] = Value(Seq(inline, (), others), at)
    items = {"Type": Value("AWS::IAM::Role", at), "Properties": Value(Map(properties), at)}
    if "Condition" in written.items:
        items["Condition"] = written.items["Condition"]
    return Value(Map(items), at)


def _document(policy: Value) -> Value | None:
    return policy if isinstance(policy.data, Map) and "Statement" in policy.data.items else None


def _managed(policy: Value) -> Value:
    """A policy by its ARN, or one of AWS by its name alone."""
    name = policy.data
    if isinstance(name, str) and ":" not in name:
        return Value(_MANAGED + name, policy.span)
    return policy


def _trust(service: str, at: Span) -> Value:
    def value(data: object) -> Value:
        if isinstance(data, dict):
            return Value(Map({key: value(item) for key, item in data.items()}), at)
        return Value(Seq([value(item) for item in data]) if isinstance(data, list) else data, at)

    statement = {"Effect": "Allow", "Action": ["sts:AssumeRole"], "Principal": {"Service": [service]}}
    return value({"Version": "2012-10-17", "Statement": [statement]})


def _running_with(role: str, key: str, written: Value, at: Span) -> Value:
    properties = written.data.items["Properties"]
    arn = Value(Map({"Fn::GetAtt": Value(Seq([Value(role, at), Value("Arn", at)]), at)}), at)
    data = Map({**properties.data.items, key: arn}, properties.data.rest, properties.data.keys)
    items = {**written.data.items, "Properties": Value(data, properties.span)}
    return Value(Map(items, None, written.data.keys), written.span)


def _is_function(data: Map) -> bool:
    name = next(iter(data.items), "")
    return len(data.items) == 1 and (name == "Ref" or name.startswith("Fn::"))
