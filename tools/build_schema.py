"""Rebuild iacguard/vocabulary/schema/*.json: `python tools/build_schema.py WHEELS`.

WHEELS is a directory with `pip download --no-deps cfn-lint` and the same of cdktf-cdktf-provider-aws, -google, -azurerm
and -databricks. A type gets its attributes because it has a table in iacguard/vocabulary/<cloud>/; where
the two languages are matched wrongly, the table says `cfn:` and this script believes it. One line a type, so that a
new version of a provider reads as a difference of attributes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import cloudformation_schema  # noqa: E402
import provider_schema  # noqa: E402
from cloudformation_schema import Property, ResourceType  # noqa: E402
from matching import Matcher, Written  # noqa: E402
from provider_schema import Attribute  # noqa: E402

from iacguard.vocabulary import tables  # noqa: E402

CLOUDS = ("aws", "google", "azure")
LANGUAGE = frozenset({"timeouts", "id"})
"""Attributes of every resource that no rule asks for by its table."""


def schema(
    name: str,
    written: Mapping[str, Any],
    attributes: Mapping[str, Mapping[str, Attribute]],
    resources: Mapping[str, ResourceType],
) -> dict[str, Any]:
    """One type: its attributes, its mounts' attributes, and what the provider computes."""
    ours = {kid: one for kid, one in attributes.get(name, {}).items() if kid not in LANGUAGE}
    cfn = written.get("cfn")
    native = cfn if isinstance(cfn, str) or cfn is None else cfn[0]
    theirs = resources.get(native or "", ResourceType({}, frozenset()))
    said: Written = {path: spec or {} for path, spec in (written.get("attributes") or {}).items()}
    mounts = written.get("mounts") or {}
    root = written.get("root")
    below = theirs.properties[root].kids if root else theirs.properties
    nested = {spec["cfn"] for spec in mounts.values() if "cfn" in spec}
    left = {kid: one for kid, one in below.items() if kid not in nested}
    leaf = name.partition("_")[2]
    kids = Matcher(theirs.properties, said).level(
        {kid: one for kid, one in ours.items() if kid not in mounts}, left, _leaf(native or "") or leaf
    )
    for mount, spec in mounts.items():
        if "cfn" in spec:
            kids[mount] = _mounted(name, mount, spec, attributes, theirs.properties)
    computed = sorted(kid for kid, one in ours.items() if one.computed and kid != "tags_all")
    found: dict[str, Any] = {"kids": kids}
    return {**found, "computed": computed} if computed else found


def _mounted(
    name: str,
    mount: str,
    spec: Mapping[str, Any],
    attributes: Mapping[str, Mapping[str, Attribute]],
    properties: Mapping[str, Property],
) -> Any:
    """What CloudFormation nests and Terraform declares apart, with the attributes of the satellite."""
    apart = attributes.get(spec.get("satellite", f"{name}_{mount}"), {})
    ours = {kid: one for kid, one in apart.items() if kid not in LANGUAGE and kid != spec.get("join")}
    level: Mapping[str, Property] = properties
    for step in [] if spec["cfn"] == "." else spec["cfn"].split("."):
        found = level.get(step)
        level = found.kids if found is not None else {}
    said: Written = {path: one or {} for path, one in (spec.get("attributes") or {}).items()}
    return ["block", spec["cfn"], Matcher(properties, said).level(ours, level, mount, shared=spec["cfn"] == ".")]


def _leaf(native: str) -> str:
    return native.rpartition(":")[2]


def build(wheels: Path, cloud: str) -> dict[str, dict[str, Any]]:
    """The schemas of all types of one cloud that have a table."""
    written = tables.written_tables(cloud)
    for satellite, spec in list(tables.satellites(written)):
        written.setdefault(satellite, spec)
    attributes: dict[str, dict[str, Attribute]] = {}
    for provider in sorted({name.partition("_")[0] for name in written} - {"awscc"}):
        wheel = next(wheels.glob(f"cdktf_cdktf_provider_{provider}-*.whl"))
        attributes |= provider_schema.read(wheel, written)
    natives: set[str] = set()
    for spec in written.values():
        cfn = spec.get("cfn") or ()
        natives.update([cfn] if isinstance(cfn, str) else cfn)
    resources = cloudformation_schema.read(next(wheels.glob("cfn_lint-*.whl")), natives) if natives else {}
    for native in sorted(natives - resources.keys()):
        print(f"{native}: CloudFormation has no such type", file=sys.stderr)
    for name in sorted(written.keys() - attributes.keys()):
        if not written[name].get("cfn"):
            print(f"{name}: no provider has it; its table stands alone", file=sys.stderr)
    return {name: schema(name, spec, attributes, resources) for name, spec in sorted(written.items())}


def main() -> None:
    """Write the three schemas."""
    wheels = Path(sys.argv[1])
    for cloud in CLOUDS:
        found = build(wheels, cloud)
        lines = [
            f"{json.dumps(name)}: {json.dumps(one, separators=(',', ':'))}"
            for name, one in found.items()
            if one["kids"]
        ]
        target = ROOT / "iacguard" / "vocabulary" / "schema" / f"{cloud}.json"
        target.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
        print(f"{target.relative_to(ROOT)}: {len(lines)} types, {target.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
