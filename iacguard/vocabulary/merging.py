"""The generated and the written table of a type made one: what a wheel carries, and what nodes.py grows from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from iacguard.vocabulary.nodes import pascal

Spec = Mapping[str, Any]
Level = dict[str, Any]
"""By attribute: a kind, or `[kind, CloudFormation place, kids, meaning]`; see nodes.grow."""

MEANING = ("default", "to", "key", "values")


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
    for path, meaning in (written.get("attributes") or {}).items():
        apply(kids, path, meaning or {}, root)
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
        compiled["prefixes"] = {name: prefix for name, prefix in said.items() if prefix}
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
    for path, meaning in (spec.get("attributes") or {}).items():
        apply(inner, path, meaning or {})
    kids[name] = ["blocks" if spec.get("many") else "block", spec.get("cfn"), inner]
    return [satellite, spec.get("join", ""), spec.get("inline") or {}, nested]


def nodes(kids: Spec, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every node of a compiled level with its dotted path."""
    for name, spec in kids.items():
        yield prefix + name, spec
        if not isinstance(spec, str) and len(spec) > 2:
            yield from nodes(spec[2], f"{prefix}{name}.")
