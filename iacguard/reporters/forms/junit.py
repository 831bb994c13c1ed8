"""JUnit's XML: a suite a file, a case a finding; what is unsure or waved through is skipped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from iacguard.model.report import ERROR, Diagnostic, Finding, Report, RuleInfo
from iacguard.reporters import selection, wording
from iacguard.reporters.options import PLAIN, Options
from iacguard.reporters.region import region
from iacguard.reporters.sanitize import terminal, xml

TOOL = "iacguard"


class Case(NamedTuple):
    """A test case: its suite, what names it, and its outcome (failure, error, skipped or passed) with its words."""

    suite: str
    rule: str
    name: str
    line: int
    outcome: str
    type: str = ""
    message: str = ""
    body: tuple[str, ...] = ()


def render(report: Report, options: Options = PLAIN) -> str:
    """The XML document; a file that was read and has no finding is one case that passed."""
    suites: dict[str, list[Case]] = {}
    for case in _cases(report):
        suites.setdefault(case.suite, []).append(case)
    name = f"{TOOL} {options.category}".rstrip()
    everything = [case for cases in suites.values() for case in cases]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites {_counts(name, everything)}>"]
    for suite, cases in sorted(suites.items()):
        lines += [f"  <testsuite {_counts(suite, cases)}>", *_elements(cases), "  </testsuite>"]
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _cases(report: Report) -> Iterator[Case]:
    rules = wording.described(report)
    for finding in selection.failures(report):
        body = _body(finding, rules.get(finding.rule))
        yield _case(finding, "failure", finding.severity, finding.message, body)
    for finding in selection.unsure(report):
        yield _case(finding, "skipped", "unsure", f"unsure: {finding.message}; cannot tell: {finding.reason}")
    for gone in selection.suppressed(report):
        why = gone.reason or "no reason given"
        yield _case(gone.finding, "skipped", "suppressed", f"suppressed: {gone.finding.message}; {why}")
    told = [said for said in selection.diagnostics(report) if said.level == ERROR]
    yield from (_errors(said) for said in told)
    explained = {said.file for said in told}
    for record in selection.files(report):
        if record.status == "parsed":
            yield Case(record.path, TOOL, "is read", 1, "passed")
        elif record.status == "failed" and record.path not in explained:
            yield Case(record.path, TOOL, "is read", 1, "error", "failed", record.reason)


def _case(finding: Finding, outcome: str, type: str, message: str, body: tuple[str, ...] = ()) -> Case:
    at = region(finding.span)
    return Case(finding.span.source.path, finding.rule, finding.address, at.line, outcome, type, message, body)


def _errors(said: Diagnostic) -> Case:
    line = said.span.line if said.span is not None else 1
    return Case(said.file or TOOL, TOOL, said.code, line, "error", said.code, said.message, (said.cure,))


def _body(finding: Finding, rule: RuleInfo | None) -> tuple[str, ...]:
    """The place, what it depends on, how to mend it and what backs the rule."""
    when, others = wording.when(finding), wording.others(finding)
    lines = [f"{finding.span} {finding.rule}"]
    lines += [when] if when else []
    lines += [f"also {others}"] if others else []
    lines += [f"{related.span} {related.message}" for related in finding.related]
    if rule is not None:
        lines += ["", *rule.why.strip("\n").split("\n"), "", *rule.fix.strip("\n").split("\n")]
        lines += ["", "References: " + ", ".join(rule.references)] if rule.references else []
    return tuple(lines)


def _counts(name: str, cases: list[Case]) -> str:
    outcomes = [case.outcome for case in cases]
    failures, errors, skipped = (outcomes.count(outcome) for outcome in ("failure", "error", "skipped"))
    return (
        f'name="{xml(name)}" tests="{len(cases)}" failures="{failures}" errors="{errors}" skipped="{skipped}" time="0"'
    )


def _elements(cases: list[Case]) -> Iterator[str]:
    """Cases of one name are told apart by their number."""
    seen: dict[tuple[str, str], int] = {}
    for case in cases:
        number = seen[case.rule, case.name] = seen.get((case.rule, case.name), 0) + 1
        name = case.name if number == 1 else f"{case.name} ({number})"
        head = (
            f'    <testcase classname="{xml(case.rule)}" name="{xml(name)}" file="{xml(case.suite)}" line="{case.line}"'
        )
        if case.outcome == "passed":
            yield f"{head}/>"
            continue
        body = "\n".join(xml(terminal(line)) for line in case.body).rstrip()
        inside = f'<{case.outcome} type="{xml(case.type)}" message="{xml(case.message)}"'
        yield f"{head}>"
        yield f"      {inside}>{body}</{case.outcome}>" if body.strip() else f"      {inside}/>"
        yield "    </testcase>"
