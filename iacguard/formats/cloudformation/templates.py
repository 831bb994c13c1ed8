"""The templates of a tree, each read once: what is one, what is none, and what could not be read."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from iacguard.formats.cloudformation.including import with_included
from iacguard.formats.cloudformation.sam import expanded
from iacguard.formats.cloudformation.template import (
    FORMAT,
    NO_TEMPLATE,
    Template,
    looks_like_template,
    tag_name,
)
from iacguard.model.report import ERROR, NOTE, Diagnostic, FileRecord
from iacguard.model.source import Source, Span
from iacguard.model.tree import Tree, UnreadableError
from iacguard.model.value import Map, Value
from iacguard.syntax import json as json_syntax
from iacguard.syntax.foreign import template_language


class Templates:
    """The templates of a tree, each parsed once."""

    def __init__(self, tree: Tree, region: str = "") -> None:
        self.tree = tree
        self.region = region
        self._known: dict[str, Template | None] = {}
        self.records: dict[str, FileRecord] = {}
        self.inline: dict[tuple[str, int, int], Template] = {}
        self.diagnostics: list[Diagnostic] = []
        self.included: set[str] = set()

    def load(self, path: str) -> Template | None:
        """The template at a path; None, with a record that says why, where there is none."""
        if path not in self._known:
            self._known[path] = self._load(path)
        return self._known[path]

    def nested(self, path: str) -> Template | None:
        """The template at a path that a template names: whatever is written there, it is one."""
        known = self.load(path)
        if known is None and self.records[path].status == "skipped":
            known = self._known[path] = self._load(path, named=True)
        return known

    def _load(self, path: str, named: bool = False) -> Template | None:
        try:
            source = self.tree.read(path)
        except UnreadableError as error:
            self._unreadable(path, error)
            return None
        if not named and not looks_like_template(source.text):
            self._record(path, "skipped", NO_TEMPLATE)
            return None
        body, diagnostics = self.parse(source)
        if body is None:
            language = template_language(source.text)
            if language:
                self._of_another_language(source, language)
                return None
            self.diagnostics += diagnostics
            self._record(path, "failed", diagnostics[0].message if diagnostics else "it is empty")
            return None
        if not (named and isinstance(body.data, Map)) and not _is_template(body):
            self._record(path, "skipped", NO_TEMPLATE)
            return None
        template = with_included(Template(source, body), self)
        if any(name.startswith("AWS::Serverless") for name in template.transforms):
            template = expanded(template, self.region)
        template.check_size()
        self.diagnostics += diagnostics + template.diagnostics
        self._record(path, "parsed")
        return template

    def parse(self, source: Source) -> tuple[Value | None, list[Diagnostic]]:
        """A text as JSON if it begins like that, or with a comment in a file of JSON; else as YAML with its own tags.

        Of a key that occurs twice the last counts: CloudFormation accepts such templates and deploys that one.
        """
        begins = ("{", "/") if source.path.endswith(".json") else ("{",)
        if source.text.lstrip().startswith(begins) and not source.path.endswith((".yaml", ".yml")):
            return json_syntax.load(source)
        from iacguard.syntax import yaml as yaml_syntax

        return yaml_syntax.load(source, tag_name, last_wins=True)

    def mark_included(self, path: str) -> None:
        """A file that another includes is read, though it is no template itself."""
        self.included.add(path)
        self._record(path, "parsed")

    def _unreadable(self, path: str, error: UnreadableError) -> None:
        """A file that is no text is nobody's template, unless it is one in another encoding; that is worth a word."""
        if "UTF-8" in str(error) and not self._is_otherwise_encoded(path):
            self._record(path, "skipped", f"{NO_TEMPLATE}: {error}")
            return
        self.diagnostics.append(Diagnostic(ERROR, "unreadable", f"{path} cannot be read: {error}", path=path))
        self._record(path, "failed", str(error))

    def _is_otherwise_encoded(self, path: str) -> bool:
        """Whether a file is a template in UTF-16, which PowerShell writes, or in a code page of one byte a letter."""
        data = self.tree.read_bytes(path)
        is_wide = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
        return looks_like_template(data.decode("utf-16" if is_wide else "latin-1", "replace"))

    def _of_another_language(self, source: Source, language: str) -> None:
        message = f"this is a template of {language} that makes a template; it is not judged"
        cure = "scan what is made of it"
        self.diagnostics.append(Diagnostic(NOTE, "template", message, Span(source, 0, 0), cure=cure))
        self._record(source.path, "skipped", f"template of {language}")

    def _record(self, path: str, status: str, reason: str = "") -> None:
        self.records[path] = FileRecord(path, FORMAT, status, reason)


def _is_template(body: Value) -> bool:
    """Whether what was parsed says that it is a template, or has resources with types of CloudFormation."""
    if not isinstance(body.data, Map):
        return False
    items = body.data.items
    if "AWSTemplateFormatVersion" in items or ("Transform" in items and "Resources" in items):
        return True
    resources = items["Resources"].data if "Resources" in items else None
    for resource in resources.items.values() if isinstance(resources, Map) else ():
        kind = resource.data.items.get("Type") if isinstance(resource.data, Map) else None
        if kind is not None and isinstance(kind.data, str) and "::" in kind.data:
            return True
    return False
