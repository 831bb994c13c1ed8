"""The pipeline, read from top to bottom: paths, config, files, resources, graph, rules, report."""

from __future__ import annotations

import datetime
import os
from collections import Counter
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from iacguard import __version__, discovery, formats
from iacguard import config as configuration
from iacguard.config import Config
from iacguard.discovery import Subject
from iacguard.formats.base import Inputs, Linted, Loaded, isolated
from iacguard.formats.project import format as project
from iacguard.model.graph import Resource, ResourceGraph
from iacguard.model.report import ERROR, NOTE, Diagnostic, FileRecord, Finding, Report, RuleInfo
from iacguard.model.source import Span
from iacguard.model.tree import Tree, UnreadableError
from iacguard.policy import catalogue as rulebook
from iacguard.policy import counting, selection, settings, unsure, waivers
from iacguard.policy.catalogue import Catalogue
from iacguard.policy.compiled import broken
from iacguard.policy.judge import Judge
from iacguard.policy.rule import Rule
from iacguard.policy.suppression import Suppressions
from iacguard.vocabulary import tables, virtual
from iacguard.vocabulary.tables import Vocabulary


class Request(NamedTuple):
    """What a user asks for. `root` None: the enclosing repository. `config` None: the nearest file; "": none.

    `rules` are further folders of rules, `extensions` those whose rules may be Python. `texts` says for which rules the
    report carries `why` and `fix`: "found" those with findings, "all", or "none". `as_of` is the day by which
    suppressions are judged; None: today.
    """

    paths: tuple[Path, ...] = (Path(),)
    root: Path | None = None
    config: str | None = None
    profile: str = ""
    rules: tuple[Path, ...] = ()
    extensions: tuple[Path, ...] = ()
    inputs: Inputs = Inputs()
    inline_ignores: bool = True
    cfn_lint: bool = False
    texts: str = "found"
    as_of: datetime.date | None = None


class Session(NamedTuple):
    """What a request comes to, before anything is evaluated: the tree, the config in force, and what to read."""

    request: Request
    tree: Tree
    config: Config
    subject: Subject
    vocabulary: Vocabulary
    diagnostics: list[Diagnostic]


def scan(request: Request) -> Report:
    """Everything from paths to report. Never raises for what the files say."""
    return run(open_session(request))


def run(session: Session) -> Report:
    """The report of an opened session."""
    loaded = load(session)
    graph = ResourceGraph(loaded.resources, loaded.holes)
    return judge(session, loaded, graph, rules_of(session))


def open_session(request: Request) -> Session:
    """Find the root, the config and the files of a request."""
    root = Path(request.root).resolve() if request.root is not None else discovery.root_of(request.paths)
    tree = Tree(root)
    tree.home = discovery.home_of(tree, request.paths)
    diagnostics: list[Diagnostic] = []
    config = Config()
    path = request.config if request.config is not None else configuration.find(tree, _start(root, request.paths))
    if path:
        config, diagnostics = configuration.load(tree, path)
    subject = discovery.subject(tree, root, request.paths, formats.is_subject, config.exclude)
    if tree.home:
        message = f"only {tree.home} is searched: the working directory is not a repository and holds many directories"
        diagnostics.append(Diagnostic(NOTE, "home", message, path=tree.home, cure="name the project with --root"))
    return Session(request, tree, config, subject, tables.load(), diagnostics + subject.diagnostics)


def _start(root: Path, paths: Iterable[Path]) -> str:
    """The directory from which the config is looked for: the first path's."""
    for path in paths:
        real = Path(os.path.realpath(path))
        directory = real if os.path.isdir(real) else real.parent
        if directory == root or root in directory.parents:
            relative = directory.relative_to(root).as_posix()
            return "" if relative == "." else relative
    return ""


def load(session: Session) -> Loaded:
    """The resources of every file of the session."""
    return gather(session.tree, session.subject.files, session.request.inputs, session.vocabulary)


def gather(tree: Tree, paths: Iterable[str], inputs: Inputs, vocabulary: Vocabulary) -> Loaded:
    """The resources of some files of a tree, each read by the first format that knows it."""
    loaded = Loaded()
    left = {path: formats.candidates(path) for path in paths}
    for path in [path for path, names in left.items() if not names]:
        loaded.files.append(FileRecord(path, "", "skipped", "no format reads files of this name"))
        del left[path]
    for name in formats.ORDER:
        mine = [path for path, names in left.items() if name in names]
        if not mine:
            continue
        found = Loaded()
        with isolated(loaded.diagnostics, ""):
            found = formats.named(name).load(tree, mine, inputs, vocabulary)
        again = {r.path for r in found.files if r.status == "skipped" and left.get(r.path, (name,))[-1] != name}
        found.files = [record for record in found.files if record.path not in again]
        for record in found.files:
            left.pop(record.path, None)
        loaded.add(found)
    explained = any(said.level == ERROR and not said.file for said in loaded.diagnostics)
    for path in left:
        loaded.files.append(FileRecord(path, "", "failed", "was not read"))
        if not explained:
            loaded.diagnostics.append(Diagnostic(ERROR, "unreadable", "this file was not read", path=path))
    loaded.files.sort()
    loaded.diagnostics += _empty(tree, loaded.files)
    with isolated(loaded.diagnostics, ""):
        loaded.resources += virtual.expand(loaded.resources)
        loaded.add(project.load(tree, loaded))
    return loaded


