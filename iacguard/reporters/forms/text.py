"""For people at a terminal: a line a finding with its place first, grouped by file, and what the verdict rests on."""

from __future__ import annotations

from itertools import groupby, pairwise

from iacguard.model.report import ERROR, Diagnostic, Finding, Report
from iacguard.model.source import Span
from iacguard.reporters import scorecard, selection, wording
from iacguard.reporters.options import PLAIN, Options
from iacguard.reporters.sanitize import terminal
from iacguard.reporters.style import Style

INDENT = "    "


def render(report: Report, options: Options = PLAIN) -> str:
    """Findings, diagnostics, scorecard, summary; of a clean scan the summary alone."""
    return _Page(report, options).text()


def _start(finding: Finding) -> tuple[str, int]:
    return finding.span.source.path, finding.span.start


class _Page:
    def __init__(self, report: Report, options: Options) -> None:
        self.report = report
        self.options = options
        self.style = Style(options.colour)
        self.rules = wording.described(report)
        self.told: set[tuple[str, str]] = set()

    def text(self) -> str:
        blocks = [*self._findings(), *self._suppressed(), *self._diagnostics()]
        if self.options.scorecard and self.report.failures:
            blocks.append(scorecard.block(self.report, self.options.colour, every=False))
        if self.options.verbose:
            blocks.append("\n".join(self._file(*record) for record in selection.files(self.report)))
        blocks.append("\n".join(self._summary()))
        return "\n\n".join(block for block in blocks if block) + "\n"

    def _findings(self) -> list[str]:
        shown = selection.failures(self.report)
        if self.options.show_unsure:
            shown = sorted([*shown, *selection.unsure(self.report)], key=lambda f: (*_start(f), f.reason))
        groups = groupby(shown, key=lambda finding: finding.span.source.path)
        return ["\n".join(self._file_of(list(group))) for _, group in groups]

    def _file_of(self, findings: list[Finding]) -> list[str]:
        """The findings of a file; what is unsure at one place for one reason has it told at the end."""
        told = [(_start(finding), finding.reason) for finding in findings]
        last = [now != then for now, then in pairwise([*told, None])]
        return [
            line for finding, is_last in zip(findings, last, strict=True) for line in self._finding(finding, is_last)
        ]

    def _finding(self, finding: Finding, tells_why: bool) -> list[str]:
        style = self.style
        sure = finding.verdict == "fail"
        word = style.severity(finding.severity, finding.severity) if sure else style.doubtful("unsure")
        rule = terminal(finding.rule)
        lines = [f"{self._place(finding.span)} {word} {style.faint(rule)} {terminal(finding.message)}"]
        details = [f"cannot tell: {finding.reason}"] if tells_why and not sure else []
        details.append(wording.when(finding))
        others = wording.others(finding)
        details += [f"also {others}"] if others else []
        if self.options.verbose:
            details += [f"{related.span} {related.message}" for related in finding.related]
        lines += [INDENT + terminal(detail) for detail in details if detail]
        return lines + self._help(finding.rule)

    def _help(self, id: str) -> list[str]:
        """How to mend it, once a rule; the whole of why and fix where more is asked for."""
        rule = self.rules.get(id)
        if rule is None or not self._first("rule", id):
            return []
        if self.options.verbose:
            texts = (("why", rule.why), ("fix", rule.fix))
            return [line for title, text in texts if text.strip() for line in self._paragraph(title, text)]
        hint = wording.hint(rule) or (f"iacguard explain {id}" if rule.fix else "")
        return self._paragraph("fix", hint) if hint else []

    def _first(self, kind: str, text: str) -> bool:
        """Whether this is said for the first time."""
        new = (kind, text) not in self.told
        self.told.add((kind, text))
        return new

    def _paragraph(self, title: str, text: str) -> list[str]:
        first, *rest = text.strip("\n").rstrip().split("\n")
        head = f"{INDENT}{self.style.faint(title + ':')} {terminal(first)}"
        below = INDENT + " " * len(title + ": ")
        return [head, *((below + terminal(line)).rstrip() for line in rest)]

    def _suppressed(self) -> list[str]:
        if not self.options.include_suppressed:
            return []
        lines = []
        for gone in selection.suppressed(self.report):
            finding = gone.finding
            word = self.style.faint("suppressed")
            lines.append(f"{self._place(finding.span)} {word} {terminal(finding.rule)} {terminal(finding.message)}")
            where = f"{gone.span}: " if gone.span is not None else "by the config: "
            lines.append(INDENT + terminal(where + (gone.reason or "no reason given")))
        return ["\n".join(lines)]

    def _diagnostics(self) -> list[str]:
        """Errors one by one; notes that say the same are told once, with their number; a cure once."""
        told: dict[tuple[str, str, str], list[Diagnostic]] = {}
        for index, said in enumerate(selection.diagnostics(self.report)):
            alone = said.level == ERROR or self.options.verbose
            told.setdefault((said.code, said.message, str(index) if alone else ""), []).append(said)
        return ["\n".join(line for same in told.values() for line in self._diagnostic(same))]

    def _diagnostic(self, same: list[Diagnostic]) -> list[str]:
        said = same[0]
        word = self.style.bad("error") if said.level == ERROR else self.style.doubtful(terminal(said.level))
        where = self._place(said.span) if said.span is not None else self.style.strong(terminal(said.path))
        more = f" (and at {wording.count(len(same) - 1, 'more place')})" if len(same) > 1 else ""
        lines = [f"{where} {word} {self.style.faint(terminal(said.code))} {terminal(said.message)}{more}".lstrip()]
        new = said.cure and self._first("cure", said.cure)
        return lines + ([f"{INDENT}{self.style.faint('cure:')} {terminal(said.cure)}"] if new else [])

    def _file(self, path: str, form: str, status: str, reason: str) -> str:
        words = [terminal(path), status, terminal(form), terminal(reason)]
        return self.style.faint(" ".join(word for word in words if word))

    def _summary(self) -> list[str]:
        report = self.report
        found = wording.found(report, "" if self.options.show_unsure else " (--show-unsure)")
        clean = self.style.good if report.read else self.style.doubtful
        lines = [self.style.bad(found) if report.failures else clean(found), wording.coverage(report)]
        if report.errors:
            errors = wording.count(len(report.errors), "error")
            lines.append(self.style.bad(f"{errors}: not everything could be judged"))
        return lines

    def _place(self, span: Span) -> str:
        return self.style.strong(terminal(str(span)))
