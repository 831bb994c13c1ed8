"""Rebuild iacguard/instances/*.csv: `pip download --no-deps moto botocore cfn-lint`, then

    python tools/build_instances.py moto-*.whl botocore-*.whl cfn_lint-*.whl [--prices FILE] [--older FILE]
        [--google FILE] [--azure FILE]

Hardware comes from the answers of the EC2 API that moto ships, SageMaker's uses from the enumerations of botocore's
model and of cfn-lint's schemas (each lags behind the other here and there, so: the union). What no wheel carries is
taken from the files of the options, each a CSV with a header, and without them kept from the tables as they are:

  --prices  service, region, instance_type, price_usd_hr, confidence
  --older   EC2 types that the API no longer tells: the columns of `_older`
  --google  machine_type, region, accelerator, accelerator_count, accel_mem_gb_each, price_usd_hr, includes_gpu
  --azure   vm_size, region, gpu, gpu_count, gpu_mem_gb_each, vcpu, memory_gib, price_usd_hr
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Row = dict[str, Any]

TABLES = Path(__file__).parent.parent / "iacguard" / "instances"
COLUMNS = [
    *("name", "cloud", "vcpus", "memory_gib"),
    *("accelerator", "accelerator_model", "accelerators", "accelerator_memory_gib", "partition"),
    *("network_gbps", "network_cards", "efa_interfaces", "nvme_gb"),
    *("arch", "bare_metal", "burstable", "spot"),
    *("price", "price_basis", "successor"),
]
SAGEMAKER = ["name", "sagemaker_uses", "price", "price_basis"]

USES = {
    "ProductionVariantInstanceType": "endpoint",
    "TrainingInstanceType": "training",
    "ProcessingInstanceType": "processing",
    "TransformInstanceType": "transform",
    "InstanceType": "notebook",
    "AppInstanceType": "studio",
    "ClusterInstanceType": "hyperpod",
}
SCHEMAS = {"hosting": "endpoint", "processing": "processing", "transform": "transform", "cluster": "hyperpod"}

TRAINIUM2 = {"accelerator": "trainium", "accelerator_model": "Trainium2", "accelerator_memory_gib": 96}
CORRECTIONS: dict[str, Row] = {
    # The API says 512 GiB a chip, and nothing at all of trn2u; AWS's Neuron documentation ("Amazon EC2 Trn2
    # Architecture") says 16 chips with 1,536 GiB together, for both.
    "trn2.48xlarge": TRAINIUM2,
    "trn2.3xlarge": TRAINIUM2,
    "trn2u.48xlarge": {**TRAINIUM2, "accelerators": 16, "partition": 1},
}
SLOWER = {("A10G", "L4")}
"""Models of the same memory of which the newer has half the bandwidth (600 against 300 GB/s): no successor."""


def ec2(wheel: Path) -> list[Row]:
    """A row a type of the EC2 API."""
    with zipfile.ZipFile(wheel) as files:
        types = json.loads(gzip.decompress(files.read("moto/ec2/resources/instance_types.json.gz")))
    return [{**_machine(name, told), **CORRECTIONS.get(name, {})} for name, told in types.items()]


def _machine(name: str, told: Any) -> Row:
    network = told["NetworkInfo"]
    storage = told.get("InstanceStorageInfo", {})
    nvme = storage.get("NvmeSupport") in ("required", "supported")
    architectures = told["ProcessorInfo"]["SupportedArchitectures"]
    peaks = [card.get("PeakBandwidthInGbps") for card in network.get("NetworkCards", [])]
    return {
        "name": name,
        "cloud": "aws",
        "vcpus": told["VCpuInfo"]["DefaultVCpus"],
        "memory_gib": _short(told["MemoryInfo"]["SizeInMiB"] / 1024),
        **_accelerator(told),
        "network_gbps": _short(sum(peaks)) if peaks and all(peaks) else "",
        "network_cards": network["MaximumNetworkCards"],
        "efa_interfaces": network.get("EfaInfo", {}).get("MaximumEfaInterfaces", 0) if network["EfaSupported"] else 0,
        "nvme_gb": storage.get("TotalSizeInGB", 0) if nvme else 0,
        "arch": "arm64" if "arm64" in architectures[0] else "x86_64",
        "bare_metal": _flag(told["BareMetal"]),
        "burstable": _flag(told["BurstablePerformanceSupported"]),
        "spot": _flag("spot" in told["SupportedUsageClasses"]),
        "vendor": told["ProcessorInfo"].get("Manufacturer", ""),
        "cores": told["VCpuInfo"].get("DefaultCores", 0),
    }


def _accelerator(told: Any) -> Row:
    """Count, model and memory of what the type carries; the parts of a GPU count as one whose share is `partition`."""
    devices = [device for info in _INFOS for device in told.get(info[0], {}).get(info[1], [])]
    if not devices:
        return {"accelerator": "", "accelerator_model": "", "accelerators": 0, "partition": ""}
    device = devices[0]
    maker = device.get("Manufacturer", "").lower()
    kind = next((kind for sign, kind in _KINDS.items() if sign in (maker, device["Name"].rstrip("0123456789"))), "fpga")
    if "MediaAcceleratorInfo" in told:
        kind = "media"
    return {
        "accelerator": kind,
        "accelerator_model": device["Name"],
        "accelerators": device["Count"] or device["LogicalGpuCount"],
        "accelerator_memory_gib": _short(round(device["MemoryInfo"]["SizeInMiB"] / 1024, 2)),
        "partition": _short(device.get("GpuPartitionSize", 1)),
    }


_INFOS = (
    ("NeuronInfo", "NeuronDevices"),
    ("GpuInfo", "Gpus"),
    ("InferenceAcceleratorInfo", "Accelerators"),
    ("MediaAcceleratorInfo", "Accelerators"),
    ("FpgaInfo", "Fpgas"),
)
_KINDS = {
    "Trainium": "trainium",
    "Inferentia": "inferentia",
    "nvidia": "nvidia",
    "amd": "amd",
    "habana": "habana",
    "qualcomm": "qualcomm",
}


def _older(row: Row) -> Row:
    """An EC2 type that the API no longer tells, from a table of what it told once."""
    kind = row["accel_kind"]
    return {
        "name": row["instance_type"],
        "cloud": "aws",
        "vcpus": row["vcpu"],
        "memory_gib": _short(float(row["memory_gib"])),
        "accelerator": kind,
        "accelerator_model": row["accel_model"],
        "accelerators": row["accel_count"],
        "accelerator_memory_gib": _short(float(row["accel_mem_gib_each"] or 0)) or "",
        "partition": row["gpu_partition"] or (1 if kind else ""),
        "network_gbps": _short(float(row["network_gbps_peak"])),
        "network_cards": row["network_cards"],
        "efa_interfaces": row["efa_max"] or 0,
        "nvme_gb": row["local_nvme_gb"],
        "arch": row["arch"].split("/")[-1],
        "bare_metal": _flag(row["bare_metal"] == "true"),
        "burstable": "n",
        "spot": _flag(row["spot_supported"] == "true"),
        "vendor": row["cpu_vendor"],
    }


# Google's Cluster Toolkit names these models in its blueprints; the number in the type is that of the GPUs.
GOOGLE_SERIES = {
    "a3-highgpu": ("H100", 80, (1, 2, 4, 8)),
    "a3-edgegpu": ("H100", 80, (8,)),
    "a3-megagpu": ("H100", 80, (8,)),
    "a3-ultragpu": ("H200", 141, (8,)),
    "a4-highgpu": ("B200", 180, (8,)),
}


def google(rows: list[Row]) -> list[Row]:
    """Machine types that bring their accelerator, and accelerators to attach, by the names that templates use."""
    made: dict[str, Row] = {}
    for series, (model, memory, counts) in GOOGLE_SERIES.items():
        for count in counts:
            made[f"{series}-{count}g"] = _google(f"{series}-{count}g", model, count, memory)
    for row in rows:
        name = row["machine_type"].removeprefix("(attach to n1) ")
        if row["accelerator"]:
            made[name] = _google(name, row["accelerator"], row["accelerator_count"], row["accel_mem_gb_each"])
            made[name] |= {"price": row["price_usd_hr"], "price_basis": "listed"}
    for row in rows:
        host = re.search(r"(\d+) vCPU (\d+) GiB", row["includes_gpu"])
        if host and row["machine_type"] in made:
            made[row["machine_type"]] |= {"vcpus": host.group(1), "memory_gib": host.group(2)}
    return list(made.values())


def _google(name: str, model: str, count: Any, memory: Any) -> Row:
    cores = re.search(r"^g2-standard-(\d+)$", name)
    return {
        "name": name,
        "cloud": "google",
        "vcpus": cores.group(1) if cores else "",
        "accelerator": "tpu" if name.startswith("tpu") else "nvidia",
        "accelerator_model": model,
        "accelerators": count,
        "accelerator_memory_gib": memory,
        "partition": 1,
        "arch": "" if name.startswith(("tpu", "nvidia")) else "x86_64",
    }


def azure(rows: list[Row]) -> list[Row]:
    """Sizes with accelerators. The model is written in the size's name, else the same as in the rest of its series."""
    series: dict[str, Row] = {}
    for row in rows:
        if row["gpu"]:
            series[re.sub(r"\d+", "", row["vm_size"], count=1)] = row
    made: dict[str, Row] = {}
    for row in rows:
        name = row["vm_size"]
        alike = series.get(re.sub(r"\d+", "", name, count=1), {})
        written = re.search(r"_(T4|A10|A100|H100|H200|MI300X|V710)_", name)
        model = re.sub(r"-\d+GB$", "", row["gpu"] or alike.get("gpu", "")) or (written.group(1) if written else "")
        if (name in made and (row["region"] != "eastus" or made[name]["price"])) or not model:
            continue
        count = float(row["gpu_count"] or 0)
        if count == 0:
            continue
        whole = not name.startswith("Standard_NV")  # the NV series sells thirds and eighths, which nothing tells apart
        made[name] = {
            "name": name,
            "cloud": "azure",
            "vcpus": row["vcpu"],
            "memory_gib": _short(float(row["memory_gib"])),
            "accelerator": "amd" if model.startswith(("MI", "V710", "Radeon")) else "nvidia",
            "accelerator_model": model,
            "accelerators": max(1, int(count)),
            "accelerator_memory_gib": row["gpu_mem_gb_each"] or (alike.get("gpu_mem_gb_each", "") if whole else ""),
            "partition": _short(min(count, 1)) if row["gpu"] else 1 if whole else "",
            "arch": "x86_64",
            "price": row["price_usd_hr"] if row["region"] == "eastus" else "",
            "price_basis": "listed" if row["price_usd_hr"] and row["region"] == "eastus" else "",
        }
    return list(made.values())


