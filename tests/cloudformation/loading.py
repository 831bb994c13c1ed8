"""Templates in memory, loaded as a scan would."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping
from typing import Any

from iacguard.formats.base import Inputs, Loaded
from iacguard.formats.cloudformation import format as cloudformation
from iacguard.model.graph import Resource
from iacguard.model.report import ERROR
from iacguard.model.tree import Tree
from iacguard.model.value import Map, Value
from iacguard.vocabulary import tables

HEADER = 'AWSTemplateFormatVersion: "2010-09-09"\n'


@functools.cache
def vocabulary() -> tables.Vocabulary:
    """The tables, made once for all tests."""
    return tables.load()


def load(files: Mapping[str, str | bytes], paths: Iterable[str] | None = None, **inputs: Any) -> Loaded:
    """What the format makes of files in memory."""
    return cloudformation.load(
        Tree.of(dict(files)), list(files if paths is None else paths), Inputs(**inputs), vocabulary()
    )


def template(body: str, **inputs: Any) -> Loaded:
    """One YAML template, without errors."""
    loaded = load({"template.yaml": HEADER + body}, **inputs)
    assert not [f"{d.span}: {d.message}" for d in loaded.diagnostics if d.level == ERROR]
    return loaded


def names(loaded: Loaded) -> list[str]:
    """The addresses of what was declared in Resources."""
    return sorted(str(r.address) for r in loaded.resources if r.format == "cfn")


def resource(loaded: Loaded, address: str) -> Resource:
    """One resource by its printed address."""
    return next(r for r in loaded.resources if str(r.address) == address)


def value(written: Any, sections: Mapping[str, Any] | None = None, **inputs: Any) -> Value:
    """What a written value is, as a property of a resource of a template with further sections."""
    return attempt(written, sections, **inputs)[0]


def attempt(written: Any, sections: Mapping[str, Any] | None = None, **inputs: Any) -> tuple[Value, list[str]]:
    """The same, with the errors that it gave."""
    extra = dict(sections or {})
    resources = {**extra.pop("Resources", {}), "Subject": {"Type": "Custom::Subject", "Properties": {"V": written}}}
    body = {"AWSTemplateFormatVersion": "2010-09-09", **extra, "Resources": resources}
    loaded = load({"template.json": json.dumps(body)}, **inputs)
    properties = resource(loaded, "Subject").body.data
    assert isinstance(properties, Map)
    return properties.items["V"], [d.message for d in loaded.diagnostics if d.level == ERROR]
