"""The shipped facts: every line reads, kinds are as documented, and what the sources get wrong is right."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import iacguard.instances
from iacguard.instances import FIELDS, find, search, table

HERE = Path(iacguard.instances.__file__).parent
KINDS = {"str": str, "int": int, "num": float, "bool": bool, "list": tuple}


def rows(file):
    with (HERE / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


MACHINES = rows("machines.csv")
SAGEMAKER = rows("sagemaker.csv")


def test_every_type_has_every_documented_field_in_its_documented_kind():
    for row in MACHINES + SAGEMAKER:
        facts = find(row["name"])
        assert list(facts) == [field.name for field in FIELDS], row["name"]
        for field in FIELDS:
            value = facts[field.name]
            assert value is None or type(value) is KINDS[field.kind], (row["name"], field.name, value)


def test_a_line_found_as_text_says_what_a_csv_reader_reads():
    for row in MACHINES:
        facts = find(row["name"])
        for column in ("vcpus", "memory_gib", "accelerators", "price", "network_gbps", "nvme_gb"):
            assert facts[column] == (float(row[column]) if row[column] else None), (row["name"], column)
        for column in ("accelerator", "accelerator_model", "arch", "price_basis"):
            assert facts[column] == row[column]


def test_names_are_unique_and_sorted():
    for file in (MACHINES, SAGEMAKER):
        names = [row["name"] for row in file]
        assert names == sorted(set(names))


@given(st.text(max_size=12))
def test_what_is_no_type_is_none(name):
    known = {row["name"] for row in MACHINES + SAGEMAKER}
    assert (find(name) is None) == (name not in known)


@pytest.mark.parametrize(
    "name", ["g5", "5.xlarge", "g5.xlarg", "g5.xlarge,aws", "g5.xlarge\nm5.xlarge", "", "ml.", "name"]
)
def test_a_part_of_a_line_is_no_name(name):
    assert find(name) is None


def test_sagemaker_types_have_the_hardware_behind_them_and_their_own_price():
    behind, ml = find("g5.2xlarge"), find("ml.g5.2xlarge")
    own = {"name", "price", "price_basis", "sagemaker_uses", "successor"}
    assert {field: ml[field] for field in ml if field not in own} == {f: behind[f] for f in behind if f not in own}
    assert ml["price"] > behind["price"]
    assert "endpoint" in ml["sagemaker_uses"] and behind["sagemaker_uses"] == ()


def test_a_type_that_sagemaker_does_not_sell_is_not_found_with_its_prefix():
    sold = {row["name"] for row in SAGEMAKER}
    unsold = next(row["name"] for row in MACHINES if row["cloud"] == "aws" and f"ml.{row['name']}" not in sold)
    assert find(unsold) and find(f"ml.{unsold}") is None


def test_uses_differ_between_types():
    """Inferentia serves and does not train; Trainium trains."""
    assert {"endpoint", "training"} & set(find("ml.inf2.xlarge")["sagemaker_uses"]) == {"endpoint"}
    assert "training" in find("ml.trn1.32xlarge")["sagemaker_uses"]


def test_what_the_api_gets_wrong_is_corrected():
    """The API gives Trainium2 512 GiB a chip and trn2u no chip; sixteen chips have 1,536 GiB together."""
    for name in ("trn2.48xlarge", "trn2u.48xlarge"):
        facts = find(name)
        assert facts["accelerators"] * facts["accelerator_memory_gib"] == 1536


def test_a_part_of_a_gpu_counts_as_one_and_says_its_share():
    part, whole = find("g6f.xlarge"), find("g6.xlarge")
    assert (part["accelerators"], whole["accelerators"]) == (1, 1)
    assert part["partition"] < whole["partition"] == 1
    assert part["accelerator_memory_gib"] == pytest.approx(
        part["partition"] * whole["accelerator_memory_gib"], rel=0.01
    )


def test_efa_is_told_with_its_interfaces():
    for row in MACHINES:
        facts = find(row["name"])
        assert facts["efa"] == (None if facts["efa_interfaces"] is None else facts["efa_interfaces"] > 0)


def test_gpus_are_no_other_accelerators():
    assert find("p5.48xlarge")["gpus"] == find("p5.48xlarge")["accelerators"] == 8
    assert find("inf2.48xlarge")["gpus"] == 0 < find("inf2.48xlarge")["accelerators"]
    assert find("m5.xlarge")["gpus"] == find("m5.xlarge")["accelerators"] == 0


def test_a_successor_is_newer_nowhere_smaller_and_not_dearer():
    named = [row["name"] for row in MACHINES if row["successor"]]
    assert len(named) > 40
    for name in named:
        old, new = find(name), find(find(name)["successor"])
        assert new["generation"] > old["generation"] and new["price"] <= old["price"]
        for field in ("vcpus", "memory_gib", "accelerators", "efa_interfaces"):
            assert new[field] >= old[field], (name, field)
        assert new["arch"] == old["arch"] and new["accelerator"] == old["accelerator"]


def test_no_successor_has_slower_memory():
    """g6 is cheaper than g5 at the same size of memory, but reads it at half the speed."""
    assert not any(find(facts["name"])["successor"] for facts in search("g5.*"))


def test_the_successor_of_a_sagemaker_type_is_one_that_sagemaker_sells():
    for row in SAGEMAKER:
        successor = find(row["name"])["successor"]
        assert not successor or (successor.startswith("ml.") and find(successor)["sagemaker_uses"])


def test_every_price_says_what_it_rests_on():
    for row in MACHINES + SAGEMAKER:
        assert bool(row["price"]) == bool(row["price_basis"]), row["name"]
        assert row["price_basis"] in ("", "listed", "observed", "estimate")


def test_search_takes_a_part_of_the_name_or_a_pattern():
    assert {facts["family"] for facts in search("p4d")} == {"p4d", "p4de"}
    assert [facts["name"] for facts in search("P4D.*")] == ["p4d.24xlarge"]
    assert all(facts["name"].startswith("ml.inf2.") for facts in search("ml.inf2.*")) and search("ml.inf2.*")
    sizes = [(facts["accelerators"], facts["vcpus"]) for facts in search("g5.*")]
    assert sizes == sorted(sizes) and len(sizes) > 5


def test_families_and_generations_of_all_clouds():
    told = {
        name: (find(name)["family"], find(name)["generation"])
        for name in (
            "ml.p4d.24xlarge",
            "p6-b300.48xlarge",
            "a2-highgpu-8g",
            "Standard_NC24ads_A100_v4",
            "nvidia-tesla-t4",
        )
    }
    assert told == {
        "ml.p4d.24xlarge": ("p4d", 4),
        "p6-b300.48xlarge": ("p6-b300", 6),
        "a2-highgpu-8g": ("a2-highgpu", 2),
        "Standard_NC24ads_A100_v4": ("Standard_NCads_A100_v4", 4),
        "nvidia-tesla-t4": ("nvidia-tesla", None),
    }


def test_the_table_has_as_many_cells_in_each_column_and_no_empty_column():
    columns = table(search("c5.*"))
    assert {len(column) for column in columns} == {1 + len(search("c5.*"))}
    heads = [column[0] for column in columns]
    assert "accelerators" not in heads and "vCPU" in heads
    assert "accelerators" in [column[0] for column in table(search("g5.*"))]
    assert table([]) == []


def test_an_estimated_price_is_marked():
    estimated = next(row["name"] for row in SAGEMAKER if row["price_basis"] == "estimate")
    (price,) = [column for column in table([find(estimated)]) if column[0] == "USD/h"]
    assert price[1].startswith("~")
