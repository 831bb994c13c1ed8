"""Which property of CloudFormation is which attribute of Terraform: level by level, by name and by what they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cloudformation_schema import Property
from provider_schema import Attribute

from iacguard.vocabulary.nodes import awscc_name, pascal

Written = Mapping[str, Mapping[str, Any]]
"""What the written table says of attributes, by dotted path: `cfn`, `kind` and `spelling` matter here."""

Level = dict[str, Any]
UNLIKE = 5

_ENDINGS = re.compile(
    r"(configurations?|configs?|specifications?|settings?|options?|documents?|text|ids?|arns?|names?)$"
)


class Matcher:
    """Matches one type. `top` are all its properties, for places that are written from `Properties`."""

    def __init__(self, top: Mapping[str, Property], written: Written) -> None:
        self.top = top
        self.written = written

    def level(
        self,
        attributes: Mapping[str, Attribute],
        properties: Mapping[str, Property],
        leaf: str,
        path: str = "",
        shared: bool = False,
    ) -> Level:
        """One level as the schema keeps it: by attribute a kind, or `[kind, CloudFormation name, kids]`.

        The name is True where the rule of spelling gives it, None where CloudFormation has no such thing. Properties
        that no attribute matches come last, under their name in the awscc provider, unless they are `shared` with
        another level.
        """
        theirs = self._pairs(attributes, properties, leaf, path)
        level: Level = {}
        for name, attribute in sorted(attributes.items()):
            here = path + name
            cfn = self.written[here]["cfn"] if "cfn" in self.written.get(here, {}) else theirs.get(name)
            level[name] = self._node(name, attribute, self._at(properties, cfn), cfn, here)
        shared = shared or self.written.get(path.rstrip("."), {}).get("cfn") == "."
        for cfn in () if shared else self._left(properties, theirs, path):
            name = awscc_name(cfn)
            level.setdefault(name, self._node(name, None, properties[cfn], cfn, path + name))
        return level

    def _left(self, properties: Mapping[str, Property], theirs: Mapping[str, str], path: str) -> list[str]:
        """The properties that nothing stands for yet."""
        named = {str(spec["cfn"]).lstrip("/") for where, spec in self.written.items() if self._level_of(where) == path}
        return sorted(name for name in properties if name not in named and name not in theirs.values())

    def _level_of(self, where: str) -> str | None:
        """The path of the level whose properties a written place names; None where it names none."""
        if not self.written[where].get("cfn"):
            return None
        above = where.rpartition(".")[0]
        while self.written.get(above, {}).get("cfn") == ".":
            above = above.rpartition(".")[0]
        return f"{above}." if above else ""

    def _node(self, name: str, attribute: Attribute | None, found: Property | None, cfn: Any, path: str) -> Any:
        said = self.written.get(path, {})
        kind = said.get("kind") or ("tags" if name == "tags" else kind_of(attribute, found))
        kids: Level = {}
        if kind in ("block", "blocks"):
            inner = found.kids if found is not None else {}
            ours = attribute.kids if attribute is not None else {}
            if said.get("spelling") == "camel":
                kids = _camel(inner)
            else:
                kids = self.level(ours, inner, name, f"{path}.")
        place = True if cfn == pascal(name) or not self.top else cfn
        return [kind, place, kids] if kids else kind if place is True else [kind, place]

    def _pairs(
        self, attributes: Mapping[str, Attribute], properties: Mapping[str, Property], leaf: str, path: str
    ) -> dict[str, str]:
        """The CloudFormation name by attribute; what is nearest in name is taken first."""
        said = {
            name: self.written[path + name]["cfn"] for name in attributes if "cfn" in self.written.get(path + name, {})
        }
        taken = {str(cfn).lstrip("/") for cfn in said.values()}
        pairs: dict[str, str] = {}
        for distance in range(UNLIKE):
            for name, attribute in attributes.items():
                if name in pairs or name in said:
                    continue
                for cfn, found in properties.items():
                    near = cfn not in taken and _distance(name, cfn, leaf) == distance
                    if near and _alike(name, attribute, found):
                        pairs[name] = cfn
                        taken.add(cfn)
                        break
        return pairs

    def _at(self, properties: Mapping[str, Property], cfn: str | None) -> Property | None:
        """The property at a written or matched place."""
        if cfn is None:
            return None
        if cfn == ".":
            return Property("block", False, dict(properties))
        level = self.top if cfn.startswith("/") else properties
        found: Property | None = None
        for name in cfn.lstrip("/").split("."):
            found = level.get(name.partition("[")[0])
            if found is None:
                return None
            level = found.kids
        return found


def _camel(properties: Mapping[str, Property]) -> Level:
    """The level of an object that Terraform keeps as a JSON text, in the text's own spelling."""
    level: Level = {}
    for cfn, found in sorted(properties.items()):
        name = cfn[0].lower() + cfn[1:]
        kind = kind_of(None, found)
        place = True if cfn == pascal(name) else cfn
        level[name] = [kind, place, _camel(found.kids)] if found.kids else kind if place is True else [kind, place]
    return level


