"""The generated and the written table of a type made one: what a wheel carries, and what nodes.py grows from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from iacguard.model.nearest import nearest
from iacguard.vocabulary.nodes import pascal

Spec = Mapping[str, Any]
Level = dict[str, Any]
"""By attribute: a kind, or `[kind, CloudFormation place, kids, meaning]`; see nodes.grow."""

MEANING = ("default", "to", "key", "values", "was")

REFERS = (
    (re.compile(r"(^|_)kms_(master_)?key(_id|_arn)?$|encryption_key(_arn|_id)?$"), "aws_kms_key"),
    (re.compile(r"(^|_)role(_arn)?$"), "aws_iam_role"),
    (re.compile(r"^subnet_id$"), "aws_subnet"),
    (re.compile(r"^vpc_id$"), "aws_vpc"),
)
"""What a text of this name refers to, in every type of AWS whose table does not say otherwise."""


class UnknownPathError(ValueError):
    """A written path that no schema has and whose kind is not written either."""

    def __init__(self, path: str, near: str) -> None:
        hint = f"did you mean {near}?" if near else "what is newer than the schema says its kind"
        super().__init__(f"no schema has this attribute; {hint}")
        self.path = path


def merge(name: str, schema: Spec, written: Spec, satellites: Mapping[str, Spec]) -> dict[str, Any]:
    """The compiled form of a type; what is written wins over what is generated.

    `schema` holds `cfn`, `computed` and `kids`; `satellites` are the generated
    attributes of the types that this one mounts.
    """
    cfn = written.get("cfn", schema.get("cfn"))
    kids: Level = {kid: _copy(spec) for kid, spec in (schema.get("kids") or {}).items()}
    root = written.get("root", "")
    if root:
        kids = {kid: _rooted(kid, spec, root) for kid, spec in kids.items()}
    _apply_all(kids, written.get("attributes"), "", root)
    compiled: dict[str, Any] = {"kids": kids}
    if cfn:
        compiled["cfn"] = [cfn] if isinstance(cfn, str) else list(cfn)
    if "keys" in written:
        compiled["keys"] = written["keys"]
    said = written.get("computed") or ()
    computed = sorted({*schema.get("computed", ()), *said})
    if computed:
        compiled["computed"] = computed
    if isinstance(said, Mapping):
        compiled["forms"] = {name: form for name, form in said.items() if form}
    if written.get("link"):
        compiled["link"] = True
    mounts = written.get("mounts") or {}
    if mounts:
        compiled["mounts"] = {mount: _mount(name, kids, mount, spec, satellites) for mount, spec in mounts.items()}
    derived = {kid: _derived(spec or {}) for kid, spec in (written.get("derived") or {}).items()}
    if taggable(kids):
        derived.setdefault("tags_all", ["tags", None])
        kids.pop("tags_all", None)
    if derived:
        compiled["derived"] = derived
    if name.startswith("aws"):
        _refer(kids)
    return compiled


def taggable(kids: Spec) -> bool:
    """Whether a type has tags, or their older spelling of autoscaling groups."""
    spec = kids.get("tags", kids.get("tag"))
    return spec is not None and kind_of(spec) in ("tags", "map", "blocks")


def kind_of(spec: Any) -> str:
    """The kind in a compiled node."""
    return spec if isinstance(spec, str) else str(spec[0])


def _copy(spec: Any) -> Any:
    if isinstance(spec, str):
        return spec
    kids = {name: _copy(kid) for name, kid in spec[2].items()} if len(spec) > 2 else {}
    return [spec[0], spec[1], kids, *spec[3:]] if len(spec) > 2 else list(spec)


def _rooted(name: str, spec: Any, root: str) -> Any:
    spec = [spec, True] if isinstance(spec, str) else spec
    return [spec[0], below(spec[1], name, root), *spec[2:]]


def below(place: Any, name: str, root: str) -> Any:
    """A place at the top of a type that CloudFormation nests under `root`."""
    if place is None or not root:
        return place
    if place is True:
        return f"{root}.{pascal(name)}"
    return place[1:] if place.startswith("/") else root if place == "." else f"{root}.{place}"


def _apply_all(kids: Level, attributes: Spec | None, where: str, root: str = "") -> None:
    """Every written line of a level; raises UnknownPathError for what may be misspelled."""
    generated = {path for path, _ in nodes(kids)}
    for path, meaning in (attributes or {}).items():
        if generated and path not in generated and "kind" not in (meaning or {}):
            raise UnknownPathError(where + path, nearest(path, generated))
        apply(kids, path, meaning or {}, root)


def _refer(kids: Level) -> None:
    """What the texts refer to whose tables do not say so."""
    for name, spec in kids.items():
        if not isinstance(spec, str) and len(spec) > 2:
            _refer(spec[2])
        to = next((type for pattern, type in REFERS if pattern.search(name)), "") if kind_of(spec) == "str" else ""
        if to and not (isinstance(spec, list) and len(spec) > 3 and "to" in spec[3]):
            node: list[Any] = [spec, True] if isinstance(spec, str) else list(spec)
            node[2:] = [node[2] if len(node) > 2 else {}, {**(node[3] if len(node) > 3 else {}), "to": to}]
            kids[name] = node


def apply(kids: Level, path: str, meaning: Spec, root: str = "") -> None:
    """One written line; a path that the schema lacks is added, with its parents."""
    *parents, leaf = path.split(".")
    level = kids
    for name in parents:
        node = level.get(name)
        if not isinstance(node, list) or len(node) < 3:
            kind, place = ("block", True) if node is None else (node, True) if isinstance(node, str) else node
            node = level[name] = [kind if kind in ("block", "blocks", "map") else "block", place, {}]
        level = node[2]
    known = level.get(leaf)
    at_top = not parents
    if known is None:
        known = ["str", below(True, leaf, root) if at_top else True]
    node = [known, True] if isinstance(known, str) else list(known)
    node[0] = meaning.get("kind", node[0])
    if "cfn" in meaning:
        node[1] = below(meaning["cfn"], leaf, root if at_top else "")
    said = {word: meaning[word] for word in MEANING if word in meaning}
    if said:
        node[2:] = [node[2] if len(node) > 2 else {}, {**(node[3] if len(node) > 3 else {}), **said}]
    level[leaf] = node[0] if node[1:] == [True] else node


def _derived(spec: Spec) -> Any:
    kids: Level = {}
    for path, meaning in (spec.get("attributes") or {}).items():
        apply(kids, path, meaning or {})
    return [spec.get("kind", "any"), None, kids]


def _mount(type: str, kids: Level, name: str, spec: Spec, satellites: Mapping[str, Spec]) -> list[Any]:
    """Puts the mounted attribute into `kids`; its satellite, its join, its older spellings, whether it is nested."""
    satellite = spec.get("satellite", f"{type}_{name}")
    nested = "cfn" in spec
    own = kids.get(name)
    generated = (own[2] if isinstance(own, list) and len(own) > 2 else {}) if nested else satellites.get(satellite, {})
    inner: Level = {kid: _copy(one) for kid, one in generated.items()}
    _apply_all(inner, spec.get("attributes"), f"{name}.")
    kids[name] = ["blocks" if spec.get("many") else "block", spec.get("cfn"), inner]
    return [satellite, spec.get("join", ""), spec.get("inline") or {}, nested]


def nodes(kids: Spec, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every node of a compiled level with its dotted path."""
    for name, spec in kids.items():
        yield prefix + name, spec
        if not isinstance(spec, str) and len(spec) > 2:
            yield from nodes(spec[2], f"{prefix}{name}.")
