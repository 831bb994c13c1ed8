"""What a rule's folder says, for people: the text of `iacguard explain`, and the page of the documentation."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any, NamedTuple

from iacguard.policy.catalogue import with_texts
from iacguard.policy.rule import Rule

MARKED = (
    "`# expect` stands where the finding points; `unsure` and `when` say where it is not certain, or depends on inputs."
)
LANGUAGES = {".tf": "hcl", ".json": "json", ".yaml": "yaml"}


class Example(NamedTuple):
    """A fixture: the file's name, its language for highlighting, and its text."""

    name: str
    language: str
    text: str


class Explained(NamedTuple):
    """Everything that is to say about a rule."""

    id: str
    family: str
    summary: str
    severity: str
    practices: tuple[str, ...]
    resources: tuple[str, ...]
    profiles: tuple[str, ...]
    why: str
    fix: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    params: tuple[tuple[str, Any, str], ...]
    references: tuple[str, ...]
    aliases: tuple[str, ...]


def explained(rule: Rule) -> Explained:
    """A rule with its texts and its fixtures."""
    rule = with_texts(rule)
    params = tuple((name, param.default, param.description) for name, param in rule.params.items())
    return Explained(
        rule.id, rule.family, rule.summary, rule.severity, rule.practices, rule.resources, rule.profiles, rule.why,
        rule.fix, _examples(rule, "bad"), _examples(rule, "good"), params, rule.references, rule.aliases,
    )  # fmt: skip


def _examples(rule: Rule, stem: str) -> tuple[Example, ...]:
    if not rule.folder:
        return ()
    paths = sorted(p for p in Path(rule.folder).glob(f"{stem}.*") if p.suffix in LANGUAGES and p.is_file())
    return tuple(Example(p.name, LANGUAGES[p.suffix], p.read_text(encoding="utf-8").rstrip() + "\n") for p in paths)


def as_text(rule: Explained) -> str:
    """For a terminal of 100 columns."""
    head = f"{rule.family}/{rule.id}: {rule.summary}\n{rule.severity}; {', '.join(rule.practices)}\n"
    parts = [head, _paragraph("Why", rule.why), _paragraph("Fix", rule.fix)]
    for title, examples in (("Bad", rule.bad), ("Good", rule.good)):
        parts += [f"{title} ({example.name})\n{textwrap.indent(example.text, '    ')}" for example in examples]
    return "\n".join([*parts, *_facts(rule)])


def _paragraph(title: str, text: str) -> str:
    """A title and its text, wrapped; what the author indented is code and stays as it is."""
    parts = []
    for part in text.split("\n\n"):
        code = part.startswith("    ")
        parts.append(
            textwrap.indent(part, "    ")
            if code
            else textwrap.fill(part, 96, initial_indent="    ", subsequent_indent="    ")
        )
    return title + "\n" + "\n\n".join(parts) + "\n"


def _facts(rule: Explained) -> list[str]:
    rows = [("Resources", ", ".join(rule.resources)), ("Profiles", ", ".join(rule.profiles))]
    rows += [(f"Parameter {name}", f"{json.dumps(default)}  {text}".rstrip()) for name, default, text in rule.params]
    rows += [("References", ", ".join(rule.references)), ("Known elsewhere as", ", ".join(rule.aliases))]
    return [f"{title}: {text}\n" for title, text in rows if text]


def as_markdown(rule: Explained) -> str:
    """A page of the documentation."""
    parts = [
        f"# {rule.id}\n\n{rule.summary}.\n",
        f"**Severity** {rule.severity} · **Practices** {', '.join(rule.practices)} · **Family** {rule.family} · "
        f"**Profiles** {', '.join(rule.profiles)}\n",
        f"**Resources** {', '.join(f'`{name}`' for name in rule.resources)}\n",
        f"## Why\n\n{rule.why}\n",
        f"## Fix\n\n{rule.fix}\n",
    ]
    for title, examples in (("Bad", rule.bad), ("Good", rule.good)):
        if examples:
            parts.append(f"## {title}\n" + (f"\n{MARKED}\n" if title == "Bad" else ""))
        parts += [f"```{example.language}\n{example.text}```\n" for example in examples]
    if rule.params:
        rows = [f"| `{name}` | `{json.dumps(default)}` | {text} |" for name, default, text in rule.params]
        parts.append("\n".join(["## Parameters\n", "| name | default | meaning |", "|---|---|---|", *rows]) + "\n")
    for title, words in (("References", rule.references), ("Known elsewhere as", rule.aliases)):
        if words:
            parts.append(f"## {title}\n\n" + ", ".join(words) + "\n")
    return "\n".join(parts)
