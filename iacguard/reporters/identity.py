"""Keys by which another system knows a finding again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from iacguard.model.report import Finding


def keys(findings: Iterable[Finding]) -> list[str]:
    """A key of 32 hexadecimal digits for each finding, all different; lines and messages have no part in it."""
    counts: Counter[tuple[str, ...]] = Counter()
    out = []
    for finding in findings:
        parts = (finding.rule, finding.span.source.path, finding.attribute, finding.fingerprint or finding.address)
        counts[parts] += 1
        text = "\0".join((*parts, str(counts[parts])))
        out.append(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return out


def uuid(key: str) -> str:
    """A key in the shape of a UUID of version 8, the one for values of one's own making."""
    return f"{key[:8]}-{key[8:12]}-8{key[13:16]}-a{key[17:20]}-{key[20:32]}"
