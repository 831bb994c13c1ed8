"""What a module of the registry that everybody knows declares, told by its arguments."""

from __future__ import annotations

from typing import Any

import pytest

from iacguard.formats.base import Inputs
from iacguard.formats.terraform.format import load
from iacguard.model.graph import Resource
from iacguard.model.tree import Tree
from iacguard.model.value import Map, Seq, Unknown, Value
from iacguard.vocabulary.tables import Vocabulary

EKS = "terraform-aws-modules/eks/aws"


def told(arguments: str, source: str = EKS, version: str = "~> 21.3", **inputs: Any) -> dict[str, Resource]:
    """The resources of a root that calls a module, by address."""
    pinned = f'  version = "{version}"\n' if version else ""
    text = f'variable "open" {{}}\nmodule "eks" {{\n  source = "{source}"\n{pinned}{arguments}\n}}\n'
    files = {"main.tf": text, "here/main.tf": 'resource "aws_eks_cluster" "mine" {}\n'}
    found = load(Tree.of(files), ["main.tf"], Inputs(**inputs), Vocabulary({}))
    return {str(r.address): r for r in found.resources if r.type.startswith("aws_")}


def seen(value: Value) -> Any:
    """A value as Python's data; `?` for what is not known, also at the end of what may have more."""
    data = value.data
    if isinstance(data, Unknown):
        return "?"
    if isinstance(data, Map):
        return {**{k: seen(v) for k, v in data.items.items()}, **({"?": "?"} if data.rest is not None else {})}
    return [seen(item) for item in data.items] if isinstance(data, Seq) else data


def of_cluster(arguments: str, version: str = "~> 21.3") -> Any:
    """The body of the cluster."""
    return seen(told(arguments, version=version)["module.eks.aws_eks_cluster.this[0]"].body)


def access(arguments: str, version: str = "~> 21.3") -> tuple[Any, Any]:
    """Whether the API of the cluster is public, and to whom."""
    (config,) = of_cluster(arguments, version)["vpc_config"]
    return config["endpoint_public_access"], config["public_access_cidrs"]


@pytest.mark.parametrize(
    ("arguments", "version", "public", "to"),
    [
        ("", "~> 21.3", False, ["0.0.0.0/0"]),
        ("", "", False, ["0.0.0.0/0"]),
        ("", "~> 18.0", "?", ["0.0.0.0/0"]),
        ("endpoint_public_access = true", "~> 21.3", True, ["0.0.0.0/0"]),
        ("cluster_endpoint_public_access = true", "20.8.4", True, ["0.0.0.0/0"]),
        ("endpoint_public_access = null", "~> 21.3", False, ["0.0.0.0/0"]),
        ("endpoint_public_access = var.open", "~> 21.3", "?", ["0.0.0.0/0"]),
        (
            'cluster_endpoint_public_access = true\ncluster_endpoint_public_access_cidrs = ["192.0.2.0/24"]',
            "~> 20.0", True, ["192.0.2.0/24"],
        ),
    ],
)  # fmt: skip
def test_who_may_ask_the_api(arguments: str, version: str, public: Any, to: Any) -> None:
    assert access(arguments, version) == (public, to)


def test_what_is_not_passed_on_as_it_is_is_not_known() -> None:
    body = of_cluster('kubernetes_version = "1.33"\ntags = { Team = "ml" }')
    assert (body["version"], body["enabled_cluster_log_types"]) == ("1.33", ["audit", "api", "authenticator"])
    assert body["tags_all"] == {"Team": "ml", "?": "?"}
    assert body["?"] == "?"


GROUPS = """  subnet_ids = ["subnet-1"]
  eks_managed_node_group_defaults = { capacity_type = "SPOT", min_size = 2 }
  eks_managed_node_groups = {
    gpu = {
      instance_types = ["g5.12xlarge"]
      min_size       = 0
      taints         = %s
    }
    cpu = { ami_type = "AL2023_ARM_64_STANDARD", ami_id = "", subnet_ids = ["subnet-2"] }
    own = { ami_id = "ami-0abcdef1234567890" }
  }"""
