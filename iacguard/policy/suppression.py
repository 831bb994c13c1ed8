"""Findings that somebody waved through, and waivers that have ended or wave nothing through."""

from __future__ import annotations

import datetime
import fnmatch
from collections.abc import Iterable

from iacguard.model.report import ERROR, NOTE, Diagnostic, Finding, Suppressed
from iacguard.model.source import Span
from iacguard.policy.rule import Rule
from iacguard.policy.selection import names
from iacguard.policy.waivers import ConfigWaiver, Waiver


class Suppressions:
    """All waivers of a scan.

    `known` are all rules there are, in force or not; rules of other tools have ids with a slash (`cfn-lint/E3002`).
    """

    def __init__(
        self, waivers: Iterable[Waiver], config: Iterable[ConfigWaiver], known: Iterable[Rule], today: datetime.date
    ) -> None:
        self.config = list(config)
        self.known = {rule.id: rule for rule in known}
        self.today = today
        self.waivers: dict[str, list[Waiver]] = {}
        for waiver in waivers:
            self.waivers.setdefault(waiver.path, []).append(waiver)
        self._used: set[int] = set()

    def apply(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Suppressed]]:
        """What is left, and what was waved through.

        A finding on several instances of which the config waves some through is left with the others.
        """
        left: list[Finding] = []
        gone: list[Suppressed] = []
        for finding in findings:
            waiver = self._by_line(finding)
            if waiver is not None:
                gone.append(Suppressed(finding, waiver.reason, waiver.span))
                continue
            rest, waived = self._by_config(finding)
            gone += waived
            left += [rest] if rest is not None else []
        return left, gone

    def _by_line(self, finding: Finding) -> Waiver | None:
        """A waiver on any line of the chain: the place, where the value came from, or a module call on the way."""
        for span in (finding.span, *(related.span for related in finding.related)):
            for waiver in self.waivers.get(span.source.path, ()):
                first, last = waiver.lines
                if first <= span.line <= last and self._meant(finding.rule, waiver.rules):
                    self._used.add(id(waiver))
                    if not self._ended(waiver.until):
                        return waiver
        return None

    def _by_config(self, finding: Finding) -> tuple[Finding | None, list[Suppressed]]:
        gone: list[Suppressed] = []
        addresses = finding.addresses
        for entry in self.config:
            if not self._meant(finding.rule, entry.rules) or not _about(entry, finding):
                continue
            waived = tuple(a for a in addresses if _matches(entry, a))
            if waived:
                self._used.add(id(entry))
            if waived and not self._ended(entry.until):
                gone.append(Suppressed(finding._replace(address=waived[0], addresses=waived), entry.reason, entry.span))
                addresses = tuple(a for a in addresses if a not in waived)
        if not addresses:
            return None, gone
        return (finding._replace(address=addresses[0], addresses=addresses) if gone else finding), gone

    def _meant(self, id: str, words: Iterable[str]) -> bool:
        rule = self.known.get(id)
        return any(names(rule, w) if rule is not None else fnmatch.fnmatchcase(id, w) for w in words)

    def _ended(self, until: datetime.date | None) -> bool:
        return until is not None and until < self.today

    def complaints(self, in_force: Iterable[Rule]) -> list[Diagnostic]:
        """What is to be said of the waivers after `apply`: ended, useless, or about rules that do not exist."""
        rules = list(in_force)
        out: list[Diagnostic] = []
        for waiver in (w for waivers in self.waivers.values() for w in waivers):
            if not waiver.foreign:
                out += self._complaint(waiver, waiver.span, rules)
        for entry in self.config:
            out += self._complaint(entry, entry.span, rules)
        return out

    def _complaint(self, waiver: Waiver | ConfigWaiver, span: Span | None, rules: list[Rule]) -> list[Diagnostic]:
        unknown = [w for w in waiver.rules if "/" not in w and not any(names(r, w) for r in self.known.values())]
        if unknown:
            level = ERROR if isinstance(waiver, ConfigWaiver) else NOTE
            return [_said(f"there is no rule {word}", span, "`iacguard rules` lists them", level) for word in unknown]
        if self._ended(waiver.until):
            return [_said(f"this suppression ended on {waiver.until}", span, "mend it or extend the date")]
        judged = any(names(rule, word) for rule in rules for word in waiver.rules)
        if judged and id(waiver) not in self._used:
            return [_said("this suppression suppresses nothing", span, "remove it")]
        return []


def _said(message: str, span: Span | None, cure: str, level: str = NOTE) -> Diagnostic:
    return Diagnostic(level, "suppression", message, span, cure=cure)


def _about(entry: ConfigWaiver, finding: Finding) -> bool:
    return not entry.paths or any(fnmatch.fnmatch(finding.span.source.path, glob) for glob in entry.paths)


def _matches(entry: ConfigWaiver, address: str) -> bool:
    """Whether an entry is about an address; brackets of instance keys are themselves, no sets of characters."""
    globs = [glob.replace("[", "[[]") for glob in entry.addresses]
    return not globs or any(fnmatch.fnmatchcase(address, glob) for glob in globs)
