"""Rebuild iacguard/vocabulary/enumerations.json: `python tools/build_enumerations.py WHEEL`.

WHEEL is what `pip download --no-deps cfn-lint` brings, or the site-packages that it is installed in. An attribute gets
the words that CloudFormation's schema takes, if these are all there will be for long: names of instances, versions and
whatever else grows with every release are left out. Only checking a rule reads the file.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cloudformation_schema import REGION  # noqa: E402

from iacguard.vocabulary import tables  # noqa: E402
from iacguard.vocabulary.enumerations import FILE  # noqa: E402
from iacguard.vocabulary.nodes import EACH, FIRST, PROPERTIES, Node, Type  # noqa: E402

LEAST, MOST = 2, 8
"""Words of an enumeration that does not grow."""
_GROWS = re.compile(r"(version|runtime|region|instance|engine|model|machine|hardware|platform|accelerator)").search

Spec = Mapping[str, Any]


class Schema:
    """The schema of one type, through its references."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec

    def seen(self, spec: Spec) -> Spec:
        """A part with its reference replaced by what that names."""
        while "$ref" in spec:
            name = spec["$ref"].rpartition("/")[2]
            spec = self.spec.get("definitions", {}).get(name, {})
        return spec

    def property(self, spec: Spec, name: str) -> Spec:
        """A property of an object, or of one of its alternatives."""
        spec = self.seen(spec)
        for part in (spec, *(one for how in ("allOf", "anyOf", "oneOf") for one in spec.get(how, ()))):
            found = self.seen(part).get("properties", {}).get(name)
            if isinstance(found, Mapping):
                return self.seen(found)
        return {}

    def at(self, spec: Spec, steps: tuple[str, ...]) -> Spec:
        """What lies at a path of the tables."""
        for step in steps:
            if step == PROPERTIES:
                spec = self.spec
                continue
            many = step.endswith((EACH, FIRST))
            spec = self.property(spec, step.removesuffix(EACH).removesuffix(FIRST))
            spec = self.seen(spec.get("items", {})) if many else spec
        return spec


def words(schema: Schema, kids: Mapping[str, Node], spec: Spec, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Each attribute with its words, in the common spelling."""
    for name, node in kids.items():
        if node.cfn is None or path.count(".") > 6:
            continue
        here = schema.at(spec, node.cfn)
        if node.kind in ("list", "blocks"):
            here = schema.seen(here.get("items", {}))
        if node.kind in ("block", "blocks"):
            yield from words(schema, node.kids, here, f"{path}{name}.")
        found = here.get("enum", [])
        closed = LEAST <= len(found) <= MOST and all(isinstance(word, str) and "." not in word for word in found)
        if closed and node.kind in ("str", "list") and not _GROWS(name):
            yield path + name, sorted({node.values.get(word, word) for word in found})


def of_type(type: Type, read: Any) -> dict[str, list[str]]:
    """The words of the attributes of a type; of several native types those that each of them has."""
    found: dict[str, list[str]] = {}
    for native in type.cfn:
        spec = read(native)
        if spec is not None:
            for path, known in words(Schema(spec), type.top.kids, spec):
                found[path] = sorted({*found.get(path, ()), *known})
    return found


def main() -> None:
    """Write the words of all types."""
    home = Path(sys.argv[1])
    base: Any = home if home.is_dir() else zipfile.Path(home)
    files = json.loads((base / REGION).read_text(encoding="utf-8"))

    def read(native: str) -> Any:
        name = files.get(native)
        path = base / f"cfnlint/data/schemas/resources/{name}.json"
        return json.loads(path.read_text(encoding="utf-8")) if name else None

    vocabulary = tables.load()
    rows = {}
    for name in sorted(vocabulary.names()):
        type = vocabulary.type(name)
        found = of_type(type, read) if type is not None else {}
        if found:
            rows[name] = found
    text = ",\n".join(f"{json.dumps(name)}: {json.dumps(found, sort_keys=True)}" for name, found in rows.items())
    FILE.write_text(f"{{\n{text}\n}}\n", encoding="utf-8")
    print(f"{len(rows)} types, {sum(map(len, rows.values()))} attributes")


if __name__ == "__main__":
    main()
