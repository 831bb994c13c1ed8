"""The vocabulary: which common type a native type is, and what is known of it.

Two layers: `schema/*.json`, generated, gives every attribute path; `aws|google|azure/*.yaml`, written, gives meaning. A
wheel carries both merged, one JSON text a type (`compile_tables`), decoded when that type is met.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iacguard.model.value import Map, Value
from iacguard.vocabulary.nodes import ArmSpelling, Type, awscc_name

if TYPE_CHECKING:
    from iacguard.vocabulary.merging import UnknownPathError
    from iacguard.vocabulary.reading import TableError

HERE = Path(__file__).parent
FILE = "vocabulary.tsv"
COMPILED = HERE.parent / "compiled" / FILE
"""One line a type: its name, a tab, its table in JSON."""
BY_AZURE = "#arm"
"""The entry that gives, by type of Azure's own API, common names and where their attributes are."""
BY_CLOUDFORMATION = "#cfn"
"""The entry of the compiled tables that gives the common names by CloudFormation type."""
BY_AWSCC = "#awscc"
"""The entry that gives the CloudFormation type by the name that the awscc provider has for it."""
BY_SATELLITE = "#satellites"
"""The entry that gives the types whose one part a satellite declares, by the type of the satellite."""


class Vocabulary:
    """All types, each decoded when it is first asked for."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._types: dict[str, Type | None] = {}
        self._common: dict[str, list[tuple[str, dict[str, str]]]] = json.loads(texts.get(BY_CLOUDFORMATION, "{}"))
        self._awscc: dict[str, str] = json.loads(texts.get(BY_AWSCC, "{}"))
        self._arm: dict[str, list[Any]] | None = None
        self._parents: dict[str, list[str]] = json.loads(texts.get(BY_SATELLITE, "{}"))

    def common(self, native: str, body: Value | None = None) -> str:
        """The common name of a native type; total: a type without a table gets its name by rule.

        `body` decides where one native type is several common ones (FSx file systems).
        """
        if native.startswith("awscc_"):
            cfn = self._awscc.get(native)
            return self._pick(cfn, body, awscc_name) or native if cfn is not None else native
        if "::" in native:
            return self._pick(native, body, str) or by_rule(native)
        return native

    def _pick(self, native: str, body: Value | None, spelled: Any) -> str | None:
        choices = self._common.get(native, ())
        for name, where in choices:
            if all(_scalar(body, spelled(key)) == wanted for key, wanted in where.items()):
                return name
        return None

    def type(self, common: str) -> Type | None:
        """The table of a common type, or None where there is none; a native name stands for its common one."""
        if common not in self._types:
            text = self._texts.get(common) or self._texts.get(self.common(common))
            self._types[common] = Type(common, json.loads(text)) if text is not None else None
        return self._types[common]

    def table(self, common: str) -> Type:
        """The same, total: a type without a table has no attributes."""
        return self.type(common) or Type(common)

    def parents(self, satellite: str) -> Sequence[str]:
        """The types that a satellite declares the one part of."""
        return self._parents.get(satellite, ())

    def names(self) -> list[str]:
        """Every common type that has a table."""
        return [name for name in self._texts if not name.startswith("#")]

    def arm(self, type: str) -> list[ArmSpelling]:
        """How Azure's own API spells the common types that are `type` there, the most particular first."""
        if self._arm is None:
            self._arm = json.loads(self._texts.get(BY_AZURE, "{}"))
        return [ArmSpelling(*one) for one in self._arm.get(type, ())]

    def natives(self) -> list[str]:
        """Every type of CloudFormation that has a table."""
        return list(self._common)


def load() -> Vocabulary:
    """The compiled tables where they are, else the same made from the sources."""
    return Vocabulary(_texts())


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    if COMPILED.is_file():
        return read_in(COMPILED.read_bytes().decode("ascii"))
    return compile_tables()


def written_out(texts: Mapping[str, str]) -> str:
    """The tables as the text of one file."""
    return "\n".join(f"{name}\t{text}" for name, text in texts.items())


def read_in(text: str) -> dict[str, str]:
    """The inverse of `written_out`."""
    return {name: table for name, _, table in (line.partition("\t") for line in text.split("\n"))}


def compile_tables() -> dict[str, str]:
    """One JSON text a type, and under names that begin with `#` the indices over all of them.

    Raises TableError, with file and line, for a table that breaks the grammar.
    """
    generated, written = schemas(), written_tables()
    kids = {name: schema.get("kids", {}) for name, schema in generated.items()}
    for satellite, spec in list(satellites(written)):
        written.setdefault(satellite, spec)
    tables: dict[str, Any] = {
        name: _merged(name, generated.get(name, {}), meaning, kids) for name, meaning in sorted(written.items())
    }
    common = _by_cloudformation(written)
    satellites_of = _by_satellite(Type(name, table) for name, table in tables.items())
    tables |= {
        BY_CLOUDFORMATION: common, BY_AWSCC: {by_rule(cfn): cfn for cfn in common}, BY_SATELLITE: satellites_of,
        BY_AZURE: _by_azure(written),
    }  # fmt: skip
    return {name: json.dumps(table, separators=(",", ":"), sort_keys=True) for name, table in tables.items()}


