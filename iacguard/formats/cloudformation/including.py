"""`Transform: {Name: AWS::Include}` of a template as a whole: the sections of a local file put beside its own.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from iacguard.formats.cloudformation.macros import INCLUDE
from iacguard.formats.cloudformation.template import Template
from iacguard.model.report import ERROR, Diagnostic
from iacguard.model.source import Span
from iacguard.model.tree import UnreadableError, join
from iacguard.model.value import Map, Seq, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.templates import Templates


def with_included(template: Template, templates: Templates) -> Template:
    """The template with the files that its Transform includes; a call whose file is elsewhere stays, as a macro."""
    written = template.items.get("Transform")
    if written is None or INCLUDE not in template.transforms:
        return template
    calls = list(written.data.items) if isinstance(written.data, Seq) else [written]
    items, left = dict(template.items), []
    for call in calls:
        location = _location(call)
        fragment = _fragment(location, template, templates) if location is not None else None
        if fragment is None:
            left.append(call)
        else:
            items = _together(items, fragment, template)
    items["Transform"] = Value(Seq(left), written.span)
    made = Template(template.source, Value(Map(items, None, template.keys), template.body.span))
    made.diagnostics = template.diagnostics
    return made


def _location(call: Value) -> Value | None:
    """The local file that a call includes; None for any other call."""
    data = call.data
    if not isinstance(data, Map) or "Name" not in data.items or data.items["Name"].data != INCLUDE:
        return None
    parameters = data.items.get("Parameters")
    found = (
        parameters.data.items.get("Location") if parameters is not None and isinstance(parameters.data, Map) else None
    )
    return found if found is not None and isinstance(found.data, str) and "://" not in found.data else None


def _fragment(location: Value, template: Template, templates: Templates) -> Map | None:
    path = join(posixpath.dirname(template.path), location.data)
    if path is None or not templates.tree.is_file(path):
        message = f"the included file {path or location.data} is not there"
        template.diagnostics.append(
            Diagnostic(ERROR, "module-not-loaded", message, location.span, cure="mend the path")
        )
        return None
    try:
        found, diagnostics = templates.parse(templates.tree.read(path))
    except UnreadableError as error:
        template.report(f"{path} cannot be read: {error}", location.span)
        return None
    template.diagnostics += diagnostics
    if found is None or not isinstance(found.data, Map):
        template.report(f"{path} holds no mapping to include", location.span)
        return None
    templates.mark_included(path)
    return found.data


def _together(own: dict[str, Value], fragment: Map, template: Template) -> dict[str, Value]:
    """Sections side by side; a name that both have is the template's own."""
    items = dict(own)
    for section, value in fragment.items.items():
        known = items.get(section)
        if known is None or known.data is None:
            items[section] = value
        elif isinstance(known.data, Map) and isinstance(value.data, Map):
            items[section] = Value(_merged(known.data, value.data, template), known.span)
    return items


def _merged(own: Map, other: Map, template: Template) -> Map:
    keys: dict[str, Span] = {**(other.keys or {}), **(own.keys or {})}
    for name in own.items.keys() & other.items.keys():
        template.report(f"{name} is declared here and in what is included", keys.get(name))
    return Map({**other.items, **own.items}, own.rest, keys)
