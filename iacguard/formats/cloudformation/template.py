"""Template files: which files are templates, and what their sections hold."""

from __future__ import annotations

import re
from collections.abc import Mapping

from iacguard.model.report import ERROR, NOTE, Diagnostic
from iacguard.model.source import Source, Span
from iacguard.model.value import Map, Seq, Value

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