def uses(botocore: Path, cfn_lint: Path) -> dict[str, set[str]]:
    """Which uses accept which `ml.*` type."""
    accepted: dict[str, set[str]] = {}
    with zipfile.ZipFile(botocore) as files:
        shapes = json.loads(gzip.decompress(files.read("botocore/data/sagemaker/2017-07-24/service-2.json.gz")))
    for shape, use in USES.items():
        for name in shapes["shapes"][shape]["enum"]:
            accepted.setdefault(name, set()).add(use)
    with zipfile.ZipFile(cfn_lint) as files:
        for schema, use in SCHEMAS.items():
            path = f"cfnlint/data/schemas/extensions/aws_sagemaker_{schema}/instancetype_enum.json"
            for name in re.findall(r'"(ml\.[^"]+)"', files.read(path).decode()):
                accepted.setdefault(name, set()).add(use)
    return {name: of for name, of in accepted.items() if name.startswith("ml.")}


def prices(rows: Iterable[Row]) -> dict[str, tuple[str, str]]:
    """Price and basis in us-east-1, the better known first; what is stale or of an unknown region is left out."""
    basis = {"high": "listed", "medium-high": "observed", "medium": "observed", "estimate": "estimate"}
    best: dict[str, tuple[str, str]] = {}
    for wanted in dict.fromkeys(basis.values()):
        for row in rows:
            if row["region"] == "us-east-1" and basis.get(row["confidence"]) == wanted:
                best.setdefault(row["instance_type"], (_short(float(row["price_usd_hr"])), wanted))
    return best