def kind_of(attribute: Attribute | None, found: Property | None) -> str:
    """One kind for both sides; a block where either side has a single object."""
    ours = attribute.kind if attribute is not None else ""
    theirs = found.kind if found is not None else ""
    if theirs == "tags" or (ours == "map" and found is not None and found.many):
        return "tags"
    if ours == "block" or (ours == "blocks" and theirs == "block" and found is not None and not found.many):
        return "block"
    if ours == "blocks":
        return "blocks"
    if attribute is None and theirs == "block":
        return "blocks" if found is not None and found.many else "block"
    if ours == "list" or (found is not None and found.many and theirs != "block"):
        return "list"
    if theirs in ("json", "block") and ours in ("str", ""):
        return "map" if theirs == "block" and ours == "map" else "json"
    if ours == "map" or theirs == "map":
        return "map"
    if theirs == "bool" or ours == "bool":
        return "bool"
    if ours == "num":
        return "int" if theirs == "int" else "num"
    if not ours:
        return theirs
    return ours


def _distance(ours: str, theirs: str, leaf: str) -> int:
    """How far apart two names are: 0 the same, up to 4 the same word at the end, else UNLIKE."""
    a, b, type = ours.replace("_", ""), theirs.lower(), leaf.lower().replace("_", "")
    if a == b:
        return 0
    if _singular(a) == _singular(b):
        return 1
    if type + a == b or _singular(type) + a == b:
        return 2
    if _stem(a) and _stem(a) == _stem(b):
        return 3
    if a in ("name", "description", "type") and b.endswith(a) and len(b) - len(a) >= 4 and type.endswith(b[: -len(a)]):
        return 4
    return UNLIKE


def _singular(name: str) -> str:
    if name.endswith("ies"):
        return name[:-3] + "y"
    if name.endswith(("sses", "xes", "ches")):
        return name[:-2]
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else name


def _stem(name: str) -> str:
    before = ""
    while name != before:
        before, name = name, _ENDINGS.sub("", name)
    return _singular(name)


def _alike(name: str, attribute: Attribute, found: Property) -> bool:
    """Whether one thing may be meant: an object is no scalar, unless Terraform keeps it as a text."""
    if attribute.kind in ("block", "blocks"):
        return found.kind == "block" or (found.kind in ("json", "tags", "map") and not attribute.kids)
    if found.kind == "block":
        return attribute.kind == "str" and bool(re.search(r"polic|definition|document|properties|content", name))
    if attribute.kind == "map":
        return found.kind in ("map", "tags", "json")
    if found.kind in ("map", "tags"):
        return False
    if found.many:
        return attribute.kind == "list"
    return attribute.kind != "list"
