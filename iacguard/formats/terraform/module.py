"""One directory of Terraform: what its files declare, override files merged, parsed once."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from iacguard.formats.terraform.ast import Attribute, Block, Body
from iacguard.formats.terraform.parser import parse
from iacguard.formats.terraform.values.types import Type
from iacguard.model.nearest import meant
from iacguard.model.report import ERROR, NOTE, Diagnostic, FileRecord
from iacguard.model.source import Source, Span
from iacguard.model.tree import Tree, UnreadableError
from iacguard.syntax.foreign import template_language

SUFFIXES = (".tf", ".tofu", ".tf.json", ".tofu.json")
_LABELS = {"resource": 2, "data": 2, "ephemeral": 2, "module": 1, "variable": 1, "output": 1, "provider": 1, "check": 1}

_OTHERS = frozenset({"moved", "removed", "import", "check", "action"})
_RESERVED = frozenset({"source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals"})
"""What a variable cannot be called, since it means something of its own in a module call."""


def is_terraform(path: str) -> bool:
    """Whether a file name is one that Terraform or OpenTofu reads."""
    return path.endswith(SUFFIXES)


def is_override(name: str) -> bool:
    """Whether a file's blocks replace attributes of others instead of standing beside them."""
    stem = next(name[: -len(s)] for s in (".tofu.json", ".tf.json", ".tofu", ".tf") if name.endswith(s))
    return stem == "override" or stem.endswith("_override")


class Module:
    """The declarations of a directory, by kind and name, in the order of files and lines."""

    def __init__(self, directory: str) -> None:
        self.directory = directory
        self.resources: dict[tuple[str, str, str], Block] = {}
        self.calls: dict[str, Block] = {}
        self.variables: dict[str, Block] = {}
        self.outputs: dict[str, Block] = {}
        self.locals: dict[str, Attribute] = {}
        self.providers: dict[str, Block] = {}
        self.types: dict[str, Type] = {}
        self.settings: list[Block] = []
        self.others: list[Block] = []
        self.files: list[FileRecord] = []
        self.diagnostics: list[Diagnostic] = []
        self.variables_used: frozenset[str] | None = None
        self.incomplete = False
        """Whether something of it could not be read: what is not declared may be declared there."""

    @property
    def is_root_like(self) -> bool:
        """A backend or a provider configuration is something that only a root has."""
        backend = any(b.type in ("backend", "cloud") for s in self.settings for b in s.body.blocks)
        return backend or any(p.body.attributes or p.body.blocks for p in self.providers.values())

    def sources(self) -> Iterator[tuple[Block, str]]:
        """Module calls with their literal source."""
        for call in self.calls.values():
            source = call.body.attributes.get("source")
            value = getattr(source.expression, "value", None) if source is not None else None
            if isinstance(value, str):
                yield call, value

    def _add(self, body: Body) -> None:
        for block in body.blocks:
            wanted = _LABELS.get(block.type)
            if wanted is not None and len(block.labels) != wanted:
                message = (
                    f"a block {block.type} takes {wanted} name{'s' if wanted > 1 else ''}, not {len(block.labels)}"
                )
                self._fault(message, block.header)
                continue
            self._declare(block)
        for attribute in body.attributes.values():
            self._fault(f"{attribute.name} stands outside of any block", attribute)

    def _check_providers(self) -> None:
        """Terraform takes one list of required providers in a directory."""
        lists = [b for settings in self.settings for b in settings.body.blocks if b.type == "required_providers"]
        for block in lists[1:]:
            self._fault("the required providers are declared twice", block.header, "put both lists into one block")

    def _declare(self, block: Block) -> None:
        kind, labels = block.type, block.labels
        for label in labels if kind in _LABELS else ():
            self._named(kind, label, block.header)
        if kind in ("resource", "data", "ephemeral"):
            mode = "managed" if kind == "resource" else kind
            self._once(self.resources, (mode, labels[0], labels[1]), block)  # type: ignore[arg-type]
        elif kind == "locals":
            for name, attribute in block.body.attributes.items():
                self._named("local value", name, attribute)
                if name in self.locals:
                    self._fault(f"the local value {name} is declared twice", attribute)
                else:
                    self.locals[name] = attribute
        elif kind == "provider":
            alias = block.body.attributes.get("alias")
            name = getattr(alias.expression, "value", "") if alias is not None else ""
            self._once(self.providers, f"{labels[0]}.{name}" if name else labels[0], block)
        elif kind == "terraform":
            self.settings.append(block)
        elif kind in ("module", "variable", "output"):
            target = {"module": self.calls, "variable": self.variables, "output": self.outputs}[kind]
            self._once(target, labels[0], block)
            if kind == "output" and "value" not in block.body.attributes:
                self._fault(f"output {labels[0]} has no value", block.header, "write `value = …`")
        else:
            self.others.append(block)
            if kind not in _OTHERS:
                self._unknown(block)

    def _unknown(self, block: Block) -> None:
        """Say that a block is of no type; a fault where one is meant, else perhaps of a language that is newer."""
        cure = meant(block.type, [*_LABELS, "locals", "terraform", *_OTHERS])
        message = f"there is no block type {block.type}: what is in this block is not judged"
        level = ERROR if cure else NOTE
        self.diagnostics.append(Diagnostic(level, "declaration", message, block.header, cure=cure))

    def _named(self, kind: str, name: str, span: Span) -> None:
        """Say of a name that nothing can refer to what is wrong with it."""
        if not name.replace("-", "_").isidentifier() or name.startswith("-"):
            cure = "write a letter or _, then letters, digits, _ and -"
            self._fault(f"{name!r} is not a name for a {kind}", span, cure)
        elif kind == "variable" and name in _RESERVED:
            cure = f"call it something else: in a module call {name} means something of its own"
            self._fault(f"a variable cannot be called {name}", span, cure)

    def _once(self, known: dict[str, Block], name: str, block: Block) -> None:
        if name in known:
            self._fault(f"{block.type} {' '.join(block.labels)} is declared twice", block.header)
        else:
            known[name] = block

    def _override(self, body: Body) -> None:
        """Merge an override file as Terraform does: attributes replace, blocks of one type replace all of that type."""
        for block in body.blocks:
            if block.type == "locals":
                for name, attribute in block.body.attributes.items():
                    if name not in self.locals:
                        self._fault(f"this overrides no local value {name}", attribute)
                    self.locals[name] = attribute
            elif block.type == "terraform":
                self.settings.append(block)
            else:
                known = self._find(block)
                if known is None:
                    self._fault(f"this overrides no {block.type} block", block.header)
                else:
                    _merge(known, block)

    def _find(self, block: Block) -> Block | None:
        labels = block.labels
        if block.type in ("resource", "data") and len(labels) == 2:
            mode = "managed" if block.type == "resource" else "data"
            return self.resources.get((mode, labels[0], labels[1]))
        target = {"module": self.calls, "variable": self.variables, "output": self.outputs, "provider": self.providers}
        return target.get(block.type, {}).get(labels[0]) if labels else None

    def _fault(self, message: str, span: Span, cure: str = "") -> None:
        self.diagnostics.append(Diagnostic(ERROR, "declaration", message, span, cure=cure))


