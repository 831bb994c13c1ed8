"""Terraform's state files, version 4: what is deployed. Places are the state's own JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iacguard.formats.base import Inputs, Loaded
from iacguard.formats.json_tree import elements, field, scalar
from iacguard.formats.planned import spelling, stored
from iacguard.formats.terraform.ast import Expression
from iacguard.formats.terraform.json_nodes import read_json
from iacguard.model.address import Address, parse
from iacguard.model.graph import Resource
from iacguard.model.report import ERROR, Diagnostic, FileRecord
from iacguard.model.tree import Tree, UnreadableError
from iacguard.model.value import SENSITIVE, Map, Reference, Seq, Unknown, Value
from iacguard.vocabulary.arm import translated
from iacguard.vocabulary.tables import Vocabulary


def load(tree: Tree, paths: Iterable[str], inputs: Inputs, vocabulary: Vocabulary) -> Loaded:
    """The deployed resources of each state."""
    loaded = Loaded()
    for path in paths:
        try:
            root, wrong = read_json(tree.read(path))
        except UnreadableError as error:
            loaded.diagnostics.append(Diagnostic(ERROR, "unreadable", f"cannot read it: {error}", path=path))
            loaded.files.append(FileRecord(path, "state", "failed", str(error)))
            continue
        if root is None:
            loaded.diagnostics += wrong
            loaded.files.append(FileRecord(path, "state", "failed", "no JSON"))
        elif scalar(field(root, "version")) != 4:
            message = "only states of version 4 can be read"
            cure = "refresh the state with Terraform 0.12 or later"
            loaded.diagnostics.append(Diagnostic(ERROR, "state-version", message, root, cure=cure))
            loaded.files.append(FileRecord(path, "state", "failed", message))
        else:
            loaded.files.append(FileRecord(path, "state", "parsed"))
            for declared in elements(field(root, "resources")):
                deployed(declared, path, vocabulary, loaded)
    return loaded


def deployed(declared: Expression, path: str, vocabulary: Vocabulary, loaded: Loaded) -> None:
    """Add the instances of one declaration; objects that wait to be destroyed are left out."""
    parts = [scalar(field(declared, name)) for name in ("module", "type", "name")]
    mode = "data" if scalar(field(declared, "mode")) == "data" else "managed"
    text = ".".join(
        str(part) for part in [parts[0], "data" if mode == "data" else None, *parts[1:]] if part is not None
    )
    try:
        address = parse(text, path)
    except ValueError as error:
        message = f"the state names a resource that cannot be read: {error}"
        loaded.diagnostics.append(Diagnostic(ERROR, "state-address", message, declared))
        return
    native = address.type if mode == "managed" else f"data.{address.type}"
    for instance in elements(field(declared, "instances")):
        if field(instance, "deposed") is not None:
            continue
        key = scalar(field(instance, "index_key"))
        one = address._replace(key=key if isinstance(key, (int, str)) else None)
        body = stored(field(instance, "attributes"))
        if not isinstance(body.data, Map):
            body.data = Map({}, Unknown("its attributes are kept in the form of Terraform 0.11"))
        for steps in sensitive(instance):
            hide(body, steps)
        body.refs = tuple(dependencies(instance, path))
        common, body = translated(vocabulary, native, body)
        loaded.resources.append(Resource(one, common, spelling(native), body, instance, native_type=native))


def sensitive(instance: Expression) -> Iterator[list[object]]:
    """The paths of `sensitive_attributes`, each as keys and indices."""
    for path in elements(field(instance, "sensitive_attributes")):
        steps: list[object] = []
        for step in elements(path):
            value = field(step, "value")
            inner = field(value, "value")
            steps.append(scalar(value) if inner is None else scalar(inner))
        yield steps


def hide(value: Value, steps: list[object]) -> None:
    """Mark what `steps` lead to as sensitive, or the last thing on the way that is there."""
    for step in steps:
        data = value.data
        if isinstance(data, Map) and step in data.items:
            value = data.items[str(step)]
        elif isinstance(data, Seq) and isinstance(step, int) and step < len(data.items):
            value = data.items[step]
        else:
            break
    value.marks |= {SENSITIVE}


def dependencies(instance: Expression, path: str) -> Iterator[Reference]:
    """What the instance depends on."""
    for item in elements(field(instance, "dependencies")):
        try:
            target: Address = parse(str(scalar(item)), path)
        except ValueError:
            continue
        yield Reference(target)
