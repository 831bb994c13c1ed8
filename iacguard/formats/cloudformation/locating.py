"""Where the template of a nested stack is: a file of the tree, or a text in its parent."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from iacguard.formats.cloudformation import cdk
from iacguard.formats.cloudformation.bodies import body
from iacguard.formats.cloudformation.template import Template
from iacguard.model.report import ERROR, NOTE, Diagnostic
from iacguard.model.source import Span
from iacguard.model.tree import Tree, join
from iacguard.model.value import Map, Value

if TYPE_CHECKING:
    from iacguard.formats.cloudformation.stack import Stack

LOCATIONS = {
    "AWS::CloudFormation::Stack": "TemplateURL",
    "AWS::CloudFormation::StackSet": "TemplateURL",
    "AWS::Serverless::Application": "Location",
}
"""The types that nest a template, and the property that says where it is."""
BODY = "TemplateBody"
_PATH = re.compile(r"[\w./-]+\.(?:ya?ml|json|template)\b").findall
MAX_DEPTH = 60


class Located(NamedTuple):
    """A template, or why there is none; `wrong` says that the files are to blame, not that they are elsewhere."""

    template: Template | None
    why: str = ""
    wrong: bool = False


def locate(parent: Stack, resource: Value, properties: Map, header: Span) -> Located:
    """The template of a nesting resource, with a diagnostic where there is none to be read."""
    kind: str = resource.data.items["Type"].data
    location = LOCATIONS[kind]
    written = properties.items.get(location)
    asset = cdk.asset(resource, location)
    if asset and written is not None:
        written = Value(asset, written.span)
    inline = properties.items.get(BODY) if kind == "AWS::CloudFormation::StackSet" else None
    if inline is not None and inline.data is not None:
        written, found = inline, Located(*body(inline, parent))
    elif written is None or written.data is None:
        return Located(None, f"it has no {location}")
    else:
        found = _file(parent.evaluate(written), parent)
    if found.template is None:
        level, cure = (ERROR, "mend the path") if found.wrong else (NOTE, "name its file with --module-map")
        message = f"a nested stack was not loaded: {found.why}"
        parent.deployment.report(Diagnostic(level, "module-not-loaded", message, written.span or header, cure=cure))
        return found
    return _bounded(found, parent, written.span or header)


def _bounded(found: Located, parent: Stack, span: Span) -> Located:
    """The template, unless it nests itself or nesting has got out of hand."""
    assert found.template is not None
    ancestors = list(_above(parent))
    path = found.template.path
    if any(stack.template is found.template for stack in ancestors) or len(ancestors) >= MAX_DEPTH:
        parent.report(f"{path} nests itself", span, "cycle", "break the circle")
        return Located(None, "it nests itself")
    deployment = parent.deployment
    deployment.stacks += 1
    if deployment.stacks > deployment.max_stacks:
        parent.report(f"more than {deployment.max_stacks:,} nested stacks", span, "budget", "nest fewer")
        return Located(None, "there are too many nested stacks")
    return found


def _file(value: Value, parent: Stack) -> Located:
    """A file of the tree; the path that a value names is seen from the file that names it."""
    data = value.data
    if isinstance(data, Map):
        return Located(None, "it comes from an application repository")
    deployment = parent.deployment
    for mapped, target in deployment.inputs.module_map:
        if data == mapped:
            return _read(posixpath.normpath(target), parent)
    if not isinstance(data, str) or "://" in data:
        known = isinstance(data, str)
        here = uploaded(deployment.tree, parent.template.path, data if known else _written(value))
        if here is not None and all(stack.template.path != here for stack in _above(parent)):
            return _read(here, parent)._replace(wrong=False)
        why = "its template is not in these files" if known else "where its template is depends on the deployment"
        return Located(None, why)
    source = value.span.source.path if value.span is not None else parent.template.path
    path = join(posixpath.dirname(source), data)
    if path is None:
        return Located(None, "its template lies outside of the scan root")
    if not deployment.tree.is_file(path):
        return Located(None, f"there is no file {path}", wrong=True)
    return _read(path, parent)


def _written(value: Value) -> str:
    """How the place of a template is written whose beginning is not known."""
    return value.span.text if value.span is not None else ""


def _above(stack: Stack | None) -> Iterator[Stack]:
    while stack is not None:
        yield stack
        stack = stack.parent


def uploaded(tree: Tree, home: str, text: str) -> str | None:
    """The file that is uploaded before a stack is made of it: whose path ends like the URL that a template names.

    Seen from the folder of that template and from those around it, the longest ending first; a bare name counts in the
    folder itself alone.
    """
    named = _PATH(text)
    if not named:
        return None
    parts = [part for part in named[-1].split("/") if part]
    folders = [posixpath.dirname(home)]
    while folders[-1]:
        folders.append(posixpath.dirname(folders[-1]))
    for length in range(len(parts), 0, -1):
        for folder in folders if length > 1 else folders[:1]:
            path = join(folder, "/".join(parts[-length:]))
            if path is not None and path != home and tree.is_file(path):
                return path
    return None


def _read(path: str, parent: Stack) -> Located:
    deployment = parent.deployment
    deployment.visited.add(path)
    template = deployment.templates.nested(path)
    return Located(template, f"{path} is not a template that can be read", wrong=True)