def _empty(tree: Tree, files: Iterable[FileRecord]) -> list[Diagnostic]:
    """A note for each file without any text: nothing in it was judged, and that should not look like a pass."""
    out = []
    for record in files:
        if record.status == "failed" or not record.format:
            continue
        try:
            source = tree.read(record.path)
        except UnreadableError:  # skipped as what is no text
            continue
        if not source.text.strip():
            out.append(Diagnostic(NOTE, "empty", "this file is empty: there is nothing to judge", Span(source, 0, 0)))
    return out


def rules_of(session: Session) -> Catalogue:
    """The rules in force: built in, from folders, as the config and the profile select and change them."""
    request, config = session.request, session.config
    root = session.tree.root or Path()
    catalogue = rulebook.load([*(root / folder for folder in config.rules), *request.rules], request.extensions)
    profile = request.profile or config.profile
    catalogue.diagnostics += selection.unknown_words(catalogue, profile, config.words())
    catalogue.severities = settings.severities(catalogue.rules, config.severity)
    catalogue.params, faults = settings.params(catalogue.rules, config.params, config.path)
    catalogue.diagnostics += faults
    catalogue.chosen = selection.select(catalogue, profile, config.enable, config.disable)
    if catalogue.added:
        known = [rule.id for rule in catalogue.rules]
        added = [rule for rule in catalogue.rules if rule.id in catalogue.added]
        ids, faults = broken(added, known, catalogue.definitions, session.vocabulary)
        catalogue.diagnostics += faults
        catalogue.chosen = [rule for rule in catalogue.chosen if rule.id not in ids]
    return catalogue


def judge(session: Session, loaded: Loaded, graph: ResourceGraph, catalogue: Catalogue) -> Report:
    """The report on a graph: findings without what was waved through, as far as the session is about them."""
    request, subject, chosen = session.request, session.subject, catalogue.chosen
    judged = Judge(graph, session.vocabulary).judge(
        chosen,
        catalogue.definitions,
        catalogue.severities,
        catalogue.params,
        checked=False,
        counts=partial(_counts, subject),
    )
    linted = _linted(session)
    written, wrong = waivers.read(graph.resources) if request.inline_ignores else ([], [])
    today = request.as_of or datetime.date.today()
    suppressions = Suppressions(written, session.config.ignore, catalogue.rules, today)
    findings, suppressed = suppressions.apply([*judged.findings, *linted.findings])
    findings = unsure.once([finding for finding in findings if _about(finding, subject)])
    found = {finding.rule for finding in findings}
    said = [session.diagnostics, catalogue.diagnostics, loaded.diagnostics, judged.diagnostics, linted.diagnostics]
    said += [wrong, suppressions.complaints(chosen)]
    return Report(
        findings=findings,
        suppressed=[gone for gone in suppressed if _about(gone.finding, subject)],
        diagnostics=sorted({d for part in said for d in part if _told(d, subject)}, key=_order),
        files=[record for record in loaded.files if subject.covers(record.path)],
        resources=dict(
            sorted(Counter(r.native_type for r in graph.resources if r.deployed and _counts(subject, r)).items())
        ),
        rules=[*(_info(rule, catalogue, request.texts, found) for rule in chosen), *linted.rules],
        tallies=counting.settled(judged.tallies, findings),
        version=__version__,
    )


def _linted(session: Session) -> Linted:
    """What cfn-lint says of the templates, where it was asked for."""
    if not session.request.cfn_lint:
        return Linted([], [], [])
    from iacguard.formats.cloudformation import cfn_lint

    templates = [path for path in session.subject.files if "cloudformation.format" in formats.candidates(path)]
    return cfn_lint.lint(session.tree, templates, session.request.inputs)


def _about(finding: Finding, subject: Subject) -> bool:
    """Whether a finding touches what was asked for: at its place, or on the way to it.

    Who names files asks about these files; what the whole repository lacks is for who names a directory.
    """
    if not subject.directories and finding.type.startswith("project"):
        return False
    return any(subject.covers(span.source.path) for span in (finding.span, *(r.span for r in finding.related)))


def _counts(subject: Subject, resource: Resource) -> bool:
    """Whether a resource is of what was asked for: declared there, or made by a call from there."""
    if not subject.directories and resource.type.startswith("project"):
        return False
    return any(subject.covers(span.source.path) for span in (resource.span, *(call.span for call in resource.calls)))


def _told(diagnostic: Diagnostic, subject: Subject) -> bool:
    """Errors are told wherever they are, since what was asked for was read in their company; notes only inside."""
    return diagnostic.level == ERROR or not diagnostic.file or subject.covers(diagnostic.file)


def _order(diagnostic: Diagnostic) -> tuple[str, int, str, str]:
    start = diagnostic.span.start if diagnostic.span is not None else 0
    return diagnostic.file, start, diagnostic.code, diagnostic.message


def _info(rule: Rule, catalogue: Catalogue, texts: str, found: set[str]) -> RuleInfo:
    if texts == "all" or (texts == "found" and rule.id in found):
        rule = rulebook.with_texts(rule)
    return RuleInfo(
        rule.id,
        rule.summary,
        catalogue.severity(rule),
        rule.practices,
        rule.why,
        rule.fix,
        rule.references,
        rule.family,
    )
