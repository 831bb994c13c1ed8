"""What a rule is: the grammar of rule.yaml, read into a Rule, every fault with its place and cure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from iacguard.model.nearest import meant
from iacguard.model.plain import plain
from iacguard.model.report import ERROR, NOTHING, PRACTICES, SEVERITIES, Diagnostic
from iacguard.model.source import Source, Span
from iacguard.model.value import Map, Seq, Value

DEFAULT_PROFILE = "default"
EVERY = "*"
"""Stands in `resources` of a rule for every resource of a provider."""
REQUIRED = ("summary", "severity", "practices", "resources", "require", "message", "why", "fix")
CODED = ("require", "when", "at", "message")
"""What the rule.py of a coded rule says itself."""
KEYS = (
    *REQUIRED, "when", "at", "references", "aliases", "params", "implies", "profiles",
)  # fmt: skip
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z").match
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z").match
"""A name that an expression can use."""
PLACEHOLDER = re.compile(r"\{(\w+)\}")
PLACEHOLDERS = ("address", "value", "type", "name", "attribute")


NEW = "`iacguard rule new FAMILY/ID` makes a whole one"
EXAMPLE = "resource.name != null"
PARAM = "write params: {days: {default: 30, description: how long}}"
_YAML = {
    "mapping values": "put a text with a colon in quotes", "tab": "indent by spaces",
    "expected ','": "close the bracket",
    "end of stream": "close the quote", "unacceptable": "take the character out", "anchor": "write the value itself",
    "node content": "write a value here", "nested": "write less in each other", "nodes": "write the values themselves",
}  # fmt: skip


def _yaml(message: str) -> str:
    """The cure of what is no YAML."""
    return next((cure for words, cure in _YAML.items() if words in message), "an editor that knows YAML shows where")


class Expression(NamedTuple):
    """The text of an expression, where it stands, and, from the tables of a wheel, its tree (`cel.plain`)."""

    text: str
    span: Span | None = None
    tree: Any = None

    def place(self, at: int) -> Span | None:
        """Where a character of the text stands in its file, through YAML's indentation, folding and quotes."""
        if self.span is None:
            return None
        written, start, end = self.span.source.text, self.span.start, self.span.end
        block = re.compile(r"[|>][^\n]*\n").match(written, start, end)
        here = block.end() if block else start + (written[start : start + 1] in ("'", '"'))
        for character in self.text[:at]:
            if not character.isspace():
                found = written.find(character, here, end)
                here = found + 1 if found >= 0 else here
        while here < end - 1 and written[here].isspace():
            here += 1
        here = min(here, max(end - 1, start))
        return Span(self.span.source, here, here + 1)


class Param(NamedTuple):
    """What a config file may set."""

    default: Any
    description: str = ""


class Rule(NamedTuple):
    """One rule, as its folder says it; `id` is the folder's name, `family` the folder above.

    A `coded` rule has no `require`: the rule.py beside it checks. `resources` may be `*`, which stands for every
    resource of a provider.
    """

    id: str
    family: str
    summary: str
    severity: str
    practices: tuple[str, ...]
    resources: tuple[str, ...]
    require: tuple[Expression, ...]
    message: str
    why: str = ""
    fix: str = ""
    when: Expression | None = None
    at: str = ""
    references: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    params: Mapping[str, Param] = NOTHING
    implies: tuple[str, ...] = ()
    profiles: tuple[str, ...] = (DEFAULT_PROFILE,)
    folder: str = ""
    coded: bool = False
    places: Mapping[str, Span] = NOTHING
    """Where the value of each key stands, for those who complain about it."""


def read(
    source: Source, id: str, family: str, folder: str = "", coded: bool = False
) -> tuple[Rule | None, list[Diagnostic]]:
    """A rule from the text of its rule.yaml; None, with diagnostics, where it is none."""
    from iacguard.syntax import yaml

    value, diagnostics = yaml.load(source)
    if value is None or diagnostics:
        empty = Diagnostic(ERROR, "rule", "this rule is empty", Span(source, 0, 0), cure=NEW)
        return None, [found if found.cure else found._replace(cure=_yaml(found.message)) for found in diagnostics] or [
            empty
        ]
    reader = _Reader(source, value)
    rule = reader.rule(id, family, folder, coded)
    return (None if reader.faults else rule), reader.faults