def _merge(known: Block, block: Block) -> None:
    replaced = {b.type for b in block.body.blocks if b.type != "lifecycle"}
    known.body.attributes.update(block.body.attributes)
    known.body.blocks[:] = [b for b in known.body.blocks if b.type not in replaced] + block.body.blocks


class Modules:
    """All directories of a tree that were asked for, each parsed once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._known: dict[str, Module] = {}
        self.templates: dict[tuple[str, str], Any] = {}

    def load(self, directory: str) -> Module:
        """The module of a directory; empty where no file of it can be read."""
        known = self._known.get(directory)
        if known is None:
            known = self._known[directory] = self._read(directory)
        return known

    def _read(self, directory: str) -> Module:
        module = Module(directory)
        names = [name for name, is_directory in self.tree.listing(directory) if not is_directory and is_terraform(name)]
        shadowed = {n.replace(".tofu", ".tf") for n in names if ".tofu" in n}
        bodies: list[tuple[str, Body]] = []
        for name in names:
            path = posixpath.join(directory, name)
            if name in shadowed and not name.endswith((".tofu", ".tofu.json")):
                module.files.append(
                    FileRecord(path, "terraform", "skipped", "a .tofu file of the same name goes before")
                )
                continue
            body = self._parse(path, module)
            if body is not None:
                bodies.append((name, body))
        for name, body in bodies:
            if not is_override(name):
                module._add(body)
        module._check_providers()
        for name, body in bodies:
            if is_override(name):
                module._override(body)
        return module

    def _parse(self, path: str, module: Module) -> Body | None:
        try:
            source = self.tree.read(path)
        except UnreadableError as error:
            message = f"cannot be read: {error}"
            module.diagnostics.append(Diagnostic(ERROR, "unreadable", message, path=path))
            module.files.append(FileRecord(path, "terraform", "failed", str(error)))
            module.incomplete = True
            return None
        body, faults = _read(source)
        language = template_language(source.text) if faults else ""
        if language:
            message = f"this is a template of {language} that makes Terraform; it is not judged"
            cure = "scan what is made of it"
            module.diagnostics.append(Diagnostic(NOTE, "template", message, Span(source, 0, 0), cure=cure))
            module.files.append(FileRecord(path, "terraform", "skipped", f"template of {language}"))
            module.incomplete = True
            return None
        module.incomplete = module.incomplete or bool(faults)
        module.diagnostics += faults
        status = "failed" if faults else "parsed"
        module.files.append(FileRecord(path, "terraform", status, faults[0].message if faults else ""))
        return body


def _read(source: Source) -> tuple[Body, list[Diagnostic]]:
    """The tree of a file in either syntax; the reader of JSON is imported where there is any."""
    if not source.path.endswith(".json"):
        return parse(source)
    from iacguard.formats.terraform.json_syntax import parse_json

    return parse_json(source)
