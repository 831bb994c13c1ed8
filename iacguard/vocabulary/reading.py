"""From the generated and the written table of a type to its tree; the grammar of written tables is closed."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

from iacguard.vocabulary.nodes import KINDS, Mount, Node, Type, pascal

TYPE_KEYS = frozenset({"cfn", "where", "was", "root", "keys", "computed", "link", "attributes", "mounts", "derived"})
ATTRIBUTE_KEYS = frozenset({"kind", "cfn", "default", "to", "key", "values"})
MOUNT_KEYS = frozenset({"join", "many", "cfn", "satellite_cfn", "attributes", "inline", "satellite"})


def read_written(path: Path) -> dict[str, dict[str, Any]]:
    """The types of one written table. Raises ValueError for what is not in the grammar."""
    import yaml

    types = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
    for name, spec in types.items():
        _closed(path, name, spec or {}, TYPE_KEYS)
        for attribute, meaning in _attributes(spec):
            _closed(path, f"{name}.{attribute}", meaning or {}, ATTRIBUTE_KEYS)
            if (meaning or {}).get("kind", "str") not in KINDS:
                raise ValueError(f"{path}: {name}.{attribute}: kind is one of {', '.join(sorted(KINDS))}")
        for mount, meaning in (spec.get("mounts") or {}).items():
            _closed(path, f"{name}.{mount}", meaning, MOUNT_KEYS)
    return {name: spec or {} for name, spec in types.items()}


def _attributes(spec: dict[str, Any]) -> list[tuple[str, Any]]:
    found = list((spec.get("attributes") or {}).items())
    for mount in (spec.get("mounts") or {}).values():
        found += (mount.get("attributes") or {}).items()
    for derived in (spec.get("derived") or {}).values():
        found += ((derived or {}).get("attributes") or {}).items()
    return found


def _closed(path: Path, where: str, spec: dict[str, Any], known: frozenset[str]) -> None:
    for key in spec:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(sorted(known))}"
            raise ValueError(f"{path}: {where}: {key} means nothing here{hint}")


def build(name: str, tables: dict[str, Any]) -> Type:
    """The tree of a type from its compiled text."""
    schema, written = tables["schema"], tables["written"]
    cfn = written.get("cfn", schema.get("cfn"))
    type = Type(name, (cfn,) if isinstance(cfn, str) else tuple(cfn or ()))
    root = (written["root"],) if "root" in written else ()
    absolute: dict[str, tuple[str, ...]] = {}
    for path, spec in (schema.get("paths") or {}).items():
        kind, theirs = (spec, None) if isinstance(spec, str) else spec
        if isinstance(spec, str):
            theirs = ".".join(map(pascal, path.split(".")))
        _grow(type.top, path, kind, tuple(theirs.split(".")) if theirs else None, absolute)
    _fill(type.top, written.get("attributes") or {}, absolute, root)
    for mount, spec in (written.get("mounts") or {}).items():
        type.mounts[mount] = _mount(type, mount, spec)
    for derived, spec in (written.get("derived") or {}).items():
        node = type.derived[derived] = Node(derived, (spec or {}).get("kind", "any"), None)
        _fill(node, (spec or {}).get("attributes") or {}, {}, ())
    type.keys = tuple(written.get("keys", type.keys))
    type.computed = frozenset(type.keys) | type.computed | frozenset(written.get("computed", ()))
    type.link = bool(written.get("link", False))
    return type


def _grow(top: Node, path: str, kind: str, cfn: tuple[str, ...] | None, absolute: dict[str, tuple[str, ...]]) -> Node:
    """The node of `path`, made with its parents where it is not there yet."""
    *parents, leaf = path.split(".")
    node, here = top, ""
    for name in parents:
        here = f"{here}.{name}" if here else name
        if name not in node.kids:
            _grow(top, here, "block", (*absolute.get(here.rpartition(".")[0], ()), pascal(name)), absolute)
        node = node.kids[name]
    if leaf not in node.kids:
        node.kids[leaf] = Node(leaf, kind, None)
    made = node.kids[leaf]
    made.kind = kind
    above = absolute.get(".".join(parents), ())
    if cfn is None:
        made.cfn = None
    else:
        absolute[path] = cfn
        made.cfn = cfn[len(above) :] if cfn[: len(above)] == above else ("/", *cfn)
    return made


def _fill(top: Node, attributes: dict[str, Any], absolute: dict[str, tuple[str, ...]], root: tuple[str, ...]) -> None:
    """Apply written attributes; a path that the schema lacks is added."""
    for path, meaning in attributes.items():
        spec = meaning or {}
        parents, _, leaf = path.rpartition(".")
        above = absolute.get(parents, root if not parents else ())
        known = _known(top, path)
        cfn: tuple[str, ...] | None = absolute.get(path, (*above, pascal(leaf)))
        if "cfn" in spec:
            cfn = _written(spec["cfn"], above)
        elif known is not None and known.cfn is None and path not in absolute:
            cfn = None
        node = _grow(top, path, spec.get("kind") or (known.kind if known else "str"), cfn, absolute)
        node.default = spec.get("default", node.default)
        node.to = spec.get("to", node.to)
        node.values = spec.get("values", node.values)


def _known(top: Node, path: str) -> Node | None:
    node: Node | None = top
    for name in path.split("."):
        node = node.kids.get(name) if node is not None else None
    return node


def _written(cfn: str | None, above: tuple[str, ...]) -> tuple[str, ...] | None:
    if cfn is None:
        return None
    if cfn == ".":
        return above
    return tuple(cfn[1:].split(".")) if cfn.startswith("/") else (*above, *cfn.split("."))


def _mount(type: Type, name: str, spec: dict[str, Any]) -> Mount:
    node = Node(name, "blocks" if spec.get("many") else "block", None)
    nested = "cfn" in spec
    absolute: dict[str, tuple[str, ...]] = {}
    known = type.top.kids.get(name)
    if known is not None:
        node.kids.update(known.kids)
    if nested:
        node.cfn = tuple(spec["cfn"].split("."))
    _fill(node, spec.get("attributes") or {}, absolute, ())
    type.top.kids[name] = node
    satellite = spec.get("satellite", f"{type.name}_{name}")
    return Mount(satellite, spec.get("join", ""), node, spec.get("inline") or {}, nested)
