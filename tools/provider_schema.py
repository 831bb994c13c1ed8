"""The attributes of Terraform resources, read from the wheel of a provider that the Terraform CDK publishes on PyPI.

`pip download --no-deps cdktf-cdktf-provider-aws` (or -google, -azurerm) brings a package of generated classes, one
folder a resource: which attributes there are, what they hold, and which the provider alone fills in.
"""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

KINDS = {"String": "str", "Number": "num", "Boolean": "bool", "List": "list", "NumberList": "list"}
"""By the getter that reads an attribute; what ends in Map is a map."""

_TYPE = re.compile(r"terraformResourceType: '(\w+)'")
_CLASS = re.compile(r"^class (\w+) extends (?:cdktf\.)?(TerraformResource|ComplexObject)", re.M)
_NESTED = re.compile(r'new (?:\w+\.)?(\w+?)(OutputReference|List|Map)\(this, "(\w+)"')
_PLAIN = re.compile(r"this\.get(\w+?)Attribute\('(\w+)'\)|this\.interpolationForAttribute\('(\w+)'\)")
_COMPUTED = re.compile(r"// (\w+) - computed: true, optional: false, required: false")


class Attribute(NamedTuple):
    """What an attribute holds; `kids` where it is a block or a list of blocks."""

    kind: str
    kids: dict[str, Attribute]
    computed: bool = False


def read(wheel: Path, types: Iterable[str]) -> dict[str, dict[str, Attribute]]:
    """The attributes of those `types` that the provider has."""
    wanted = set(types)
    found: dict[str, dict[str, Attribute]] = {}
    for text in _sources(wheel):
        named = _TYPE.search(text)
        if named is not None and named.group(1) in wanted and "extends cdktf.TerraformResource" in text:
            found[named.group(1)] = _attributes(text)
    return found


def _sources(wheel: Path) -> Iterator[str]:
    """The generated text of each resource; large ones are spread over several files of their folder."""
    with zipfile.ZipFile(wheel) as outer:
        inner = next(name for name in outer.namelist() if name.endswith(".jsii.tgz"))
        packed = io.BytesIO(outer.read(inner))
    folders: dict[str, list[str]] = {}
    with tarfile.open(fileobj=packed) as package:
        for member in package:
            file = re.fullmatch(r"package/lib/([\w-]+)/(?:index|index-structs/structs\d+)\.js", member.name)
            handle = package.extractfile(member) if file is not None else None
            if file is not None and handle is not None:
                folders.setdefault(file.group(1), []).append(handle.read().decode("utf-8"))
    for texts in folders.values():
        yield "\n".join(texts)


def _attributes(text: str) -> dict[str, Attribute]:
    starts = list(_CLASS.finditer(text))
    bodies: dict[str, str] = {}
    top = ""
    for start, following in zip(starts, [*starts[1:], None], strict=False):
        name = start.group(1).removesuffix("OutputReference")
        if start.group(2) == "TerraformResource":
            name = top = start.group(1)
        bodies.setdefault(name, text[start.end() : following.start() if following else len(text)])
    return _fields(bodies, top, ())


def _fields(bodies: dict[str, str], name: str, above: tuple[str, ...]) -> dict[str, Attribute]:
    body = bodies.get(name, "")
    if name in above:
        return {}
    computed = set(_COMPUTED.findall(body))
    fields: dict[str, Attribute] = {}
    for inner, how, attribute in _NESTED.findall(body):
        kids = _fields(bodies, inner, (*above, name))
        kind = {"OutputReference": "block", "List": "blocks", "Map": "map"}[how]
        fields[attribute] = Attribute(kind, kids, attribute in computed)
    for getter, attribute, free in _PLAIN.findall(body):
        kind = "map" if getter.endswith("Map") else KINDS.get(getter, "any")
        fields.setdefault(attribute or free, Attribute(kind, {}, (attribute or free) in computed))
    for attribute in computed - fields.keys():
        fields[attribute] = Attribute("map" if attribute == "tags_all" else "any", {}, True)
    return fields
