"""The written tables: their grammar is closed, and what breaks it is said with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from iacguard.model.nearest import meant
from iacguard.vocabulary.nodes import KINDS

TYPE_KEYS = frozenset(
    {"cfn", "arm", "arm_where", "where", "root", "keys", "computed", "link", "attributes", "mounts", "derived"}
)
ATTRIBUTE_KEYS = frozenset({"kind", "cfn", "arm", "default", "to", "key", "values", "spelling", "was"})
MOUNT_KEYS = frozenset({"join", "many", "cfn", "satellite_cfn", "attributes", "inline", "satellite"})
DERIVED_KEYS = frozenset({"kind", "attributes"})
INLINE_KEYS = frozenset({"from", "values"})
DEFAULT_FORMATS = re.compile(r"tf|cfn|tf<\d+")

Spec = Mapping[str, Any]


class TableError(ValueError):
    """A written table that breaks the grammar; the message begins with file and line."""


def read_written(path: Path) -> dict[str, dict[str, Any]]:
    """The types of one written table.

    Raises TableError for what is not in the grammar.
    """
    import yaml

    text = path.read_text(encoding="utf-8")
    types = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
    for name, spec in types.items():
        for where, fault in _faults(spec or {}):
            line = line_of(text, name, where)
            raise TableError(f"{path}:{line}: {'.'.join((name, *where))}: {fault}")
    return {name: spec or {} for name, spec in types.items()}


Fault = tuple[tuple[str, ...], str]


def _faults(spec: Spec) -> Iterator[Fault]:
    yield from _unknown((), spec, TYPE_KEYS)
    yield from _attributes((), spec.get("attributes"))
    for name, mount in (spec.get("mounts") or {}).items():
        yield from _unknown((name,), mount, MOUNT_KEYS)
        yield from _attributes((name,), mount.get("attributes"))
        for path, how in (mount.get("inline") or {}).items():
            yield from _unknown((name, path), how, INLINE_KEYS)
    for name, derived in (spec.get("derived") or {}).items():
        yield from _unknown((name,), derived or {}, DERIVED_KEYS)
        yield from _kind((name,), derived or {})
        yield from _attributes((name,), (derived or {}).get("attributes"))


def _attributes(where: tuple[str, ...], attributes: Spec | None) -> Iterator[Fault]:
    for path, meaning in (attributes or {}).items():
        here = (*where, path)
        meaning = meaning or {}
        yield from _unknown(here, meaning, ATTRIBUTE_KEYS)
        yield from _kind(here, meaning)
        default = meaning.get("default")
        if isinstance(default, Mapping):
            for format in default:
                if not DEFAULT_FORMATS.fullmatch(str(format)):
                    yield here, f"a default is for tf, tf<N or cfn, not for {format}"
        cfn = meaning.get("cfn")
        if cfn is not None and not (isinstance(cfn, str) and re.fullmatch(r"\.|/?\w+(\[0?\])?(\.\w+(\[0?\])?)*", cfn)):
            yield here, f"{cfn!r} is not a CloudFormation path: Name, a.b, list[].Name, list[0].Name, /Name, . or ~"
        elif cfn is not None and "[]" in cfn and meaning.get("kind") != "list":
            yield here, "what is read from each element is a list: say kind: list, or [0] for the first alone"
        arm = meaning.get("arm")
        if arm is not None and not re.fullmatch(r"/\w+|!?\w+(\[\])?(\.\w+(\[\])?)*\??", str(arm)):
            yield (
                here,
                f"{arm!r} is not a path of Azure: a.b, list[].a, !a for the contrary, a? or /a beside it",
            )


def _kind(where: tuple[str, ...], spec: Spec) -> Iterator[Fault]:
    kind = spec.get("kind", "str")
    if kind not in KINDS:
        yield where, f"{kind!r} is not a kind: " + ", ".join(sorted(KINDS))


def _unknown(where: tuple[str, ...], spec: Spec, known: frozenset[str]) -> Iterator[Fault]:
    for key in spec:
        if key not in known:
            hint = meant(key, known, f"known are {', '.join(sorted(known))}")
            yield (*where, str(key)), f"means nothing here; {hint}"


def line_of(text: str, type: str, where: tuple[str, ...]) -> int:
    """The line of the last word of `where` that can be found below the type's own line."""
    lines = text.splitlines()
    at = next((n for n, line in enumerate(lines) if line.startswith(f"{type}:")), 0)
    for word in where:
        found = next((n for n in range(at, len(lines)) if re.search(rf"(^|[\s{{,]){re.escape(word)}:", lines[n])), at)
        at = found
    return at + 1
