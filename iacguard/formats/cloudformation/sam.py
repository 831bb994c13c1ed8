"""Serverless templates: expanded by AWS's own translator where it is installed, else with their Globals merged."""

from __future__ import annotations

import functools
from importlib.util import find_spec
from typing import Any

from iacguard.formats.cloudformation.marked import Origin, StandIn, marked, unmarked
from iacguard.formats.cloudformation.serverless_roles import with_roles
from iacguard.formats.cloudformation.template import Template
from iacguard.model.graph import walk
from iacguard.model.report import NOTE
from iacguard.model.source import Span
from iacguard.model.value import Map, Seq, Value

SAM = "AWS::Serverless"
PREFIX = SAM + "::"
APPLICATION = PREFIX + "Application"
STATE_MACHINE = PREFIX + "StateMachine"
_ELSEWHERE = {PREFIX + "Function": "CodeUri", PREFIX + "LayerVersion": "ContentUri", PREFIX + "Api": "DefinitionUri",
              PREFIX + "HttpApi": "DefinitionUri", STATE_MACHINE: "DefinitionUri"}  # fmt: skip
"""Properties that name files, which the translator takes in buckets alone."""
SPELLINGS = {
    STATE_MACHINE: {
        "Name": "StateMachineName", "Role": "RoleArn", "Type": "StateMachineType", "Logging": "LoggingConfiguration",
        "Tracing": "TracingConfiguration", "DefinitionUri": "DefinitionS3Location",
    }
}  # fmt: skip
"""Properties of serverless types by the names that the types they become have for them."""
NAMED = 8
"""How many serverless resources a diagnostic names."""
_NAMING = ("AutoPublishAlias", "AutoPublishCodeSha256")
_IN_A_BUCKET = "s3://bucket/key"
_IMAGE = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/image:latest"


def expanded(template: Template, region: str) -> Template:
    """What CloudFormation makes of a serverless template, each part at the place that it comes from."""
    merged = with_globals(template)
    if find_spec("samtranslator") is None:
        why = f"{_serverless(template)} judged as written, not as what the serverless transform makes of it"
        merged.report(why, _transform(template), "pip install 'iacguard[cfn-lint]'", NOTE)
        return merged
    made = _translated(template, region)
    if made is None:
        return merged
    if isinstance(made, str):
        merged.report(f"the serverless resources could not be expanded: {made}", _transform(template), "", NOTE)
        return merged
    result = Template(template.source, _restored(made, template))
    result.diagnostics = template.diagnostics
    return result


def _serverless(template: Template) -> str:
    """The serverless resources by name, with the verb."""
    names = [key for key, written in template.section("Resources").items.items() if _kind(written).startswith(PREFIX)]
    shown = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
    return f"{shown or 'nothing'} {'is' if len(names) < 2 else 'are'}"


def _transform(template: Template) -> Span:
    return template.keys.get("Transform") or template.span


# ---- the translator


class _Session:
    """All that the translator wants of AWS: a region, which decides the partition of some names."""

    def __init__(self, region: str) -> None:
        self.region_name = region


def _translated(template: Template, region: str) -> dict[str, Any] | str | None:
    """The translator's answer, or why it has none; None where there is nothing to translate.

    Applications stay apart: the translator would ask AWS for them.
    """
    import logging

    from samtranslator.model.exceptions import InvalidDocumentException
    from samtranslator.parser.parser import Parser
    from samtranslator.translator import translator as translating

    _make_once(translating)
    logging.getLogger("samtranslator").setLevel(logging.CRITICAL)
    body = marked(template.body)
    resources = body.get("Resources")
    if not isinstance(resources, dict):
        return "there are no resources"
    apart = {key: body["Resources"].pop(key) for key in _of_type(template, APPLICATION)}
    for key, resource in resources.items():
        _in_a_bucket(resource)
        if isinstance(resource, dict) and not isinstance(resource.get("Properties", {}), dict):
            return f"the properties of {key} are not a mapping"
    if not resources:
        return None
    try:
        translator = translating.Translator({}, Parser(), boto_session=_Session(region or "eu-west-1"))
        made: dict[str, Any] = translator.translate(body, _stand_ins(template))
    except InvalidDocumentException as error:
        return "; ".join(str(cause.message) for cause in error.causes[:3])
    except Exception as error:  # the translator is others' code: whatever it raises is no reason to lose a file
        return f"{type(error).__name__}: {error}"
    made["Resources"].update(apart)
    return made


def _make_once(translating: Any) -> None:
    """Have the translator read and check its policy templates once, not anew each time: four fifths of its time."""
    name = "make_policy_template_for_function_plugin"
    make = getattr(translating, name, None)
    if make is not None and not hasattr(make, "cache_info"):
        setattr(translating, name, functools.lru_cache(maxsize=1)(make))


def _of_type(template: Template, kind: str) -> list[str]:
    return [name for name, written in template.section("Resources").items.items() if _kind(written) == kind]


def _stand_ins(template: Template) -> dict[str, Any]:
    """A text for each parameter that the translator makes names of, and that has no default to make them of."""
    found: dict[str, Any] = {}
    declared = template.section("Parameters").items
    for value in walk(template.body):
        data = value.data
        for key in _NAMING if isinstance(data, Map) else ():
            asked = data.items.get(key)
            name = asked.data.items.get("Ref") if asked is not None and isinstance(asked.data, Map) else None
            if name is None or name.data not in declared or "Default" in declared[name.data].data.items:
                continue
            found[name.data] = text = StandIn("Unset")
            text.value = asked
    return found