def succeed(rows: list[Row]) -> None:
    """Name each type's successor: of the same series and a later generation, nowhere smaller, at no higher price."""
    series: dict[str, list[Row]] = {}
    for row in rows:
        row["successor"] = ""
        if row["cloud"] == "aws" and row["price"]:
            row.setdefault("partition", "")
            series.setdefault(_letters(row), []).append(row)
    for alike in series.values():
        for row in alike:
            better = [other for other in alike if _replaces(other, row)]
            if better:
                row["successor"] = min(better, key=lambda r: (-_generation(r), float(r["price"]), r["name"]))["name"]


def _letters(row: Row) -> str:
    return str(re.match(r"[a-z]+", row["name"].split(".")[0]).group())  # type: ignore[union-attr]


def _generation(row: Row) -> int:
    found = re.match(r"[a-z]+(\d+)", row["name"])
    return int(found.group(1)) if found else 0


def _replaces(new: Row, old: Row) -> bool:
    """Whether `new` does whatever `old` does, on processors of the same maker.

    NVMe and network may be a twentieth less: sizes are rounded differently. `-flex` types give less than their numbers
    say, and the clock of `z` types is in no number.
    """

    def number(row: Row, field: str) -> float:
        return float(row.get(field) or 0)

    if any(new[field] != old[field] for field in ("arch", "accelerator", "bare_metal", "burstable")):
        return False
    if (old.get("vendor") and new.get("vendor") != old["vendor"]) or number(new, "cores") < number(old, "cores"):
        return False
    if _generation(new) <= _generation(old) or "-" in new["name"] or "z" in old["name"].split(".")[0]:
        return False
    if (old["accelerator_model"], new["accelerator_model"]) in SLOWER:
        return False
    whole = ("vcpus", "memory_gib", "accelerators", "accelerator_memory_gib", "partition", "efa_interfaces")
    about = ("nvme_gb", "network_gbps")
    return (
        all(number(new, field) >= number(old, field) for field in whole)
        and all(number(new, field) >= 0.95 * number(old, field) for field in about)
        and number(new, "price") <= number(old, "price")
    )