class _Reader:
    def __init__(self, source: Source, value: Value) -> None:
        self.source = source
        self.value = value
        self.faults: list[Diagnostic] = []
        self.items: dict[str, Value] = dict(value.data.items) if isinstance(value.data, Map) else {}

    def fault(self, message: str, span: Span | None, cure: str = "") -> None:
        self.faults.append(Diagnostic(ERROR, "rule", message, span or Span(self.source, 0, 1), cure=cure))

    def rule(self, id: str, family: str, folder: str, coded: bool) -> Rule | None:
        if not isinstance(self.value.data, Map):
            self.fault("a rule is a mapping of keys to values", self.value.span, NEW)
            return None
        if not ID(id):
            self.fault(f"{id!r} is not an id", None, "name the folder in kebab case, by the pattern that is bad")
        for name in self.items:
            if name not in KEYS:
                cure = meant(name, KEYS, f"known are {', '.join(KEYS)}")
                self.fault(f"a rule has no {name}", (self.value.data.keys or {}).get(name), cure)
        for name in REQUIRED:
            if name not in self.items and not (coded and name in CODED):
                self.fault(f"this rule has no {name}", None, f"add {name}")
        for name in CODED if coded else ():
            if name in self.items:
                self.fault(f"{name} and a rule.py exclude each other", self.items[name].span, "keep one of them")
        if self.faults:
            return None
        return Rule(
            id, family,
            self.text("summary"), self.one_of("severity", SEVERITIES), self.some_of("practices", PRACTICES),
            self.texts("resources"), () if coded else self.expressions("require"), self.message(),
            self.text("why"), self.text("fix"),
            next(iter(self.expressions("when")), None) if "when" in self.items else None,
            self.text("at"), self.texts("references"), self.texts("aliases"), self.params(),
            self.texts("implies"), self.texts("profiles") or (DEFAULT_PROFILE,), folder, coded,
            {name: value.span for name, value in self.items.items() if value.span is not None},
        )  # fmt: skip

    def text(self, name: str) -> str:
        value = self.items.get(name)
        if value is None:
            return ""
        if not isinstance(value.data, str) or not value.data.strip():
            words = f"it is one of {', '.join(SEVERITIES)}" if name == "severity" else f"write {name}: some words"
            self.fault(f"{name} is a text", value.span, words)
            return ""
        return value.data.strip()

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.items.get(name)
        if value is None:
            return ()
        if not isinstance(value.data, Seq) or not all(isinstance(v.data, str) for v in value.data.items):
            self.fault(f"{name} is a list of texts", value.span, f"write {name}: [one, two]")
            return ()
        if not value.data.items:
            self.fault(f"{name} is empty", value.span, f"write {name}: [one, two], or leave it out")
        for number, one in enumerate(value.data.items):
            if any(one.data == other.data for other in value.data.items[:number]):
                self.fault(f"{one.data!r} stands twice in {name}", one.span, "leave it out")
        return tuple(v.data for v in value.data.items)

    def one_of(self, name: str, words: tuple[str, ...]) -> str:
        word = self.text(name)
        if word and word not in words:
            hint = meant(word, words, f"it is one of {', '.join(words)}")
            self.fault(f"{word!r} is no {name}", self.items[name].span, hint)
        return word

    def some_of(self, name: str, words: tuple[str, ...]) -> tuple[str, ...]:
        found = self.texts(name)
        for word, value in zip(found, self.items[name].data.items if found else (), strict=True):
            if word not in words:
                hint = meant(word, words, f"they are {', '.join(words)}")
                self.fault(f"{word!r} is none of the {name}", value.span, hint)
        return found

    def expressions(self, name: str) -> tuple[Expression, ...]:
        value = self.items[name]
        parts = value.data.items if isinstance(value.data, Seq) and name == "require" else (value,)
        if not parts:
            self.fault(f"{name} is empty", value.span, f"write {name}: {EXAMPLE}")
        out = []
        for part in parts:
            data = part.data
            text = ("true" if data else "false") if isinstance(data, bool) else data
            if not isinstance(text, str) or not text.strip():
                many = ", or a list of them" if name == "require" else ""
                self.fault(f"{name} is an expression{many}", part.span, f"write {name}: {EXAMPLE}")
            else:
                out.append(Expression(text, part.span))
        return tuple(out)

    def message(self) -> str:
        text = self.text("message")
        for name in PLACEHOLDER.findall(text):
            if name not in PLACEHOLDERS:
                known = ", ".join(f"{{{p}}}" for p in PLACEHOLDERS)
                self.fault(f"{{{name}}} means nothing in a message", self.items["message"].span, f"known are {known}")
        return text

    def params(self) -> dict[str, Param]:
        value = self.items.get("params")
        if value is None:
            return {}
        if not isinstance(value.data, Map):
            self.fault("params is a mapping of names to {default, description}", value.span, PARAM)
            return {}
        out = {}
        for name, spec in value.data.items.items():
            if not NAME(name):
                place = (value.data.keys or {}).get(name)
                self.fault(f"{name!r} is not a name for a parameter", place, "a name has letters, digits and _")
            parts = spec.data.items if isinstance(spec.data, Map) else {}
            if "default" not in parts or set(parts) - {"default", "description"}:
                self.fault(f"the parameter {name} has a default and a description, nothing else", spec.span, PARAM)
                continue
            description = parts["description"].data if "description" in parts else ""
            out[name] = Param(plain(parts["default"]), str(description))
        return out
