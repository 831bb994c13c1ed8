"""What is not known is said once, however many resources it leaves a rule unsure about."""

from __future__ import annotations

from collections.abc import Iterable

from iacguard.model.report import Finding, Related
from iacguard.model.value import Cause


def once(findings: Iterable[Finding]) -> list[Finding]:
    """Findings, in their order, of which those of one rule and file that one cause leaves unsure are one.

    It is that of the first resource, and names the others: `addresses` has theirs, `related` their places. Asked of
    what is left after suppression, which is about each place by itself.
    """
    found: dict[object, Finding] = {}
    for index, finding in enumerate(findings):
        shared = finding.verdict != "fail" and isinstance(finding.reason, Cause)
        key = (finding.rule, finding.scope, finding.span.source.path, finding.reason) if shared else index
        first = found.get(key)
        found[key] = finding if first is None else _with(first, finding)
    return list(found.values())


def _with(first: Finding, other: Finding) -> Finding:
    addresses = tuple(dict.fromkeys((*first.addresses, *other.addresses)))
    here = Related(other.span, f"the same is not known of {other.address}")
    return first._replace(addresses=addresses, related=(*first.related, here))
