"""The deployed roots and the modules of a repository, as their declarations show them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from iacguard.formats.project.files import Files
from iacguard.model.graph import READ, Resource
from iacguard.model.source import Source, Span
from iacguard.model.tree import Tree, UnreadableError
from iacguard.model.value import Map, Seq, Value

_EXAMPLE = re.compile(
    r"(?:^|[-_.])(?:examples?|samples?|demos?|tutorials?|quick-?starts?|workshops?|tests?|testdata|testing|fixtures?)"
    r"(?:$|[-_.])",
    re.I,
).search
"""Directories whose templates show or test something and are not deployed."""
_ENVIRONMENTS = r"(?i)(?:env|environment|stage|account|deployment)s?\Z|live\Z"
"""Directories of environments: one that is called test is deployed."""
DECLARED = ("terraform_variable", "terraform_output", "template_parameter", "template_output")
ALIKE = 0.8
"""Share of declarations that two roots have in common to be copies of each other."""
FEWEST = 5
"""Declarations below which two roots may be alike by chance."""

ENVIRONMENT = (
    r"(?i)(?:^|[-_])(?:dev|develop|development|test|tst|qa|uat|int|stag|stage|staging|pre|preprod|prod|prd|production|live"
    r"|sandbox|demo)\d*(?:[-_]|\Z)"
)
"""Directories that hold an environment."""
_BOUNDED = re.compile(r"~>|<|(?:^|,)\s*=?\s*v?\d").search
_DOCUMENTED = r"\[(?P<name>\w(?:\w|\\_|-)*)\]\(#input\\?_"


_LACKS: dict[str, Callable[[object], bool]] = {
    "lock_file": lambda data: data is None,
    "backend": lambda data: data is None,
    "required_version": lambda data: data is None,
    "loose_providers": lambda data: isinstance(data, str),
    "open_providers": lambda data: isinstance(data, str),
}
"""What a root can lack, by the attribute that shows it."""


class Unit:
    """A directory of Terraform or a template: what is declared in it, directly."""

    def __init__(self, path: str, format: str, root: bool, span: Span) -> None:
        self.path = path
        self.format = format
        self.root = root
        self.called = False
        self.span = span
        self.settings: Map = Map({})
        self.providers: set[str] = set()
        self.resources: dict[str, Resource] = {}
        self.declared: dict[str, Resource] = {}
        self.calls = 0

    @property
    def directory(self) -> str:
        """Where its README would lie."""
        return self.path if self.format == "terraform" else posixpath.dirname(self.path)

    @property
    def names(self) -> frozenset[str]:
        """What it declares, by type and name."""
        return frozenset(f"{r.type}.{r.address.name}" for r in self.resources.values())

    def add(self, resource: Resource) -> None:
        """Note one declaration, however many instances it has."""
        address = str(resource.address.static)
        if resource.type == "terraform_provider":
            self.providers.add(resource.address.name.split(".")[0])
        elif resource.type in DECLARED:
            self.declared.setdefault(f"{resource.type} {address}", resource)
        elif resource.type == "terraform_module_call" or resource.native_type == "AWS::CloudFormation::Stack":
            self.calls += 1
        elif not resource.type.startswith(("terraform_", "template", *READ)):
            self.resources.setdefault(address, resource)


def units(resources: Iterable[Resource]) -> list[Unit]:
    """Every directory and template that is no example, by path."""
    found: dict[str, Unit] = {}
    rest = []
    for resource in resources:
        if resource.type == "terraform_settings":
            path = posixpath.dirname(resource.span.source.path)
            body = resource.body.data
            root = isinstance(body, Map) and body.items["root"].data is True and _applied(path, body)
            unit = found.setdefault(path, Unit(path, "terraform", root, resource.span))
            unit.root = (unit.root or root) and not unit.called
            if resource.address.modules:
                unit.called, unit.root = True, False
            unit.settings = body if isinstance(body, Map) else unit.settings
        else:
            rest.append(resource)
    for resource in rest:
        source = resource.span.source
        template = resource.address.mode == "stack"
        path = source.path if template else posixpath.dirname(source.path)
        if template and path not in found:
            first = Span(source, 0, max(source.text.find("\n"), 0) or len(source.text))
            found[path] = Unit(path, "cloudformation", not resource.address.modules, first)
        if path in found:
            found[path].add(resource)
    return [unit for _, unit in sorted(found.items()) if not _is_example(unit.directory)]


def _applied(path: str, settings: Map) -> bool:
    """Whether somebody applies a directory that configures a provider: one below `modules` only with a backend."""
    backend = settings.items.get("backend")
    return "modules" not in path.split("/") or (backend is not None and backend.data is not None)


def _is_example(directory: str) -> bool:
    """Whether a directory, or one around it, is called like an example or a test."""
    parts = ("", *directory.split("/"))
    return any(_EXAMPLE(part) and not re.match(_ENVIRONMENTS, above) for above, part in pairwise(parts))


def attributes(unit: Unit, all_units: list[Unit], files: Files) -> Map:
    """A unit as the attributes of a resource."""
    span = unit.span
    lock = posixpath.join(unit.path, ".terraform.lock.hcl")
    services = sorted({_service(r.type) for r in unit.resources.values()})
    items: dict[str, Value] = {
        "path": Value(unit.path or ".", span),
        "format": Value(unit.format, span),
        "size": Value(len(unit.resources), span),
        "services": Value(Seq([Value(name, span) for name in services]), span),
        "calls": Value(unit.calls, span),
        "terragrunt": Value(files.terragrunt, span),
        "backend": unit.settings.items.get("backend", Value(None, span)),
        "required_version": unit.settings.items.get("required_version", Value(None, span)),
        **_constraints(unit),
        "lock_file": Value(lock if files.tree.is_file(lock) else None, span),
        "readme": Value(files.readmes.get(unit.directory), span),
        "undescribed": _undescribed(unit),
        "stale_input": _stale(unit, files),
        "twin": Value(_twin(unit, all_units), span),
    }
    return Map(items)


def said_once(roots: list[Map]) -> list[Map]:
    """The roots of a repository with what most of them lack at the first that does: one decision, told once."""
    out = [dict(root.items) for root in roots]
    for name, lacks in _LACKS.items():
        lacking = [items for items in out if lacks(items[name].data)]
        for items in lacking if len(lacking) > len(roots) / 2 else ():
            items[name] = Value(items[name].data, lacking[0][name].span)
    return [Map(items) for items in out]


def _constraints(unit: Unit) -> dict[str, Value]:
    """Providers in use without a version constraint, and those that any newer version satisfies."""
    written = unit.settings.items.get("required_providers", Value(None, unit.span))
    known = written.data.items if isinstance(written.data, Map) else {}
    if isinstance(written.data, Map) and written.data.rest is not None:
        unread = Value(written.data.rest, unit.span)
        return {"loose_providers": unread, "open_providers": unread}
    used = unit.providers | {r.native_type.partition("_")[0] for r in unit.resources.values()} | set(known)
    loose: list[str] = []
    open: list[str] = []
    for name in sorted(used) if unit.format == "terraform" else ():
        spec = known[name].data if name in known else None
        version = spec.items.get("version") if isinstance(spec, Map) else None
        if version is None or version.data is None:
            loose.append(name)
        elif isinstance(version.data, str) and not _BOUNDED(version.data):
            open.append(name)
    return {"loose_providers": _names(loose, unit.span), "open_providers": _names(open, unit.span)}


def _names(names: list[str], span: Span) -> Value:
    return Value(", ".join(names) or None, span)


def _service(type: str) -> str:
    parts = type.split("_")
    return parts[1] if len(parts) > 1 else type


def _undescribed(unit: Unit) -> Value:
    """The names of inputs and outputs without a description, as one text, at the first of them."""
    found = [r for r in unit.declared.values() if not _described(r)]
    found.sort(key=lambda r: (r.span.source.path, r.span.start))
    return Value(", ".join(r.address.name for r in found), found[0].span) if found else Value(None, unit.span)


def _described(resource: Resource) -> bool:
    body = resource.body.data
    text = body.items.get("description") if isinstance(body, Map) else None
    return text is not None and text.data not in (None, "")


def _stale(unit: Unit, files: Files) -> Value:
    """The first input that the README's table describes and that does not exist."""
    path = files.readmes.get(unit.directory)
    source = _read(files.tree, path) if path is not None and unit.format == "terraform" else None
    if source is None or "#input" not in source.text:
        return Value(None, unit.span)
    known = {r.address.name for r in unit.declared.values() if r.type == "terraform_variable"}
    for found in re.finditer(_DOCUMENTED, source.text):
        name = found["name"].replace("\\", "")
        if name not in known:
            return Value(name, Span(source, found.start("name"), found.end("name")))
    return Value(None, unit.span)


def _read(tree: Tree, path: str) -> Source | None:
    try:
        return tree.read(path)
    except UnreadableError:
        return None


def _twin(unit: Unit, all_units: list[Unit]) -> str | None:
    """An environment beside this one that declares nearly the same."""
    ours = unit.names
    if not unit.root or unit.format != "terraform" or len(ours) < FEWEST:
        return None
    for other in all_units:
        beside = posixpath.dirname(other.path) == posixpath.dirname(unit.path)
        named = all(re.search(ENVIRONMENT, posixpath.basename(path)) for path in (unit.path, other.path))
        if other is unit or not other.root or not beside or not named:
            continue
        theirs = other.names
        if len(ours & theirs) >= ALIKE * len(ours | theirs) and unit.path > other.path:
            return other.path or "."
    return None
