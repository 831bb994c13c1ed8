"""Transforms: a local file that AWS::Include puts in, and macros, of which nobody here knows what they do."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from iacguard.formats.cloudformation.intrinsics import rain
from iacguard.model.combine import refs_of
from iacguard.model.graph import Hole, walk
from iacguard.model.report import NOTE, Diagnostic
from iacguard.model.source import Span
from iacguard.model.tree import UnreadableError, join
from iacguard.model.value import Map, Seq, Unknown, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack
    from iacguard.formats.cloudformation.template import Template

MACRO = "Fn::Transform"
INCLUDE = "AWS::Include"
UNDERSTOOD = (
    "AWS::LanguageExtensions", "AWS::Serverless", "AWS::SecretsManager", "AWS::CodeDeployBlueGreen",
    "AWS::CodeDeployHooks", "AWS::ServiceCatalog", "AWS::CodeStar",
)  # fmt: skip
"""Transforms after which what is written still means what it says."""


def is_understood(name: str) -> bool:
    """Whether what a template declares stays true under a transform."""
    return name.startswith(UNDERSTOOD)


def included(written: Value, stack: Stack) -> Value:
    """What a macro call in a mapping adds: the mapping that a local file holds, else an Unknown."""
    calls = written.data
    if isinstance(calls, Seq) and len(calls.items) == 1:
        calls = calls.items[0].data
    if isinstance(calls, Seq) and calls.items:
        why = "several macros make it"
        stack.deployment.report(_note(why, written.span))
        return Value(Unknown(why), written.span)
    if not isinstance(calls, Map):
        return stack.fault("Transform takes a Name and Parameters", written)
    name = calls.items.get("Name")
    if name is None or name.data != INCLUDE:
        shown = name.data if name is not None and isinstance(name.data, str) else "a macro"
        why = f"the macro {shown} makes it"
        stack.deployment.report(_note(why, written.span))
        inner = stack.evaluate(calls.items["Parameters"]) if "Parameters" in calls.items else written
        return Value(Unknown(why), written.span, refs_of(list(walk(inner))))
    parameters = calls.items.get("Parameters")
    location = parameters.data.items.get("Location") if parameters and isinstance(parameters.data, Map) else None
    if location is None:
        return stack.fault("AWS::Include takes the parameter Location", written)
    return _file(stack.evaluate(location), written, stack)


def _file(location: Value, written: Value, stack: Stack) -> Value:
    """A fragment from the tree; the place that a value names is seen from the file that names it."""
    text = location.data
    if not isinstance(text, str) or "://" in text:
        why = "what is included is not in these files"
        stack.deployment.report(_note(why, written.span))
        return Value(Unknown(why), written.span, location.refs)
    base = written.span.source.path if written.span is not None else stack.template.path
    path = join(posixpath.dirname(base), text)
    if path is None or not stack.deployment.tree.is_file(path):
        stack.report(f"the included file {path or text} is not there", written.span, "module-not-loaded")
        return Value(Unknown(f"there is no file {path or text}"), written.span)
    if path in stack.including:
        stack.report(f"{path} includes itself", written.span, "cycle", "break the circle")
        return Value(Unknown("it includes itself"), written.span)
    return _fragment(path, written, stack)


def _fragment(path: str, written: Value, stack: Stack) -> Value:
    templates = stack.deployment.templates
    try:
        found, diagnostics = templates.parse(stack.deployment.tree.read(path))
    except UnreadableError as error:
        stack.report(f"{path} cannot be read: {error}", written.span, "unreadable")
        return Value(Unknown(f"{path} cannot be read"), written.span)
    for diagnostic in diagnostics:
        stack.deployment.report(diagnostic)
    if found is None or not isinstance(found.data, Map):
        stack.report(f"{path} holds no mapping to include", written.span, "template")
        return Value(Unknown(f"{path} holds no mapping"), written.span)
    templates.mark_included(path)
    return found


def _adds_resources(template: Template) -> bool:
    """Whether serverless resources or modules declare further ones, which the rest of the template may name."""
    if any(name.startswith("AWS::Serverless") for name in template.transforms):
        return True
    resources = template.section("Resources").items.values()
    kinds = [r.data.items.get("Type") for r in resources if isinstance(r.data, Map)]
    if any(map(rain.is_module, kinds)):
        return True
    return any(kind is not None and isinstance(kind.data, str) and kind.data.endswith("::MODULE") for kind in kinds)


def _note(why: str, span: Span | None) -> Diagnostic:
    return Diagnostic(NOTE, "macro", f"not expanded: {why}", span)


def is_open(template: Template) -> bool:
    """Whether a template may read what is not written in it, because a macro or a module declares it."""
    return _strange(template) != "" or _adds_resources(template)


def _strange(template: Template) -> str:
    return next((name for name in template.transforms if not is_understood(name)), "")


def noted(stack: Stack) -> None:
    """A template that a macro of somebody's rewrites may declare what is not written: that leaves a hole."""
    template, strange = stack.template, _strange(stack.template)
    if not strange:
        return
    span = template.keys.get("Transform") or template.span
    why = f"the macro {strange} may change this template"
    stack.deployment.report(_note(why, span))
    stack.deployment.holes.append(Hole(stack.address(strange), why, span))
