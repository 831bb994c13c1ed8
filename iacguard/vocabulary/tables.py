"""The vocabulary: which common type a native type is, and what is known of it.

Two layers: `schema/*.json`, generated, gives every attribute path; `aws|google|azure/*.yaml`, written, gives meaning. A
wheel carries both compiled to one JSON text a type (`compile_tables`), decoded when that type is met.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from iacguard.model.value import Map, Value
from iacguard.vocabulary.nodes import Type, snake
from iacguard.vocabulary.reading import build, read_written

HERE = Path(__file__).parent
COMPILED = HERE.parent / "compiled" / "vocabulary.json"


class Vocabulary:
    """All types, each decoded when it is first asked for."""

    def __init__(self, texts: dict[str, str]) -> None:
        self._texts = texts
        self._types: dict[str, Type | None] = {}
        self._common: dict[str, list[tuple[str, dict[str, str]]]] = json.loads(texts.get("#cfn", "{}"))

    def common(self, native: str, body: Value | None = None) -> str:
        """The common name of a native type; total: a type without a table gets its name by rule.

        `body` decides where one native type is several common ones (FSx file systems).
        """
        if "::" in native:
            return self._pick(native, body) or _by_rule(native)
        if native.startswith("awscc_"):
            key = native.replace("_", "")
            for cfn, choices in self._common.items():
                if "awscc" + cfn[5:].replace("::", "").lower() == key:
                    return choices[0][0]
        return native

    def _pick(self, native: str, body: Value | None) -> str | None:
        choices = self._common.get(native, ())
        for name, where in choices:
            if all(_scalar(body, key) == wanted for key, wanted in where.items()):
                return name
        return None

    def type(self, common: str) -> Type | None:
        """The table of a common type, or None where there is none."""
        if common not in self._types:
            text = self._texts.get(common)
            self._types[common] = build(common, json.loads(text)) if text is not None else None
        return self._types[common]

    def names(self) -> list[str]:
        """Every common type that has a table."""
        return [name for name in self._texts if not name.startswith("#")]


def load() -> Vocabulary:
    """The compiled tables where they are, else the same made from the sources."""
    if COMPILED.is_file():
        return Vocabulary(json.loads(COMPILED.read_text(encoding="utf-8")))
    return Vocabulary(compile_tables())


def compile_tables() -> dict[str, str]:
    """One JSON text a type, and under `#cfn` the common names by CloudFormation type.

    Raises ValueError, with file and line, for a table that breaks the grammar.
    """
    generated: dict[str, dict[str, Any]] = {}
    for path in sorted((HERE / "schema").glob("*.json")):
        for name, text in json.loads(path.read_text(encoding="utf-8")).items():
            generated[name] = json.loads(text)
    written: dict[str, dict[str, Any]] = {}
    for path in sorted(HERE.glob("*/*.yaml")):
        written.update(read_written(path))
    texts: dict[str, str] = {}
    common: dict[str, list[tuple[str, dict[str, str]]]] = {}
    for name in sorted(generated.keys() | written.keys()):
        schema, meaning = generated.get(name, {}), written.get(name, {})
        texts[name] = json.dumps({"schema": schema, "written": meaning}, separators=(",", ":"), sort_keys=True)
        cfn = meaning.get("cfn", schema.get("cfn"))
        for native in [cfn] if isinstance(cfn, str) else cfn or ():
            common.setdefault(native, []).append((name, meaning.get("where", {})))
        for mount, spec in (meaning.get("mounts") or {}).items():
            satellite = spec.get("satellite", f"{name}_{mount}")
            if satellite not in written:
                apart = {"attributes": {spec.get("join", "id"): {}, **(spec.get("attributes") or {})}}
                texts[satellite] = json.dumps(
                    {"schema": {}, "written": {"cfn": spec.get("satellite_cfn"), **apart}}, separators=(",", ":")
                )
            if "satellite_cfn" in spec:
                common.setdefault(spec["satellite_cfn"], []).append((satellite, {}))
    for choices in common.values():
        choices.sort(key=lambda choice: (not choice[1], choice[0]))
    texts["#cfn"] = json.dumps(common, separators=(",", ":"), sort_keys=True)
    return texts


def _by_rule(native: str) -> str:
    parts = native.split("::")
    if parts[0] == "AWS" and len(parts) == 3:
        return f"awscc_{parts[1].lower()}_{snake(parts[2])}"
    return snake("_".join(parts))


def _scalar(body: Value | None, key: str) -> Any:
    data = body.data if body is not None else None
    found = data.items.get(key) if isinstance(data, Map) else None
    return found.data if found is not None else None
