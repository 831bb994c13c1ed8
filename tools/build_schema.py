"""Rebuild iacguard/vocabulary/schema/aws.json: `python tools/build_schema.py PAIRS.json`.

PAIRS.json maps each CloudFormation type to its Terraform type and their property paths, with types on both sides; it is
matched from cfn-lint's resource schemas and the schema of hashicorp/aws (`terraform providers schema -json`).
The output holds one JSON text a type, so that a scan decodes only the types that it meets.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "iacguard" / "vocabulary" / "schema" / "aws.json"
SCALARS = {"string": "str", "number": "num", "bool": "bool", "integer": "int", "boolean": "bool"}


def snake(name: str) -> str:
    """CloudFormation's spelling to Terraform's."""
    return re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)).lower()


def pascal(name: str) -> str:
    """Terraform's spelling to CloudFormation's, where the rule holds."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def common_path(row: dict, known: dict[str, str]) -> str:
    """The path by which rules name a property: Terraform's, else the nearest mapped parent's and snake case."""
    if row["tf"]:
        return row["tf"]
    segments = row["cfn"].replace("[]", "").split(".")
    for cut in range(len(segments) - 1, 0, -1):
        parent = known.get(".".join(segments[:cut]))
        if parent:
            return ".".join([parent, *map(snake, segments[cut:])])
    return ".".join(map(snake, segments))


def kind_of(row: dict, has_children: bool) -> str:
    """str int num bool json map list tags block blocks."""
    many, theirs, ours = row["cfn"].endswith("[]"), row["cfn_type"] or "", row["tf_type"] or ""
    if row["cfn"].rstrip("[]").endswith("Tags") and "." not in row["cfn"]:
        return "tags"
    if has_children or ours in ("block", "listblock"):
        return "blocks" if many else "block"
    if theirs == "boolean":
        return "bool"
    if "object" in theirs and ours == "string":
        return "json"
    if ours.startswith("map"):
        return "tags" if many else "map"
    if ours.startswith("list") or many:
        return "list"
    if "object" in theirs:
        return "map"
    if theirs == "integer":
        return "int"
    return SCALARS.get(ours) or SCALARS.get(theirs) or "str"


def table(cfn: str, spec: dict) -> dict:
    """One type: its CloudFormation name and {path: kind} or {path: [kind, absolute CloudFormation path]}."""
    rows = spec["paths"]
    known = {row["cfn"].replace("[]", ""): row["tf"] for row in rows if row["tf"]}
    parents = {row["cfn"].replace("[]", "").rpartition(".")[0] for row in rows}
    paths: dict[str, object] = {}
    for row in rows:
        path = common_path(row, known)
        theirs = row["cfn"].replace("[]", "")
        kind = kind_of(row, theirs in parents)
        plain = ".".join(map(pascal, path.split("."))) == theirs
        if path not in paths or row["tf"]:
            paths[path] = kind if plain else [kind, theirs]
    for name in spec.get("tf_only") or ():
        path, kind = (name, "str") if isinstance(name, str) else (name["tf"], SCALARS.get(name.get("tf_type"), "str"))
        paths.setdefault(path, [kind, None])
    return {"cfn": cfn, "paths": dict(sorted(paths.items()))}


def main() -> None:
    """Write the table."""
    pairs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    tables: dict[str, dict] = {}
    for cfn, spec in pairs.items():
        tables[spec["terraform"]] = table(cfn, spec)
    lines = {name: json.dumps(tables[name], separators=(",", ":")) for name in sorted(tables)}
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(lines, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
