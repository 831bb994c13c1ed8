"""The scorecard on the ten practices, for a terminal, in Markdown and as JSON: a block of a report, or a page."""

from __future__ import annotations

from typing import Any

from iacguard.model.report import Report
from iacguard.model.scorecard import Fix, Score, scorecard
from iacguard.reporters import wording
from iacguard.reporters.options import PLAIN, Options
from iacguard.reporters.sanitize import code, terminal
from iacguard.reporters.style import Style
from iacguard.reporters.tables import table

FORMS = ("text", "markdown", "json")


def page(report: Report, form: str, options: Options = PLAIN) -> str:
    """The scorecard alone with what it rests on, in one of FORMS; every practice is named.

    Raises ValueError for another form.
    """
    if form == "text":
        return f"{block(report, options.colour)}\n\n{terminal(wording.coverage(report))}\n"
    if form == "markdown":
        return f"# Scorecard\n\n{markdown(report)}\n\n{wording.coverage(report)}.\n"
    if form == "json":
        from iacguard.reporters.records import SCHEMA
        from iacguard.reporters.serialize import document

        return document({"schema": SCHEMA, "version": report.version, "scorecard": records(report)})
    raise ValueError(f"a scorecard comes as {', '.join(FORMS)}, not {form!r}")


def records(report: Report) -> list[dict[str, Any]]:
    """One record a practice, as json-v1 has them; `share` is what was kept, null where nothing is certain."""
    return [
        {
            "practice": score.practice,
            "rules": score.rules,
            "judged": score.judged,
            "pass": score.passed,
            "fail": score.failed,
            "unsure": score.unsure,
            "share": None if score.share is None else round(score.share, 4),
            "fixes": [fix._asdict() for fix in score.fixes],
        }
        for score in scorecard(report)
    ]


def block(report: Report, colour: bool = False, every: bool = True) -> str:
    """For a terminal: a line a practice, then what would help it most.

    With `every` false, only practices that had something to judge.
    """
    style = Style(colour)
    shown = [score for score in scorecard(report) if score.judged or every]
    return "\n".join(line for score in shown for line in _lines(score, style))


def _lines(score: Score, style: Style) -> list[str]:
    name = style.strong(f"{score.practice:<14}")
    if not score.judged:
        return [f"{name}{_percent(score):>5}  {style.faint('no rule had anything to judge')}"]
    share = f"{_percent(score):>5}"
    painted = style.bad(share) if score.failed else style.good(share)
    counts = f"{score.passed} pass, {score.failed} fail, {score.unsure} unsure"
    lines = [f"{name}{painted}  {counts} ({wording.count(score.rules, 'rule')})"]
    return lines + [f"{'':21}{style.faint('fix')} {terminal(_fix(fix))}" for fix in score.fixes]


def markdown(report: Report, every: bool = True) -> str:
    """A table with a row a practice; with `every` false, only practices that had something to judge."""
    rows = [
        (
            score.practice,
            _percent(score),
            *(str(number) for number in (score.passed, score.failed, score.unsure, score.rules)),
            ", ".join(f"{code(fix.rule)} ({fix.resources})" for fix in score.fixes),
        )
        for score in scorecard(report)
        if score.judged or every
    ]
    return table(("Practice", "Kept", "Pass", "Fail", "Unsure", "Rules", "Fixes that help most (resources)"), rows)


def _percent(score: Score) -> str:
    """Rounded down, so that only a clean practice has 100 %; a dash where nothing is certain."""
    if score.share is None:
        return "-"
    return f"{min(99, int(100 * score.share)) if score.failed else 100} %"


def _fix(fix: Fix) -> str:
    return f"{fix.rule} ({wording.count(fix.resources, 'resource')})"