def _short(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")


def _flag(on: bool) -> str:
    return "y" if on else "n"


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, columns: list[str], rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: row["name"]))


def main() -> None:
    """Write both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for wheel in ("moto", "botocore", "cfn_lint"):
        parser.add_argument(wheel, type=Path)
    for option in ("--prices", "--older", "--google", "--azure"):
        parser.add_argument(option, type=Path)
    given = parser.parse_args()
    before = {
        name: _read(TABLES / name) if (TABLES / name).exists() else [] for name in ("machines.csv", "sagemaker.csv")
    }
    old = {row["name"]: row for rows in before.values() for row in rows}

    rows = {row["name"]: row for row in ec2(given.moto)}
    kept = [_older(row) for row in _read(given.older)] if given.older else list(old.values())
    for row in kept:
        if row.get("cloud") == "aws":
            rows.setdefault(row["name"], row)
    for cloud, read, path in (("google", google, given.google), ("azure", azure, given.azure)):
        others = read(_read(path)) if path else [row for row in old.values() if row.get("cloud") == cloud]
        rows.update({row["name"]: row for row in others})
    listed = (
        prices(_read(given.prices)) if given.prices else {n: (r["price"], r["price_basis"]) for n, r in old.items()}
    )
    for row in rows.values():
        if row["cloud"] == "aws":
            row["price"], row["price_basis"] = listed.get(row["name"], ("", ""))
    succeed(list(rows.values()))
    _write(TABLES / "machines.csv", COLUMNS, list(rows.values()))

    order = list(USES.values())
    sagemaker = []
    for name, accepted in uses(given.botocore, given.cfn_lint).items():
        price, basis = listed.get(name, ("", ""))
        row = {"name": name, "sagemaker_uses": " ".join(sorted(accepted, key=order.index)), "price": price}
        sagemaker.append({**row, "price_basis": basis})
    _write(TABLES / "sagemaker.csv", SAGEMAKER, sagemaker)


if __name__ == "__main__":
    main()
