"""Plans as `terraform show -json` prints them: what will be there after the plan is applied.

Places are those of the configuration where it is found, else the plan's own JSON lines.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

from iacguard.formats import plan_places, planned_documents
from iacguard.formats.base import Inputs, Loaded
from iacguard.formats.json_tree import elements, field, scalar
from iacguard.formats.plan_configuration import Configuration
from iacguard.formats.planned import Planned, spelling
from iacguard.formats.terraform.ast import Expression, ObjectExpression
from iacguard.formats.terraform.json_nodes import read_json
from iacguard.model.address import Address, parse
from iacguard.model.graph import Resource
from iacguard.model.report import ERROR, Diagnostic, FileRecord
from iacguard.model.tree import Tree, UnreadableError
from iacguard.model.value import Value
from iacguard.vocabulary.arm import translated
from iacguard.vocabulary.tables import Vocabulary

KEYS = ("format_version", "resource_changes")
"""What every plan has at its top; a JSON file without these words is none, and is not read further."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def load(tree: Tree, paths: Iterable[str], inputs: Inputs, vocabulary: Vocabulary) -> Loaded:
    """The resources that remain after each plan; deletions are left out."""
    loaded = Loaded()
    for path in paths:
        try:
            source = tree.read(path)
        except UnreadableError as error:
            _unreadable(tree, path, error, loaded)
            continue
        if not all(f'"{key}"' in source.text for key in KEYS):
            loaded.files.append(FileRecord(path, "plan", "skipped", "no plan of terraform show -json"))
            continue
        root, wrong = read_json(source)
        if root is None:
            loaded.diagnostics += wrong
            loaded.files.append(FileRecord(path, "plan", "failed", "no JSON"))
        elif field(root, "format_version") is None or field(root, "resource_changes") is None:
            loaded.files.append(FileRecord(path, "plan", "skipped", "no plan of terraform show -json"))
        else:
            loaded.files.append(FileRecord(path, "plan", "parsed"))
            changes(root, path, tree, inputs, vocabulary, loaded)
    return loaded


def _unreadable(tree: Tree, path: str, error: UnreadableError, loaded: Loaded) -> None:
    """What is no text is nobody's plan; a plan in UTF-16, which PowerShell writes, and any other reason is said."""
    if "UTF-8" in str(error) and not tree.read_bytes(path).startswith(_UTF16):
        loaded.files.append(FileRecord(path, "plan", "skipped", f"no plan of terraform show -json: {error}"))
        return
    loaded.diagnostics.append(Diagnostic(ERROR, "unreadable", f"cannot read it: {error}", path=path))
    loaded.files.append(FileRecord(path, "plan", "failed", str(error)))


def changes(root: Expression, path: str, tree: Tree, inputs: Inputs, vocabulary: Vocabulary, loaded: Loaded) -> None:
    """Add the resources of one plan."""
    configuration = Configuration(field(root, "configuration"), path)
    found = list(_remaining(root, path, loaded))
    documents: dict[Address, list[tuple[Address, Expression]]] = {}
    for address, _, change in found:
        if (address.mode, address.type) == ("data", planned_documents.TYPE):
            documents.setdefault(address.static, []).append((address, change))

    def body(address: Address, change: Expression) -> Value:
        return Planned(address, configuration, vocabulary, texts).body(change)

    texts = planned_documents.Documents(documents, body)
    written = plan_places.declared(tree, path, root, (address for address, *_ in found), inputs, vocabulary)
    for address, item, change in found:
        made = body(address, change)
        native = address.type if address.mode == "managed" else f"data.{address.type}"
        common, seen = translated(vocabulary, native, made)
        planned = Resource(address, common, spelling(native), seen, item, native_type=native)
        loaded.resources.append(plan_places.placed(planned, written.get(address)))


def _remaining(root: Expression, path: str, loaded: Loaded) -> Iterator[tuple[Address, Expression, Expression]]:
    """Address, item and change of everything that is there after the plan."""
    for item in elements(field(root, "resource_changes")):
        change = field(item, "change")
        text = scalar(field(item, "address"))
        if change is None or not isinstance(field(change, "after"), ObjectExpression) or not isinstance(text, str):
            continue
        try:
            yield parse(text, path), item, change
        except ValueError as error:
            message = f"the plan names a resource that cannot be read: {error}"
            loaded.diagnostics.append(Diagnostic(ERROR, "plan-address", message, item))