def _merged(
    name: str, schema: Mapping[str, Any], meaning: Mapping[str, Any], kids: Mapping[str, Any]
) -> dict[str, Any]:
    from iacguard.vocabulary.merging import UnknownPathError, merge

    try:
        return merge(name, schema, meaning, kids)
    except UnknownPathError as error:
        raise _placed(name, error) from error


def _placed(name: str, error: UnknownPathError) -> TableError:
    from iacguard.vocabulary.reading import TableError, line_of

    for path in sorted(HERE.glob("*/*.yaml")):
        text = path.read_text(encoding="utf-8")
        if f"\n{name}:" in f"\n{text}":
            return TableError(f"{path}:{line_of(text, name, (error.path,))}: {name}.{error.path}: {error}")
    return TableError(f"{name}.{error.path}: {error}")


def schemas() -> dict[str, dict[str, Any]]:
    """The generated layer, by type."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((HERE / "schema").glob("*.json")):
        found.update(json.loads(path.read_text(encoding="utf-8")))
    return found


def written_tables(cloud: str = "*") -> dict[str, dict[str, Any]]:
    """The written layer, by type: of all clouds, or of one (`aws`, `google`, `azure`)."""
    from iacguard.vocabulary.reading import TableError, read_written

    found: dict[str, dict[str, Any]] = {}
    for path in sorted(HERE.glob(f"{cloud}/*.yaml")):
        for name, spec in read_written(path).items():
            if name in found:
                raise TableError(f"{path}:1: {name} is written in two tables")
            found[name] = spec
    return found


def satellites(written: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The types that others mount and that have no table of their own, with what is known of them."""
    for name, spec in written.items():
        for mount, how in (spec.get("mounts") or {}).items():
            attributes = {how["join"]: {}, **(how.get("attributes") or {})} if "join" in how else {}
            if "cfn" in how:
                attributes = {
                    path: {k: v for k, v in (said or {}).items() if k != "cfn"} for path, said in attributes.items()
                }
            table: dict[str, Any] = {"attributes": attributes}
            if "satellite_cfn" in how:
                table["cfn"] = how["satellite_cfn"]
            yield how.get("satellite", f"{name}_{mount}"), table


def _by_cloudformation(written: Mapping[str, Mapping[str, Any]]) -> dict[str, list[tuple[str, dict[str, str]]]]:
    common: dict[str, list[tuple[str, dict[str, str]]]] = {}
    for name, spec in written.items():
        cfn = spec.get("cfn") or ()
        for native in [cfn] if isinstance(cfn, str) else cfn:
            common.setdefault(native, []).append((name, spec.get("where", {})))
    for choices in common.values():
        choices.sort(key=lambda choice: (not choice[1], choice[0]))
    return common


def _by_satellite(types: Iterable[Type]) -> dict[str, list[str]]:
    parents: dict[str, list[str]] = {}
    for type in types:
        for mount in type.mounts.values():
            if mount.join and mount.node.kind != "blocks":
                parents.setdefault(mount.satellite, []).append(type.name)
    return parents


def _by_azure(written: Mapping[str, Mapping[str, Any]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for name, spec in written.items():
        if "arm" in spec:
            where = {path: [word.lower() for word in words] for path, words in spec.get("arm_where", {}).items()}
            attributes: Mapping[str, Any] = spec.get("attributes") or {}
            places = {
                path: meaning["arm"] or "" for path, meaning in attributes.items() if meaning and "arm" in meaning
            }
            found.setdefault(spec["arm"].lower(), []).append((name, where, places))
    for choices in found.values():
        choices.sort(key=lambda choice: (not choice[1], choice[0]))
    return found


def by_rule(native: str) -> str:
    """The name of a CloudFormation type that no table knows: that of the awscc provider."""
    organisation, _, rest = native.partition("::")
    service, _, type = rest.partition("::")
    words = [service.lower(), awscc_name(type)] if organisation == "AWS" else [awscc_name(w) for w in rest.split("::")]
    return "_".join(["awscc" if organisation == "AWS" else organisation.lower(), *filter(None, words)])


def _scalar(body: Value | None, key: str) -> Any:
    data = body.data if body is not None else None
    found = data.items.get(key) if isinstance(data, Map) else None
    return found.data if found is not None else None
