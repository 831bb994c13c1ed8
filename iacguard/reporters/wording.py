"""Sentences that several reporters say in the same words. What they return is not sanitized yet."""

from __future__ import annotations

import re

from iacguard.model.report import Finding, Report, RuleInfo
from iacguard.reporters import selection

MANY = 4
"""How many combinations of inputs, and further addresses, a sentence names before it counts the rest."""


def when(finding: Finding) -> str:
    """`fails when var.env is dev, or when var.env is test`; empty where it always fails."""
    if not finding.when:
        return ""
    rows = [" and ".join(f"{atom} is {label}" for atom, label in sorted(row.items())) for row in finding.when]
    left = len(rows) - MANY
    more = f", or in {left} more combination{'s' if left > 1 else ''} of inputs" if left > 0 else ""
    return "fails when " + ", or when ".join(rows[:MANY]) + more


def others(finding: Finding) -> str:
    """The folded instances beside the first: `b[1], b[2] and 7 more`; empty where there are none."""
    rest = [address for address in finding.addresses if address != finding.address]
    return listed(rest)


def listed(words: list[str]) -> str:
    """`a, b and c`; of many, the first few and the number of the rest."""
    shown = words if len(words) <= MANY + 1 else [*words[:MANY], f"{len(words) - MANY} more"]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1] if shown else ""


def first_sentence(text: str) -> str:
    """The first sentence of a text, its line breaks taken as blanks; it ends before a code example."""
    paragraph = " ".join(text.split("\n\n")[0].split())
    found = re.match(r".*?(?<!\be\.g)(?<!\bi\.e)[.!?](?=\s|$)", paragraph)
    return found.group() if found else paragraph


def hint(rule: RuleInfo | None) -> str:
    """The first thing to do about a rule; empty where its `fix` is code alone."""
    for paragraph in rule.fix.split("\n\n") if rule is not None else ():
        first = first_sentence(paragraph)
        if first and not paragraph.startswith((" ", "\t")) and not first.endswith(":"):
            return first
    return ""


def sentence(text: str) -> str:
    """With a full stop."""
    return text if text.endswith((".", "!", "?")) else text + "."


def count(number: int, noun: str) -> str:
    """`1 finding`, `2 findings`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def found(report: Report, hint: str = "") -> str:
    """`3 findings (1 critical, 2 high), 4 unsure, 2 suppressed`; `hint` follows what is unsure.

    Without findings it says whether there was anything to judge: that nothing was read should not look like a pass.
    """
    severities = selection.by_severity(report.failures)
    total = sum(severities.values())
    parts = [f"{number} {severity}" for severity, number in severities.items() if number]
    text = count(total, "finding") + (f" ({', '.join(parts)})" if parts else "") if total else _nothing(report)
    unsure = len(report.findings) - total
    text += f", {unsure} unsure{hint}" if unsure else ""
    return text + (f", {len(report.suppressed)} suppressed" if report.suppressed else "")


def _nothing(report: Report) -> str:
    if report.read:
        return "No findings"
    return "Nothing could be judged" if report.errors else "Nothing to scan: no file here is one that iacguard reads"


def coverage(report: Report) -> str:
    """`12 files: 10 parsed, 1 failed, 1 skipped; 48 resources, 212 rules`: what the verdict rests on."""
    statuses = selection.by_status(report)
    files = count(len(report.files), "file") + ": " + ", ".join(f"{n} {status}" for status, n in statuses.items())
    resources = sum(report.resources.values())
    return f"{files}; {count(resources, 'resource')}, {count(len(report.rules), 'rule')}"


def described(report: Report) -> dict[str, RuleInfo]:
    """Rules by id."""
    return {rule.id: rule for rule in report.rules}
