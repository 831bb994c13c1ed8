"""The repository as resources that rules may target.

| type | one for each | attributes |
|---|---|---|
| project | scan | readme, tests, infrastructure_tests, linters, automation, terragrunt |
| project_root | Terraform root, template that no other nests | those of units.attributes |
| project_module | other directory of Terraform, nested template | the same |
| project_pipeline | CI file | path, kind, on_change, scheduled, and the facts of pipelines.FACTS |
| project_file | state, plan, plugins, weights, data, variables in the repository | path, kind, size, secret |
| project_suppression | comment of a linter in a template | text, tool, reason |

Examples and tests are neither roots nor modules. Paths are relative to the scan root. What most roots lack stands at
the first that does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iacguard.formats.base import Loaded
from iacguard.formats.project import pipelines
from iacguard.formats.project.files import Files, strays, texts
from iacguard.formats.project.units import attributes, said_once, units
from iacguard.model.address import Address
from iacguard.model.graph import Resource
from iacguard.model.source import Source, Span
from iacguard.model.tree import Tree
from iacguard.model.value import Map, Value

_SUPPRESSION = (
    r"(?P<checkov>checkov:skip=\w+)(?::\s*(?P<why>[^\n]*))?|(?P<other>(?:trivy|tfsec|kics|tflint)[:-]ignore[^\s]*)"
    r"(?P<rest>[^\n]*)|(?P<own>iacguard:\s*ignore\[[^\]]*\])(?P<options>[^\n]*)"
)


def load(tree: Tree, loaded: Loaded) -> Loaded:
    """The project resources of what the other formats loaded; nothing where they found no resource."""
    out = Loaded()
    found = units(loaded.resources)
    anchor = min(loaded.resources, key=_depth, default=None)
    if anchor is None:
        return out
    files = Files(tree)
    roots = [unit for unit in found if unit.root]
    place = roots[0].span if roots else found[0].span if found else anchor.span
    out.resources.append(_resource("project", "project", _project(files, place), place))
    bodies = {unit: attributes(unit, found, files) for unit in found}
    deployed = [unit for unit in found if unit.root and unit.format == "terraform"]
    bodies.update(zip(deployed, said_once([bodies[unit] for unit in deployed]), strict=True))
    for unit, body in bodies.items():
        type = "project_root" if unit.root else "project_module"
        out.resources.append(_resource(type, unit.path or ".", body, unit.span))
    for pipeline in pipelines.find(tree, files.yaml):
        read = pipelines.facts(tree, pipeline, files.scripts)
        if read is not None:
            body, source = read
            whole = Span(source, 0, max(source.text.find("\n"), 0) or len(source.text))
            out.resources.append(_resource("project_pipeline", pipeline.path, body, whole))
    for path, body, span in strays(files):
        out.resources.append(_resource("project_file", path, body, span))
    out.resources += _suppressions(loaded)
    return out


def _depth(resource: Resource) -> tuple[int, str, int]:
    source = resource.span.source
    return source.path.count("/"), source.path, resource.span.start


def _resource(type: str, name: str, body: Map, span: Span) -> Resource:
    return Resource(Address("", (), "stack", type, name), type, "tf", Value(body, span), span)


def _project(files: Files, span: Span) -> Map:
    return Map({
        "readme": Value(files.readmes.get(""), span),
        "tests": texts(files.tests, span),
        "infrastructure_tests": texts(files.infrastructure_tests, span),
        "linters": texts(files.linters, span),
        "automation": texts(files.automation, span),
        "terragrunt": Value(files.terragrunt, span),
    })  # fmt: skip


def _suppressions(loaded: Loaded) -> Iterator[Resource]:
    sources: dict[str, Source] = {r.span.source.path: r.span.source for r in loaded.resources}
    for path, source in sorted(sources.items()):
        for start, end in dict.fromkeys(source.comments):
            for found in re.compile(_SUPPRESSION).finditer(source.text, start, end):
                span = Span(source, found.start(), found.end())
                reason = (found["why"] or found["rest"] or _own(found["options"] or "")).strip(" :-#*/\t")
                items = {"text": Value(found[0].strip(), span), "reason": Value(reason or None, span)}
                yield _resource("project_suppression", f"{path}:{span.line}", Map(items), span)


def _own(options: str) -> str:
    found = re.search(r"reason=[\"'](?P<reason>[^\"']+)", options)
    return found["reason"] if found is not None else ""
