"""A new rule: a folder that is whole from the first minute, with fixtures that pass, to be changed into one's own."""

from __future__ import annotations

import json
import re
from pathlib import Path

from iacguard.policy.rule import ID
from iacguard.rulekit.schema import schema as made
from iacguard.vocabulary.nodes import Type

SCHEMA = "rule.schema.json"
"""By which editors complete and check the rules of a folder."""
DEFAULT_TYPE = "aws_sagemaker_notebook_instance"

_RULE = """\
# yaml-language-server: $schema={schema}
summary: {title}
severity: medium # critical high medium low info
# practices: code modularity versioning automation security monitoring testing documentation drift optimisation
practices: [security]
resources: [{type}]
# when: resource.name != null     # optional: where the rule applies
require: "'Owner' in resource.tags"
at: tags
message: "{{address}} has no tag Owner"
why: >-
  Say to somebody who is not a cloud engineer what goes wrong when this is left as it is, and what it costs: an instance
  that nobody owns is an instance that nobody switches off.
fix: |-
  Say what to write instead:

      tags = {{ Owner = "ml-platform" }}
profiles: [default]
"""


class ScaffoldError(Exception):
    """A folder that cannot be made; the message says why and what to do."""


def create(folder: Path, name: str, type: Type) -> list[Path]:
    """Write `folder/FAMILY/ID` with a rule and its fixtures, and beside the families the schema; the paths written.

    Raises ScaffoldError: a name that is no FAMILY/ID, a folder that is there already.
    """
    family, _, id = name.partition("/")
    if not ID(family) or not ID(id):
        raise ScaffoldError(f"{name!r} is not FAMILY/ID in kebab case, such as tagging/notebook-without-owner")
    home = folder / family / id
    if home.exists():
        raise ScaffoldError(f"{home} is there already; choose another id")
    text = _RULE.format(title=id.replace("-", " ").capitalize(), type=type.name, schema=f"../../{SCHEMA}")
    files = {"rule.yaml": text, **_terraform(type)}
    if type.cfn:
        files |= _cloudformation(type)
    home.mkdir(parents=True)
    for file, content in files.items():
        (home / file).write_text(content, encoding="utf-8")
    (folder / SCHEMA).write_text(json.dumps(made(), indent=2) + "\n", encoding="utf-8")
    return [*(home / file for file in files), folder / SCHEMA]


def _terraform(type: Type) -> dict[str, str]:
    bad = f'resource "{type.name}" "example" {{\n  tags = {{ Project = "churn" }} # expect\n}}\n'
    return {"bad.tf": bad, "good.tf": bad.replace("Project", "Owner").replace(" # expect", "")}


def _cloudformation(type: Type) -> dict[str, str]:
    head = f"Resources:\n  Example:\n    Type: {type.cfn[0]}\n    Properties:\n"
    bad = f"{head}      Tags: # expect\n        - {{Key: Project, Value: churn}}\n"
    return {"bad.yaml": bad, "good.yaml": re.sub("Project", "Owner", bad).replace(" # expect", "")}
