"""Instance types side by side, as `iacguard instances` shows them."""

from __future__ import annotations

from collections.abc import Iterable

from iacguard.instances.facts import Fact, Facts

_HEADS = {
    "type": "name",
    "vCPU": "vcpus",
    "GiB": "memory_gib",
    "Gbit/s": "network_gbps",
    "NVMe GB": "nvme_gb",
    "arch": "arch",
    "USD/h": "price",
    "SageMaker": "sagemaker_uses",
    "successor": "successor",
}


def table(types: Iterable[Facts]) -> list[list[str]]:
    """Columns, each a list of cells with its head first; a column in which no type has anything is left out.

    A price that is an estimate is written with a tilde.
    """
    rows = list(types)
    columns = [[head, *(_cell(field, row) for row in rows)] for head, field in _HEADS.items()]
    columns.insert(3, ["accelerators", *(_accelerators(row) for row in rows)])
    columns.insert(5, ["EFA", *(_cell("efa_interfaces", row) if row["efa"] else "" for row in rows)])
    return [column for column in columns if any(column[1:])]


def _cell(field: str, facts: Facts) -> str:
    value = facts[field]
    if field == "price" and value is not None:
        return f"{'~' if facts['price_basis'] == 'estimate' else ''}{value:.3f}"
    return _text(value)


def _text(value: Fact) -> str:
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, float):
        return f"{value:g}"
    return str(value) if value else ""


def _accelerators(facts: Facts) -> str:
    if not facts["accelerator"]:
        return ""
    memory = f" × {_text(facts['accelerator_memory_gib'])} GiB" if facts["accelerator_memory_gib"] else ""
    return f"{_text(facts['accelerators'])} {facts['accelerator_model']}{memory}"
