"""What the AWS CDK writes beside a template and into it: environments, paths of constructs, assets, its own helpers."""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING, Any

from iacguard.model.tree import UnreadableError, join
from iacguard.model.value import Map, Value

if TYPE_CHECKING:
    from iacguard.formats.base import Inputs
    from iacguard.model.tree import Tree

GENERATED = "cdk."
"""Before the type of what the CDK adds for itself: it is there, and no rule is about it."""
_SINGLETON = re.compile(
    r"/(?:[A-Za-z]*[0-9a-f]{32}|@aws-cdk--[^/]*|Custom::[^/]*|CDKMetadata|framework-on\w+)(?:/|$)"
).search
STACK = "aws:cloudformation:stack"
_ENVIRONMENT = re.compile(r"aws://([^/]+)/(.+)").fullmatch
_PARAMETERS = re.compile(r"BootstrapVersion|AssetParameters[0-9a-f]{64}\w*").fullmatch


def construct(written: Value) -> str:
    """The path of the construct that a resource comes from; empty where the CDK did not write it."""
    return _metadata(written, "aws:cdk:path")


def _metadata(written: Value, name: str) -> str:
    metadata = written.data.items.get("Metadata") if isinstance(written.data, Map) else None
    found = metadata.data.items.get(name) if metadata is not None and isinstance(metadata.data, Map) else None
    return found.data if found is not None and isinstance(found.data, str) else ""


def is_generated(written: Value, kind: str) -> bool:
    """Whether the CDK adds a resource for itself: usage data, and the functions behind its custom resources."""
    return kind == "AWS::CDK::Metadata" or _SINGLETON(construct(written)) is not None


def is_generated_parameter(name: str) -> bool:
    """Whether the CDK adds a parameter for itself."""
    return _PARAMETERS(name) is not None


def asset(written: Value, property: str) -> str:
    """The file of the assembly that a property names by its place in a bucket; empty where it names none."""
    return _metadata(written, "aws:asset:path") if _metadata(written, "aws:asset:property") == property else ""


class Environment:
    """Where and under which name the CDK deploys a template, as far as its assembly says."""

    def __init__(self, region: str = "", account: str = "", stack_name: str = "") -> None:
        self.region = region
        self.account = account
        self.stack_name = stack_name

    def inputs(self, given: Inputs) -> Inputs:
        """The user's inputs; where they leave region or account open, those of the assembly."""
        return given._replace(region=given.region or self.region, account=given.account or self.account)


def environment(tree: Tree, path: str) -> Environment:
    """What the manifest beside a template says of it."""
    directory = posixpath.dirname(path)
    manifest = join(directory, "manifest.json")
    if not path.endswith(".template.json") or manifest is None or not tree.is_file(manifest):
        return Environment()
    try:
        artifacts = json.loads(tree.read(manifest).text)["artifacts"].values()
        for artifact in artifacts:
            properties = artifact.get("properties", {})
            if artifact.get("type") == STACK and properties.get("templateFile") == posixpath.basename(path):
                return _read(artifact, properties)
    except (UnreadableError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    return Environment()


def _read(artifact: dict[str, Any], properties: dict[str, Any]) -> Environment:
    found = _ENVIRONMENT(str(artifact.get("environment", "")))
    account, region = found.groups() if found is not None else ("", "")
    account, region = ("" if text.startswith("unknown-") else text for text in (account, region))
    name = properties.get("stackName")
    return Environment(region, account, name if isinstance(name, str) else "")
