"""The scorecard on the ten practices, for a terminal, in Markdown and as JSON: a block of a report, or alone."""

from __future__ import annotations

from typing import Any

from iacguard.model.report import Report
from iacguard.model.scorecard import Score, scorecard
from iacguard.reporters import sanitize
from iacguard.reporters.style import Style
from iacguard.reporters.wording import count


def records(report: Report) -> list[dict[str, Any]]:
    """One record a practice, as json-v1 has them; `share` is what passed of what is certain, null where nothing is."""
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


def percent(score: Score) -> str:
    """`83 %`, rounded down so that only a clean practice has 100; `-` where nothing is certain."""
    certain = score.passed + score.failed
    return f"{100 * score.passed // certain} %" if certain else "-"


def as_text(report: Report, colour: bool = False, every: bool = True) -> str:
    """A line a practice, then what would help most. With `every` false, only practices that had something to judge."""
    style = Style(colour)
    lines = []
    for score in scorecard(report):
        if score.judged or every:
            lines += _lines(score, style)
    return "\n".join(lines) + "\n" if lines else ""


def _lines(score: Score, style: Style) -> list[str]:
    name = style.strong(f"{score.practice:<14}")
    if not score.judged:
        return [f"{name} {'-':>5}  {style.faint('no rule had anything to judge')}"]
    share = f"{percent(score):>5}"
    shown = style.good(share) if not score.failed else style.bad(share)
    counts = f"{score.passed} pass, {score.failed} fail, {score.unsure} unsure"
    lines = [f"{name} {shown}  {counts} ({count(score.rules, 'rule')})"]
    for fix in score.fixes:
        rule = sanitize.terminal(fix.rule)
        lines.append(f"{'':14}        {style.faint('fix')} {rule} ({count(fix.resources, 'resource')})")
    return lines
