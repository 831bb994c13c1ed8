"""Template files: which files are templates, and what their sections hold."""

from __future__ import annotations

import re
from collections.abc import Mapping

from iacguard.model.report import ERROR, NOTE, Diagnostic, FileRecord
from iacguard.model.source import Source, Span
from iacguard.model.tree import Tree, UnreadableError
from iacguard.model.value import Map, Seq, Value
from iacguard.syntax import json as json_syntax
from iacguard.syntax.foreign import template_language

SUFFIXES = (".yaml", ".yml", ".json", ".template")
FORMAT = "cloudformation"
MAX_TEMPLATE_BYTES = 1_000_000
"""CloudFormation's own quota for a template in a bucket."""

SECTIONS = ("Parameters", "Mappings", "Conditions", "Resources", "Outputs", "Rules")
_SAYS_TEMPLATE = re.compile(r'(?:^|[{,])\s{0,8}["\']?(?:AWSTemplateFormatVersion|Transform)["\']?\s*:', re.M).search
_SAYS_RESOURCES = re.compile(r'["\']?Resources["\']?\s*:').search
_SAYS_TYPE = re.compile(r"""["']?Type["']?\s*:\s*["']?(?:AWS|Alexa|Custom|[A-Z]\w+)::\w""").search
NO_TEMPLATE = "no CloudFormation template"


def tag_name(tag: str) -> str:
    """The long form of a short one: `!Sub` is `Fn::Sub`."""
    return tag if tag in ("Ref", "Condition") else f"Fn::{tag}"


def looks_like_template(text: str) -> bool:
    """Whether a text may be a template, told without parsing it."""
    may_say_so = "AWSTemplateFormatVersion" in text or ("Transform" in text and "AWS::" in text)
    if may_say_so and _SAYS_TEMPLATE(text):
        return True
    return "Resources" in text and "::" in text and bool(_SAYS_RESOURCES(text) and _SAYS_TYPE(text))


class Template:
    """One parsed template. `sections` holds the mappings of the sections that are written and well formed."""

    def __init__(self, source: Source, body: Value) -> None:
        self.source = source
        self.path = source.path
        self.body = body
        self.items: Mapping[str, Value] = body.data.items if isinstance(body.data, Map) else {}
        self.keys: Mapping[str, Span] = (body.data.keys if isinstance(body.data, Map) else None) or {}
        self.sections: dict[str, Map] = {}
        self.diagnostics: list[Diagnostic] = []
        self.transforms: tuple[str, ...] = ()
        self.is_complete = "AWSTemplateFormatVersion" in self.items
        for name in SECTIONS:
            self._section(name)
        self._transforms()

    def section(self, name: str) -> Map:
        """A section, empty where the template has none."""
        return self.sections.get(name, EMPTY)

    def key(self, section: str, name: str) -> Span:
        """The place of a name in a section."""
        data = self.section(section)
        span = (data.keys or {}).get(name)
        return span or data.items[name].span or self.span

    @property
    def span(self) -> Span:
        """The template as a whole, where nothing narrower can be named."""
        return self.body.span or Span(self.source, 0, len(self.source.text))

    def report(self, message: str, span: Span | None, cure: str = "", level: str = ERROR) -> None:
        """Note a fault of the template's form."""
        self.diagnostics.append(Diagnostic(level, "template", message, span or self.span, cure=cure))

    def _section(self, name: str) -> None:
        value = self.items.get(name)
        if value is None or value.data is None:
            return
        if not isinstance(value.data, Map):
            self.report(f"{name} is {_kind(value)}, not a mapping of names", value.span, "name each entry")
            return
        data = value.data
        good: dict[str, Value] = {}
        for key, entry in data.items.items():
            made = key.startswith("Fn::") and name not in ("Parameters", "Rules")
            if isinstance(entry.data, Map) or made or name == "Conditions":
                good[key] = entry
            else:
                span = (data.keys or {}).get(key) or entry.span
                self.report(f"{key} in {name} is {_kind(entry)}, not a mapping", span, "give it its attributes")
        self.sections[name] = Map(good, None, data.keys)

    def _transforms(self) -> None:
        written = self.items.get("Transform")
        if written is None:
            return
        listed = written.data.items if isinstance(written.data, Seq) else (written,)
        names: list[str] = []
        for one in listed:
            name = one.data.items.get("Name") if isinstance(one.data, Map) else one
            if name is not None and isinstance(name.data, str):
                names.append(name.data)
        self.transforms = tuple(names)

    def check_size(self) -> None:
        """CloudFormation refuses a larger text; what it declares is judged all the same."""
        size = len(self.source.text.encode())
        if size > MAX_TEMPLATE_BYTES:
            message = f"this template has {size:,} bytes; CloudFormation takes {MAX_TEMPLATE_BYTES:,}"
            self.report(message, Span(self.source, 0, 1), "split it into nested stacks", NOTE)


EMPTY = Map({})


def _kind(value: Value) -> str:
    data = value.data
    if isinstance(data, Seq):
        return "a list"
    if isinstance(data, Map):
        return "a mapping"
    return "empty" if data is None else "a text" if isinstance(data, str) else "a number or a bool"


class Templates:
    """The templates of a tree, each parsed once."""

    def __init__(self, tree: Tree, region: str = "") -> None:
        self.tree = tree
        self.region = region
        self._known: dict[str, Template | None] = {}
        self.records: dict[str, FileRecord] = {}
        self.inline: dict[tuple[str, int, int], Template] = {}
        self.diagnostics: list[Diagnostic] = []

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
        template = Template(source, body)
        if any(name.startswith("AWS::Serverless") for name in template.transforms):
            from iacguard.formats.cloudformation.sam import expanded

            template = expanded(template, self.region)
        template.check_size()
        self.diagnostics += diagnostics + template.diagnostics
        self._record(path, "parsed")
        return template

    def parse(self, source: Source) -> tuple[Value | None, list[Diagnostic]]:
        """A text as JSON if it begins like that, else as YAML with CloudFormation's tags.

        Of a key that occurs twice the last counts: CloudFormation accepts such templates and deploys that one.
        """
        if source.text.lstrip()[:1] == "{" and not source.path.endswith((".yaml", ".yml")):
            return json_syntax.load(source)
        from iacguard.syntax import yaml as yaml_syntax

        return yaml_syntax.load(source, tag_name, last_wins=True)

    def mark_included(self, path: str) -> None:
        """A file that another includes is read, though it is no template itself."""
        self._record(path, "parsed")

    def _unreadable(self, path: str, error: UnreadableError) -> None:
        """A file that is no text is nobody's template; any other reason is worth a word."""
        if "UTF-8" in str(error):
            self._record(path, "skipped", f"{NO_TEMPLATE}: {error}")
            return
        self.diagnostics.append(Diagnostic(ERROR, "unreadable", f"{path} cannot be read: {error}", path=path))
        self._record(path, "failed", str(error))

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
