"""One type's facts: `find`; several: `search`; what there is to know: `FIELDS`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

Fact = str | int | float | bool | tuple[str, ...] | None
Facts = Mapping[str, Fact]


class Field(NamedTuple):
    """A fact that `find` gives of every type; its value is None where the sources do not know it.

    `kind` is one of str, int, num, bool, list (of strings), as in the vocabulary's tables.
    """

    name: str
    kind: str
    unit: str
    what: str


FIELDS = (
    Field("name", "str", "", "the type as asked for, `ml.` included"),
    Field("cloud", "str", "", "aws, google or azure"),
    Field("family", "str", "", "what stands before the size: g5, p4d, m6i; a2-highgpu"),
    Field("generation", "int", "", "the number in the family's name; Azure's version"),
    Field("vcpus", "int", "", "virtual processors"),
    Field("memory_gib", "num", "GiB", "main memory"),
    Field("accelerator", "str", "", "nvidia, amd, trainium, inferentia, habana, qualcomm, fpga, media, tpu or empty"),
    Field("accelerator_model", "str", "", "A10G, H100, Trainium2, …; empty without accelerator"),
    Field("accelerators", "int", "", "how many; a partition of one counts as one"),
    Field("accelerator_memory_gib", "num", "GiB", "memory of each"),
    Field("gpus", "int", "", "how many of the accelerators are NVIDIA or AMD GPUs"),
    Field("partition", "num", "", "the share of one GPU that the type has; 1 for whole ones"),
    Field("network_gbps", "num", "Gbit/s", "peak of all network cards together"),
    Field("network_cards", "int", "", "network cards"),
    Field("efa", "bool", "", "whether an Elastic Fabric Adapter can be attached"),
    Field("efa_interfaces", "int", "", "how many can"),
    Field("nvme_gb", "int", "GB", "local NVMe storage; 0 without"),
    Field("arch", "str", "", "x86_64 or arm64"),
    Field("bare_metal", "bool", "", "without hypervisor"),
    Field("burstable", "bool", "", "earns and spends CPU credits"),
    Field("spot", "bool", "", "sold as spot capacity"),
    Field("price", "num", "USD/h", "on demand, Linux, us-east-1 (us-central1, eastus)"),
    Field("price_basis", "str", "", "listed, observed or estimate; empty without price"),
    Field("successor", "str", "", "a newer type of the same series that is nowhere smaller and costs no more"),
    Field("sagemaker_uses", "list", "", "endpoint, training, processing, transform, notebook, studio, hyperpod"),
)
"""Everything that can be asked of a type, in the order in which it is shown."""

_HERE = os.path.dirname(__file__)
_NUMBERED = re.compile(r"[a-z]+(\d+)")


@cache
def _text(file: str) -> str:
    with open(os.path.join(_HERE, file), encoding="utf-8") as lines:
        return lines.read()


@cache
def _columns(file: str) -> tuple[tuple[str, Callable[[str], Fact]], ...]:
    """The columns of a file after the name, each with what reads its cells."""
    kinds = {field.name: _READERS[field.kind] for field in FIELDS}
    _, *names = _text(file).split("\n", 1)[0].split(",")
    return tuple((name, kinds[name]) for name in names)


_READERS: dict[str, Callable[[str], Fact]] = {
    "str": str,
    "int": lambda cell: int(cell) if cell else None,
    "num": lambda cell: float(cell) if cell else None,
    "bool": lambda cell: cell == "y" if cell else None,
    "list": lambda cell: tuple(cell.split()),
}


def _line(file: str, name: str) -> dict[str, Fact] | None:
    text = _text(file)
    start = text.find(f"\n{name},")
    if start < 0 or "\n" in name or "," in name:
        return None
    cells = text[start + 1 : text.find("\n", start + 1)].split(",")
    return {column: read(cell) for (column, read), cell in zip(_columns(file), cells[1:], strict=True)}


def find(name: str) -> Facts | None:
    """The facts of an instance type, by `FIELDS`; None for a type that the tables do not have.

    An `ml.` type has the hardware facts of the EC2 type behind it, its own price and the uses that accept it.
    """
    sagemaker = _line("sagemaker.csv", name) if name.startswith("ml.") else None
    machine = _line("machines.csv", name.removeprefix("ml.") if sagemaker else name)
    if machine is None and sagemaker is None:
        return None
    facts: dict[str, Fact] = {field.name: None for field in FIELDS}
    facts["sagemaker_uses"] = ()
    facts.update(machine or {"cloud": "aws"})
    facts.update(sagemaker or {})
    interfaces = facts["efa_interfaces"]
    facts["efa"] = interfaces > 0 if isinstance(interfaces, int) else None
    facts["name"] = name
    facts["family"] = family = _family(name)
    numbered = re.search(r"_v(\d+)$", name) if facts["cloud"] == "azure" else _NUMBERED.match(family)
    facts["generation"] = int(numbered.group(1)) if numbered else None
    if facts["accelerator"] is not None:
        facts["gpus"] = facts["accelerators"] if facts["accelerator"] in ("nvidia", "amd") else 0
    if sagemaker and facts["successor"]:
        successor = f"ml.{facts['successor']}"
        facts["successor"] = successor if f"\n{successor}," in _text("sagemaker.csv") else ""
    return facts


def _family(name: str) -> str:
    """What stands before the size: `p4d` of ml.p4d.24xlarge, `a2-highgpu` of a2-highgpu-1g."""
    if name.startswith("Standard_"):
        return re.sub(r"(?<=_N)([A-Z]+)\d+", r"\1", name)
    name = name.removeprefix("ml.")
    return name.split(".")[0] if "." in name else name.rpartition("-")[0] or name


def search(pattern: str = "*") -> list[Facts]:
    """The facts of all types that match a shell pattern (or, without `*?[`, contain it), `ml.` types only if asked.

    Sorted by cloud, family and size (accelerators, vCPUs, memory).
    """
    import fnmatch

    glob = pattern if any(sign in pattern for sign in "*?[") else f"*{pattern}*"
    names = _names("machines.csv")
    if pattern.startswith("ml."):
        names = _names("sagemaker.csv")
    matched = (find(name) for name in names if fnmatch.fnmatchcase(name.lower(), glob.lower()))
    return sorted((facts for facts in matched if facts), key=_size)


def _names(file: str) -> list[str]:
    return [line.split(",", 1)[0] for line in _text(file).split("\n")[1:] if line]


def _size(facts: Facts) -> tuple[str, str, float, float, float, str]:
    def number(field: str) -> float:
        value = facts[field]
        return float(value) if isinstance(value, (int, float)) else 0.0

    size = (number("accelerators"), number("vcpus"), number("memory_gib"))
    return (str(facts["cloud"]), str(facts["family"]), *size, str(facts["name"]))
