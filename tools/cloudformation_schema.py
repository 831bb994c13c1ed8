"""The properties of CloudFormation resources, read from the schemas in the wheel of cfn-lint."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

SCALARS = {"string": "str", "integer": "int", "number": "num", "boolean": "bool"}
REGION = "cfnlint/data/schemas/providers/us-east-1.json"
MAX_DEPTH = 9


class Property(NamedTuple):
    """What a property holds: a scalar kind, `block`, `map`, `json` or `tags`; `many` where it is a list of those."""

    kind: str
    many: bool
    kids: dict[str, Property]


class ResourceType(NamedTuple):
    """The writable properties of a type, and the names of those that the service fills in."""

    properties: dict[str, Property]
    computed: frozenset[str]


def read(wheel: Path, types: Iterable[str]) -> dict[str, ResourceType]:
    """Those of `types` that exist."""
    found: dict[str, ResourceType] = {}
    with zipfile.ZipFile(wheel) as archive:
        files = json.loads(archive.read(REGION))
        for name in types:
            if name in files:
                schema = json.loads(archive.read(f"cfnlint/data/schemas/resources/{files[name]}.json"))
                found[name] = _resource(schema)
    return found


def _resource(schema: Mapping[str, Any]) -> ResourceType:
    paths = [path.removeprefix("/properties/") for path in schema.get("readOnlyProperties", ())]
    computed = frozenset(path for path in paths if "/" not in path)
    definitions = schema.get("definitions", {})
    kids = {
        name: _property(name, spec, definitions, (), 0)
        for name, spec in schema["properties"].items()
        if name not in computed
    }
    return ResourceType(kids, computed)


def _property(
    name: str, spec: Mapping[str, Any], definitions: Mapping[str, Any], above: tuple[str, ...], depth: int
) -> Property:
    while "$ref" in spec:
        definition = spec["$ref"].rpartition("/")[2]
        if definition in above:
            return Property("json", False, {})
        above = (*above, definition)
        spec = definitions[definition]
    kind = spec.get("type")
    kinds = kind if isinstance(kind, list) else [kind]
    if "array" in kinds or "items" in spec:
        item = _property(name, spec.get("items", {}), definitions, above, depth)
        tags = name.endswith(("Tags", "Tag")) and item.kids.keys() == {"Key", "Value"}
        return Property("tags", False, {}) if tags else item._replace(many=True)
    kids = _kids(spec, definitions, above, depth) if depth < MAX_DEPTH else {}
    if kids:
        return Property("block", False, kids)
    if "object" in kinds and "string" not in kinds and "patternProperties" in spec:
        return Property("map", False, {})
    if "object" in kinds:
        return Property("json", False, {})
    return Property(next((SCALARS[k] for k in kinds if k in SCALARS), "str"), False, {})


def _kids(
    spec: Mapping[str, Any], definitions: Mapping[str, Any], above: tuple[str, ...], depth: int
) -> dict[str, Property]:
    kids: dict[str, Property] = {}
    for part in (spec, *(alternative for how in ("allOf", "anyOf", "oneOf") for alternative in spec.get(how, ()))):
        if "$ref" in part and part is not spec:
            inner = _property("", part, definitions, above, depth)
            kids |= {name: kid for name, kid in inner.kids.items() if name not in kids}
        for name, kid in part.get("properties", {}).items():
            if isinstance(kid, Mapping) and kid:
                kids.setdefault(name, _property(name, kid, definitions, above, depth + 1))
    return kids
