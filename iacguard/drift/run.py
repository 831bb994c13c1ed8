"""`iacguard drift`: from a session and what describes the deployment to a report."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from iacguard import __version__, pipeline
from iacguard.drift import compare, findings, planned, stacks
from iacguard.formats import state
from iacguard.formats.base import Inputs, Loaded
from iacguard.model.report import ERROR, Diagnostic, FileRecord, Finding, Report, Tally
from iacguard.model.tree import Tree, UnreadableError
from iacguard.pipeline import Session

KINDS = "give a state, what terraform show -json prints, or an answer of describe-stack-resource-drifts"


def drift(session: Session, deployments: Iterable[tuple[Tree, str]]) -> Report:
    """What differs between the session's files and each deployment: a state, a plan, an answer of CloudFormation.

    A deployment is a file in a tree of its own: states lie anywhere, also outside of the scan root.
    """
    declared = pipeline.load(session)
    out: list[Finding] = []
    diagnostics = [*session.diagnostics, *declared.diagnostics]
    records: list[FileRecord] = list(declared.files)
    for tree, path in deployments:
        found, record, faults = _deployment(session, declared, tree, path)
        out += found
        diagnostics += faults
        records.append(record)
    tallies = {rule.id: Tally(failed=sum(f.rule == rule.id for f in out)) for rule in findings.RULES}
    return Report(
        findings=sorted(out, key=lambda f: (f.span.source.path, f.span.start, f.rule, f.address, f.message)),
        diagnostics=diagnostics, files=records, rules=list(findings.RULES), tallies=tallies, version=__version__,
    )  # fmt: skip


def _deployment(
    session: Session, declared: Loaded, tree: Tree, path: str
) -> tuple[list[Finding], FileRecord, list[Diagnostic]]:
    try:
        source = tree.read(path)
        data: Any = json.loads(source.text)
    except UnreadableError as error:
        return _failed(path, "unreadable", f"cannot read it: {error}")
    except (ValueError, RecursionError):
        return _failed(path, "syntax", "this deployment is not JSON", KINDS)
    if stacks.is_answer(data):
        found = stacks.compare(declared.resources, data, source, declared.holes)
        return found, FileRecord(path, "stack", "parsed"), []
    keys = data.keys() if isinstance(data, dict) else ()
    if "resource_drift" in keys or "resource_changes" in keys:
        return planned.compare(declared.resources, data, source, path), FileRecord(path, "plan", "parsed"), []
    if "resources" in keys and {"terraform_version", "version"} & set(keys):
        deployed = state.load(tree, [path], Inputs(), session.vocabulary)
        read = deployed.files[0].status == "parsed"
        found = compare.compare(declared.resources, deployed.resources, declared.holes) if read else []
        return found, deployed.files[0], deployed.diagnostics
    message = "it is neither a state, nor a plan, nor an answer of CloudFormation"
    return _failed(path, "deployment", message, KINDS)


def _failed(path: str, code: str, message: str, cure: str = "") -> tuple[list[Finding], FileRecord, list[Diagnostic]]:
    return [], FileRecord(path, "", "failed", message), [Diagnostic(ERROR, code, message, path=path, cure=cure)]
