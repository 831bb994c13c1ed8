"""The script that rebuilds the facts: what it makes of the API's answers, and that it changes nothing by itself."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def build():
    spec = importlib.util.spec_from_file_location("build_instances", ROOT / "tools" / "build_instances.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def told(**extra):
    """An answer of DescribeInstanceTypes, with what the script reads."""
    return {
        "VCpuInfo": {"DefaultVCpus": 4, "DefaultCores": 2},
        "MemoryInfo": {"SizeInMiB": 16384},
        "NetworkInfo": {
            "EfaSupported": False,
            "MaximumNetworkCards": 1,
            "NetworkCards": [{"PeakBandwidthInGbps": 10.0}],
        },
        "ProcessorInfo": {"SupportedArchitectures": ["x86_64"], "Manufacturer": "Intel"},
        "BareMetal": False,
        "BurstablePerformanceSupported": False,
        "SupportedUsageClasses": ["on-demand"],
        **extra,
    }


def test_bandwidth_is_that_of_all_cards(build):
    cards = {"EfaSupported": True, "EfaInfo": {"MaximumEfaInterfaces": 4}, "MaximumNetworkCards": 4}
    cards["NetworkCards"] = [{"PeakBandwidthInGbps": 100.0}] * 4
    machine = build._machine("p4d.24xlarge", told(NetworkInfo=cards))
    assert (machine["network_gbps"], machine["efa_interfaces"]) == ("400", 4)


def test_disks_that_are_no_nvme_do_not_count(build):
    disks = {"NvmeSupport": "unsupported", "TotalSizeInGB": 500}
    assert build._machine("c3.large", told(InstanceStorageInfo=disks))["nvme_gb"] == 0


def test_a_share_of_a_gpu_is_one_accelerator(build):
    gpu = {"Count": 0, "LogicalGpuCount": 1, "GpuPartitionSize": 0.125, "Manufacturer": "NVIDIA", "Name": "L4"}
    machine = build._machine("g6f.large", told(GpuInfo={"Gpus": [{**gpu, "MemoryInfo": {"SizeInMiB": 2861}}]}))
    assert (machine["accelerator"], machine["accelerators"], machine["partition"]) == ("nvidia", 1, "0.125")


def test_neuron_devices_are_told_apart(build):
    def device(name):
        return {"NeuronInfo": {"NeuronDevices": [{"Name": name, "Count": 2, "MemoryInfo": {"SizeInMiB": 32768}}]}}

    assert build._accelerator(device("Trainium2"))["accelerator"] == "trainium"
    assert build._accelerator(device("Inferentia"))["accelerator"] == "inferentia"


def test_the_best_known_price_of_the_region_wins_and_stale_ones_never_do(build):
    rows = [
        {"region": "us-east-1", "instance_type": "ml.a", "price_usd_hr": "3", "confidence": "estimate"},
        {"region": "us-east-1", "instance_type": "ml.a", "price_usd_hr": "2", "confidence": "medium"},
        {"region": "us-west-2", "instance_type": "ml.b", "price_usd_hr": "1", "confidence": "high"},
        {"region": "us-east-1", "instance_type": "ml.c", "price_usd_hr": "9", "confidence": "stale: do not use"},
    ]
    assert build.prices(rows) == {"ml.a": ("2", "observed")}


def machine(name, **facts):
    base = {"cloud": "aws", "arch": "x86_64", "accelerator": "", "accelerator_model": "", "bare_metal": "n"}
    base |= {"burstable": "n", "vcpus": 4, "memory_gib": 16, "price": "0.2", "vendor": "Intel", "cores": 2}
    return {"name": name, **base, **facts}


@pytest.mark.parametrize(
    ("new", "replaces"),
    [
        (machine("m6i.xlarge"), True),
        (machine("m6i.xlarge", price="0.3"), False),
        (machine("m6i.xlarge", memory_gib=8), False),
        (machine("m6a.xlarge", vendor="AMD"), False),
        (machine("m7i-flex.xlarge"), False),
        (machine("m7g.xlarge", arch="arm64"), False),
        (machine("m4.xlarge"), False),
    ],
    ids=lambda value: value["name"] if isinstance(value, dict) else "",
)
def test_a_successor_is_newer_as_large_alike_and_as_cheap(build, new, replaces):
    old = machine("m5.xlarge")
    build.succeed([old, new])
    assert (old["successor"] == new["name"]) is replaces


def test_faster_memory_is_not_given_up(build):
    old = machine("g5.xlarge", accelerator="nvidia", accelerator_model="A10G", accelerators=1)
    new = machine("g6.xlarge", accelerator="nvidia", accelerator_model="L4", accelerators=1)
    build.succeed([old, new])
    assert old["successor"] == ""