def _in_a_bucket(resource: Any) -> None:
    """Give the translator buckets where files of the tree are named; nothing is judged by them."""
    if not isinstance(resource, dict):
        return
    kind = resource.get("Type")
    properties = resource.get("Properties")
    place = _ELSEWHERE.get(kind) if isinstance(kind, str) else None
    if place is None or not isinstance(properties, dict):
        return
    if kind == PREFIX + "Function":
        if properties.get("PackageType") == "Image" or "ImageUri" in properties:
            properties.setdefault("ImageUri", _IMAGE)
        elif "InlineCode" not in properties:
            properties["CodeUri"] = _IN_A_BUCKET
    elif place in properties:
        properties[place] = _IN_A_BUCKET


def _restored(made: dict[str, Any], template: Template) -> Value:
    """The expanded template with places; a state machine has its own definition again, which the file still tells."""
    section = template.section("Resources")
    keys = dict(section.keys or {})
    resources: dict[str, Value] = {}
    for name, resource in made["Resources"].items():
        origin = _origin(name, template)
        resources[name] = unmarked(resource, origin)
        keys.setdefault(name, origin.span)
        written = section.items.get(name)
        if written is not None and _kind(written) == STATE_MACHINE:
            resources[name] = _with_definition(resources[name], written)
    top = Origin(template.span)
    items = {name: unmarked(value, top) for name, value in made.items() if name != "Resources"}
    at = template.items["Resources"].span
    items["Resources"] = Value(Map(resources, None, keys), at)
    return Value(Map(items, None, template.keys), template.body.span)


def _origin(name: str, template: Template) -> Origin:
    """The written resource that a made one comes from: the one whose name its own begins with."""
    section = template.section("Resources")
    found = max((known for known in section.items if name.startswith(known)), key=len, default="")
    if not found:
        serverless = [key for key, value in section.items.items() if _kind(value).startswith(PREFIX)]
        found = serverless[0] if serverless else next(iter(section.items))
    written = section.items[found].data
    properties = written.items.get("Properties")
    own = properties.data if properties is not None and isinstance(properties.data, Map) else Map({})
    return Origin(template.key("Resources", found), own, *_globals(template, _kind(section.items[found])))


def _kind(written: Value) -> str:
    kind = written.data.items.get("Type") if isinstance(written.data, Map) else None
    return kind.data if kind is not None and isinstance(kind.data, str) else ""


def _with_definition(made: Value, written: Value) -> Value:
    properties = made.data.items["Properties"]
    source = written.data.items["Properties"].data.items
    items = {key: value for key, value in properties.data.items.items() if not key.startswith("Definition")}
    if "DefinitionSubstitutions" in properties.data.items:
        items["DefinitionSubstitutions"] = properties.data.items["DefinitionSubstitutions"]
    if "Definition" in source:
        items["Definition"] = source["Definition"]
    elif "DefinitionUri" in source:
        items["DefinitionS3Location"] = source["DefinitionUri"]
    whole = {**made.data.items, "Properties": Value(Map(items, None, properties.data.keys), properties.span)}
    return Value(Map(whole, None, made.data.keys), made.span)


# ---- without it


def _globals(template: Template, kind: str) -> tuple[Map, ...]:
    written = template.items.get("Globals")
    section = written.data.items.get(kind.removeprefix(PREFIX)) if written and isinstance(written.data, Map) else None
    return (section.data,) if section is not None and isinstance(section.data, Map) else ()


def with_globals(template: Template) -> Template:
    """The template with its Globals merged into the resources that they are for."""
    section = template.section("Resources")
    resources: dict[str, Value] = {}
    for name, written in section.items.items():
        shared = _globals(template, _kind(written)) if _kind(written).startswith(PREFIX) else ()
        resources[name] = _respelled(_under(written, shared[0]) if shared else written)
    resources, keys = with_roles(resources, section.keys or {})
    items = {**template.items, "Resources": Value(Map(resources, None, keys), section_span(template))}
    made = Template(template.source, Value(Map(items, None, template.keys), template.body.span))
    made.diagnostics = template.diagnostics
    return made


def _respelled(written: Value) -> Value:
    """A serverless resource with the properties that CloudFormation calls otherwise under CloudFormation's names."""
    names = SPELLINGS.get(_kind(written))
    properties = written.data.items.get("Properties") if names else None
    if names is None or properties is None or not isinstance(properties.data, Map):
        return written
    data = properties.data
    items = {names.get(key, key): value for key, value in data.items.items()}
    keys = {names.get(key, key): span for key, span in (data.keys or {}).items()}
    whole = {**written.data.items, "Properties": Value(Map(items, data.rest, keys), properties.span)}
    return Value(Map(whole, None, written.data.keys), written.span)


def section_span(template: Template) -> Span:
    """The place of the Resources section."""
    written = template.items.get("Resources")
    return (written.span if written is not None else None) or template.span


def _under(written: Value, shared: Map) -> Value:
    own = written.data.items.get("Properties") or Value(Map({}), written.span)
    if not isinstance(own.data, Map):
        return written
    items = {**written.data.items, "Properties": _merged(Value(shared, own.span), own)}
    return Value(Map(items, None, written.data.keys), written.span)


def _merged(shared: Value, own: Value) -> Value:
    """Objects merge key by key, lists follow one another, anything else is the resource's own."""
    one, other = shared.data, own.data
    if isinstance(one, Map) and isinstance(other, Map) and not _is_function(one) and not _is_function(other):
        items = dict(one.items)
        for key, value in other.items.items():
            items[key] = _merged(items[key], value) if key in items else value
        return Value(Map(items, None, {**(one.keys or {}), **(other.keys or {})}), own.span)
    if isinstance(one, Seq) and isinstance(other, Seq):
        return Value(Seq([*one.items, *other.items]), own.span)
    return own


def _is_function(data: Map) -> bool:
    return len(data.items) == 1 and (next(iter(data.items)) == "Ref" or next(iter(data.items)).startswith("Fn::"))
