"""Fixtures of rules: what they contain, what they expect, and what judging them gives.

`bad*.tf` and `good*.yaml` are one file each; a folder `bad*` or `good*` is a whole repository. The offending line ends
in `# expect`, `# expect unsure` or `# expect when Env=dev, Spot=true`; what is no text with comments (JSON, a
missing file) is said in `expected.json`: fixture -> list of {file, line, verdict, when}. A file that reads `(12 MB)`
stands for that many bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from iacguard import formats, pipeline
from iacguard.formats.base import Inputs, Loaded
from iacguard.model.graph import ResourceGraph
from iacguard.model.report import Diagnostic, Finding
from iacguard.model.tree import Tree
from iacguard.policy.catalogue import Catalogue
from iacguard.policy.compiled import Watcher
from iacguard.policy.judge import Judge
from iacguard.policy.rule import Rule
from iacguard.vocabulary.tables import Vocabulary

_EXPECT = re.compile(r"(?:#|//)\s*expect(?:\s+(unsure)|\s+when\s+(.*?))?\s*(?:\*/)?\s*$")


class Expected(NamedTuple):
    """One finding: where, what, and under which inputs."""

    file: str
    line: int
    verdict: str
    when: frozenset[str]

    def __str__(self) -> str:
        when = f" when {', '.join(sorted(self.when))}" if self.when else ""
        return f"{self.file}:{self.line}: {self.verdict}{when}"


class Fixture(NamedTuple):
    """One example of a rule; `files` are the texts by path."""

    rule: Rule
    name: str
    files: dict[str, str]

    def __str__(self) -> str:
        return f"{self.rule.id}/{self.name}"

    @property
    def expected(self) -> set[Expected]:
        """What the marks in the files and `expected.json` say."""
        found = {
            Expected(path, number, match[1] or "fail", frozenset(filter(None, (match[2] or "").split(", "))))
            for path, text in self.files.items()
            for number, line in enumerate(text.splitlines(), 1)
            if (match := _EXPECT.search(line))
        }
        beside = Path(self.rule.folder) / "expected.json"
        told = json.loads(beside.read_text(encoding="utf-8")).get(self.name, []) if beside.is_file() else []
        for row in told:
            when = frozenset(f"{atom}={label}" for atom, label in row.get("when", {}).items())
            found.add(Expected(row.get("file", self.name), row["line"], row.get("verdict", "fail"), when))
        return found


class Outcome(NamedTuple):
    """What judging a fixture gave: findings that are missing, findings too many, and what went wrong."""

    fixture: Fixture
    missing: list[Expected]
    unexpected: list[Expected]
    errors: list[Diagnostic]

    @property
    def passed(self) -> bool:
        """Whether it gave what it expects."""
        return not (self.missing or self.unexpected or self.errors)


def of(rule: Rule) -> list[Fixture]:
    """Every fixture in a rule's folder."""
    found = []
    for path in sorted(Path(rule.folder).iterdir()):
        if path.name.startswith(("bad", "good")):
            inside = [p for p in sorted(path.rglob("*")) if p.is_file()] if path.is_dir() else [path]
            base = path if path.is_dir() else path.parent
            texts = {p.relative_to(base).as_posix(): p.read_text(encoding="utf-8") for p in inside}
            found.append(Fixture(rule, path.name, texts))
    return found


def load(files: dict[str, str], vocabulary: Vocabulary) -> Loaded:
    """The resources of some files, through every format."""
    sizes = {path: re.fullmatch(r"\((\d+) MB\)\n", text) for path, text in files.items()}
    tree = Tree.of({path: b"\0" * (int(size[1]) * 10**6) if size else files[path] for path, size in sizes.items()})
    return pipeline.gather(tree, [path for path in files if formats.is_subject(path)], Inputs(), vocabulary)


def judge(
    rule: Rule, loaded: Loaded, catalogue: Catalogue, vocabulary: Vocabulary, watcher: Watcher | None = None
) -> tuple[list[Finding], list[Diagnostic]]:
    """What one rule finds, and every diagnostic of the way there."""
    graph = ResourceGraph(loaded.resources, loaded.holes)
    judged = Judge(graph, vocabulary).judge([rule], catalogue.definitions, watcher=watcher)
    return judged.findings, [*loaded.diagnostics, *judged.diagnostics]


def outcome(fixture: Fixture, catalogue: Catalogue, vocabulary: Vocabulary, watcher: Watcher | None = None) -> Outcome:
    """A fixture held against what it expects."""
    findings, diagnostics = judge(fixture.rule, load(fixture.files, vocabulary), catalogue, vocabulary, watcher)
    got, wanted = found(findings), fixture.expected
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.level == "error"]
    return Outcome(fixture, sorted(wanted - got), sorted(got - wanted), errors)


def found(findings: Iterable[Finding]) -> set[Expected]:
    """Findings as fixtures write them."""
    return {Expected(f.span.source.path, f.span.line, f.verdict, _when(f)) for f in findings}


def _when(finding: Finding) -> frozenset[str]:
    rows = [{f"{_input(atom)}={label}" for atom, label in row.items()} for row in finding.when]
    return frozenset().union(*rows)


def _input(atom: str) -> str:
    """`var.env` and `Env`, without the module or stack."""
    return atom.rpartition("/")[2] if "/" in atom else atom[atom.find("var.") :] if "var." in atom else atom