TAINTS = (
    '{ accelerated = { key = "gpu", effect = "NO_SCHEDULE" } }',
    '[{ key = "gpu", effect = "NO_SCHEDULE" }]',
)


@pytest.mark.parametrize("taints", TAINTS)
@pytest.mark.parametrize(("version", "image"), [("~> 21.3", "AL2023_x86_64_STANDARD"), ("~> 20.0", None)])
def test_node_groups(taints: str, version: str, image: str | None) -> None:
    found = told(GROUPS % taints, version=version)
    names = {name: f'module.eks.module.eks_managed_node_group["{name}"].aws_eks_node_group.this[0]'
             for name in ("gpu", "cpu", "own")}  # fmt: skip
    assert set(found) == {"module.eks.aws_eks_cluster.this[0]", *names.values()}
    gpu, cpu, own = (seen(found[address].body) for address in names.values())
    assert (gpu["instance_types"], gpu["capacity_type"], gpu["ami_type"]) == (["g5.12xlarge"], "SPOT", image)
    assert gpu["scaling_config"] == [{"min_size": 0, "max_size": "?", "desired_size": "?", "?": "?"}]
    assert gpu["taint"] == [{"key": "gpu", "effect": "NO_SCHEDULE"}]
    assert (gpu["subnet_ids"], cpu["subnet_ids"]) == (["subnet-1"], ["subnet-2"])
    assert (cpu["ami_type"], own["ami_type"]) == ("AL2023_ARM_64_STANDARD", "?")
    assert (cpu["taint"], cpu["instance_types"], cpu["scaling_config"][0]["min_size"]) == ([], None, 2)


def test_places_are_those_of_the_call() -> None:
    found = told("endpoint_public_access = true\n" + GROUPS % TAINTS[0])
    cluster = found["module.eks.aws_eks_cluster.this[0]"]
    body = cluster.body.data.items
    public = body["vpc_config"].data.items[0].data.items["endpoint_public_access"]
    assert (cluster.span.line, public.span.line, body["enabled_cluster_log_types"].span.line) == (2, 5, 2)
    gpu = found['module.eks.module.eks_managed_node_group["gpu"].aws_eks_node_group.this[0]']
    assert gpu.span.text == "gpu"
    assert gpu.body.data.items["instance_types"].span.line == gpu.span.line + 1
    assert [str(ref.target) for ref in gpu.body.data.items["cluster_name"].refs] == [str(cluster.address)]
    assert [call.address for call in gpu.calls] == ["module.eks"]


@pytest.mark.parametrize(
    ("arguments", "source", "count"),
    [
        ("", "registry.terraform.io/terraform-aws-modules/eks/aws", 1),
        ("", "git::https://github.com/terraform-aws-modules/terraform-aws-eks.git?ref=v20.8.4", 1),
        ("", "github.com/terraform-aws-modules/terraform-aws-eks?ref=v20.8.4", 1),
        ('for_each = toset(["dev", "prod"])', EKS, 2),
        ("count = 0", EKS, 0),
        ("create = false", EKS, 0),
        ("create = var.open", EKS, 0),
        ("", "terraform-aws-modules/eks/aws//modules/karpenter", 0),
        ("", "terraform-aws-modules/vpc/aws", 0),
        ("", "my-terraform-aws-modules/eks/aws", 0),
        ("eks_managed_node_groups = var.open", EKS, 1),
    ],
)  # fmt: skip
def test_calls(arguments: str, source: str, count: int) -> None:
    assert len(told(arguments, source, "")) == count


def test_a_ref_is_a_version() -> None:
    source = "git::https://github.com/terraform-aws-modules/terraform-aws-eks.git?ref=v18.31.2"
    (cluster,) = told("", source, "").values()
    assert seen(cluster.body)["vpc_config"][0]["endpoint_public_access"] == "?"


def test_a_module_that_is_here_speaks_for_itself() -> None:
    assert list(told("", module_map=((EKS, "here"),))) == ["module.eks.aws_eks_cluster.mine"]
